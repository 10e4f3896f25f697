// Facilities hung on the vertices and edges where a sweep can meet them. Integers only: no names, no coordinates.
import { UNREACHED } from '../foundation/units.ts'
import type { PlaceLegs } from './place-legs.ts'

/** Which way people walk: to the facility, or from it (a responder's way out). */
export type WalkDirection = 'toFacility' | 'fromFacility'

/** Facilities as a sweep sees them. Facilities are 0 … facilityCount−1; an entrance belongs to one facility. */
export interface FacilityTargets {
  readonly facilityCount: number
  readonly categoryCount: number
  readonly categoryOfFacility: Uint32Array
  /** Facility of each row of `legs`. */
  readonly facilityOfEntrance: Uint32Array
  readonly legs: PlaceLegs
  readonly direction: WalkDirection
  /** Entries at vertex v: `vertexOffset[v] … vertexOffset[v+1])`. */
  readonly vertexOffset: Uint32Array
  readonly entryFacility: Uint32Array
  /** Cost between the vertex and the facility, in the walk's direction. */
  readonly entryCost: Uint32Array
  /** Rows of entrances of facilities that serve residents only: they hang at no vertex and on no edge; see `residentsOf`. */
  readonly residentEntrance: Uint32Array
  /** Entrances on edge e: `edgeOffset[e] … edgeOffset[e+1])`. */
  readonly edgeOffset: Uint32Array
  readonly edgeEntrance: Uint32Array
}

/**
 * Hangs facilities on a network. Entrances that are not linked take no part.
 *
 * @param facilityOfPoint facility of each point that `legs` has rows for
 * @param categoryOfFacility category number of each facility
 * @param servesResidents facilities that only those can walk to who set out in the same region; default none
 */
export function buildFacilityTargets(
  network: { readonly arcOffset: Uint32Array; readonly edgeFrom: Uint32Array },
  legs: PlaceLegs,
  facilityOfPoint: Uint32Array,
  categoryOfFacility: Uint32Array,
  categoryCount: number,
  direction: WalkDirection = 'toFacility',
  servesResidents: (facility: number) => boolean = () => false,
): FacilityTargets {
  const atFrom = direction === 'toFacility' ? legs.inFrom : legs.outFrom
  const atTo = direction === 'toFacility' ? legs.inTo : legs.outTo
  const vertexOffset = new Uint32Array(network.arcOffset.length)
  const edgeOffset = new Uint32Array(network.edgeFrom.length + 1)
  const entrances = legs.edge.length
  const residents: number[] = []
  const facilityOfEntrance = legs.link.map((point) => facilityOfPoint[point]!)
  for (let entrance = 0; entrance < entrances; entrance++) {
    const edge = legs.edge[entrance]!
    if (edge < 0) continue
    if (servesResidents(facilityOfEntrance[entrance]!)) {
      residents.push(entrance)
      continue
    }
    edgeOffset[edge + 1]!++
    if (atFrom[entrance] !== UNREACHED) vertexOffset[legs.vertexFrom[entrance]! + 1]!++
    if (atTo[entrance] !== UNREACHED) vertexOffset[legs.vertexTo[entrance]! + 1]!++
  }
  addUp(vertexOffset)
  addUp(edgeOffset)
  const nextAtVertex = vertexOffset.slice()
  const nextOnEdge = edgeOffset.slice()
  const entryFacility = new Uint32Array(vertexOffset[vertexOffset.length - 1]!)
  const entryCost = new Uint32Array(entryFacility.length)
  const edgeEntrance = new Uint32Array(edgeOffset[edgeOffset.length - 1]!)
  const hang = (vertex: number, facility: number, cost: number) => {
    if (cost === UNREACHED) return
    const entry = nextAtVertex[vertex]!++
    entryFacility[entry] = facility
    entryCost[entry] = cost
  }
  for (let entrance = 0; entrance < entrances; entrance++) {
    const edge = legs.edge[entrance]!
    if (edge < 0 || servesResidents(facilityOfEntrance[entrance]!)) continue
    edgeEntrance[nextOnEdge[edge]!++] = entrance
    const facility = facilityOfEntrance[entrance]!
    hang(legs.vertexFrom[entrance]!, facility, atFrom[entrance]!)
    hang(legs.vertexTo[entrance]!, facility, atTo[entrance]!)
  }
  return {
    facilityCount: categoryOfFacility.length,
    categoryCount,
    categoryOfFacility,
    facilityOfEntrance,
    legs,
    direction,
    vertexOffset,
    entryFacility,
    entryCost,
    residentEntrance: Uint32Array.from(residents),
    edgeOffset,
    edgeEntrance,
  }
}

function addUp(offset: Uint32Array): void {
  for (let i = 0; i + 1 < offset.length; i++) offset[i + 1]! += offset[i]!
}
