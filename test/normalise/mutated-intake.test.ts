// Damaged tables on their whole way: read, and taken in as facilities, blocks, gates and totals. What comes out adds up, or is an error
// that we know. MUTATIONS=100000 npx vitest run test/normalise/mutated-intake.test.ts tries as many of each format; here a few hundred.
import { unzipSync, zipSync } from 'fflate'
import { describe, expect, it } from 'vitest'
import { isLivingCircleError } from '../../src/foundation/errors.ts'
import { blocksFromTable } from '../../src/normalise/tables/table-blocks.ts'
import { compoundsFromTable } from '../../src/normalise/tables/table-compounds.ts'
import { facilitiesFromTable } from '../../src/normalise/tables/table-facilities.ts'
import { gatesFromTable } from '../../src/normalise/tables/table-gates.ts'
import { totalsFromTable } from '../../src/normalise/tables/table-totals.ts'
import { bytesSource } from '../../src/read/bytes/byte-source.ts'
import type { RawTable } from '../../src/read/tables/raw-table.ts'
import { openTableFile, wholeTable } from '../../src/read/tables/table.ts'
import { dbf, shpOfPoints, xlsx } from '../read/write-tables.ts'

const MUTATIONS = Number(process.env.MUTATIONS ?? 300)
const utf8 = (text: string): Uint8Array => new TextEncoder().encode(text)

const HEADER =
  '序号,小区名称,block_id,类别,经度,纬度,常住人口（万人）,60岁以上,户数,建筑面积（公顷）,床位,状态,社区,街道,location'
const ROWS = [
  '1,红星园,b1,幼儿园,116.31,39.91,0.2,约300,1200,2.5,12班,正常,红星社区,东街,"116.3,39.9"',
  '2,红星园小区,b2,药店;公园,116.3101,39.91,0.2,500～600,３００,1，200,20张床,已拆除,红星社区,东街,',
  '一、教育设施,,,,,,,,,,,,,,',
  '3,Total,b3,pharmacy,"116,32",39.92,2000左右,5,10,,*,2024年6月停业,花园社区,西街,POINT(116.3 39.9)',
  '4,花园里,b4,公园,39.93,116.33,-5,NaN,#REF!,1e308,,拟建,花园社区,西街,"POLYGON((116.3 39.9,116.31 39.9,116.31 39.91,116.3 39.9))"',
  '合计,,,,,,0.8,900,,,,,,,',
  '注：截至2023年底,,,,,,,,,,,,,,',
]
const CSV = ['某街道一览,,,,,,,,,,,,,,', HEADER, ...ROWS].join('\r\n')
const cellsOf = (line: string) =>
  [...line.matchAll(/"([^"]*)"|([^,]+)|(?<=^|,)(?=,|$)/g)].map(([, a, b]) => a ?? b ?? '')

const feature = (properties: object, geometry: object | null) => ({
  type: 'Feature',
  id: 'way/5',
  properties,
  geometry,
})
const RING = [
  [116.3, 39.9],
  [116.31, 39.9],
  [116.31, 39.91],
  [116.3, 39.91],
  [116.3, 39.9],
]
const GEOJSON = JSON.stringify({
  type: 'FeatureCollection',
  crs: { type: 'name', properties: { name: 'urn:ogc:def:crs:OGC:1.3:CRS84' } },
  features: [
    feature(
      { id: 'a', 名称: '红星园', population: '约520人', category: 'park' },
      { type: 'Polygon', coordinates: [RING] },
    ),
    feature(
      { id: 'b', 名称: '花园', population: 5, category: '药店' },
      { type: 'MultiPolygon', coordinates: [[RING]] },
    ),
    feature({ id: 'c', population: null, block_id: 'a' }, { type: 'MultiPoint', coordinates: RING }),
    feature({ id: 'd', population: '1,5', amenity: 'clinic', street: '东街' }, { type: 'Point', coordinates: RING[0] }),
    feature({ id: 'e', 常住人口: 4 }, { type: 'GeometryCollection', geometries: [] }),
    feature({ id: 'f' }, null),
  ],
})

const SHAPEFILE = zipSync(
  {
    'a/places.shp': shpOfPoints([
      [116.3, 39.9],
      [116.4, 39.8],
    ]),
    'a/places.dbf': dbf(
      ['id', '名称', 'category', '人口', 'block_id'],
      [
        ['1', '红星园', 'park', '520', '2'],
        ['2', '花园', '药店', '***', '1'],
      ],
      utf8,
    ),
    'a/places.cpg': utf8('UTF-8'),
  },
  { level: 0 },
)

/** Words at which readers and those who judge rows take another way. */
const TELLING = [
  ...[
    '-1',
    '1e308',
    '1e999',
    '9007199254740993',
    '180.0000001',
    'NaN',
    '万人',
    '公顷',
    '合计',
    'Total',
    '拟建',
    '12班',
    '__proto__',
  ],
  ...[
    'constructor',
    '"',
    ',',
    ';',
    '\r\n',
    '\0',
    '\ud800',
    '\u3000',
    '（',
    '~',
    '约',
    '2030-01-01',
    'POLYGON((',
    '[',
    '{',
    '}',
    ':null',
  ],
  ...[
    '经度',
    '纬度',
    'id',
    'EPSG:4547',
    'population',
    '"coordinates":[]',
    '[[[]]]',
    '<c r="ZZZ9999999"/>',
    '</row>',
    '</v>',
  ],
].map(utf8)

