// Places that are planned, opened: what the tables keep apart becomes facilities, and the counts of the tables follow. In: facilities as they
// were read. Out: the same with nothing planned left, and what became of each. It knows no street.
import type { InputRecord } from '../../answer/sources.ts'
import { compareNaturally } from '../../foundation/natural-order.ts'
import type { FacilityRecord } from '../../normalise/places/facility-record.ts'
import type { Reject } from '../../normalise/places/rejects.ts'
import { message } from '../../words/problem.ts'
import type { ToldEdit } from './apply-edits.ts'
import type { EditTools } from './edit-state.ts'

/** The op that the echo of an opened place has. */
export const OPEN_PLANNED = 'open-planned'

/** What is read of facilities here. */
export interface PlannedAndOpen {
  readonly facilities: readonly FacilityRecord[]
  readonly planned?: readonly FacilityRecord[] | undefined
  readonly rejects: readonly Reject[]
  readonly inputs: readonly InputRecord[]
}

/** Opens all that is planned. A place whose id is taken gets a number behind it. O(facilities). */
export function openPlanned<Loaded extends PlannedAndOpen>(
  loaded: Loaded,
): { readonly facilities: Loaded; readonly opened: readonly FacilityRecord[] } {
  const planned = [...(loaded.planned ?? [])].sort((a, b) => compareNaturally(a.id, b.id))
  if (planned.length === 0) return { facilities: loaded, opened: [] }
  const taken = new Set(loaded.facilities.map(({ id }) => id))
  const opened = planned.map((facility) => {
    let id = facility.id
    for (let count = 2; taken.has(id); count++) id = `${facility.id}#${count}`
    taken.add(id)
    return id === facility.id ? facility : { ...facility, id }
  })
  const rowOf = ({ source, lineOrId }: { readonly source: string; readonly lineOrId: string }) =>
    JSON.stringify([source, lineOrId])
  const rows = new Set(opened.map(rowOf))
  const isOpened = (reject: Reject) =>
    reject.code === 'planned' && reject.severity === 'rejected' && rows.has(rowOf(reject))
  const openedRows = loaded.rejects.filter(isOpened)
  const inputs = loaded.inputs.map((input) =>
    input.role === 'facilities'
      ? withOpened(input, openedRows.filter(({ source }) => source === input.name).length)
      : input,
  )
  const facilities = {
    ...loaded,
    facilities: [...loaded.facilities, ...opened],
    planned: [],
    rejects: loaded.rejects.filter((reject) => !isOpened(reject)),
    inputs,
  }
  return { facilities, opened }
}

/** Rows that were rejected as planned are used now. */
function withOpened(input: InputRecord, rows: number): InputRecord {
  if (rows === 0) return input
  const { apart } = input
  return {
    ...input,
    used: input.used + rows,
    rejected: input.rejected - rows,
    apart: apart === undefined ? undefined : { ...apart, planned: apart.planned - rows },
  }
}

/** What became of a place that was opened. */
export function tellOpened(
  { id, name, category, lonLat, entrances }: FacilityRecord,
  { kindName }: Pick<EditTools, 'kindName'>,
): ToldEdit {
  return {
    id: `${OPEN_PLANNED}:${id}`,
    op: OPEN_PLANNED,
    cost: null,
    note: null,
    tale: {
      said: [message('edit.opened-planned', { id, category: kindName(category) })],
      touched: [{ kind: 'facility', id, name }],
      lonLat,
      links: entrances,
    },
  }
}
