// HALLWAY: a ledger file, a run's answer → the files of the ledger after it.

import type { AccessReport } from '../answer/access-report.ts'
import type { Gap } from '../answer/gap.ts'
import { licenceOf } from '../answer/sources.ts'
import { checkOptions, type OptionKeys } from '../foundation/options.ts'
import type { GapSentences } from '../ledger/gap-facts.ts'
import { NO_SENTENCES } from '../ledger/gap-facts.ts'
import { type LedgerProgress, ledgerProgress } from '../ledger/ledger-progress.ts'
import type { Ledger, LedgerConflict, LedgerRun } from '../ledger/ledger-record.ts'
import { type UpdateOptions, updateLedger } from '../ledger/update-ledger.ts'
import { type ByteSource, readAllBytes } from '../read/bytes/byte-source.ts'
import { decodeText, detectEncoding } from '../read/bytes/text-encoding.ts'
import { causeSaid, remedySaid } from '../report/layers/cause-words.ts'
import { isClaimedButThere } from '../report/ledger/ledger-cells.ts'
import { type CsvTexts, editLedgerCsv, newLedgerCsv, openLedgerCsv } from '../report/ledger/ledger-csv.ts'
import { ledgerEdits, type ReadLedger } from '../report/ledger/ledger-rows.ts'
import {
  editLedgerWorkbook,
  newLedgerWorkbook,
  type OpenLedger,
  openLedgerWorkbook,
} from '../report/ledger/ledger-xlsx.ts'
import type { Lang } from '../words/languages.ts'
import { noticeTexts } from '../words/notice.ts'
import { problem } from '../words/problem.ts'

const KNOWN_UPDATE_OPTIONS: OptionKeys<Omit<UpdateOptions, 'sentencesOf'>> = { runId: true, date: true, closed: true }

/** A ledger file as it lies there, and what a new one is to be. */
export interface LedgerFile {
  /** Its name; the ending says what it is: `.xlsx` or `.csv`. */
  readonly name: string
  /** `null`: there is none yet. */
  readonly source: ByteSource | null
  /** Of a CSV ledger, the files of runs and conflicts beside it. */
  readonly runs?: ByteSource | null | undefined
  readonly conflicts?: ByteSource | null | undefined
  /** Language of a new one; an existing one keeps its own. */
  readonly lang: Lang
}

/** The ledger after a run. */
export interface UpdatedLedger {
  readonly ledger: Ledger
  readonly run: LedgerRun
  /** Those that this update added to the list. */
  readonly conflicts: readonly LedgerConflict[]
  /** Rows that say they are done, and are there still. */
  readonly claimed: number
  /** Whether anything is to be written. */
  readonly isChanged: boolean
  /** Names and contents; files that say the same as before are not among them. */
  readonly files: readonly { readonly name: string; readonly content: string | Uint8Array }[]
}

/** Larger than any list that people keep. */
const MOST_BYTES = 200_000_000

/**
 * Updates a ledger file by an answer: of a workbook only the program's own cells change, of a CSV file the program's own columns.
 *
 * @throws LivingCircleError `input-format` for what holds no ledger, `input-unsupported` for other endings, `invalid-option` for a date that is none
 */
export async function updateLedgerFile(
  file: LedgerFile,
  answer: AccessReport,
  options: Omit<UpdateOptions, 'sentencesOf'>,
): Promise<UpdatedLedger> {
  checkOptions('updateLedgerFile', options, KNOWN_UPDATE_OPTIONS)
  if (!/^\d{4}-\d\d-\d\d$/.test(options.date) || Number.isNaN(Date.parse(options.date))) {
    throw problem('invalid-option', 'ledger.date', { date: options.date }, { hint: 'hint.date' })
  }
  const run = { ...options, sentencesOf: (gap: Gap) => sentencesOf(gap, answer) }
  if (/\.xlsx$/i.test(file.name)) return updateWorkbook(file, answer, run)
  if (/\.csv$/i.test(file.name)) return updateCsv(file, answer, run)
  throw problem(
    'input-unsupported',
    'ledger.no-file',
    { source: file.name, why: { key: 'ledger.why-format' } },
    { hint: 'hint.ledger-xlsx' },
  )
}

async function updateWorkbook(
  { name, source, lang }: LedgerFile,
  answer: AccessReport,
  run: UpdateOptions,
): Promise<UpdatedLedger> {
  if (source === null) {
    const ledger = updateLedger(null, answer, run)
    const { attribution, attributionZh } = licenceOf(answer)
    const content = newLedgerWorkbook(ledger, lang, lang === 'zh' ? attributionZh : attribution)
    return { ...outcome(ledger, []), isChanged: true, files: [{ name, content }] }
  }
  const bytes = await readAllBytes(source, MOST_BYTES)
  const open = openLedgerWorkbook(name, bytes)
  const after = afterRun(open, answer, run)
  const content = editLedgerWorkbook(open, after)
  const isChanged = content !== bytes
  return { ...outcome(after.ledger, after.conflicts), isChanged, files: isChanged ? [{ name, content }] : [] }
}

async function updateCsv(file: LedgerFile, answer: AccessReport, run: UpdateOptions): Promise<UpdatedLedger> {
  const { name, source, lang } = file
  if (source === null) {
    const ledger = updateLedger(null, answer, run)
    return { ...outcome(ledger, []), isChanged: true, files: csvFiles(name, newLedgerCsv(ledger, lang), undefined) }
  }
  const before = await csvTexts(file, source)
  const open = openLedgerCsv(name, before)
  const after = afterRun(open, answer, run)
  const files = csvFiles(name, editLedgerCsv(open, after), before)
  return { ...outcome(after.ledger, after.conflicts), isChanged: files.length > 0, files }
}

