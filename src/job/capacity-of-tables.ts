// HALLWAY: served in fact, or a floating catchment measure, of tables of one's own. No logic of its own.
import type { CatchmentTables, ServedTables } from '../answer/served-tables.ts'
import { checkOptions, type OptionKeys, resolveOptions } from '../foundation/options.ts'
import { type CapacityProblem, withinLimit } from '../study/capacity/capacity-problem.ts'
import { type FloatingMeasure, type FloatingOptions, floatingCatchment } from '../study/capacity/floating-catchment.ts'
import { boundPlaces } from '../study/capacity/known-places.ts'
import { type ServingRule, servedInFact } from '../study/capacity/served-in-fact.ts'
import type { LoadedPlanningTables } from './load-planning-tables.ts'

const KNOWN_FLOATING_OPTIONS: OptionKeys<FloatingOptions> = { limit: true, steps: true, weight: true, selection: true }

/** How tables are served. */
export interface CapacityTableOptions {
  /** Pairs that cost more are out of reach; the limit itself is within. Default: all pairs that are listed are within. */
  readonly limit?: number | undefined
  /** Who gets the places where they are short. Default `fair`. */
  readonly rule?: ServingRule | undefined
}

export type Tables = Pick<
  LoadedPlanningTables,
  'demandIds' | 'demandWeight' | 'siteIds' | 'siteStatus' | 'sitePlaces' | 'costs'
>

/** The sites that are open: those that exist, or of which the table says no status. */
function openSites(
  { demandWeight, siteIds, siteStatus, sitePlaces, costs }: Tables,
  counts = (_places: number) => true,
) {
  const own = new Int32Array(siteIds.length).fill(-1)
  const open: number[] = []
  const notOpen: string[] = []
  const leftOut: string[] = []
  siteStatus.forEach((status, site) => {
    if (status !== null && status !== 'existing') {
      notOpen.push(siteIds[site]!)
      return
    }
    if (!counts(sitePlaces[site]!)) {
      leftOut.push(siteIds[site]!)
      return
    }
    own[site] = open.length
    open.push(site)
  })
  const rowOffset = new Uint32Array(demandWeight.length + 1)
  const kept: number[] = []
  for (let row = 0; row < demandWeight.length; row++) {
    for (let pair = costs.rowOffset[row]!; pair < costs.rowOffset[row + 1]!; pair++) {
      if (own[costs.site[pair]!]! >= 0) kept.push(pair)
    }
    rowOffset[row + 1] = kept.length
  }
  const problem: CapacityProblem = {
    demand: demandWeight,
    places: Float64Array.from(open, (site) => sitePlaces[site]!),
    rowOffset,
    site: Uint32Array.from(kept, (pair) => own[costs.site[pair]!]!),
    cost: Float64Array.from(kept, (pair) => costs.cost[pair]!),
  }
  return { problem, ids: open.map((site) => siteIds[site]!), notOpen, leftOut }
}

/**
 * Served in fact: `servedInFact` of tables, by id.
 *
 * @throws LivingCircleError `unknown-option`, `invalid-option`
 * @example
 * ```ts
 * import { bytesSource } from 'living-circle'
 * import { capacityOfTables, loadPlanningTables } from 'living-circle/parts'
 * const file = (name: string, text: string) => bytesSource(name, new TextEncoder().encode(text))
 * const tables = await loadPlanningTables({
 *   costs: file('costs.csv', 'demand_id,site_id,cost\nb1,s1,300\nb2,s1,500\n'),
 *   demand: file('demand.csv', 'demand_id,weight\nb1,60\nb2,40\n'),
 *   supply: file('supply.csv', 'site_id,places\ns1,50\n'),
 * })
 * const { missing, blocks } = capacityOfTables(tables, { limit: 500 })
 * missing // 50
 * blocks.map(({ share }) => share) // [ 0.5, 0.5 ]
 * ```
 */
export function capacityOfTables(tables: Tables, options: CapacityTableOptions = {}): ServedTables {
  const { limit, rule } = resolveOptions('capacityOfTables', options, {
    limit: undefined as number | undefined,
    rule: 'fair' as ServingRule,
  })
  const { problem, ids, notOpen } = openSites(tables)
  const { unknown, withNone, withRoom } = boundPlaces(withinLimit(problem, limit))
  const found = servedInFact(withNone, rule)
  const isUnknown = new Set(unknown)
  return {
    rule,
    demand: found.demand,
    places: found.places,
    served: found.served,
    missing: found.missing,
    idle: found.idle,
    unreachable: found.unreachable,
    full: found.full,
    blocks: tables.demandIds.map((id, block) => {
      const share = found.blockShare[block]!
      const served = found.blockServed[block]!
      return { id, demand: tables.demandWeight[block]!, served, share: Number.isNaN(share) ? null : share }
    }),
    sites: ids.flatMap((id, site) =>
      isUnknown.has(site) ? [] : [{ id, places: withNone.places[site]!, used: found.siteUsed[site]! }],
    ),
    sitesUnknown: unknown.map((site) => ids[site]!),
    missingAtLeast: withRoom === null ? null : servedInFact(withRoom).missing,
    sitesNotOpen: notOpen,
  }
}

/**
 * A floating catchment measure of tables, by id; see `floatingCatchment`. Sites of unknown places are left out and named.
 *
 * @throws LivingCircleError `invalid-option`
 */
export function catchmentOfTables(tables: Tables, measure: FloatingMeasure, options: FloatingOptions): CatchmentTables {
  checkOptions('catchmentOfTables', options, KNOWN_FLOATING_OPTIONS)
  const { problem, notOpen, leftOut } = openSites(tables, (places) => !Number.isNaN(places))
  const { access, placesUnreached } = floatingCatchment(measure, problem, options)
  return {
    measure,
    access: tables.demandIds.map((id, block) => ({ id, value: access[block]! })),
    placesUnreached,
    sitesUnknown: leftOut,
    sitesNotOpen: notOpen,
  }
}
