import { zipSync } from 'fflate'
import { describe, expect, it } from 'vitest'
import { bytesSource } from '../../src/read/bytes/byte-source.ts'
import { openTableFile, readTable, wholeTable } from '../../src/read/tables/table.ts'
import { dbf, gbk, shpOfPoints } from './write-tables.ts'

const utf8 = (text: string): Uint8Array => new TextEncoder().encode(text)
const POINTS = [
  [116.3, 39.9],
  [116.4, 39.8],
] as const
const COLUMNS = ['编号', '名称', 'beds']
const ROWS = [
  ['a', '社区食堂', '12'],
  ['b', '卫生服务站', '***'],
]

/** A polygon record: clockwise outlines, anticlockwise holes, in one shape. */
function shpOfRings(rings: readonly (readonly (readonly [number, number])[])[]): Uint8Array {
  const points = rings.flat()
  const content = 44 + 4 * rings.length + 16 * points.length
  const bytes = new Uint8Array(108 + content)
  const view = new DataView(bytes.buffer)
  view.setInt32(0, 9994)
  view.setInt32(24, bytes.length / 2)
  view.setInt32(32, 5, true)
  view.setInt32(100, 1)
  view.setInt32(104, content / 2)
  view.setInt32(108, 5, true)
  view.setInt32(144, rings.length, true)
  view.setInt32(148, points.length, true)
  let start = 0
  rings.forEach((ring, i) => {
    view.setInt32(152 + 4 * i, start, true)
    start += ring.length
  })
  points.forEach(([x, y], i) => {
    view.setFloat64(152 + 4 * rings.length + 16 * i, x, true)
    view.setFloat64(160 + 4 * rings.length + 16 * i, y, true)
  })
  return bytes
}

const square = (x: number, y: number, size: number, clockwise = true): [number, number][] => {
  const ring: [number, number][] = [
    [x, y],
    [x, y + size],
    [x + size, y + size],
    [x + size, y],
    [x, y],
  ]
  return clockwise ? ring : ring.reverse()
}

