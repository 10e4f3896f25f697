// Better choices by exchange: one site out, one in, the best such pair again and again until none is better (Teitz and Bart, by the fast
// swap of Whitaker: what all pairs gain in one pass over the pairs). In: a savings problem and a choice. Out: a choice at least as good.
import { priceOf, type SavingsChoice, type SavingsProblem } from './savings-problem.ts'

/** Rows with the two best of their chosen sites, kept up to date. */
interface SwapState {
  readonly first: Float64Array
  readonly second: Float64Array
  /** −1: none. */
  readonly firstSite: Int32Array
  readonly isChosen: Uint8Array
}

/** Improves a choice until no exchange of one site and no further site does. */
export function improveBySwaps(problem: SavingsProblem, start: SavingsChoice, mostSwaps = 10_000): SavingsChoice {
  const { sites, rows, price, amount } = problem
  const state: SwapState = {
    first: new Float64Array(rows),
    second: new Float64Array(rows),
    firstSite: new Int32Array(rows).fill(-1),
    isChosen: new Uint8Array(sites),
  }
  for (const site of start.sites) state.isChosen[site] = 1
  for (let row = 0; row < rows; row++) findBest(problem, state, row)
  let value = start.value
  let spent = priceOf(problem, start.sites)
  const chosen = new Set(start.sites)
  const extra = new Float64Array(sites)
  for (let swap = 0; swap < mostSwaps; swap++) {
    const found = bestSwap(problem, state, [...chosen], amount - spent, extra)
    if (found === null) break
    value += found.gain
    for (const [site, isIn] of [
      [found.out, 0],
      [found.in, 1],
    ] as const) {
      if (site < 0) continue
      state.isChosen[site] = isIn
      spent += isIn === 1 ? price[site]! : -price[site]!
      if (isIn === 1) chosen.add(site)
      else chosen.delete(site)
    }
    for (const site of [found.out, found.in]) if (site >= 0) refresh(problem, state, site)
  }
  return { sites: [...chosen].sort((a, b) => a - b), value }
}

function refresh(problem: SavingsProblem, state: SwapState, site: number): void {
  const { offset, row } = problem.bySite
  for (let p = offset[site]!; p < offset[site + 1]!; p++) findBest(problem, state, row[p]!)
}

function findBest({ offset, site, saving }: SavingsProblem, state: SwapState, row: number): void {
  let found = 0
  state.first[row] = 0
  state.second[row] = 0
  state.firstSite[row] = -1
  for (let p = offset[row]!; p < offset[row + 1]!; p++) {
    if (state.isChosen[site[p]!] === 0) continue
    if (found++ === 0) {
      state.first[row] = saving[p]!
      state.firstSite[row] = site[p]!
    } else {
      state.second[row] = saving[p]!
      return
    }
  }
}

/** The exchange that gains most within the price; `out` is −1 where a site is simply added. Ties: the first site in, then the first out. */
function bestSwap(
  problem: SavingsProblem,
  { first, second, firstSite, isChosen }: SwapState,
  chosen: readonly number[],
  left: number,
  extra: Float64Array,
): { readonly in: number; readonly out: number; readonly gain: number } | null {
  const { sites, rows, bySite, saving, price } = problem
  const loss = new Float64Array(sites)
  for (let row = 0; row < rows; row++) {
    const site = firstSite[row]!
    if (site >= 0) loss[site]! += first[row]! - second[row]!
  }
  // Whoever loses least first: most sites in have nothing to do with most sites out.
  const order = [...chosen].sort((a, b) => loss[a]! - loss[b]! || a - b)
  let best: { in: number; out: number; gain: number } | null = null
  for (let own = 0; own < sites; own++) {
    if (isChosen[own] === 1) continue
    let gain = 0
    const touched: number[] = []
    for (let p = bySite.offset[own]!; p < bySite.offset[own + 1]!; p++) {
      const row = bySite.row[p]!
      const value = saving[bySite.pair[p]!]!
      if (value > first[row]!) gain += value - first[row]!
      const holder = firstSite[row]!
      if (holder >= 0 && value > second[row]!) {
        if (extra[holder] === 0) touched.push(holder)
        extra[holder]! += Math.min(value, first[row]!) - second[row]!
      }
    }
    const consider = (out: number, change: number) => {
      if (change > 0 && (best === null || change > best.gain)) best = { in: own, out, gain: change }
    }
    if (price[own]! <= left) consider(-1, gain)
    const fits = (out: number) => price[own]! - price[out]! <= left
    for (const out of touched) if (fits(out)) consider(out, gain + extra[out]! - loss[out]!)
    const cheapest = order.find((out) => extra[out] === 0 && fits(out))
    if (cheapest !== undefined) consider(cheapest, gain - loss[cheapest]!)
    for (const out of touched) extra[out] = 0
  }
  return best
}
