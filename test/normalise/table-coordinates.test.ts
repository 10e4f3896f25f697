// Which system is a table in: what headers say, the surveyors' order of axes, zones before eastings, swapped columns, one system a table.
import { describe, expect, it } from 'vitest'
import type { BoundingBox, LonLat } from '../../src/foundation/units.ts'
import { loadCoordinateSystem } from '../../src/normalise/coordinates/coordinate-systems.ts'
import { understandColumns } from '../../src/normalise/tables/column-names.ts'
import { axisOfHeader } from '../../src/normalise/tables/coordinate-headers.ts'
import { judgeTableSystem } from '../../src/normalise/tables/table-coordinates.ts'
import { facilitiesFromTable } from '../../src/normalise/tables/table-facilities.ts'
import { bytesSource } from '../../src/read/bytes/byte-source.ts'
import { readTable } from '../../src/read/tables/table.ts'

/** Places on a grid of streets 300 m apart: near a street only under the right system. */
function places([lon, lat]: LonLat): LonLat[] {
  return Array.from({ length: 20 }, (_, i) => [lon + 0.0035 * (i % 5), lat + 0.0027 * Math.floor(i / 5)] as const)
}
const areaOf = ([lon, lat]: LonLat): BoundingBox => [lon - 0.01, lat - 0.01, lon + 0.03, lat + 0.03]
/** Metres to the nearest of the true places, as if each stood at a street. */
const linkTo = (truth: readonly LonLat[]) => (lonLat: Float64Array) =>
  Float64Array.from({ length: lonLat.length / 2 }, (_, i) => {
    const metres = truth.map(([lon, lat]) =>
      Math.hypot((lonLat[2 * i]! - lon) * 85_000, (lonLat[2 * i + 1]! - lat) * 111_000),
    )
    const nearest = Math.min(...metres)
    return nearest > 200 ? Number.NaN : nearest
  })

async function judged(header: string, rows: readonly (readonly (number | string)[])[], at: LonLat, crs?: string) {
  const text = `${header}\n${rows.map((row) => row.join(',')).join('\n')}\n`
  const table = await readTable(bytesSource('t.csv', new TextEncoder().encode(text)))
  const area = areaOf(at)
  const judgement = await judgeTableSystem(table, 'facilities', { crs, area, linkMetres: linkTo(places(at)) })
  const read = facilitiesFromTable(table, { area, toWgs84: (place) => judgement.system!.toWgs84(place) })
  return { judgement, read }
}

const BEIJING: LonLat = [116.32, 39.99]
const SHANGHAI: LonLat = [121.43, 31.22]

describe('what the headers of coordinates say', () => {
  it.each([
    ['经度(百度)', 'lon'],
    ['坐标（百度）纬度', 'lat'],
    ['GCJ02_X', 'lon'],
    ['火星坐标Y', 'lat'],
    ['CGCS2000_X', 'lon'],
    ['X(m)', 'lon'],
    ['Y坐标（米）', 'lat'],
    ['WGS84经度', 'lon'],
    ['Lng (°)', 'lon'],
    ['坐標 緯度', 'lat'],
    ['百度评分', null],
    ['xyz', null],
    ['人口', null],
  ])('%s → %s', (header, axis) => {
    expect(axisOfHeader(header)).toBe(axis)
    const { index } = understandColumns(['名称', header], 'blocks')
    if (axis !== null) expect(index.get(axis)).toBe(1)
  })

  it.each([
    ['gcj02', '高德经度,高德纬度'],
    ['gcj02', 'GCJ02_X,GCJ02_Y'],
    ['bd09', '经度(百度),纬度(百度)'],
    ['wgs84', 'CGCS2000经度,CGCS2000纬度'],
  ])('is obeyed, few as the rows are: %s', async (id, header) => {
    const system = await loadCoordinateSystem(id)
    const rows = places(BEIJING)
      .slice(0, 3)
      .map((place, i) => [i, 'clinic', ...system.fromWgs84(place)])
    const { judgement, read } = await judged(`id,category,${header}`, rows, BEIJING)
    expect([judgement.system!.id, judgement.warning, read.counts.used]).toEqual([id, null, 3])
  })

  it('is checked: a header that the streets contradict is obeyed with a warning', async () => {
    const rows = places(BEIJING).map((place, i) => [i, 'clinic', ...place])
    const { judgement } = await judged('id,category,百度经度,百度纬度', rows, BEIJING)
    expect(judgement.system!.id).toBe('bd09')
    expect(judgement.warning).toContain('WGS 84')
  })
})

