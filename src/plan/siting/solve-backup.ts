// backup-coverage: the fewest new sites that bring every row within reach; of as few, those that bring most weight within reach of two. In: an
// instance in which every row has a site. Out: a choice with its proof.

import { MixedIntegerModel, solveMixedInteger } from './mixed-integer.ts'
import { createNearestOpen } from './nearest-open.ts'
import { wholeBelow } from './savings-bound.ts'
import { FREE, type SitingInstance } from './siting-instance.ts'
import type { ResolvedSitingOptions } from './siting-options.ts'
import type { SitingResult } from './siting-outcome.ts'
import { solveCover } from './solve-cover.ts'
import { withRequired } from './solve-coverage.ts'
import { countRequired, coverOf, tooFew } from './solve-facilities.ts'

/** Rows with the same free sites and as many open ones: what they weigh together. */
interface AlikeRows {
  readonly sites: readonly number[]
  /** Sites within reach that are open anyway: 0 or 1. */
  readonly open: number
  weight: number
}

/** @see the head of the file */
export async function solveBackup(instance: SitingInstance, options: ResolvedSitingOptions): Promise<SitingResult> {
  const { problem, freeOf } = coverOf(instance)
  const cover = await solveCover(problem, options)
  const required = countRequired(instance)
  if (cover.lower > instance.amount || cover.price > instance.amount)
    return { infeasible: tooFew(required + cover.price) }
  const { alike, twice } = rowsAlike(instance, freeOf)
  const first = withRequired(
    instance,
    cover.sites.map((site) => freeOf[site]!),
  )
  let best = { sites: first, twice: coveredTwice(instance, first) }
  let upper = twice
  for (const row of alike) if (row.sites.length + row.open >= 2) upper += row.weight
  let provedBy = cover.provedBy
  let struckTime = cover.struckTime
  const { model } = modelOf(alike, freeOf.length, cover.price)
  if (best.twice < upper && model.indices.length <= options.maxModelEntries) {
    const found = await solveMixedInteger(
      model,
      { ...options, gapTolerance: 0.99 },
      startOf(alike, freeOf.length, cover.sites),
    )
    provedBy = 'highs'
    struckTime ||= found.struckTime
    if (found.values !== null) {
      const sites = withRequired(
        instance,
        Array.from(freeOf).filter((_, at) => found.values![at]! > 0.5),
      )
      const value = coveredTwice(instance, sites)
      if (value > best.twice && sites.length <= first.length && coversAll(instance, sites))
        best = { sites, twice: value }
    }
    upper = Math.min(upper, wholeBelow(found.upper + twice + 1e-6))
  }
  const { perOne } = instance.weight
  return {
    outcome: {
      chosen: best.sites,
      objective: best.twice / perOne,
      bound: Math.max(upper, best.twice) / perOne,
      fewest: { sites: cover.price, bound: cover.lower },
      provedBy,
      struckTime,
    },
  }
}

/** Rows that may be covered twice or not, merged; and the weight of those that are in any case. */
function rowsAlike(instance: SitingInstance, freeOf: Uint32Array) {
  const { state, offset, site, weight } = instance
  const own = new Map(Array.from(freeOf, (at, i) => [at, i]))
  const merged = new Map<string, AlikeRows>()
  let twice = 0
  for (let row = 0; row + 1 < offset.length; row++) {
    const near = Array.from(site.subarray(offset[row]!, offset[row + 1]!))
    const open = near.filter((at) => state[at] !== FREE).length
    const value = weight.whole[row]!
    if (open >= 2) {
      twice += value
      continue
    }
    const sites = near.flatMap((at) => own.get(at) ?? [])
    const key = `${open} ${sites.join(' ')}`
    const known = merged.get(key)
    if (known === undefined) merged.set(key, { sites, open, weight: value })
    else known.weight += value
  }
  return { alike: [...merged.values()], twice }
}

/** y for each site, z for each row that is covered twice: Σ y ≥ 1 − open, z ≤ Σ y + open − 1, Σ y ≤ the fewest. */
function modelOf(alike: readonly AlikeRows[], sites: number, fewest: number) {
  const model = new MixedIntegerModel()
  for (let at = 0; at < sites; at++) model.addColumn(0, true)
  for (const row of alike) {
    const z = model.addColumn(row.weight, false)
    const ones = row.sites.map(() => -1)
    if (row.open === 0) model.addRow(row.sites, ones, Number.NEGATIVE_INFINITY, -1)
    model.addRow([z, ...row.sites], [1, ...ones], Number.NEGATIVE_INFINITY, row.open - 1)
  }
  const all = Array.from({ length: sites }, (_, at) => at)
  model.addRow(
    all,
    all.map(() => 1),
    Number.NEGATIVE_INFINITY,
    fewest,
  )
  return { model }
}

function startOf(alike: readonly AlikeRows[], sites: number, chosen: readonly number[]): Float64Array {
  const values = new Float64Array(sites + alike.length)
  for (const site of chosen) values[site] = 1
  alike.forEach((row, at) => {
    const count = row.open + row.sites.filter((site) => values[site] === 1).length
    if (count >= 2) values[sites + at] = 1
  })
  return values
}

function coveredTwice(instance: SitingInstance, sites: readonly number[]): number {
  const open = createNearestOpen(instance)
  for (const site of sites) open.open(site)
  return open.coveredTwice()
}

function coversAll(instance: SitingInstance, sites: readonly number[]): boolean {
  const open = createNearestOpen(instance)
  for (const site of sites) open.open(site)
  return open.count.every((count) => count > 0)
}
