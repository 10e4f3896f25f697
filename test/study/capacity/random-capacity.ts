// Random capacity problems, seeded, and the slow truth about them: every set of blocks is looked at.
import type { CapacityProblem } from '../../../src/study/capacity/capacity-problem.ts'

/** A seeded generator (mulberry32). */
export function seeded(seed: number): () => number {
  let state = seed >>> 0
  return () => {
    state = (state + 0x6d2b79f5) >>> 0
    let t = Math.imul(state ^ (state >>> 15), 1 | state)
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t
    return ((t ^ (t >>> 14)) >>> 0) / 4294967296
  }
}

/** Whole demand and places; costs repeat, so that there are ties. */
export function randomProblem(seed: number, mostBlocks: number, mostSites: number): CapacityProblem {
  const random = seeded(seed)
  const upTo = (most: number) => Math.floor(random() * (most + 1))
  const blocks = 1 + upTo(mostBlocks - 1)
  const sites = 1 + upTo(mostSites - 1)
  const density = 0.15 + 0.7 * random()
  const rowOffset = [0]
  const site: number[] = []
  const cost: number[] = []
  for (let block = 0; block < blocks; block++) {
    for (let one = 0; one < sites; one++) {
      if (random() > density) continue
      site.push(one)
      cost.push(upTo(20))
    }
    rowOffset.push(site.length)
  }
  return {
    demand: Float64Array.from({ length: blocks }, () => upTo(random() < 0.5 ? 12 : 100)),
    places: Float64Array.from({ length: sites }, () => upTo(random() < 0.5 ? 12 : 100)),
    rowOffset: Uint32Array.from(rowOffset),
    site: Uint32Array.from(site),
    cost: Float64Array.from(cost),
  }
}

/** Sites that a set of blocks reaches, as bits. */
function sitesOf({ rowOffset, site }: CapacityProblem, set: number): number {
  let bits = 0
  for (let block = 0; block + 1 < rowOffset.length; block++) {
    if ((set & (1 << block)) === 0) continue
    for (let pair = rowOffset[block]!; pair < rowOffset[block + 1]!; pair++) bits |= 1 << site[pair]!
  }
  return bits
}

function sumOf(values: Float64Array, bits: number): number {
  return values.reduce((sum, value, at) => sum + ((bits & (1 << at)) === 0 ? 0 : value), 0)
}

/** The most that can be served: over all sets of blocks, the least of their sites' places and all other demand (Hall, König). */
export function mostServed(problem: CapacityProblem): number {
  const all = (1 << problem.demand.length) - 1
  let least = Number.POSITIVE_INFINITY
  for (let set = 0; set <= all; set++) {
    least = Math.min(least, sumOf(problem.places, sitesOf(problem, set)) + sumOf(problem.demand, all & ~set))
  }
  return least
}

/**
 * Fair shares by looking at every set: the set of blocks whose own sites give them the lowest share gets that share (the largest such set); it is
 * taken away with its sites, and so on. Quotients are compared as products of whole numbers.
 */
export function fairSharesBySets(problem: CapacityProblem): number[] {
  const { demand, places } = problem
  const share = Array.from(demand, () => Number.NaN)
  let left = 0
  demand.forEach((amount, block) => {
    if (amount > 0) left |= 1 << block
  })
  let goneSites = 0
  while (left !== 0) {
    let best = { of: 1, among: 1, set: 0 }
    for (let set = left; set > 0; set = (set - 1) & left) {
      const of = sumOf(places, sitesOf(problem, set) & ~goneSites)
      const among = sumOf(demand, set)
      const order = of * best.among - best.of * among
      if (order < 0) best = { of, among, set }
      else if (order === 0) best = { ...best, set: best.set | set }
    }
    const set = best.set === 0 ? left : best.set
    demand.forEach((_, block) => {
      if ((set & (1 << block)) !== 0) share[block] = best.of / best.among
    })
    goneSites |= sitesOf(problem, set)
    left &= ~set
  }
  return share
}
