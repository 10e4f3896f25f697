// A first choice: the site that adds most, again and again. In: a savings problem. Out: a choice. Later gains are never larger than earlier
// ones, so a gain is computed anew only for the site that seems to be best.
import { priceOf, type SavingsChoice, type SavingsProblem } from './savings-problem.ts'

/** The better of two greedy choices: by what a site adds, and by what it adds for its price. Ties: the first site. */
export function chooseGreedily(problem: SavingsProblem, start: readonly number[] = []): SavingsChoice {
  const byGain = greedy(problem, start, () => 1)
  if (problem.price.every((price) => price === problem.price[0])) return byGain
  const byPrice = greedy(problem, start, (site) => Math.max(problem.price[site]!, 1e-9))
  return byPrice.value > byGain.value ? byPrice : byGain
}

function greedy(problem: SavingsProblem, start: readonly number[], measure: (site: number) => number): SavingsChoice {
  const { rows, sites, bySite, saving, price, amount } = problem
  const best = new Float64Array(rows)
  const chosen = new Uint8Array(sites)
  const gainOf = (site: number): number => {
    let gain = 0
    for (let p = bySite.offset[site]!; p < bySite.offset[site + 1]!; p++) {
      const more = saving[bySite.pair[p]!]! - best[bySite.row[p]!]!
      if (more > 0) gain += more
    }
    return gain
  }
  let left = amount - priceOf(problem, start)
  let value = 0
  const take = (site: number) => {
    chosen[site] = 1
    for (let p = bySite.offset[site]!; p < bySite.offset[site + 1]!; p++) {
      const row = bySite.row[p]!
      const own = saving[bySite.pair[p]!]!
      if (own > best[row]!) {
        value += own - best[row]!
        best[row] = own
      }
    }
  }
  for (const site of start) take(site)
  const heap = new SiteHeap(sites)
  for (let site = 0; site < sites; site++) if (chosen[site] === 0) heap.push(site, gainOf(site) / measure(site))
  while (heap.size > 0) {
    const { site, key } = heap.pop()
    if (key <= 0) break
    if (price[site]! > left) continue
    const now = gainOf(site) / measure(site)
    if (now < key) {
      if (now > 0) heap.push(site, now)
      continue
    }
    left -= price[site]!
    take(site)
  }
  const result: number[] = []
  for (let site = 0; site < sites; site++) if (chosen[site] === 1) result.push(site)
  return { sites: result, value }
}

/** Largest key first; of equal ones the first site. */
class SiteHeap {
  size = 0
  readonly #site: Int32Array
  readonly #key: Float64Array

  constructor(most: number) {
    this.#site = new Int32Array(most + 1)
    this.#key = new Float64Array(most + 1)
  }

  push(site: number, key: number): void {
    let at = this.size++
    while (at > 0) {
      const above = (at - 1) >> 1
      if (!this.#before(key, site, above)) break
      this.#site[at] = this.#site[above]!
      this.#key[at] = this.#key[above]!
      at = above
    }
    this.#site[at] = site
    this.#key[at] = key
  }

  pop(): { readonly site: number; readonly key: number } {
    const top = { site: this.#site[0]!, key: this.#key[0]! }
    const last = --this.size
    const site = this.#site[last]!
    const key = this.#key[last]!
    let at = 0
    for (;;) {
      let below = 2 * at + 1
      if (below >= last) break
      if (below + 1 < last && this.#before(this.#key[below + 1]!, this.#site[below + 1]!, below)) below++
      if (this.#before(key, site, below)) break
      this.#site[at] = this.#site[below]!
      this.#key[at] = this.#key[below]!
      at = below
    }
    this.#site[at] = site
    this.#key[at] = key
    return top
  }

  #before(key: number, site: number, at: number): boolean {
    return key > this.#key[at]! || (key === this.#key[at]! && site < this.#site[at]!)
  }
}
