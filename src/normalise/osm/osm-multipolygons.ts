// One multipolygon relation of a raw OSM file → polygons with holes, assembled by osmtogeojson. Only rings that close are
// used; missing members and broken rings are said. It does not know what any tag means.

import type { PolygonRings, Ring } from '../../foundation/geo.ts'
import { rowOfId } from '../../foundation/id-rows.ts'
import type { Message } from '../../foundation/message.ts'
import { E7, type LonLat } from '../../foundation/units.ts'
import type { RawOsm } from '../../read/osm/raw-osm.ts'
import { message } from '../../words/problem.ts'
import type { RejectCode } from '../places/rejects.ts'
import { orientedRing } from '../places/ring-direction.ts'
import { relationWays } from './multipolygon-roles.ts'

/** What is wrong with an element as an area, once it is known which element it is. */
export interface AreaProblem {
  readonly code: RejectCode
  readonly said: (id: string) => Message
}

/** What became of a relation. `problem` beside polygons means: used, but look at it. */
export interface RelationPolygons {
  readonly polygons: readonly PolygonRings[]
  readonly problem: AreaProblem | null
}

/** More members than any real area has; a relation beyond it is refused rather than assembled for minutes. */
const MAX_MEMBERS = 20_000
/** Holes × positions of outlines: assembling tests every hole against every outline. */
const MAX_HOLE_TESTS = 100_000_000

interface Members {
  readonly elements: MemberElement[]
  readonly missingWays: number
  readonly missingNodes: number
  readonly outers: number
  readonly inners: number
  readonly outerPositions: number
  readonly holesFound: number
}

interface MemberElement {
  readonly type: 'node' | 'way' | 'relation'
  readonly id: number
  readonly lon?: number
  readonly lat?: number
  readonly nodes?: readonly number[]
  readonly members?: readonly { readonly type: 'way'; readonly ref: number; readonly role: string }[]
  readonly tags?: Readonly<Record<string, string>>
}

/**
 * The polygons of the relation in one row of a raw file.
 *
 * @returns outer rings anticlockwise, holes clockwise, all closed; polygons in a fixed order (by their first position)
 */
export async function relationPolygons(raw: RawOsm, row: number): Promise<RelationPolygons> {
  const memberCount = raw.relationMemberOffset[row + 1]! - raw.relationMemberOffset[row]!
  if (memberCount > MAX_MEMBERS) {
    return {
      polygons: [],
      problem: {
        code: 'unsupported-geometry',
        said: (id) => message('osm-area.members', { id, n: memberCount, most: MAX_MEMBERS }),
      },
    }
  }
  const members = collectMembers(raw, row)
  if (members.outers === 0) {
    const missing = members.missingWays + members.missingNodes > 0
    return {
      polygons: [],
      problem: missing
        ? {
            code: 'missing-members',
            said: (id) =>
              message('osm-area.missing-ways', { id, ways: members.missingWays, nodes: members.missingNodes }),
          }
        : { code: 'invalid-geometry', said: (id) => message('osm-area.no-outer', { id }) },
    }
  }
  if (members.inners * members.outerPositions > MAX_HOLE_TESTS) {
    return {
      polygons: [],
      problem: {
        code: 'unsupported-geometry',
        said: (id) => message('osm-area.too-large', { id, inners: members.inners, positions: members.outerPositions }),
      },
    }
  }
  const { default: osmtogeojson } = await import('osmtogeojson')
  const collection = osmtogeojson(
    { elements: members.elements },
    // Every relation that comes here is an area of its own; no way is drawn beside it.
    { polygonFeatures: () => false, uninterestingTags: () => false },
  )
  const geometry = collection.features.find((feature) => feature.id === `relation/${raw.relationId[row]}`)?.geometry
  const drawn =
    geometry?.type === 'Polygon'
      ? [geometry.coordinates]
      : geometry?.type === 'MultiPolygon'
        ? geometry.coordinates
        : []
  return judge(drawn as unknown as LonLat[][][], members)
}