describe('shapefile', () => {
  it.each([
    ['gb18030', gbk],
    ['utf-8', utf8],
  ])('reads points with %s attributes', async (encoding, encode) => {
    const source = bytesSource('places.shp', shpOfPoints(POINTS))
    const siblings = [
      bytesSource('places.dbf', dbf(COLUMNS, ROWS, encode)),
      bytesSource('places.prj', utf8('GEOGCS["GCS_WGS_1984"]')),
    ]
    const table = await readTable(source, { siblings })
    expect(table).toMatchObject({
      format: 'shapefile',
      encoding,
      declaredCrs: 'GEOGCS["GCS_WGS_1984"]',
      columns: COLUMNS,
    })
    expect(table.rows).toEqual(ROWS)
    expect(table.geometry).toEqual(POINTS.map((coordinates) => ({ type: 'Point', coordinates: [...coordinates] })))
    expect([...table.line]).toEqual([1, 2])
  })

  it('obeys the .cpg file where the bytes do not contradict it, and the encoding option in any case', async () => {
    const source = bytesSource('places.shp', shpOfPoints(POINTS))
    const table = (cpg: string, encoding?: string) =>
      readTable(source, {
        encoding,
        siblings: [bytesSource('p.dbf', dbf(COLUMNS, ROWS, gbk)), bytesSource('p.cpg', utf8(cpg))],
      })
    for (const cpg of ['GBK', '936', 'CP936', 'ANSI 936', 'nonsense', 'UTF-8']) {
      expect((await table(cpg)).columns, cpg).toEqual(COLUMNS)
    }
    expect((await table('Big5')).columns).not.toEqual(COLUMNS)
    expect((await table('UTF-8', 'gbk')).columns).toEqual(COLUMNS)
    expect((await table('UTF-8', 'utf8')).columns).not.toEqual(COLUMNS)
  })

  it.each([
    [0xc9, 'windows-1251', [0xd8, 0xea, 0xee, 0xeb, 0xe0], 'Школа'],
    [0x26, 'ibm866', [0x98, 0xaa, 0xae, 0xab, 0xa0], 'Школа'],
    [0x4f, 'big5', [0xbe, 0xc7, 0xae, 0xd5], '學校'],
    [0xc8, 'windows-1250', [0xb3, 0xf3, 0x64, 0x9f], 'łódź'],
    // Byte 29 says nothing, or something that the bytes contradict.
    [0x57, 'gb18030', [0xc9, 0xe7, 0xc7, 0xf8], '社区'],
    [0x4d, 'utf-8', [0xe5, 0xad, 0xa6, 0xe6, 0xa0, 0xa1], '学校'],
  ])('reads the code page of byte 29: %i', async (driver, encoding, name, text) => {
    const table = dbf(['name'], [['xxxxxxxx'], ['y']], utf8)
    table[29] = driver
    const at = table.findIndex((byte, i) => byte === 0x78 && table[i + 7] === 0x78)
    table.fill(0x20, at, at + 8)
    table.set(name, at)
    const read = await readTable(bytesSource('p.shp', shpOfPoints(POINTS)), { siblings: [bytesSource('p.dbf', table)] })
    expect([read.encoding, read.rows[0]![0]]).toEqual([encoding, text])
  })

  it('sorts rings into outlines and holes', async () => {
    const rings = [square(0, 0, 10), square(20, 0, 5), square(2, 2, 3, false), square(21, 1, 1, false)]
    const table = await readTable(bytesSource('a.shp', shpOfRings(rings)), {
      siblings: [bytesSource('a.dbf', dbf(['id'], [['x']], utf8))],
    })
    expect(table.geometry![0]).toEqual({
      type: 'MultiPolygon',
      coordinates: [
        [rings[0], rings[2]],
        [rings[1], rings[3]],
      ],
    })
  })

  it('reads a zipped shapefile', async () => {
    const zip = zipSync({
      'dir/a.shp': shpOfPoints(POINTS),
      'dir/a.dbf': dbf(COLUMNS, ROWS, gbk),
      'dir/a.prj': utf8('X'),
    })
    const table = await readTable(bytesSource('a.zip', zip))
    expect(table.rows).toEqual(ROWS)
    expect(table.declaredCrs).toBe('X')
  })

  it('reads every shapefile of a zip as a layer of its own', async () => {
    const table = dbf(COLUMNS, ROWS, gbk)
    const two = zipSync({
      'in/a.shp': shpOfPoints(POINTS),
      'in/a.dbf': table,
      'b.shp': shpOfPoints(POINTS),
      'b.dbf': table,
    })
    const file = await openTableFile(bytesSource('two.zip', two))
    expect(file.sheets.map(({ name }) => name)).toEqual(['a', 'b'])
    const both = await Promise.all(file.sheets.map((sheet) => wholeTable(file.source, sheet.chunks())))
    expect(both.map(({ sheet, rows }) => [sheet, rows])).toEqual([
      ['a', ROWS],
      ['b', ROWS],
    ])
    expect((await readTable(bytesSource('two.zip', two), { sheet: 'b' })).sheet).toBe('b')
  })

  it('leaves out rows that are marked as deleted', async () => {
    const bytes = dbf(COLUMNS, ROWS, gbk)
    bytes[new DataView(bytes.buffer).getUint16(8, true)] = 0x2a
    const table = await readTable(bytesSource('a.shp', shpOfPoints(POINTS)), {
      siblings: [bytesSource('a.dbf', bytes)],
    })
    expect(table.rows.map(([id]) => id)).toEqual(['b'])
  })

  it('says what is wrong', async () => {
    const shp = shpOfPoints(POINTS)
    const read = (bytes: Uint8Array, table = dbf(COLUMNS, ROWS, gbk)) =>
      readTable(bytesSource('a.shp', bytes), { siblings: [bytesSource('a.dbf', table)] })
    await expect(readTable(bytesSource('a.shp', shp))).rejects.toMatchObject({ code: 'input-unusable' })
    await expect(read(shp.subarray(0, 140))).rejects.toMatchObject({ code: 'input-truncated' })
    await expect(read(shp, dbf(COLUMNS, [ROWS[0]!], gbk))).rejects.toMatchObject({ code: 'input-truncated' })
    await expect(read(shp, dbf(COLUMNS, ROWS, gbk).subarray(0, 150))).rejects.toMatchObject({ code: 'input-truncated' })
    const rings = shpOfRings([square(0, 0, 1)])
    for (const [at, value] of [
      [144, 1e9],
      [144, -1],
      [148, 1e9],
      [152, 77],
      [108, 31],
    ] as const) {
      const bad = Uint8Array.from(rings)
      new DataView(bad.buffer).setInt32(at, value, true)
      const table = await read(bad, dbf(['id'], [['x']], utf8))
      expect(table.rejects).toHaveLength(1)
    }
  })
})