describe('metres', () => {
  it.each([
    ['CGCS2000, zone 40 before the easting, east of its meridian', 'EPSG:4528', SHANGHAI],
    ['CGCS2000, zone of 6 degrees before the easting', 'EPSG:4497', [106.55, 29.56] as LonLat],
    ['CGCS2000 without a zone', 'EPSG:4549', SHANGHAI],
    ['ETRS-TM35FIN', 'EPSG:3067', [24.94, 60.17] as LonLat],
    ['British National Grid', 'EPSG:27700', [-0.1276, 51.5072] as LonLat],
    ['RD New', 'EPSG:28992', [4.9, 52.37] as LonLat],
    ['UTM', 'EPSG:32734', [18.42, -33.92] as LonLat],
  ])('%s is found by itself', async (_, code, at) => {
    const system = await loadCoordinateSystem(code)
    const rows = places(at).map((place, i) => [i, 'clinic', ...system.fromWgs84(place)])
    const { judgement, read } = await judged('id,category,x,y', rows, at)
    const found = judgement.system!.toWgs84([Number(rows[0]![2]), Number(rows[0]![3])])
    expect([found[0], found[1]].map((degrees, axis) => Math.abs(degrees - at[axis]!) < 3e-5)).toEqual([true, true])
    expect(read.counts.used).toBe(20)
  })

  it.each([undefined, 'auto', 'EPSG:4527'])('X north and Y east is the order of surveyors (--crs %s)', async (crs) => {
    const system = await loadCoordinateSystem('EPSG:4527')
    const rows = places(BEIJING).map((place, i) => {
      const [easting, northing] = system.fromWgs84(place)
      return [i, 'clinic', northing, easting]
    })
    const { judgement, read } = await judged('id,category,X坐标,Y坐标', rows, BEIJING, crs)
    expect([judgement.system!.id, read.counts.used]).toEqual(['EPSG:4527', 20])
    expect(judgement.system!.name).toContain('X north')
    // Easting and northing by name are not turned round.
    const named = judged('id,category,easting,northing', rows, BEIJING, crs)
    if (crs === 'EPSG:4527') expect((await named).read.counts.used).toBe(0)
    else await expect(named).rejects.toMatchObject({ code: 'input-unusable' })
  })
})

describe('swapped columns', () => {
  it.each([undefined, 'auto', 'wgs84', 'EPSG:4526'])('are said as such under --crs %s', async (crs) => {
    const rows = places(BEIJING).map(([lon, lat], i) => [i, 'clinic', lat, lon])
    const outcome = judged('id,category,lon,lat', rows, BEIJING, crs)
    if (crs === 'auto') {
      await expect(outcome).rejects.toMatchObject({ message: expect.stringContaining('swapped') })
    } else {
      const { read } = await outcome
      expect(read.counts.used).toBe(0)
      expect(read.rejects.every(({ message }) => message.includes('swapped'))).toBe(true)
    }
  })

  it('degrees under a projected system ask for a system of their own', async () => {
    const rows = places(BEIJING).map((place, i) => [i, 'clinic', ...place])
    const { read } = await judged('id,category,lon,lat', rows, BEIJING, 'EPSG:4526')
    expect(read.counts.used).toBe(0)
    expect(read.rejects[0]!.message).toContain('these look like degrees')
  })
})
