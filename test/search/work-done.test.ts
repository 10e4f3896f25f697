// How much work searches do, counted exactly: a regression fails here without a clock.
import { describe, expect, it } from 'vitest'
import { UNREACHED } from '../../src/foundation/units.ts'
import { BoundedSweep } from '../../src/search/bounded-sweep.ts'
import { sweepNearestFacility } from '../../src/search/nearest-facility.ts'
import { planSweeps, type SweepProblem, sweepReachedTimes } from '../../src/search/reached-times.ts'
import { plainDijkstra, streetGraph } from './plain-walks.ts'
import { problemOf } from './random-streets.ts'
import { placeOn, streetLattice } from './street-lattice.ts'

/** Street costs that look irregular and are the same every time. */
const uneven = (vertex: number) => 8 * (6 + ((vertex * 7919) % 11))

function sweepFrom(problem: SweepProblem, vertex: number, limit: number) {
  const sweep = new BoundedSweep(problem.network)
  sweep.run(problem.impedance.arcCost, [vertex], [0], limit)
  return { reached: sweep.reachedCount, expansions: sweep.expansions, improvements: sweep.improvements }
}

describe('one sweep', () => {
  it('settles a diamond of even streets vertex by vertex, each once', () => {
    const middle = 20 * 41 + 20
    // Within k streets of the middle lie 2k² + 2k + 1 junctions.
    for (const k of [0, 1, 5, 10, 20]) {
      const diamond = 2 * k * k + 2 * k + 1
      expect(sweepFrom(problemOf(streetLattice({ side: 41 })), middle, 80 * k)).toEqual({
        reached: diamond,
        expansions: diamond,
        improvements: diamond,
      })
    }
  })

  it('reaches dead ends without expanding them', () => {
    const problem = problemOf(streetLattice({ side: 41, deadEnds: true }))
    // 221 junctions; the dead ends of the outermost 40 lie 8 beyond the limit.
    expect(sweepFrom(problem, 20 * 41 + 20, 800)).toEqual({ reached: 402, expansions: 221, improvements: 402 })
  })

  it('hardly repeats itself on uneven streets, and does not look beyond its limit', () => {
    const town = streetLattice({ side: 61, costFrom: uneven })
    const middle = 30 * 61 + 30
    const costs = [...plainDijkstra(streetGraph(town), `v${middle}`).values()]
    expect(costs.filter((cost) => cost <= 1000).length).toBe(380)
    expect(sweepFrom(problemOf(town), middle, 1000)).toEqual({ reached: 380, expansions: 380, improvements: 451 })
  })

  it('allocates nothing per vertex', () => {
    const { network, impedance } = problemOf(streetLattice({ side: 61, costFrom: uneven }))
    const bytesAndVertices = (limit: number) => {
      const sweep = new BoundedSweep(network)
      const seeds = [[30 * 61 + 30], [0]] as const
      const sweepOften = () => {
        const before = process.memoryUsage()
        for (let i = 0; i < 1000; i++) sweep.run(impedance.arcCost, ...seeds, limit)
        const after = process.memoryUsage()
        return Math.abs(after.heapUsed - before.heapUsed) + Math.abs(after.arrayBuffers - before.arrayBuffers)
      }
      sweepOften()
      const { reached } = sweep
      // The least of several: other parts of this process may allocate, too.
      const bytes = Math.min(...Array.from({ length: 7 }, sweepOften))
      expect(sweep.reached).toBe(reached)
      return { bytes, vertices: 1000 * sweep.reachedCount }
    }
    const near = bytesAndVertices(100)
    const far = bytesAndVertices(1000)
    expect(far.vertices - near.vertices).toBeGreaterThan(300_000)
    // The smallest thing that could be allocated per vertex takes 12 bytes; what else this process does takes some, too.
    expect((far.bytes - near.bytes) / (far.vertices - near.vertices)).toBeLessThan(2)
  })
})

