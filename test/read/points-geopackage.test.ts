// GeoPackages of SQLite itself, of this program and of GDAL: the same rows and shapes come back; what cannot be read says so.
import initSqlJs from 'sql.js'
import { beforeAll, describe, expect, it } from 'vitest'
import { bytesSource } from '../../src/read/bytes/byte-source.ts'
import { openTableFile, wholeTable } from '../../src/read/tables/table.ts'
import { toGeoJson } from '../../src/report/formats/geojson.ts'
import { toGeoPackage } from '../../src/report/formats/geopackage.ts'
import { layerOf, mapLayers } from '../../src/report/layers/map-layers.ts'
import { makeReport } from '../report/table-fixture.ts'
import { convertedByGdal, hasGdal, openFirst, openSheets } from './open-sheets.ts'

interface Database {
  run(sql: string, parameters?: unknown[]): void
  export(): Uint8Array
}
let newDatabase: () => Database
beforeAll(async () => {
  const { Database: Opened } = await initSqlJs()
  newDatabase = () => new Opened() as unknown as Database
})

const HEAD = `
  CREATE TABLE gpkg_spatial_ref_sys (srs_name TEXT, srs_id INTEGER PRIMARY KEY, organization TEXT, organization_coordsys_id INTEGER, definition TEXT, description TEXT);
  CREATE TABLE gpkg_contents (table_name TEXT PRIMARY KEY, data_type TEXT, identifier TEXT, srs_id INTEGER);
  CREATE TABLE gpkg_geometry_columns (table_name TEXT, column_name TEXT, geometry_type_name TEXT, srs_id INTEGER, z TINYINT, m TINYINT);
  INSERT INTO gpkg_spatial_ref_sys VALUES ('WGS 84', 4326, 'EPSG', 4326, 'x', ''), ('own', 4547, 'EPSG', 4547, 'x', ''), ('u', 0, 'NONE', 0, 'undefined', '');`

/** A database with the format's own tables and these statements. */
function geopackage(...statements: (string | readonly [string, unknown[]])[]): Uint8Array {
  const database = newDatabase()
  database.run(HEAD)
  for (const one of statements) typeof one === 'string' ? database.run(one) : database.run(one[0], one[1])
  return database.export()
}
const layer = (name: string, system = 4326, kind = 'features') =>
  `INSERT INTO gpkg_contents VALUES ('${name}', '${kind}', '${name}', ${system});` +
  (kind === 'features'
    ? `INSERT INTO gpkg_geometry_columns VALUES ('${name}', 'geom', 'GEOMETRY', ${system}, 2, 2);`
    : '')

const u32 = (n: number): number[] => [n & 255, (n >>> 8) & 255, (n >>> 16) & 255, n >>> 24]
const f64 = (...numbers: number[]): number[] => [...new Uint8Array(Float64Array.from(numbers).buffer)]
/** A geometry as the format has it: header, then well-known binary. */
const blob = (type: number, body: number[], flags = 1): Uint8Array =>
  Uint8Array.from([0x47, 0x50, 0, flags, ...u32(4326), 1, ...u32(type), ...body])
const point = (x: number, y: number) => blob(1, f64(x, y))