function afterRun(open: OpenLedger & ReadLedger, answer: AccessReport, run: UpdateOptions) {
  const ledger = updateLedger(open.ledger, answer, run)
  const edits = ledgerEdits(open, ledger, open.lang)
  const known = new Set(
    open.formerConflicts.map((row) => conflictKey(row.get('code'), row.get('id'), row.get('column'), row.get('text'))),
  )
  const conflicts = [...open.conflicts, ...edits.conflicts].filter(
    ({ code, id, column, text }) => !known.has(conflictKey(code, id, column, text)),
  )
  return { ledger, edits, conflicts }
}

function conflictKey(...parts: readonly (string | undefined)[]): string {
  return JSON.stringify(parts.map((part) => part?.trim() ?? ''))
}

function outcome(
  ledger: Ledger,
  conflicts: readonly LedgerConflict[],
): Pick<UpdatedLedger, 'ledger' | 'run' | 'conflicts' | 'claimed'> {
  const claimed = ledger.rows.filter(({ gap, human }) => gap !== null && isClaimedButThere(gap, human.status)).length
  return { ledger, run: ledger.runs.at(-1)!, conflicts, claimed }
}

/**
 * The ledger of a file; `null` where there is none. @throws as {@link updateLedgerFile}
 * @example
 * ```ts
 * import { type LedgerFile, loadLedger } from 'living-circle/parts'
 * declare const file: LedgerFile
 * const ledger = await loadLedger(file) // null where there is no such file yet
 * ```
 */
export async function loadLedger(file: LedgerFile): Promise<Ledger | null> {
  if (file.source === null) return null
  return /\.csv$/i.test(file.name)
    ? openLedgerCsv(file.name, await csvTexts(file, file.source)).ledger
    : openLedgerWorkbook(file.name, await readAllBytes(file.source, MOST_BYTES)).ledger
}

/**
 * What became of a ledger's gaps between one of its runs and its last one; `null` where it does not know them so.
 *
 * @throws as {@link updateLedgerFile}
 * @example
 * ```ts
 * import { type LedgerFile, progressOfLedger } from 'living-circle/parts'
 * declare const file: LedgerFile
 * const progress = await progressOfLedger(file, 'run-a', 'run-b')
 * ```
 */
export async function progressOfLedger(
  file: LedgerFile,
  beforeId: string,
  afterId: string,
): Promise<LedgerProgress | null> {
  const ledger = await loadLedger(file)
  if (ledger === null) return null
  return ledgerProgress(ledger, beforeId, afterId, ({ gap, human }) => isClaimedButThere(gap, human.status))
}

async function csvTexts(file: LedgerFile, source: ByteSource): Promise<CsvTexts> {
  const textOf = async (one: ByteSource | null | undefined) =>
    one === null || one === undefined ? undefined : decoded(one)
  return { ledger: await decoded(source), runs: await textOf(file.runs), conflicts: await textOf(file.conflicts) }
}

/**
 * Names of the files beside a CSV ledger.
 *
 * @example
 * ```ts
 * import { ledgerCompanions } from 'living-circle/parts'
 * const { runs, conflicts } = ledgerCompanions('gaps.csv') // files that lie beside a ledger in CSV
 * ```
 */
export function ledgerCompanions(name: string): { readonly runs: string; readonly conflicts: string } {
  const stem = name.replace(/\.csv$/i, '')
  return { runs: `${stem}.runs.csv`, conflicts: `${stem}.conflicts.csv` }
}

function csvFiles(name: string, after: CsvTexts, before: CsvTexts | undefined): UpdatedLedger['files'] {
  const { runs, conflicts } = ledgerCompanions(name)
  const files = [
    { name, content: after.ledger, was: before?.ledger },
    { name: runs, content: after.runs, was: before?.runs },
    { name: conflicts, content: after.conflicts, was: before?.conflicts },
  ]
  return files.flatMap(({ name: one, content, was }) =>
    content === undefined || isSameText(content, was) ? [] : [{ name: one, content }],
  )
}

/** The mark at the beginning says nothing. */
function isSameText(text: string, was: string | undefined): boolean {
  return was !== undefined && text.replace(/^\ufeff/, '') === was.replace(/^\ufeff/, '')
}

async function decoded(source: ByteSource): Promise<string> {
  await readAllBytes(source, MOST_BYTES)
  const encoding = await detectEncoding(source, undefined)
  let text = ''
  for await (const piece of decodeText(source, encoding)) text += piece
  return text
}

/** Cause and the best remedy of a gap, where they were looked for. */
function sentencesOf({ diagnosis, basis }: Gap, { options }: AccessReport): GapSentences {
  if (diagnosis === undefined) return NO_SENTENCES
  const cause = causeSaid(diagnosis, basis ?? options.basis)
  const best = diagnosis.remedies[0]
  const why = cause === null ? null : noticeTexts(cause)
  const what = best === undefined ? null : noticeTexts(remedySaid(best))
  return {
    causeEn: why?.textEn ?? null,
    causeZh: why?.textZh ?? null,
    measureEn: what?.textEn ?? null,
    measureZh: what?.textZh ?? null,
  }
}
