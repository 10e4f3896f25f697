// Coverage and walks as one problem: every row gains the largest saving among the chosen sites; the sum is to be as large as possible within
// an amount. A covered row saves its weight, a walked one weight × (what it walks otherwise − what it walks to the site). Whole numbers.
// It knows neither ids nor costs.
import { type PairsBySite, pairsBySite } from './siting-instance.ts'

/** See the head of the file. Sites are numbered from 0. */
export interface SavingsProblem {
  readonly sites: number
  readonly rows: number
  /** Pairs of row r, from the largest saving to the smallest, equal ones ascending by site; all above 0. */
  readonly offset: Uint32Array
  readonly site: Uint32Array
  readonly saving: Float64Array
  readonly bySite: PairsBySite
  readonly price: Float64Array
  readonly amount: number
}

/** A choice of sites and what it saves. */
export interface SavingsChoice {
  /** Ascending. */
  readonly sites: readonly number[]
  readonly value: number
}

/** One row while a problem is put together: sites with savings, in any order. */
export interface SavingsRow {
  readonly site: readonly number[]
  readonly saving: readonly number[]
}

/** Puts rows together. Rows that save the same at all their sites are merged with others of the same sites. */
export function buildSavings(
  sites: number,
  rows: Iterable<SavingsRow>,
  price: Float64Array,
  amount: number,
): SavingsProblem {
  const alike = new Map<string, number>()
  const kept: { site: readonly number[]; saving: number[] }[] = []
  for (const row of rows) {
    const sorted = inOrder(row)
    if (sorted.site.length === 0) continue
    const first = sorted.saving[0]!
    if (sorted.saving.every((saving) => saving === first)) {
      const key = sorted.site.join(' ')
      const twin = alike.get(key)
      if (twin !== undefined) {
        const { saving } = kept[twin]!
        saving.fill(saving[0]! + first)
        continue
      }
      alike.set(key, kept.length)
    }
    kept.push(sorted)
  }
  const offset = new Uint32Array(kept.length + 1)
  kept.forEach((row, at) => {
    offset[at + 1] = offset[at]! + row.site.length
  })
  const site = new Uint32Array(offset[kept.length]!)
  const saving = new Float64Array(site.length)
  kept.forEach((row, at) => {
    site.set(row.site, offset[at]!)
    saving.set(row.saving, offset[at]!)
  })
  return { sites, rows: kept.length, offset, site, saving, bySite: pairsBySite(sites, offset, site), price, amount }
}

function inOrder({ site, saving }: SavingsRow): { site: readonly number[]; saving: number[] } {
  const at = Array.from(site, (_, i) => i).filter((i) => saving[i]! > 0)
  at.sort((a, b) => saving[b]! - saving[a]! || site[a]! - site[b]!)
  return { site: at.map((i) => site[i]!), saving: at.map((i) => saving[i]!) }
}

/** What a set of sites saves. O(pairs of the sites). */
export function savedBy({ rows, bySite, saving }: SavingsProblem, sites: Iterable<number>): number {
  const best = new Float64Array(rows)
  let sum = 0
  for (const site of sites) {
    for (let p = bySite.offset[site]!; p < bySite.offset[site + 1]!; p++) {
      const row = bySite.row[p]!
      const value = saving[bySite.pair[p]!]!
      if (value > best[row]!) {
        sum += value - best[row]!
        best[row] = value
      }
    }
  }
  return sum
}

/** What a set of sites takes of the amount. */
export function priceOf({ price }: SavingsProblem, sites: Iterable<number>): number {
  let sum = 0
  for (const site of sites) sum += price[site]!
  return sum
}

/** The problem that is left when some sites are chosen for certain, others never, and some pairs are never the best of a best choice. */
export function restOf(
  problem: SavingsProblem,
  chosen: readonly number[],
  isOut: (site: number) => boolean,
  isPairOut: (pair: number) => boolean,
): { readonly rest: SavingsProblem; readonly siteOf: Uint32Array; readonly base: number } {
  const { rows, offset, site, saving, price, amount } = problem
  const fixed = new Uint8Array(problem.sites)
  for (const one of chosen) fixed[one] = 1
  const siteOf = Uint32Array.from({ length: problem.sites }, (_, at) => at).filter(
    (at) => fixed[at] === 0 && !isOut(at) && price[at]! <= amount,
  )
  const own = new Int32Array(problem.sites).fill(-1)
  siteOf.forEach((at, i) => {
    own[at] = i
  })
  let base = 0
  const left = function* (): Generator<SavingsRow> {
    for (let row = 0; row < rows; row++) {
      let held = 0
      for (let p = offset[row]!; p < offset[row + 1]!; p++) {
        if (fixed[site[p]!] === 1) held = Math.max(held, saving[p]!)
      }
      base += held
      const sites: number[] = []
      const savings: number[] = []
      for (let p = offset[row]!; p < offset[row + 1]! && saving[p]! > held; p++) {
        const at = own[site[p]!]!
        if (at < 0 || isPairOut(p)) continue
        sites.push(at)
        savings.push(saving[p]! - held)
      }
      yield { site: sites, saving: savings }
    }
  }
  const prices = Float64Array.from(siteOf, (at) => price[at]!)
  const rest = buildSavings(siteOf.length, left(), prices, amount - priceOf(problem, chosen))
  return { rest, siteOf, base }
}
