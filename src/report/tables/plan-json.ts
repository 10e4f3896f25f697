// siting.json: a plan for programs, with the keys that siting on tables has, too. An AccessReport in, text out. It does not know how
// anything was found.
import type { AccessReport } from '../../answer/access-report.ts'
import type { CoverageShare } from '../../answer/coverage-share.ts'
import { planGains } from '../../answer/plan-gains.ts'
import { reconcileRows } from '../../answer/reconciliation.ts'
import type { PlanKind, SitingPlan } from '../../answer/siting-plan.ts'
import { compareNaturally } from '../../foundation/natural-order.ts'
import { roundTo } from '../text/written-numbers.ts'

/**
 * The plan of a report as JSON; `null` as text where it holds none. People have three decimals, shares and gaps six.
 *
 * @example
 * ```ts
 * import type { AccessReport } from 'living-circle'
 * import { toPlanJson } from 'living-circle/parts'
 * declare const report: AccessReport
 * const text = toPlanJson(report)
 * ```
 */
export function toPlanJson(report: AccessReport): string {
  const { plan } = report
  if (plan === undefined) return 'null\n'
  const gains = planGains(report, plan)
  return `${JSON.stringify(
    {
      ...headOf(plan),
      per_site: perSite(plan),
      steps: plan.steps.map((step, at) => ({
        step: at + 1,
        site: step.siteId,
        people_new: people(step.demandNew),
        people_total: people(step.demandTotal),
        share: part(step.share),
        places_used: people(step.placesUsed),
        cost_total: people(step.costTotal),
      })),
      ...askedOf(plan),
      categories: plan.kinds.map((kind) => kindOf(kind, gains.filter((gain) => gain.kind === kind).length)),
      unlinked_candidates: plan.unlinked.map(({ id, name, lonLat: [lon, lat], reason }) => ({
        id,
        name,
        lon,
        lat,
        reason,
      })),
      infeasible:
        plan.infeasible === null
          ? null
          : {
              code: plan.infeasible.code,
              blocks: plan.infeasible.blockIds,
              relaxation: plan.infeasible.relaxation,
            },
      alternatives: plan.alternatives,
      inputs: report.inputs.map((input) => ({ role: input.role, name: input.name, ...reconcileRows(input) })),
      notices: report.notices.map(({ code, textEn, textZh }) => ({ code, textEn, textZh })),
    },
    null,
    2,
  )}\n`
}

/** What every siting answer says, over streets or on tables. */
function headOf({ problem, status, objective, bound, gap, sites, demandTotal, demandCovered }: SitingPlan) {
  return {
    ...{ problem, status, objective: people(objective), bound: people(bound), gap: part(gap) },
    sites: sites.map(({ id }) => id).sort(compareNaturally),
    demand_total: people(demandTotal),
    demand_covered: people(demandCovered),
  }
}

function perSite({ sites }: SitingPlan) {
  return [...sites]
    .sort((a, b) => compareNaturally(a.id, b.id))
    .map(({ id, candidateId, name, lonLat: [lon, lat], status, categories, demand, places, buildCost }) => ({
      ...{ id, demand: people(demand), places, status, candidate: candidateId, name, lon, lat, categories },
      build_cost: buildCost,
    }))
}

function askedOf({ asked, basis, limit, searchedTo, candidates, candidatesFrom, candidatesEvery }: SitingPlan) {
  return {
    basis,
    limit,
    searched_to: searchedTo,
    asked: { sites: asked.sites, budget: asked.budget, target_percent: asked.targetPercent },
    candidates: {
      from: candidatesFrom,
      every_m: candidatesEvery,
      candidate: candidates.candidate,
      required: candidates.required,
      existing: candidates.existing,
      excluded: candidates.excluded,
      other_kinds: candidates.otherKinds,
      unlinked: candidates.unlinked,
      unknown_cost: candidates.unknownCost,
      unknown_places: candidates.unknownPlaces,
    },
  }
}

function kindOf(kind: PlanKind, blocksGaining: number) {
  const { category, measure, demandRate, before, after, existing } = kind
  return {
    ...{ category, measure, demand_rate: demandRate, existing },
    existing_unknown_places: kind.existingUnknownPlaces,
    before: shareOf(before),
    after: shareOf(after),
    blocks_gaining: blocksGaining,
    blocks_unlinked: before.blocksUnlinked,
    unlinked_total: people(before.unlinkedTotal),
    blocks_unknown: before.blocksUnknown,
    out_of_reach: people(kind.outOfReach),
    blocks_out_of_reach: kind.blocksOutOfReach,
    mean_walk_before: people(kind.meanWalkBefore),
    mean_walk_after: people(kind.meanWalkAfter),
  }
}

function shareOf({ covered, total, share }: CoverageShare) {
  return { covered: people(covered), total: people(total), share: part(share) }
}

function people(value: number | null): number | null {
  return value === null ? null : roundTo(value, 3)
}

function part(value: number | null): number | null {
  return value === null ? null : roundTo(value, 6)
}