// Written by GDAL 3: an area with a hole, an area of two parts, a point; text, integer, real and truth values with nulls.
const FLATGEOBUF =
  'ZmdiA2ZnYgHsAgAAIAAAAAAAGgAgAAQACAAAAAAAAAAAAAAADAAUAAAAEAAaAAAAWAAAADAAAAAUAAAAZAAAAAMAAAAAAAAAAAAAAAUAAACQAgAAYAIAAEACAAAgAgAA9AEAAAQAAAAAAAAAABBdQDMzMzMz80NACtejcD0aXUCamZmZmflDQAUAAABzbWFsbAAOABQABAAIAAwAAAAQAA4AAACkAQAA5hAAAJABAAAEAAAAgAEAAEdFT0dDUlNbIldHUyA4NCIsREFUVU1bIldvcmxkIEdlb2RldGljIFN5c3RlbSAxOTg0IixFTExJUFNPSURbIldHUyA4NCIsNjM3ODEzNywyOTguMjU3MjIzNTYzLExFTkdUSFVOSVRbIm1ldHJlIiwxXV1dLFBSSU1FTVsiR3JlZW53aWNoIiwwLEFOR0xFVU5JVFsiZGVncmVlIiwwLjAxNzQ1MzI5MjUxOTk0MzNdXSxDU1tlbGxpcHNvaWRhbCwyXSxBWElTWyJnZW9kZXRpYyBsYXRpdHVkZSAoTGF0KSIsbm9ydGgsT1JERVJbMV0sQU5HTEVVTklUWyJkZWdyZWUiLDAuMDE3NDUzMjkyNTE5OTQzM11dLEFYSVNbImdlb2RldGljIGxvbmdpdHVkZSAoTG9uKSIsZWFzdCxPUkRFUlsyXSxBTkdMRVVOSVRbImRlZ3JlZSIsMC4wMTc0NTMyOTI1MTk5NDMzXV0sSURbIkVQU0ciLDQzMjZdXQAAAAAGAAAAV0dTIDg0AAAEAAAARVBTRwAAAACC////AAAAAggAAAABAAAAAgAAAG9rAAAQABAACAAHAAAAAAAAAAwAEAAAAAAAAAoIAAAAAAAAAAYAAADpnaLnp68AAMb///8AAAAFCAAAAAAAAAAGAAAA5Lq65Y+jAADi////AAAACwgAAAAAAAAABgAAAOWQjeensAAAAAAOABAACAAHAAAAAAAMAA4AAAAAAAALCAAAAAAAAAACAAAAaWQAAAAAAAAAEF1AMzMzMzPzQ0AK16NwPRpdQJqZmZmZ+UNAAQAAAAAAAAAzMzMzMxNdQDMzMzMz80NACtejcD0aXUAUrkfhevRDQAAAAAAAAAAAAAAAAAAQXUCamZmZmflDQAAAAAAAEF1AmpmZmZn5Q0BIAQAAAAAAADMzMzMzE11AMzMzMzPzQ0CkcD0K1xNdQBSuR+F69ENAqAEAAAAAAABEAQAAEAAAAAAAAAAIAAwABAAIAAgAAABAAAAABAAAACAAAAAAAAEAAABiAQAGAAAA6KW/6YeMAwAAAAAAAADQvwQAABQADAAAAAAAAAAAAAAAAAAHAAgAFAAAAAAAAAYEAAAAAgAAAIAAAAAEAAAAmv///wAAAAMEAAAACgAAAJmZmZmZGV1AMzMzMzPzQ0AK16NwPRpdQDMzMzMz80NACtejcD0aXUAUrkfhevRDQJmZmZmZGV1AFK5H4Xr0Q0CZmZmZmRldQDMzMzMz80NAAAAAAAAAEgAMAAAACAAAAAAAAAAAAAcAEgAAAAAAAAMEAAAACgAAADMzMzMzE11AMzMzMzPzQ0CkcD0K1xNdQDMzMzMz80NApHA9CtcTXUAUrkfhevRDQDMzMzMzE11AFK5H4Xr0Q0AzMzMzMxNdQDMzMzMz80NAXAAAAAwAAAAIAAwABAAIAAgAAAAsAAAABAAAAA0AAAAAAAEAAABjAgAAAAAAABIADAAAAAgAAAAAAAAAAAAHABIAAAAAAAABBAAAAAIAAAAAAAAAABBdQJqZmZmZ+UNAHAEAABAAAAAAAAAACAAMAAQACAAIAAAARAAAAAQAAAAmAAAAAAABAAAAYQEABgAAAOS4nOmHjAIAsAQAAAMAAAAAAABgVUAEAAESABAACAAMAAAAAAAAAAAABwASAAAAAAAAA7AAAAAEAAAAFAAAADMzMzMzE11AMzMzMzPzQ0CkcD0K1xNdQDMzMzMz80NApHA9CtcTXUAUrkfhevRDQDMzMzMzE11AFK5H4Xr0Q0AzMzMzMxNdQDMzMzMz80NAF9nO91MTXUD6fmq8dPNDQBfZzvdTE11AwcqhRbbzQ0D6fmq8dBNdQMHKoUW280NA+n5qvHQTXUD6fmq8dPNDQBfZzvdTE11A+n5qvHTzQ0AAAAAAAgAAAAUAAAAKAAAA'

