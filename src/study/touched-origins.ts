// Which origins may walk otherwise after streets have changed: those that come to a changed place within the largest limit, before or after, and
// those that are linked otherwise. All others have the walks that they had. Two studies in, a mark per origin out. It knows no edit.

import type { Linkage } from '../locate/linkage.ts'
import { changedVertices, edgeComparer } from '../network/changed-vertices.ts'
import type { Impedance } from '../network/impedance.ts'
import type { WalkNetwork } from '../network/walk-network.ts'
import { BoundedSweep } from '../search/bounded-sweep.ts'
import type { AccessStudy } from './access-study.ts'

/**
 * Marks them. Both studies have the same blocks and facilities, in the same order. O(edges + vertices within the limit of a change).
 *
 * @param limit the largest, ms or mm
 * @returns 1 for each origin that is to be swept again; `null` where the demand points differ, so that all are
 */
export function touchedOrigins(
  before: AccessStudy,
  after: AccessStudy,
  isTime: boolean,
  limit: number,
): Uint8Array | null {
  const points = after.demand.lonLat
  if (
    before.demand.lonLat.length !== points.length ||
    before.demand.lonLat.some((degrees, at) => degrees !== points[at])
  ) {
    return null
  }
  const isSame = edgeComparer(before.network, after.network)
  const changed = changedVertices(before.network, after.network)
  const [gone, added] = [new Set(changed.before), new Set(changed.after)]
  // A facility that is linked otherwise is a change where it was and where it is.
  for (const place of unlike(before.entranceLinkage, after.entranceLinkage, isSame)) {
    addEnds(before.network, before.entranceLinkage.edge[place]!, gone)
    addEnds(after.network, after.entranceLinkage.edge[place]!, added)
  }
  const near = [
    reachedFrom(before, isTime ? before.time : before.distance, gone, limit),
    reachedFrom(after, isTime ? after.time : after.distance, added, limit),
  ] as const
  const isTouched = new Uint8Array(points.length / 2)
  for (const place of unlike(before.demandLinkage, after.demandLinkage, isSame)) isTouched[place] = 1
  for (const [{ network, demandLinkage }, isNear] of [
    [before, near[0]],
    [after, near[1]],
  ] as const) {
    demandLinkage.edge.forEach((edge, place) => {
      if (edge < 0) return
      if (isNear[network.edgeFrom[edge]!] === 1 || isNear[network.edgeTo[edge]!] === 1) isTouched[place] = 1
    })
  }
  const { originOffset } = after.origins
  const touched = new Uint8Array(originOffset.length - 1)
  for (let origin = 0; origin < touched.length; origin++) {
    for (let place = originOffset[origin]!; place < originOffset[origin + 1]!; place++) {
      if (isTouched[place] === 1) touched[origin] = 1
    }
  }
  return touched
}

function addEnds({ edgeFrom, edgeTo }: WalkNetwork, edge: number, into: Set<number>): void {
  if (edge >= 0) into.add(edgeFrom[edge]!).add(edgeTo[edge]!)
}

/** Places whose links are not the same. */
function unlike(before: Linkage, after: Linkage, isSame: (one: number, other: number) => boolean): number[] {
  const found: number[] = []
  for (let place = 0; place < after.edge.length; place++) {
    const [one, other] = [before.edge[place]!, after.edge[place]!]
    if (one < 0 && other < 0) continue
    const isAlike =
      one >= 0 &&
      other >= 0 &&
      before.fraction[place] === after.fraction[place] &&
      before.metres[place] === after.metres[place] &&
      isSame(one, other)
    if (!isAlike) found.push(place)
  }
  return found
}

/** Street vertices from which a walk comes to one of some vertices within the limit, by any of the vertices at a place. */
function reachedFrom(
  { network }: AccessStudy,
  impedance: Impedance,
  vertices: ReadonlySet<number>,
  limit: number,
): Uint8Array {
  const { streetVertices, leavingStreetVertex, sharedOffset, sharedVertex } = network
  const isReached = new Uint8Array(streetVertices)
  if (vertices.size === 0) return isReached
  const seeds = new Set(vertices)
  const spread = (has: (vertex: number) => boolean, add: (vertex: number) => void) => {
    for (let place = 0; place + 1 < sharedOffset.length; place++) {
      const here = sharedVertex.subarray(sharedOffset[place]!, sharedOffset[place + 1]!)
      if (here.some(has)) for (const vertex of here) add(vertex)
    }
  }
  spread(
    (vertex) => seeds.has(vertex),
    (vertex) => seeds.add(vertex),
  )
  leavingStreetVertex.forEach((street, copy) => {
    if (seeds.has(street)) seeds.add(streetVertices + copy)
  })
  const sweep = new BoundedSweep(network)
  const list = [...seeds]
  sweep.run(
    impedance.arcCostReversed,
    list,
    list.map(() => 0),
    limit,
  )
  for (let at = 0; at < sweep.reachedCount; at++) {
    const vertex = sweep.reached[at]!
    isReached[vertex < streetVertices ? vertex : leavingStreetVertex[vertex - streetVertices]!] = 1
  }
  spread(
    (vertex) => isReached[vertex] === 1,
    (vertex) => {
      isReached[vertex] = 1
    },
  )
  return isReached
}
