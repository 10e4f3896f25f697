// Which facility does an edit mean: by its id, or the nearest one of a kind to a place. In: a choice, the facilities. Out: one, or why none.
import { greatCircleMetres } from '../../foundation/geo.ts'
import { compareNaturally } from '../../foundation/natural-order.ts'
import { suggest } from '../../foundation/options.ts'
import type { FacilityRecord } from '../../normalise/places/facility-record.ts'
import { message } from '../../words/problem.ts'
import type { FacilityChoice } from './edit-record.ts'
import { type EditState, type EditTools, type Untouched, untouched } from './edit-state.ts'

/** A facility farther than this from the place named is another one. */
export const FACILITY_METRES = 50
/** Among more ids no near one is looked for. */
const MOST_IDS_TO_SUGGEST = 20_000

/** Finds it. O(facilities). */
export function findFacility(
  { facility: id, category, near }: FacilityChoice,
  { facilities, planned }: EditState,
  { kindName }: Pick<EditTools, 'kindName'>,
): FacilityRecord | Untouched {
  if (id !== null) {
    const found = facilities.find((facility) => facility.id === id)
    if (found !== undefined) {
      if (category === null || found.category === category) return found
      return untouched(message('edit.other-kind', { id, category: kindName(found.category) }), found.lonLat)
    }
    if (planned.some((facility) => facility.id === id)) return untouched(message('edit.facility-planned', { id }), near)
    const guess =
      facilities.length > MOST_IDS_TO_SUGGEST
        ? undefined
        : suggest(
            id,
            facilities.map((one) => one.id),
          )
    if (guess === undefined) return untouched(message('edit.no-facility', { id }), near)
    return untouched(message('edit.no-facility-but', { id, near: guess }), near)
  }
  let best: FacilityRecord | null = null
  let least = FACILITY_METRES
  for (const facility of facilities) {
    if (category !== null && facility.category !== category) continue
    const metres = Math.min(
      ...[facility.lonLat, ...facility.entrances].map((place) => greatCircleMetres(...place, ...near!)),
    )
    if (metres > least) continue
    if (metres === least && best !== null && compareNaturally(best.id, facility.id) <= 0) continue
    best = facility
    least = metres
  }
  return best ?? untouched(message('edit.no-facility-near', { metres: FACILITY_METRES }), near)
}

/** The state with one facility in place of another. */
export function withFacility(state: EditState, old: FacilityRecord, changed: FacilityRecord): EditState {
  return { ...state, facilities: state.facilities.map((facility) => (facility === old ? changed : facility)) }
}

/** A facility as something that was touched. */
export function touchedFacility({ id, name }: FacilityRecord) {
  return { kind: 'facility' as const, id, name }
}
