import { describe, expect, it } from 'vitest'
import { measureFairness } from '../../../src/study/equity/fairness.ts'
import { quantileOfPeople } from '../../../src/study/equity/palma.ts'
import type { EquityCell } from '../../../src/study/equity/weighted-values.ts'
import { hasSharedData, sharedJson } from '../../real/shared-data.ts'
import { seeded } from '../capacity/random-capacity.ts'

function randomCells(seed: number, most = 12): EquityCell[] {
  const random = seeded(seed)
  return Array.from({ length: 2 + Math.floor(random() * most) }, () => ({
    value: Math.floor(random() * 20) / 4,
    population: Math.floor(random() * 30),
    group: 'abc'[Math.floor(random() * 3)]!,
    rank: Math.floor(random() * 8),
  }))
}

/** Everybody on a row of their own. */
const oneByOne = (cells: readonly EquityCell[]) =>
  cells.flatMap((cell) => Array.from({ length: cell.population! }, () => ({ ...cell, population: 1 })))

describe('fairness', () => {
  it('Gini is the mean difference of all pairs of people, over twice the mean', () => {
    for (let seed = 0; seed < 200; seed++) {
      const cells = randomCells(seed)
      const people = oneByOne(cells).map(({ value }) => value!)
      const sum = people.reduce((total, value) => total + value, 0)
      const { measures, reasons } = measureFairness(cells)
      if (sum === 0) {
        expect(measures.gini).toBeNull()
        expect(reasons.gini).toBe(people.length === 0 ? 'no-cells' : 'all-zero')
        continue
      }
      let differences = 0
      for (const a of people) for (const b of people) differences += Math.abs(a - b)
      expect(measures.gini).toBeCloseTo(differences / (2 * people.length * sum), 10)
    }
  })

  it('concentration is the covariance with the fractional rank, times two, over the mean', () => {
    for (let seed = 0; seed < 200; seed++) {
      const cells = randomCells(seed)
      const people = oneByOne(cells)
      const mean = people.reduce((total, { value }) => total + value!, 0) / people.length
      if (!(mean > 0)) continue
      const covered = people.reduce((total, one) => {
        const below = people.filter(({ rank }) => rank! < one.rank!).length
        const same = people.filter(({ rank }) => rank === one.rank).length
        return total + one.value! * ((below + same / 2) / people.length - 0.5)
      }, 0)
      expect(measureFairness(cells).measures.concentration).toBeCloseTo((2 * covered) / people.length / mean, 10)
    }
  })

  it('Theil is between and within, and each is what it says', () => {
    for (let seed = 0; seed < 200; seed++) {
      const cells = randomCells(seed)
      const { measures, dropped } = measureFairness(cells)
      if (measures.theil === null) continue
      expect(measures.theil_between! + measures.theil_within!).toBeCloseTo(measures.theil, 10)
      const counted = cells.filter(({ value, population }) => value! > 0 && population! > 0)
      const meanOf = (list: readonly EquityCell[]) =>
        list.reduce((sum, { value, population }) => sum + value! * population!, 0) /
        list.reduce((sum, { population }) => sum + population!, 0)
      const levelled = counted.map((cell) => ({
        ...cell,
        value: meanOf(counted.filter((o) => o.group === cell.group)),
      }))
      expect(measures.theil_between).toBeCloseTo(measureFairness(levelled).measures.theil!, 10)
      expect(dropped.valueZero).toBe(cells.filter(({ value, population }) => value === 0 && population! > 0).length)
    }
  })

  it('quantiles are those of people one by one', () => {
    for (let seed = 0; seed < 200; seed++) {
      const cells = randomCells(seed).map(({ rank, population }) => ({ rank: rank!, population: population! + 1 }))
      const people = cells.flatMap(({ rank, population }) => Array.from({ length: population }, () => rank))
      people.sort((a, b) => a - b)
      for (const part of [0, 0.1, 0.4, 0.9, 1]) {
        const place = (people.length - 1) * part
        const low = people[Math.floor(place)]!
        const high = people[Math.min(Math.floor(place) + 1, people.length - 1)]!
        expect(quantileOfPeople(cells, part)).toBeCloseTo(low + (place - Math.floor(place)) * (high - low), 10)
      }
    }
  })

  it('says equal is equal, and that scale and order have no say', () => {
    const equal = measureFairness([
      { value: 3, population: 5, group: 'a', rank: 1 },
      { value: 3, population: 7, group: 'b', rank: 2 },
    ])
    expect(equal.measures.gini).toBeCloseTo(0, 12)
    expect(equal.measures.theil).toBeCloseTo(0, 12)
    expect(equal.measures.concentration).toBeCloseTo(0, 12)
    expect(equal.reasons).toEqual({ palma: 'nobody-above', concentration_corrected: 'all-equal' })
    for (let seed = 0; seed < 50; seed++) {
      const cells = randomCells(seed)
      const { measures } = measureFairness(cells)
      const larger = measureFairness(cells.map((cell) => ({ ...cell, value: cell.value! * 7 })).reverse()).measures
      for (const [name, value] of Object.entries(measures)) {
        const other = larger[name as keyof typeof larger]
        if (value === null) expect(other).toBeNull()
        else expect(other).toBeCloseTo(value, 10)
      }
    }
  })

  it('counts what it leaves out, and says why a measure has no number', () => {
    const { measures, reasons, dropped, counted } = measureFairness([
      { value: 1, population: 10 },
      { value: 0, population: 5 },
      { value: null, population: 5 },
      { value: 1, population: null },
      { value: 1, population: 0 },
    ])
    expect(counted).toBe(2)
    expect(dropped).toEqual({
      valueUnknown: 1,
      populationUnknown: 1,
      populationZero: 1,
      rankUnknown: 2,
      groupUnknown: 2,
      valueZero: 1,
    })
    expect(measures).toMatchObject({ palma: null, theil: 0, theil_between: null, concentration: null })
    expect(reasons).toEqual({
      palma: 'no-rank',
      theil_between: 'no-group',
      theil_within: 'no-group',
      concentration: 'no-rank',
      concentration_corrected: 'no-rank',
    })
    expect(measureFairness([]).reasons.gini).toBe('no-cells')
    expect(measureFairness([{ value: 0, population: 1 }]).reasons.gini).toBe('all-zero')
    expect(() => measureFairness([{ value: -1, population: 1 }])).toThrow('−1')
    expect(() => measureFairness([], { palmaCuts: { low: 2, high: 1 } })).toThrow('ascend')
  })
})

