// The verdicts of a standard on the terminal: one line per rule. It knows reports, not how they were made.
import type { AccessReport } from '../index.ts'
import { groupDigits, percent, textTable } from './text-table.ts'

/** What a standard says about all blocks together; empty where the report has none. */
export function standardTable({ standard }: AccessReport, lang: 'en' | 'zh'): string {
  if (standard === undefined || standard === null) return ''
  const all = new Map(standard.units.filter(({ unitKind }) => unitKind === 'all').map((unit) => [unit.ruleId, unit]))
  const rows = standard.rules.map((rule) => {
    const unit = all.get(rule.id)
    const unitName = rule.basis === 'time' ? 'min' : rule.basis === 'distance' ? 'm' : 'm straight'
    return [
      lang === 'zh' ? rule.nameZh : rule.nameEn,
      `${rule.limit} ${unitName}`,
      rule.mandatory ? 'mandatory' : 'optional',
      ...[unit?.met, unit?.partial, unit?.unmet, unit?.unknown].map((count) => groupDigits(count ?? 0)),
      percent(unit?.share ?? null),
      rule.verified ? '' : 'not verified',
    ]
  })
  const table = textTable(
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
    rows,
  )
  const name = lang === 'zh' ? standard.nameZh : standard.nameEn
  const lines = [`${name} (${standard.id} ${standard.version}), blocks by verdict:`, table]
  const onPaper = standard.onPaper.filter(({ peopleOnPaper, peopleOnFoot }) => peopleOnPaper > peopleOnFoot)
  for (const { ruleId, peopleOnPaper, peopleOnFoot } of onPaper) {
    const people = groupDigits(Math.round(peopleOnPaper - peopleOnFoot))
    lines.push(`${ruleId}: ${people} people are covered on paper (straight line), not on foot.\n`)
  }
  for (const { ruleId, verdict, perThousand, minPerThousand } of standard.adequacy) {
    const found = perThousand === null ? 'unknown' : perThousand.toFixed(2)
    lines.push(`${ruleId}: ${found} per 1,000 people of ${minPerThousand} wanted: ${verdict}\n`)
  }
  return `${lines[0]}\n${lines.slice(1).join('')}`
}
