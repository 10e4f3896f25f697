import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { chooseJointly, type JointOption } from '../../src/plan/remedies/joint-choice.ts'

const WIDTH = 12
const problems = (most: number) =>
  fc.record({
    options: fc.array(
      fc.record({
        cost: fc.option(fc.integer({ min: 0, max: 9 }), { nil: null, freq: 5 }),
        cells: fc.uniqueArray(fc.nat(WIDTH - 1), { maxLength: 5 }).map((cells) => cells.sort((a, b) => a - b)),
      }),
      { maxLength: most },
    ),
    weight: fc.array(fc.nat(50), { minLength: WIDTH, maxLength: WIDTH }),
    most: fc.integer({ min: 1, max: 4 }),
    budget: fc.option(fc.nat(20), { nil: null }),
  })

const worth = (options: readonly JointOption[], chosen: readonly number[], weight: readonly number[]) =>
  [...new Set(chosen.flatMap((option) => options[option]!.cells))].reduce((sum, cell) => sum + weight[cell]!, 0)

const costOf = (options: readonly JointOption[], chosen: readonly number[]) =>
  chosen.reduce((sum, option) => sum + (options[option]!.cost ?? 0), 0)

describe('remedies that are chosen together', () => {
  it('are the best of all choices where there are few', () => {
    fc.assert(
      fc.property(problems(9), ({ options, weight, most, budget }) => {
        const { method, steps } = chooseJointly(options, weight, most, budget)
        expect(method).toBe('exact')
        const chosen = steps.map(({ option }) => option)
        let best = 0
        for (let subset = 0; subset < 1 << options.length; subset++) {
          const own = options.flatMap((_, option) => (((subset >> option) & 1) === 1 ? [option] : []))
          if (own.length > most) continue
          if (budget !== null && (own.some((one) => options[one]!.cost === null) || costOf(options, own) > budget))
            continue
          best = Math.max(best, worth(options, own, weight))
        }
        expect(worth(options, chosen, weight)).toBe(best)
        if (budget !== null) expect(costOf(options, chosen)).toBeLessThanOrEqual(budget)
        expect(chosen.length).toBeLessThanOrEqual(most)
      }),
    )
  })

  it('never break a limit, and tell what each adds, where there are many', () => {
    fc.assert(
      fc.property(problems(40), ({ options, weight, most, budget }) => {
        const { steps, considered } = chooseJointly(options, weight, most, budget)
        const chosen = steps.map(({ option }) => option)
        expect(considered).toBeLessThanOrEqual(options.length)
        expect(chosen.length).toBeLessThanOrEqual(most)
        if (budget !== null) {
          expect(costOf(options, chosen)).toBeLessThanOrEqual(budget)
          expect(chosen.every((one) => options[one]!.cost !== null)).toBe(true)
        }
        const told = steps.reduce((sum, { weightNew }) => sum + weightNew, 0)
        expect(told).toBe(worth(options, chosen, weight))
        // At least as good as the single best that may be chosen.
        const single = options.filter(({ cost }) => budget === null || (cost !== null && cost <= budget))
        const most1 = Math.max(0, ...single.map(({ cells }) => cells.reduce((sum, cell) => sum + weight[cell]!, 0)))
        expect(told).toBeGreaterThanOrEqual(most1)
      }),
    )
  })
})
