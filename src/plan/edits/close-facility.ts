// close-facility: a place that serves nobody any more.
import type { FacilityRecord } from '../../normalise/places/facility-record.ts'
import { message } from '../../words/problem.ts'
import type { CloseFacility } from './edit-record.ts'
import type { EditKind } from './edit-state.ts'
import { findFacility, touchedFacility } from './find-facility.ts'

export const CLOSE_FACILITY: EditKind<CloseFacility, FacilityRecord> = {
  resolve: ({ which }, state, tools) => findFacility(which, state, tools),
  apply: (state, closed) => ({ ...state, facilities: state.facilities.filter((facility) => facility !== closed) }),
  tell: (facility, _, { kindName }) => ({
    said: [message('edit.closed-facility', { id: facility.id, category: kindName(facility.category) })],
    touched: [touchedFacility(facility)],
    lonLat: facility.lonLat,
  }),
}
