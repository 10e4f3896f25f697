// A list of edits as somebody wrote it → edits. In: the value of a JSON file, or rows of a table as objects. Out: edits in their order, each
// with an id; an error that names the edit and the key for anything that is not understood. It knows no street and no file.
import { suggest } from '../../foundation/options.ts'
import { message, problem } from '../../words/problem.ts'
import { didYouMean, EditCells, isPeopleKey } from './edit-fields.ts'
import { EDIT_OPS, type Edit, type EditOp, type FacilityChoice, type GateChoice } from './edit-record.ts'

/** A list longer than this is no plan. */
export const MOST_EDITS = 2000

/** What the words of a list mean. */
export interface EditWords {
  /** The id of a kind of facility by its id or name; `null` with the nearest words where nobody knows it. */
  readonly categoryOf: (word: string) => { readonly id: string | null; readonly suggestions: readonly string[] }
}

/**
 * Reads a list of edits.
 *
 * @param value a list of objects
 * @param name what errors call the list
 * @throws LivingCircleError `invalid-option` (no list, unknown op, wrong or missing value, an id twice), `unknown-option` (unknown key),
 *   `input-too-large`
 */
export function parseEdits(value: unknown, name: string, words: EditWords): Edit[] {
  if (!Array.isArray(value)) {
    throw problem('invalid-option', 'edit.no-list', { name }, { hint: 'hint.edit-example' })
  }
  if (value.length > MOST_EDITS) {
    throw problem(
      'input-too-large',
      'edit.too-many',
      { name, n: value.length, most: MOST_EDITS },
      { hint: 'hint.edit-fewer' },
    )
  }
  const read = value.map((given: unknown, at) => {
    if (typeof given !== 'object' || given === null || Array.isArray(given)) {
      throw problem('invalid-option', 'edit.no-object', { name, n: at + 1 }, { hint: 'hint.edit-example' })
    }
    return new EditCells(given as Readonly<Record<string, unknown>>, at + 1)
  })
  const ids = idsOf(read)
  return read.map((cells, at) => parseEdit(cells, ids[at]!, words))
}

/** Ids as given; E1, E2 … by place for those without, past any that is taken. @throws LivingCircleError for an id twice */
function idsOf(edits: readonly EditCells[]): string[] {
  const given = edits.map((cells) => cells.text('id'))
  const taken = new Set<string>()
  for (const id of given) {
    if (id === null) continue
    if (taken.has(id)) throw problem('invalid-option', 'edit.id-twice', { id }, { hint: 'hint.unique-ids' })
    taken.add(id)
  }
  return given.map((id, at) => {
    if (id !== null) return id
    let made = `E${at + 1}`
    for (let more = 2; taken.has(made); more++) made = `E${at + 1}-${more}`
    taken.add(made)
    return made
  })
}

function parseEdit(cells: EditCells, id: string, words: EditWords): Edit {
  const op = opOf(cells)
  cells.refuseUnknown(op)
  const [date, source] = [cells.text('date'), cells.text('source')]
  const said = { ...(date === null ? {} : { date }), ...(source === null ? {} : { source }) }
  const head = { id, note: cells.text('note'), cost: cells.amount('cost'), ...said }
  switch (op) {
    case 'add-facility':
      cells.needs(op, 'category')
      cells.needs(op, 'at')
      return {
        ...head,
        op,
        facility: cells.text('facility'),
        category: categoryOf(cells, words)!,
        at: cells.position('at')!,
        name: cells.text('name'),
        capacity: cells.amount('capacity'),
        hours: cells.text('hours'),
        level: cells.text('level'),
      }
    case 'move-facility':
      cells.needs(op, 'facility', 'from')
      cells.needs(op, 'to')
      return { ...head, op, which: facilityChoice(cells, 'from', words), to: cells.position('to')! }
    case 'close-facility':
      cells.needs(op, 'facility', 'at')
      return { ...head, op, which: facilityChoice(cells, 'at', words) }
    case 'set-capacity':
      cells.needs(op, 'facility', 'at')
      cells.needs(op, 'capacity')
      return { ...head, op, which: facilityChoice(cells, 'at', words), capacity: cells.amount('capacity')! }
    case 'open-gate':
      cells.needs(op, 'at', 'gate')
      return {
        ...head,
        op,
        which: gateChoice(cells),
        name: cells.text('name'),
        who: cells.word('who', ['all', 'residents'] as const),
        direction: cells.word('direction', ['both', 'in', 'out'] as const),
        hours: cells.text('hours'),
      }
    case 'close-gate':
      cells.needs(op, 'at', 'gate')
      return { ...head, op, which: gateChoice(cells) }
    case 'add-path':
      return {
        ...head,
        op,
        line: lineOf(cells, op)!,
        name: cells.text('name'),
        kind: cells.word('kind', ['path', 'steps'] as const) ?? 'path',
      }
    case 'add-crossing': {
      cells.needs(op, 'at', 'from', 'line')
      const at = cells.position('at')
      return {
        ...head,
        op,
        line: lineOf(cells, op, at !== null),
        at,
        name: cells.text('name'),
        signals: cells.flag('signals'),
      }
    }
    case 'remove-way':
      cells.needs(op, 'way', 'at')
      return { ...head, op, way: cells.way('way'), at: cells.position('at') }
    case 'set-population': {
      cells.needs(op, 'block', 'at')
      const groups = cells.keys().filter(isPeopleKey)
      if (groups.length === 0) cells.needs(op, 'population')
      const people = Object.fromEntries(groups.map((group) => [group, cells.amount(group)!]))
      return { ...head, op, block: cells.text('block'), at: cells.position('at'), people }
    }
  }
}

function opOf(cells: EditCells): EditOp {
  const text = cells.text('op')
  const op = EDIT_OPS.find((known) => known === text)
  if (op !== undefined) return op
  const near = text === null ? undefined : suggest(text, EDIT_OPS)
  const hint = near === undefined ? message('hint.edit-ops', { list: EDIT_OPS }) : didYouMean(near)
  const word = text?.slice(0, 40) ?? ''
  throw problem('invalid-option', 'edit.unknown-op', { edit: cells.label, op: word }, { hint })
}

function categoryOf(cells: EditCells, { categoryOf: known }: EditWords): string | null {
  const word = cells.text('category')
  if (word === null) return null
  const { id, suggestions } = known(word)
  if (id !== null) return id
  const [near] = suggestions
  throw cells.wrong('category', message('edit.takes-category'), near === undefined ? undefined : didYouMean(near))
}

function facilityChoice(cells: EditCells, place: string, words: EditWords): FacilityChoice {
  return { facility: cells.text('facility'), category: categoryOf(cells, words), near: cells.position(place) }
}

function gateChoice(cells: EditCells): GateChoice {
  return { gate: cells.text('gate'), compound: cells.text('compound'), at: cells.position('at') }
}

/** The line of a path: as given, or straight from one end to the other. */
function lineOf(cells: EditCells, op: EditOp, mayLack = false) {
  cells.refuseBoth('line', 'from', 'to', 'at')
  cells.refuseBoth('at', 'from', 'to')
  const line = cells.line('line')
  if (line !== null) return line
  if (mayLack && cells.position('from') === null && cells.position('to') === null) return null
  cells.needs(op, 'from')
  cells.needs(op, 'to')
  return [cells.position('from')!, cells.position('to')!]
}
