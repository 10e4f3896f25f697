// The answer on the terminal: coverage per category, with its denominator. It knows reports, not how they were made.
import type { AccessReport, CategoryCoverage, CoverageShare } from '../index.ts'
import { groupDigits, percent, textTable } from './text-table.ts'

/** The share that speaks for a category: by people where any are known, else by dwellings, else by blocks. */
export function headlineShare(coverage: CategoryCoverage): CoverageShare | undefined {
  for (const measure of ['population', 'dwellings', 'blocks']) {
    const share = coverage.shares.find((candidate) => candidate.measure === measure && candidate.share !== null)
    if (share !== undefined) return share
  }
  return undefined
}

/** So many kinds without data are listed like any other. */
const MOST_WITHOUT_DATA = 5

/** Coverage of every category at every limit. */
export function coverageTable(report: AccessReport, lang: 'en' | 'zh'): string {
  const { limits, basis } = report.options
  const unit = basis === 'time' ? 'min' : 'm'
  const measures = new Set<string>()
  const gaps = new Map<string, number>()
  for (const { category, ruleId } of report.gaps) {
    if ((ruleId ?? null) === null) gaps.set(category, (gaps.get(category) ?? 0) + 1)
  }
  // A long list of kinds that the data lack would hide the others.
  const lacking = report.categories.filter(({ facilities }) => facilities === 0).length
  const shown =
    lacking > MOST_WITHOUT_DATA ? report.categories.filter(({ facilities }) => facilities > 0) : report.categories
  const rows = shown.map((category) => {
    const shares = limits.map((limit) => {
      const entry = report.coverage.find((candidate) => candidate.category === category.id && candidate.limit === limit)
      return entry === undefined ? undefined : headlineShare(entry)
    })
    const last = shares.at(-1)
    if (last !== undefined) measures.add(last.measure)
    const uncovered = last === undefined ? '–' : groupDigits(Math.round(last.total - last.covered))
    return [
      lang === 'zh' ? category.nameZh : category.nameEn,
      groupDigits(category.facilities),
      ...shares.map((share) => percent(share?.share ?? null)),
      uncovered,
      groupDigits(gaps.get(category.id) ?? 0),
    ]
  })
  const what = measures.size === 1 ? [...measures][0]! : 'of each'
  const columns = [
    { title: 'category' },
    { title: 'facilities', right: true },
    ...limits.map((limit) => ({ title: `≤ ${limit} ${unit}`, right: true })),
    { title: `${what} beyond`, right: true },
    { title: 'gaps', right: true },
  ]
  const table = textTable(columns, rows)
  if (shown.length === report.categories.length) return table
  return `${table}${lacking} more kinds have no facility in the data: a gap in the data is not a gap in the city.\n`
}

/** What the shares are of, and what was left out. */
export function denominators(report: AccessReport): string {
  const entry = report.coverage.at(-1)
  const share = entry === undefined ? undefined : headlineShare(entry)
  if (share === undefined) return 'No block links to the streets: there are no shares.\n'
  const left = [
    share.blocksUnlinked > 0 ? `${groupDigits(share.blocksUnlinked)} not linked to a street` : '',
    share.blocksUnknown > 0 ? `${groupDigits(share.blocksUnknown)} without ${share.measure}` : '',
  ].filter((part) => part !== '')
  const out = left.length === 0 ? '' : `; left out: ${left.join(', ')}`
  const total = share.measure === 'blocks' ? '' : ` (${groupDigits(Math.round(share.total))} in all)`
  return `Shares are of ${share.measure}${total} in ${groupDigits(share.blocks)} blocks${out}.\n`
}
