// Edits, one after another. In: a state, edits, what they ask of other rooms. Out: the state after them, and what became of each. It knows no
// single kind of edit beside the table of them.
import type { EditEcho, EditJoin } from '../../answer/edit-echo.ts'
import type { LonLat } from '../../foundation/units.ts'
import { LINK_LINKED, type Linkage } from '../../locate/linkage.ts'
import { message, spoken } from '../../words/problem.ts'
import { ADD_CROSSING } from './add-crossing.ts'
import { ADD_FACILITY } from './add-facility.ts'
import { ADD_PATH } from './add-path.ts'
import { CLOSE_FACILITY } from './close-facility.ts'
import { CLOSE_GATE } from './close-gate.ts'
import type { Edit, EditOf, EditOp } from './edit-record.ts'
import {
  type EditState,
  type EditStep,
  type EditTale,
  type EditTools,
  isUntouched,
  stepOf,
  type Untouched,
  type WallCrossings,
} from './edit-state.ts'
import { MOVE_FACILITY } from './move-facility.ts'
import { OPEN_GATE } from './open-gate.ts'
import { REMOVE_WAY } from './remove-way.ts'
import { SET_CAPACITY } from './set-capacity.ts'
import { SET_POPULATION } from './set-population.ts'

/** THE TABLE OF KINDS: a kind of edit is a file, a type in `edit-record`, its keys in `edit-fields`, its reading in `parse-edits`, and a line here. */
const STEPS: { readonly [Op in EditOp]: (edit: EditOf<Op>, state: EditState, tools: EditTools) => EditStep } = {
  'add-facility': stepOf(ADD_FACILITY),
  'move-facility': stepOf(MOVE_FACILITY),
  'close-facility': stepOf(CLOSE_FACILITY),
  'set-capacity': stepOf(SET_CAPACITY),
  'open-gate': stepOf(OPEN_GATE),
  'close-gate': stepOf(CLOSE_GATE),
  'add-path': stepOf(ADD_PATH),
  'add-crossing': stepOf(ADD_CROSSING),
  'remove-way': stepOf(REMOVE_WAY),
  'set-population': stepOf(SET_POPULATION),
}

/** What became of one edit, before the streets are finished. */
export interface ToldEdit extends Pick<EditEcho, 'id' | 'op' | 'cost' | 'note' | 'date' | 'source'> {
  readonly tale: EditTale | Untouched
}

/** Applies edits in their order. */
export function runEdits(
  edits: readonly Edit[],
  first: EditState,
  tools: EditTools,
): { readonly state: EditState; readonly told: readonly ToldEdit[] } {
  let state = first
  const told = edits.map((edit): ToldEdit => {
    const step = STEPS[edit.op] as (edit: Edit, state: EditState, tools: EditTools) => EditStep
    const done = step(edit, state, tools)
    state = done.state
    const { id, op, cost, note, date, source } = edit
    const said = { ...(date === undefined ? {} : { date }), ...(source === undefined ? {} : { source }) }
    return { id, op, cost, note, ...said, tale: done.tale }
  })
  return { state, told }
}

/** The streets as they are in the end. */
export interface FinalStreets {
  readonly crossings: WallCrossings
  /** Links of some places, in order, with the way of each (NaN where there is none) and where it is. */
  readonly link: (places: readonly LonLat[]) => {
    readonly linkage: Linkage
    readonly wayId: readonly number[]
    readonly onto: readonly LonLat[]
  }
  /** A way's name on the map. */
  readonly nameOf: (wayId: number) => string | null
}

/** What became of each edit, in words and places. */
export function echoEdits(
  told: readonly ToldEdit[],
  { addedWays }: Pick<EditState, 'addedWays'>,
  streets: FinalStreets,
): EditEcho[] {
  return told.map(({ tale, ...head }): EditEcho => {
    const nothing = { touched: [], joins: [], line: null, metres: null }
    if (isUntouched(tale)) {
      return { ...head, ...nothing, status: 'nothing', said: [spoken(tale.why)], lonLat: tale.lonLat ?? null }
    }
    const after = tale.afterAll?.(streets.crossings) ?? null
    const linked = tale.links === undefined ? [] : linksOf(tale.links, addedWays, streets)
    const unlinked = tale.links !== undefined && linked.length === 0
    const said = [
      ...tale.said,
      ...(after === null ? [] : [after.said]),
      ...(unlinked ? [message('edit.not-linked')] : []),
    ]
    const named = tale.joins?.map(({ wayId, ...join }) => ({ ...join, ...wayWords(wayId, addedWays, streets) })) ?? []
    return {
      ...head,
      status: after?.isNothing === true ? 'nothing' : 'applied',
      said: said.map(spoken),
      touched: tale.touched,
      joins: [...named, ...linked],
      lonLat: tale.lonLat,
      line: tale.line ?? null,
      metres: tale.metres ?? null,
    }
  })
}

function linksOf(places: readonly LonLat[], addedWays: ReadonlyMap<number, string>, streets: FinalStreets): EditJoin[] {
  const { linkage, wayId, onto } = streets.link(places)
  return places.flatMap((lonLat, at): EditJoin[] =>
    linkage.status[at] === LINK_LINKED
      ? [{ lonLat, onto: onto[at]!, metres: linkage.metres[at]!, ...wayWords(wayId[at]!, addedWays, streets) }]
      : [],
  )
}

function wayWords(wayId: number, addedWays: ReadonlyMap<number, string>, { nameOf }: FinalStreets) {
  const added = addedWays.get(wayId)
  if (added !== undefined) return { way: added, street: null }
  return { way: wayId < 0 ? `relation/${-wayId}` : `way/${wayId}`, street: nameOf(wayId) }
}
