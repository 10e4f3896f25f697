import { describe, expect, it } from 'vitest'
import type { Remedy } from '../../src/answer/remedies-report.ts'
import {
  type AnalyseOptions,
  analyseAccess,
  applyEdits,
  closeCompounds,
  findRemedies,
  type LoadedArea,
  type LoadedBlocks,
  type LoadedFacilities,
  loadArea,
  loadBlocks,
  loadFacilities,
} from '../../src/index.ts'
import { builtInRates } from '../../src/parts.ts'
import { hasSharedData, sharedSource } from '../real/shared-data.ts'
import { loadSampleTown } from '../sample-analysis.ts'

interface Inputs {
  readonly area: LoadedArea
  readonly facilities: LoadedFacilities
  readonly blocks: LoadedBlocks
}

/** People of each category's own group (or everybody) within the largest limit, and how everybody is linked. */
async function covered({ area, facilities, blocks }: Inputs, options: AnalyseOptions) {
  const analysis = await analyseAccess(area, facilities, blocks, options)
  const { report } = analysis
  const largest = report.options.limits.at(-1)!
  const isKnown = (group: string) => report.blocks.some(({ people }) => typeof people[group] === 'number')
  let people = 0
  for (const { id, populationGroup } of report.categories) {
    const group = isKnown(populationGroup) ? populationGroup : 'population'
    const entry = report.coverage.find(({ category, limit }) => category === id && limit === largest)!
    people += entry.shares.find(({ measure }) => measure === group)?.covered ?? 0
  }
  return { analysis, people, links: new Map(report.blocks.map(({ id, linkMetres }) => [id, linkMetres])) }
}

/** Tries remedies again in whole runs, by their own edits; counts those that could be compared. */
async function tryAgain(
  inputs: Inputs,
  options: AnalyseOptions,
  chosen: (remedies: readonly Remedy[]) => readonly Remedy[],
) {
  const before = await covered(inputs, options)
  const { remedies } = await findRemedies(inputs.area, inputs.facilities, before.analysis)
  const compared = new Map<string, number>()
  for (const remedy of chosen(remedies.remedies.filter(({ edits }) => edits.length > 0))) {
    const edited = applyEdits(inputs.area, inputs.facilities, inputs.blocks, remedy.edits)
    const after = await covered(edited, options)
    // Somebody may link to a new crossing: then these walks are others, and only the whole run tells. Who gets a gate sets out from it.
    const isMoved = ([id, metres]: [string, number]) =>
      id !== remedy.compoundId && Math.abs((metres || 0) - (before.links.get(id) || 0)) > 0.05
    if ([...after.links].some(isMoved)) continue
    expect(after.people - before.people, `${remedy.kind} ${remedy.lonLat.join()}`).toBeCloseTo(remedy.people, 3)
    compared.set(remedy.kind, (compared.get(remedy.kind) ?? 0) + 1)
  }
  return compared
}

describe('what a remedy promises is what its own edits bring in a whole run', () => {
  it('in the sample town', async () => {
    const open = await loadSampleTown()
    const town = { ...open, area: closeCompounds(open.area, open.blocks.compounds ?? []) }
    const options = { minutes: [8], categories: 'all' as const }
    const compared = await tryAgain(town, options, (all) => [
      ...all.slice(0, 12),
      ...all.filter(({ kind }) => kind === 'open-gate' || kind === 'new-gate' || kind === 'new-crossing').slice(0, 25),
    ])
    expect(compared.get('new-site')).toBeGreaterThan(5)
    expect((compared.get('open-gate') ?? 0) + (compared.get('new-gate') ?? 0)).toBeGreaterThan(0)
    expect(compared.get('new-crossing')).toBeGreaterThan(2)
  }, 120_000)

  it.skipIf(!hasSharedData)(
    'on Malta, with its compounds',
    async () => {
      const open = await loadArea(sharedSource('malta.osm.pbf'))
      const facilities = await loadFacilities(open, { files: [sharedSource('tables/malta-facilities.csv')] })
      const blocks = await loadBlocks(open, {
        file: sharedSource('tables/malta-blocks.csv'),
        compounds: sharedSource('compounds/malta-compounds.geojson'),
        gates: sharedSource('compounds/malta-gates.csv'),
      })
      const area = closeCompounds(open, blocks.compounds ?? [])
      const compared = await tryAgain({ area, facilities, blocks }, { minutes: [15] }, (all) => [
        ...all.filter(({ kind }) => kind === 'new-site').slice(0, 3),
        ...all.filter(({ kind }) => kind === 'new-crossing').slice(0, 6),
        ...all.filter(({ kind }) => kind === 'open-gate' || kind === 'new-gate').slice(0, 5),
      ])
      expect(compared.get('new-site')).toBe(3)
      expect(compared.get('new-crossing')).toBeGreaterThan(2)
    },
    300_000,
  )
})

it('promises as many places as a whole run serves with them', async () => {
  const { area, facilities, blocks } = await loadSampleTown()
  const options = { minutes: [10], categories: ['nursery', 'elderly_day_care'], demandRates: builtInRates() }
  const analysis = await analyseAccess(area, facilities, blocks, options)
  const { remedies } = await findRemedies(area, facilities, analysis)
  expect(remedies.places.map(({ rateId }) => rateId)).toEqual(['elderly-day-care-floor', 'childcare-places'])
  for (const { rateId, unit, served, missing, unreachable, full, additions } of remedies.places) {
    expect(unreachable + full).toBeCloseTo(missing, 3)
    expect(additions.length).toBeGreaterThan(1)
    for (const { facilityId, places, more } of additions) {
      const size = places + more
      const grown = unit === 'm2' ? { floorAreaSquareMetres: size } : { capacity: size }
      const again = facilities.facilities.map((one) => (one.id === facilityId ? { ...one, ...grown } : one))
      const { report } = await analyseAccess(area, { ...facilities, facilities: again }, blocks, options)
      const now = report.capacity!.rates.find(({ rate }) => rate.id === rateId)!
      expect(now.served - served).toBeCloseTo(more, 2)
    }
  }
})

it('finds the planned gate of the sample town: the cause of its people, and what would help them', async () => {
  const open = await loadSampleTown()
  const town = { ...open, area: closeCompounds(open.area, open.blocks.compounds ?? []) }
  const { analysis } = await covered(town, { minutes: [8], categories: ['kindergarten', 'supermarket'] })
  const { remedies } = await findRemedies(town.area, town.facilities, analysis)
  const gate = remedies.remedies.find(({ kind, compoundId }) => kind === 'open-gate' && compoundId === 'BY-09')!
  expect([Math.round(gate.people), gate.blocks]).toEqual([10_120, 2])
  for (const { gapId } of gate.gains) {
    const gap = remedies.gaps.find((one) => one.gapId === gapId)!
    const compound = gap.findings.find(({ cause }) => cause === 'compound')!
    expect(compound.blocksHolding).toBeGreaterThan(0)
    expect(compound.evidence!.compoundIds).toContain('BY-09')
  }
})
