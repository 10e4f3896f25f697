// What if everybody could walk through one compound, by the gates that it has? In: walks to facilities, the compound's open crossings.
// Out: from each crossing the cost to the nearest facility by category. It knows no people.
import { UNREACHED } from '../foundation/units.ts'
import type { PlaceVertices } from '../network/walk-arcs.ts'
import type { CrossingVertices } from './gate-candidates.ts'

/** Costs that are known of a network. */
export interface KnownCosts {
  toFacility(vertex: number, category: number): number
  costsFrom(vertex: number, targets: readonly number[]): number[]
}

/** A vertex that walks come to, and the cost by category to go on from it. */
export interface OpenedContact {
  readonly vertex: number
  readonly beyond: readonly number[]
}

/**
 * Vertices at a compound's open crossings from which somebody gets to a facility sooner by walking through. Walks may pass through more than
 * once. O(crossings² + crossings × vertices within the limit); of compounds that shorten nothing only the first part.
 *
 * @param crossings of one compound, those that are open
 */
export function throughWalks(
  known: KnownCosts,
  places: PlaceVertices,
  crossings: readonly CrossingVertices[],
  categories: number,
): OpenedContact[] {
  const gates = crossings.filter(({ outer }) => outer.some((vertex) => places.regionOf(vertex) === 0))
  if (gates.length < 2) return []
  const inner = gates.map(({ inner: vertex }) => vertex)
  const within = inner.map((vertex) => known.costsFrom(vertex, inner))
  const today = gates.map(({ inner: own, outer }) =>
    Array.from({ length: categories }, (_, category) =>
      Math.min(...[own, ...outer].map((vertex) => known.toFacility(vertex, category))),
    ),
  )
  const once = relaxed(today, [within])
  if (once.every((costs, gate) => costs.every((cost, category) => cost >= today[gate]![category]!))) return []
  const street = gates.map(({ outer }) => outer.find((vertex) => places.regionOf(vertex) === 0)!)
  const around = street.map((vertex) => known.costsFrom(vertex, street))
  let costs = once
  for (let round = 0; round < gates.length; round++) {
    const next = relaxed(costs, [within, around])
    const isDone = next.every((own, gate) => own.every((cost, category) => cost === costs[gate]![category]))
    costs = next
    if (isDone) break
  }
  return gates.flatMap(({ outer }, gate) =>
    outer.flatMap((vertex): OpenedContact[] => {
      const from = places.leaving(vertex)
      const beyond = costs[gate]!.map((cost, category) => (cost < known.toFacility(from, category) ? cost : UNREACHED))
      return beyond.every((cost) => cost === UNREACHED) ? [] : [{ vertex: from, beyond }]
    }),
  )
}

/** Costs that fall by going on to another gate first. */
function relaxed(costs: readonly (readonly number[])[], ways: readonly (readonly (readonly number[])[])[]): number[][] {
  return costs.map((own, gate) =>
    own.map((cost, category) => {
      let least = cost
      for (const way of ways) {
        way[gate]!.forEach((step, other) => {
          const rest = costs[other]![category]!
          if (step !== UNREACHED && rest !== UNREACHED && step + rest < least) least = step + rest
        })
      }
      return least
    }),
  )
}
