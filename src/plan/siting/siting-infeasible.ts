// What makes a problem impossible, told before it is solved: rows that nothing reaches, sites that must be chosen and cost too much, places
// that nobody counted. In: an instance. Out: a reason with the smallest relaxation, or null.
import { problem as problemError } from '../../words/problem.ts'
import type { SitingInstance } from './siting-instance.ts'
import type { SitingInfeasible } from './siting-problem.ts'

/** Problems that every row must be covered for. */
const COVER_ALL: ReadonlySet<string> = new Set(['minimise-facilities', 'minimise-longest-walk', 'backup-coverage'])

/** @throws LivingCircleError `input-unusable` where places that are needed are unknown */
export function findInfeasible(instance: SitingInstance): SitingInfeasible | null {
  const { problem, amount } = instance
  checkPlaces(instance)
  if (amount < 0) {
    return problem.sites === undefined
      ? { code: 'required-exceed-budget', rows: [], relaxation: { what: 'budget', value: requiredCost(instance) } }
      : { code: 'required-exceed-sites', rows: [], relaxation: { what: 'sites', value: problem.sites - amount } }
  }
  if (!COVER_ALL.has(problem.problem) || problem.targetPercent !== undefined) return null
  const rows = rowsWithoutSite(instance)
  if (rows.length === 0) return null
  return { code: 'uncoverable', rows, relaxation: limitFor(instance, rows) }
}

/** Sorted rows that no allowed site reaches within the limit. */
export function rowsWithoutSite({ offset }: SitingInstance): number[] {
  const rows: number[] = []
  for (let row = 0; row + 1 < offset.length; row++) if (offset[row] === offset[row + 1]) rows.push(row)
  return rows
}

/** The smallest limit with which all of these rows would have a site; `null` where a row has no pair at all. */
function limitFor({ problem, rowOf }: SitingInstance, rows: readonly number[]): SitingInfeasible['relaxation'] {
  const { costs, siteStatus } = problem
  let limit = 0
  for (const at of rows) {
    const row = rowOf[at]!
    let nearest = Number.POSITIVE_INFINITY
    for (let p = costs.rowOffset[row]!; p < costs.rowOffset[row + 1]!; p++) {
      if (siteStatus[costs.site[p]!] !== 'excluded') nearest = Math.min(nearest, costs.cost[p]!)
    }
    if (!Number.isFinite(nearest)) return null
    limit = Math.max(limit, nearest)
  }
  return { what: 'limit', value: limit }
}

function requiredCost({ problem }: SitingInstance): number {
  let sum = 0
  problem.siteStatus.forEach((status, site) => {
    if (status === 'required') sum += problem.siteBuildCost?.[site] ?? 1
  })
  return sum
}

function checkPlaces({ problem, siteOf }: SitingInstance): void {
  const counts = problem.problem === 'maximise-capacitated-coverage' || problem.demandPlaces !== undefined
  if (!counts) return
  const unknown = Array.from(siteOf).filter((site) => !((problem.sitePlaces?.[site] ?? Number.NaN) >= 0))
  if (unknown.length === 0) return
  const list = unknown.slice(0, 10).map((site) => problem.siteIds[site]!)
  throw problemError(
    'input-unusable',
    'siting.places-unknown',
    { n: unknown.length, list },
    { hint: 'hint.places-unknown' },
  )
}
