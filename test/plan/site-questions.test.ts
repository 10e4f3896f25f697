// Questions to a street of three kilometres with homes along it: several kinds, sites that offer several, budgets, places, targets, what is
// unknown, unlinked or out of reach, and mistakes.
import { describe, expect, it } from 'vitest'
import {
  bytesSource,
  loadArea,
  loadBlocks,
  loadCandidates,
  loadFacilities,
  type SiteOptions,
  siteFacilities,
} from '../../src/index.ts'

const DEGREE = 111_195.08
const text = (value: string) => new TextEncoder().encode(value)
const lon = (metres: number) => (metres / DEGREE).toFixed(7)
const OSM = `<osm><node id="1" lat="0" lon="0"/><node id="2" lat="0" lon="${lon(3000)}"/><node id="3" lat="0.05" lon="0"/><way id="9"><nd ref="1"/><nd ref="2"/><tag k="highway" v="footway"/></way></osm>`
/** Homes at 0, 500 … 3,000 m; at 1,500 m nobody knows how many. One lies far from any street. */
const BLOCKS = [
  'id,lon,lat,population,age_60_plus,dwellings',
  `h0,${lon(0)},0,100,10,40`,
  `h1,${lon(500)},0,200,20,80`,
  `h2,${lon(1000)},0,300,90,120`,
  `h3,${lon(1500)},0,,,60`,
  `h4,${lon(2000)},0,250,25,100`,
  `h5,${lon(2500)},0,150,15,60`,
  `h6,${lon(3000)},0,50,45,20`,
  `far,${lon(1500)},0.02,70,7,28`,
].join('\n')
const FACILITIES = `id,category,lon,lat,capacity\nc1,clinic,${lon(0)},0,120\nn1,nursery,${lon(3000)},0,\n`
const SITES = [500, 1000, 2000, 2500].map((at, i) => `s${i},${lon(at)},0`)

async function plan(
  options: Partial<SiteOptions>,
  rows: readonly string[] = SITES,
  columns = 'id,lon,lat',
  facilities = FACILITIES,
) {
  const area = await loadArea(bytesSource('street.osm', text(OSM)))
  const found = await siteFacilities(
    area,
    await loadFacilities(area, { files: [bytesSource('f.csv', text(facilities))], crs: 'wgs84' }),
    await loadBlocks(area, { file: bytesSource('b.csv', text(`${BLOCKS}\n`)), crs: 'wgs84' }),
    {
      ...{ categories: ['clinic'], problem: 'maximise-coverage', metres: [500], group: 'population' },
      candidates: await loadCandidates(area, bytesSource('sites.csv', text(`${columns}\n${rows.join('\n')}\n`)), {
        crs: 'wgs84',
      }),
      ...options,
    },
  )
  return found.plan
}

const idsOf = ({ sites }: { readonly sites: readonly { readonly id: string }[] }) => sites.map(({ id }) => id).sort()