/** mulberry32: the same files in every run. */
function lotsOf(seed: number): (below: number) => number {
  let state = seed >>> 0
  return (below) => {
    state = (state + 0x6d2b79f5) >>> 0
    let t = Math.imul(state ^ (state >>> 15), state | 1)
    t ^= t + Math.imul(t ^ (t >>> 7), t | 61)
    return ((t ^ (t >>> 14)) >>> 0) % below
  }
}

function joined(parts: readonly Uint8Array[]): Uint8Array {
  return Uint8Array.from(Buffer.concat(parts))
}

/** One to four wounds: a byte changed, a piece cut out, doubled or moved, a telling word put in, the rest cut off. */
function wounded(bytes: Uint8Array, lot: (below: number) => number): Uint8Array {
  let out = bytes
  for (let wounds = 1 + lot(4); wounds > 0; wounds--) {
    const at = lot(out.length + 1)
    const end = Math.min(out.length, at + lot(40))
    const [before, piece, after] = [out.subarray(0, at), out.subarray(at, end), out.subarray(end)]
    const kind = lot(20)
    if (kind < 5) out = joined([before, Uint8Array.of(lot(256)), out.subarray(at + 1)])
    else if (kind < 8) out = joined([before, after])
    else if (kind < 11) out = joined([before, piece, piece, after])
    else if (kind < 17) out = joined([before, TELLING[lot(TELLING.length)]!, out.subarray(at + lot(8))])
    else if (kind < 19) {
      const rest = joined([before, after])
      const to = lot(rest.length + 1)
      out = joined([rest.subarray(0, to), piece, rest.subarray(to)])
    } else if (lot(3) === 0) out = before
  }
  return out
}

/** Mostly a part of the archive is wounded, not what packs it. */
function woundedArchive(bytes: Uint8Array, lot: (below: number) => number): Uint8Array {
  if (lot(10) < 2) return wounded(bytes, lot)
  const parts = unzipSync(bytes)
  const names = Object.keys(parts)
  const name = names[lot(names.length)]!
  return zipSync({ ...parts, [name]: wounded(parts[name]!, lot) }, { level: 0 })
}

const GATED = blocksFromTable(
  await wholeTable(
    'blocks',
    (await openTableFile(bytesSource('b.csv', utf8('id,name,lon,lat\n1,红星园,116.3,39.9')))).sheets[0]!.chunks(),
  ),
).blocks

const WAYS: readonly ((table: RawTable) => { counts?: { read: number; used: number; rejected: number } })[] = [
  (table) => facilitiesFromTable(table, { asOf: '2024-06-30' }),
  (table) => blocksFromTable(table, { area: [116, 39, 117, 40] }),
  (table) => gatesFromTable(table, GATED) as object,
  (table) => compoundsFromTable(table, { area: [116, 39, 117, 40] }),
  (table) => totalsFromTable(table) as object,
]

/** Every sheet of a file on each way; how many of them gave a result. */
async function takeIn(bytes: Uint8Array): Promise<number> {
  let results = 0
  const known = async <T>(work: () => T | Promise<T>): Promise<T | null> => {
    try {
      return await work()
    } catch (error) {
      if (!isLivingCircleError(error) || error.code === 'internal') throw error
      return null
    }
  }
  const file = await known(() => openTableFile(bytesSource('wounded', bytes)))
  for (const sheet of file?.sheets ?? []) {
    const table = await known(() => wholeTable('wounded', sheet.chunks()))
    for (const way of table === null ? [] : WAYS) {
      const result = await known(() => way(table!))
      if (result === null) continue
      results++
      const { counts } = result
      if (counts !== undefined) expect(counts.used + counts.rejected).toBe(counts.read)
    }
  }
  return results
}

describe('damaged tables, read and taken in', () => {
  it.each([
    ['CSV', utf8(CSV), wounded],
    ['XLSX', xlsx([{ name: '小区', rows: [HEADER, ...ROWS].map(cellsOf) }]), woundedArchive],
    ['GeoJSON', utf8(GEOJSON), wounded],
    ['shapefile', SHAPEFILE, woundedArchive],
  ] as const)(
    '%s: every one adds up or is refused',
    async (name, bytes, wound) => {
      expect(await takeIn(bytes)).toBeGreaterThanOrEqual(3)
      let [taken, refused, slowest] = [0, 0, 0]
      for (let run = 1; run <= MUTATIONS; run++) {
        const damaged = wound(bytes, lotsOf(run))
        const start = performance.now()
        try {
          if ((await takeIn(damaged)) > 0) taken++
          else refused++
        } catch (error) {
          throw new Error(`mutation ${run} of ${name}: ${error instanceof Error ? error.stack : error}`)
        }
        slowest = Math.max(slowest, performance.now() - start)
      }
      if (process.env.MUTATIONS !== undefined) {
        console.log(
          `${name}: ${MUTATIONS} files, ${taken} taken in, ${refused} refused, slowest ${slowest.toFixed(0)} ms`,
        )
      }
      // Neither is everything refused nor nothing: the wounds reach the inside.
      expect(Math.min(taken, refused)).toBeGreaterThan(0)
    },
    7_200_000,
  )
})
