// Coverage and walks of an instance as a savings problem over its free sites: what existing and required sites do already is the base.
// In: an instance. Out: the problem, and how its sites are numbered in the instance.

import { buildSavings, type SavingsProblem, type SavingsRow } from './savings-problem.ts'
import { FREE, type SitingInstance } from './siting-instance.ts'
import { coarser, LARGEST_SUM, type WholeNumbers, wholeNumbers } from './whole-units.ts'

/** A savings problem of an instance. */
export interface InstanceSavings {
  readonly savings: SavingsProblem
  /** The instance's site of each of the problem's. */
  readonly freeOf: Uint32Array
  /** Coverage: whole weight covered by the sites that are open anyway. Walk: Σ whole weight × whole cost with them alone. */
  readonly base: number
}

/** Every row saves its weight at any site within reach. */
export function coverageSavings(instance: SitingInstance): InstanceSavings {
  const { state, offset, site, weight } = instance
  const { freeOf, own } = freeSites(instance)
  let base = 0
  const rows = function* (): Generator<SavingsRow> {
    for (let row = 0; row + 1 < offset.length; row++) {
      const near = site.subarray(offset[row]!, offset[row + 1]!)
      const value = weight.whole[row]!
      if (near.some((at) => state[at] !== FREE)) base += value
      else yield { site: Array.from(near, (at) => own[at]!), saving: Array.from(near, () => value) }
    }
  }
  const savings = buildSavings(freeOf.length, rows(), pricesOf(instance, freeOf), instance.amount)
  return { savings, freeOf, base }
}

/** Costs of walks, and the cut-off after them, as whole numbers, small enough that their sums are exact. */
export function wholeCosts(instance: SitingInstance, cutOff: number): WholeNumbers {
  const all = new Float64Array(instance.cost.length + 1)
  all.set(instance.cost)
  all[instance.cost.length] = cutOff
  let people = 0
  for (const weight of instance.weight.whole) people += weight
  let costs = wholeNumbers(all, 1e6, 1e6)
  while (costs.perOne > 1e-6 && people * cutOff * costs.perOne > LARGEST_SUM) costs = coarser(all, costs.perOne / 10)
  return costs
}

/** Every row saves weight × what a site is nearer than the nearest that is open anyway, or than the cut-off. */
export function walkSavings(instance: SitingInstance, costs: WholeNumbers): InstanceSavings {
  const { state, offset, site, weight } = instance
  const { freeOf, own } = freeSites(instance)
  const cutOff = costs.whole[costs.whole.length - 1]!
  let base = 0
  const rows = function* (): Generator<SavingsRow> {
    for (let row = 0; row + 1 < offset.length; row++) {
      const value = weight.whole[row]!
      let held = cutOff
      for (let p = offset[row]!; p < offset[row + 1]!; p++) {
        if (state[site[p]!] !== FREE) held = Math.min(held, costs.whole[p]!)
      }
      base += value * held
      const sites: number[] = []
      const savings: number[] = []
      for (let p = offset[row]!; p < offset[row + 1]!; p++) {
        if (state[site[p]!] !== FREE || costs.whole[p]! >= held) continue
        sites.push(own[site[p]!]!)
        savings.push(value * (held - costs.whole[p]!))
      }
      yield { site: sites, saving: savings }
    }
  }
  const savings = buildSavings(freeOf.length, rows(), pricesOf(instance, freeOf), instance.amount)
  return { savings, freeOf, base }
}

/** Sites that are free to choose, and the number of each among them (−1: it is not). */
export function freeSites({ state }: SitingInstance): { readonly freeOf: Uint32Array; readonly own: Int32Array } {
  const freeOf = Uint32Array.from(state, (_, at) => at).filter((at) => state[at] === FREE)
  const own = new Int32Array(state.length).fill(-1)
  freeOf.forEach((at, i) => {
    own[at] = i
  })
  return { freeOf, own }
}

export function pricesOf({ price }: SitingInstance, freeOf: Uint32Array): Float64Array {
  return Float64Array.from(freeOf, (at) => price[at]!)
}
