// Used means used: rows of kinds that nobody asked for are read and not used, and every row is in one of the sums.
import { readFileSync } from 'node:fs'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { reconciliationOf } from '../../src/answer/reconciliation.ts'
import type { InputRecord } from '../../src/answer/sources.ts'
import { analyseAccess, bytesSource, loadArea, loadBlocks, loadFacilities, sayMessage } from '../../src/index.ts'
import type { FacilityRecord } from '../../src/normalise/places/facility-record.ts'
import { countAskedRows } from '../../src/study/rows-asked.ts'

const utf8 = (text: string): Uint8Array => new TextEncoder().encode(text)
const area = await loadArea(
  bytesSource('town.osm', readFileSync(new URL('../../data/sample-town/town.osm', import.meta.url))),
)
const BLOCKS = utf8('id,lon,lat,population\nb1,113.6,34.8,10\n')

const sumOf = ({ used, rejected, outside = 0, notAsked = 0 }: InputRecord) => used + rejected + outside + notAsked

describe('rows of kinds that were not asked for', () => {
  const row = fc.record({
    id: fc.nat(30),
    kind: fc.constantFrom('clinic', 'pharmacy', 'pharmacy;clinic', 'park', 'nonsense', ''),
    lon: fc.constantFrom('113.59', '113.6', '113.60001', ''),
    status: fc.constantFrom('', '', '拟建', '已拆除'),
  })

  it('are told apart, and all adds up', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.array(row, { minLength: 1, maxLength: 25 }),
        fc.subarray(['clinic', 'pharmacy', 'park'], { minLength: 1 }),
        fc.constantFrom('files' as const, 'both' as const),
        async (rows, categories, from) => {
          const lines = rows.map(({ id, kind, lon, status }) => `f${id},${kind},${lon},34.8,${status}`)
          const file = bytesSource('f.csv', utf8(`id,category,lon,lat,status\n${lines.join('\n')}\n`))
          const facilities = await loadFacilities(area, { files: [file], crs: 'wgs84', from })
          const blocks = await loadBlocks(area, { file: bytesSource('b.csv', BLOCKS), crs: 'wgs84' })
          const { report } = await analyseAccess(area, facilities, blocks, { categories })
          for (const input of report.inputs) expect([input.name, sumOf(input)]).toEqual([input.name, input.read])
          const table = report.inputs.find(({ name }) => name === 'f.csv')!
          // The rows from which the facilities of the answer come, counted there.
          const used = report.facilities.filter(({ source }) => source === 'f.csv')
          const wanted = new Set(
            facilities.facilities
              .filter(({ source, category }) => source === 'f.csv' && categories.includes(category))
              .map(({ lineOrId }) => lineOrId),
          )
          expect(table.used).toBe(wanted.size)
          expect(new Set(used.map(({ category }) => category)).size).toBeLessThanOrEqual(categories.length)
          const said = sayMessage(reconciliationOf(table), 'en')
          expect(said.includes('of kinds not asked for')).toBe(table.notAsked !== undefined)
        },
      ),
      { numRuns: 60 },
    )
  })

  it('are counted once, of two files of one name, too', () => {
    const input = (used: number): InputRecord => ({
      ...{ role: 'facilities', name: 'f.csv', byteLength: null, sha256: null, date: null, format: 'csv' },
      ...{ read: used, used, rejected: 0 },
    })
    const facility = (line: string, category: string) =>
      ({ id: line, lineOrId: line, source: 'f.csv', category }) as FacilityRecord
    const all = [facility('2', 'park'), facility('3', 'bank'), facility('4', 'bank'), facility('5', 'bank')]
    const counted = countAskedRows([input(2), input(2)], all, ['park'])
    expect(counted.map(({ used, notAsked }) => [used, notAsked])).toEqual([
      [0, 2],
      [1, 1],
    ])
  })
})
