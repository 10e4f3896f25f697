// Plans over streets against every choice tried: each set of candidates is opened as facilities and coverage measured anew, on random towns
// with estates, gates and private streets. What is promised, laws, words, what is unknown.
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { analyseAccess, siteFacilities } from '../../src/index.ts'
import type { SiteOptions } from '../../src/job/site-facilities.ts'
import type { SiteCandidate } from '../../src/normalise/places/site-candidate.ts'
import { namedScene } from '../scene/scenes.ts'
import { areaOfText, loadedBlocks, loadedFacilities } from '../scene/walk-scene.ts'
import { type EstatePlan, estateOf, estatePlans } from '../truth/random-estates.ts'
import { candidateAt, coveredBy, facilityAt, keptPromises, loadedCandidates, withSites } from './opened-sites.ts'

const KIND = 'pharmacy'

/** A random town: some pharmacies are open; doors of other places and homes are candidates. */
async function townWithCandidates(plan: EstatePlan) {
  const { town, compounds, facilities, osmXml } = estateOf(plan)
  const area = await areaOfText('random', osmXml, { compounds })
  const blocks = loadedBlocks(
    town
      .toBlocks()
      .map((block, i) => ({ ...block, people: { population: i % 7 === 3 ? null : 10 + ((i * 37) % 90) } })),
  )
  const open = loadedFacilities(facilities.filter(({ category }, i) => category === KIND && i % 2 === 0))
  const places = [
    ...facilities.filter(({ category }) => category !== KIND).map(({ lonLat }) => lonLat),
    ...blocks.blocks.map(({ lonLat }) => lonLat),
  ].slice(0, 7)
  return { area, open, blocks, candidates: places.map((lonLat, i) => candidateAt(`c${i}`, lonLat)) }
}

type Town = Awaited<ReturnType<typeof townWithCandidates>>

/** The most that any so many candidates cover, each choice measured by itself. */
async function bestByTrying({ area, open, blocks, candidates }: Town, most: number, metres: number): Promise<number> {
  let best = 0
  for (let choice = 0; choice < 1 << candidates.length; choice++) {
    const chosen = candidates.filter((_, i) => (choice >> i) & 1)
    if (chosen.length > most) continue
    const opened = chosen.map(({ id, lonLat }) => facilityAt(`opened ${id}`, KIND, lonLat))
    const facilities = { ...open, facilities: [...open.facilities, ...opened] }
    const { report } = await analyseAccess(area, facilities, blocks, { metres: [metres], categories: [KIND] })
    if (report.categories[0]!.facilities > 0) best = Math.max(best, coveredBy(report, KIND, 'population'))
  }
  return best
}

const site = ({ area, open, blocks, candidates }: Town, options: Partial<SiteOptions>) =>
  siteFacilities(area, open, blocks, {
    ...{ categories: [KIND], problem: 'maximise-coverage', metres: [250] },
    ...{ candidates: loadedCandidates(candidates), group: 'population' },
    ...options,
  })

/** Runs a check on random towns where there is something to plan. */
async function onTowns(numRuns: number, seed: number, check: (town: Town) => Promise<void>): Promise<number> {
  let checked = 0
  await fc.assert(
    fc.asyncProperty(estatePlans, async (plan) => {
      const town = await townWithCandidates(plan)
      if (town.candidates.length === 0 || !town.blocks.blocks.some(({ people }) => people.population !== null)) return
      try {
        await check(town)
        checked++
      } catch (error) {
        // Nobody or nothing is linked: the error says so, and there is nothing to compare.
        const key = (error as { said?: { key: string } }).said?.key
        if (key !== 'siting.no-people' && key !== 'siting.no-candidates') throw error
      }
    }),
    { numRuns, seed },
  )
  return checked
}

