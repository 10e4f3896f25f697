// Ids of rows without one: from name and place, the same whatever the order of rows and whatever stands above them.
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { contentId } from '../../src/normalise/tables/content-ids.ts'
import { blocksFromTable } from '../../src/normalise/tables/table-blocks.ts'
import { facilitiesFromTable } from '../../src/normalise/tables/table-facilities.ts'
import { bytesSource } from '../../src/read/bytes/byte-source.ts'
import { readTable } from '../../src/read/tables/table.ts'
import { hasSharedData, sharedSource } from '../real/shared-data.ts'

const table = (rows: readonly string[]) =>
  readTable(bytesSource('list.csv', new TextEncoder().encode(rows.map((row) => `${row}\n`).join(''))))

describe('contentId', () => {
  it('is readable, and short whatever the name', () => {
    expect(contentId(null, '西王庄小区', [116.3292, 39.9985])).toBe('西王庄小区@116.3292,39.9985')
    expect(contentId('kindergarten', 'Red  Star\n', [-0.00001, -33.5])).toBe('kindergarten:Red Star@0.0000,-33.5000')
    expect(contentId('bank', null, [1, 2])).toBe('bank@1.0000,2.0000')
    expect(contentId(null, null, [1, 2], 'block')).toBe('block@1.0000,2.0000')
    expect(contentId(null, '\u200b', [1, 2], 'block')).toBe('block@1.0000,2.0000')
    expect([...contentId(null, '𠮷'.repeat(500), [1, 2])].length).toBeLessThan(70)
  })

  it('is the same for a name in composed and decomposed letters', () => {
    expect(contentId(null, 'Pré', [1, 2])).toBe(contentId(null, 'Pre\u0301', [1, 2]))
  })
})

describe('rows without an id', () => {
  const row = fc.record({
    name: fc.constantFrom('North', 'South', ''),
    lon: fc.constantFrom('1', '1.00001', '1.5'),
    people: fc.nat(3),
  })
  const written = ({ name, lon, people }: { name: string; lon: string; people: number }) => `${name},${lon},2,${people}`

  it('keep their ids when rows are sorted otherwise; every row is used', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc
          .array(row, { minLength: 1, maxLength: 12 })
          .chain((rows) => fc.tuple(fc.constant(rows), fc.shuffledSubarray(rows, { minLength: rows.length }))),
        async ([rows, shuffled]) => {
          const head = 'name,lon,lat,population'
          const read = async (list: typeof rows) => {
            const { blocks, counts } = blocksFromTable(await table([head, ...list.map(written)]))
            // Rows that are the same in all count once.
            expect(counts).toMatchObject({ read: list.length, used: blocks.length })
            expect(counts.apart?.merged ?? 0).toBe(list.length - blocks.length)
            expect(new Set(blocks.map(({ id }) => id)).size).toBe(blocks.length)
            return blocks.map(({ lineOrId: _, ...block }) => block)
          }
          expect(await read(shuffled)).toEqual(await read(rows))
        },
      ),
      { numRuns: 200 },
    )
  })

  it('keep their ids when other rows are deleted or added', async () => {
    const rows = ['Bank,bank,1,2', 'Bank,bank,1.5,2', ',park,1,2', 'Bank,post_office,1,2']
    const idsOf = async (list: readonly string[]) =>
      facilitiesFromTable(await table(['name,category,lon,lat', ...list])).facilities.map(({ id }) => id)
    const all = await idsOf(rows)
    expect(all).toEqual([
      'bank:Bank@1.0000,2.0000',
      'bank:Bank@1.5000,2.0000',
      'park@1.0000,2.0000',
      'post_office:Bank@1.0000,2.0000',
    ])
    for (const left of rows) {
      const others = rows.filter((other) => other !== left)
      const [own] = await idsOf([left])
      expect(await idsOf(others)).toEqual(all.filter((id) => id !== own))
    }
  })

  it.skipIf(!hasSharedData)("last year's and this year's list of a planner name the same compounds", async () => {
    const lists = await Promise.all(
      ['planner/g1.csv', 'planner/v2/g1.csv'].map(async (name) => blocksFromTable(await readTable(sharedSource(name)))),
    )
    const byId = lists.map(({ blocks }) => new Map(blocks.map(({ id, name }) => [id, name])))
    expect(byId[1]!.size).toBe(byId[0]!.size - 1)
    expect(byId[0]!.get('西王庄小区@116.3292,39.9985')).toBe('西王庄小区')
    for (const [id, name] of byId[1]!) expect(byId[0]!.get(id)).toBe(name)
  })
})
