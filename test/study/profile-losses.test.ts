// Who is served as one profile but not as another: a street and a flight of steps whose walks are arithmetic, and identities over a real run.
import { describe, expect, it } from 'vitest'
import { bytesSource, compareProfiles, loadArea, loadBlocks, loadFacilities, walkProfile } from '../../src/index.ts'
import { loadAnswer, saveAnswer } from '../../src/parts.ts'
import { lossLayer } from '../../src/report/layers/loss-layer.ts'
import { makeOutputs } from '../../src/report/outputs/make-outputs.ts'
import { toLossesCsv } from '../../src/report/tables/losses-csv.ts'
import { analyseSampleTown, loadSampleTown } from '../sample-analysis.ts'

const METRES = 111_195.08
const text = (value: string) => new TextEncoder().encode(value)
const lonLat = (east: number, north: number) => `lon="${east / METRES}" lat="${north / METRES}"`

/** A street of 1,200 m along the equator, a clinic at its west end; steps of 300 m lead north at 300 m. */
const STREETS = `<osm><node id="1" ${lonLat(0, 0)}/><node id="2" ${lonLat(300, 0)}/><node id="3" ${lonLat(1200, 0)}/><node id="4" ${lonLat(300, 300)}/>
<way id="8"><nd ref="1"/><nd ref="2"/><nd ref="3"/><tag k="highway" v="footway"/></way>
<way id="9"><nd ref="2"/><nd ref="4"/><tag k="highway" v="steps"/></way></osm>`
const BLOCKS = [
  ['near', 500, 0, 100],
  ['further', 700, 0, 50],
  ['far', 1000, 0, ''],
  ['up', 300, 300, 70],
] as const

async function smallTown() {
  const area = await loadArea(bytesSource('street.osm', text(STREETS)))
  const facilities = await loadFacilities(area, {
    files: [bytesSource('f.csv', text('id,category,lon,lat\nf1,clinic,0,0\n'))],
  })
  const rows = BLOCKS.map(([id, east, north, people]) => `${id},${east / METRES},${north / METRES},${people}`)
  const file = bytesSource('b.csv', text(`id,lon,lat,population\n${rows.join('\n')}\n`))
  return { area, facilities, blocks: await loadBlocks(area, { file }) }
}

async function compareInSmallTown(profiles: string[]) {
  const { area, facilities, blocks } = await smallTown()
  const options = { profiles, minutes: [5, 15], categories: ['clinic', 'pharmacy'] }
  return (await compareProfiles(area, facilities, blocks, options)).report
}

describe('losses between profiles', () => {
  // Adults: 500, 700, 1000 m in 400, 560, 800 s; up the steps 300 / 1.25 + 2 × 300 / 1.25 = 720 s: all within 900 s.
  // Older: 556, 778, 1111 s and 300 / 0.9 + 3 × 300 / 0.9 = 1333 s. Frail: 714, 1000, 1429, 1714 s.
  // In a wheelchair: 625, 875, 1250 s; the steps are no way, and the street is 300 m from "up", beyond the 200 m of a link.
  it('are the numbers worked by hand', async () => {
    const report = await compareInSmallTown(['adult', 'older', 'frail', 'wheelchair'])
    const { first, others } = report.profileLosses!
    expect([first.id, ...others.map(({ profile }) => profile.id)]).toEqual(['adult', 'older', 'frail', 'wheelchair'])
    const at15 = others.map(
      ({ losses }) => losses.find(({ category, limit }) => category === 'clinic' && limit === 15)!,
    )
    const none = { gained: 0, lostUnlinked: 0, gainedLinked: 0, blocksUnlinked: 0 }
    expect(at15.map(({ shares }) => shares.find(({ measure }) => measure === 'population'))).toEqual([
      { ...none, measure: 'population', servedFirst: 220, served: 150, lost: 70, blocksLost: 1, blocksLostUnknown: 1 },
      { ...none, measure: 'population', servedFirst: 220, served: 100, lost: 120, blocksLost: 2, blocksLostUnknown: 1 },
      {
        ...{
          ...none,
          measure: 'population',
          servedFirst: 220,
          served: 150,
          lost: 0,
          blocksLost: 0,
          blocksLostUnknown: 1,
        },
        ...{ lostUnlinked: 70, blocksUnlinked: 1 },
      },
    ])
    expect(at15.map(({ shares }) => shares.find(({ measure }) => measure === 'blocks'))).toMatchObject([
      { servedFirst: 4, served: 2, lost: 2, blocksLost: 2, blocksLostUnknown: 0 },
      { servedFirst: 4, served: 1, lost: 3, blocksLost: 3, blocksLostUnknown: 0 },
      { servedFirst: 4, served: 2, lost: 1, lostUnlinked: 1, blocksLost: 1, blocksUnlinked: 1 },
    ])
    expect(report.notices.map(({ code }) => code)).toContain('wheelchair-unjudged')
    expect(others[2]!.linkStatus).toEqual(['linked', 'linked', 'linked', 'too-far'])
  })

  it('are gains where the first is the slower one, and nothing where the data have nothing', async () => {
    const report = await compareInSmallTown(['wheelchair', 'adult'])
    const [{ losses }] = report.profileLosses!.others as [(typeof report.profileLosses & object)['others'][number]]
    const people = (category: string, limit: number) =>
      losses.find((loss) => loss.category === category && loss.limit === limit)!.shares[0]!
    expect(people('clinic', 15)).toMatchObject({ servedFirst: 150, served: 220, lost: 0, gained: 0, gainedLinked: 70 })
    expect(people('clinic', 5)).toMatchObject({ servedFirst: 0, served: 0, lost: 0 })
    expect(losses.filter(({ category }) => category === 'pharmacy').map(({ hasData }) => hasData)).toEqual([
      false,
      false,
    ])
    expect(people('pharmacy', 15)).toMatchObject({ servedFirst: 0, blocksLost: 0, blocksUnlinked: 0 })
  })

  it('refuses one profile, one twice, one that is not there, and options that are not', async () => {
    await expect(compareInSmallTown(['adult'])).rejects.toMatchObject({ code: 'invalid-option' })
    await expect(compareInSmallTown(['adult', 'older', 'adult'])).rejects.toThrow('"adult"')
    await expect(compareInSmallTown(['adult', 'oldest'])).rejects.toThrow('Unknown walking profile "oldest".')
    const { area, facilities, blocks } = await smallTown()
    const unknown = { profiles: ['adult', 'frail'], profile: 'older' } as { profiles: string[] }
    await expect(compareProfiles(area, facilities, blocks, unknown)).rejects.toThrow('profile')
  })
})

