// The answer on the terminal: coverage per category, with its denominator. It knows reports, not how they were made.
import type { AccessReport, CategoryCoverage, CoverageShare } from '../library.ts'
import { type Lang, type Say, sayData, sayIn } from '../words.ts'
import { groupDigits, percent, textTable } from './text-table.ts'

/** The share that speaks for a category, as the answer has it. */
export function headlineOf({ shares, headline }: CategoryCoverage): CoverageShare | undefined {
  return shares.find(({ measure }) => measure === headline)
}

/** So many kinds without data are listed like any other. */
const MOST_WITHOUT_DATA = 5

/**
 * Coverage of every category at every limit.
 *
 * @param hasGaps whether gaps were looked for
 */
export function coverageTable(report: AccessReport, lang: Lang, hasGaps = true): string {
  const say = sayIn(lang)
  const { limits, basis } = report.options
  const measures = headlineMeasures(report)
  const gaps = new Map<string, number>()
  for (const gap of hasGaps ? report.gaps : []) {
    if (gap.kind === 'category') gaps.set(gap.category, (gaps.get(gap.category) ?? 0) + 1)
  }
  const isMixed = measures.length > 1
  // A long list of kinds that the data lack would hide the others.
  const lacking = report.categories.filter(({ facilities }) => facilities === 0).length
  const shown =
    lacking > MOST_WITHOUT_DATA ? report.categories.filter(({ facilities }) => facilities > 0) : report.categories
  const rows = shown.map((category) => {
    const name = lang === 'zh' ? category.nameZh : category.nameEn
    // Nothing is known of a kind that the data lack: that is not the same as nobody reaching it.
    if (category.facilities === 0)
      return [name, '0', ...limits.map(() => say('no_data')), ...(isMixed ? ['–'] : []), '–', ...(hasGaps ? ['–'] : [])]
    const shares = limits.map((limit) => {
      const entry = report.coverage.find((candidate) => candidate.category === category.id && candidate.limit === limit)
      return entry === undefined ? undefined : headlineOf(entry)
    })
    const last = shares.at(-1)
    const uncovered = last === undefined ? '–' : groupDigits(Math.round(last.total - last.covered))
    return [
      name,
      groupDigits(category.facilities),
      ...shares.map((share) => percent(share?.share ?? null)),
      ...(isMixed ? [last === undefined ? '–' : sayData(say, 'of_', last.measure)] : []),
      uncovered,
      ...(hasGaps ? [groupDigits(gaps.get(category.id) ?? 0)] : []),
    ]
  })
  const columns = [
    { title: say('category') },
    { title: say('facilities'), right: true },
    ...limits.map((limit) => ({ title: say(`within_${basis}`, { n: limit }), right: true })),
    ...(isMixed ? [{ title: say('of_whom') }] : []),
    {
      title:
        measures.length === 1 ? say('beyond', { measure: sayData(say, 'measure_', measures[0]!) }) : say('beyond_each'),
      right: true,
    },
    ...(hasGaps ? [{ title: say('gaps'), right: true }] : []),
  ]
  const table = textTable(columns, rows)
  if (shown.length === report.categories.length) return table
  return `${table}${say('lacking', { n: lacking })}\n`
}

/** The measures that speak for any category at the largest limit, in the order of the categories. */
function headlineMeasures({ coverage, options }: AccessReport): string[] {
  const largest = options.limits.at(-1)
  const measures = coverage.flatMap(({ limit, headline }) => (limit === largest && headline !== null ? [headline] : []))
  return [...new Set(measures)]
}

/** What the shares are of, and what was left out: a line for each measure. */
export function denominators(report: AccessReport, lang: Lang): string {
  const say = sayIn(lang)
  const largest = report.options.limits.at(-1)
  const lines = headlineMeasures(report).map((measure) => {
    const entry = report.coverage.find(({ limit, headline }) => limit === largest && headline === measure)!
    return denominatorLine(say, headlineOf(entry)!)
  })
  return lines.length === 0 ? `${say('shares_none')}\n` : lines.join('')
}

function denominatorLine(say: Say, share: CoverageShare): string {
  const measure = sayData(say, 'of_', share.measure)
  const total = say('shares_total', { n: Math.round(share.total) })
  const left = leftOut(share, sayData(say, 'measure_', share.measure), say)
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
