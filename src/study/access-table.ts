// Walks of demand points → one row per block × category: headline walk, counts, shares. Knows no files and no streets.

import {
  ACCESS_NO_DATA,
  ACCESS_REACHED,
  ACCESS_UNLINKED,
  ACCESS_UNREACHED,
  type AccessTable,
} from '../answer/access-table.ts'
import { localScale } from '../foundation/geo.ts'
import { type Basis, type BoundingBox, UNREACHED } from '../foundation/units.ts'
import { LINK_LINKED, LINK_STATUS_NAMES, type Linkage, type LinkStatus } from '../locate/linkage.ts'
import type { ReachedTimes } from '../search/reached-times.ts'
import type { DemandPoints } from './demand-points.ts'

/**
 * Which origin each demand point belongs to: the gates of a block walk as one origin, every other point as its own.
 * Origins of block b: `blockOrigin[b] … blockOrigin[b+1])`; demand points of origin o: `originOffset[o] … originOffset[o+1])`.
 */
export interface DemandOrigins {
  readonly originOffset: Uint32Array
  readonly blockOrigin: Uint32Array
}

/** Groups demand points into origins. */
export function groupOrigins(demand: DemandPoints): DemandOrigins {
  const originOffset: number[] = [0]
  const blockOrigin = new Uint32Array(demand.method.length + 1)
  demand.method.forEach((method, block) => {
    const end = demand.offset[block + 1]!
    if (method === 'gates') originOffset.push(end)
    else for (let point = demand.offset[block]!; point < end; point++) originOffset.push(point + 1)
    blockOrigin[block + 1] = originOffset.length - 1
  })
  return { originOffset: Uint32Array.from(originOffset), blockOrigin }
}

/** How a block as a whole is linked. */
export interface BlockLink {
  readonly linkedShare: number
  readonly linkStatus: LinkStatus
  readonly linkMetres: number
}

/** Sums the links of each block's demand points. */
export function blockLinks(demand: DemandPoints, linkage: Linkage): BlockLink[] {
  return demand.method.map((_, block) => {
    let linkedShare = 0
    let linkMetres = Number.NaN
    const seen = new Array<number>(LINK_STATUS_NAMES.length).fill(0)
    for (let point = demand.offset[block]!; point < demand.offset[block + 1]!; point++) {
      seen[linkage.status[point]!]!++
      if (linkage.status[point] !== LINK_LINKED) continue
      linkedShare += demand.weight[point]!
      if (!(linkage.metres[point]! >= linkMetres)) linkMetres = linkage.metres[point]!
    }
    const commonest = seen[LINK_LINKED]! > 0 ? LINK_LINKED : seen.indexOf(Math.max(...seen))
    const allLinked = seen[LINK_LINKED] === demand.offset[block + 1]! - demand.offset[block]!
    return { linkedShare: allLinked ? 1 : linkedShare, linkStatus: LINK_STATUS_NAMES[commonest]!, linkMetres }
  })
}

/** Metres from each block's demand points to the nearest side of the data's box (the least of them; negative outside). */
export function blockEdgeMetres(demand: DemandPoints, [west, south, east, north]: BoundingBox): Float64Array {
  const result = new Float64Array(demand.method.length).fill(Infinity)
  for (let block = 0; block < result.length; block++) {
    for (let point = demand.offset[block]!; point < demand.offset[block + 1]!; point++) {
      const lon = demand.lonLat[2 * point]!
      const lat = demand.lonLat[2 * point + 1]!
      const scale = localScale(lat)
      const metres = Math.min(
        (lon - west) * scale.metresPerDegreeLon,
        (east - lon) * scale.metresPerDegreeLon,
        (lat - south) * scale.metresPerDegreeLat,
        (north - lat) * scale.metresPerDegreeLat,
      )
      if (metres < result[block]!) result[block] = metres
    }
  }
  return result
}

/** Weight of a block's linked demand points within a limit, of all its linked ones; NaN where none is linked. */
export function shareWithin(
  times: ReachedTimes,
  origins: DemandOrigins,
  originWeight: Float64Array,
  block: number,
  category: number,
  limit: number,
): number {
  let within = 0
  let linked = 0
  for (let origin = origins.blockOrigin[block]!; origin < origins.blockOrigin[block + 1]!; origin++) {
    const weight = originWeight[origin]!
    linked += weight
    if (times.nearestCost[origin * times.categoryCount + category]! <= limit) within += weight
  }
  return linked > 0 ? within / linked : Number.NaN
}

