// Random tables of blocks and facilities as offices keep them: every row and every person is accounted for, whatever stands in the cells.
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { blocksFromTable } from '../../src/normalise/tables/table-blocks.ts'
import { facilitiesFromTable } from '../../src/normalise/tables/table-facilities.ts'
import { bytesSource } from '../../src/read/bytes/byte-source.ts'
import { readTable } from '../../src/read/tables/table.ts'

const read = (lines: readonly (readonly string[])[]) =>
  readTable(bytesSource('t.csv', new TextEncoder().encode(lines.map((cells) => cells.join(',')).join('\n'))))
const places = fc.constantFrom('116.31', '116.3101', '116.32', '', 'x')
const lats = fc.constantFrom('39.99', '39.9901', '', 'y')

describe('rows and people add up', () => {
  it('of blocks', async () => {
    const row = fc.tuple(
      fc.constantFrom('1', '2', 'A7', ''),
      fc.constantFrom('东苑', '东苑小区', '西里', '合计', '西里小计', '一、居住区', '注：截至年底', ''),
      places,
      lats,
      fc.constantFrom('100', '约100人', '90-110', '0', '', '-5', '很多', '0.01万'),
    )
    await fc.assert(
      fc.asyncProperty(fc.array(row, { minLength: 1, maxLength: 25 }), async (rows) => {
        const table = await read([['编号', '小区名称', '经度', '纬度', '常住人口'], ...rows])
        const { blocks, counts } = blocksFromTable(table)
        const { sections = 0, totals = 0, notes = 0 } = counts.skipped ?? {}
        expect(counts.read + sections + totals + notes).toBe(table.rows.length + table.rejects.length)
        expect(counts.read).toBe(counts.used + counts.rejected)
        expect(counts.apart?.merged ?? 0).toBeLessThanOrEqual(counts.rejected)
        const people = blocks.reduce((sum, block) => sum + (block.people.population ?? 0), 0)
        expect(counts.people!.used).toBe(people)
        expect(counts.people!.used).toBeLessThanOrEqual(counts.people!.read)
      }),
      { numRuns: 150 },
    )
  })

  it('of facilities', async () => {
    const row = fc.tuple(
      fc.constantFrom('甲', '乙（拟建）', '丙', '总计', ''),
      fc.constantFrom('药店', '幼儿园（拟建）', '药店;诊所', '无此类', ''),
      places,
      lats,
      fc.constantFrom('在用', '停业', '规划', '待核实', ''),
    )
    await fc.assert(
      fc.asyncProperty(fc.array(row, { minLength: 1, maxLength: 25 }), async (rows) => {
        const table = await read([['名称', '类别', '经度', '纬度', '状态'], ...rows])
        const { facilities, planned, counts } = facilitiesFromTable(table)
        const { sections = 0, totals = 0, notes = 0 } = counts.skipped ?? {}
        const { merged, closed, planned: waiting } = counts.apart ?? { merged: 0, closed: 0, planned: 0 }
        expect(counts.read + sections + totals + notes).toBe(table.rows.length + table.rejects.length)
        expect(counts.read).toBe(counts.used + counts.rejected)
        expect(merged + closed + waiting).toBeLessThanOrEqual(counts.rejected)
        expect(new Set(facilities.map(({ lineOrId }) => lineOrId)).size).toBe(counts.used)
        expect(new Set(planned.map(({ lineOrId }) => lineOrId)).size).toBe(waiting)
      }),
      { numRuns: 150 },
    )
  })
})
