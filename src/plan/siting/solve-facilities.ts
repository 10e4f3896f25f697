// minimise-facilities: the fewest new sites that bring every row within reach, or so many per cent of the weight. In: an instance in which
// every row has a site. Out: a choice with its proof.

import type { CoverProblem } from './cover-problem.ts'
import { coverageSavings, freeSites, pricesOf } from './coverage-savings.ts'
import { fewestSites } from './fewest-sites.ts'
import { FREE, type SitingInstance } from './siting-instance.ts'
import type { ResolvedSitingOptions } from './siting-options.ts'
import type { SitingResult } from './siting-outcome.ts'
import { solveCover } from './solve-cover.ts'
import { beyondTarget, targetOf, withRequired } from './solve-coverage.ts'

/** @see the head of the file */
export async function solveFacilities(instance: SitingInstance, options: ResolvedSitingOptions): Promise<SitingResult> {
  const target = targetOf(instance)
  return target === null ? coverAll(instance, options) : coverShare(instance, target, options)
}

async function coverAll(instance: SitingInstance, options: ResolvedSitingOptions): Promise<SitingResult> {
  const { problem, freeOf } = coverOf(instance)
  const { amount } = instance
  const cover = await solveCover(problem, options)
  const required = countRequired(instance)
  if (cover.lower > amount) return { infeasible: tooFew(required + cover.lower) }
  if (cover.price > amount) {
    // It is not known whether so few do: what is known is that more do.
    return { infeasible: tooFew(required + cover.price) }
  }
  return {
    outcome: {
      chosen: withRequired(
        instance,
        cover.sites.map((site) => freeOf[site]!),
      ),
      objective: required + cover.price,
      bound: required + cover.lower,
      provedBy: cover.provedBy,
      struckTime: cover.struckTime,
    },
  }
}

async function coverShare(
  instance: SitingInstance,
  target: number,
  options: ResolvedSitingOptions,
): Promise<SitingResult> {
  const own = coverageSavings(instance)
  const found = await fewestSites(own.savings, target - own.base, options)
  if (found === null) return { infeasible: beyondTarget(instance, own) }
  const required = countRequired(instance)
  return {
    outcome: {
      chosen: withRequired(
        instance,
        found.choice.sites.map((site) => own.freeOf[site]!),
      ),
      objective: required + found.fewest.sites,
      bound: required + found.fewest.bound,
      provedBy: found.choice.provedBy,
      struckTime: found.choice.struckTime,
    },
  }
}

/** More sites are needed than are allowed. */
export function tooFew(sites: number) {
  return { code: 'too-few-sites' as const, rows: [], relaxation: { what: 'sites' as const, value: sites } }
}

export function countRequired({ state }: SitingInstance): number {
  return state.reduce((sum, own) => sum + (own === 1 ? 1 : 0), 0)
}

/** Rows that open sites do not cover, as a cover problem over the free sites. @param limit only pairs up to it count */
export function coverOf(
  instance: SitingInstance,
  limit = Number.POSITIVE_INFINITY,
): { readonly problem: CoverProblem; readonly freeOf: Uint32Array } {
  const { state, offset, site, cost } = instance
  const { freeOf, own } = freeSites(instance)
  const rows: number[][] = []
  for (let row = 0; row + 1 < offset.length; row++) {
    const sites: number[] = []
    let isCovered = false
    for (let p = offset[row]!; p < offset[row + 1]! && !isCovered; p++) {
      if (cost[p]! > limit) continue
      if (state[site[p]!] === FREE) sites.push(own[site[p]!]!)
      else isCovered = true
    }
    if (!isCovered) rows.push(sites)
  }
  return { problem: { rows, price: pricesOf(instance, freeOf) }, freeOf }
}
