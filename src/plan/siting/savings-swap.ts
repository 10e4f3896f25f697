// Better choices by exchange: one site out, one in, the best such pair again and again until none is better (Teitz and Bart, by the fast
// swap of Whitaker: what all pairs gain in one pass over the rows). In: a savings problem and a choice. Out: a choice at least as good.
import { priceOf, type SavingsChoice, type SavingsProblem } from './savings-problem.ts'

/** Rows with the two best of their chosen sites, kept up to date. */
interface SwapState {
  readonly first: Float64Array
  readonly second: Float64Array
  /** −1: none. */
  readonly firstSite: Int32Array
  readonly isChosen: Uint8Array
}

/** What exchanges gain is kept for so many pairs of sites at most; larger problems go without. */
const MOST_PAIRS = 5e6

/** Improves a choice until no exchange of one site and no further site does. */
export function improveBySwaps(problem: SavingsProblem, start: SavingsChoice, mostSwaps = 10_000): SavingsChoice {
  const { sites, rows, price, amount } = problem
  if (sites * start.sites.length > MOST_PAIRS) return start
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
  for (let swap = 0; swap < mostSwaps; swap++) {
    const order = [...chosen].sort((a, b) => a - b)
    const found = bestSwap(problem, state, order, amount - spent)
    if (found === null) break
    value += found.gain
    if (found.out >= 0) {
      state.isChosen[found.out] = 0
      spent -= price[found.out]!
      chosen.delete(found.out)
    }
    state.isChosen[found.in] = 1
    spent += price[found.in]!
    chosen.add(found.in)
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
  { sites, rows, offset, site, saving, price }: SavingsProblem,
  { first, second, firstSite, isChosen }: SwapState,
  chosen: readonly number[],
  left: number,
): { readonly in: number; readonly out: number; readonly gain: number } | null {
  const many = chosen.length
  const slot = new Int32Array(sites).fill(-1)
  chosen.forEach((one, at) => {
    slot[one] = at
  })
  const gain = new Float64Array(sites)
  const loss = new Float64Array(many)
  // What a site in keeps of the loss of a site out: rows that would come to it.
  const kept = new Float64Array(sites * many)
  for (let row = 0; row < rows; row++) {
    const [best, next] = [first[row]!, second[row]!]
    const out = firstSite[row]! < 0 ? -1 : slot[firstSite[row]!]!
    if (out >= 0) loss[out]! += best - next
    for (let p = offset[row]!; p < offset[row + 1]! && saving[p]! > next; p++) {
      const own = site[p]!
      if (saving[p]! > best) gain[own]! += saving[p]! - best
      if (out >= 0) kept[own * many + out]! += Math.min(saving[p]!, best) - next
    }
  }
  let found: { in: number; out: number; gain: number } | null = null
  let most = 0
  for (let own = 0; own < sites; own++) {
    if (isChosen[own] === 1) continue
    if (price[own]! <= left && gain[own]! > most) {
      most = gain[own]!
      found = { in: own, out: -1, gain: most }
    }
    for (let out = 0; out < many; out++) {
      const change = gain[own]! + kept[own * many + out]! - loss[out]!
      if (change <= most || price[own]! - price[chosen[out]!]! > left) continue
      most = change
      found = { in: own, out: chosen[out]!, gain: change }
    }
  }
  return found
}
