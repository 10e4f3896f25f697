// A plan of shards as a table. Its list in, text out.
import type { ShardPlanRecord } from '../library.ts'
import { groupDigits, percent, textTable } from '../tables/text-table.ts'
import { type Lang, sayIn } from '../words.ts'

/** So many shards are listed; the rest stands in plan.json. */
const MOST_ROWS = 20

/** The shards with the most work, largest first. */
export function shardTable({ shards, haloMetres }: ShardPlanRecord, lang: Lang): string {
  const say = sayIn(lang)
  const most = shards[0]?.expectedWork ?? 0
  const rows = shards
    .slice(0, MOST_ROWS)
    .map(({ id, blocks, points, vertices, facilities, part, expectedWork }) => [
      id,
      ...[blocks, points, vertices, facilities, part.bytes].map((count) => groupDigits(count)),
      percent(most === 0 ? null : expectedWork / most),
    ])
  const heads = ['id', 'blocks', 'points', 'vertices', 'facilities', 'bytes', 'work'] as const
  const table = textTable(
    heads.map((head, at) => ({ title: say(`shards_${head}`), right: at > 0 })),
    rows,
  )
  const more = shards.length > MOST_ROWS ? `${say('capacity_more', { n: shards.length - MOST_ROWS })}\n` : ''
  return `${table}${more}\n${say('shards_planned', { n: shards.length, metres: Math.round(haloMetres) })}\n`
}
