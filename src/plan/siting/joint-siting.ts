// Several kinds of facility under one amount: which sites for which kind, so that most weight is covered in all. Two exact ways: where no site
// serves several kinds, the best split of the amount over each kind's own optima (dynamic programme); where some do, one problem of all rows.
// In: one problem for each kind. Out: how the amount is split, or one joint problem.
import { checkOptions, type OptionKeys } from '../../foundation/options.ts'
import { problem as problemError } from '../../words/problem.ts'
import type { SitingOptions } from './siting-options.ts'
import type { SiteStatus, SitingAnswer, SitingPlaces, SitingProblem } from './siting-problem.ts'
import { solveSiting } from './solve-siting.ts'
import { wholeNumbers } from './whole-units.ts'

const KNOWN_SITING_OPTIONS: OptionKeys<SitingOptions> = {
  signal: true,
  onProgress: true,
  maxNodes: true,
  maxModelEntries: true,
  timeLimitSeconds: true,
  alternatives: true,
}

/** One kind of facility: its demand, and the sites that could offer it. Sites of one id in several kinds are one building. */
export interface KindOfSites extends SitingPlaces {
  /** A name, e.g. a category. */
  readonly kind: string
  readonly limit?: number | undefined
}

/** One amount for all kinds: exactly one of them. */
export interface SharedAmount {
  readonly sites?: number | undefined
  readonly budget?: number | undefined
}

/** What one kind is given, and what comes of it. */
export interface KindShare {
  readonly kind: string
  /** Sites, or build costs. */
  readonly amount: number
  readonly answer: SitingAnswer
}

/** The best split. */
export interface SharedSiting {
  readonly status: 'optimal' | 'bounded' | 'infeasible'
  readonly objective: number | null
  readonly bound: number | null
  readonly gap: number | null
  readonly kinds: readonly KindShare[]
}

/** A budget is split in whole units of its costs; one of more units than this is the work of {@link joinKinds}. */
const MOST_STEPS = 400

/**
 * The best split of one amount over kinds that share no site: the largest sum of covered weight, exactly. Each kind is solved for every part
 * of the amount that it may be given, until more covers nothing more.
 *
 * @throws LivingCircleError `invalid-option` where kinds share a site or a budget has too many parts (see {@link joinKinds}), or as `solveSiting`
 * @example
 * ```ts
 * import { shareSiting } from 'living-circle/parts'
 * const kind = (name: string, weight: number) => ({
 *   kind: name,
 *   demandIds: ['A'],
 *   demandWeight: Float64Array.of(weight),
 *   siteIds: [`${name} site`],
 *   siteStatus: ['candidate' as const],
 *   costs: { rowOffset: Uint32Array.of(0, 1), site: Uint32Array.of(0), cost: Float64Array.of(300) },
 *   limit: 500,
 * })
 * const plan = await shareSiting([kind('clinic', 40), kind('canteen', 60)], { sites: 1 })
 * plan.objective // 60
 * plan.kinds.map(({ kind, amount }) => `${kind}: ${amount}`) // ['clinic: 0', 'canteen: 1']
 * ```
 */
export async function shareSiting(
  kinds: readonly KindOfSites[],
  amount: SharedAmount,
  options: SitingOptions = {},
): Promise<SharedSiting> {
  checkOptions('shareSiting', options, KNOWN_SITING_OPTIONS)
  const shared = sitesOfSeveral(kinds)
  if (shared.length > 0) throw problemError('invalid-option', 'siting.shared-sites', { list: shared.slice(0, 10) })
  const { steps, perOne } = stepsOf(kinds, amount)
  if (steps > MOST_STEPS) throw problemError('invalid-option', 'siting.too-many-parts', { n: steps, most: MOST_STEPS })
  const curves: (readonly (SitingAnswer | null)[])[] = []
  for (const kind of kinds) curves.push(await curveOf(kind, amount, steps, perOne, options))
  const best = bestSplit(curves, steps, 'objective')
  const most = bestSplit(curves, steps, 'bound')
  if (best === null || most === null)
    return { status: 'infeasible', objective: null, bound: null, gap: null, kinds: [] }
  const bound = Math.max(best.sum, most.sum)
  return {
    status: best.sum === bound ? 'optimal' : 'bounded',
    objective: best.sum,
    bound,
    gap: bound === 0 ? 0 : (bound - best.sum) / bound,
    kinds: kinds.map(({ kind }, at) => ({
      kind,
      amount: best.given[at]! / perOne,
      answer: partOf(curves[at]!, best.given[at]!)!,
    })),
  }
}

