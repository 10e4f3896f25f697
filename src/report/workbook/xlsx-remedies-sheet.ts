// Sheet Remedies: for each gap its cause with the numbers that show it, and the best remedy of each kind that was tried, a row each. A report whose gaps have
// diagnoses in, a sheet out.
import { type Gap, gapCategories } from '../../answer/gap.ts'
import type { GapDiagnosis, GapRemedy } from '../../answer/gap-cause.ts'
import { GRAMMARS } from '../../words/languages.ts'
import { noticeText } from '../../words/notice.ts'
import { causeSaid, remedySaid } from '../layers/cause-words.ts'
import { type Field, field, fieldSheet } from './xlsx-fields.ts'
import type { Sheet } from './xlsx-sheet.ts'
import { categoryName, limitText, type SheetContext } from './xlsx-summary-sheets.ts'

/** One remedy of one gap; `null` where nothing helps. */
interface Row {
  readonly gap: Gap
  readonly diagnosis: GapDiagnosis
  readonly remedy: GapRemedy | null
}

/** True where causes were looked for. */
export function hasDiagnoses(gaps: readonly Gap[]): boolean {
  return gaps.some(({ diagnosis }) => diagnosis !== undefined)
}

/** Gaps with most people first. */
export function remediesSheet(context: SheetContext): Sheet {
  const { report, say, lang } = context
  const rows = [...report.gaps]
    .sort((a, b) => (b.groupPeople ?? -1) - (a.groupPeople ?? -1))
    .flatMap((gap): Row[] => {
      const { diagnosis } = gap
      if (diagnosis === undefined) return []
      const { remedies } = diagnosis
      return (remedies.length > 0 ? remedies : [null]).map((remedy) => ({ gap, diagnosis, remedy }))
    })
  const cause = ({ gap, diagnosis }: Row) => {
    const said = causeSaid(diagnosis, gap.basis ?? report.options.basis)
    return said === null ? null : noticeText(said, lang)
  }
  const fields: Field<Row>[] = [
    field(say('gapId'), 24, ({ gap }) => gap.id),
    field(say('category'), 20, ({ gap }) =>
      gapCategories(gap)
        .map((id) => categoryName(context, id))
        .join(GRAMMARS[lang].comma),
    ),
    field(say('limit'), 10, ({ gap }) => limitText(context, gap.limit, gap.basis)),
    field(say('gapGroupPeople'), 12, ({ gap }) => gap.groupPeople ?? gap.people, 'integer'),
    field(say('remedyCause'), 18, ({ diagnosis }) => noticeText({ key: `cause-name.${diagnosis.cause}` }, lang)),
    field(say('remedyWhy'), 48, cause, 'wrap'),
    field(say('remedyId'), 8, ({ remedy }) => remedy?.remedyId ?? null),
    field(
      say('remedyWhat'),
      40,
      ({ remedy }) => (remedy === null ? null : noticeText(remedySaid(remedy), lang)),
      'wrap',
    ),
    field(say('remedyPeople'), 12, ({ remedy }) => remedy?.people ?? null, 'integer'),
    field(say('remedyBlocks'), 10, ({ remedy }) => remedy?.blocks ?? null, 'decimal1'),
    field(say('remedyCost'), 12, ({ remedy }) => remedy?.cost ?? null, 'integer'),
  ]
  return fieldSheet(
    { name: say('remedies'), lines: [say('remedies'), say('remediesText')], frozenColumns: 1 },
    rows,
    fields,
  )
}
