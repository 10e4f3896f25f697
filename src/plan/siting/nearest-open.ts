// What a set of open sites is for the rows: the nearest one and its cost, how many are within reach. In: an instance, sites opened one after
// another. Out: numbers in whole units. Ties: the first site in natural order.
import { EXISTING, type PairsBySite, pairsBySite, type SitingInstance } from './siting-instance.ts'

/** The open sites as the rows see them. */
export interface NearestOpen {
  /** −1: no open site within reach. */
  readonly site: Int32Array
  readonly cost: Float64Array
  /** Open sites within reach, of each row. */
  readonly count: Uint16Array
  /** Whole weight within reach of one open site, and of two. */
  readonly covered: () => number
  readonly coveredTwice: () => number
  open(site: number): void
  /** Whole weight that a site would be the first to cover. */
  newlyCovered(site: number): number
  /** By how much a site would lower Σ whole weight × cost; rows out of reach count with `cutOff`. */
  shortened(site: number, cutOff: number): number
}

/** Begins with existing sites open. @param bySite pairs by site, where the caller has them */
export function createNearestOpen(instance: SitingInstance, bySite: PairsBySite = sitePairs(instance)): NearestOpen {
  const rows = instance.rowOf.length
  const weight = instance.weight.whole
  const site = new Int32Array(rows).fill(-1)
  const cost = new Float64Array(rows).fill(Number.POSITIVE_INFINITY)
  const count = new Uint16Array(rows)
  const pairsOf = function* (own: number) {
    for (let p = bySite.offset[own]!; p < bySite.offset[own + 1]!; p++) {
      yield [bySite.row[p]!, instance.cost[bySite.pair[p]!]!] as const
    }
  }
  const weightWith = (least: number) => {
    let sum = 0
    for (let row = 0; row < rows; row++) if (count[row]! >= least) sum += weight[row]!
    return sum
  }
  const state: NearestOpen = {
    site,
    cost,
    count,
    covered: () => weightWith(1),
    coveredTwice: () => weightWith(2),
    open(own) {
      for (const [row, walk] of pairsOf(own)) {
        count[row] = Math.min(count[row]! + 1, 0xffff)
        if (walk < cost[row]! || (walk === cost[row] && own < site[row]!)) {
          cost[row] = walk
          site[row] = own
        }
      }
    },
    newlyCovered(own) {
      let sum = 0
      for (const [row] of pairsOf(own)) if (count[row] === 0) sum += weight[row]!
      return sum
    },
    shortened(own, cutOff) {
      let sum = 0
      for (const [row, walk] of pairsOf(own)) {
        const now = Math.min(cost[row]!, cutOff)
        if (walk < now) sum += weight[row]! * (now - walk)
      }
      return sum
    },
  }
  instance.state.forEach((own, at) => {
    if (own === EXISTING) state.open(at)
  })
  return state
}

export function sitePairs({ siteOf, offset, site }: SitingInstance): PairsBySite {
  return pairsBySite(siteOf.length, offset, site)
}
