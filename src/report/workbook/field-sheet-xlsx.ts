// A field sheet as a workbook: a row for each gap, facility and gate, blank rows for what nobody knew, and columns to fill in. The same file is read back as
// edits (`normalise/tables/field-answers`). A sheet in, bytes out.
import type { FieldSheet } from '../../ledger/field-sheet.ts'
import type { Lang } from '../../words/languages.ts'
import { type WordKey, wordsIn } from '../../words/xlsx-words.ts'
import { roundTo } from '../text/written-numbers.ts'
import type { Sheet, SheetCell } from './xlsx-sheet.ts'
import { toWorkbookBytes } from './xlsx-workbook.ts'

/** Columns by key; the last six are filled in outside. */
const KEYS = [
  'item',
  'number',
  'ledger_id',
  'id',
  'name',
  'category',
  'lon',
  'lat',
  'compound',
  'computed',
  'answer',
  'to_lon',
  'to_lat',
  'date',
  'source',
  'note',
] as const
const PEOPLE = new Set<string>(['answer', 'to_lon', 'to_lat', 'date', 'source', 'note'])
const WIDTHS: Readonly<Partial<Record<string, number>>> = {
  name: 24,
  category: 18,
  computed: 34,
  note: 34,
  answer: 14,
  source: 14,
  id: 16,
  ledger_id: 14,
}
/** Rows for what is on no list. */
const NEW_ROWS = [
  ...Array(4).fill('new-facility'),
  ...Array(3).fill('new-gate'),
  ...Array(3).fill('new-path'),
  ...Array(2).fill('gone-path'),
] as readonly string[]

/** Words of answers by their code; files are read in either language. */
export const FIELD_ANSWERS = ['as-computed', 'closed', 'open', 'not-there', 'exists'] as const

/** The workbook. */
export function fieldSheetXlsx(sheet: FieldSheet, lang: Lang, credit: string): Uint8Array {
  const say = wordsIn(lang)
  const rows = rowsOf(sheet, lang)
  const table: Sheet = {
    name: sheet.community.slice(0, 28),
    lines: [say('field_title', { name: sheet.community }), say('field_lines')],
    keys: KEYS,
    columns: KEYS.map((key) => ({
      title: say(`field_${key}` as WordKey),
      widthCharacters: WIDTHS[key] ?? 10,
      format: key === 'computed' || key === 'note' ? 'wrap' : 'general',
      ...(PEOPLE.has(key) ? { isForPeople: true } : {}),
      ...(key === 'answer' ? { choices: FIELD_ANSWERS.map((answer) => say(`fieldanswer_${answer}`)) } : {}),
    })),
    rowCount: rows.length,
    rowOf: (row) => KEYS.map((key) => rows[row]![key] ?? null),
    frozenColumns: 2,
  }
  return toWorkbookBytes({
    title: say('field_title', { name: sheet.community }),
    rights: credit,
    language: lang,
    sheets: [table],
  })
}

type Row = Readonly<Partial<Record<(typeof KEYS)[number], SheetCell>>>

function rowsOf({ gaps, facilities, gates }: FieldSheet, lang: Lang): Row[] {
  const say = wordsIn(lang)
  const item = (kind: string) => say(`fielditem_${kind}` as WordKey)
  const name = ({ nameEn, nameZh }: { readonly nameEn: string; readonly nameZh: string }) =>
    lang === 'zh' ? nameZh : nameEn
  const at = ([lon, lat]: readonly [number, number]) => ({ lon: roundTo(lon, 6), lat: roundTo(lat, 6) })
  return [
    ...gaps.map((one): Row => {
      const { gap } = one
      const people = gap.people === null ? say('field_unknown') : String(Math.round(gap.people))
      const nearest = gap.nearestFacilityName ?? say('field_none')
      return {
        item: item('gap'),
        number: one.number,
        ledger_id: one.id,
        name: name(one),
        ...at(gap.centre),
        computed: say('field_gap', { people, nearest }),
      }
    }),
    ...facilities.map(
      (one): Row => ({
        item: item('facility'),
        number: one.number,
        id: one.id,
        name: one.name,
        category: one.category,
        ...at(one.lonLat),
        computed: say('field_facility', { kind: name(one) }),
      }),
    ),
    ...gates.map(
      (one): Row => ({
        ...{ item: item('gate'), number: one.number, name: one.name, compound: one.compound, ...at(one.lonLat) },
        computed: say('field_gate', {
          name: one.compoundName ?? one.compound,
          state: say(`fieldstate_${one.state}` as WordKey),
        }),
      }),
    ),
    ...NEW_ROWS.map((kind): Row => ({ item: item(kind) })),
  ]
}
