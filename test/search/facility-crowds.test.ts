// A hundred thousand facilities in one place: the work grows with them, not with them times those who can walk there. Counted, not timed.
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { planCrowds } from '../../src/search/facility-crowds.ts'
import { FacilitySweeper, stretchesOf } from '../../src/search/facility-sweeper.ts'
import { MEETING, MeetingLog, readStretch } from '../../src/search/meeting-log.ts'
import { buildOriginTargets } from '../../src/search/origin-targets.ts'
import { planSweeps, type SweepProblem, sweepReachedTimes } from '../../src/search/reached-times.ts'
import { problemOf, type Town, towns } from './random-streets.ts'

/** Every facility of a town so many times over, the copies numbered after one another or after all the first. */
function crowded(town: Town, times: number): Town {
  return { ...town, facilities: Array.from({ length: times }, () => town.facilities).flat() }
}

function meetings(problem: SweepProblem): { leads: number; noted: number } {
  const { origins, facilities } = planSweeps({ ...problem, method: 'from-facilities' })
  const { plan } = planCrowds(facilities!, problem.targets)
  const log = new MeetingLog(stretchesOf(origins, 4), false)
  const limit = problem.limits.at(-1)!
  new FacilitySweeper(problem, buildOriginTargets(problem, origins), limit, 4, log).sweep(plan, 0, plan.visitCount)
  let noted = 0
  for (let stretch = 0; stretch < stretchesOf(origins, 4); stretch++) {
    readStretch(log.pages, stretch, (_, first, end) => {
      noted += (end - first) / MEETING
    })
  }
  return { leads: plan.member.length, noted }
}

/** All that is said of walks, without the work that it took. */
function answers(problem: SweepProblem) {
  const { nearestCost, nearestAlongside, nearestFacility, count, rankedCost, rankedFacility } =
    sweepReachedTimes(problem)
  return { nearestCost, nearestAlongside, nearestFacility, count, rankedCost, rankedFacility }
}

const MANY: Town = {
  ...{ vertices: 2, waits: [0, 0], categories: 3, limits: [50, 150], direction: 'toFacility' },
  streets: [{ from: 0, to: 1, forward: 80, backward: 80, forwardAlong: 40, backwardAlong: 40 }],
  origins: Array.from({ length: 40 }, (_, at) => [{ street: 0, eighth: at % 9, metres: at }]),
  facilities: Array.from({ length: 3 }, (_, category) => ({
    category,
    entrances: [{ street: 0, eighth: 4, metres: 1 }],
  })),
}

describe('facilities in one place', () => {
  it('are noted once for each category, however many they are', () => {
    const few = meetings(problemOf(MANY))
    expect(few).toEqual({ leads: 3, noted: 120 })
    expect(meetings(problemOf(crowded(MANY, 5_000)))).toEqual(few)
  })

  it('are all counted, and the lowest number of them is the nearest', () => {
    const { count, nearestFacility } = answers({ ...problemOf(crowded(MANY, 5_000)), method: 'from-facilities' })
    expect([...count.subarray(0, 6)]).toEqual([5_000, 5_000, 5_000, 5_000, 5_000, 5_000])
    expect([...nearestFacility.subarray(0, 3)]).toEqual([0, 1, 2])
  })

  it('are what origins find, one by one: nearest, ranks, counts, in random towns', () => {
    fc.assert(
      fc.property(
        towns(),
        fc.integer({ min: 1, max: 5 }),
        fc.integer({ min: 1, max: 3 }),
        (town, times, nearestCount) => {
          const problem = { ...problemOf(crowded(town, times)), nearestCount }
          const expected = answers({ ...problem, method: 'from-origins' })
          expect(answers({ ...problem, method: 'from-facilities' })).toEqual(expected)
        },
      ),
      { numRuns: 300 },
    )
  })
})
