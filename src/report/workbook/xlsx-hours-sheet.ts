// The sheet of coverage at moments of the week: the rows of hours.csv in words.
import type { MomentCoverage } from '../../answer/moment-coverage.ts'
import { momentWords } from '../../words/moment-words.ts'
import type { Sheet, SheetCell } from './xlsx-sheet.ts'
import { categoryName, column, limitText, listSheet, measureName, type SheetContext } from './xlsx-summary-sheets.ts'

/** One row per moment, kind and limit. */
export function hoursSheet(context: SheetContext, moments: readonly MomentCoverage[]): Sheet {
  const { say, lang } = context
  const rows = moments.flatMap(({ minute, kinds }) =>
    kinds.flatMap(({ category, facilities, shares }) =>
      shares.map(({ limit, measure, certain, possible, total }): SheetCell[] => [
        momentWords(minute)[lang],
        categoryName(context, category),
        limitText(context, limit),
        facilities.open,
        facilities.closed,
        facilities.unknown,
        measure === null ? null : measureName(context, measure),
        total,
        certain,
        possible,
        total > 0 ? certain / total : null,
        total > 0 ? possible / total : null,
      ]),
    ),
  )
  return listSheet(
    {
      name: say('hoursTitle'),
      lines: [say('hoursTitle'), say('hoursText')],
      frozenColumns: 2,
      columns: [
        column(say('hoursAt'), 12),
        column(say('category'), 24),
        column(say('limit'), 10),
        column(say('hoursOpen'), 10, 'integer'),
        column(say('hoursClosed'), 10, 'integer'),
        column(say('hoursUnknown'), 12, 'integer'),
        column(say('measure'), 20),
        column(say('total'), 12, 'integer'),
        column(say('hoursCertain'), 14, 'integer'),
        column(say('hoursPossible'), 14, 'integer'),
        column(say('hoursCertainShare'), 12, 'percent'),
        column(say('hoursPossibleShare'), 12, 'percent'),
      ],
    },
    rows,
  )
}
