import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { SplitLog } from '../../src/normalise/tables/population-split.ts'
import { summariseSplit } from '../../src/normalise/tables/split-summary.ts'

const entry: fc.Arbitrary<SplitLog> = fc.record({
  unit: fc.constantFrom('u1', 'u2', 'u3'),
  group: fc.constantFrom('population', 'age_0_3'),
  total: fc.nat(9000),
  alreadyKnown: fc.nat(100),
  shared: fc.nat(9000),
  blocks: fc.nat(5),
  basis: fc.constantFrom('dwellings' as const, 'residential floor area' as const),
})

describe('summariseSplit', () => {
  it('sums people, totals and blocks of each group; totals that left nothing to share are not counted', () => {
    fc.assert(
      fc.property(fc.array(entry), (log) => {
        const counted = log.filter(({ blocks }) => blocks > 0)
        const groups = [...new Set(counted.map(({ group }) => group))]
        expect(summariseSplit(log)).toEqual(
          groups.map((group) => {
            const own = counted.filter((one) => one.group === group)
            return {
              group,
              people: own.reduce((sum, { shared }) => sum + shared, 0),
              totals: own.length,
              blocks: own.reduce((sum, { blocks }) => sum + blocks, 0),
              bases: ['dwellings', 'residential floor area'].filter((basis) => own.some((one) => one.basis === basis)),
            }
          }),
        )
      }),
    )
  })
})
