// move-facility: a place of the data, at another position. Its area and entrances stay behind.
import { greatCircleMetres } from '../../foundation/geo.ts'
import type { FacilityRecord } from '../../normalise/places/facility-record.ts'
import { message } from '../../words/problem.ts'
import type { MoveFacility } from './edit-record.ts'
import { type EditKind, isUntouched, untouched } from './edit-state.ts'
import { findFacility, touchedFacility, withFacility } from './find-facility.ts'

export const MOVE_FACILITY: EditKind<MoveFacility, FacilityRecord> = {
  resolve({ which, to }, state, tools) {
    const facility = findFacility(which, state, tools)
    if (isUntouched(facility)) return facility
    const isThere =
      facility.entrances.length === 1 && facility.entrances[0]![0] === to[0] && facility.entrances[0]![1] === to[1]
    return isThere ? untouched(message('edit.there-already', { id: facility.id }), to) : facility
  },
  apply: (state, facility, { to }) =>
    withFacility(state, facility, { ...facility, lonLat: to, entrances: [to], polygons: null }),
  tell: (facility, { to }, { kindName }) => ({
    said: [
      message('edit.moved-facility', {
        id: facility.id,
        category: kindName(facility.category),
        metres: Math.round(greatCircleMetres(...facility.lonLat, ...to)),
      }),
    ],
    touched: [touchedFacility(facility)],
    lonLat: to,
    line: [facility.lonLat, to],
    links: [to],
  }),
}
