// maximise-capacitated-coverage: the most demand served within reach and within places, those of existing sites among them; a row's demand may
// be shared between sites. In: an instance with places. Out: a choice with its proof, and who is given what.

import { pause } from '../../foundation/breath.ts'
import { boundCapacity } from './capacity-bound.ts'
import { buildCapacity, type CapacityProblem } from './capacity-problem.ts'
import { MixedIntegerModel, solveMixedInteger } from './mixed-integer.ts'
import { createFlow, createPlaceFlow, type PlaceFlow } from './place-flow.ts'
import { wholeBelow } from './savings-bound.ts'
import { EXISTING, type SitingInstance } from './siting-instance.ts'
import type { ResolvedSitingOptions } from './siting-options.ts'
import type { SitingResult } from './siting-outcome.ts'
import { targetOf, withRequired } from './solve-coverage.ts'

/** A choice of free sites and what is served with it. */
interface Served {
  readonly sites: readonly number[]
  readonly value: number
}

interface ProvedServed extends Served {
  readonly upper: number
  readonly provedBy: 'own-bounds' | 'highs'
  readonly struckTime: boolean
}

/** @see the head of the file */
export async function solveCapacitated(
  instance: SitingInstance,
  options: ResolvedSitingOptions,
): Promise<SitingResult> {
  const problem = buildCapacity(instance)
  const target = targetOf(instance)
  if (target === null) {
    const found = await mostServed(problem, options)
    return { outcome: outcomeOf(instance, problem, found) }
  }
  return fewestForTarget(instance, problem, target, options)
}

async function fewestForTarget(
  instance: SitingInstance,
  problem: CapacityProblem,
  target: number,
  options: ResolvedSitingOptions,
): Promise<SitingResult> {
  const all = servedBy(problem, freeSitesOf(problem))
  if (all < target) {
    const total = instance.weight.whole.reduce((sum, one) => sum + one, 0)
    const percent = total === 0 ? 0 : Math.floor((all / total) * 1e4) / 100
    return {
      infeasible: { code: 'target-unreachable', rows: [], relaxation: { what: 'target-percent', value: percent } },
    }
  }
  const counted = (sites: number): CapacityProblem => ({ ...problem, price: problem.price.map(() => 1), amount: sites })
  let sites = 0
  while (greedy(counted(sites)).value < target) sites++
  let bound = sites
  let struckTime = false
  for (let fewer = sites - 1; fewer >= 0; fewer--) {
    const tried = await mostServed(counted(fewer), options)
    struckTime ||= tried.struckTime
    if (tried.upper < target) break
    bound = fewer
    if (tried.value >= target) sites = fewer
  }
  const found = await mostServed(counted(sites), options)
  const outcome = outcomeOf(instance, problem, { ...found, struckTime: struckTime || found.struckTime })
  return { outcome: { ...outcome, fewest: { sites, bound } } }
}

function outcomeOf(instance: SitingInstance, problem: CapacityProblem, found: ProvedServed) {
  const sites = neededOf(problem, found)
  const chosen = withRequired(instance, sites)
  const flow = createPlaceFlow(instance)
  flow.openExisting()
  for (const site of chosen) flow.open(site)
  const { perOne } = instance.weight
  const given = Float64Array.from(instance.state, (state, site) =>
    state === EXISTING || chosen.includes(site) ? flow.used(site) : 0,
  )
  return {
    chosen,
    objective: found.value / perOne,
    bound: found.upper / perOne,
    served: found.value,
    given,
    provedBy: found.provedBy,
    struckTime: found.struckTime,
  }
}

function freeSitesOf({ isOpen }: CapacityProblem): number[] {
  return Array.from(isOpen, (_, site) => site).filter((site) => isOpen[site] === 0)
}

function flowOf({ offset, site, weight, places, isOpen }: CapacityProblem): PlaceFlow {
  const flow = createFlow(offset, site, weight, places, isOpen)
  isOpen.forEach((open, at) => {
    if (open === 1) flow.open(at)
  })
  return flow
}

function servedBy(problem: CapacityProblem, sites: Iterable<number>): number {
  const flow = flowOf(problem)
  for (const site of sites) flow.open(site)
  return flow.served()
}

/** Without sites that serve nobody more. */
function neededOf(problem: CapacityProblem, { sites, value }: Served): number[] {
  let kept = [...sites]
  for (const site of [...sites].reverse()) {
    const without = kept.filter((one) => one !== site)
    if (servedBy(problem, without) === value) kept = without
  }
  return kept
}