describe('GeoPackage', () => {
  it('of this program comes back row by row, shape by shape', async () => {
    for (const report of [makeReport({ nasty: true, blocks: 40 }), makeReport({ blocks: 300, geometry: 'polygons' })]) {
      const sheets = await openSheets(toGeoPackage(mapLayers(report)), 'own.gpkg')
      expect(sheets.map(({ name }) => name)).toEqual(expect.arrayContaining(['blocks', 'facilities']))
      for (const { name, table } of sheets.filter(({ name }) => name === 'blocks' || name === 'facilities')) {
        const { features } = JSON.parse(toGeoJson(layerOf(report, name as 'blocks'))) as {
          features: { properties: Record<string, unknown>; geometry: unknown }[]
        }
        expect(table.rejects).toEqual([])
        expect(table.rows.length).toBe(features.length)
        const wanted = features.map(({ properties, geometry }) => [
          Object.entries(properties)
            .filter(([, value]) => value !== null)
            .map(([key, value]) => [key, typeof value === 'boolean' ? String(Number(value)) : String(value)]),
          geometry,
        ])
        const got = table.rows.map((row, at) => [
          table.columns.flatMap((key, column) => (key === 'fid' || row[column] === '' ? [] : [[key, row[column]]])),
          table.geometry![at],
        ])
        const text = (list: unknown[]) => list.map((one) => canonical(one)).sort()
        expect(text(got)).toEqual(text(wanted))
      }
    }
  })

  it('has a table for each layer and each table of attributes', async () => {
    const sheets = await openSheets(
      geopackage(
        'CREATE TABLE a (fid INTEGER PRIMARY KEY, geom BLOB, "名 称" TEXT, n REAL)',
        layer('a'),
        ['INSERT INTO a VALUES (7, ?, ?, 2.5)', [point(116.3, 39.9), '食堂']],
        'CREATE TABLE b (id INTEGER PRIMARY KEY, word TEXT)',
        layer('b', 0, 'attributes'),
        "INSERT INTO b VALUES (3, 'x')",
        'CREATE TABLE layer_styles (id INTEGER PRIMARY KEY)',
        layer('layer_styles', 0, 'attributes'),
        'CREATE TABLE tiles (id INTEGER PRIMARY KEY)',
        layer('tiles', 0, 'tiles'),
      ),
    )
    expect(sheets.map(({ name, table: { columns, rows } }) => [name, columns, rows])).toEqual([
      ['a', ['fid', '名 称', 'n'], [['7', '食堂', '2.5']]],
      ['b', ['id', 'word'], [['3', 'x']]],
    ])
    expect(sheets.map(({ table }) => table.geometry)).toEqual([[{ type: 'Point', coordinates: [116.3, 39.9] }], null])
  })

  it('declares its system; WGS 84 declares nothing, for shifted coordinates are labelled so, too', async () => {
    const made = (system: number) =>
      geopackage('CREATE TABLE a (fid INTEGER PRIMARY KEY, geom BLOB)', layer('a', system), [
        'INSERT INTO a VALUES (1, ?)',
        [point(1, 2)],
      ])
    expect((await openFirst(made(4547))).declaredCrs).toBe('EPSG:4547')
    expect((await openFirst(made(4326))).declaredCrs).toBeNull()
    expect((await openFirst(made(0))).declaredCrs).toBeNull()
  })

  it('reads heights, measures, multi and empty geometries; a broken one is rejected by its number', async () => {
    const ring = (...numbers: number[]) => [...u32(numbers.length / 2), ...f64(...numbers)]
    const square = ring(0, 0, 1, 0, 1, 1, 0, 0)
    const inner = (type: number, body: number[]) => [1, ...u32(type), ...body]
    const shapes: (Uint8Array | null)[] = [
      blob(1001, f64(1, 2, 9)),
      blob(2001, f64(1, 2, 9)),
      blob(3001, f64(1, 2, 9, 9)),
      blob(0x80000001, f64(1, 2, 9)),
      blob(4, [...u32(2), ...inner(1, f64(1, 2)), ...inner(1, f64(3, 4))]),
      blob(3, [...u32(1), ...square]),
      blob(6, [...u32(1), ...inner(3, [...u32(1), ...square])]),
      blob(3, u32(0)),
      blob(1, f64(Number.NaN, Number.NaN)),
      blob(1, f64(1, 2), 0x11),
      null,
      blob(6, u32(4_000_000_000)),
      blob(10, u32(0)),
      Uint8Array.of(1, 2, 3),
      blob(1, f64(1)),
      // With an envelope before it.
      Uint8Array.from([0x47, 0x50, 0, 3, ...u32(4326), ...f64(1, 1, 2, 2), 1, ...u32(1), ...f64(1, 2)]),
    ]
    const table = await openFirst(
      geopackage(
        'CREATE TABLE a (fid INTEGER PRIMARY KEY, geom BLOB)',
        layer('a'),
        ...shapes.map((shape) => ['INSERT INTO a (geom) VALUES (?)', [shape]] as [string, unknown[]]),
      ),
    )
    expect(table.geometry!.map((geometry) => geometry?.type ?? null)).toEqual([
      ...['Point', 'Point', 'Point', 'Point', 'MultiPoint', 'Polygon', 'MultiPolygon'],
      ...[null, null, null, null, 'Point'],
    ])
    expect(table.rejects.map(({ line }) => line)).toEqual([12, 13, 14, 15])
    expect(table.rejects[1]!.message).toContain('10')
  })

  it('reads long texts over several pages, many rows over several levels, and numbers of every size', async () => {
    const long = '长'.repeat(40_000)
    const rows = 5_000
    const table = await openFirst(
      geopackage(
        'CREATE TABLE a (fid INTEGER PRIMARY KEY, geom BLOB, t TEXT, n INTEGER)',
        layer('a'),
        ['INSERT INTO a VALUES (-5, NULL, ?, 9007199254740993)', [long]],
        `WITH RECURSIVE k(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM k WHERE i < ${rows}) INSERT INTO a SELECT i, NULL, 'row ' || i, i * i - 70000 FROM k`,
        "INSERT INTO a VALUES (9007199254740000, NULL, 'last', -1)",
      ),
    )
    expect(table.rows.length).toBe(rows + 2)
    expect(table.rows[0]).toEqual(['-5', long, '9007199254740993'])
    expect(table.rows[4321]).toEqual(['4321', 'row 4321', String(4321 ** 2 - 70_000)])
    expect(table.rows.at(-1)).toEqual(['9007199254740000', 'last', '-1'])
  })

  it('knows keys named behind the columns, comments, computed columns and columns that were added later', async () => {
    const table = await openFirst(
      geopackage(
        `CREATE TABLE a ("fid" INTEGER NOT NULL, -- a key, of course
          [two words] TEXT CHECK ("two words" <> ','), \`x\`\`y\` DECIMAL(5, 2), twice AS (fid * 2) VIRTUAL, geom BLOB,
          PRIMARY KEY("fid" AUTOINCREMENT))`,
        layer('a'),
        "INSERT INTO a VALUES (4, 'w', 1.5, NULL)",
        "ALTER TABLE a ADD COLUMN later TEXT DEFAULT 'it''s'",
        'ALTER TABLE a ADD COLUMN number INTEGER DEFAULT 3',
        "INSERT INTO a VALUES (5, 'v', 2, NULL, NULL, 8)",
      ),
    )
    expect(table.columns).toEqual(['fid', 'two words', 'x`y', 'later', 'number'])
    expect(table.rows).toEqual([
      ['4', 'w', '1.5', "it's", '3'],
      ['5', 'v', '2', '', '8'],
    ])
  })

  it('names views and tables WITHOUT ROWID, and says why they are not read', async () => {
    const bytes = geopackage(
      'CREATE TABLE a (fid INTEGER PRIMARY KEY, geom BLOB)',
      layer('a'),
      'CREATE VIEW v AS SELECT * FROM a',
      layer('v'),
      'CREATE TABLE w (id TEXT PRIMARY KEY, geom BLOB) WITHOUT ROWID',
      layer('w'),
      "INSERT INTO w VALUES ('x', NULL)",
    )
    await expect(openSheets(bytes)).rejects.toMatchObject({ code: 'input-unsupported', message: /v is a view/ })
    const { sheets } = await openTableFile(bytesSource('f.gpkg', bytes))
    expect(sheets.map(({ name, hidden }) => [name, hidden])).toEqual([
      ['a', false],
      ['v', true],
      ['w', false],
    ])
    await expect(wholeTable('w', sheets[2]!.chunks())).rejects.toMatchObject({ message: /w.*WITHOUT ROWID/ })
  })

  it('is refused where it is another database, has no layer, or is open in another program', async () => {
    const other = newDatabase()
    other.run('CREATE TABLE t (a)')
    await expect(openFirst(other.export())).rejects.toMatchObject({ code: 'input-format' })
    await expect(openFirst(geopackage())).rejects.toMatchObject({ code: 'input-empty' })
    const siblings = [bytesSource('f.gpkg-wal', Uint8Array.of(1))]
    await expect(openFirst(geopackage(), { siblings })).rejects.toMatchObject({ code: 'input-unusable' })
  })

  it('with pages in a ring, or cells over one another, is damaged, not endless', async () => {
    const bytes = geopackage(
      'CREATE TABLE a (fid INTEGER PRIMARY KEY, geom BLOB, t TEXT)',
      layer('a'),
      `WITH RECURSIVE k(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM k WHERE i < 3000) INSERT INTO a SELECT i, NULL, 'some text' FROM k`,
    )
    const pageBytes = (bytes[16]! << 8) | bytes[17]!
    let rings = 0
    for (let page = 1; page * pageBytes < bytes.length; page++) {
      const at = page * pageBytes
      if (bytes[at] !== 5) continue
      rings++
      const ring = Uint8Array.from(bytes)
      // Its last child is the page itself.
      new DataView(ring.buffer).setUint32(at + 8, page + 1)
      await expect(openFirst(ring)).rejects.toMatchObject({ code: 'input-truncated' })
    }
    expect(rings).toBeGreaterThan(0)
  })
})