interface KnownCell {
  readonly access: number
  readonly population: number
  readonly income?: number | null
  readonly decile?: number
}

describe.skipIf(!hasSharedData)('fairness, known answers', () => {
  it('are those of five cells of Belo Horizonte', () => {
    const known = sharedJson<{
      readonly cells: KnownCell[]
      readonly theil_cells: KnownCell[]
      readonly income_quantiles_whole_city: { readonly q40: number; readonly q90: number }
      readonly expected_5_cells: Record<string, number>
      readonly expected_without_last_cell: Record<string, number>
      readonly theil_t: number
      readonly theil_between: number
      readonly theil_within: number
      readonly theil_without_last: number
    }>('known/equity-expected.json')
    const { q40: low, q90: high } = known.income_quantiles_whole_city
    const asCell = ({ access, population, income, decile }: KnownCell): EquityCell => ({
      value: access,
      population,
      rank: income ?? null,
      group: decile === undefined ? null : String(decile),
    })
    const digits = (value: number | null) => Number(value!.toFixed(4))
    const cells = known.cells.map(asCell)
    for (const [list, expected] of [
      [cells, known.expected_5_cells],
      [cells.slice(0, -1), known.expected_without_last_cell],
    ] as const) {
      const { measures } = measureFairness(list, { palmaCuts: { low, high } })
      expect(digits(measures.gini)).toBe(expected.gini)
      expect(digits(measures.palma)).toBe(expected.palma)
      expect(digits(measures.concentration)).toBe(expected.concentration_standard)
      expect(digits(measures.concentration_corrected)).toBe(expected.concentration_corrected)
    }
    const theil = known.theil_cells.map(asCell)
    const { measures } = measureFairness(theil)
    expect(digits(measures.theil)).toBe(known.theil_t)
    expect(digits(measures.theil_between)).toBe(known.theil_between)
    expect(digits(measures.theil_within)).toBe(known.theil_within)
    expect(digits(measureFairness(theil.slice(0, -1)).measures.theil)).toBe(known.theil_without_last)
  })
})
