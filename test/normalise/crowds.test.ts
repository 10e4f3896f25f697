// A hundred thousand rows of one name and place: the work grows with the rows, not with their square. Counted, not timed.
import { describe, expect, it } from 'vitest'
import type { BlockRecord } from '../../src/normalise/places/block-record.ts'
import { findSameBlocks } from '../../src/normalise/places/duplicate-blocks.ts'
import { numberedIds } from '../../src/normalise/tables/content-ids.ts'

describe('rows of one name and place', () => {
  it('get their ids by counting up once', () => {
    const taken = new Set(['place#3'])
    let asked = 0
    const ids = numberedIds('place', (id) => {
      asked++
      return taken.has(id)
    })
    for (let row = 0; row < 100_000; row++) taken.add(ids.next().value)
    expect(taken.size).toBe(100_001)
    expect(asked).toBe(100_001)
    expect(taken.has('place') && taken.has('place#2') && taken.has('place#100001')).toBe(true)
  })

  it('are doubted once each where their people differ', () => {
    const blocks = Array.from({ length: 5_000 }, (_, row) => ({
      block: {
        ...{ id: `b${row}`, name: '小区', lonLat: [113.6 + (row % 70) * 1e-6, 34.8 + Math.floor(row / 70) * 1e-6] },
        ...{
          polygons: null,
          gates: [],
          people: { population: row },
          dwellings: null,
          source: 'b.csv',
          lineOrId: `${row}`,
        },
      } as unknown as BlockRecord,
      further: [],
    }))
    const found = findSameBlocks(blocks)
    expect(found.length).toBeGreaterThan(0)
    expect(found.length).toBeLessThanOrEqual(blocks.length)
    expect(new Set(found.map(({ goes }) => goes)).size).toBe(found.length)
  })
})
