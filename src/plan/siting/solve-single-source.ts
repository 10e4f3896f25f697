// minimise-walk within places: every row as a whole at one open site, no site beyond its places, the least sum of weight × cost (capacitated
// p-median, single source). In: an instance with places and what each row needs of them. Out: a choice with its proof.

import { problem as problemError } from '../../words/problem.ts'
import { wholeAbove } from './cover-bound.ts'
import { wholeCosts } from './coverage-savings.ts'
import { MixedIntegerModel, solveMixedInteger } from './mixed-integer.ts'
import { FREE, type SitingInstance } from './siting-instance.ts'
import type { ResolvedSitingOptions } from './siting-options.ts'
import type { SitingResult } from './siting-outcome.ts'
import { withRequired } from './solve-coverage.ts'
import { cutOffOf } from './solve-walk.ts'
import { coarser, type WholeNumbers, wholeNumbers } from './whole-units.ts'

/** Places and needs in one whole unit. */
interface Needs {
  readonly need: Float64Array
  readonly places: Float64Array
}

/** @see the head of the file */
export async function solveSingleSource(
  instance: SitingInstance,
  options: ResolvedSitingOptions,
): Promise<SitingResult> {
  const cutOff = cutOffOf(instance)
  const costs = wholeCosts(instance, cutOff)
  const needs = needsOf(instance)
  const short = placesShort(instance, needs)
  if (short > 0) return { infeasible: notEnough(short) }
  const built = modelOf(instance, costs, needs)
  const found = await solveMixedInteger(built.model, { ...options, gapTolerance: 0.99 })
  if (found.status === 'infeasible') return { infeasible: notEnough(null) }
  if (found.values === null) {
    throw problemError('invalid-option', 'siting.nothing-found', {}, { hint: 'hint.more-nodes' })
  }
  const { value, given, chosen } = built.read(found.values)
  const { perOne } = instance.weight
  const base = built.beyond
  const inUnits = (whole: number) => whole / perOne / costs.perOne
  const lower = Number.isFinite(found.upper) ? Math.max(0, wholeAbove(-found.upper - 1e-6)) : 0
  return {
    outcome: {
      chosen: withRequired(instance, chosen),
      objective: inUnits(value + base),
      bound: inUnits(Math.min(value, lower) + base),
      provedBy: 'highs',
      struckTime: found.struckTime,
      cutOff,
      given,
    },
  }
}

function notEnough(short: number | null) {
  const relaxation = short === null ? null : { what: 'places' as const, value: short }
  return { code: 'not-enough-places' as const, rows: [], relaxation }
}

/** What rows need is rounded up, what sites have down, where they have more than three decimals. */
function needsOf({ problem, rowOf, siteOf }: SitingInstance): Needs {
  const need = Array.from(rowOf, (row) => problem.demandPlaces![row]!)
  const places = Array.from(siteOf, (site) => problem.sitePlaces![site]!)
  const both: WholeNumbers = wholeNumbers([...need, ...places], 1000, 1000)
  const exact = both.exact ? both : coarser([...need, ...places], 1000)
  return {
    need: Float64Array.from(need, (one) => Math.ceil(one * exact.perOne - 1e-9)),
    places: Float64Array.from(places, (one) => Math.floor(one * exact.perOne + 1e-9)),
  }
}

/** How many places are missing even if the largest sites are chosen. */
function placesShort(instance: SitingInstance, { need, places }: Needs): number {
  const { offset, state, price, amount } = instance
  let needed = 0
  for (let row = 0; row < need.length; row++) if (offset[row] !== offset[row + 1]) needed += need[row]!
  let had = 0
  for (let site = 0; site < places.length; site++) if (state[site] !== FREE) had += places[site]!
  const free = Array.from(places, (_, site) => site).filter((site) => state[site] === FREE)
  const each = (site: number) => (price[site] === 0 ? Number.POSITIVE_INFINITY : places[site]! / price[site]!)
  free.sort((a, b) => (each(a) === each(b) ? a - b : each(b) - each(a)))
  let left = amount
  for (const site of free) {
    had += places[site]! * (price[site] === 0 ? 1 : Math.min(1, Math.max(0, left) / price[site]!))
    left -= price[site]!
  }
  return Math.max(0, Math.ceil(needed - had - 1e-6))
}

function modelOf(instance: SitingInstance, costs: WholeNumbers, { need, places }: Needs) {
  const { offset, site, state, weight, price, amount, siteOf } = instance
  const model = new MixedIntegerModel()
  const y = new Map<number, number>()
  for (let at = 0; at < siteOf.length; at++) if (state[at] === FREE) y.set(at, model.addColumn(0, true))
  const pairs: { readonly row: number; readonly site: number; readonly column: number; readonly cost: number }[] = []
  const load: { columns: number[]; needs: number[] }[] = Array.from(siteOf, () => ({ columns: [], needs: [] }))
  let beyond = 0
  for (let row = 0; row + 1 < offset.length; row++) {
    if (offset[row] === offset[row + 1]) {
      beyond += weight.whole[row]! * costs.whole[costs.whole.length - 1]!
      continue
    }
    const own: number[] = []
    for (let p = offset[row]!; p < offset[row + 1]!; p++) {
      const at = site[p]!
      if (need[row]! > places[at]!) continue
      const cost = weight.whole[row]! * costs.whole[p]!
      const column = model.addColumn(-cost, true)
      pairs.push({ row, site: at, column, cost })
      own.push(column)
      load[at]!.columns.push(column)
      load[at]!.needs.push(need[row]!)
      const open = y.get(at)
      if (open !== undefined) model.addRow([column, open], [1, -1], Number.NEGATIVE_INFINITY, 0)
    }
    model.addRow(
      own,
      own.map(() => 1),
      1,
      1,
    )
  }
  load.forEach(({ columns, needs }, at) => {
    const open = y.get(at)
    if (columns.length === 0) return
    if (open === undefined) model.addRow(columns, needs, Number.NEGATIVE_INFINITY, places[at]!)
    else model.addRow([...columns, open], [...needs, -places[at]!], Number.NEGATIVE_INFINITY, 0)
  })
  if (Number.isFinite(amount)) {
    model.addRow(
      [...y.values()],
      [...y.keys()].map((at) => price[at]!),
      Number.NEGATIVE_INFINITY,
      amount,
    )
  }
  return {
    model,
    beyond,
    read(values: Float64Array) {
      const given = new Float64Array(siteOf.length)
      const chosen = new Set<number>()
      let value = 0
      for (const pair of pairs) {
        if (values[pair.column]! < 0.5) continue
        value += pair.cost
        given[pair.site]! += weight.whole[pair.row]!
        if (state[pair.site] === FREE) chosen.add(pair.site)
      }
      return { value, given, chosen: [...chosen].sort((a, b) => a - b) }
    },
  }
}
