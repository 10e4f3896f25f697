// Coverage within places as plain columns: rows with the same sites merged, as their demand may be shared between sites. In: an instance with
// places. Out: rows, pairs, places, which sites are open anyway. Whole units.

import { wholePlaces } from './place-flow.ts'
import { FREE, type SitingInstance } from './siting-instance.ts'

/** Sites keep the instance's numbers. */
export interface CapacityProblem {
  readonly offset: Uint32Array
  readonly site: Uint32Array
  readonly weight: Float64Array
  readonly places: Float64Array
  /** 1: open in any case. */
  readonly isOpen: Uint8Array
  readonly price: Float64Array
  readonly amount: number
  readonly total: number
}

export function buildCapacity(instance: SitingInstance): CapacityProblem {
  const { offset, site, weight, state, price, amount } = instance
  const merged = new Map<string, { readonly sites: Uint32Array; weight: number }>()
  for (let row = 0; row + 1 < offset.length; row++) {
    const sites = site.subarray(offset[row]!, offset[row + 1]!)
    const value = weight.whole[row]!
    if (sites.length === 0 || value === 0) continue
    const key = sites.join(' ')
    const known = merged.get(key)
    if (known === undefined) merged.set(key, { sites, weight: value })
    else known.weight += value
  }
  const rows = [...merged.values()]
  const offsets = new Uint32Array(rows.length + 1)
  rows.forEach((row, at) => {
    offsets[at + 1] = offsets[at]! + row.sites.length
  })
  const sites = new Uint32Array(offsets[rows.length]!)
  rows.forEach((row, at) => {
    sites.set(row.sites, offsets[at]!)
  })
  const weights = Float64Array.from(rows, (row) => row.weight)
  return {
    offset: offsets,
    site: sites,
    weight: weights,
    places: wholePlaces(instance),
    isOpen: Uint8Array.from(state, (own) => (own === FREE ? 0 : 1)),
    price,
    amount,
    total: weights.reduce((sum, one) => sum + one, 0),
  }
}
