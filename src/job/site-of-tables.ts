// HALLWAY: sites chosen on tables of one's own. No logic of its own but what the tables leave unsaid.

import type { SitedTables } from '../answer/sited-tables.ts'
import { compareNaturally } from '../foundation/natural-order.ts'
import { checkOptions, type OptionKeys } from '../foundation/options.ts'
import type { SitingOptions } from '../plan/siting/siting-options.ts'
import type { SitingAmount, SitingAnswer, SitingProblem, SitingProblemName } from '../plan/siting/siting-problem.ts'
import { solveSiting } from '../plan/siting/solve-siting.ts'
import { problem, problemOf } from '../words/problem.ts'
import type { LoadedPlanningTables } from './load-planning-tables.ts'

const KNOWN_SITING_OPTIONS: OptionKeys<SitingOptions> = {
  signal: true,
  onProgress: true,
  maxNodes: true,
  maxModelEntries: true,
  timeLimitSeconds: true,
  alternatives: true,
}

/** What is asked of the tables. */
export interface SiteTableQuestion extends SitingAmount {
  readonly problem: SitingProblemName
  /** Pairs that cost more are out of reach; default: all that are listed are within. */
  readonly limit?: number | undefined
}

/**
 * Chooses sites on tables: `solveSiting` by id. Sites without a status are candidates; where no build cost is known at all, each costs 1.
 * Where the demand says how many places each row needs, `minimise-walk` sends every row as a whole to one site, within its places.
 *
 * @throws LivingCircleError `input-unusable` for a status that is no such word, and for costs or places that are needed and not known; what
 *   `solveSiting` throws
 * @example
 * ```ts
 * import { bytesSource } from 'living-circle'
 * import { loadPlanningTables, siteOfTables } from 'living-circle/parts'
 * const file = (name: string, text: string) => bytesSource(name, new TextEncoder().encode(text))
 * const tables = await loadPlanningTables({
 *   costs: file('costs.csv', 'demand_id,site_id,cost\nb1,s1,300\nb2,s1,500\nb3,s2,200\n'),
 *   demand: file('demand.csv', 'demand_id,weight\nb1,60\nb2,40\nb3,70\n'),
 * })
 * const found = await siteOfTables(tables, { problem: 'maximise-coverage', limit: 500, sites: 1 })
 * found.sites // [ 's1' ]
 * found.objective // 100
 * ```
 */
export async function siteOfTables(
  tables: LoadedPlanningTables,
  question: SiteTableQuestion,
  options: SitingOptions = {},
): Promise<SitedTables> {
  checkOptions('siteOfTables', options, KNOWN_SITING_OPTIONS)
  const asked = problemOfTables(tables, question)
  const answer = await solveSiting(asked, options)
  const { sites, budget, targetPercent } = question
  return {
    ...byId(asked, answer),
    limit: question.limit ?? null,
    asked: { sites: sites ?? null, budget: budget ?? null, targetPercent: targetPercent ?? null },
    inputs: tables.counts.map(({ source, read, used, rejected }) => ({ name: source, read, used, rejected })),
  }
}

function problemOfTables(tables: LoadedPlanningTables, question: SiteTableQuestion): SitingProblem {
  const { siteIds, siteBuildCost, rejects, demandPlaces } = tables
  // A word that nobody understands may have been the one that forbids a site: no answer is better than one that has it.
  const unknown = rejects.find(({ code }) => code === 'unknown-word')
  if (unknown?.key !== undefined) {
    throw problemOf('input-unusable', { key: unknown.key, values: unknown.values ?? {} })
  }
  const siteStatus = tables.siteStatus.map((status) => status ?? ('candidate' as const))
  const isKnown = Array.from(siteBuildCost, (cost) => !Number.isNaN(cost))
  const isNeeded = siteStatus.map((status) => status === 'candidate' || status === 'required')
  const costless = siteIds.filter((_, site) => isNeeded[site]! && !isKnown[site]!)
  if (question.budget !== undefined && costless.length > 0 && isKnown.includes(true)) {
    throw problem(
      'input-unusable',
      'siting.costs-unknown',
      { n: costless.length, list: costless.slice(0, 10) },
      { hint: 'hint.costs-unknown' },
    )
  }
  return {
    ...question,
    demandIds: tables.demandIds,
    demandWeight: tables.demandWeight,
    demandPlaces: question.problem === 'minimise-walk' ? demandPlaces : undefined,
    siteIds,
    siteStatus,
    sitePlaces: tables.sitePlaces,
    siteBuildCost: siteBuildCost.map((cost) => (Number.isNaN(cost) ? 1 : cost)),
    costs: tables.costs,
  }
}

function byId(
  { siteIds, demandIds }: SitingProblem,
  answer: SitingAnswer,
): Omit<SitedTables, 'limit' | 'asked' | 'inputs'> {
  const sitesOf = (sites: readonly number[]) => sites.map((site) => siteIds[site]!).sort(compareNaturally)
  const rowsOf = (rows: readonly number[]) => rows.map((row) => demandIds[row]!)
  const { chosen, steps, perSite, alternatives, infeasible, beyond, ...rest } = answer
  return {
    ...rest,
    sites: sitesOf(chosen),
    beyond: { ids: rowsOf(beyond.rows), demand: beyond.demand },
    perSite: perSite.map(({ site, ...load }) => ({ id: siteIds[site]!, ...load })),
    steps: steps.map(({ site, ...step }) => ({ siteId: siteIds[site]!, ...step })),
    alternatives: alternatives.map((one) => ({ sites: sitesOf(one.chosen), objective: one.objective })),
    infeasible:
      infeasible === null
        ? null
        : { code: infeasible.code, ids: rowsOf(infeasible.rows), relaxation: infeasible.relaxation },
  }
}
