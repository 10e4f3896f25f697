// Siting by trying every set of sites: the slow truth. It shares nothing with the solver but the words of a problem.
import type { SitingProblem } from '../../../src/plan/siting/siting-problem.ts'

/** What the best of all sets does. */
export interface BruteAnswer {
  /** `null`: no set does what is asked. */
  readonly objective: number | null
  /** Objectives of all sets that do it, as text of sites → objective. */
  readonly sets: ReadonlyMap<string, number>
}

/** The value of one set of new sites (by index), or `null` where it does not do what is asked. */
export function valueOfSet(problem: SitingProblem, chosen: readonly number[]): number | null {
  const open = new Set(chosen)
  problem.siteStatus.forEach((status, site) => {
    if (status === 'existing') open.add(site)
  })
  const walks = problem.demandIds.map((_, row) => {
    const list: { site: number; cost: number }[] = []
    const { rowOffset, site, cost } = problem.costs
    for (let p = rowOffset[row]!; p < rowOffset[row + 1]!; p++) {
      if (open.has(site[p]!) && cost[p]! <= (problem.limit ?? Number.POSITIVE_INFINITY)) {
        list.push({ site: site[p]!, cost: cost[p]! })
      }
    }
    return list
  })
  const weight = problem.demandWeight
  const sumWhere = (isIn: (row: number) => boolean) =>
    weight.reduce((sum, one, row) => (isIn(row) ? sum + one : sum), 0)
  const total = sumWhere(() => true)
  const covered = sumWhere((row) => walks[row]!.length > 0)
  const isAll = walks.every((list) => list.length > 0)
  const nearest = walks.map((list) => Math.min(...list.map(({ cost }) => cost)))
  switch (problem.problem) {
    case 'maximise-coverage':
      return covered
    case 'maximise-capacitated-coverage':
      return served(problem, walks)
    case 'minimise-facilities':
      if (problem.targetPercent !== undefined)
        return covered * 100 >= problem.targetPercent * total - 1e-6 ? chosen.length : null
      return isAll ? chosen.length : null
    case 'minimise-walk': {
      const cutOff = problem.limit ?? Math.max(0, ...allowedCosts(problem))
      return nearest.reduce((sum, cost, row) => sum + weight[row]! * Math.min(cost, cutOff), 0)
    }
    case 'minimise-longest-walk':
      return isAll ? Math.max(0, ...nearest) : null
    case 'backup-coverage':
      return isAll ? sumWhere((row) => walks[row]!.length > 1) : null
  }
}

function allowedCosts({ costs, siteStatus }: SitingProblem): number[] {
  return Array.from(costs.cost).filter((_, p) => siteStatus[costs.site[p]!] !== 'excluded')
}

/** Max flow by trying cuts: min over sets of rows given up of their weight + places of what the others reach (small cases only). */
function served(problem: SitingProblem, walks: readonly (readonly { site: number }[])[]): number {
  const rows = walks.map((list, row) => ({ sites: list.map(({ site }) => site), weight: problem.demandWeight[row]! }))
  let least = Number.POSITIVE_INFINITY
  for (let set = 0; set < 1 << rows.length; set++) {
    const reached = new Set<number>()
    let cut = 0
    rows.forEach(({ sites, weight }, row) => {
      if ((set >> row) & 1) cut += weight
      else for (const site of sites) reached.add(site)
    })
    for (const site of reached) cut += problem.sitePlaces![site]!
    least = Math.min(least, cut)
  }
  return least
}

/** Tries every set. */
export function bruteForce(problem: SitingProblem): BruteAnswer {
  const { siteStatus, sites, budget, siteBuildCost } = problem
  const free: number[] = []
  const required: number[] = []
  siteStatus.forEach((status, site) => {
    if (status === 'candidate') free.push(site)
    if (status === 'required') required.push(site)
  })
  const sets = new Map<string, number>()
  const isMax = problem.problem.startsWith('max') || problem.problem === 'backup-coverage'
  let best: number | null = null
  const costOf = (chosen: readonly number[]) => chosen.reduce((sum, site) => sum + (siteBuildCost?.[site] ?? 1), 0)
  const found: { chosen: number[]; value: number }[] = []
  for (let set = 0; set < 1 << free.length; set++) {
    const chosen = [...required, ...free.filter((_, at) => (set >> at) & 1)]
    if (sites !== undefined && chosen.length > sites) continue
    if (budget !== undefined && costOf(chosen) > budget + 1e-9) continue
    const value = valueOfSet(problem, chosen)
    if (value !== null) found.push({ chosen, value })
  }
  // Of the problems that ask for the fewest sites first, only sets of that size count.
  const isFewest = problem.problem === 'backup-coverage' || (isMax && problem.targetPercent !== undefined)
  const total = problem.demandWeight.reduce((sum, one) => sum + one, 0)
  const enough = found.filter(
    ({ value }) =>
      problem.problem === 'backup-coverage' ||
      problem.targetPercent === undefined ||
      !isMax ||
      value * 100 >= problem.targetPercent * total - 1e-6,
  )
  const fewest = Math.min(...enough.map(({ chosen }) => chosen.length))
  for (const { chosen, value } of enough) {
    if (isFewest && chosen.length > fewest) continue
    sets.set([...chosen].sort((a, b) => a - b).join(' '), value)
    if (best === null || (isMax ? value > best : value < best)) best = value
  }
  return { objective: best, sets }
}