function judge(drawn: readonly (readonly LonLat[][])[], members: Members): RelationPolygons {
  let openRings = 0
  let flatRings = 0
  const check = (ring: readonly LonLat[], outer: boolean): Ring | null => {
    const first = ring[0]
    const last = ring[ring.length - 1]
    if (first === undefined || last === undefined || first[0] !== last[0] || first[1] !== last[1]) {
      openRings++
      return null
    }
    const oriented = orientedRing(withoutRepeats(ring), outer)
    if (oriented === null) flatRings++
    return oriented
  }
  const polygons: PolygonRings[] = []
  for (const rings of drawn) {
    const outer = check(rings[0] ?? [], true)
    const holes = rings.slice(1).map((ring) => check(ring, false))
    if (outer !== null) polygons.push([outer, ...holes.filter((ring) => ring !== null)])
  }
  polygons.sort((a, b) => comparePositions(a[0]![0]!, b[0]![0]!))
  return { polygons, problem: problemOf(members, openRings, flatRings) }
}

function problemOf(members: Members, openRings: number, flatRings: number): RelationPolygons['problem'] {
  const { missingWays, missingNodes } = members
  if (missingWays > 0 || missingNodes > 0) {
    return {
      code: 'missing-members',
      said: (id) =>
        message('osm-area.missing-ways-rings', { id, ways: missingWays, nodes: missingNodes, rings: openRings }),
    }
  }
  if (openRings > 0)
    return { code: 'invalid-geometry', said: (id) => message('osm-area.open-rings', { id, n: openRings }) }
  if (flatRings > 0)
    return { code: 'invalid-geometry', said: (id) => message('osm-area.flat-rings', { id, n: flatRings }) }
  if (members.holesFound > 0)
    return { code: 'missing-role', said: (id) => message('osm-area.holes-found', { id, n: members.holesFound }) }
  return null
}

function comparePositions(a: LonLat, b: LonLat): number {
  return a[0] - b[0] || a[1] - b[1]
}

function withoutRepeats(ring: readonly LonLat[]): LonLat[] {
  return ring.filter((p, index) => index === 0 || p[0] !== ring[index - 1]![0] || p[1] !== ring[index - 1]![1])
}

function collectMembers(raw: RawOsm, row: number): Members {
  const elements: MemberElement[] = []
  const members: { type: 'way'; ref: number; role: string }[] = []
  const seenNodes = new Set<number>()
  let missingWays = 0
  let missingNodes = 0
  let outers = 0
  let inners = 0
  let outerPositions = 0
  const { ways, holesFound } = relationWays(raw, row)
  for (const { id: ref, row: way, role } of ways) {
    if (way < 0) {
      missingWays++
      continue
    }
    const nodes = Array.from(raw.wayRef.subarray(raw.wayRefOffset[way]!, raw.wayRefOffset[way + 1]!))
    let hint = -1
    const rows = nodes.map((id) => (hint = rowOfId(raw.nodeId, id, hint)))
    const missing = rows.filter((node) => node < 0).length
    if (missing > 0) {
      // A ring with a missing position would close in the wrong shape: leave the way out, so that the ring stays open.
      missingNodes += missing
      continue
    }
    if (role === 'outer') {
      outers++
      outerPositions += nodes.length
    } else inners++
    members.push({ type: 'way', ref, role })
    elements.push({ type: 'way', id: ref, nodes })
    nodes.forEach((id, at) => {
      if (seenNodes.has(id)) return
      seenNodes.add(id)
      const node = rows[at]!
      elements.push({ type: 'node', id, lon: raw.nodeLonE7[node]! / E7, lat: raw.nodeLatE7[node]! / E7 })
    })
  }
  elements.push({ type: 'relation', id: raw.relationId[row]!, members, tags: { type: 'multipolygon' } })
  return { elements, missingWays, missingNodes, outers, inners, outerPositions, holesFound }
}
