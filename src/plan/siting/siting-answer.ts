// A choice → an answer for people: what it covers, step by step and site by site, in the caller's numbers. In: an instance and an outcome, or
// why there is none. Out: a SitingAnswer. Everything is counted anew from the chosen sites; nothing is taken from a solver.
import { createNearestOpen, sitePairs } from './nearest-open.ts'
import { EXISTING, REQUIRED, type SitingInstance } from './siting-instance.ts'
import type { SitingOutcome } from './siting-outcome.ts'
import type { SiteLoad, SitingAnswer, SitingInfeasible } from './siting-problem.ts'
import { sitingSteps } from './siting-steps.ts'

/** The answer that says why nothing can be chosen. */
export function infeasibleAnswer(instance: SitingInstance, infeasible: SitingInfeasible): SitingAnswer {
  const { problem, rowOf } = instance
  return {
    problem: problem.problem,
    status: 'infeasible',
    objective: null,
    bound: null,
    gap: null,
    chosen: [],
    demandTotal: totalOf(instance),
    demandCovered: 0,
    demandCoveredTwice: null,
    cutOff: null,
    beyond: { rows: [], demand: 0 },
    steps: [],
    perSite: [],
    infeasible: { ...infeasible, rows: infeasible.rows.map((row) => rowOf[row]!) },
    alternatives: [],
    provedBy: 'own-bounds',
    reproducible: true,
  }
}

/** The answer of a choice. */
export function chosenAnswer(instance: SitingInstance, found: SitingOutcome): SitingAnswer {
  const { problem, siteOf, rowOf, weight } = instance
  const { chosen } = found
  const bySite = sitePairs(instance)
  const open = createNearestOpen(instance, bySite)
  for (const site of chosen) open.open(site)
  const outcome = inOwnUnits(instance, found, open.count)
  const { objective, bound, fewest } = outcome
  const beyondRows: number[] = []
  let beyondDemand = 0
  rowOf.forEach((row, at) => {
    if (open.count[at]! > 0) return
    beyondRows.push(row)
    beyondDemand += weight.whole[at]!
  })
  const covered = outcome.served ?? open.covered()
  const isProved = objective === bound && (fewest === undefined || fewest.sites === fewest.bound)
  const larger = Math.max(objective, bound)
  return {
    problem: problem.problem,
    status: isProved ? 'optimal' : 'bounded',
    objective,
    bound,
    gap: objective === bound || larger === 0 ? 0 : Math.abs(objective - bound) / larger,
    chosen: chosen.map((site) => siteOf[site]!),
    demandTotal: totalOf(instance),
    demandCovered: covered / weight.perOne,
    demandCoveredTwice: problem.problem === 'backup-coverage' ? open.coveredTwice() / weight.perOne : null,
    cutOff: outcome.cutOff ?? null,
    beyond: { rows: beyondRows, demand: beyondDemand / weight.perOne },
    steps: sitingSteps(instance, outcome, bySite),
    perSite: loadsOf(instance, outcome, open.site),
    infeasible: null,
    alternatives: (outcome.alternatives ?? []).map(({ chosen: sites, objective: value }) => ({
      chosen: sites.map((site) => siteOf[site]!),
      objective: value,
    })),
    provedBy: outcome.provedBy,
    reproducible: !outcome.struckTime,
  }
}

/** Where weights were rounded to whole units, what is covered is summed up as they were given, and a bound gives way by the rounding. */
function inOwnUnits(
  { problem, rowOf, weight }: SitingInstance,
  found: SitingOutcome,
  count: Uint16Array,
): SitingOutcome {
  if (weight.exact || problem.problem !== 'maximise-coverage') return found
  let covered = 0
  rowOf.forEach((row, at) => {
    if (count[at]! > 0) covered += problem.demandWeight[row]!
  })
  const slack = (rowOf.length * 0.5) / weight.perOne
  const bound = found.bound === found.objective ? covered : Math.max(covered, found.bound + slack)
  return { ...found, objective: covered, bound }
}

function totalOf({ weight }: SitingInstance): number {
  let total = 0
  for (const one of weight.whole) total += one
  return total / weight.perOne
}

function loadsOf(instance: SitingInstance, outcome: SitingOutcome, nearest: Int32Array): SiteLoad[] {
  const { siteOf, state, weight, problem } = instance
  const given = new Float64Array(siteOf.length)
  if (outcome.given !== undefined) given.set(outcome.given)
  else
    nearest.forEach((site, row) => {
      if (site >= 0) given[site]! += weight.whole[row]!
    })
  const isOpen = new Uint8Array(siteOf.length)
  for (const site of outcome.chosen) isOpen[site] = 1
  const loads: SiteLoad[] = []
  siteOf.forEach((site, at) => {
    if (isOpen[at] === 0 && state[at] !== EXISTING) return
    const places = problem.sitePlaces?.[site]
    loads.push({
      site,
      status: state[at] === EXISTING ? 'existing' : state[at] === REQUIRED ? 'required' : 'candidate',
      demand: given[at]! / weight.perOne,
      places: places === undefined || Number.isNaN(places) ? null : places,
    })
  })
  return loads
}