/**
 * All kinds as one problem, for sites that offer several: one building is opened once and covers rows of every kind that it offers. Rows are
 * called `kind:id`. A site is excluded for a kind by having no pairs there.
 *
 * @throws LivingCircleError `invalid-option` where kinds say different things of one site, or sum up different limits
 * @example
 * ```ts
 * import { joinKinds, solveSiting } from 'living-circle/parts'
 * const kind = (name: string, cost: number) => ({
 *   kind: name,
 *   demandIds: ['A'],
 *   demandWeight: Float64Array.of(10),
 *   siteIds: ['hall'],
 *   siteStatus: ['candidate' as const],
 *   costs: { rowOffset: Uint32Array.of(0, 1), site: Uint32Array.of(0), cost: Float64Array.of(cost) },
 *   limit: 500,
 * })
 * const answer = await solveSiting({ ...joinKinds([kind('clinic', 300), kind('canteen', 400)]), sites: 1 })
 * answer.objective // 20
 * ```
 */
export function joinKinds(kinds: readonly KindOfSites[]): SitingProblem {
  const number = new Map<string, number>()
  const status: SiteStatus[] = []
  const buildCost: number[] = []
  for (const kind of kinds) {
    kind.siteIds.forEach((id, site) => {
      const own = { status: kind.siteStatus[site]!, cost: kind.siteBuildCost?.[site] ?? 1 }
      const known = number.get(id)
      if (known === undefined) {
        number.set(id, status.length)
        status.push(own.status)
        buildCost.push(own.cost)
      } else if (status[known] !== own.status || buildCost[known] !== own.cost) {
        throw problemError('invalid-option', 'siting.site-differs', { id: id.slice(0, 80) })
      }
    })
  }
  const rowOffset = [0]
  const site: number[] = []
  const cost: number[] = []
  for (const { siteIds, costs, demandIds, limit = Number.POSITIVE_INFINITY } of kinds) {
    demandIds.forEach((_, row) => {
      const pairs: { readonly site: number; readonly cost: number }[] = []
      for (let p = costs.rowOffset[row]!; p < costs.rowOffset[row + 1]!; p++) {
        // Each kind has its own limit, so that the joint problem has none.
        if (costs.cost[p]! <= limit) pairs.push({ site: number.get(siteIds[costs.site[p]!]!)!, cost: costs.cost[p]! })
      }
      pairs.sort((a, b) => a.site - b.site)
      for (const pair of pairs) {
        site.push(pair.site)
        cost.push(pair.cost)
      }
      rowOffset.push(site.length)
    })
  }
  return {
    problem: 'maximise-coverage',
    demandIds: kinds.flatMap(({ kind, demandIds }) => demandIds.map((id) => `${kind}:${id}`)),
    demandWeight: Float64Array.from(kinds.flatMap(({ demandWeight }) => [...demandWeight])),
    siteIds: [...number.keys()],
    siteStatus: status,
    siteBuildCost: Float64Array.from(buildCost),
    costs: { rowOffset: Uint32Array.from(rowOffset), site: Uint32Array.from(site), cost: Float64Array.from(cost) },
  }
}