/** Weight of each origin in its block; 0 where none of its places is linked. */
export function originWeights(demand: DemandPoints, origins: DemandOrigins, linkage: Linkage): Float64Array {
  const weights = new Float64Array(origins.originOffset.length - 1)
  demand.method.forEach((method, block) => {
    for (let origin = origins.blockOrigin[block]!; origin < origins.blockOrigin[block + 1]!; origin++) {
      const start = origins.originOffset[origin]!
      const end = origins.originOffset[origin + 1]!
      let linked = false
      for (let place = start; place < end; place++) if (linkage.status[place] === LINK_LINKED) linked = true
      if (linked) weights[origin] = method === 'gates' ? 1 : demand.weight[start]!
    }
  })
  return weights
}

/**
 * The table of walks.
 *
 * @param largestLimitMetres the largest limit as metres of walking, for the edge flag
 * @param hasData 1 for each category of which the data hold a facility; rows of the others say `no-data`. Default: all
 */
export function buildAccessTable(
  times: ReachedTimes,
  origins: DemandOrigins,
  originWeight: Float64Array,
  basis: Basis,
  edgeMetres: Float64Array,
  largestLimitMetres: number,
  hasData?: Uint8Array,
): AccessTable {
  const blockCount = origins.blockOrigin.length - 1
  const { categoryCount, limits } = times
  const limitCount = limits.length
  const rows = blockCount * categoryCount
  const status = new Uint8Array(rows)
  const walkSeconds = new Float64Array(rows).fill(Number.NaN)
  const walkMetres = new Float64Array(rows).fill(Number.NaN)
  const facility = new Int32Array(rows).fill(-1)
  const count = new Uint32Array(rows * limitCount)
  const share = new Float64Array(rows * limitCount)
  const edgeAffected = new Uint8Array(rows)
  for (let block = 0; block < blockCount; block++) {
    for (let category = 0; category < categoryCount; category++) {
      const row = block * categoryCount + category
      edgeAffected[row] = edgeMetres[block]! < largestLimitMetres ? 1 : 0
      if (hasData?.[category] === 0) {
        status[row] = ACCESS_NO_DATA
        share.fill(Number.NaN, row * limitCount, (row + 1) * limitCount)
        continue
      }
      for (let limit = 0; limit < limitCount; limit++) {
        share[row * limitCount + limit] = shareWithin(times, origins, originWeight, block, category, limits[limit]!)
      }
      const origin = medianOrigin(times, origins, originWeight, block, category)
      if (origin < 0) {
        status[row] = ACCESS_UNLINKED
        continue
      }
      const source = origin * categoryCount + category
      for (let limit = 0; limit < limitCount; limit++) {
        count[row * limitCount + limit] = times.count[source * limitCount + limit]!
      }
      const cost = times.nearestCost[source]!
      status[row] = cost === UNREACHED ? ACCESS_UNREACHED : ACCESS_REACHED
      if (cost === UNREACHED) continue
      const alongside = times.nearestAlongside[source]!
      walkSeconds[row] = (basis === 'time' ? cost : alongside) / 1000
      walkMetres[row] = (basis === 'time' ? alongside : cost) / 1000
      facility[row] = times.nearestFacility[source]!
    }
  }
  return {
    blockCount,
    categoryCount,
    limitCount,
    status,
    walkSeconds,
    walkMetres,
    facility,
    count,
    share,
    edgeAffected,
  }
}

/** The origin at the weighted median of a block's walks to a category (unreached last), or −1 where none is linked. */
export function medianOrigin(
  times: ReachedTimes,
  origins: DemandOrigins,
  originWeight: Float64Array,
  block: number,
  category: number,
): number {
  const first = origins.blockOrigin[block]!
  const end = origins.blockOrigin[block + 1]!
  if (end - first === 1) return originWeight[first]! > 0 ? first : -1
  const linked: number[] = []
  for (let origin = first; origin < end; origin++) if (originWeight[origin]! > 0) linked.push(origin)
  return weightedMedian(
    linked,
    (origin) => originWeight[origin]!,
    (origin) => times.nearestCost[origin * times.categoryCount + category]!,
  )
}

/** The item at the weighted median by cost (ties: the lower number), or −1 of none. */
export function weightedMedian(
  items: readonly number[],
  weightOf: (item: number) => number,
  costOf: (item: number) => number,
): number {
  const total = items.reduce((sum, item) => sum + weightOf(item), 0)
  const sorted = [...items].sort((a, b) => costOf(a) - costOf(b) || a - b)
  let sum = 0
  for (const item of sorted) {
    sum += weightOf(item)
    // A hair of slack, so that two equal halves are halves whatever their weights were divided by.
    if (sum >= total / 2 - 1e-12) return item
  }
  return sorted.at(-1) ?? -1
}