describe('a plan for a street', () => {
  it('counts what is covered already, unknown and unlinked blocks apart', async () => {
    const found = await plan({ sites: 1 })
    // The clinic at 0 m serves h0 and h1. At 2,500 m one reaches h4, h5 and h6.
    expect(idsOf(found)).toEqual(['s3'])
    const [kind] = found.kinds
    expect(kind).toMatchObject({ measure: 'population', existing: 1, outOfReach: 0 })
    expect(kind!.before).toMatchObject({
      covered: 300,
      total: 1050,
      blocksUnknown: 1,
      blocksUnlinked: 1,
      unlinkedTotal: 70,
    })
    expect(kind!.after.covered).toBe(750)
    expect(found).toMatchObject({ status: 'optimal', objective: 750, bound: 750, gap: 0, demandTotal: 1050 })
    expect(found.steps).toEqual([
      { siteId: 's3', demandNew: 450, demandTotal: 750, share: 750 / 1050, placesUsed: null, costTotal: null },
    ])
  })

  it('asks for the group that is named, else the measure that speaks for the kind', async () => {
    expect((await plan({ sites: 1, group: 'age_60_plus' })).sites[0]!.id).toBe('s0')
    expect((await plan({ sites: 1, group: 'dwellings' })).kinds[0]!.measure).toBe('dwellings')
    const own = await plan({ sites: 1, group: undefined, categories: ['nursery'] })
    expect(own.kinds[0]!.measure).toBe('population')
    await expect(plan({ sites: 1, group: 'age_0_3' })).rejects.toMatchObject({ code: 'input-unusable' })
  })

  it('shares one amount among kinds: each site is for one of them', async () => {
    const found = await plan({ categories: ['clinic', 'nursery'], sites: 2 })
    // Clinics lack h2, h4, h5, h6 and nurseries h0, h1, h2, h4: a nursery at 500 m (600 people) beats all, then one of 400 people or so.
    expect(found.steps[0]).toMatchObject({ siteId: 's0:nursery', demandNew: 600 })
    expect(found.steps).toHaveLength(2)
    expect(found.objective).toBe(found.kinds.reduce((sum, { after }) => sum + after.covered, 0))
    const alone = await Promise.all(
      [0, 1, 2].map(async (n) => [
        (await plan({ categories: ['clinic'], sites: n })).objective!,
        (await plan({ categories: ['nursery'], sites: 2 - n })).objective!,
      ]),
    )
    expect(found.objective).toBe(Math.max(...alone.map(([a, b]) => a! + b!)))
  })

  it('counts a site that offers several kinds once', async () => {
    const rows = [`both,${lon(1000)},0,clinic;nursery`, `one,${lon(500)},0,nursery`, `other,${lon(2000)},0,park`]
    const found = await plan({ categories: ['clinic', 'nursery'], sites: 1 }, rows, 'id,lon,lat,category')
    expect(found.sites[0]).toMatchObject({ id: 'both', categories: ['nursery', 'clinic'] })
    // h2 for clinics; h1 and h2 for nurseries (h1 has a clinic).
    expect(found.steps[0]!.demandNew).toBe(300 + 500)
    expect(found.candidates).toMatchObject({ candidate: 2, otherKinds: 1 })
  })

  it('keeps to a budget, and leaves out what has no known cost', async () => {
    const rows = [`a,${lon(2000)},0,9`, `b,${lon(1000)},0,4`, `c,${lon(2500)},0,5`, `d,${lon(1500)},0,`]
    const found = await plan({ budget: 9 }, rows, 'id,lon,lat,build_cost')
    // a brings 400 for 9; b 300 and c 250 + 150 + 50 … for 9 together.
    expect(idsOf(found)).toEqual(['b', 'c'])
    expect(found.steps.at(-1)!.costTotal).toBe(9)
    expect(found.candidates).toMatchObject({ candidate: 3, unknownCost: 1 })
    // Without a budget costs do not matter.
    expect((await plan({ sites: 4 }, rows, 'id,lon,lat,build_cost')).candidates.unknownCost).toBe(0)
  })

  it('serves no more than there are places; places of unknown size are no places', async () => {
    const capacitated = { problem: 'maximise-capacitated-coverage', sites: 1, demandRate: 0.5 } as const
    const rows = [`s,${lon(2000)},0,60`, `t,${lon(1000)},0,`]
    const found = await plan(capacitated, rows, 'id,lon,lat,places')
    expect(found.candidates).toMatchObject({ candidate: 1, unknownPlaces: 1 })
    // Clinic: 120 places for half of 300 people; the new site: 60 for half of 400.
    expect(found).toMatchObject({ objective: 180, demandTotal: 525, demandCovered: 180, status: 'optimal' })
    expect(found.steps[0]).toMatchObject({ siteId: 's', placesUsed: 60 })
    expect((await plan({ ...capacitated, places: 1000, sites: 2 }, rows, 'id,lon,lat,places')).demandCovered).toBe(
      150 + 150 + 60,
    )
    const unknown = await plan({ ...capacitated, categories: ['nursery'], places: 1000 })
    expect(unknown.kinds[0]).toMatchObject({ existing: 1, existingUnknownPlaces: 1 })
    await expect(plan(capacitated)).rejects.toMatchObject({ said: { key: 'siting.no-candidates' } })
    // With enough places for all it is plain coverage.
    const roomy = FACILITIES.replace(',120', ',9999')
    const wide = await plan({ ...capacitated, demandRate: 1, places: 9999 }, SITES, 'id,lon,lat', roomy)
    expect(wide.objective).toBe((await plan({ sites: 1 })).objective)
  })

  it('counts demand by the rate of a kind, and places in its unit only', async () => {
    const rate = {
      id: 'r',
      group: 'age_60_plus',
      perThousand: 500,
      unit: 'beds',
      source: 'Plan',
      sourceZh: '规划',
    } as const
    const more = { date: null, mark: 'own', verified: false, note: null, noteZh: null, origin: 'rates.csv' } as const
    const demandRates = [{ ...rate, ...more, categories: ['clinic'] }]
    const asked = {
      problem: 'maximise-capacitated-coverage',
      sites: 1,
      places: 40,
      group: undefined,
      demandRates,
    } as const
    // A clinic counts in nothing in particular: its 120 are taken as beds. Half of the older people of h0 and h1 are 15.
    const found = await plan(asked)
    expect(found.kinds[0]).toMatchObject({
      measure: 'age_60_plus',
      demandRate: 0.5,
      existingUnknownPlaces: 0,
      rate: { id: 'r' },
    })
    expect(found.demandTotal).toBe(0.5 * 205)
    expect(found.demandCovered).toBe(15 + 40)
    const inPlaces = await plan({
      ...asked,
      categories: ['nursery'],
      demandRates: [{ ...demandRates[0]!, categories: ['nursery'] }],
    })
    expect(inPlaces.kinds[0]!.existingUnknownPlaces).toBe(1)
  })

  it('opens as few as cover everybody in reach, and names who is in reach of none', async () => {
    const found = await plan({ problem: 'minimise-facilities', metres: [400] })
    // Nobody reaches h6 within 400 m of any site, nor h1 but from s0.
    expect(found.kinds[0]).toMatchObject({ outOfReach: 50, blocksOutOfReach: ['h6'] })
    expect(found.objective).toBe(4)
    const target = await plan({ problem: 'minimise-facilities', targetPercent: 65 })
    expect(target.sites).toHaveLength(1)
    const never = await plan({ targetPercent: 100, metres: [400] })
    expect(never.infeasible).toMatchObject({ code: 'target-unreachable', relaxation: { what: 'target-percent' } })
    expect(never.sites).toEqual([])
    expect(never.infeasible!.blockIds).toEqual(['h6'])
  })

  it('shortens the longest walk, and gives backup', async () => {
    const longest = await plan({ problem: 'minimise-longest-walk', sites: 1 })
    // From 0 m and one more: at 2,000 m the worst of them walks 1,000 m.
    expect(longest.objective).toBeCloseTo(1000, 0)
    expect(longest.searchedTo).toBe(2000)
    const backup = await plan({ problem: 'backup-coverage', metres: [1000] })
    expect(backup.infeasible).toBeNull()
    expect(backup.kinds[0]!.after.share).toBe(1)
  })

  it('takes required and existing candidates, leaves excluded ones, names those without a street', async () => {
    const rows = [
      `req,${lon(2500)},0,required`,
      `ex,${lon(1000)},0,existing`,
      `no,${lon(2000)},0,excluded`,
      `c,${lon(2000)},0,`,
      `off,${lon(900)},0.005,candidate`,
    ]
    const found = await plan({ sites: 2 }, rows, 'id,lon,lat,status')
    expect(idsOf(found)).toEqual(['req'])
    expect(found.kinds[0]!.before.covered).toBe(600)
    expect(found.candidates).toMatchObject({ candidate: 1, required: 1, existing: 1, excluded: 1, unlinked: 1 })
    expect(found.unlinked).toMatchObject([{ id: 'off', reason: 'outside' }])
    const wrong = plan(
      { sites: 1 },
      [`off,${lon(900)},0.005,required`, ...SITES.map((row) => `${row},`)],
      'id,lon,lat,status',
    )
    await expect(wrong).rejects.toMatchObject({ code: 'input-unusable', said: { key: 'siting.required' } })
  })

  it('refuses words that mean nothing, and rejects rows that cannot be used', async () => {
    const area = await loadArea(bytesSource('street.osm', text(OSM)))
    const load = (table: string) => loadCandidates(area, bytesSource('c.csv', text(table)), { crs: 'wgs84' })
    await expect(load(`id,lon,lat,status\na,0.001,0,maybe\n`)).rejects.toMatchObject({
      code: 'input-unusable',
      details: { line: '2', word: 'maybe' },
    })
    await expect(load(`id,lon,lat,category\na,0.001,0,castle\n`)).rejects.toMatchObject({
      said: { key: 'candidates.kind' },
    })
    const { candidates, rejects, input } = await load(
      '编号,经度,纬度,状态,建设成本,位数\nA1,0.001,0,必选,12.5,30\nA2,,,候选,1,1\nA3,0.002,0,候选,-4,1\nA1,0.001,0,必选,12.5,30\n',
    )
    expect(candidates).toMatchObject([{ id: 'A1', status: 'required', buildCost: 12.5, places: 30, categories: null }])
    expect(input).toMatchObject({ role: 'candidates', read: 4, used: 1, rejected: 3 })
    expect(rejects.filter(({ severity }) => severity === 'rejected').map(({ code }) => code)).toEqual([
      'missing-coordinates',
      'invalid-number',
      'duplicate-place',
    ])
    const json = {
      type: 'FeatureCollection',
      features: [
        {
          type: 'Feature',
          properties: { id: 'g', status: 'excluded' },
          geometry: { type: 'Point', coordinates: [0.001, 0] },
        },
      ],
    }
    const layer = await loadCandidates(area, bytesSource('c.geojson', text(JSON.stringify(json))))
    expect(layer.candidates).toMatchObject([{ id: 'g', status: 'excluded', lonLat: [0.001, 0] }])
    await expect(load('id,lon,lat\n')).rejects.toMatchObject({ code: expect.stringMatching(/^input-/) })
  })

  it('refuses questions that make no sense before any work', async () => {
    for (const options of [
      { categories: [] },
      { problem: 'guess' as never },
      { sites: 1, budget: 2 },
      { problem: 'minimise-walk' as const, targetPercent: 50 },
      { sites: 1, demandRate: 0 },
      { sites: 1, candidatesEvery: 1 },
      { sites: -1 },
    ]) {
      await expect(plan(options), JSON.stringify(options)).rejects.toMatchObject({ code: 'invalid-option' })
    }
    await expect(plan({ sites: 1, site: 2 } as never)).rejects.toMatchObject({ code: 'unknown-option' })
  })
})
