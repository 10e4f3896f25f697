import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { BlockRecord } from '../../src/normalise/places/block-record.ts'
import { shareOut, splitPopulation, type UnitTotals } from '../../src/normalise/tables/population-split.ts'

const block = (id: string, dwellings: number | null, more: Partial<BlockRecord> = {}): BlockRecord => ({
  id,
  name: null,
  lonLat: [116.3, 39.9],
  polygons: null,
  people: { population: null },
  dwellings,
  landSquareMetres: null,
  gates: [],
  buildings: [],
  community: '红旗',
  street: null,
  district: null,
  source: 'blocks.csv',
  lineOrId: id,
  ...more,
})
const totals = (people: UnitTotals['people'], unit = '红旗'): UnitTotals => ({
  unit,
  people,
  source: 'ledger.csv',
  lineOrId: '2',
})

describe('shareOut', () => {
  it('adds up to the last person, and is nowhere a whole person off', () => {
    fc.assert(
      fc.property(fc.nat(1e6), fc.array(fc.nat(5000), { minLength: 1, maxLength: 40 }), (total, weights) => {
        const sum = weights.reduce((a, b) => a + b, 0)
        const parts = shareOut(total, weights)
        if (sum === 0) return
        expect(parts.reduce((a, b) => a + b, 0)).toBe(total)
        parts.forEach((part, i) => {
          expect(Number.isInteger(part)).toBe(true)
          expect(Math.abs(part - (total * weights[i]!) / sum)).toBeLessThan(1)
          if (weights[i] === 0) expect(part).toBe(0)
        })
      }),
    )
  })

  it('breaks ties by order', () => {
    expect(shareOut(4, [1, 1, 1])).toEqual([2, 1, 1])
    expect(shareOut(10, [3, 3, 4])).toEqual([3, 3, 4])
  })
})

describe('splitPopulation', () => {
  it('shares by dwellings, group by group', () => {
    const blocks = [block('a', 100), block('b', 300), block('c', null, { community: '别处' })]
    const split = splitPopulation(blocks, [totals({ population: 1001, age_60_plus: 203, age_0_3: null })])
    expect(split.blocks.map(({ people }) => people)).toEqual([
      { population: 250, age_60_plus: 51 },
      { population: 751, age_60_plus: 152 },
      { population: null },
    ])
    expect(split.blocks[2]).toBe(blocks[2])
    expect(split.log[0]).toEqual({
      unit: '红旗',
      group: 'population',
      total: 1001,
      alreadyKnown: 0,
      shared: 1001,
      blocks: 2,
      basis: 'dwellings',
    })
    expect(split.rejects).toEqual([])
  })

  it('keeps what blocks know and shares the rest', () => {
    const blocks = [block('a', 100, { people: { population: 400 } }), block('b', 10), block('c', 20)]
    const split = splitPopulation(blocks, [totals({ population: 1000 })])
    expect(split.blocks.map(({ people }) => people.population)).toEqual([400, 200, 400])
  })

  it('takes residential floor area where dwellings are not known for all', () => {
    const floor = new Map([
      ['a', 1000],
      ['b', 3000],
    ])
    const split = splitPopulation([block('a', 5), block('b', null)], [totals({ population: 100 })], {
      residentialFloorSquareMetres: floor,
    })
    expect(split.blocks.map(({ people }) => people.population)).toEqual([25, 75])
    expect(split.log[0]!.basis).toBe('residential floor area')
  })

  it('leaves people unknown, and says so, where nothing can be shared', () => {
    const reasons = (blocks: BlockRecord[], ...given: UnitTotals[]) => {
      const split = splitPopulation(blocks, given)
      expect(split.rejects).toHaveLength(1)
      expect(split.rejects[0]!.severity).toBe('rejected')
      return split.rejects[0]!.message
    }
    expect(reasons([block('a', null)], totals({ population: 10 }))).toMatch(/10 people stay unknown/)
    expect(reasons([block('a', 0)], totals({ population: 10 }))).toMatch(/stay unknown/)
    expect(reasons([block('a', 1)], totals({ population: 10 }, '没有'))).toMatch(/no block belongs/)
    expect(reasons([block('a', 1, { people: { population: 20 } })], totals({ population: 10 }))).toMatch(
      /more than the total/,
    )
    expect(reasons([block('a', 1, { people: { population: 5 } })], totals({ population: 10 }))).toMatch(
      /5 of 10 people are left over/,
    )
    expect(reasons([block('a', 1)], totals({ population: 10 }), totals({ population: 11 }))).toMatch(/twice/)
  })

  it('takes communities of one name in two streets for two, and asks where the ledger does not say', () => {
    const blocks = [block('a', 10, { street: '甲' }), block('b', 10, { street: '乙' })]
    const said = [
      { ...totals({ population: 100 }), street: '甲' },
      { ...totals({ population: 60 }), street: '乙' },
    ]
    const split = splitPopulation(blocks, said)
    expect(split.blocks.map(({ people }) => people.population)).toEqual([100, 60])
    expect([split.used, split.rejects]).toEqual([2, []])
    const silent = splitPopulation(blocks, [totals({ population: 100 })])
    expect([silent.used, silent.rejects[0]!.message]).toEqual([0, expect.stringMatching(/乙, 甲: name the street/)])
    // A whole street has no such doubt, nor has a district of several streets.
    const district = blocks.map((one) => ({ ...one, district: '丙' }))
    const whole = splitPopulation(district, [totals({ population: 7 }, '丙')], { level: 'district' })
    expect(whole.blocks.map(({ people }) => people.population)).toEqual([4, 3])
    const twice = splitPopulation(blocks, [said[0]!, totals({ population: 5 })])
    expect(twice.rejects[0]!.code).toBe('duplicate-id')
  })

  it('warns where one group of a row cannot be shared, rejects where none can', () => {
    const blocks = [block('a', 1, { people: { population: 5 } }), block('b', 1)]
    const half = splitPopulation(blocks, [totals({ population: 4, age_60_plus: 3 })])
    expect(half.rejects.map(({ severity }) => severity)).toEqual(['warning'])
    expect(half.used).toBe(1)
    expect(half.blocks.map(({ people }) => people.age_60_plus)).toEqual([2, 1])
    const none = splitPopulation(blocks, [totals({ population: null })])
    expect([none.used, none.rejects[0]!.message]).toEqual([0, expect.stringMatching(/no number of people/)])
  })

  it('does not depend on the order of the blocks', () => {
    const blocks = Array.from({ length: 9 }, (_, i) => block(`b${i}`, 1 + (i % 4)))
    const byId = (list: readonly BlockRecord[]) => new Map(list.map(({ id, people }) => [id, people.population]))
    const one = splitPopulation(blocks, [totals({ population: 1003 })])
    const other = splitPopulation([...blocks].reverse(), [totals({ population: 1003 })])
    expect(byId(other.blocks)).toEqual(byId(one.blocks))
    expect([...byId(one.blocks).values()].reduce((a, b) => a! + b!, 0)).toBe(1003)
  })
})
