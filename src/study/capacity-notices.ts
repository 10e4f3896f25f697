// What every output says beside places: figures that were not read in a source, places that nobody knows, units that do not fit. An answer's places
// in, sentences out.
import { type CapacityReport, FACILITY_PLACE_STATES, type RateCapacity } from '../answer/capacity-report.ts'
import type { Notice } from '../answer/sources.ts'
import { notice } from '../words/notice.ts'

export function capacityNotices({ rates }: CapacityReport): Notice[] {
  const notices: Notice[] = []
  const doubtful = rates.filter(({ rate }) => !rate.verified && rate.mark !== 'own')
  if (doubtful.length > 0) {
    const list = doubtful.map(({ rate }) => rate.categories.join(' + '))
    notices.push(
      notice('demand-rates-not-verified', 'demand-rates-not-verified', { n: doubtful.length, all: rates.length, list }),
    )
  }
  const unknown = countState(rates, 'unknown')
  if (unknown.n > 0) notices.push(notice('places-unknown', 'places-unknown', unknown))
  const otherUnit = countState(rates, 'other-unit')
  if (otherUnit.n > 0) notices.push(notice('places-other-unit', 'places-other-unit', otherUnit))
  return notices
}

/** Facilities in a state, and the kinds that have some. */
function countState(rates: readonly RateCapacity[], state: (typeof FACILITY_PLACE_STATES)[number]) {
  const number = FACILITY_PLACE_STATES.indexOf(state)
  const counts = rates.map(({ facilityState }) => facilityState.reduce((sum, one) => sum + (one === number ? 1 : 0), 0))
  return {
    n: counts.reduce((sum, count) => sum + count, 0),
    list: rates.filter((_, at) => counts[at]! > 0).map(({ rate }) => rate.categories.join(' + ')),
  }
}
