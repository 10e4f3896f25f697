// The same 35 facilities as five programs would export them: five files in, one set of facilities out.
import { existsSync, readFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import { greatCircleMetres } from '../../src/foundation/geo.ts'
import type { BoundingBox, LonLat } from '../../src/foundation/units.ts'
import { buildEdgeIndex, nearestEdges } from '../../src/locate/edge-index.ts'
import { buildNetwork } from '../../src/network/build-network.ts'
import { categoryById } from '../../src/normalise/categories.ts'
import { categoriseAmap } from '../../src/normalise/category-matching.ts'
import type { CoordinateJudgement } from '../../src/normalise/coordinate-judgement.ts'
import { fromWgs84, loadCoordinateSystem } from '../../src/normalise/coordinate-systems.ts'
import { judgeTableSystem } from '../../src/normalise/table-coordinates.ts'
import { type FacilityTable, facilitiesFromTable } from '../../src/normalise/table-facilities.ts'
import { normaliseWalkableWays } from '../../src/normalise/walkable-ways.ts'
import { type ByteSource, bytesSource } from '../../src/read/byte-source.ts'
import { readOsm } from '../../src/read/osm.ts'
import { readTable } from '../../src/read/table.ts'
import { dbf, gbk, shpOfPoints, xlsx } from '../read/write-tables.ts'

const DATA = '../shared/data'

interface Place {
  readonly id: string
  readonly category: string
  readonly lonLat: LonLat
}

const utf8 = (text: string): Uint8Array => new TextEncoder().encode(text)
const digits = ([lon, lat]: LonLat): [string, string] => [lon.toFixed(7), lat.toFixed(7)]
const nameZh = (id: string): string => categoryById(id)!.nameZh

/** A typecode that alone means the category, or `null` where AMap has none. */
function typecodeOf(id: string): string | null {
  const codes = categoryById(id)!.amap.map((code) => code.padEnd(6, '0'))
  return codes.find((code) => categoriseAmap(code, null)?.category.id === id) ?? null
}

const EXPORTS: Record<string, (places: readonly Place[]) => { source: ByteSource; siblings?: ByteSource[] }> = {
  'UTF-8 CSV in WGS-84': (places) => ({
    source: bytesSource(
      'a.csv',
      utf8(['id,category,lon,lat', ...places.map((p) => [p.id, p.category, ...digits(p.lonLat)].join(','))].join('\n')),
    ),
  }),
  'GBK CSV in GCJ-02 with AMap headers': (places) => ({
    source: bytesSource(
      'amap.csv',
      gbk(
        [
          'id,name,type,typecode,address,location,adname',
          ...places.map((p) => {
            const code = typecodeOf(p.category)
            const type = code === null ? nameZh(p.category) : '生活服务;其他;其他'
            return [
              p.id,
              '某地点',
              `"${type}"`,
              code ?? '',
              '"某路1号,某院"',
              `"${digits(fromWgs84(p.lonLat, 'gcj02')).join(',')}"`,
              '海淀区',
            ].join(',')
          }),
        ].join('\r\n'),
      ),
    ),
  }),
  'XLSX in BD-09 with Chinese headers': (places) => ({
    source: bytesSource(
      '设施.xlsx',
      xlsx([
        {
          name: '设施',
          rows: [
            ['五道口设施一览表'],
            ['编号', '设施类别', '经度', '纬度', '备注'],
            ...places.map((p) => [p.id, nameZh(p.category), ...digits(fromWgs84(p.lonLat, 'bd09')).map(Number), null]),
          ],
        },
      ]),
    ),
  }),
  GeoJSON: (places) => ({
    source: bytesSource(
      'a.geojson',
      utf8(
        JSON.stringify({
          type: 'FeatureCollection',
          features: places.map((p) => ({
            type: 'Feature',
            properties: { id: p.id, category: p.category },
            geometry: { type: 'Point', coordinates: p.lonLat },
          })),
        }),
      ),
    ),
  }),
  'shapefile with GBK attributes in CGCS2000 zone coordinates': (places) => {
    const rows = places.map((p) => [p.id, nameZh(p.category)])
    return {
      source: bytesSource('设施.shp', shpOfPoints(places.map((p) => zone39.fromWgs84(p.lonLat)))),
      siblings: [bytesSource('设施.dbf', dbf(['编号', '类别'], rows, gbk)), bytesSource('设施.prj', utf8(PRJ))],
    }
  },
}
const PRJ =
  'PROJCS["CGCS2000_3_Degree_GK_Zone_39",GEOGCS["GCS_China_Geodetic_Coordinate_System_2000",DATUM["D_China_2000",SPHEROID["CGCS2000",6378137.0,298.257222101]],PRIMEM["Greenwich",0.0],UNIT["Degree",0.0174532925199433]],PROJECTION["Gauss_Kruger"],PARAMETER["False_Easting",39500000.0],PARAMETER["False_Northing",0.0],PARAMETER["Central_Meridian",117.0],PARAMETER["Scale_Factor",1.0],PARAMETER["Latitude_Of_Origin",0.0],UNIT["Meter",1.0]]'
const zone39 = await loadCoordinateSystem('EPSG:4527')

describe.skipIf(!existsSync(DATA))('35 Wudaokou facilities exported five ways', async () => {
  if (!existsSync(DATA)) return
  const rows = readFileSync(`${DATA}/tables/wudaokou-facilities.csv`, 'utf8').trim().split('\n').slice(1)
  const places = rows.map((row): Place => {
    const [id, category, lon, lat] = row.split(',')
    return { id: id!, category: category!, lonLat: [Number(lon), Number(lat)] }
  })
  const network = buildNetwork(
    normaliseWalkableWays(await readOsm(bytesSource('osm', readFileSync(`${DATA}/beijing-wudaokou.osm.pbf`)))),
  )
  const index = buildEdgeIndex(network)
  const area: BoundingBox = [116.3, 39.98, 116.335, 40.015]

  async function intake(kind: string): Promise<{ table: FacilityTable; judged: CoordinateJudgement }> {
    const { source, siblings } = EXPORTS[kind]!(places)
    const raw = await readTable(source, { siblings })
    const judged = await judgeTableSystem(raw, 'facilities', {
      crs: 'auto',
      area,
      linkMetres: (lonLat) => nearestEdges(index, lonLat, 200).metres,
    })
    return { table: facilitiesFromTable(raw, { area, toWgs84: judged.system!.toWgs84 }), judged }
  }

  it.each([
    ['UTF-8 CSV in WGS-84', 'clear', 'wgs84'],
    ['GBK CSV in GCJ-02 with AMap headers', 'clear', 'gcj02'],
    ['XLSX in BD-09 with Chinese headers', 'clear', 'bd09'],
    ['GeoJSON', 'clear', 'wgs84'],
    ['shapefile with GBK attributes in CGCS2000 zone coordinates', 'declared', 'custom'],
  ])('%s', async (kind, verdict, system) => {
    const { table, judged } = await intake(kind)
    expect([judged.verdict, judged.system!.id, judged.warning]).toEqual([verdict, system, null])
    expect(table.counts).toMatchObject({ read: 35, used: 35, rejected: 0 })
    expect(table.facilities.map(({ id }) => id)).toEqual(places.map(({ id }) => id).sort())
    const byId = new Map(places.map((place) => [place.id, place]))
    const links = nearestEdges(index, Float64Array.from(table.facilities.flatMap(({ lonLat }) => [...lonLat])), 200)
    const truth = nearestEdges(
      index,
      Float64Array.from(table.facilities.flatMap(({ id }) => [...byId.get(id)!.lonLat])),
      200,
    )
    table.facilities.forEach((facility, i) => {
      const place = byId.get(facility.id)!
      expect(facility.category).toBe(place.category)
      expect(greatCircleMetres(...facility.lonLat, ...place.lonLat)).toBeLessThan(1)
      expect(Math.abs(links.metres[i]! - truth.metres[i]!)).toBeLessThan(1)
    })
  })

  it('asks where a few rows do not tell, warns of a wrong declaration, refuses metres of nowhere', async () => {
    const linkMetres = (lonLat: Float64Array) => nearestEdges(index, lonLat, 200).metres
    const few = await readTable(EXPORTS['GBK CSV in GCJ-02 with AMap headers']!(places.slice(0, 6)).source)
    const asked = await judgeTableSystem(few, 'facilities', { area, linkMetres, crs: 'auto' })
    expect(asked).toMatchObject({ verdict: 'ambiguous', system: null })
    expect(asked.reason).toContain('the header "typecode" speaks for GCJ-02')
    const baidu = await readTable(EXPORTS['XLSX in BD-09 with Chinese headers']!(places).source)
    const wrong = await judgeTableSystem(baidu, 'facilities', { area, linkMetres })
    expect(wrong).toMatchObject({ verdict: 'declared', warning: expect.stringContaining('BD-09') })
    const metres = await readTable(bytesSource('m.csv', utf8('id,x,y\n1,12,34567\n2,13,34568\n')))
    await expect(judgeTableSystem(metres, 'facilities', { area, linkMetres, crs: 'auto' })).rejects.toMatchObject({
      code: 'input-unusable',
    })
  })
})
