// Origins hung on the vertices and edges where a sweep from a facility can meet them. Integers only: no names, no coordinates.
import { UNREACHED } from '../foundation/units.ts'
import type { AlongsideProblem } from './alongside-walks.ts'
import { legCost } from './origin-visit.ts'
import type { VisitPlan } from './visit-plan.ts'

/** Words of an entry: target, cost of the leg, the leg by the other basis. */
export const TARGET_ENTRY = 3

/** Origins as a sweep from a facility sees them: each visit of their plan is one target. */
export interface OriginTargets {
  readonly targetCount: number
  /** A place of each target: a row of the origins' legs. */
  readonly firstPlace: Uint32Array
  /** Entries at vertex v: `vertexOffset[v] … vertexOffset[v+1])`. */
  readonly vertexOffset: Uint32Array
  readonly entries: Uint32Array
  /** Places on edge e, and the target of each: `edgeOffset[e] … edgeOffset[e+1])`. */
  readonly edgeOffset: Uint32Array
  readonly edgePlace: Uint32Array
  readonly edgeTarget: Uint32Array
}

/** Hangs the visits of a plan of origins on the network. O(places + vertices + edges). */
export function buildOriginTargets(problem: AlongsideProblem, plan: VisitPlan): OriginTargets {
  const { network, origins, alongsideOrigins, targets } = problem
  const towardsPlace = targets.direction !== 'toFacility'
  const ends = [origins.vertexFrom, origins.vertexTo]
  const { place, placeOffset, visitCount } = plan
  const vertexOffset = new Uint32Array(network.arcOffset.length)
  const edgeOffset = new Uint32Array(network.edgeFrom.length + 1)
  for (let i = 0; i < place.length; i++) {
    const edge = origins.edge[place[i]!]!
    edgeOffset[edge + 1]!++
    for (let end = 0; end < 2; end++) {
      if (legCost(origins, place[i]!, end, towardsPlace) !== UNREACHED) vertexOffset[ends[end]![place[i]!]! + 1]!++
    }
  }
  addUp(vertexOffset)
  addUp(edgeOffset)
  const nextAtVertex = vertexOffset.slice()
  const nextOnEdge = edgeOffset.slice()
  const entries = new Uint32Array(vertexOffset[vertexOffset.length - 1]! * TARGET_ENTRY)
  const edgePlace = new Uint32Array(place.length)
  const edgeTarget = new Uint32Array(place.length)
  for (let target = 0; target < visitCount; target++) {
    for (let i = placeOffset[target]!; i < placeOffset[target + 1]!; i++) {
      const edge = origins.edge[place[i]!]!
      const onEdge = nextOnEdge[edge]!++
      edgePlace[onEdge] = place[i]!
      edgeTarget[onEdge] = target
      for (let end = 0; end < 2; end++) {
        const cost = legCost(origins, place[i]!, end, towardsPlace)
        if (cost === UNREACHED) continue
        const entry = nextAtVertex[ends[end]![place[i]!]!]!++ * TARGET_ENTRY
        entries[entry] = target
        entries[entry + 1] = cost
        entries[entry + 2] = legCost(alongsideOrigins, place[i]!, end, towardsPlace)
      }
    }
  }
  const firstPlace = Uint32Array.from({ length: visitCount }, (_, target) => place[placeOffset[target]!]!)
  return { targetCount: visitCount, firstPlace, vertexOffset, entries, edgeOffset, edgePlace, edgeTarget }
}

function addUp(offset: Uint32Array): void {
  for (let i = 0; i + 1 < offset.length; i++) offset[i + 1]! += offset[i]!
}
