// A hundred thousand rows of one name and place: the work grows with the rows, not with their square. Counted, not timed.
import { describe, expect, it } from 'vitest'
import type { Ring } from '../../src/foundation/geo.ts'
import type { BlockRecord } from '../../src/normalise/places/block-record.ts'
import { findSameBlocks } from '../../src/normalise/places/duplicate-blocks.ts'
import { OutlineLikeness } from '../../src/normalise/places/outline-likeness.ts'
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

  it('are compared point by point hardly ever, where their outlines are the same', () => {
    const likeness = new OutlineLikeness(Array.from({ length: 200 }, () => [[squareAt(0)]]))
    for (let b = 0; b < 200; b++) for (let a = 0; a < b; a++) expect(likeness.compare(a, b, 0.8)).toBe(1)
    expect(likeness.sampled).toBe(0)
  })

  it('are doubted once each, where their outlines lie on each other and their people differ', () => {
    const blocks = Array.from({ length: 3_000 }, (_, row) => outlined(row, squareAt((row % 7) * 1e-7), row))
    const found = findSameBlocks(blocks)
    expect(found.length).toBe(blocks.length - 1)
    expect(found.every(({ certain, why }) => !certain && why.key === 'same.outline')).toBe(true)
    expect(new Set(found.map(({ goes }) => goes)).size).toBe(found.length)
  })
})

describe('the share that two outlines have in common', () => {
  it('is that of their areas, or nothing where it is too little to matter', () => {
    for (const shift of [0, 0.01, 0.05, 0.1, 0.15, 0.25, 0.35, 0.6, 1, 1.4]) {
      const likeness = new OutlineLikeness([[[squareAt(0)]], [[squareAt(shift * 1e-3)]]])
      const common = Math.max(0, 1 - shift)
      const truth = common / (2 - common)
      const share = likeness.compare(0, 1, 0.8)
      if (truth < 0.7) expect(share).toBe(0)
      else if (truth > 0.83) expect(Math.abs(share - truth)).toBeLessThan(0.05)
      else expect(share === 0 || share >= 0.8).toBe(true)
      expect(likeness.compare(1, 0, 0.8)).toBe(share)
    }
  })

  it('is nothing with an outline that has no area or no positions', () => {
    const likeness = new OutlineLikeness([[[squareAt(0)]], [], null])
    expect([likeness.compare(0, 1, 0.8), likeness.compare(2, 0, 0.8), likeness.compare(1, 2, 0.8)]).toEqual([0, 0, 0])
  })
})

/** A square of a thousandth of a degree, so far to the east. */
function squareAt(east: number): Ring {
  const [west, south, size] = [113.6 + east, 34.8, 1e-3]
  return [
    [west, south],
    [west + size, south],
    [west + size, south + size],
    [west, south + size],
    [west, south],
  ]
}

function outlined(row: number, ring: Ring, population: number) {
  const place = { lonLat: ring[0]!, polygons: [[ring]], gates: [], source: 'b.csv', lineOrId: `${row}` }
  const block = { id: `b${row}`, name: '小区', ...place, people: { population }, dwellings: null }
  return { block: block as unknown as BlockRecord, further: [] }
}
