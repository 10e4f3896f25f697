// All pairs within a limit: against a textbook Dijkstra, the same from either side, the walk that a visit traces.
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { isLivingCircleError } from '../../src/foundation/errors.ts'
import type { Progress } from '../../src/foundation/progress.ts'
import { OriginVisit, traceCost } from '../../src/search/origin-visit.ts'
import { type SweepMethod, sweepReachedTimes } from '../../src/search/reached-times.ts'
import { type PairProblem, sweepWalkPairs, type WalkPairs } from '../../src/search/walk-pairs.ts'
import { bytesOf, squares } from '../node/squares.ts'
import { plainWalk } from './plain-walks.ts'
import { problemOf, type Town, towns } from './random-streets.ts'

const methods = fc.constantFrom<SweepMethod>('from-origins', 'from-facilities')
const pairProblem = (town: Town, method?: SweepMethod): PairProblem => ({
  ...problemOf(town),
  method,
  maxPairs: 1_000_000,
})

/** The rows of an answer: facility, cost and the other measure of each pair. */
function rowsOf({ rowOffset, column, cost, alongside }: WalkPairs) {
  return Array.from({ length: rowOffset.length - 1 }, (_, origin) =>
    Array.from({ length: rowOffset[origin + 1]! - rowOffset[origin]! }, (_, i) => {
      const pair = rowOffset[origin]! + i
      return [column[pair]!, cost[pair]!, alongside[pair]!] as const
    }),
  )
}

describe('sweepWalkPairs', () => {
  it('finds what a textbook Dijkstra finds: every pair within the limit, inclusive, and no other', () => {
    let pairs = 0
    fc.assert(
      fc.property(towns(), methods, (town, method) => {
        const rows = rowsOf(sweepWalkPairs(pairProblem(town, method)))
        expect(rows.length).toBe(town.origins.length)
        town.origins.forEach((places, origin) => {
          const expected = town.facilities.flatMap(({ entrances }, facility) => {
            const walk =
              town.direction === 'toFacility' ? plainWalk(town, places, entrances) : plainWalk(town, entrances, places)
            return walk !== undefined && walk.cost <= town.limits.at(-1)! ? [{ facility, ...walk }] : []
          })
          expect(rows[origin]!.map(([facility, cost]) => [facility, cost])).toEqual(
            expected.map(({ facility, cost }) => [facility, cost]),
          )
          rows[origin]!.forEach(([, , along], i) => {
            expect([...expected[i]!.alongs]).toContain(along)
          })
          pairs += expected.length
        })
      }),
      { numRuns: 600 },
    )
    expect(pairs).toBeGreaterThan(2000)
  }, 60_000)

  it('measures by the other basis the very walk that a visit traces, from either side, also among equal walks', () => {
    fc.assert(
      fc.property(towns(), (town) => {
        const problem = pairProblem(town)
        const answer = sweepWalkPairs({ ...problem, method: 'from-facilities' })
        const { method, verticesReached, expansions, ...fromFacilities } = bytesOf(answer as never)
        expect(bytesOf(sweepWalkPairs({ ...problem, method: 'from-origins' }) as never)).toMatchObject(fromFacilities)
        const visit = new OriginVisit(problem)
        rowsOf(answer).forEach((row, origin) => {
          const first = problem.originOffset[origin]!
          const linked = town.origins[origin]!.flatMap((place, i) => (place.street < 0 ? [] : [first + i]))
          expect(row.length === 0 || linked.length > 0).toBe(true)
          if (linked.length === 0) return
          visit.run(linked, town.limits.at(-1)!)
          for (const [facility, , along] of row) {
            const { alongside, alongsideOrigins, alongsideEntrances } = problem
            const isTo = town.direction === 'toFacility'
            const trace = visit.trace(facility)
            expect(traceCost(trace, alongside, alongsideOrigins, alongsideEntrances, isTo)).toBe(along)
          }
        })
      }),
      { numRuns: 400 },
    )
  }, 60_000)

  it('agrees with the nearest and the counts of sweepReachedTimes', () => {
    const problem = pairProblem(squares(30))
    const times = sweepReachedTimes(problem)
    const answer = sweepWalkPairs(problem)
    expect(answer.method).toBe(times.method)
    expect(answer.column.length).toBeGreaterThan(5000)
    rowsOf(answer).forEach((row, origin) => {
      for (let category = 0; category < times.categoryCount; category++) {
        const own = row.filter(([facility]) => problem.targets.categoryOfFacility[facility] === category)
        const cell = origin * times.categoryCount + category
        expect(own.length).toBe(times.count[cell * times.limits.length + times.limits.length - 1])
        if (own.length === 0) continue
        const nearest = own.reduce((best, pair) => (pair[1] < best[1] ? pair : best))
        expect(nearest).toEqual([times.nearestFacility[cell], times.nearestCost[cell], times.nearestAlongside[cell]])
      }
    })
  })

  it('refuses more pairs than are allowed, before or after they are all known', () => {
    const problem = pairProblem(squares(45))
    const pairs = sweepWalkPairs(problem).column.length
    expect(sweepWalkPairs({ ...problem, maxPairs: pairs }).column.length).toBe(pairs)
    for (const method of ['from-origins', 'from-facilities'] as const) {
      for (const maxPairs of [pairs - 1, 10]) {
        const fail = () => sweepWalkPairs({ ...problem, method, maxPairs })
        expect(fail).toThrow(`at most ${maxPairs.toLocaleString('en-GB')} are kept`)
      }
    }
    const long = pairProblem({ ...squares(45), limits: [600] })
    try {
      sweepWalkPairs({ ...long, maxPairs: 20_000 })
      expect.unreachable()
    } catch (error) {
      expect(isLivingCircleError(error) && error.code).toBe('input-too-large')
      expect((error as { details?: unknown }).details).toMatchObject({ maxPairs: 20_000, pairs: undefined })
    }
  })

  it('tells how far it is, and stops when told to', () => {
    const told: Progress[] = []
    sweepWalkPairs(pairProblem(squares(20)), { onProgress: (progress) => told.push(progress) })
    expect(told[0]).toMatchObject({ step: 'walks', done: 0 })
    expect(told.filter(({ step }) => step === 'walks').at(-1)!.done).toBeGreaterThan(0)
    const abort = new AbortController()
    const options = { signal: abort.signal, onProgress: () => abort.abort() }
    expect(() => sweepWalkPairs(pairProblem(squares(20)), options)).toThrow('Interrupted.')
  })
})
