import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { UNREACHED } from '../../src/foundation/units.ts'
import { sweepNearestFacility } from '../../src/search/nearest-facility.ts'
import { plainDijkstra, walkGraph } from './plain-walks.ts'
import { problemOf, type Town, towns } from './random-streets.ts'

/** Costs between a vertex and each facility: a walk along a loop of no length at the vertex, in the town's direction. */
function plainLabels(town: Town, category: number, limit: number) {
  const toFacility = town.direction === 'toFacility'
  return Array.from({ length: town.vertices }, (_, vertex) => {
    let best = { cost: UNREACHED, facility: -1 }
    town.facilities.forEach(({ category: own, entrances }, facility) => {
      if (own !== category) return
      const graph = walkGraph(town, toFacility ? [] : entrances, toFacility ? entrances : [])
      const cost = toFacility
        ? plainDijkstra(graph, `v${vertex}`).get('end')
        : plainDijkstra(graph, 'start').get(`v${vertex}`)
      if (cost !== undefined && cost <= limit && cost < best.cost) best = { cost, facility }
    })
    return best
  })
}

describe('sweepNearestFacility', () => {
  it('finds what a textbook Dijkstra finds, in batches of any size', () => {
    fc.assert(
      fc.property(towns(), fc.integer({ min: 1, max: 9 }), (town, batch) => {
        const { network, impedance, targets } = problemOf(town)
        const limit = town.limits.at(-1)!
        for (let category = 0; category < town.categories; category++) {
          const { label, facility } = sweepNearestFacility(network, impedance, targets, category, limit, batch)
          const found = Array.from(label, (cost, vertex) => ({ cost, facility: facility[vertex]! }))
          expect(found).toEqual(plainLabels(town, category, limit))
        }
      }),
      { numRuns: 400 },
    )
  }, 60_000)
})
