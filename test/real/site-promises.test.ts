// What plans promise, found again: the chosen sites as facilities and coverage anew give exactly the people that the plan names; on the
// sample town, Malta and Wudaokou, from blocks, gaps and streets, in minutes and metres.
import { describe, expect, it } from 'vitest'
import type { SitingPlan } from '../../src/answer/siting-plan.ts'
import { loadArea, loadBlocks, loadFacilities, type SiteOptions, siteFacilities } from '../../src/index.ts'
import { candidateAt, keptPromises, loadedCandidates } from '../plan/opened-sites.ts'
import { loadSampleTown } from '../sample-analysis.ts'
import { hasSharedData, sharedSource } from './shared-data.ts'

type Inputs = Parameters<typeof keptPromises>[0]

const QUESTIONS: readonly Omit<SiteOptions, 'categories'>[] = [
  { problem: 'maximise-coverage', sites: 3, minutes: [10], candidates: 'streets', candidatesEvery: 400 },
  { problem: 'maximise-coverage', targetPercent: 60, metres: [800], candidates: 'blocks' },
  { problem: 'maximise-coverage', sites: 2, minutes: [10], candidates: 'blocks', at: 'Su 21:00' },
  { problem: 'minimise-walk', sites: 2, minutes: [5], candidates: 'gaps', profile: 'older' },
]

async function expectKept(inputs: Inputs, categories: readonly string[], options: Omit<SiteOptions, 'categories'>) {
  const { plan, report } = await siteFacilities(...inputs, { ...options, categories })
  const { minutes, metres, profile, at } = options
  const { promised, found } = await keptPromises(inputs, plan, { minutes, metres, profile, at })
  expect(found).toEqual(promised)
  expect(report.plan).toBe(plan)
  expectSound(plan)
  return plan
}

/** A plan adds up in itself. */
function expectSound(plan: SitingPlan) {
  const { steps, sites, kinds } = plan
  expect(steps.map(({ siteId }) => siteId)).toEqual(sites.map(({ id }) => id))
  const gained = steps.reduce((sum, { demandNew }) => sum + demandNew, 0)
  const before = kinds.reduce((sum, kind) => sum + kind.before.covered, 0)
  expect(before + gained).toBeCloseTo(plan.demandCovered, 4)
  for (const { demandNew } of steps) expect(demandNew).toBeGreaterThanOrEqual(0)
  for (const { shareBefore, shareAfter } of kinds) {
    shareAfter.forEach((share, block) => {
      if (!Number.isNaN(share)) expect(share).toBeGreaterThanOrEqual(shareBefore[block]!)
    })
  }
}

describe('plans keep what they promise', () => {
  it('in the sample town', { timeout: 120_000 }, async () => {
    const { area, facilities, blocks } = await loadSampleTown()
    for (const options of QUESTIONS) {
      const plan = await expectKept([area, facilities, blocks], ['nursery', 'clinic'], options)
      expect(plan.sites.length).toBeGreaterThan(0)
    }
  })

  for (const [extract, tables, categories] of [
    ['malta.osm.pbf', 'malta', ['pharmacy', 'clinic']],
    ['beijing-wudaokou.osm.pbf', 'wudaokou', ['pharmacy']],
  ] as const) {
    it.skipIf(!hasSharedData)(`in ${tables}`, { timeout: 240_000 }, async () => {
      const area = await loadArea(sharedSource(extract))
      const facilities = await loadFacilities(area, { files: [sharedSource(`tables/${tables}-facilities.csv`)] })
      const blocks = await loadBlocks(area, { file: sharedSource(`tables/${tables}-blocks.csv`) })
      for (const options of QUESTIONS) {
        const every = tables === 'malta' && options.candidates === 'streets' ? { candidatesEvery: 1500 } : {}
        await expectKept([area, facilities, blocks], categories, { ...options, ...every })
      }
      // A fifth of the blocks beside their places as a file of candidates: 500 or so.
      const places = blocks.blocks.filter((_, i) => i % 6 === 0)
      const candidates = loadedCandidates(
        places.map(({ id, lonLat: [lon, lat] }) => candidateAt(`c${id}`, [lon + 4e-4, lat])),
      )
      const options = { problem: 'maximise-coverage', sites: 10, minutes: [15], candidates } as const
      const plan = await expectKept([area, facilities, blocks], categories.slice(0, 1), options)
      expect(plan.status).toBe('optimal')
      expect(plan.sites.length).toBeGreaterThan(0)
    })
  }
})
