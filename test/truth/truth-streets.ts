// The slow truth's streets: ways, rings of squares and their chords (1.1, 1.2) as lines from node to node. Reads raw columns only.
import type { RawOsm, TagColumns } from '../../src/read/osm/raw-osm.ts'
import {
  areaOf,
  isInside,
  isValidOutline,
  type LonLat,
  metresOutside,
  planeAround,
  type Rings,
} from './truth-geometry.ts'
import { isBlockedNode, type Tags, walkableBy } from './truth-tags.ts'

const MOST_CORNERS = 100
const LEAST_SQUARE_METRES = 1
const MOST_METRES_OUTSIDE = 0.1

export interface TruthLine {
  readonly kind: 'way' | 'ring' | 'chord'
  readonly id: string
  readonly tags: Tags
  /** Node ids; no two in a row are the same, none is missing. */
  readonly nodes: readonly number[]
}

export interface TruthNodes {
  at(node: number): LonLat
  tags(node: number): Tags
}

export interface TruthStreets {
  readonly lines: readonly TruthLine[]
  readonly nodes: TruthNodes
  readonly notes: { squares: number; plainOutlines: number; chords: number }
}

function tagsOf(raw: RawOsm, columns: TagColumns, element: number): Tags {
  const tags = new Map<string, string>()
  for (let i = columns.offset[element]!; i < columns.offset[element + 1]!; i++) {
    tags.set(raw.strings[columns.key[i]!]!, raw.strings[columns.value[i]!]!)
  }
  return tags
}

interface Area {
  readonly id: string
  readonly tags: Tags
  /** Node ids, the first not repeated. */
  readonly rings: readonly (readonly number[])[]
}

/** Joins lines end to end into rings; undefined where ends are left over. */
function joinRings(lines: readonly (readonly number[])[]): number[][] | undefined {
  const left = lines.map((line) => [...line])
  const rings: number[][] = []
  while (left.length > 0) {
    const ring = left.shift()!
    while (ring[0] !== ring.at(-1)) {
      const next = left.findIndex((line) => line[0] === ring.at(-1) || line.at(-1) === ring.at(-1))
      if (next === -1) return undefined
      const line = left.splice(next, 1)[0]!
      if (line[0] !== ring.at(-1)) line.reverse()
      ring.push(...line.slice(1))
    }
    ring.pop()
    rings.push(ring)
  }
  return rings
}

export function readStreets(raw: RawOsm): TruthStreets {
  const row = new Map<number, number>()
  raw.nodeId.forEach((id, i) => {
    row.set(id, i)
  })
  const nodes: TruthNodes = {
    at: (node) => [raw.nodeLonE7[row.get(node)!]! / 1e7, raw.nodeLatE7[row.get(node)!]! / 1e7],
    tags: (node) => tagsOf(raw, raw.nodeTags, row.get(node)!),
  }
  const lines: TruthLine[] = []
  const areas: Area[] = []
  /** Ids of the walkable ways and rings that use each node. */
  const usedBy = new Map<number, Set<string>>()
  const use = (node: number, id: string) => usedBy.set(node, (usedBy.get(node) ?? new Set()).add(id))
  const wayRow = new Map<number, number>()
  const refsOf = (way: number) => [...raw.wayRef.slice(raw.wayRefOffset[way]!, raw.wayRefOffset[way + 1]!)]
  const isWhole = (refs: readonly number[]) => refs.every((node) => row.has(node))
  const once = (refs: readonly number[]) => refs.filter((node, i) => node !== refs[i - 1])
  for (let way = 0; way < raw.wayId.length; way++) {
    wayRow.set(raw.wayId[way]!, way)
    const tags = tagsOf(raw, raw.wayTags, way)
    if (walkableBy(tags) === 0) continue
    const refs = refsOf(way)
    let run: number[] = []
    const end = () => {
      if (run.length > 1) lines.push({ kind: 'way', id: `way/${raw.wayId[way]}`, tags, nodes: run })
      run = []
    }
    for (const node of refs) {
      if (!row.has(node)) end()
      else {
        if (node !== run.at(-1)) run.push(node)
        use(node, `way/${raw.wayId[way]}`)
      }
    }
    end()
    const isArea = tags.get('area') === 'yes' && refs.length > 3 && refs[0] === refs.at(-1)
    if (isArea && isWhole(refs)) {
      areas.push({ id: `way/${raw.wayId[way]}`, tags, rings: [once(refs).slice(0, -1)] })
    }
  }
  for (let relation = 0; relation < raw.relationId.length; relation++) {
    const tags = tagsOf(raw, raw.relationTags, relation)
    if (tags.get('type') !== 'multipolygon' || walkableBy(tags) === 0) continue
    const members: number[] = []
    let whole = true
    for (let i = raw.relationMemberOffset[relation]!; i < raw.relationMemberOffset[relation + 1]!; i++) {
      if (raw.relationMemberType[i] !== 1) continue
      const way = wayRow.get(raw.relationMemberRef[i]!)
      if (way === undefined) whole = false
      else members.push(way)
    }
    if (!whole || members.length === 0) continue
    const refs = members.map(refsOf)
    if (!refs.every(isWhole)) continue
    const rings = joinRings(refs.map(once))
    if (rings === undefined) continue
    const id = `relation/${raw.relationId[relation]}`
    for (const ring of rings) lines.push({ kind: 'ring', id, tags, nodes: [...ring, ring[0]!] })
    for (const node of rings.flat()) use(node, id)
    areas.push({ id, tags, rings })
  }
  const notes = { squares: areas.length, plainOutlines: 0, chords: 0 }
  for (const area of areas) {
    const chords = chordsOf(area, nodes, usedBy)
    if (chords === undefined) notes.plainOutlines++
    for (const ends of chords ?? []) lines.push({ kind: 'chord', id: area.id, tags: area.tags, nodes: ends })
    notes.chords += chords?.length ?? 0
  }
  return { lines, nodes, notes }
}

