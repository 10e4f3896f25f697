// add-facility: a place that people walk to, where none was.
import type { FacilityRecord } from '../../normalise/places/facility-record.ts'
import { inEnglish, message } from '../../words/problem.ts'
import type { AddFacility } from './edit-record.ts'
import { type EditKind, untouched } from './edit-state.ts'
import { touchedFacility } from './find-facility.ts'

export const ADD_FACILITY: EditKind<AddFacility, FacilityRecord> = {
  resolve(edit, { facilities }, { source }) {
    const id = edit.facility ?? edit.id
    if (facilities.some((facility) => facility.id === id)) {
      return untouched(message('edit.facility-exists', { id }), edit.at)
    }
    const reason = message('edit.reason', { edit: edit.id })
    return {
      id,
      name: edit.name,
      category: edit.category,
      categoryReason: inEnglish(reason),
      categorySaid: reason,
      lonLat: edit.at,
      entrances: [edit.at],
      polygons: null,
      source,
      lineOrId: edit.id,
      capacity: edit.capacity,
      floorAreaSquareMetres: null,
      level: edit.level,
      hours: edit.hours,
      status: null,
    }
  },
  apply: (state, facility) => ({ ...state, facilities: [...state.facilities, facility] }),
  tell: (facility, _, { kindName }) => ({
    said: [message('edit.added-facility', { id: facility.name ?? facility.id, category: kindName(facility.category) })],
    touched: [touchedFacility(facility)],
    lonLat: facility.lonLat,
    links: facility.entrances,
  }),
}
