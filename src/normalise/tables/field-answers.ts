// Field sheets that come back → edits. In: rows of the workbook (or of a CSV with its keys or headings). Out: edits with date and source, rows that only
// confirm, rows left blank, and rows that say nothing that can be done. It does not know how an edit is applied.
import { LANGUAGES } from '../../words/languages.ts'
import { message } from '../../words/problem.ts'
import { type WordKey, wordsIn } from '../../words/xlsx-words.ts'
import { resolveCategoryWord } from '../categories/categories.ts'
import { dateOfText } from './date-text.ts'
import { createPlainIntake, isRefusal, type PlainIntake, type PlainRow, type RowRefusal } from './plain-rows.ts'

const columnWords = (key: string): readonly string[] => [
  key,
  ...LANGUAGES.map((lang) => wordsIn(lang)(`field_${key}` as WordKey)),
]

export const FIELD_COLUMNS = {
  item: { words: columnWords('item'), required: true },
  answer: { words: columnWords('answer'), required: true },
  id: { words: columnWords('id') },
  name: { words: columnWords('name') },
  category: { words: columnWords('category') },
  lon: { words: columnWords('lon') },
  lat: { words: columnWords('lat') },
  compound: { words: columnWords('compound') },
  to_lon: { words: columnWords('to_lon') },
  to_lat: { words: columnWords('to_lat') },
  date: { words: columnWords('date') },
  source: { words: columnWords('source') },
  note: { words: columnWords('note') },
}

type FieldColumn = keyof typeof FIELD_COLUMNS

const ITEMS = ['gap', 'facility', 'gate', 'new-facility', 'new-gate', 'new-path', 'gone-path'] as const
const ANSWERS = ['as-computed', 'closed', 'open', 'not-there', 'exists'] as const

/** An edit as a list of edits writes it. */
export type WrittenEdit = Readonly<Record<string, unknown>> & { readonly id: string; readonly op: string }

/** What came back: `rows = edits + confirmed + blank + rejects`. */
export interface FieldAnswers {
  readonly edits: WrittenEdit[]
  confirmed: number
  blank: number
}

/** @param prefix beginning of the ids of the edits: once per file */
export function createFieldIntake(
  source: string,
  prefix: string,
): { readonly intake: PlainIntake; readonly answers: FieldAnswers } {
  const answers: FieldAnswers = { edits: [], confirmed: 0, blank: 0 }
  const intake = createPlainIntake<FieldColumn>(source, FIELD_COLUMNS, (row) => {
    const item = codeOf(row.text('item'), ITEMS, 'fielditem_')
    const said = row.text('answer')
    // Headings under the keys, and rows for what nobody found.
    if (isHeading(row) || (said === null && !hasNews(row, item))) {
      answers.blank++
      return null
    }
    if (item === null) return refused('field.item', row.text('item'))
    const answer = said === null ? 'exists' : codeOf(said, ANSWERS, 'fieldanswer_')
    if (answer === null) return refused('field.answer', said)
    const edit = editOf(row, item, answer)
    if (edit === 'confirmed') answers.confirmed++
    else if (isRefusal(edit)) return edit
    else {
      const more = provenance(row)
      if (isRefusal(more)) return more
      answers.edits.push({ id: `${prefix}${answers.edits.length + 1}`, ...edit, ...more } as WrittenEdit)
    }
    return null
  })
  return { intake, answers }
}

/** The row of headings, where the keys above it were taken for the header. */
function isHeading(row: PlainRow<FieldColumn>): boolean {
  return FIELD_COLUMNS.item.words.includes(row.text('item') ?? '')
}

/** A blank row for something new has news once it says where. */
function hasNews(row: PlainRow<FieldColumn>, item: (typeof ITEMS)[number] | null): boolean {
  return item !== null && (item.startsWith('new-') || item === 'gone-path') && row.text('lon') !== null
}

type Edit = Readonly<Record<string, unknown>>

function editOf(
  row: PlainRow<FieldColumn>,
  item: (typeof ITEMS)[number],
  answer: (typeof ANSWERS)[number],
): Edit | 'confirmed' | RowRefusal {
  if (answer === 'as-computed') return 'confirmed'
  const at = position(row, 'lon', 'lat')
  if (item === 'gap') return refused('field.gap', answer)
  if (isRefusal(at)) return at
  switch (item) {
    case 'facility': {
      if (answer === 'open' || answer === 'exists') return 'confirmed'
      const id = row.text('id')
      return { op: 'close-facility', ...(id === null ? { at } : { facility: id }), ...kind(row) }
    }
    case 'new-facility': {
      const category = resolveCategoryWord(row.text('category') ?? '').category
      if (category === null)
        return {
          code: 'unknown-category',
          said: message('field.kind', { word: (row.text('category') ?? '').slice(0, 40) }),
        }
      return { op: 'add-facility', at, category: category.id, ...named(row) }
    }
    case 'gate':
    case 'new-gate': {
      const compound = row.text('compound')
      const gate = { at, ...(compound === null ? {} : { compound }) }
      if (answer === 'closed' || answer === 'not-there') return { op: 'close-gate', ...gate }
      return { op: 'open-gate', ...gate, ...named(row) }
    }
    case 'gone-path':
      return { op: 'remove-way', at }
    case 'new-path': {
      const to = position(row, 'to_lon', 'to_lat')
      return isRefusal(to) ? to : { op: 'add-path', from: at, to, ...named(row) }
    }
  }
}

const named = (row: PlainRow<FieldColumn>): Edit => (row.text('name') === null ? {} : { name: row.text('name') })

function kind(row: PlainRow<FieldColumn>): Edit {
  const { category } = resolveCategoryWord(row.text('category') ?? '')
  return category === null ? {} : { category: category.id }
}

/** When, by whom, and what was noted. */
function provenance(row: PlainRow<FieldColumn>): Edit | RowRefusal {
  const [when, source, note] = [row.text('date'), row.text('source'), row.text('note')]
  const date = when === null ? null : dateOfText(when)
  if (when !== null && date === null) return refused('field.date', when)
  return {
    ...(date === null ? {} : { date }),
    ...(source === null ? {} : { source }),
    ...(note === null ? {} : { note }),
  }
}

function position(
  row: PlainRow<FieldColumn>,
  lonName: FieldColumn,
  latName: FieldColumn,
): readonly [number, number] | RowRefusal {
  const [lon, lat] = [row.number(lonName), row.number(latName)]
  if (isRefusal(lon)) return lon
  if (isRefusal(lat)) return lat
  if (lon === null || lat === null || Math.abs(lon) > 180 || Math.abs(lat) > 90)
    return { code: 'missing-coordinates', said: message('field.place', { columns: `${lonName}, ${latName}` }) }
  return [lon, lat]
}

/** A code, or its word in any language. */
function codeOf<Code extends string>(text: string | null, codes: readonly Code[], prefix: string): Code | null {
  const plain = (text ?? '').normalize('NFKC').trim().toLowerCase()
  const isWord = (code: Code) =>
    LANGUAGES.some((lang) => wordsIn(lang)(`${prefix}${code}` as WordKey).toLowerCase() === plain)
  return codes.find((code) => code === plain || isWord(code)) ?? null
}

function refused(key: 'field.item' | 'field.answer' | 'field.gap' | 'field.date', text: string | null): RowRefusal {
  return { code: 'unknown-word', said: message(key, { text: (text ?? '').slice(0, 40) }) }
}
