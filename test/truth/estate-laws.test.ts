// Laws of gates and private streets, on random towns with estates through the whole path of the library.
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { analyseAccess } from '../../src/job/analyse.ts'
import type { BuildNetworkOptions } from '../../src/network/build-network.ts'
import type { CompoundGate, CompoundRecord } from '../../src/normalise/places/compound-record.ts'
import { areaOfText, loadedBlocks, loadedFacilities } from '../scene/walk-scene.ts'
import { type Estate, estateOf, estatePlans } from './random-estates.ts'
import { TOWN_CATEGORIES } from './random-town.ts'
import type { LonLat } from './truth-geometry.ts'
import { segmentsAt } from './truth-regions.ts'
import { truthCompounds, truthOf } from './truth-town.ts'

/** Towns with many streets, so that there is more than one way. */
const densePlans = estatePlans.filter(({ town, outlines }) => town.ways.length > 14 && outlines.length > 0)

const RUNS = { numRuns: 250, seed: 20261202 }

async function run(estate: Estate, streets: BuildNetworkOptions) {
  const area = await areaOfText('law', estate.osmXml, streets)
  const { report, study } = await analyseAccess(
    area,
    loadedFacilities(estate.facilities),
    loadedBlocks(estate.town.toBlocks()),
    {
      categories: TOWN_CATEGORIES,
      minutes: [5, 15],
    },
  )
  const seconds = [...report.table.walkSeconds].map((value) => (Number.isNaN(value) ? Infinity : value))
  // Where each point links, said without numbers of edges: they differ between networks.
  const links = [study.demandLinkage, study.entranceLinkage].map(({ status, metres, fraction }) => [
    [...status],
    [...metres],
    [...fraction],
  ])
  return { area, table: report.table, seconds, links }
}

/** The estates of a town, all closed, with open gates at every second place where streets cross their outlines. */
async function withGatesAtCrossings({ compounds, osmXml }: Estate): Promise<CompoundRecord[]> {
  const { raw } = await areaOfText('law', osmXml)
  const closed = compounds.map((compound) => ({ ...compound, isClosed: true, gates: [] }))
  const { segments } = truthOf(raw, { compounds: truthCompounds(closed) })
  return closed.map((compound) => {
    const places = new Map<string, LonLat>()
    for (const [vertex, touching] of segmentsAt(segments)) {
      const parts = new Set(touching.map((number) => segments[number]!.part))
      if (parts.size < 2 || !parts.has(compound.id)) continue
      const { a, atA, atB } = segments[touching[0]!]!
      places.set(vertex, a === vertex ? atA : atB)
    }
    const chosen = [...places.values()].filter((_, i) => places.size <= 3 || i % 2 === 0)
    const gates = chosen.map(
      (lonLat): CompoundGate => ({
        id: null,
        name: null,
        lonLat,
        who: 'all',
        direction: 'both',
        state: 'open',
        hours: null,
        stepFree: null,
      }),
    )
    return { ...compound, gates }
  })
}

/** The same with gates changed. */
const withGates = (compounds: readonly CompoundRecord[], change: (gate: CompoundGate, i: number) => CompoundGate) =>
  compounds.map((compound) => ({ ...compound, gates: compound.gates.map(change) }))

describe('gates', () => {
  it('letting fewer people pass a gate never shortens a walk', async () => {
    let longer = 0
    await fc.assert(
      fc.asyncProperty(densePlans, fc.constantFrom('in', 'out', 'residents'), async (plan, how) => {
        const estate = estateOf(plan)
        const open = await withGatesAtCrossings(estate)
        const narrow = withGates(open, (gate, i) => {
          if (i % 2 === 1) return gate
          return how === 'residents' ? { ...gate, who: how } : { ...gate, direction: how }
        })
        const [wide, less] = [await run(estate, { compounds: open }), await run(estate, { compounds: narrow })]
        expect(less.links).toEqual(wide.links)
        less.seconds.forEach((value, row) => {
          expect(value).toBeGreaterThanOrEqual(wide.seconds[row]!)
          if (value > wide.seconds[row]!) longer++
        })
      }),
      RUNS,
    )
    expect(longer).toBeGreaterThan(20)
  }, 120_000)

  it('closing a gate never shortens a walk, opening it never lengthens one, between places that it does not move', async () => {
    let longer = 0
    let compared = 0
    await fc.assert(
      fc.asyncProperty(densePlans, async (plan) => {
        const estate = estateOf(plan)
        const open = await withGatesAtCrossings(estate)
        // The first gate of every estate that has another.
        const shut = open.map((estate) => ({
          ...estate,
          gates: estate.gates.map((gate, i) =>
            i === 0 && estate.gates.length > 1 ? { ...gate, state: 'closed' as const } : gate,
          ),
        }))
        const [wide, less] = [await run(estate, { compounds: open }), await run(estate, { compounds: shut })]
        // An estate walled off altogether may become an island, and what lies behind it public: then other streets are compared.
        const [before, after] = [open, shut].map((compounds) =>
          truthOf(wide.area.raw, { compounds: truthCompounds(compounds) }).segments.map(({ region }) => region),
        )
        if (before!.join() !== after!.join() || JSON.stringify(less.links) !== JSON.stringify(wide.links)) return
        less.seconds.forEach((value, row) => {
          compared++
          expect(value).toBeGreaterThanOrEqual(wide.seconds[row]!)
          if (value > wide.seconds[row]!) longer++
        })
      }),
      { ...RUNS, numRuns: 500 },
    )
    expect(compared).toBeGreaterThan(500)
    expect(longer).toBeGreaterThan(10)
  }, 120_000)
})

describe('private streets', () => {
  it('count for nothing where all streets are ordinary: neither tags nor outlines change a row', async () => {
    await fc.assert(
      fc.asyncProperty(estatePlans, async (plan) => {
        const estate = estateOf(plan)
        const ordinary = await run(estate, { compounds: estate.compounds, private: 'ordinary' })
        const osmXml = estate.osmXml.replaceAll(/v="(private|residents|permit)"/g, 'v="permissive"')
        const plain = await run({ ...estate, osmXml }, {})
        expect(ordinary.table.status).toEqual(plain.table.status)
        expect(ordinary.table.share).toEqual(plain.table.share)
        // A restricted gate cuts a street into two pieces, each rounded by itself.
        ordinary.seconds.forEach((value, row) => {
          if (value !== plain.seconds[row]) expect(Math.abs(value - plain.seconds[row]!)).toBeLessThan(0.02)
        })
      }),
      { ...RUNS, numRuns: 120 },
    )
  }, 120_000)

  it('make no difference in a town that has none', async () => {
    await fc.assert(
      fc.asyncProperty(estatePlans, async (plan) => {
        const estate = estateOf({ ...plan, outlines: [], restrictedNodes: [], restrictedWays: [] })
        const osmXml = estate.osmXml.replaceAll(/v="(private|residents|permit)"/g, 'v="permissive"')
        const [one, other] = [
          await run({ ...estate, osmXml }, {}),
          await run({ ...estate, osmXml }, { private: 'ordinary' }),
        ]
        expect(one.table).toEqual(other.table)
        expect(one.links).toEqual(other.links)
      }),
      { ...RUNS, numRuns: 120 },
    )
  }, 120_000)
})