/** The site that serves most more, again and again; what a site adds never grows, so stale figures are bounds. */
function greedy(problem: CapacityProblem): Served {
  const flow = flowOf(problem)
  const chosen: number[] = []
  const stale = new Map(freeSitesOf(problem).map((site) => [site, Number.POSITIVE_INFINITY]))
  let left = problem.amount
  for (;;) {
    let best = -1
    let most = 0
    for (const [site, bound] of stale) {
      if (problem.price[site]! > left) continue
      const each = Math.max(problem.price[site]!, 1e-9)
      if (bound / each <= most) continue
      const more = flow.wouldServe(site)
      stale.set(site, more)
      if (more / each > most) {
        most = more / each
        best = site
      }
    }
    if (best < 0) break
    flow.open(best)
    chosen.push(best)
    stale.delete(best)
    left -= problem.price[best]!
  }
  return { sites: chosen.sort((a, b) => a - b), value: flow.served() }
}

async function mostServed(problem: CapacityProblem, options: ResolvedSitingOptions): Promise<ProvedServed> {
  let best = greedy(problem)
  const trials = new Set<string>()
  const bound = await boundCapacity(
    problem,
    best.value,
    (sites) => {
      const key = sites.join(' ')
      if (!trials.has(key) && trials.size < 60) {
        trials.add(key)
        const value = servedBy(problem, sites)
        if (value > best.value) best = { sites: [...sites].sort((a, b) => a - b), value }
      }
      return best.value
    },
    () => pause(options.signal),
  )
  let upper = Math.min(problem.total, wholeBelow(bound.upper))
  if (upper <= best.value) return { ...best, upper: best.value, provedBy: 'own-bounds', struckTime: false }
  const { price, isOpen } = problem
  const status = Int8Array.from(price, (cost, site) => {
    if (isOpen[site] === 1) return 1
    const inAll = Math.max(0, bound.worth[site]! - (cost === 0 ? 0 : cost * bound.inRatio))
    const isOut = Math.max(0, cost === 0 ? 0 : cost * bound.outRatio - bound.worth[site]!)
    if (wholeBelow(bound.upper - isOut) <= best.value || cost > problem.amount) return -1
    return wholeBelow(bound.upper - inAll) <= best.value ? 1 : 0
  })
  const built = modelOf(problem, status)
  if (built.model.indices.length > options.maxModelEntries) {
    return { ...best, upper, provedBy: 'own-bounds', struckTime: false }
  }
  const found = await solveMixedInteger(built.model, { ...options, gapTolerance: 0.99 })
  if (found.values !== null) {
    const sites = freeSitesOf(problem).filter((site) => built.isChosen(found.values!, site))
    const spent = sites.reduce((sum, site) => sum + price[site]!, 0)
    const value = spent <= problem.amount ? servedBy(problem, sites) : 0
    if (value > best.value) best = { sites, value }
  }
  const within = found.status === 'infeasible' ? best.value : wholeBelow(found.upper + 1e-6)
  upper = Math.max(best.value, Math.min(upper, within))
  return { ...best, upper, provedBy: 'highs', struckTime: found.struckTime }
}

/** x per pair, y per free site; Σ x ≤ demand, Σ x ≤ places × y, and each x ≤ min(demand, places) × y, without which nothing is proved. */
function modelOf(problem: CapacityProblem, status: Int8Array) {
  const { offset, site, weight, places, price, amount } = problem
  const model = new MixedIntegerModel()
  const column = new Map<number, number>()
  const bySite = new Map<number, number[]>()
  status.forEach((own, at) => {
    if (own === 0) column.set(at, model.addColumn(0, true))
  })
  for (let row = 0; row < weight.length; row++) {
    const own: number[] = []
    for (let p = offset[row]!; p < offset[row + 1]!; p++) {
      const at = site[p]!
      if (status[at]! < 0) continue
      const most = Math.min(weight[row]!, places[at]!)
      if (most <= 0) continue
      const x = model.addColumn(1, false, most)
      own.push(x)
      bySite.set(at, [...(bySite.get(at) ?? []), x])
      const y = column.get(at)
      if (y !== undefined) model.addRow([x, y], [1, -most], Number.NEGATIVE_INFINITY, 0)
    }
    if (own.length > 0)
      model.addRow(
        own,
        own.map(() => 1),
        Number.NEGATIVE_INFINITY,
        weight[row]!,
      )
  }
  for (const [at, columns] of bySite) {
    const y = column.get(at)
    const ones = columns.map(() => 1)
    if (y === undefined) model.addRow(columns, ones, Number.NEGATIVE_INFINITY, places[at]!)
    else model.addRow([...columns, y], [...ones, -places[at]!], Number.NEGATIVE_INFINITY, 0)
  }
  let fixed = 0
  status.forEach((own, at) => {
    if (own === 1 && problem.isOpen[at] === 0) fixed += price[at]!
  })
  const free = [...column.keys()]
  const all = free.map((at) => column.get(at)!)
  if (Number.isFinite(amount))
    model.addRow(
      all,
      free.map((at) => price[at]!),
      Number.NEGATIVE_INFINITY,
      amount - fixed,
    )
  return {
    model,
    isChosen: (values: Float64Array, at: number) =>
      status[at] === 1 || (column.has(at) && values[column.get(at)!]! > 0.5),
  }
}
