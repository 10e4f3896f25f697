// What gaps are called where no former answer names them.
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { gapIds, type NamedGround } from '../../src/study/gap-ids.ts'

const block = (id: string, population: number | null, demandPointCount = 1) => ({
  id,
  people: { population },
  demandPointCount,
})
const ground = (blocks: readonly number[], blockParts = blocks.map(() => 1), more: Partial<NamedGround> = {}) => ({
  blocks,
  blockParts,
  demandPoints: blocks.length,
  centre: [0, 0] as const,
  ...more,
})

describe('gapIds', () => {
  it('are the label and the block with most people, then most demand points, then the first by id', () => {
    const blocks = [
      block('b10', 5),
      block('b9', 8),
      block('b2', 8),
      block('x', null, 9),
      block('y', null, 9),
      block('z', 8, 2),
    ]
    expect(gapIds('park-15min', [ground([0, 1, 2, 3])], blocks)).toEqual(['park-15min-b2'])
    expect(gapIds('park-15min', [ground([0, 1, 2, 5])], blocks)).toEqual(['park-15min-z'])
    expect(gapIds('park-15min', [ground([3, 4])], blocks)).toEqual(['park-15min-x'])
    expect(gapIds('park-15min', [ground([0, 3])], blocks)).toEqual(['park-15min-b10'])
  })

  it('number gaps of one block by their parts of it', () => {
    const blocks = [block('a', 100), block('b', 1)]
    const parts = [ground([0], [0.2]), ground([0, 1], [0.5, 1]), ground([0], [0.3])]
    expect(gapIds('g', parts, blocks)).toEqual(['g-a-3', 'g-a', 'g-a-2'])
    const alike = [ground([0], [0.2], { centre: [0, 2] }), ground([0], [0.2], { centre: [0, 1] })]
    expect(gapIds('g', alike, blocks)).toEqual(['g-a-2', 'g-a'])
    // A block whose id looks like a number of another.
    const tricky = [block('a', 100), block('a-2', 50)]
    expect(gapIds('g', [ground([0], [0.6]), ground([0], [0.2]), ground([1])], tricky)).toEqual([
      'g-a',
      'g-a-3',
      'g-a-2',
    ])
  })

  it('are never equal, and the same in any order of gaps and blocks', () => {
    const grounds = fc.array(
      fc.record({
        blocks: fc.uniqueArray(fc.nat(5), { minLength: 1, maxLength: 4 }),
        part: fc.integer({ min: 1, max: 4 }),
        south: fc.nat(1000),
      }),
      { minLength: 1, maxLength: 8 },
    )
    fc.assert(
      fc.property(
        grounds,
        fc.array(fc.integer({ min: -1, max: 3 }), { minLength: 6, maxLength: 6 }),
        (given, people) => {
          const blocks = people.map((count, i) => block(`b${i}`, count < 0 ? null : count))
          const named = given.map(({ blocks, part, south }, i) =>
            ground(
              blocks,
              blocks.map(() => part / 4),
              { centre: [i, south] },
            ),
          )
          const ids = gapIds('g', named, blocks)
          expect(new Set(ids).size).toBe(ids.length)
          expect(gapIds('g', [...named].reverse(), blocks).reverse()).toEqual(ids)
          // Blocks renumbered.
          const turned = named.map((one) => ({
            ...one,
            blocks: one.blocks.map((b) => 5 - b).reverse(),
            blockParts: [...one.blockParts].reverse(),
          }))
          expect(gapIds('g', turned, [...blocks].reverse())).toEqual(ids)
        },
      ),
      { numRuns: 500 },
    )
  })
})
