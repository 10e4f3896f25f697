// Our database writer against SQLite itself: integrity, rows and look-ups by key.
import fc from 'fast-check'
import initSqlJs from 'sql.js'
import { beforeAll, describe, expect, it } from 'vitest'
import { toGeoPackage } from '../../src/report/formats/geopackage.ts'
import { type SqliteTable, toSqliteFile } from '../../src/report/formats/sqlite-file.ts'
import type { SqliteValue } from '../../src/report/formats/sqlite-record.ts'
import { mapLayers } from '../../src/report/layers/map-layers.ts'
import { makeReport } from './table-fixture.ts'

interface Database {
  exec(sql: string, parameters?: unknown[]): { columns: string[]; values: unknown[][] }[]
  close(): void
}

let open: (bytes: Uint8Array) => Database
beforeAll(async () => {
  const { Database: Opened } = await initSqlJs()
  open = (bytes) => new Opened(bytes) as Database
})

function table(name: string, rows: readonly (readonly SqliteValue[])[], rowIds?: readonly number[]): SqliteTable {
  const columns = (rows[0] ?? [null]).map((_, i) => `c${i}`)
  return {
    name,
    sql: `CREATE TABLE ${name} (${columns.join(', ')})`,
    keys: [],
    rows: rows.map((values, i) => ({ rowId: rowIds?.[i] ?? i + 1, values })),
  }
}

function check(database: Database): void {
  expect(database.exec('PRAGMA integrity_check')[0]!.values).toEqual([['ok']])
}

const MARKS = { applicationId: 1, userVersion: 2 }

describe('toSqliteFile', () => {
  it('keeps values of every kind', () => {
    const rows: SqliteValue[][] = [
      [
        null,
        0,
        1,
        2,
        -1,
        127,
        128,
        -128,
        -129,
        32767,
        32768,
        2 ** 31 - 1,
        2 ** 31,
        -(2 ** 31),
        Number.MAX_SAFE_INTEGER,
      ],
      [
        0.5,
        { real: 3 },
        -1e300,
        '',
        '小区',
        'a\u0001b',
        new Uint8Array([0, 255]),
        new Uint8Array(0),
        ...Array(7).fill(null),
      ],
    ]
    const database = open(toSqliteFile([table('t', rows)], MARKS))
    check(database)
    const { values } = database.exec('SELECT * FROM t')[0]!
    expect(values[0]).toEqual(rows[0])
    expect(values[1]!.slice(0, 6)).toEqual([0.5, 3, -1e300, '', '小区', 'a\u0001b'])
    expect(database.exec('SELECT typeof(c1), hex(c6), length(c7) FROM t WHERE rowid = 2')[0]!.values).toEqual([
      ['real', '00FF', 0],
    ])
    expect(database.exec('PRAGMA application_id')[0]!.values).toEqual([[1]])
    expect(database.exec('PRAGMA user_version')[0]!.values).toEqual([[2]])
    database.close()
  })

  it('keeps rows of any length, through overflow pages and many levels', () => {
    const lengths = [
      0, 1, 480, 489, 490, 4040, 4050, 4055, 4056, 4057, 4058, 4059, 4060, 4061, 4062, 4100, 8180, 8190, 12_300,
      100_000,
    ]
    const long = lengths.map((length) => [new Uint8Array(length).fill(length % 251), length])
    const many = Array.from({ length: 70_000 }, (_, i) => [`row ${i}`, i])
    const database = open(toSqliteFile([table('long', long), table('many', many), table('none', [])], MARKS))
    check(database)
    expect(database.exec('SELECT length(c0), c1 FROM long')[0]!.values).toEqual(
      lengths.map((length) => [length, length]),
    )
    expect(database.exec('SELECT count(*), sum(c1), max(c0) FROM many')[0]!.values).toEqual([
      [70_000, (70_000 * 69_999) / 2, 'row 9999'],
    ])
    expect(database.exec('SELECT c0 FROM many WHERE rowid = 54321')[0]!.values).toEqual([['row 54320']])
    expect(database.exec('SELECT count(*) FROM none')[0]!.values).toEqual([[0]])
    database.close()
  })

  it('keeps tables of any size and negative row ids', () => {
    fc.assert(
      fc.property(
        fc.array(fc.uint8Array({ maxLength: 9000 }), { maxLength: 60 }),
        fc.integer({ min: -50, max: 5 }),
        (blobs, first) => {
          const ids = blobs.map((_, i) => first + i * 3)
          const database = open(
            toSqliteFile(
              [
                table(
                  't',
                  blobs.map((blob) => [blob]),
                  ids,
                ),
              ],
              MARKS,
            ),
          )
          check(database)
          const read = database.exec('SELECT rowid, c0 FROM t ORDER BY rowid')[0]?.values ?? []
          expect(read.map(([id, blob]) => [id, Buffer.from(blob as Uint8Array).toString('hex')])).toEqual(
            blobs.map((blob, i) => [ids[i], Buffer.from(blob).toString('hex')]),
          )
          database.close()
        },
      ),
      { numRuns: 60 },
    )
  })

  it('keeps indexes in which SQLite finds every key', () => {
    for (const count of [0, 1, 2, 40, 41, 42, 43, 300, 5000]) {
      const names = Array.from({ length: count }, (_, i) => `${(i * 7919) % count}`.padEnd(1 + ((i * 31) % 90), 'é'))
      const keyed: SqliteTable = {
        name: 'k',
        sql: 'CREATE TABLE k (a TEXT, b TEXT, PRIMARY KEY (a, b), UNIQUE (b))',
        keys: [[0, 1], [1]],
        rows: names.map((name, i) => ({ rowId: i + 1, values: [name, `${name}/${i}`] })),
      }
      const database = open(toSqliteFile([keyed], MARKS))
      check(database)
      names.slice(0, 50).forEach((name, i) => {
        expect(
          database.exec('SELECT rowid FROM k INDEXED BY sqlite_autoindex_k_2 WHERE b = ?', [`${name}/${i}`])[0]!.values,
        ).toEqual([[i + 1]])
      })
      database.close()
    }
  })

  it('refuses two rows with one key', () => {
    const rows = [1, 2].map((rowId) => ({ rowId, values: ['same'] }))
    const twice = { name: 'k', sql: 'CREATE TABLE k (a TEXT PRIMARY KEY)', keys: [[0]], rows }
    expect(() => toSqliteFile([twice], MARKS)).toThrow('two rows with the key "same"')
  })
})

