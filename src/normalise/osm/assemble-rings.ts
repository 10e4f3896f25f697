// Ways of one multipolygon relation → rings, and which hole lies in which outline. Ways with the ids of their nodes enter; rings of
// positions leave, as they were drawn: whether a ring closes, encloses anything and runs the right way round is not known here.
import type { LonLat } from '../../foundation/units.ts'

/** A way of a relation, whole. */
export interface DrawnWay {
  readonly role: 'outer' | 'inner'
  /** Node ids along it. */
  readonly nodes: readonly number[]
}

/** Fewer positions are no ring, closed or not. */
const FEWEST_POSITIONS = 4

/**
 * Joins ways end to end and gives every hole to the first outline that one of its corners lies in; a hole in empty space is left out.
 *
 * @param positionOf where a node is
 * @returns polygons: an outline, then its holes
 */
export function assembleRings(ways: readonly DrawnWay[], positionOf: (node: number) => LonLat): LonLat[][][] {
  const ringsOf = (role: DrawnWay['role']) =>
    joinWays(ways.filter((way) => way.role === role).map(({ nodes }) => nodes)).map((ring) => ring.map(positionOf))
  const polygons = ringsOf('outer').map((outline) => [outline])
  for (const hole of ringsOf('inner')) {
    if (hole.length < FEWEST_POSITIONS) continue
    polygons.find(([outline]) => hole.some((corner) => liesIn(outline!, corner)))?.push(hole)
  }
  return polygons.filter(([outline]) => outline!.length >= FEWEST_POSITIONS)
}

/** Ways that meet at their ends become one ring each; what meets nothing is left as far as it goes. The last way begins. */
function joinWays(ways: readonly (readonly number[])[]): number[][] {
  const waysAt = new Map<number, number[]>()
  const isUsed = new Uint8Array(ways.length)
  ways.forEach((nodes, way) => {
    for (const end of new Set([nodes[0], nodes.at(-1)])) {
      if (end === undefined) continue
      const there = waysAt.get(end)
      if (there === undefined) waysAt.set(end, [way])
      else there.push(way)
    }
  })
  const firstFreeAt = (end: number) => {
    const there = waysAt.get(end) ?? []
    while (there.length > 0 && isUsed[there[0]!] === 1) there.shift()
    return there[0] ?? Number.POSITIVE_INFINITY
  }
  const rings: number[][] = []
  for (let begin = ways.length - 1; begin >= 0; begin--) {
    if (isUsed[begin] === 1) continue
    isUsed[begin] = 1
    rings.push(joinFrom(ways[begin]!))
  }
  return rings

  function joinFrom(start: readonly number[]): number[] {
    // In front of the first way, nearest last, and behind it.
    const [before, after]: [(readonly number[])[], (readonly number[])[]] = [[], []]
    let first = start[0]
    let last = start.at(-1)
    while (first !== undefined && last !== undefined && first !== last) {
      const next = Math.min(firstFreeAt(last), firstFreeAt(first))
      if (next === Number.POSITIVE_INFINITY) break
      isUsed[next] = 1
      const nodes = ways[next]!
      const [head, tail] = [nodes[0]!, nodes.at(-1)!]
      if (head === last || tail === last) {
        after.push(head === last ? nodes.slice(1) : nodes.slice(0, -1).reverse())
        last = head === last ? tail : head
      } else {
        before.push(tail === first ? nodes.slice(0, -1) : nodes.slice(1).reverse())
        first = tail === first ? head : tail
      }
    }
    return [...before.reverse(), start, ...after].flat()
  }
}

/** Whether a ray along a meridian from the position crosses the ring an odd number of times; on the ring itself, either may come out. */
function liesIn(ring: readonly LonLat[], [lon, lat]: LonLat): boolean {
  let isInside = false
  let from = ring[ring.length - 1]!
  for (const to of ring) {
    const spans = to[0] > lon !== from[0] > lon
    if (spans && lat < ((from[1] - to[1]) * (lon - to[0])) / (from[0] - to[0]) + to[1]) isInside = !isInside
    from = to
  }
  return isInside
}
