// Sites chosen on tables of one's own as JSON for programs. A result in, text out.
import type { SitedTables } from '../../answer/sited-tables.ts'

/**
 * Whole weights and costs give whole numbers; nothing is rounded.
 *
 * @example
 * ```ts
 * import { type SitedTables, toSitedJson } from 'living-circle/parts'
 * declare const found: SitedTables
 * const text = toSitedJson(found)
 * ```
 */
export function toSitedJson(found: SitedTables): string {
  const { problem, status, objective, bound, gap, sites } = found
  return `${JSON.stringify(
    {
      ...{ problem, status, objective, bound, gap, sites },
      demand_total: found.demandTotal,
      demand_covered: found.demandCovered,
      per_site: found.perSite,
      steps: found.steps.map((step, at) => ({
        step: at + 1,
        site: step.siteId,
        demand_new: step.demandNew,
        demand_total: step.demandTotal,
        share: step.share,
        objective: step.objective,
        places_used: step.placesUsed,
      })),
      demand_covered_twice: found.demandCoveredTwice,
      beyond: { demand_ids: found.beyond.ids, demand: found.beyond.demand, cut_off: found.cutOff },
      alternatives: found.alternatives,
      infeasible:
        found.infeasible === null
          ? null
          : {
              code: found.infeasible.code,
              demand_ids: found.infeasible.ids,
              relaxation: found.infeasible.relaxation,
            },
      limit: found.limit,
      asked: {
        sites: found.asked.sites,
        budget: found.asked.budget,
        target_percent: found.asked.targetPercent,
      },
      proved_by: found.provedBy,
      reproducible: found.reproducible,
      inputs: found.inputs,
      schema: 'living-circle/siting',
      schemaVersion: '1.0',
    },
    null,
    2,
  )}\n`
}
