// The same facilities as five programs would export them. Not a test: shared by the tests of intake and of the command line.
import type { LonLat } from '../../src/foundation/units.ts'
import { categoryById } from '../../src/normalise/categories/categories.ts'
import { categoriseAmap } from '../../src/normalise/categories/category-matching.ts'
import { loadCoordinateSystem } from '../../src/normalise/coordinates/coordinate-systems.ts'
import { fromWgs84 } from '../../src/normalise/coordinates/shifted-systems.ts'
import { type ByteSource, bytesSource } from '../../src/read/bytes/byte-source.ts'
import { dbf, gbk, shpOfPoints, xlsx } from '../read/write-tables.ts'

/** One facility as it is in truth. */
export interface Place {
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

/** Five programs: each makes a file (a shapefile with its siblings) of places. */
export const EXPORTS: Record<string, (places: readonly Place[]) => { source: ByteSource; siblings?: ByteSource[] }> = {
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
              `某地点${p.id}`,
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

/** The places of a CSV with the columns id, category, lon, lat. */
export function placesOfCsv(text: string): Place[] {
  const rows = text.trim().split('\n').slice(1)
  return rows.map((row): Place => {
    const [id, category, lon, lat] = row.split(',')
    return { id: id!, category: category!, lonLat: [Number(lon), Number(lat)] }
  })
}