describe('the files of losses', () => {
  it('have a row per profile, kind, limit and measure, empty where the data have nothing', async () => {
    const report = await compareInSmallTown(['adult', 'wheelchair'])
    const rows = toLossesCsv(report).trimEnd().split('\n')
    expect(rows).toContain('adult,wheelchair,clinic,15,min,measured,population,220,150,0,0,70,0,0,1,1')
    expect(rows).toContain('adult,wheelchair,pharmacy,15,min,no-data,population,,,,,,,,,')
    expect(new Set(rows.map((row) => row.split(',').length))).toEqual(new Set([16]))
  })

  it('say block by block who loses what; unknown cells are empty', async () => {
    const layer = lossLayer(await compareInSmallTown(['adult', 'older', 'wheelchair']))
    const rows = Array.from({ length: layer.rowCount }, (_, row) =>
      Object.fromEntries(layer.columns.map(({ key, cellOf }) => [key, cellOf(row)])),
    )
    expect(rows).toMatchObject([
      {
        block_id: 'far',
        profile: 'older',
        clinic_lost_15min: 1,
        clinic_people_lost_15min: null,
        population: null,
        kinds_lost: 1,
      },
      {
        block_id: 'further',
        profile: 'older',
        clinic_lost_15min: 0,
        clinic_people_lost_15min: 0,
        pharmacy_lost_15min: null,
      },
      { block_id: 'near', profile: 'older', clinic_lost_15min: 0, kinds_lost: 0 },
      { block_id: 'up', profile: 'older', clinic_lost_15min: 1, clinic_people_lost_15min: 70, link_status: 'linked' },
      { block_id: 'far', profile: 'wheelchair', clinic_lost_15min: 1 },
      { block_id: 'further', profile: 'wheelchair', clinic_lost_15min: 0 },
      { block_id: 'near', profile: 'wheelchair' },
      { block_id: 'up', profile: 'wheelchair', clinic_lost_15min: null, kinds_lost: null, link_status: 'too-far' },
    ])
  })

  it('are made where profiles were compared, from a saved answer, too', async () => {
    const report = await compareInSmallTown(['adult', 'frail'])
    const files = await makeOutputs(['losses', 'geopackage'], { report, lang: 'en' })
    expect(files.map(({ name }) => name)).toEqual(['losses.csv', 'losses.geojson', 'coverage.gpkg'])
    const { report: again } = loadAnswer(saveAnswer(report))
    expect(toLossesCsv(again)).toBe(toLossesCsv(report))
    const { profileLosses: _, ...plain } = report
    expect(await makeOutputs(['losses'], { report: plain, lang: 'en' })).toEqual([])
  })
})

describe('a comparison of the sample town', () => {
  it('has the numbers of one run for each profile', { timeout: 60_000 }, async () => {
    const { area, facilities, blocks } = await loadSampleTown()
    const profiles = ['adult', 'older', 'frail', 'wheelchair']
    const options = { minutes: [5, 10, 15], categories: 'essential' as const }
    const { report } = await compareProfiles(area, facilities, blocks, { ...options, profiles })
    let compared = 0
    for (const { profile, losses } of report.profileLosses!.others) {
      const single = (await analyseSampleTown({ ...options, profile: walkProfile(profile.id) })).report
      losses.forEach(({ hasData, shares }, at) => {
        const alone = single.coverage[at]!
        expect([alone.category, alone.limit]).toEqual([losses[at]!.category, losses[at]!.limit])
        shares.forEach((share, i) => {
          expect(share.served).toBe(alone.shares[i]!.covered)
          expect(share.servedFirst).toBe(report.coverage[at]!.shares[i]!.covered)
          const { servedFirst, lost, lostUnlinked, gained, gainedLinked, served } = share
          expect(servedFirst - lost - lostUnlinked + gained + gainedLinked).toBeCloseTo(served, 6)
          if (hasData && lost > 0) compared++
        })
      })
    }
    expect(compared).toBeGreaterThan(100)
  })
})