describe('the nearest facility for every vertex', () => {
  it('takes hardly more expansions in batches of the size chosen than from all facilities at once', () => {
    const side = 100
    const facilities = Array.from({ length: 200 }, (_, number) => ({
      category: 0,
      entrances: [placeOn((number * 7907) % (2 * side * (side - 1)))],
    }))
    const { network, impedance, targets } = problemOf(streetLattice({ side, costFrom: uneven, facilities }))
    const work = (batch?: number) => {
      const { label, expansions } = sweepNearestFacility(network, impedance, targets, 0, 560, batch)
      return { reached: label.filter((cost) => cost !== UNREACHED).length, expansions }
    }
    expect({ atOnce: work(1e9), inBatches: work(), oneByOne: work(1) }).toEqual({
      atOnce: { reached: 5445, expansions: 5448 },
      inBatches: { reached: 5445, expansions: 5735 },
      oneByOne: { reached: 5445, expansions: 12_045 },
    })
  })
})

describe('the table', () => {
  /** Origins and facilities at so many different places; of everything there are two at the same place. */
  function doubled(originPlaces: number, facilityPlaces: number): SweepProblem {
    const place = (number: number) => [placeOn((number * 31) % 200, (number >> 3) % 8)]
    return problemOf(
      streetLattice({
        side: 41,
        origins: Array.from({ length: 2 * originPlaces }, (_, number) => place(number >> 1)),
        facilities: Array.from({ length: 2 * facilityPlaces }, (_, number) => ({
          category: number % 3,
          entrances: place(number >> 1),
        })),
        categories: 3,
        limits: [200, 400, 800],
      }),
    )
  }

  it('sweeps once from each place that occurs, for all categories and limits', () => {
    const twice = doubled(30, 60)
    const plan = planSweeps(twice)
    expect({ method: plan.method, visits: plan.origins.visitCount }).toEqual({ method: 'from-origins', visits: 30 })
    const sweep = new BoundedSweep(twice.network)
    let reached = 0
    for (let origin = 0; origin < 60; origin += 2) {
      const edge = twice.origins.edge[origin]!
      const ends = [twice.network.edgeFrom[edge]!, twice.network.edgeTo[edge]!]
      sweep.run(twice.impedance.arcCost, ends, [twice.origins.outFrom[origin]!, twice.origins.outTo[origin]!], 800)
      reached += sweep.reachedCount
    }
    expect(sweepReachedTimes(twice).verticesReached).toBe(reached)
  })

  it('starts from the side that is cheaper by the number of different places, and says so', () => {
    const methodOf = (origins: number, facilities: number) => {
      const { method } = planSweeps(doubled(origins, facilities))
      expect(sweepReachedTimes(doubled(origins, facilities)).method).toBe(method)
      return method
    }
    expect(methodOf(60, 60)).toBe('from-origins')
    expect(methodOf(61, 60)).toBe('from-facilities')
    expect(methodOf(30, 60)).toBe('from-origins')
    expect(methodOf(1, 1)).toBe('from-origins')
    expect(methodOf(2, 1)).toBe('from-facilities')
  })

  it('does a fraction of the work from the cheaper side, with the same result', () => {
    const problem = doubled(100, 5)
    const {
      method: chosen,
      verticesReached: few,
      expansions: some,
      facilityPlaces,
      ...table
    } = sweepReachedTimes(problem)
    const turned = sweepReachedTimes({ ...problem, method: 'from-origins' })
    const { method, verticesReached, expansions, facilityPlaces: notAsked, ...other } = turned
    expect({ facilityPlaces, notAsked, originPlaces: table.originPlaces }).toEqual({
      facilityPlaces: 5,
      notAsked: null,
      originPlaces: 100,
    })
    expect({ chosen, method }).toEqual({ chosen: 'from-facilities', method: 'from-origins' })
    expect(table).toEqual(other)
    expect({ few, some, verticesReached, expansions }).toEqual({
      few: 481,
      some: 481,
      verticesReached: 11_406,
      expansions: 11_406,
    })
  })
})
