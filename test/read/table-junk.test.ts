// Whatever the bytes, reading a table gives a table or an error that says what to do; never a crash, never a hang.
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { LivingCircleError } from '../../src/foundation/errors.ts'
import { facilitiesFromTable } from '../../src/normalise/tables/table-facilities.ts'
import { bytesSource } from '../../src/read/bytes/byte-source.ts'
import { readTable } from '../../src/read/tables/table.ts'
import { dbf, gbk, shpOfPoints, xlsx } from './write-tables.ts'

const utf8 = (text: string): Uint8Array => new TextEncoder().encode(text)
const SEEDS: readonly Uint8Array[] = [
  utf8('id,name,category,lon,lat\n1,"a, b",bank,116.3,39.9\n2,c,clinic,"2,5",41\n'),
  gbk('编号;名称;类型;经度;纬度\r\n1;食堂;银行;116,3;39,9\r\n'),
  utf8(
    '{"type":"FeatureCollection","features":[{"type":"Feature","properties":{"category":"bank"},"geometry":{"type":"Point","coordinates":[1,2]}}]}',
  ),
  utf8('{"type":"Feature","properties":{},"geometry":null}\n{"type":"Feature","properties":{},"geometry":null}\n'),
  xlsx([
    {
      name: 'S',
      rows: [
        ['id', 'category', 'lon', 'lat'],
        ['1', 'bank', 1, 2],
      ],
    },
  ]),
  shpOfPoints([[1, 2]]),
  Uint8Array.from([0x66, 0x67, 0x62, 3, 0x66, 0x67, 0x62, 1, 20, 0, 0, 0, 4, 0, 0, 0]),
]
const DBF = dbf(['category'], [['bank']], utf8)

describe('tables of junk', () => {
  it('are a table or an error with a code', async () => {
    const edit = fc.tuple(fc.nat(), fc.integer({ min: 0, max: 255 }))
    const edits = fc.array(edit, { maxLength: 6 })
    await fc.assert(
      fc.asyncProperty(
        fc.constantFrom(...SEEDS),
        edits,
        edits,
        fc.option(fc.nat()),
        async (seed, changes, dbfChanges, cut) => {
          const change = (bytes: Uint8Array, list: readonly [number, number][]): Uint8Array => {
            const copy = Uint8Array.from(bytes)
            for (const [at, value] of list) copy[at % copy.length] = value
            return copy
          }
          const bytes = change(seed, changes).subarray(0, cut === null ? seed.length : cut % (seed.length + 1))
          try {
            const table = await readTable(bytesSource('junk', bytes), {
              siblings: [bytesSource('junk.dbf', change(DBF, dbfChanges))],
            })
            for (const row of table.rows) expect(row).toHaveLength(table.columns.length)
            expect(table.line).toHaveLength(table.rows.length)
            const { counts } = facilitiesFromTable(table)
            // Sums, headings and notes are no rows of data.
            const { sections = 0, totals = 0, notes = 0 } = counts.skipped ?? {}
            const skipped = sections + totals + notes
            expect(counts.used + counts.rejected + skipped).toBe(table.rows.length + table.rejects.length)
          } catch (error) {
            if (!(error instanceof LivingCircleError)) throw error
            expect(error.code).not.toBe('internal')
            expect(error.message.length).toBeLessThan(600)
          }
        },
      ),
      { numRuns: 600 },
    )
  }, 60_000)

  it('are refused when they are random', async () => {
    await fc.assert(
      fc.asyncProperty(fc.uint8Array({ minLength: 1, maxLength: 300 }), async (bytes) => {
        await readTable(bytesSource('junk', bytes)).catch((error: unknown) => {
          expect(error).toBeInstanceOf(LivingCircleError)
        })
      }),
      { numRuns: 300 },
    )
  })
})
