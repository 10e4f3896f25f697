// compare.xlsx: what differs between two answers as a workbook. Changes and the later answer in, bytes out.
import type { AccessReport } from '../../answer/access-report.ts'
import type { AnswerChanges } from '../../answer/answer-changes.ts'
import type { Lang } from '../../words/languages.ts'
import { wordsIn } from '../../words/xlsx-words.ts'
import { creditWords } from '../pages/report-facts.ts'
import { changePlaceSheet, changeSheet, editSheet } from './xlsx-change-sheets.ts'
import { toWorkbookBytes } from './xlsx-workbook.ts'

/** The workbook. */
export function toComparisonXlsx(
  changes: AnswerChanges,
  after: AccessReport,
  { lang, title }: { readonly lang: Lang; readonly title?: string | undefined },
): Uint8Array {
  const say = wordsIn(lang)
  const context = { say, lang }
  const edits = after.scenario?.edits ?? []
  const sheets = [
    changeSheet(context, changes),
    ...(changes.places.length === 0 ? [] : [changePlaceSheet(context, changes)]),
    ...(edits.length === 0 ? [] : [editSheet(context, edits)]),
  ]
  return toWorkbookBytes({
    title: title ?? after.title ?? say('changes'),
    rights: creditWords(after)[lang],
    language: lang,
    sheets,
  })
}
