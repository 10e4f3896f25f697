// The verdicts of a standard on the terminal: one line per rule, least met first. It knows reports, not how they were made.
import type { AccessReport, StandardReport, StandardRuleRecord, UnitVerdictRecord } from '../index.ts'
import { groupDigits, percent, textTable } from './text-table.ts'

/** Rules on the terminal; verdicts.csv and summary.json have all. */
const SHOWN_RULES = 20
/** Rules whose names are listed in one sentence. */
const NAMED_RULES = 8

const NOT_VERIFIED = 'not verified against the printed standard'

/** What a standard says about all blocks together; empty where the report has none. */
export function standardTable({ standard, categories }: AccessReport, lang: 'en' | 'zh'): string {
  if (standard === undefined || standard === null) return ''
  const present = new Set(categories.filter(({ facilities }) => facilities > 0).map(({ id }) => id))
  const hasData = (rule: StandardRuleRecord) => rule.categories.some((id) => present.has(id))
  const all = new Map(standard.units.filter(({ unitKind }) => unitKind === 'all').map((unit) => [unit.ruleId, unit]))
  const judged = standard.rules.filter(hasData)
  const sorted = leastMetFirst(judged, all)
  const name = lang === 'zh' ? standard.nameZh : standard.nameEn
  const nameOf = (rule: StandardRuleRecord) => (lang === 'zh' ? rule.nameZh : rule.nameEn)
  const parts = [`${name} (${standard.id} ${standard.version}), blocks by verdict:\n`]
  if (sorted.length > 0) parts.push(ruleTable(sorted.slice(0, SHOWN_RULES), all, nameOf))
  if (sorted.length > SHOWN_RULES) {
    parts.push(`… and ${sorted.length - SHOWN_RULES} more rules, better met (verdicts.csv has all).\n`)
  }
  const without = standard.rules.filter((rule) => !hasData(rule))
  if (without.length > 0) {
    const named = without.slice(0, NAMED_RULES).map(nameOf)
    const more = without.length > named.length ? ` and ${without.length - named.length} more` : ''
    parts.push(
      `No facility in the data for ${without.length} rules: ${named.join(', ')}${more}. A gap in the data is not a gap in the city.\n`,
    )
  }
  parts.push(completenessText(standard), paperText(standard, nameOf), adequacyText(standard))
  const recalled = standard.rules.filter((rule) => !rule.verified && rule.mark !== 'own').length
  if (recalled > 0) {
    parts.push(
      `The figures of ${recalled} of ${standard.rules.length} rules are ${NOT_VERIFIED}: they are not the law.\n`,
    )
  }
  return `\n${parts.join('')}`
}

/** By the share of judged blocks that meet the rule, then by people; rules that nothing was judged by come last. */
function leastMetFirst(
  rules: readonly StandardRuleRecord[],
  all: ReadonlyMap<string, UnitVerdictRecord>,
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
  all: ReadonlyMap<string, UnitVerdictRecord>,
  nameOf: (rule: StandardRuleRecord) => string,
): string {
  return textTable(
    [
      { title: 'rule' },
      { title: 'within', right: true },
      { title: 'duty' },
      { title: 'met', right: true },
      { title: 'partial', right: true },
      { title: 'unmet', right: true },
      { title: 'unknown', right: true },
      { title: 'people', right: true },
      { title: 'figure' },
    ],
    rules.map((rule) => {
      const unit = all.get(rule.id)
      const unitName = rule.basis === 'time' ? 'min' : rule.basis === 'distance' ? 'm' : 'm straight'
      return [
        nameOf(rule),
        `${rule.limit} ${unitName}`,
        rule.mandatory ? 'mandatory' : 'optional',
        ...[unit?.met, unit?.partial, unit?.unmet, unit?.unknown].map((count) => groupDigits(count ?? 0)),
        percent(unit?.share ?? null),
        rule.verified ? '' : rule.mark === 'own' ? 'own' : 'not verified',
      ]
    }),
  )
}

/** How many blocks have everything, and what the middle one has. */
function completenessText({ completeness }: StandardReport): string {
  const required = completeness[0]?.required ?? 0
  const known = completeness.filter(({ share }) => share !== null)
  if (required === 0 || known.length === 0) return ''
  const met = known.map((block) => block.met).sort((a, b) => a - b)
  const middle = met[Math.floor((met.length - 1) / 2)]!
  const complete = known.filter(({ share }) => share === 1).length
  return `Completeness: ${groupDigits(complete)} of ${groupDigits(known.length)} judged blocks meet all ${required} mandatory rules; half of them meet ${middle} or fewer.\n`
}

function paperText({ onPaper, rules }: StandardReport, nameOf: (rule: StandardRuleRecord) => string): string {
  const names = new Map(rules.map((rule) => [rule.id, nameOf(rule)]))
  const more = onPaper
    .map(({ ruleId, peopleOnPaper, peopleOnFoot }) => ({ ruleId, people: Math.round(peopleOnPaper - peopleOnFoot) }))
    .filter(({ people }) => people > 0)
    .sort((a, b) => b.people - a.people || (a.ruleId < b.ruleId ? -1 : 1))
  if (more.length === 0) return ''
  const list = more.slice(0, 3).map(({ ruleId, people }) => `${names.get(ruleId)} ${groupDigits(people)}`)
  const rest = more.length > list.length ? ` (and ${more.length - list.length} more rules)` : ''
  return `Covered on paper (straight line), not on foot, people: ${list.join('; ')}${rest}.\n`
}

function adequacyText({ adequacy }: StandardReport): string {
  return adequacy
    .map(({ ruleId, verdict, perThousand, minPerThousand, sourceVerified }) => {
      // What is known of the supply would read like a finding where some of it is not known.
      const found = verdict === 'unknown' || perThousand === null ? 'some of it not known' : perThousand.toFixed(2)
      const source = sourceVerified ? '' : ` (${NOT_VERIFIED})`
      return `${ruleId}, per 1,000 people: ${found}, ${minPerThousand} wanted${source}: ${verdict}\n`
    })
    .join('')
}
