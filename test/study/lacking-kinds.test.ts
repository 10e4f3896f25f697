// Kinds and rules of which the data hold nothing, and kinds that no rule asks for, in a whole analysis.
import { describe, expect, it } from 'vitest'
import { analyseAccess, bytesSource, loadArea, loadBlocks, loadFacilities } from '../../src/index.ts'
import { userStandardPack } from '../../src/standard/built-in-packs.ts'

const bytes = (name: string, text: string) => bytesSource(name, new TextEncoder().encode(text))
const OSM =
  '<osm><node id="1" lat="0" lon="0"/><node id="2" lat="0" lon="0.02"/>' +
  '<node id="3" lat="0.0001" lon="0.002"><tag k="amenity" v="library"/></node>' +
  '<way id="9"><nd ref="1"/><nd ref="2"/><tag k="highway" v="footway"/></way></osm>'

const pack = userStandardPack({
  id: 'town',
  rules: [
    { id: 'clinic', level: '5', categories: ['clinic'], limitMetres: 500 },
    { id: 'books', level: '5', categories: ['library'], limitMetres: 500 },
    { id: 'games', level: '5', categories: ['football', 'pool', 'gym'], limitMetres: 500, minKinds: 2 },
    { id: 'shop', level: '5', categories: ['supermarket'], limitMetres: 500, minFloorSquareMetres: 300 },
  ],
  adequacy: [{ id: 'beds', categories: ['hospital'], measure: 'capacity', minPerThousand: 5 }],
})

async function analyse(facilities: string, from?: 'both') {
  const area = await loadArea(bytes('town.osm', OSM))
  const loaded = await loadFacilities(area, {
    files: [bytes('f.csv', `id,category,lon,lat,floor_area\n${facilities}\n`)],
    from,
  })
  const blocks = await loadBlocks(area, {
    file: bytes('b.csv', 'id,lon,lat,population\nb1,0.001,0,120\nb2,0.018,0,80\n'),
  })
  return (await analyseAccess(area, loaded, blocks, { standard: pack })).report
}

const LIST =
  'f1,clinic,0.002,0,\nf2,gym,0.002,0,\nf3,supermarket,0.002,0,\nf4,bank,0.003,0,\nf5,bank,0.004,0,\nf6,atm,0.004,0,'

describe('what the data lack', () => {
  it('is no data for a rule, a rule of several kinds and adequacy, never unmet and no gap', async () => {
    const report = await analyse(LIST)
    const verdicts = report.verdicts.map(({ blockIndex, ruleId, verdict }) => [blockIndex, ruleId, verdict].join(' '))
    expect(verdicts).toEqual([
      ...['0 clinic met', '0 books no-data', '0 games no-data', '0 shop unknown'],
      ...['1 clinic unmet', '1 books no-data', '1 games no-data', '1 shop unmet'],
    ])
    const gaps = report.gaps.map((gap) => (gap.kind === 'rule' ? gap.ruleId : gap.category))
    // What may be within reach is no gap, what the data lack is none either.
    expect(gaps.sort()).toEqual(['clinic', 'clinic', 'gym', 'shop', 'supermarket'])
    const { adequacy, rules, completeness } = report.standard!
    expect(adequacy[0]).toMatchObject({ verdict: 'no-data', missing: null })
    expect(
      rules.map(({ hasData, facilities, facilitiesSizeUnknown }) => [hasData, facilities, facilitiesSizeUnknown]),
    ).toEqual([
      [true, 1, 0],
      [false, 0, 0],
      [false, 1, 0],
      [true, 1, 1],
    ])
    expect(completeness[0]).toMatchObject({ required: 4, judged: 1, met: 1, unknown: 1, noData: 2, share: 1 })
    expect(completeness[1]).toMatchObject({ required: 4, judged: 2, met: 0, unmet: 2, noData: 2, share: 0 })
  })

  it('is named, with what the map has of it and what no rule asks for', async () => {
    const report = await analyse(LIST)
    const text = (code: string) => report.notices.find((notice) => notice.code === code)?.textEn
    expect(text('no-data')).toContain('library')
    expect(text('no-data-on-map')).toBe(
      '1 of these 4 kinds are on the map itself: library. With --facilities-from both they count, too.',
    )
    expect(text('unused-kinds')).toBe(
      '3 facilities of 2 kinds are judged by no rule of the standard: bank branch 2, ATM 1.',
    )
    expect(report.standard!.unusedKinds.map(({ category, facilities }) => [category, facilities])).toEqual([
      ['bank', 2],
      ['atm', 1],
    ])
    // With the map's own places there is data, and no advice.
    const both = await analyse(LIST, 'both')
    expect(both.notices.some(({ code }) => code === 'no-data-on-map')).toBe(false)
    expect(both.verdicts.filter(({ ruleId }) => ruleId === 'books').map(({ verdict }) => verdict)).toEqual([
      'met',
      'unmet',
    ])
  })

  it('of known size judges again', async () => {
    const large = await analyse(LIST.replace('f3,supermarket,0.002,0,', 'f3,supermarket,0.002,0,400'))
    const small = await analyse(LIST.replace('f3,supermarket,0.002,0,', 'f3,supermarket,0.002,0,200'))
    const shop = (report: typeof large) =>
      report.verdicts.filter(({ ruleId }) => ruleId === 'shop').map((one) => one.verdict)
    expect([shop(large), shop(small)]).toEqual([
      ['met', 'unmet'],
      ['unmet', 'unmet'],
    ])
  })
})
