import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { UNREACHED } from '../../src/foundation/units.ts'
import { BoundedSweep } from '../../src/search/bounded-sweep.ts'
import { plainDijkstra, streetGraph } from './plain-walks.ts'
import { problemOf, type Town, towns } from './random-streets.ts'

/** Costs of all vertices from seeds, by the textbook. `reversed` = costs of walking to the seeds. */
function plainLabels(town: Town, seeds: readonly (readonly [number, number])[], limit: number, reversed: boolean) {
  const graph = streetGraph(town)
  const turned: typeof graph = new Map()
  for (const [from, steps] of graph) {
    for (const step of steps) {
      if (reversed) turned.set(step.to, [...(turned.get(step.to) ?? []), { ...step, to: from }])
      else turned.set(from, [...(turned.get(from) ?? []), step])
    }
  }
  turned.set(
    'seeds',
    seeds.map(([vertex, cost]) => ({ to: `v${vertex}`, cost, along: 0 })),
  )
  const settled = plainDijkstra(turned, 'seeds')
  return Array.from({ length: town.vertices }, (_, vertex) => {
    const cost = settled.get(`v${vertex}`) ?? Infinity
    return cost <= limit ? cost : UNREACHED
  })
}

const runs = fc.array(
  fc.record({
    seeds: fc.array(fc.tuple(fc.nat(), fc.nat(60)), { maxLength: 5 }),
    limit: fc.oneof(fc.nat(200), fc.constantFrom(0, 1, UNREACHED - 1)),
    reversed: fc.boolean(),
  }),
  { minLength: 1, maxLength: 6 },
)

describe('BoundedSweep', () => {
  it('finds what a textbook Dijkstra finds, again and again with one instance and changing limits', () => {
    fc.assert(
      fc.property(towns(), runs, (town, asked) => {
        const { network, impedance } = problemOf(town)
        const sweep = new BoundedSweep(network)
        for (const { seeds, limit, reversed } of asked) {
          const placed = seeds.map(([vertex, cost]) => [vertex % town.vertices, cost] as const)
          sweep.run(
            reversed ? impedance.arcCostReversed : impedance.arcCost,
            placed.map(([vertex]) => vertex),
            placed.map(([, cost]) => cost),
            limit,
          )
          const expected = plainLabels(town, placed, limit, reversed)
          expect(Array.from(expected, (_, vertex) => sweep.label(vertex))).toEqual(expected)
          const reached = [...sweep.reached.subarray(0, sweep.reachedCount)].sort((a, b) => a - b)
          expect(reached).toEqual(expected.flatMap((cost, vertex) => (cost === UNREACHED ? [] : [vertex])))
        }
      }),
      { numRuns: 400 },
    )
  })

  it('ignores seeds that cannot be reached and keeps the cheapest of repeated ones', () => {
    const graph = { arcOffset: Uint32Array.of(0, 1, 2), arcTarget: Uint32Array.of(1, 0) }
    const sweep = new BoundedSweep(graph)
    sweep.run(Uint32Array.of(7, 7), [0, 1, 0, 0], [9, UNREACHED, 4, 5], 10)
    expect([sweep.label(0), sweep.label(1)]).toEqual([4, UNREACHED])
    sweep.run(Uint32Array.of(7, 7), [0], [3], 10)
    expect([sweep.label(0), sweep.label(1)]).toEqual([3, 10])
  })

  it('takes a limit as inclusive, and costs near the largest integer as they are', () => {
    const graph = { arcOffset: Uint32Array.of(0, 1, 3, 4), arcTarget: Uint32Array.of(1, 0, 2, 1) }
    const cost = Uint32Array.of(3_000_000_000, 3_000_000_000, 1_294_967_294, 1_294_967_294)
    const sweep = new BoundedSweep(graph)
    sweep.run(cost, [0], [0], UNREACHED - 1)
    expect([0, 1, 2].map((vertex) => sweep.label(vertex))).toEqual([0, 3_000_000_000, 4_294_967_294])
    sweep.run(cost, [0], [0], UNREACHED - 2)
    expect(sweep.label(2)).toBe(UNREACHED)
    sweep.run(cost, [0], [1], UNREACHED - 1)
    expect(sweep.label(2)).toBe(UNREACHED)
  })

  it('reads costs anew where another array of costs is given', () => {
    const graph = { arcOffset: Uint32Array.of(0, 1, 2), arcTarget: Uint32Array.of(1, 0) }
    const sweep = new BoundedSweep(graph)
    sweep.run(Uint32Array.of(5, 6), [0], [0], 100)
    expect(sweep.label(1)).toBe(5)
    sweep.run(Uint32Array.of(8, 9), [0], [0], 100)
    expect(sweep.label(1)).toBe(8)
  })
})
