// Facilities by level on the terminal: the whole by level, and the orphans. It knows reports, not how a walk was found.
import type { AccessReport } from '../library.ts'
import { type Lang, sayData, sayIn } from '../words.ts'
import { printable, textTable } from './text-table.ts'

/** Orphans in the table; the file has all. */
const SHOWN = 15

/** Numbers by level, and who has nothing above within the limit; nothing where levels were not asked for. */
export function levelsTable({ levels, options }: AccessReport, lang: Lang): string {
  if (levels === undefined) return ''
  const say = sayIn(lang)
  if (levels.units.length === 0) return `${say('levels_none')}\n`
  const rows = levels.areas
    .filter(({ areaLevel }) => areaLevel === 'all')
    .map((area) => [
      area.levelName === '' ? '–' : area.levelName,
      ...[area.units, area.served, area.orphans, area.doubleServed, area.top, area.unknown].map(String),
    ])
  const titles = ['units', 'served', 'orphans', 'double', 'top', 'unknown'] as const
  const columns = [
    { title: say('level_name') },
    ...titles.map((title) => ({ title: say(`levels_${title}`), right: true })),
  ]
  const limit = say(`within_${options.basis}`, { n: levels.limit })
  const orphans = levels.units.filter(({ state }) => ['too-far', 'unreached', 'parent-unknown'].includes(state))
  const lines = orphans
    .slice(0, SHOWN)
    .map(({ facilityId, name, state }) => [printable(name ?? facilityId), sayData(say, 'level_', state)])
  const list =
    orphans.length === 0
      ? ''
      : `${say('levels_orphan_list', { n: orphans.length })}\n${textTable([{ title: say('facility') }, { title: say('levels_why') }], lines)}`
  return `${say('levels_head', { limit })}\n${textTable(columns, rows)}${list}`
}