/** Objects by sorted keys: rows of other formats have another order. */
function canonical(value: unknown): string {
  const [cells, geometry] = value as [[string, string][], unknown]
  return JSON.stringify([[...cells].sort(([a], [b]) => (a < b ? -1 : 1)), geometry])
}

const FEATURES = {
  type: 'FeatureCollection',
  features: Array.from({ length: 1200 }, (_, i) => ({
    type: 'Feature',
    properties: { 名称: `小区 ${i}`, n: i, x: i / 8, t: '说'.repeat(i) },
    geometry:
      i % 3 === 0
        ? { type: 'Point', coordinates: [116 + i / 1e4, 39] }
        : {
            type: 'MultiPolygon',
            coordinates: [
              [
                [
                  [116, 39],
                  [116.5, 39],
                  [116.5, 39.5],
                  [116, 39],
                ],
                [
                  [116.3, 39.1],
                  [116.4, 39.1],
                  [116.4, 39.2],
                  [116.3, 39.1],
                ],
              ],
            ],
          },
  })),
}

describe.skipIf(!hasGdal)('a GeoPackage of GDAL', () => {
  it('holds what went in', async () => {
    const table = await openFirst(convertedByGdal(FEATURES, 'GPKG', 'gpkg'))
    expect(table.rows.length).toBe(FEATURES.features.length)
    FEATURES.features.forEach(({ properties, geometry }, at) => {
      const row = Object.fromEntries(table.columns.map((name, column) => [name, table.rows[at]![column]]))
      expect(row).toMatchObject({
        名称: properties.名称,
        n: String(properties.n),
        x: String(properties.x),
        t: properties.t,
      })
      expect(table.geometry![at]).toEqual(geometry)
    })
  })

  it('in a projected system says which', async () => {
    const table = await openFirst(convertedByGdal(FEATURES, 'GPKG', 'gpkg', ['-t_srs', 'EPSG:4547']))
    expect(table.declaredCrs).toBe('EPSG:4547')
    expect(table.rows.length).toBe(FEATURES.features.length)
  })
})