describe('toGeoPackage', () => {
  it('passes integrity and foreign keys, and names columns in Chinese and English', () => {
    const report = makeReport({ nasty: true, blocks: 60, categories: 30 })
    const bytes = toGeoPackage(mapLayers(report))
    const database = open(bytes)
    check(database)
    expect(database.exec('PRAGMA foreign_key_check')).toEqual([])
    expect(database.exec('PRAGMA application_id')[0]!.values).toEqual([[0x47504b47]])
    expect(
      database.exec("SELECT title, description FROM gpkg_data_columns WHERE column_name = 'clinic_s'")[0]!.values,
    ).toEqual([['社区卫生服务站 步行秒数', 'Clinic: walk (s)']])
    expect(database.exec('SELECT count(*) FROM blocks')[0]!.values).toEqual([[60]])
    expect(database.exec('SELECT f_table_name, useAsDefault FROM layer_styles ORDER BY id')[0]!.values).toEqual([
      ['blocks', 1],
      ['gaps', 1],
      ['facilities', 1],
    ])
    // The inputs' own date, no clock.
    expect(database.exec('SELECT DISTINCT last_change FROM gpkg_contents')[0]!.values).toEqual([
      ['2024-05-01T00:00:00.000Z'],
    ])
    database.close()
    expect(
      Buffer.compare(bytes, toGeoPackage(mapLayers(makeReport({ nasty: true, blocks: 60, categories: 30 })))),
    ).toBe(0)
  })

  it('is whole when there is nothing in it', () => {
    const database = open(toGeoPackage(mapLayers(makeReport({ blocks: 0, categories: 0 }))))
    check(database)
    database.close()
  })

  it('refuses more columns than a table can have', () => {
    expect(() => toGeoPackage(mapLayers(makeReport({ blocks: 2, categories: 220 })))).toThrow(
      'a GeoPackage holds 1,998',
    )
  })
})
