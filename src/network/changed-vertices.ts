// Where two networks differ: ends of edges that only one of them has. Networks in, vertices of either out. What is the same in both is found by
// going along both lists, whose order comes from places, not from what else a network holds. It knows no cost.
import { regionIds } from './build-network.ts'
import type { WalkNetwork } from './walk-network.ts'

/** Edges are looked for as far ahead as this; beyond it they count as changed, which is safe. */
const LOOK_AHEAD = 400

/** Vertices, street vertices only, at which something is different. */
export interface ChangedVertices {
  readonly before: readonly number[]
  readonly after: readonly number[]
}

/** A function that tells whether an edge of one network and one of the other are the same piece of street. */
export function edgeComparer(before: WalkNetwork, after: WalkNetwork): (one: number, other: number) => boolean {
  const numberOf = new Map(regionIds(after).map((id, at) => [id, at + 1]))
  const regionAfter = Uint32Array.from([0, ...regionIds(before).map((id) => numberOf.get(id) ?? 0xffffffff)])
  const sameVertex = (one: number, other: number) =>
    before.vertexLonE7[one] === after.vertexLonE7[other] &&
    before.vertexLatE7[one] === after.vertexLatE7[other] &&
    before.vertexFlags[one] === after.vertexFlags[other]
  return (one, other) =>
    before.edgeLengthMm[one] === after.edgeLengthMm[other] &&
    before.edgeWayId[one] === after.edgeWayId[other] &&
    before.edgeFlags[one] === after.edgeFlags[other] &&
    regionAfter[before.edgeRegion[one]!] === after.edgeRegion[other] &&
    sameVertex(before.edgeFrom[one]!, after.edgeFrom[other]!) &&
    sameVertex(before.edgeTo[one]!, after.edgeTo[other]!)
}

/** Finds them. O(edges + changes × look-ahead). */
export function changedVertices(before: WalkNetwork, after: WalkNetwork): ChangedVertices {
  const isSame = edgeComparer(before, after)
  const [ends, others] = [before.edgeFrom.length, after.edgeFrom.length]
  const [gone, added] = [new Set<number>(), new Set<number>()]
  const mark = ({ edgeFrom, edgeTo }: WalkNetwork, edge: number, into: Set<number>) =>
    into.add(edgeFrom[edge]!).add(edgeTo[edge]!)
  let one = 0
  let other = 0
  while (one < ends || other < others) {
    if (one < ends && other < others && isSame(one, other)) {
      one++
      other++
      continue
    }
    const [skipOne, skipOther] = resync(isSame, one, other, ends, others)
    for (let at = 0; at < skipOne; at++) mark(before, one++, gone)
    for (let at = 0; at < skipOther; at++) mark(after, other++, added)
  }
  return { before: [...gone], after: [...added] }
}

/** How many edges either list goes on until both have the same again. */
function resync(
  isSame: (one: number, other: number) => boolean,
  one: number,
  other: number,
  ends: number,
  others: number,
): readonly [number, number] {
  for (let steps = 1; steps <= LOOK_AHEAD; steps++) {
    for (let ahead = 0; ahead <= steps; ahead++) {
      const [a, b] = [one + ahead, other + steps - ahead]
      if (a < ends && b < others && isSame(a, b)) return [ahead, steps - ahead]
    }
  }
  return [Math.min(LOOK_AHEAD, ends - one), Math.min(LOOK_AHEAD, others - other)]
}
