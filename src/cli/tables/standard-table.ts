// The verdicts of a standard on the terminal: one line per rule, least met first. It knows reports, not how they were made.
import type { AccessReport, StandardReport, StandardRuleRecord, UnitVerdict } from '../library.ts'
import { type Lang, type Say, sayIn } from '../words.ts'
import { groupDigits, percent, textTable } from './text-table.ts'

/** Rules on the terminal; verdicts.csv and summary.json have all. */
const SHOWN_RULES = 20
/** Rules whose names are listed in one sentence. */
const NAMED_RULES = 8

/** What a standard says about all blocks together; empty where the report has none. */
export function standardTable({ standard, categories }: AccessReport, lang: Lang): string {
  const say = sayIn(lang)
  if (standard === undefined || standard === null) return ''
  const present = new Set(categories.filter(({ facilities }) => facilities > 0).map(({ id }) => id))
  const hasData = (rule: StandardRuleRecord) => rule.categories.some((id) => present.has(id))
  const all = new Map(standard.units.filter(({ unitKind }) => unitKind === 'all').map((unit) => [unit.ruleId, unit]))
  const judged = standard.rules.filter(hasData)
  const sorted = leastMetFirst(judged, all)
  const name = lang === 'zh' ? standard.nameZh : standard.nameEn
  const nameOf = (rule: StandardRuleRecord) => (lang === 'zh' ? rule.nameZh : rule.nameEn)
  const parts = [`${say('verdicts_head', { name, id: standard.id, version: standard.version })}\n`]
  if (sorted.length > 0) parts.push(ruleTable(sorted.slice(0, SHOWN_RULES), all, nameOf, say))
  if (sorted.length > SHOWN_RULES) {
    parts.push(`${say('rules_more', { n: sorted.length - SHOWN_RULES })}\n`)
  }
  const without = standard.rules.filter((rule) => !hasData(rule))
  if (without.length > 0) {
    const list = without.slice(0, NAMED_RULES).map(nameOf).join(say('list'))
    const more = without.length > NAMED_RULES ? say('and_more', { n: without.length - NAMED_RULES }) : ''
    parts.push(`${say('rules_lacking', { n: without.length, list, more })}\n`)
  }
  parts.push(completenessText(standard, say), paperText(standard, nameOf, say), adequacyText(standard, lang))
  const recalled = standard.rules.filter((rule) => !rule.verified && rule.mark !== 'own').length
  if (recalled > 0) {
    parts.push(`${say('figures_recalled', { n: recalled, all: standard.rules.length })}\n`)
  }
  return `\n${parts.join('')}`
}

/** By the share of judged blocks that meet the rule, then by people; rules that nothing was judged by come last. */
function leastMetFirst(
  rules: readonly StandardRuleRecord[],
  all: ReadonlyMap<string, UnitVerdict>,
): StandardRuleRecord[] {
  const metShare = ({ id }: StandardRuleRecord): number => {
    const { met, partial, unmet } = all.get(id) ?? { met: 0, partial: 0, unmet: 0 }
    const judged = met + partial + unmet
    return judged === 0 ? 2 : met / judged
  }
  const order = new Map(rules.map((rule, index) => [rule.id, index]))
  const people = ({ id }: StandardRuleRecord) => all.get(id)?.share ?? 2
  return [...rules].sort(
    (a, b) => metShare(a) - metShare(b) || people(a) - people(b) || order.get(a.id)! - order.get(b.id)!,
  )
}

function ruleTable(
  rules: readonly StandardRuleRecord[],
  all: ReadonlyMap<string, UnitVerdict>,
  nameOf: (rule: StandardRuleRecord) => string,
  say: Say,
): string {
  return textTable(
    [
      { title: say('rule') },
      { title: say('level') },
      { title: say('within'), right: true },
      { title: say('duty') },
      ...(['met', 'partial', 'unmet', 'unknown', 'people'] as const).map((key) => ({ title: say(key), right: true })),
      { title: say('figure') },
    ],
    rules.map((rule) => {
      const unit = all.get(rule.id)
      const within = rule.basis === 'time' ? 'min' : rule.basis === 'distance' ? 'm' : 'm_straight'
      return [
        nameOf(rule),
        levelName(rule.level, say),
        say(within, { n: rule.limit }),
        say(rule.mandatory ? 'mandatory' : 'optional'),
        ...[unit?.met, unit?.partial, unit?.unmet, unit?.unknown].map((count) => groupDigits(count ?? 0)),
        percent(unit?.share ?? null),
        figureText(rule, say),
      ]
    }),
  )
}

/** Which circle of life a rule is of; nothing where the standard does not say. */
export function levelName(level: string, say: Say): string {
  if (level === 'none') return ''
  return level === 'block' ? say('level_block_short') : say('min', { n: level })
}

/** Nothing where a rule's figure was read in a source; else whose it is. */
export function figureText({ verified, mark }: StandardRuleRecord, say: Say): string {
  if (verified) return ''
  return say(mark === 'own' ? 'figure_own' : 'figure_recalled')
}

/** How many blocks have everything, and what the middle one has. */
function completenessText({ completeness }: StandardReport, say: Say): string {
  const required = completeness[0]?.required ?? 0
  const known = completeness.filter(({ share }) => share !== null)
  if (required === 0 || known.length === 0) return ''
  const met = known.map((block) => block.met).sort((a, b) => a - b)
  const middle = met[Math.floor((met.length - 1) / 2)]!
  const complete = known.filter(({ share }) => share === 1).length
  return `${say('completeness', { n: complete, all: known.length, required, middle })}\n`
}

function paperText({ onPaper, rules }: StandardReport, nameOf: (rule: StandardRuleRecord) => string, say: Say): string {
  const names = new Map(rules.map((rule) => [rule.id, nameOf(rule)]))
  const more = onPaper
    .map(({ ruleId, peopleOnPaper, peopleOnFoot }) => ({ ruleId, people: Math.round(peopleOnPaper - peopleOnFoot) }))
    .filter(({ people }) => people > 0)
    .sort((a, b) => b.people - a.people || (a.ruleId < b.ruleId ? -1 : 1))
  if (more.length === 0) return ''
  const list = more.slice(0, 3).map(({ ruleId, people }) => `${names.get(ruleId)} ${groupDigits(people)}`)
  const rest = more.length > list.length ? say('paper_more', { n: more.length - list.length }) : ''
  return `${say('paper', { list: list.join(say('semicolon')), more: rest })}\n`
}

function adequacyText({ adequacy }: StandardReport, lang: Lang): string {
  const say = sayIn(lang)
  return adequacy
    .map(({ ruleId, nameEn, nameZh, measure, verdict, perThousand, minPerThousand, sourceVerified }) => {
      // What is known of the supply would read like a finding where some of it is not known.
      const found = verdict === 'unknown' || perThousand === null ? say('adequacy_unknown') : perThousand.toFixed(2)
      const source = sourceVerified ? '' : say('in_brackets', { text: say('not_verified') })
      const wanted = groupDigits(minPerThousand)
      const rule = (lang === 'zh' ? nameZh : nameEn) ?? ruleId
      const unit = measure === undefined ? '' : say(`supply_${measure}`)
      return `${say('adequacy', { rule, unit, found, wanted, source, verdict: say(verdict) })}\n`
    })
    .join('')
}
