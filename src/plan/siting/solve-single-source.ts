// minimise-walk within places: every row as a whole at one open site, no site beyond its places, the least sum of weight × cost (capacitated
// p-median, single source). In: an instance with places and what each row needs of them. Out: a choice with its proof.

import { problem as problemError } from '../../words/problem.ts'
import { wholeAbove } from './cover-bound.ts'
import { walkSavings, wholeCosts } from './coverage-savings.ts'
import { MixedIntegerModel, solveMixedInteger } from './mixed-integer.ts'
import { FREE, type SitingInstance } from './siting-instance.ts'
import type { ResolvedSitingOptions } from './siting-options.ts'
import type { SitingResult } from './siting-outcome.ts'
import { withRequired } from './solve-coverage.ts'
import { solveSavings } from './solve-savings.ts'
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
  // Without places it is a p-median: what that costs at least, this does, too; and its sites are where to begin.
  const free = walkSavings(instance, costs)
  const loose = await solveSavings(free.savings, options)
  const built = modelOf(instance, costs, needs)
  const start = built.assign(
    withFixed(
      instance,
      loose.sites.map((site) => free.freeOf[site]!),
    ),
  )
  const found = await solveMixedInteger(built.model, { ...options, gapTolerance: 0.99 }, start ?? undefined)
  if (found.status === 'infeasible') return { infeasible: notEnough(null) }
  const values = found.values ?? start
  if (values === null) {
    throw problemError('invalid-option', 'siting.nothing-found', {}, { hint: 'hint.more-nodes' })
  }
  const { value, given, chosen } = built.read(values)
  const { perOne } = instance.weight
  const base = built.beyond
  const inUnits = (whole: number) => whole / perOne / costs.perOne
  const own = Math.max(0, free.base - loose.upper - base)
  const lower = Number.isFinite(found.upper) ? Math.max(own, wholeAbove(-found.upper - 1e-6)) : own
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

function withFixed({ state }: SitingInstance, sites: readonly number[]): ReadonlySet<number> {
  return new Set([...sites, ...Array.from(state, (_, at) => at).filter((at) => state[at] !== FREE)])
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
  /** Rows with the largest needs first, each to the nearest of some sites that has room; `null` where one finds none. */
  function assign(sites: ReadonlySet<number>): Float64Array | null {
    const values = new Float64Array(model.gain.length)
    const left = places.slice()
    const byRow = new Map<number, (typeof pairs)[number][]>()
    for (const pair of pairs) if (sites.has(pair.site)) byRow.set(pair.row, [...(byRow.get(pair.row) ?? []), pair])
    const rows = Array.from(need, (_, row) => row).filter((row) => offset[row] !== offset[row + 1])
    rows.sort((a, b) => need[b]! - need[a]! || a - b)
    for (const row of rows) {
      const near = (byRow.get(row) ?? []).sort((a, b) => a.cost - b.cost || a.site - b.site)
      const pair = near.find(({ site: at }) => left[at]! >= need[row]!)
      if (pair === undefined) return null
      left[pair.site]! -= need[row]!
      values[pair.column] = 1
    }
    for (const at of sites) if (y.has(at)) values[y.get(at)!] = 1
    return values
  }

  return {
    model,
    beyond,
    assign,
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
