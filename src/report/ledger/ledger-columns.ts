// The columns of a ledger: their keys, whose they are, and how wide. Keys are for programs and never change; titles are words of a language.
import { HUMAN_KEYS, SHARED_KEYS } from '../../ledger/ledger-record.ts'
import { LANGUAGES, type Lang } from '../../words/languages.ts'
import { type WordKey, wordsIn } from '../../words/xlsx-words.ts'
import type { CellFormat } from '../workbook/xlsx-sheet.ts'

/** Keys of the ledger, in order of the columns of a new one. */
export const LEDGER_KEYS = [
  ...['id', 'level', 'unit', 'problem', 'indicator', 'value', 'standard_value', 'shortfall', 'people', 'age_60_plus'],
  ...[
    'age_0_3',
    'cause',
    'measure',
    'gain',
    'clause',
    'verified',
    'department',
    'owner',
    'due',
    'fund',
    'state',
    'status',
  ],
  ...[
    'first_seen',
    'last_checked',
    'evidence',
    'note',
    'finding',
    'flag',
    'parent',
    'merged_into',
    'blocks',
    'subject',
  ],
  ...['limit', 'basis'],
] as const
/** Keys of the history of runs. */
export const RUN_KEYS = [
  ...[
    'run_id',
    'date',
    'model',
    'tool',
    'osm_date',
    'standard',
    'method',
    'open',
    'still-open',
    'resolved',
    'reopened',
  ],
  ...['unknown', 'method-changed', 'people_open', 'people_resolved'],
] as const
/** Keys of the list of conflicts. */
export const CONFLICT_KEYS = ['run_id', 'id', 'code', 'column', 'text', 'about'] as const

export type LedgerKey =
  | 'id'
  | 'level'
  | 'unit'
  | 'problem'
  | 'indicator'
  | 'value'
  | 'standard_value'
  | 'shortfall'
  | 'people'
  | 'age_60_plus'
  | 'age_0_3'
  | 'cause'
  | 'measure'
  | 'gain'
  | 'clause'
  | 'verified'
  | 'department'
  | 'owner'
  | 'due'
  | 'fund'
  | 'state'
  | 'status'
  | 'first_seen'
  | 'last_checked'
  | 'evidence'
  | 'note'
  | 'finding'
  | 'flag'
  | 'parent'
  | 'merged_into'
  | 'blocks'
  | 'subject'
  | 'limit'
  | 'basis'

/** Whether no run ever changes a column. */
export function isHuman(key: string): boolean {
  return (HUMAN_KEYS as readonly string[]).includes(key)
}

/** Whether a run fills a column only where it knows something. */
export function isShared(key: string): boolean {
  return (SHARED_KEYS as readonly string[]).includes(key)
}

const WIDTHS: Readonly<Record<string, number>> = {
  ...{
    id: 14,
    level: 10,
    unit: 22,
    problem: 16,
    indicator: 26,
    cause: 34,
    measure: 34,
    clause: 24,
    verified: 14,
    department: 16,
  },
  ...{
    owner: 12,
    due: 14,
    fund: 12,
    state: 14,
    status: 14,
    evidence: 18,
    note: 30,
    finding: 30,
    flag: 18,
    parent: 14,
    merged_into: 14,
  },
  ...{ blocks: 24, subject: 18, text: 40, about: 40, method: 30, run_id: 18 },
}
const WRAPPED = new Set(['indicator', 'cause', 'measure', 'clause', 'note', 'finding', 'flag', 'text', 'about'])
const FORMATS: Readonly<Record<string, CellFormat>> = {
  value: 'decimal1',
  shortfall: 'integer',
  people: 'integer',
  age_60_plus: 'integer',
}

/** How wide a column is, in characters, and how it shows what stands in it. */
export function columnLook(key: string): { readonly widthCharacters: number; readonly format: CellFormat } {
  const integer = ['age_0_3', 'gain', 'people_open', 'people_resolved'].includes(key)
  const format = WRAPPED.has(key) ? 'wrap' : (FORMATS[key] ?? (integer ? 'integer' : 'general'))
  return { widthCharacters: WIDTHS[key] ?? 12, format }
}

const PREFIXES = { ledger: 'led_', runs: 'ledrun_', conflicts: 'ledconflict_' } as const
/** Tables of a ledger file. */
export type LedgerTableName = keyof typeof PREFIXES

/** Keys of a table. */
export const KEYS_OF: Readonly<Record<LedgerTableName, readonly string[]>> = {
  ledger: LEDGER_KEYS,
  runs: RUN_KEYS,
  conflicts: CONFLICT_KEYS,
}

/** The heading of a column. */
export function titleOf(table: LedgerTableName, key: string, lang: Lang): string {
  return wordsIn(lang)(`${PREFIXES[table]}${key}` as WordKey)
}

/** The key that a heading of any language, or a key itself, stands for. */
export function keyOfTitle(table: LedgerTableName, text: string): string | undefined {
  const plain = simple(text)
  return KEYS_OF[table].find(
    (key) => plain === key || LANGUAGES.some((lang) => simple(titleOf(table, key, lang)) === plain),
  )
}

/** Headings as people leave them: blanks, case and full-width brackets do not matter. */
function simple(text: string): string {
  return text.normalize('NFKC').replace(/\s+/g, '').toLowerCase()
}

/** The language of a row of headings: that of most of them. */
export function languageOfTitles(table: LedgerTableName, titles: readonly string[]): Lang {
  const count = (lang: Lang) =>
    KEYS_OF[table].filter((key) => titles.some((title) => simple(title) === simple(titleOf(table, key, lang)))).length
  return count('zh') >= count('en') ? 'zh' : 'en'
}
