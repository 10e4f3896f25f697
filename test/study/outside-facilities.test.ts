// A facility outside the data's box is kept and reported, but it is none of the places of this area.
import { describe, expect, it } from 'vitest'
import { analyseAccess, bytesSource, loadArea, loadBlocks, loadFacilities } from '../../src/index.ts'
import { checkInputs } from '../../src/job/check-inputs.ts'

const source = (name: string, text: string) => bytesSource(name, new TextEncoder().encode(text))
const STREET = `<osm><bounds minlat="35.89" minlon="14.49" maxlat="35.91" maxlon="14.52"/>
  <node id="1" lat="35.895" lon="14.5"/><node id="2" lat="35.905" lon="14.51"/>
  <way id="1"><nd ref="1"/><nd ref="2"/><tag k="highway" v="residential"/></way></osm>`
/** Some hundred metres beyond the box: a neighbour of the area, not a stranger from another country. */
const FACILITIES = 'id,category,lon,lat\nin,clinic,14.505,35.9\nout,pharmacy,14.5225,35.9\n'

async function analysed(facilityRows: string) {
  const area = await loadArea(source('a.osm', STREET))
  const facilities = await loadFacilities(area, { files: [source('f.csv', facilityRows)] })
  const blocks = await loadBlocks(area, { file: source('b.csv', 'id,lon,lat,population\nb1,14.503,35.9,100\n') })
  const { report } = await analyseAccess(area, facilities, blocks, { categories: ['clinic', 'pharmacy'] })
  return { report, found: checkInputs({ area, facilities, blocks }, report) }
}

describe('a facility outside the box of the data', () => {
  it('does not make its kind exist here', async () => {
    const { report, found } = await analysed(FACILITIES)
    expect(report.facilities.map(({ id, linkStatus }) => [id, linkStatus])).toEqual([
      ['in', 'linked'],
      ['out', 'outside'],
    ])
    const counts = report.categories.map(({ id, facilities, linkedFacilities }) => [id, facilities, linkedFacilities])
    expect(counts).toEqual([
      ['clinic', 1, 1],
      ['pharmacy', 0, 0],
    ])
    const noData = report.notices.find(({ code }) => code === 'no-data')
    expect(JSON.stringify(noData)).toContain('harmac')
    expect(report.rejects.some(({ lineOrId, code }) => lineOrId !== '' && code === 'outside-area')).toBe(true)
    expect(found.found).toMatchObject({ facilities: 1, kinds: 1 })
    expect(found.categoriesWithoutData.map(({ id }) => id)).toContain('pharmacy')
    expect(found.categoriesWithoutData.map(({ id }) => id)).not.toContain('clinic')
  })
})
