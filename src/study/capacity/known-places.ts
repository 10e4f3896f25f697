// Sites whose places are not known: unknown is not 0. A problem with NaN among its places in; two that can be computed out: as if those sites had
// none, and as if they had room for everybody. What is true lies between.
import { type CapacityProblem, total } from './capacity-problem.ts'

export interface PlacesBounds {
  /** Numbers of the sites of which nothing is known. */
  readonly unknown: readonly number[]
  /** As if they had no places: as many are served at least. */
  readonly withNone: CapacityProblem
  /** As if they had room for all; `null` where nothing is unknown. */
  readonly withRoom: CapacityProblem | null
}

export function boundPlaces(given: CapacityProblem): PlacesBounds {
  const unknown: number[] = []
  given.places.forEach((places, site) => {
    if (Number.isNaN(places)) unknown.push(site)
  })
  if (unknown.length === 0) return { unknown, withNone: given, withRoom: null }
  const as = (amount: number) => ({
    ...given,
    places: given.places.map((places) => (Number.isNaN(places) ? amount : places)),
  })
  return { unknown, withNone: as(0), withRoom: as(Math.ceil(total(given.demand))) }
}
