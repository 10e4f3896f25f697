// The sheet that says who is served as the report's profile but not as others: the rows of losses.csv in words.
import type { ProfileLosses } from '../../answer/profile-losses.ts'
import type { Sheet, SheetCell } from './xlsx-sheet.ts'
import { categoryName, column, limitText, listSheet, measureName, type SheetContext } from './xlsx-summary-sheets.ts'

/** One row per profile, kind, limit and measure. */
export function lossesSheet(context: SheetContext, { first, others }: ProfileLosses): Sheet {
  const { say, lang } = context
  const nameOf = ({ id, nameEn, nameZh }: ProfileLosses['first']) => (lang === 'zh' ? nameZh : nameEn) ?? id
  const rows = others.flatMap(({ profile, losses }) =>
    losses.flatMap((loss) =>
      loss.shares.map((share): SheetCell[] => {
        const start = [nameOf(profile), categoryName(context, loss.category), limitText(context, loss.limit)]
        const measure = measureName(context, share.measure)
        if (!loss.hasData) return [...start, measure, say('noData'), ...Array<null>(8).fill(null)]
        const { servedFirst, served, lost, gained, lostUnlinked, gainedLinked } = share
        const counts = [share.blocksLost, share.blocksLostUnknown, share.blocksUnlinked]
        return [...start, measure, servedFirst, served, lost, gained, lostUnlinked, gainedLinked, ...counts]
      }),
    ),
  )
  return listSheet(
    {
      name: say('losses'),
      lines: [say('lossesTitle', { who: nameOf(first) }), say('lossesText')],
      frozenColumns: 2,
      columns: [
        column(say('lossesWho'), 14),
        column(say('category'), 24),
        column(say('limit'), 10),
        column(say('measure'), 20),
        column(say('lossesServedFirst', { who: nameOf(first) }), 14, 'decimal1'),
        column(say('lossesServed'), 14, 'decimal1'),
        column(say('lossesLost'), 14, 'decimal1'),
        column(say('lossesGained'), 14, 'decimal1'),
        column(say('lossesUnlinked'), 16, 'decimal1'),
        column(say('lossesGainedLinked'), 16, 'decimal1'),
        column(say('lossesBlocks'), 12, 'integer'),
        column(say('lossesBlocksUnknown'), 14, 'integer'),
        column(say('lossesBlocksUnlinked'), 14, 'integer'),
      ],
    },
    rows,
  )
}
