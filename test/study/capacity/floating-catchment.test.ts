import { describe, expect, it } from 'vitest'
import {
  FLOATING_MEASURES,
  type FloatingMeasure,
  floatingCatchment,
} from '../../../src/study/capacity/floating-catchment.ts'
import { hasSharedData, sharedJson } from '../../real/shared-data.ts'
import { denseProblem } from './dense-problem.ts'
import { randomProblem } from './random-capacity.ts'

const STEPS = [
  { upTo: 10, weight: 1 },
  { upTo: 20, weight: 0.68 },
  { upTo: 30, weight: 0.22 },
]
const SUMS: readonly FloatingMeasure[] = ['2sfca', 'e2sfca', '3sfca']

describe('floating catchments', () => {
  it('share out all places that anybody reaches (200 random towns); m2sfca leaves some unused', () => {
    for (let seed = 0; seed < 200; seed++) {
      const town = randomProblem(seed, 12, 8)
      for (const measure of FLOATING_MEASURES) {
        for (const options of [
          { limit: 12 },
          { steps: STEPS.slice(0, 2) },
          { weight: (cost: number) => 1 / (1 + cost) },
        ]) {
          const { access, placesUnreached } = floatingCatchment(measure, town, options)
          const shared = access.reduce((sum, one, block) => sum + one * town.demand[block]!, 0)
          const reached = town.places.reduce((sum, one) => sum + one, 0) - placesUnreached
          if (SUMS.includes(measure)) expect(shared).toBeCloseTo(reached, 6)
          if (measure === 'm2sfca') expect(shared).toBeLessThanOrEqual(reached + 1e-6)
          expect(access.every((one) => one >= 0 && Number.isFinite(one))).toBe(true)
        }
      }
    }
  })

  it('has zones that begin above the one before and include their end, the first from nought', () => {
    const costs = [0, 10, 10.001, 20, 30, 30.001]
    const town = denseProblem(
      costs.map(() => 1),
      costs.map(() => 1),
      costs.map((cost, block) => costs.map((_, site) => (site === block ? cost : Number.NaN))),
    )
    const { access } = floatingCatchment('m2sfca', town, { steps: STEPS })
    expect(Array.from(access, (one) => Number(one.toFixed(6)))).toEqual([1, 1, 0.68, 0.68, 0.22, 0])
  })

  it('with one place for all is places per head, whatever the measure', () => {
    const town = denseProblem([30, 70], [25], [[5], [9]])
    for (const measure of FLOATING_MEASURES) {
      const { access } = floatingCatchment(measure, town, { limit: 10 })
      const sum = 30 * access[0]! + 70 * access[1]!
      if (measure === 'bfca') expect(access[0]).toBeCloseTo(0.125, 12)
      else expect(sum).toBeCloseTo(25, 12)
    }
  })

  it('3sfca has two readings, which agree where nothing lies beyond the limit', () => {
    const town = denseProblem(
      [10, 10],
      [5, 5],
      [
        [1, 9],
        [3, 2],
      ],
    )
    const within = floatingCatchment('3sfca', town, { limit: 5 }).access
    const all = floatingCatchment('3sfca', town, { limit: 5, selection: 'all-pairs' }).access
    expect(all).not.toEqual(within)
    expect(floatingCatchment('3sfca', town, { limit: 9, selection: 'all-pairs' }).access).toEqual(
      floatingCatchment('3sfca', town, { limit: 9 }).access,
    )
  })

  it('refuses weights that are none', () => {
    const town = denseProblem([1], [1], [[1]])
    const steps = (list: readonly (readonly [number, number])[]) => ({
      steps: list.map(([upTo, weight]) => ({ upTo, weight })),
    })
    expect(() =>
      floatingCatchment(
        '2sfca',
        town,
        steps([
          [10, 1],
          [5, 0.5],
        ]),
      ),
    ).toThrow('5:0.5')
    expect(() => floatingCatchment('2sfca', town, steps([[10, -1]]))).toThrow('10:-1')
    expect(() => floatingCatchment('2sfca', town, { weight: () => Number.NaN })).toThrow('NaN')
    expect(() => floatingCatchment('2sfca', town, { limit: Number.NaN })).toThrow('limit')
    expect(() => floatingCatchment('4sfca' as '2sfca', town)).toThrow('4sfca')
  })
})

interface KnownCatchments {
  readonly bho: {
    readonly population: number[]
    readonly jobs: number[]
    readonly minutes: number[][]
    readonly '2sfca_binary45': number[]
    readonly '2sfca_all': number
    readonly bfca_binary45: number[]
  }
  readonly hospital: Readonly<Record<string, number[]>> & { readonly cost_scenario0: number[][] }
}

describe.skipIf(!hasSharedData)('floating catchments, known answers', () => {
  const known = hasSharedData ? sharedJson<KnownCatchments>('known/fca-expected.json') : null

  it('are those of Belo Horizonte to the digits given', () => {
    const { bho } = known!
    const town = denseProblem(bho.population, bho.jobs, bho.minutes)
    const digits = (values: Iterable<number>) => Array.from(values, (value) => Number(value.toFixed(4)))
    expect(digits(floatingCatchment('2sfca', town, { limit: 45 }).access)).toEqual(bho['2sfca_binary45'])
    expect(digits(floatingCatchment('bfca', town, { limit: 45 }).access)).toEqual(bho.bfca_binary45)
    for (const one of digits(floatingCatchment('2sfca', town).access)) expect(one).toBe(bho['2sfca_all'])
  })

  it('are those of the hospital example to the digits given', () => {
    const { hospital } = known!
    const town = denseProblem(hospital.population!, hospital.doctors!, hospital.cost_scenario0)
    const digits = (values: Iterable<number>) => Array.from(values, (value) => Number(value.toFixed(6)))
    const nearer = { limit: 60, weight: (cost: number) => 1 / cost }
    expect(digits(floatingCatchment('2sfca', town, nearer).access)).toEqual(hospital['2sfca'])
    expect(digits(floatingCatchment('m2sfca', town, nearer).access)).toEqual(hospital.m2sfca)
    expect(digits(floatingCatchment('3sfca', town, nearer).access)).toEqual(hospital['3sfca_selection_within_limit'])
    expect(digits(floatingCatchment('3sfca', town, { ...nearer, selection: 'all-pairs' }).access)).toEqual(
      hospital['3sfca_selection_over_all'],
    )
    expect(digits(floatingCatchment('e2sfca', town, { steps: STEPS }).access)).toEqual(hospital.e2sfca_steps_1_068_022)
  })
})
