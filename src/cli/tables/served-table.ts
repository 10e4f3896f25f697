// Served in fact of tables of one's own on the terminal: sums, who goes shortest, which sites are used.
import type { CatchmentTables, ServedTables } from '../library.ts'
import { type Lang, type Say, sayData, sayIn } from '../words.ts'
import { groupDigits, percent, textTable } from './text-table.ts'

/** Rows of a table; --json has all. */
const SHOWN = 20

const amount = (value: number) => groupDigits(Math.round(value * 1000) / 1000)

/** Sums, then those who go short, then sites. */
export function servedText(found: ServedTables, lang: Lang): string {
  const say = sayIn(lang)
  const sums = [
    say('capacity_sums', { demand: amount(found.demand), places: amount(found.places), served: amount(found.served) }),
    say('capacity_missing', {
      missing: amount(found.missing),
      unreachable: amount(found.unreachable),
      full: amount(found.full),
      idle: amount(found.idle),
    }),
    sayData(say, 'serving_', found.rule),
    ...unknownLines(found, say),
  ]
  const short = found.blocks.filter(({ share }) => share !== null && share < 1).sort((a, b) => a.share! - b.share!)
  const blocks = textTable(
    [
      { title: say('capacity_demand_id') },
      { title: say('capacity_demand'), right: true },
      { title: say('capacity_served'), right: true },
      { title: say('capacity_share'), right: true },
    ],
    short.slice(0, SHOWN).map((one) => [one.id, amount(one.demand), amount(one.served), percent(one.share)]),
  )
  const sites = textTable(
    [
      { title: say('capacity_site_id') },
      { title: say('capacity_places'), right: true },
      { title: say('capacity_used'), right: true },
    ],
    found.sites.slice(0, SHOWN).map((one) => [one.id, amount(one.places), amount(one.used)]),
  )
  const more = (count: number) => (count > SHOWN ? `${say('capacity_more', { n: count - SHOWN })}\n` : '')
  const shortTable = short.length === 0 ? '' : `\n${blocks}${more(short.length)}`
  return `${sums.join('\n')}\n${shortTable}\n${sites}${more(found.sites.length)}`
}

/** Places per head, the least first. */
export function catchmentText(found: CatchmentTables, lang: Lang): string {
  const say = sayIn(lang)
  const order = [...found.access].sort((a, b) => a.value - b.value)
  const table = textTable(
    [{ title: say('capacity_demand_id') }, { title: say('capacity_access', { measure: found.measure }), right: true }],
    order.slice(0, SHOWN).map(({ id, value }) => [id, value.toPrecision(6)]),
  )
  const lines = unknownLines({ ...found, missingAtLeast: null }, say)
  const more = order.length > SHOWN ? `${say('capacity_more', { n: order.length - SHOWN })}\n` : ''
  return `${lines.map((line) => `${line}\n`).join('')}${table}${more}`
}

function unknownLines(
  {
    sitesUnknown,
    sitesNotOpen,
    missingAtLeast,
  }: Pick<ServedTables, 'sitesUnknown' | 'sitesNotOpen' | 'missingAtLeast'>,
  say: Say,
): string[] {
  const list = (ids: readonly string[]) => ids.slice(0, 10).join(say('list')) + (ids.length > 10 ? '…' : '')
  const lines: string[] = []
  if (sitesUnknown.length > 0) {
    lines.push(say('capacity_sites_unknown', { n: sitesUnknown.length, list: list(sitesUnknown) }))
    if (missingAtLeast !== null) lines.push(say('capacity_at_least', { missing: amount(missingAtLeast) }))
  }
  if (sitesNotOpen.length > 0) {
    lines.push(say('capacity_not_open', { n: sitesNotOpen.length, list: list(sitesNotOpen) }))
  }
  return lines
}
