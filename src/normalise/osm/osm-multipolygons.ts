// One multipolygon relation of a raw OSM file → polygons with holes. Only rings that close are
// used; missing members and broken rings are said. It does not know what any tag means.

import type { PolygonRings, Ring } from '../../foundation/geo.ts'
import { rowOfId } from '../../foundation/id-rows.ts'
import type { Message } from '../../foundation/message.ts'
import { E7, type LonLat } from '../../foundation/units.ts'
import type { RawOsm } from '../../read/osm/raw-osm.ts'
import { message } from '../../words/problem.ts'
import type { RejectCode } from '../places/rejects.ts'
import { orientedRing } from '../places/ring-direction.ts'
import { assembleRings, type DrawnWay } from './assemble-rings.ts'
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
  /** Ways that are whole. */
  readonly ways: readonly DrawnWay[]
  readonly rowOfNode: ReadonlyMap<number, number>
  readonly missingWays: number
  readonly missingNodes: number
  readonly outers: number
  readonly inners: number
  readonly outerPositions: number
  readonly holesFound: number
}

/**
 * The polygons of the relation in one row of a raw file.
 *
 * @returns outer rings anticlockwise, holes clockwise, all closed; polygons in a fixed order (by their first position)
 */
export function relationPolygons(raw: RawOsm, row: number): RelationPolygons {
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
  const drawn = assembleRings(members.ways, (node) => {
    const at = members.rowOfNode.get(node)!
    return [raw.nodeLonE7[at]! / E7, raw.nodeLatE7[at]! / E7]
  })
  return judge(drawn, members)
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
  const drawn: DrawnWay[] = []
  const rowOfNode = new Map<number, number>()
  let missingWays = 0
  let missingNodes = 0
  let outers = 0
  let inners = 0
  let outerPositions = 0
  const { ways, holesFound } = relationWays(raw, row)
  for (const { row: way, role } of ways) {
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
    drawn.push({ role, nodes })
    nodes.forEach((id, at) => {
      rowOfNode.set(id, rows[at]!)
    })
  }
  return { ways: drawn, rowOfNode, missingWays, missingNodes, outers, inners, outerPositions, holesFound }
}
