import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { UNREACHED } from '../../src/foundation/units.ts'
import { OriginVisit, traceCost } from '../../src/search/origin-visit.ts'
import { sweepReachedTimes } from '../../src/search/reached-times.ts'
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

function expectTruth(town: Town): void {
  const problem = problemOf(town)
  const times = sweepReachedTimes(problem)
  expect(times.originCount).toBe(town.origins.length)
  town.origins.forEach((_, origin) => {
    const walks = plainWalks(town, origin)
    for (let category = 0; category < town.categories; category++) {
      const row = origin * town.categories + category
      const mine = walks.map((walk, facility) =>
        town.facilities[facility]!.category === category ? walk?.cost : undefined,
      )
      const costs = mine.filter((cost) => cost !== undefined)
      const least = costs.length === 0 ? undefined : Math.min(...costs)
      const facility = least === undefined ? -1 : mine.indexOf(least)
      expect(times.nearestCost[row]).toBe(least ?? UNREACHED)
      expect(times.nearestFacility[row]).toBe(facility)
      const counts = town.limits.map((limit) => costs.filter((cost) => cost <= limit).length)
      expect([...times.count.subarray(row * counts.length, (row + 1) * counts.length)]).toEqual(counts)
      if (facility < 0) expect(times.nearestAlongside[row]).toBe(UNREACHED)
      else expect([...walks[facility]!.alongs]).toContain(times.nearestAlongside[row])
    }
  })
}

describe('sweepReachedTimes', () => {
  it('finds what a textbook Dijkstra finds: nearest, counts, the same walk by the other basis', () => {
    fc.assert(fc.property(towns(), expectTruth), { numRuns: 600 })
  })

  it('measures by the other basis the very walk that a visit traces, also among equal walks', () => {
    fc.assert(
      fc.property(towns(), (town) => {
        const problem = problemOf(town)
        const times = sweepReachedTimes(problem)
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
      { numRuns: 400 },
    )
  })

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