describe('FlatGeobuf', () => {
  const bytes = Uint8Array.from(atob(FLATGEOBUF), (character) => character.charCodeAt(0))

  it('reads geometries and properties that GDAL wrote, with an index', async () => {
    const table = await readTable(bytesSource('a.fgb', bytes))
    expect(table).toMatchObject({
      format: 'flatgeobuf',
      declaredCrs: 'EPSG:4326',
      columns: ['id', '名称', '人口', '面积', 'ok'],
    })
    const at = (id: string) => table.rows.findIndex((row) => row[0] === id)
    expect(table.rows[at('a')]).toEqual(['a', '东里', '1200', '85.5', 'true'])
    expect(table.rows[at('b')]).toEqual(['b', '西里', '', '-0.25', 'false'])
    expect(table.rows[at('c')]).toEqual(['c', '', '0', '', ''])
    expect(table.geometry![at('c')]).toEqual({ type: 'Point', coordinates: [116.25, 39.95] })
    const a = table.geometry![at('a')]!
    expect(a.type === 'Polygon' && a.coordinates.map((ring) => ring.length)).toEqual([5, 5])
    const b = table.geometry![at('b')]!
    expect(b.type === 'MultiPolygon' && b.coordinates).toHaveLength(2)
  })

  it('refuses a file that is cut off or damaged, wherever', async () => {
    for (let length = 8; length < bytes.length; length += 13) {
      await expect(readTable(bytesSource('a.fgb', bytes.subarray(0, length)))).rejects.toMatchObject({
        code: 'input-truncated',
      })
    }
    for (let at = 8; at < bytes.length; at += 3) {
      const bad = Uint8Array.from(bytes)
      bad[at] = bad[at]! ^ 0xff
      await readTable(bytesSource('a.fgb', bad)).catch((error: { code?: string }) => {
        expect(error.code).toMatch(/^input-/)
      })
    }
  })
})
