// HALLWAY: field sheets of communities, from an answer and a ledger → files.
import type { AccessReport } from '../answer/access-report.ts'
import type { Basemap } from '../answer/basemap.ts'
import { licenceOf } from '../answer/sources.ts'
import { communitiesOf, type FieldSheet, fieldSheet } from '../ledger/field-sheet.ts'
import type { Ledger } from '../ledger/ledger-record.ts'
import { toFieldSheetsHtml } from '../report/pages/field-sheets-html.ts'
import { fieldSheetXlsx } from '../report/workbook/field-sheet-xlsx.ts'
import type { Lang } from '../words/languages.ts'
import { problem } from '../words/problem.ts'
import { namedGaps } from './voices-of-ledger.ts'

/** How field sheets are made. */
export interface FieldSheetOptions {
  /** These communities; default: all. */
  readonly communities?: readonly string[] | undefined
  readonly lang: Lang
  /** What lies under the map; `null`: nothing. */
  readonly basemap: Basemap | null
}

/**
 * One page to print with a sheet for each community, and a workbook for each to fill in.
 *
 * @throws LivingCircleError `invalid-option` for a community that no block names
 */
export function fieldSheetFiles(
  answer: AccessReport,
  ledger: Ledger,
  { communities, lang, basemap }: FieldSheetOptions,
): { readonly name: string; readonly content: string | Uint8Array }[] {
  const named = namedGaps(answer, ledger)
  const all = communitiesOf(answer)
  const sheets = (communities ?? all).map((community): FieldSheet => {
    const sheet = fieldSheet(answer, community, (gapId) => named.get(gapId)!.id)
    if (sheet !== null) return sheet
    throw problem(
      'invalid-option',
      'field.community',
      { name: community },
      { hint: { key: 'hint.communities', values: { list: all.slice(0, 20) } } },
    )
  })
  const { attribution, attributionZh } = licenceOf(answer)
  const credit = lang === 'zh' ? attributionZh : attribution
  const workbooks = sheets.map((sheet, at) => ({
    name: `field-${at + 1}-${fileWord(sheet.community)}.xlsx`,
    content: fieldSheetXlsx(sheet, lang, credit),
  }))
  return [{ name: 'field-sheets.html', content: toFieldSheetsHtml(sheets, answer, { lang, basemap }) }, ...workbooks]
}

/** A name that every system takes for a file. */
function fileWord(name: string): string {
  return name.replace(/[^\p{L}\p{N}]+/gu, '_').slice(0, 40)
}
