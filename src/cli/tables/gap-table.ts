// Gaps on the terminal, most people first. It knows gaps, not how they were found.
import { BEYOND_LIMIT_FACTOR } from '../../foundation/limits.ts'
import type { AccessReport, Gap } from '../library.ts'
import type { Library } from '../session.ts'
import { type Lang, type Say, sayIn } from '../words.ts'
import { figureText } from './standard-table.ts'
import { groupDigits, printable, textTable } from './text-table.ts'

/** Rows of the table on the terminal; the file has all gaps. */
const SHOWN_GAPS = 20

/** The gaps of the rules where there is a standard, else of the categories; a sentence where there are none. */
export function gapTable(library: Library, report: AccessReport, lang: Lang): string {
  const say = sayIn(lang)
  // With a standard, its rules speak; the file has the gaps of the categories, too.
  const rules = new Map(report.standard?.rules.map((rule) => [rule.id, rule]))
  const asked = report.gaps.filter(({ kind }) => rules.size === 0 || kind === 'rule')
  if (asked.length === 0) {
    return `${say(rules.size === 0 ? 'gaps_none' : 'gaps_none_rules')}\n`
  }
  const size = ({ people, demandPoints }: Gap) => people ?? demandPoints / 1e9
  const gaps = [...asked].sort((a, b) => size(b) - size(a) || (a.id < b.id ? -1 : 1))
  const names = new Map(
    report.categories.map((category) => [category.id, lang === 'zh' ? category.nameZh : category.nameEn]),
  )
  const blockIndex = new Map(report.blocks.map((block, index) => [block.id, index]))
  const placeOf = (gap: Gap) => library.gapPlace(report, { blockIndex }, gap)
  const rows = gaps.slice(0, SHOWN_GAPS).map((gap) => {
    const rule = gap.kind === 'rule' ? rules.get(gap.ruleId) : undefined
    const kind = gap.kind === 'category' ? names.get(gap.category) : lang === 'zh' ? rule?.nameZh : rule?.nameEn
    return [
      printable(placeOf(gap)[lang]),
      kind ?? (gap.kind === 'category' ? gap.category : gap.ruleId),
      ...(rule === undefined ? [] : [say(gap.basis === 'time' ? 'min' : 'm', { n: gap.limit })]),
      gap.people === null ? say('unknown') : groupDigits(Math.round(gap.people)),
      groupDigits(gap.blockIds.length),
      nearestText(gap, say),
      walkText(gap, say),
      ...(rule === undefined ? [] : [figureText(rule, say)]),
      gap.id,
    ]
  })
  const isOfRules = rules.size > 0
  const table = textTable(
    [
      { title: say('where') },
      { title: say(isOfRules ? 'rule' : 'category') },
      ...(isOfRules ? [{ title: say('within'), right: true }] : []),
      { title: say('people'), right: true },
      { title: say('blocks'), right: true },
      { title: say('nearest') },
      { title: say('walk'), right: true },
      ...(isOfRules ? [{ title: say('figure') }] : []),
      { title: say('gap') },
    ],
    rows,
  )
  const more = gaps.length - SHOWN_GAPS
  return more > 0 ? `${table}${say('gaps_more', { n: more })}\n` : table
}

/** The nearest facility by its name; one without a name says so. */
function nearestText({ nearestFacilityName, nearestFacilityId }: Gap, say: Say): string {
  if (nearestFacilityName !== null) return printable(nearestFacilityName)
  return nearestFacilityId === null ? '–' : say('nameless')
}

function walkText(gap: Gap, say: Say): string {
  const { nearestWalkMinutes: minutes, nearestWalkMetres: metres } = gap
  // Rounded up: what is beyond a limit must not read as on it.
  if (minutes !== null) return say('min', { n: (Math.ceil(minutes * 10 - 1e-6) / 10).toFixed(1) })
  if (metres !== null) return say('m', { n: Math.ceil(metres - 1e-6) })
  // Looked for on foot this far.
  return gap.nearestStraightMetres === null
    ? '–'
    : say(gap.basis === 'time' ? 'over_min' : 'over_m', { n: BEYOND_LIMIT_FACTOR * gap.limit })
}