/** 1.2: the chords of an area; undefined where it has outlines only. */
function chordsOf(
  area: Area,
  nodes: TruthNodes,
  usedBy: ReadonlyMap<number, ReadonlySet<string>>,
): [number, number][] | undefined {
  const rings: Rings = area.rings.map((ring) => ring.map((node) => nodes.at(node)))
  if (!isValidOutline(rings) || areaOf(rings) < LEAST_SQUARE_METRES) return undefined
  const corners = new Set<number>()
  const neighbours = new Set<string>()
  area.rings.forEach((ring, number) => {
    ring.forEach((node, i) => {
      const [before, after] = [ring.at(i - 1)!, ring[(i + 1) % ring.length]!]
      neighbours.add(`${node} ${after}`).add(`${after} ${node}`)
      if (isBlockedNode(nodes.tags(node))) return
      const others = [...(usedBy.get(node) ?? [])].filter((id) => id !== area.id)
      const wide = isWideCorner(nodes.at(before), nodes.at(node), nodes.at(after), rings, number)
      if (others.length > 0 || wide) corners.add(node)
    })
  })
  if (corners.size > MOST_CORNERS) return undefined
  const list = [...corners]
  const chords: [number, number][] = []
  list.forEach((one, i) => {
    for (const other of list.slice(i + 1)) {
      if (neighbours.has(`${one} ${other}`)) continue
      if (metresOutside(nodes.at(one), nodes.at(other), rings) < MOST_METRES_OUTSIDE) chords.push([one, other])
    }
  })
  return chords
}

/** True where the area's own angle at a corner of one of its rings is above 180°. */
function isWideCorner(before: LonLat, here: LonLat, after: LonLat, rings: Rings, ring: number): boolean {
  const flat = planeAround(here)
  const [[bx, by], [ax, ay]] = [flat(before), flat(after)]
  const turnsLeft = -bx * ay + by * ax
  if (turnsLeft === 0) return false
  const own = rings[ring]!
  const anticlockwise =
    own.reduce((sum, point, i) => {
      const [[x, y], [nx, ny]] = [flat(point), flat(own[(i + 1) % own.length]!)]
      return sum + x * ny - nx * y
    }, 0) > 0
  const depth = rings.filter((other, i) => i !== ring && isInside(own[0]!, [other])).length
  // Walking with the area on the left hand, a turn to the right is a wide corner.
  const areaOnLeft = anticlockwise === (depth % 2 === 0)
  return areaOnLeft ? turnsLeft < 0 : turnsLeft > 0
}
