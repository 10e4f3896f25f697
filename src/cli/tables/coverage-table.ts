// The answer on the terminal: coverage per category, with its denominator. It knows reports, not how they were made.
import type { AccessReport, CategoryCoverage, CoverageShare } from '../library.ts'
import { type Lang, type Say, sayData, sayIn } from '../words.ts'
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
export function coverageTable(report: AccessReport, lang: Lang): string {
  const say = sayIn(lang)
  const { limits, basis } = report.options
  const measures = new Set<string>()
  const gaps = new Map<string, number>()
  for (const gap of report.gaps) {
    if (gap.kind === 'category') gaps.set(gap.category, (gaps.get(gap.category) ?? 0) + 1)
  }
  // A long list of kinds that the data lack would hide the others.
  const lacking = report.categories.filter(({ facilities }) => facilities === 0).length
  const shown =
    lacking > MOST_WITHOUT_DATA ? report.categories.filter(({ facilities }) => facilities > 0) : report.categories
  const rows = shown.map((category) => {
    const name = lang === 'zh' ? category.nameZh : category.nameEn
    // Nothing is known of a kind that the data lack: that is not the same as nobody reaching it.
    if (category.facilities === 0) return [name, '0', ...limits.map(() => say('no_data')), '–', '–']
    const shares = limits.map((limit) => {
      const entry = report.coverage.find((candidate) => candidate.category === category.id && candidate.limit === limit)
      return entry === undefined ? undefined : headlineShare(entry)
    })
    const last = shares.at(-1)
    if (last !== undefined) measures.add(last.measure)
    const uncovered = last === undefined ? '–' : groupDigits(Math.round(last.total - last.covered))
    return [
      name,
      groupDigits(category.facilities),
      ...shares.map((share) => percent(share?.share ?? null)),
      uncovered,
      groupDigits(gaps.get(category.id) ?? 0),
    ]
  })
  const [measure] = measures
  const isMixed = measure === undefined || measures.size > 1
  const columns = [
    { title: say('category') },
    { title: say('facilities'), right: true },
    ...limits.map((limit) => ({ title: say(`within_${basis}`, { n: limit }), right: true })),
    {
      title: isMixed ? say('beyond_each') : say('beyond', { measure: sayData(say, 'measure_', measure) }),
      right: true,
    },
    { title: say('gaps'), right: true },
  ]
  const table = textTable(columns, rows)
  if (shown.length === report.categories.length) return table
  return `${table}${say('lacking', { n: lacking })}\n`
}

/** What the shares are of, and what was left out. */
export function denominators(report: AccessReport, lang: Lang): string {
  const say = sayIn(lang)
  const entry = report.coverage.at(-1)
  const share = entry === undefined ? undefined : headlineShare(entry)
  if (share === undefined) return `${say('shares_none')}\n`
  const measure = sayData(say, 'measure_', share.measure)
  const total = say('shares_total', { n: Math.round(share.total) })
  const left = leftOut(share, measure, say)
  const { blocks } = share
  if (share.measure === 'blocks') return `${say('shares_of_blocks', { blocks, left })}\n`
  return `${say('shares_of', { measure, total, blocks, left })}\n`
}

function leftOut({ blocksUnlinked, blocksUnknown }: CoverageShare, measure: string, say: Say): string {
  const list = [
    ...(blocksUnlinked > 0 ? [say('left_unlinked', { n: blocksUnlinked })] : []),
    ...(blocksUnknown > 0 ? [say('left_unknown', { n: blocksUnknown, measure })] : []),
  ].join(say('list'))
  return list === '' ? '' : say('shares_left', { list })
}
