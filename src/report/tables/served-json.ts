// Served in fact of tables, and floating catchment measures, as JSON for programs. A result in, text out.
import type { CatchmentTables, ServedTables } from '../../answer/served-tables.ts'

/**
 * Amounts are as they were computed: shares that are thirds have all their digits.
 *
 * @example
 * ```ts
 * import { type ServedTables, toServedJson } from 'living-circle/parts'
 * declare const found: ServedTables
 * const text = toServedJson(found)
 * ```
 */
export function toServedJson(found: ServedTables): string {
  const { rule, demand, places, served, missing, idle, unreachable, full, blocks, sites } = found
  return `${JSON.stringify({
    schema: 'living-circle/capacity',
    schemaVersion: '1.0',
    rule,
    demand,
    places,
    served,
    missing,
    idle,
    unreachable,
    full,
    missing_at_least: found.missingAtLeast,
    blocks,
    sites,
    sites_unknown_places: found.sitesUnknown,
    sites_not_open: found.sitesNotOpen,
  })}\n`
}

/**
 * Floating catchments of tables of one's own as a line of JSON; of a run on streets {@link toCatchmentsJson}.
 * @example
 * ```ts
 * import { type CatchmentTables, toCatchmentJson } from 'living-circle/parts'
 * declare const found: CatchmentTables
 * const text = toCatchmentJson(found)
 * ```
 */
export function toCatchmentJson(found: CatchmentTables): string {
  return `${JSON.stringify({ ...HEAD, ...catchmentRecord(found) })}\n`
}

/** Of a run on streets: one for each rate; a single one stands at the top, too. */
export function toCatchmentsJson(found: readonly (CatchmentTables & RateOfCatchment)[]): string {
  const results = found.map(({ categories, populationGroup, ...one }) => ({
    categories,
    population_group: populationGroup,
    ...catchmentRecord(one),
  }))
  return `${JSON.stringify({ ...HEAD, ...(results.length === 1 ? results[0] : {}), results })}\n`
}

export interface RateOfCatchment {
  readonly categories: readonly string[]
  readonly populationGroup: string
}

const HEAD = { schema: 'living-circle/capacity', schemaVersion: '1.0' }

function catchmentRecord(found: CatchmentTables) {
  return {
    measure: found.measure,
    access: found.access,
    places_unreached: found.placesUnreached,
    sites_unknown_places: found.sitesUnknown,
    sites_not_open: found.sitesNotOpen,
  }
}
