// Known answers: OR-Library's p-medians, p-centres and capacitated p-medians, and San Francisco's stores. Skipped where ../shared/data is absent.
import { readFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import type { SitingProblem } from '../../../src/plan/siting/siting-problem.ts'
import { solveSiting } from '../../../src/plan/siting/solve-siting.ts'
import { hasSharedData } from '../../real/shared-data.ts'
import { KNOWN, pmed, pmedcap, sanFrancisco } from './known-files.ts'

const json = <T>(name: string): T => JSON.parse(readFileSync(`${KNOWN}${name}`, 'utf8')) as T
const LIMIT = { timeout: 120_000 }

async function expectProved(problem: SitingProblem, objective: number): Promise<void> {
  const answer = await solveSiting(problem)
  expect([answer.status, answer.objective, answer.bound, answer.gap]).toEqual(['optimal', objective, objective, 0])
}

describe.skipIf(!hasSharedData)('OR-Library', () => {
  if (!hasSharedData) return
  type Optima = Readonly<Record<'p_median' | 'p_center', Readonly<Record<string, number>>>>
  const { p_median, p_center } = json<Optima>('pmed-expected.json')

  it.each(Object.entries(p_median))('p-median %s', LIMIT, async (name, optimum) => {
    await expectProved({ ...pmed(name), problem: 'minimise-walk' }, optimum)
  })

  it.each(Object.entries(p_center))('p-centre %s', LIMIT, async (name, optimum) => {
    await expectProved({ ...pmed(name), problem: 'minimise-longest-walk' }, optimum)
  })

  const { optimum } = json<{ optimum: Readonly<Record<string, number>> }>('pmedcap-expected.json')
  it.each(Object.entries(optimum))('capacitated p-median %s', LIMIT, async (name, best) => {
    await expectProved(pmedcap(name), best)
  })
})

describe.skipIf(!hasSharedData)('San Francisco', () => {
  if (!hasSharedData) return
  interface Stores {
    readonly mclp_5000m: Readonly<Record<string, number | readonly string[]>>
    readonly p_median: Readonly<Record<string, number>>
    readonly p_center: Readonly<Record<string, number>>
    readonly lscp_5000m: number
    readonly lscp_8000m: number
  }
  const known = json<Stores>('sf-expected.json')
  const places = sanFrancisco()

  it.each([2, 3, 4])('coverage of 5 km with %i stores', async (sites) => {
    const problem = { ...places, problem: 'maximise-coverage', limit: 5000, sites } as const
    await expectProved(problem, known.mclp_5000m[`p${sites}`] as number)
  })

  it('names the four stores and what is left', async () => {
    const answer = await solveSiting({ ...places, problem: 'maximise-coverage', limit: 5000, sites: 4 })
    expect(answer.chosen.map((site) => places.siteIds[site]).sort()).toEqual(known.mclp_5000m.p4_open)
    expect(answer.demandTotal).toBe(known.mclp_5000m.total)
    expect(answer.beyond.rows).toHaveLength(known.mclp_5000m.p4_uncovered_tracts as number)
  })

  // The published sums are of metres with more decimals than the table has: 2·10⁻¹⁰ apart.
  it.each([2, 3, 4])('p-median with %i stores', async (sites) => {
    const answer = await solveSiting({ ...places, problem: 'minimise-walk', sites })
    expect(answer.status).toBe('optimal')
    const published = known.p_median[`p${sites}`]!
    expect(Math.abs(answer.objective! - published) / published).toBeLessThan(1e-9)
  })

  it('sums decimals without an error: every choice of four by hand', async () => {
    const answer = await solveSiting({ ...places, problem: 'minimise-walk', sites: 4 })
    const { costs, demandIds, demandWeight, siteIds } = places
    let least = Number.POSITIVE_INFINITY
    for (let set = 0; set < 1 << siteIds.length; set++) {
      const sites = siteIds.flatMap((_, site) => ((set >> site) & 1 ? [site] : []))
      if (sites.length !== 4) continue
      // Ten-thousandths of a metre as integers.
      const sum = demandIds.reduce((all, _, row) => {
        const walks = sites.map((site) => Math.round(costs.cost[costs.rowOffset[row]! + site]! * 1e4))
        return all + demandWeight[row]! * Math.min(...walks)
      }, 0)
      least = Math.min(least, sum)
    }
    expect(answer.objective).toBe(least / 1e4)
  })

  it.each([2, 3, 4])('p-centre with %i stores', async (sites) => {
    await expectProved({ ...places, problem: 'minimise-longest-walk', sites }, known.p_center[`p${sites}`]!)
  })

  it('the fewest stores that cover all', async () => {
    await expectProved({ ...places, problem: 'minimise-facilities', limit: 5000 }, known.lscp_5000m)
    await expectProved({ ...places, problem: 'minimise-facilities', limit: 8000 }, known.lscp_8000m)
  })
})