describe('siteFacilities', () => {
  it('covers as many as the best of all choices, and exactly whom it promises', { timeout: 120_000 }, async () => {
    const checked = await onTowns(25, 20261301, async (town) => {
      const { plan } = await site(town, { sites: 2 })
      expect(plan.status).toBe('optimal')
      expect(plan.objective).toBeCloseTo(await bestByTrying(town, 2, 250), 6)
      const { promised, found } = await keptPromises([town.area, town.open, town.blocks], plan, { metres: [250] })
      expect(found).toEqual(promised)
      const last = plan.steps.at(-1)
      if (last !== undefined) expect(last.demandTotal).toBe(plan.demandCovered)
      expect(plan.steps.map(({ siteId }) => siteId).sort()).toEqual(plan.sites.map(({ id }) => id).sort())
    })
    expect(checked).toBeGreaterThan(15)
  })

  it('never covers fewer with more sites, a longer limit or another candidate; required ones are chosen', {
    timeout: 120_000,
  }, async () => {
    const checked = await onTowns(30, 20261302, async (town) => {
      const objective = async (options: Partial<SiteOptions>, from = town) =>
        (await site(from, options)).plan.objective!
      const [one, two, longer] = [
        await objective({ sites: 1 }),
        await objective({ sites: 2 }),
        await objective({ sites: 1, metres: [400] }),
      ]
      expect(two).toBeGreaterThanOrEqual(one)
      expect(longer).toBeGreaterThanOrEqual(one)
      const fewer = { ...town, candidates: town.candidates.slice(1) }
      if (fewer.candidates.length > 0) {
        const less = await site(fewer, { sites: 1 }).catch(() => null)
        if (less !== null) expect(one).toBeGreaterThanOrEqual(less.plan.objective!)
      }
      const first = (await site(town, { sites: 1 })).plan.unlinked
      const linked = town.candidates.find(({ id }) => !first.some((unlinked) => unlinked.id === id))!
      const required = town.candidates.map((one) => (one === linked ? { ...one, status: 'required' as const } : one))
      const { plan } = await site({ ...town, candidates: required }, { sites: 2 })
      expect(plan.sites.map(({ id }) => id)).toContain(linked.id)
      const excluded = town.candidates.map((one) => (one === linked ? { ...one, status: 'excluded' as const } : one))
      const without = await site({ ...town, candidates: excluded }, { sites: 2 }).catch(() => null)
      if (without !== null) {
        expect(without.plan.sites.map(({ id }) => id)).not.toContain(linked.id)
        expect(without.plan.candidates.excluded).toBe(1)
      }
    })
    expect(checked).toBeGreaterThan(15)
  })

  it('gives the same plan whatever the order of candidates and blocks', { timeout: 60_000 }, async () => {
    await onTowns(15, 20261303, async (town) => {
      const turned: Town = {
        ...town,
        candidates: [...town.candidates].reverse(),
        blocks: { ...town.blocks, blocks: [...town.blocks.blocks].reverse() },
        open: { ...town.open, facilities: [...town.open.facilities].reverse() },
      }
      for (const problem of ['maximise-coverage', 'minimise-walk'] as const) {
        const [a, b] = [await site(town, { sites: 2, problem }), await site(turned, { sites: 2, problem })]
        expect(b.plan).toEqual(a.plan)
      }
    })
  })

  it('finds the fewest sites for a target, and none fewer', { timeout: 120_000 }, async () => {
    let reached = 0
    await onTowns(15, 20261304, async (town) => {
      const { plan } = await site(town, { targetPercent: 80 })
      const { total } = plan.kinds[0]!.before
      if (plan.infeasible !== null) {
        expect((await bestByTrying(town, 9, 250)) / total).toBeLessThan(0.8)
        return
      }
      reached++
      expect(plan.kinds[0]!.after.share).toBeGreaterThanOrEqual(0.8 - 1e-9)
      const n = plan.sites.length
      if (n > 0) expect((await bestByTrying(town, n - 1, 250)) / total).toBeLessThan(0.8)
    })
    expect(reached).toBeGreaterThan(3)
  })

  it('makes the sum of walks as short as any choice does, beyond the search at its end', {
    timeout: 120_000,
  }, async () => {
    await onTowns(12, 20261305, async (town) => {
      const { plan, study } = await site(town, { sites: 1, problem: 'minimise-walk', metres: [150] })
      expect(plan.searchedTo).toBe(600)
      const sumOf = async (chosen: readonly SiteCandidate[]) => {
        const opened = { ...plan, sites: chosen.map((one) => ({ ...one, categories: [KIND] })) } as never
        const { report } = await analyseAccess(town.area, withSites(town.open, opened), town.blocks, {
          metres: [600],
          categories: [KIND],
        })
        return report.blocks.reduce((sum, block, i) => {
          const people = block.people.population ?? null
          if (people === null || block.linkStatus !== 'linked') return sum
          const walk = report.table.walkMetres[i]!
          return sum + people * (Number.isNaN(walk) ? 600 : walk)
        }, 0)
      }
      const sums = [await sumOf([])]
      for (const candidate of town.candidates) sums.push(await sumOf([candidate]))
      expect(plan.objective).toBeCloseTo(Math.min(...sums), 3)
      expect(study.blocks.length).toBe(town.blocks.blocks.length)
    })
  })

  it('reaches a site inside a closed compound as visitors reach a facility there', async () => {
    const town = namedScene('gated-compound')
    const area = await areaOfText('gated', town.toOsmXml())
    const blocks = loadedBlocks(town.toBlocks().map((block) => ({ ...block, people: { population: 100 } })))
    const inside = town.lonLat([300, 200])
    const beside = town.lonLat([590, 200])
    const asked = { categories: ['library'], problem: 'maximise-coverage', sites: 1, group: 'population' } as const
    const candidates = loadedCandidates([candidateAt('inside', inside), candidateAt('beside', beside)])
    const none = loadedFacilities([])
    // The estate itself, who lives in it, and the neighbour: 200 m to the gate, 200 m along the street to the neighbour, some metres to their doors: nobody else is as near.
    const { plan, study } = await siteFacilities(area, none, blocks, { ...asked, metres: [430], candidates })
    expect(plan.sites.map(({ id }) => id)).toEqual(['inside'])
    expect(plan.kinds[0]!.after.covered).toBe(300)
    const { report } = await analyseAccess(area, withSites(none, plan), blocks, {
      metres: [430],
      categories: ['library'],
    })
    expect(coveredBy(report, 'library', 'population')).toBe(300)
    // Nobody walks through it: from the east the way to the west is around it, with a plan as without.
    const through = await siteFacilities(area, none, blocks, {
      ...asked,
      metres: [430],
      candidates: loadedCandidates([candidateAt('beside', beside)]),
    })
    expect(through.plan.kinds[0]!.after.covered).toBeLessThan(300)
    expect(study.network.edgeRegion.some((region) => region > 0)).toBe(true)
  })
})
