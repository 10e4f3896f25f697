// coverage.xlsx: the report as a workbook. An AccessReport in, .xlsx bytes out. Its totals come from the same summary as summary.json.

import type { AccessReport } from '../../answer/access-report.ts'
import { checkGiven } from '../../foundation/arguments.ts'
import { resolveOptions } from '../../foundation/options.ts'
import { LANGUAGES, type Lang } from '../../words/languages.ts'
import { message, problem } from '../../words/problem.ts'
import { wordsIn } from '../../words/xlsx-words.ts'
import { creditWords } from '../pages/report-facts.ts'
import { summarise } from '../tables/summary-json.ts'
import { changePlaceSheet, changeSheet, editSheet } from './xlsx-change-sheets.ts'
import { hoursSheet } from './xlsx-hours-sheet.ts'
import { levelAreaSheet, levelSheet } from './xlsx-level-sheets.ts'
import { blockSheet, facilitySheet, gapLedgerSheet, rejectSheet } from './xlsx-list-sheets.ts'
import { lossesSheet } from './xlsx-losses-sheet.ts'
import { placesSheets } from './xlsx-places-sheets.ts'
import { planSheets } from './xlsx-plan-sheets.ts'
import { hasDiagnoses, remediesSheet } from './xlsx-remedies-sheet.ts'
import type { Sheet } from './xlsx-sheet.ts'
import { adequacySheet, completenessSheet, ruleSheet, unitSheet } from './xlsx-standard-sheets.ts'
import { categorySheet, methodSheet, overviewSheet, type SheetContext } from './xlsx-summary-sheets.ts'
import { unitSummarySheet } from './xlsx-unit-summary-sheet.ts'
import { toWorkbookBytes } from './xlsx-workbook.ts'

/** Options of {@link toXlsx}. */
export interface XlsxOptions {
  /** Language of the headings. Default `en`. */
  readonly lang?: Lang
}

/**
 * The report as an Excel workbook: overview, by category, by block, gap ledger (with blank columns for owner, due date, state and
 * note), facilities, rejects, method; with a standard rules, completeness of blocks, a summary of units by duties, roll-ups by community, street and district, adequacy. Headers stay in view, every table has filters, every text is typed as text (never a
 * formula). The same report gives the same bytes.
 *
 * @param report the whole report
 * @param options `lang`: language of the headings
 * @throws LivingCircleError `invalid-option` for another language, `output-too-large` for more rows than a workbook can hold
 * @example
 * ```ts
 * import { type AccessReport, toXlsx } from 'living-circle'
 * declare const report: AccessReport
 * const bytes: Uint8Array = toXlsx(report, { lang: 'en' })
 * ```
 */
export function toXlsx(report: AccessReport, options: XlsxOptions = {}): Uint8Array {
  const { lang } = resolveOptions('toXlsx', options, { lang: 'en' as Lang })
  checkGiven('toXlsx', 'report', report, 'report')
  if (!LANGUAGES.includes(lang)) {
    throw problem(
      'invalid-option',
      'language.unknown',
      { name: String(lang) },
      { hint: message('hint.languages', { list: LANGUAGES }) },
    )
  }
  const say = wordsIn(lang)
  const context = { report, summary: summarise(report), say, lang }
  const { standard } = context.summary
  const sheets = [
    overviewSheet(context),
    categorySheet(context),
    blockSheet(context),
    gapLedgerSheet(context),
    ...(hasDiagnoses(report.gaps) ? [remediesSheet(context)] : []),
    facilitySheet(context),
    ...(report.plan === undefined ? [] : planSheets(context, report.plan)),
    ...scenarioSheets(context),
    ...(report.capacity === undefined ? [] : placesSheets(context, report.capacity)),
    ...(report.profileLosses === undefined ? [] : [lossesSheet(context, report.profileLosses)]),
    ...(report.levels === undefined
      ? []
      : [levelSheet(context, report.levels), levelAreaSheet(context, report.levels)]),
    ...(report.hours === undefined ? [] : [hoursSheet(context, report.hours)]),
    ...(report.verdicts.length > 0 ? [ruleSheet(context)] : []),
    ...(standard === null ? [] : [completenessSheet(context)]),
    ...(standard === null || standard.units.length === 0 ? [] : [unitSummarySheet(context), unitSheet(context)]),
    ...(standard === null || standard.adequacy.length + standard.onPaper.length === 0 ? [] : [adequacySheet(context)]),
    rejectSheet(context),
    methodSheet(context),
  ]
  return toWorkbookBytes({
    title: report.title ?? say('title'),
    rights: creditWords(report)[lang],
    language: lang,
    sheets,
  })
}

/** Sheets of a scenario: edits, changes, changes by place; none without edits. */
function scenarioSheets(context: SheetContext): Sheet[] {
  const { scenario } = context.report
  if (scenario === undefined) return []
  const { edits, changes } = scenario
  const places = changes.places.length === 0 ? [] : [changePlaceSheet(context, changes)]
  return [editSheet(context, edits), changeSheet(context, changes), ...places]
}
