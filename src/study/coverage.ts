// Shares of people, dwellings, land and blocks within each limit, each with its denominator. Unknown is not zero.
import { ACCESS_NO_DATA, type AccessTable } from '../answer/access-table.ts'
import type { CategoryCoverage, CoverageShare } from '../answer/coverage-share.ts'
import { blockAmount, type MeasuredBlock, type ReportCategory } from '../answer/measured-places.ts'
import { atOnce, type Steps } from '../foundation/breath.ts'

/** Coverage of every category at every limit, by population and each group, dwellings, residential land, and plain blocks. */
export function measureCoverage(
  blocks: readonly MeasuredBlock[],
  categories: readonly ReportCategory[],
  table: AccessTable,
  limits: readonly number[],
): CategoryCoverage[] {
  return atOnce(coverageSteps(blocks, categories, table, limits))
}

/** {@link measureCoverage} in steps. */
export function* coverageSteps(
  blocks: readonly MeasuredBlock[],
  categories: readonly ReportCategory[],
  table: AccessTable,
  limits: readonly number[],
): Steps<CategoryCoverage[]> {
  const measures = coverageMeasures(blocks)
  const coverage: CategoryCoverage[] = []
  for (const [column, category] of categories.entries()) {
    yield
    limits.forEach((limit, at) => {
      const shareOf = (block: number) => table.share[(block * table.categoryCount + column) * table.limitCount + at]!
      const isLacking = table.status[column] === ACCESS_NO_DATA
      const shares = measures.map(({ measure, amountOf }) =>
        isLacking ? noShare(measure) : coverageShare(measure, blocks, amountOf, shareOf),
      )
      coverage.push({ category: category.id, limit, shares, headline: headlineMeasure(category, shares) })
    })
  }
  return coverage
}

/** The measure of the share that speaks for a category: the first that is known of its own group, people, dwellings and blocks. */
export function headlineMeasure(
  { populationGroup, facilities }: Pick<ReportCategory, 'populationGroup' | 'facilities'>,
  shares: readonly CoverageShare[],
): string | null {
  if (facilities === 0) return null
  const known = (measure: string) => shares.some((share) => share.measure === measure && share.total > 0)
  return [populationGroup, 'population', 'dwellings', 'blocks'].find(known) ?? null
}

interface CoverageMeasure {
  readonly measure: string
  readonly amountOf: (block: MeasuredBlock) => number | null
}

function coverageMeasures(blocks: readonly MeasuredBlock[]): CoverageMeasure[] {
  const groups = new Set<string>(['population'])
  for (const block of blocks) for (const group of Object.keys(block.people)) groups.add(group)
  const others = [...groups].filter((group) => group !== 'population').sort()
  return ['population', ...others, 'dwellings', 'land_m2', 'blocks'].map((measure) => ({
    measure,
    amountOf: (block) => blockAmount(block, measure),
  }))
}

/** One share. A block that is not linked or whose value is unknown is left out of the denominator and counted. */
export function coverageShare(
  measure: string,
  blocks: readonly MeasuredBlock[],
  amountOf: (block: MeasuredBlock) => number | null,
  shareOf: (block: number) => number,
): CoverageShare {
  let covered = 0
  let total = 0
  let inDenominator = 0
  let blocksUnlinked = 0
  let blocksUnknown = 0
  let unlinkedTotal = 0
  blocks.forEach((block, index) => {
    const value = amountOf(block)
    const share = shareOf(index)
    if (value === null) blocksUnknown++
    else if (Number.isNaN(share)) {
      blocksUnlinked++
      unlinkedTotal += value
    } else {
      inDenominator++
      total += value
      covered += value * share
    }
  })
  return {
    measure,
    covered,
    total,
    share: total > 0 ? covered / total : null,
    blocks: inDenominator,
    blocksUnlinked,
    blocksUnknown,
    unlinkedTotal,
  }
}

/** Of a kind that the data lack: nobody is counted, neither as covered nor as not. */
function noShare(measure: string): CoverageShare {
  return {
    measure,
    covered: 0,
    total: 0,
    share: null,
    blocks: 0,
    blocksUnlinked: 0,
    blocksUnknown: 0,
    unlinkedTotal: 0,
  }
}
