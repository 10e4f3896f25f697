// set-capacity: how many a place takes. It changes who is served in fact, and no walk.
import type { FacilityRecord } from '../../normalise/places/facility-record.ts'
import { message } from '../../words/problem.ts'
import type { SetCapacity } from './edit-record.ts'
import { type EditKind, isUntouched, untouched } from './edit-state.ts'
import { findFacility, touchedFacility, withFacility } from './find-facility.ts'

export const SET_CAPACITY: EditKind<SetCapacity, FacilityRecord> = {
  resolve({ which, capacity }, state, tools) {
    const facility = findFacility(which, state, tools)
    if (isUntouched(facility) || facility.capacity !== capacity) return facility
    return untouched(message('edit.capacity-same', { id: facility.id, capacity }), facility.lonLat)
  },
  apply: (state, facility, { capacity }) => withFacility(state, facility, { ...facility, capacity }),
  tell: (facility, { capacity }) => ({
    said: [
      facility.capacity === null
        ? message('edit.capacity-first', { id: facility.id, capacity })
        : message('edit.capacity-set', { id: facility.id, before: facility.capacity, capacity }),
      message('edit.capacity-walks'),
    ],
    touched: [touchedFacility(facility)],
    lonLat: facility.lonLat,
  }),
}
