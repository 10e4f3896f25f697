// What it costs from (or to) the places of a finished sweep to any other linked place: how catchments count people and
// land by walk. It does not know polygons, people or names.
import { UNREACHED } from '../foundation/units.ts'
import { directCost, type PlaceLegs } from '../search/place-legs.ts'
import type { SweptPlaces } from './reached-pieces.ts'

/**
 * Least cost between the swept places and each of some others, both access legs included; `UNREACHED` beyond the limit
 * and for places that are not linked. Exact: the shortest of the ways over either end of the edge, or straight along an
 * edge that both share. O(places).
 */
export function costsAtPlaces(swept: SweptPlaces, others: PlaceLegs): Uint32Array {
  const { impedance, legs, toPlaces, limit } = swept
  const { sweep } = swept.walks
  const atFrom = toPlaces ? others.outFrom : others.inFrom
  const atTo = toPlaces ? others.outTo : others.inTo
  const sweptOnEdge = new Map<number, number[]>()
  for (const place of swept.places) {
    const edge = legs.edge[place]!
    const list = sweptOnEdge.get(edge)
    if (list === undefined) sweptOnEdge.set(edge, [place])
    else list.push(place)
  }
  const costs = new Uint32Array(others.rowOffset.length - 1).fill(UNREACHED)
  for (let other = 0; other < others.edge.length; other++) {
    const edge = others.edge[other]!
    if (edge < 0) continue
    let least = Math.min(
      sum(sweep.label(others.vertexFrom[other]!), atFrom[other]!),
      sum(sweep.label(others.vertexTo[other]!), atTo[other]!),
    )
    for (const place of sweptOnEdge.get(edge) ?? []) {
      const direct = toPlaces
        ? directCost(impedance, others, other, legs, place)
        : directCost(impedance, legs, place, others, other)
      least = Math.min(least, direct)
    }
    const point = others.link[other]!
    if (least <= limit && least < costs[point]!) costs[point] = least
  }
  return costs
}

function sum(label: number, leg: number): number {
  return label === UNREACHED || leg === UNREACHED ? UNREACHED : label + leg
}
