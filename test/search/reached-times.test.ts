import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { UNREACHED } from '../../src/foundation/units.ts'
import { OriginVisit, traceCost } from '../../src/search/origin-visit.ts'
import { type SweepMethod, sweepReachedTimes } from '../../src/search/reached-times.ts'
import { type PlainWalk, plainWalk } from './plain-walks.ts'
import { problemOf, type Town, towns } from './random-streets.ts'

/** Walks of an origin to every facility within the largest limit. */
function plainWalks(town: Town, origin: number): (PlainWalk | undefined)[] {
  const places = town.origins[origin]!
  return town.facilities.map(({ entrances }) => {
    const walk =
      town.direction === 'toFacility' ? plainWalk(town, places, entrances) : plainWalk(town, entrances, places)
    return walk !== undefined && walk.cost <= town.limits.at(-1)! ? walk : undefined
  })
}

const methods = fc.constantFrom<SweepMethod>('from-origins', 'from-facilities')

/** Rows as the textbook finds them; beside each the lengths by the other basis that its nearest walk may have. */
function plainRows(town: Town, nearestCount: number) {
  return town.origins.flatMap((_, origin) => {
    const walks = plainWalks(town, origin)
    return Array.from({ length: town.categories }, (_, category) => {
      const found = walks
        .flatMap((walk, number) =>
          walk === undefined || town.facilities[number]!.category !== category ? [] : [{ ...walk, number }],
        )
        .sort((a, b) => a.cost - b.cost || a.number - b.number)
      const ranks = Array.from({ length: nearestCount > 1 ? nearestCount : 0 }, (_, rank) => found[rank])
      return {
        cost: found[0]?.cost ?? UNREACHED,
        facility: found[0]?.number ?? -1,
        counts: town.limits.map((limit) => found.filter(({ cost }) => cost <= limit).length),
        rankedCost: ranks.map((walk) => walk?.cost ?? UNREACHED),
        rankedFacility: ranks.map((walk) => walk?.number ?? -1),
        alongs: found[0]?.alongs ?? new Set([UNREACHED]),
      }
    })
  })
}

function expectTruth(town: Town, method: SweepMethod, nearestCount: number): void {
  const times = sweepReachedTimes({ ...problemOf(town), method, nearestCount })
  expect(times.method).toBe(method)
  const slice = (column: Uint32Array | Int32Array, row: number, width: number) => [
    ...column.subarray(row * width, (row + 1) * width),
  ]
  const expected = plainRows(town, nearestCount)
  const ranked = nearestCount > 1 ? nearestCount : 0
  const actual = expected.map(({ alongs }, row) => ({
    cost: times.nearestCost[row],
    facility: times.nearestFacility[row],
    counts: slice(times.count, row, town.limits.length),
    rankedCost: slice(times.rankedCost!, row, ranked),
    rankedFacility: slice(times.rankedFacility!, row, ranked),
    alongs: alongs.has(times.nearestAlongside[row]!) ? alongs : new Set([times.nearestAlongside[row]]),
  }))
  expect(actual).toEqual(expected)
}

describe('sweepReachedTimes', () => {
  it('finds what a textbook Dijkstra finds: nearest, counts, the same walk by the other basis', () => {
    fc.assert(fc.property(towns(), methods, fc.integer({ min: 1, max: 3 }), expectTruth), { numRuns: 800 })
  }, 60_000)

  it('measures by the other basis the very walk that a visit traces, also among equal walks', () => {
    fc.assert(
      fc.property(towns(), methods, (town, method) => {
        const problem = problemOf(town)
        const times = sweepReachedTimes({ ...problem, method })
        const visit = new OriginVisit(problem)
        town.origins.forEach((places, origin) => {
          const first = problem.originOffset[origin]!
          const linked = places.flatMap((place, i) => (place.street < 0 ? [] : [first + i]))
          if (linked.length === 0) return
          visit.run(linked, town.limits.at(-1)!)
          for (let row = origin * town.categories; row < (origin + 1) * town.categories; row++) {
            const facility = times.nearestFacility[row]!
            if (facility < 0) continue
            const { alongside, alongsideOrigins, alongsideEntrances } = problem
            const toFacility = town.direction === 'toFacility'
            expect(times.nearestAlongside[row]).toBe(
              traceCost(visit.trace(facility), alongside, alongsideOrigins, alongsideEntrances, toFacility),
            )
          }
        })
      }),
      { numRuns: 600 },
    )
  }, 60_000)

  it('reports progress to its end and stops when asked', () => {
    const [town] = fc.sample(towns(), { numRuns: 1, seed: 7 })
    const problem = problemOf({ ...town!, origins: [[{ street: 0, eighth: 4, metres: 1 }]] })
    const told: number[] = []
    sweepReachedTimes(problem, { onProgress: ({ done, total }) => told.push(done / total) })
    expect(told.at(-1)).toBe(1)
    const controller = new AbortController()
    controller.abort()
    expect(() => sweepReachedTimes(problem, { signal: controller.signal })).toThrow('Interrupted')
  })
})