function sitesOfSeveral(kinds: readonly KindOfSites[]): string[] {
  const seen = new Set<string>()
  const shared = new Set<string>()
  for (const { siteIds, siteStatus } of kinds) {
    siteIds.forEach((id, site) => {
      if (siteStatus[site] === 'excluded') return
      if (seen.has(id)) shared.add(id)
      seen.add(id)
    })
  }
  return [...shared]
}

/** Parts that the amount is split into: sites, or units in which all build costs are whole. */
function stepsOf(kinds: readonly KindOfSites[], { sites, budget }: SharedAmount): { steps: number; perOne: number } {
  if ((sites === undefined) === (budget === undefined)) {
    throw problemError('invalid-option', 'siting.one-amount', { list: 'sites, budget' })
  }
  if (sites !== undefined) return { steps: sites, perOne: 1 }
  const costs = kinds.flatMap(({ siteIds, siteBuildCost }) => siteIds.map((_, site) => siteBuildCost?.[site] ?? 1))
  const { perOne } = wholeNumbers(costs, 1000, 1000)
  return { steps: Math.floor(budget! * perOne + 1e-9), perOne }
}

/** Answers for 0, 1, 2 … parts; the last stands for all larger ones. `null`: required sites take more. */
async function curveOf(
  { kind: _, ...places }: KindOfSites,
  { sites }: SharedAmount,
  steps: number,
  perOne: number,
  options: SitingOptions,
): Promise<(SitingAnswer | null)[]> {
  const most = reachable(places)
  const answers: (SitingAnswer | null)[] = []
  for (let step = 0; step <= steps; step++) {
    const part = step / perOne
    const amount = sites === undefined ? { budget: part } : { sites: part }
    const answer = await solveSiting({ ...places, problem: 'maximise-coverage', ...amount }, options)
    answers.push(answer.status === 'infeasible' ? null : answer)
    if (answer.status !== 'infeasible' && answer.demandCovered >= most) break
  }
  return answers
}

/** Weight that any allowed site could cover. */
function reachable({
  siteStatus,
  costs,
  demandWeight,
  limit = Number.POSITIVE_INFINITY,
}: Omit<KindOfSites, 'kind'>): number {
  const { whole, perOne } = wholeNumbers(demandWeight, 1000, 1000)
  let most = 0
  for (let row = 0; row < whole.length; row++) {
    for (let p = costs.rowOffset[row]!; p < costs.rowOffset[row + 1]!; p++) {
      if (costs.cost[p]! > limit || siteStatus[costs.site[p]!] === 'excluded') continue
      most += whole[row]!
      break
    }
  }
  return most / perOne
}

const partOf = <Value>(list: readonly Value[], at: number): Value => list[Math.min(at, list.length - 1)]!

/** The largest sum over all ways to give each kind a part; ties: the earlier kinds are given less. */
function bestSplit(
  curves: readonly (readonly (SitingAnswer | null)[])[],
  steps: number,
  what: 'objective' | 'bound',
): { readonly sum: number; readonly given: readonly number[] } | null {
  let sums: number[] = new Array<number>(steps + 1).fill(0)
  const givenTo: number[][] = []
  for (const curve of curves) {
    const next = new Array<number>(steps + 1).fill(Number.NEGATIVE_INFINITY)
    const given = new Array<number>(steps + 1).fill(0)
    for (let total = 0; total <= steps; total++) {
      for (let part = 0; part <= total; part++) {
        const answer = partOf(curve, part)
        const value = answer === null ? Number.NEGATIVE_INFINITY : sums[total - part]! + answer[what]!
        if (value > next[total]!) {
          next[total] = value
          given[total] = part
        }
      }
    }
    sums = next
    givenTo.push(given)
  }
  if (sums[steps] === Number.NEGATIVE_INFINITY) return null
  const given: number[] = []
  let left = steps
  for (let at = curves.length - 1; at >= 0; at--) {
    given[at] = givenTo[at]![left]!
    left -= given[at]!
  }
  return { sum: sums[steps]!, given }
}
