// The cheapest cover, with proof: reduction, the Lagrangian bound, and HiGHS on what is left. In: a cover problem. Out: a cover, and a price
// that no cover undercuts.
import { throwIfAborted } from '../../foundation/progress.ts'
import { boundCover, wholeAbove } from './cover-bound.ts'
import { type CoverProblem, reduceCover } from './cover-problem.ts'
import { MixedIntegerModel, solveMixedInteger } from './mixed-integer.ts'
import type { ResolvedSitingOptions } from './siting-options.ts'

/** A cover with its proof. */
export interface ProvedCover {
  /** Ascending; not proved to be the cheapest where `lower` is below `price`. */
  readonly sites: readonly number[]
  readonly price: number
  readonly lower: number
  readonly provedBy: 'own-bounds' | 'highs'
  readonly struckTime: boolean
}

/**
 * @param enough where given, a cover of at most this price is asked for, or the proof that there is none (`lower` above it)
 */
export async function solveCover(
  given: CoverProblem,
  options: ResolvedSitingOptions,
  enough?: number,
): Promise<ProvedCover> {
  throwIfAborted(options.signal)
  const { problem, fixed, siteOf } = reduceCover(given)
  const paid = fixed.reduce((sum, site) => sum + given.price[site]!, 0)
  const left = enough === undefined ? undefined : Math.max(0, enough - paid)
  const bounded = boundCover(problem, left)
  let sites = bounded.sites
  let price = bounded.price
  let lower = bounded.lower
  const answer = (provedBy: ProvedCover['provedBy'], struckTime = false): ProvedCover => ({
    sites: [...fixed, ...sites.map((site) => siteOf[site]!)].sort((a, b) => a - b),
    price: paid + price,
    lower: paid + Math.min(lower, price),
    provedBy,
    struckTime,
  })
  const isDecided = () => lower >= price || (enough !== undefined && (paid + price <= enough || paid + lower > enough))
  if (isDecided()) return answer('own-bounds')
  // Sites that only a dearer cover has are left out; so the rest has every cover that is cheaper.
  const inAll = (site: number) =>
    bounded.reduced[site]! < 0 && wholeAbove(bounded.lagrange - bounded.reduced[site]!) >= price
  const isOut = (site: number) =>
    bounded.reduced[site]! > 0 && wholeAbove(bounded.lagrange + bounded.reduced[site]!) >= price
  const model = new MixedIntegerModel()
  const column = new Int32Array(problem.price.length).fill(-1)
  const all: number[] = []
  problem.price.forEach((cost, site) => {
    if (isOut(site)) return
    column[site] = model.addColumn(-cost, true)
    all.push(site)
  })
  for (const row of problem.rows) {
    const columns = row.flatMap((site) => (column[site]! >= 0 ? [column[site]!] : []))
    if (row.some(inAll)) continue
    model.addRow(
      columns,
      columns.map(() => 1),
      1,
      Number.POSITIVE_INFINITY,
    )
  }
  problem.price.forEach((_, site) => {
    if (inAll(site)) model.addRow([column[site]!], [1], 1, 1)
  })
  // Only what is cheaper than the cover at hand, or cheap enough, is of interest.
  const most = Math.min(price - 1, left ?? price)
  model.addRow(
    all.map((site) => column[site]!),
    all.map((site) => problem.price[site]!),
    Number.NEGATIVE_INFINITY,
    most,
  )
  if (model.indices.length > options.maxModelEntries) return answer('own-bounds')
  const found = await solveMixedInteger(model, { ...options, gapTolerance: 0.99 })
  if (found.status === 'infeasible') {
    lower = Math.max(lower, Math.min(price, most + 1))
  } else {
    if (found.values !== null && isCover(problem, column, found.values)) {
      sites = all.filter((site) => found.values![column[site]!]! > 0.5)
      price = sites.reduce((sum, site) => sum + problem.price[site]!, 0)
    }
    if (Number.isFinite(found.upper)) lower = Math.max(lower, Math.min(price, wholeAbove(-found.upper)))
  }
  return answer('highs', found.struckTime)
}

function isCover({ rows }: CoverProblem, column: ArrayLike<number>, values: Float64Array): boolean {
  return rows.every((row) => row.some((site) => column[site]! >= 0 && values[column[site]!]! > 0.5))
}
