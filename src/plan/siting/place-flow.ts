// How much demand the places of open sites can serve: a maximum flow from rows to sites, kept while sites are opened one after another. In:
// an instance with places, in whole units. Out: what is served in all and at each site. Demand of a row may be shared between sites.
import { EXISTING, type PairsBySite, pairsBySite, type SitingInstance } from './siting-instance.ts'

/** A flow that grows. */
export interface PlaceFlow {
  openExisting(): void
  /** Opens a site and serves as much more as can be. */
  open(site: number): void
  /** How much more would be served with a site open; a number at most `least` where it is no more than that. */
  wouldServe(site: number, least?: number): number
  served(): number
  /** Whole places used of a site. */
  used(site: number): number
}

/** Whole places of each site, in units of the weights; rounded down, so that nobody is served at a part of a place too much. */
export function wholePlaces({ problem, siteOf, weight }: SitingInstance): Float64Array {
  return Float64Array.from(siteOf, (site) => Math.floor((problem.sitePlaces?.[site] ?? 0) * weight.perOne + 1e-9))
}

/** @param merged rows with the same sites may be given as one: sites by row with their weight */
export function createPlaceFlow(instance: SitingInstance): PlaceFlow {
  return createFlow(instance.offset, instance.site, instance.weight.whole, wholePlaces(instance), instance.state)
}

/** The same over plain columns. */
export function createFlow(
  offset: Uint32Array,
  site: Uint32Array,
  weight: Float64Array,
  places: Float64Array,
  state: Uint8Array,
): PlaceFlow {
  const rows = weight.length
  const sites = places.length
  const bySite: PairsBySite = pairsBySite(sites, offset, site)
  const flow = new Float64Array(site.length)
  const left = weight.slice()
  const free = new Float64Array(sites)
  let isOpen = new Uint8Array(sites)
  let sum = 0
  // Search from a site: rows that could come here, from nowhere or from another open site, whose place is then filled in turn.
  const cameBy = new Int32Array(rows)
  const seenSite = new Uint32Array(sites)
  const seenRow = new Uint32Array(rows)
  const reachedBy = new Int32Array(sites)
  let stamp = 0

  /** One path that brings new demand to a site with a free place; the amount, 0 where there is none. Breadth first: short ways first. */
  function augment(target: number): number {
    stamp++
    const queue = [target]
    seenSite[target] = stamp
    reachedBy[target] = -1
    for (let head = 0; head < queue.length; head++) {
      const here = queue[head]!
      for (let p = bySite.offset[here]!; p < bySite.offset[here + 1]!; p++) {
        const row = bySite.row[p]!
        if (seenRow[row] === stamp) continue
        seenRow[row] = stamp
        cameBy[row] = bySite.pair[p]!
        if (left[row]! > 0) return push(row, target)
        for (let q = offset[row]!; q < offset[row + 1]!; q++) {
          const other = site[q]!
          if (flow[q]! <= 0 || seenSite[other] === stamp) continue
          seenSite[other] = stamp
          reachedBy[other] = q
          queue.push(other)
        }
      }
    }
    return 0
  }

  /** Follows the path from a row without a place to the target: each pair takes in what the row gives up elsewhere. */
  function push(from: number, target: number): number {
    const into: number[] = []
    const outOf: number[] = []
    let row = from
    let amount = left[from]!
    for (;;) {
      const pair = cameBy[row]!
      into.push(pair)
      const here = site[pair]!
      if (here === target) break
      const given = reachedBy[here]!
      outOf.push(given)
      amount = Math.min(amount, flow[given]!)
      row = rowOfPair[given]!
    }
    amount = Math.min(amount, free[target]!)
    for (const pair of into) flow[pair]! += amount
    for (const pair of outOf) flow[pair]! -= amount
    left[from]! -= amount
    free[target]! -= amount
    sum += amount
    return amount
  }

  const rowOfPair = new Uint32Array(site.length)
  for (let row = 0; row < rows; row++) rowOfPair.fill(row, offset[row], offset[row + 1])

  function open(one: number): void {
    if (isOpen[one] === 1) return
    isOpen[one] = 1
    free[one] = places[one]!
    while (free[one]! > 0 && augment(one) > 0);
  }

  return {
    open,
    openExisting() {
      state.forEach((own, at) => {
        if (own === EXISTING) open(at)
      })
    },
    wouldServe(one, least = -1) {
      let reach = 0
      for (let p = bySite.offset[one]!; p < bySite.offset[one + 1]!; p++) reach += weight[bySite.row[p]!]!
      // It serves no more than its places, and gains no more than those who are left, wherever they are.
      if (isOpen[one] === 1 || Math.min(places[one]!, reach) <= least)
        return isOpen[one] === 1 ? 0 : Math.min(places[one]!, reach)
      const saved = { flow: flow.slice(), left: left.slice(), free: free.slice(), isOpen: isOpen.slice(), sum }
      open(one)
      const more = sum - saved.sum
      flow.set(saved.flow)
      left.set(saved.left)
      free.set(saved.free)
      isOpen = saved.isOpen
      sum = saved.sum
      return more
    },
    served: () => sum,
    used: (one) => (isOpen[one] === 1 ? places[one]! - free[one]! : 0),
  }
}
