import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { UNREACHED } from '../../src/foundation/units.ts'
import { CarryingSweep, DIFFERING } from '../../src/search/carrying-sweep.ts'
import { plainDijkstra, streetGraph } from './plain-walks.ts'
import { problemOf, type Town, towns } from './random-streets.ts'
import { streetLattice } from './street-lattice.ts'

type Seed = readonly [vertex: number, cost: number, along: number]

/** Costs by the textbook, and every length by the other basis that some walk of least cost has. */
function plainLabels(town: Town, seeds: readonly Seed[], limit: number) {
  const graph = streetGraph(town)
  const starts = seeds.map(([vertex, cost, along]) => ({ to: `v${vertex}`, cost, along }))
  graph.set('seeds', starts)
  const settled = plainDijkstra(graph, 'seeds')
  const alongs = new Map<string, Set<number>>([['seeds', new Set([0])]])
  for (const [node, cost] of [...settled].sort(([, a], [, b]) => a - b)) {
    for (const step of graph.get(node) ?? []) {
      if (cost + step.cost !== settled.get(step.to)) continue
      const known = alongs.get(step.to) ?? new Set()
      for (const along of alongs.get(node)!) known.add(along + step.along)
      alongs.set(step.to, known)
    }
  }
  return Array.from({ length: town.vertices }, (_, vertex) => {
    const cost = settled.get(`v${vertex}`)
    if (cost === undefined || cost > limit) return null
    const lengths = [...alongs.get(`v${vertex}`)!]
    return { cost, along: lengths.length === 1 ? lengths[0]! : DIFFERING }
  })
}

/** What the sweep says of every vertex, null where it is not reached; and that `reached` lists the others, each once. */
function labelsOf(sweep: CarryingSweep, seeds: readonly Seed[], limit: number) {
  sweep.begin()
  for (const [vertex, cost, along] of seeds) sweep.plant(vertex, cost, along)
  sweep.run()
  const { labels, reached, reachedCount } = sweep
  const found = Array.from({ length: labels.length / 2 }, (_, vertex) =>
    labels[2 * vertex]! > limit ? null : { cost: labels[2 * vertex]!, along: labels[2 * vertex + 1]! },
  )
  const listed = [...reached.subarray(0, reachedCount)].sort((a, b) => a - b)
  expect(listed).toEqual(found.flatMap((label, vertex) => (label === null ? [] : [2 * vertex])))
  return found
}

const runs = fc.array(fc.array(fc.tuple(fc.nat(), fc.nat(30), fc.nat(3)), { maxLength: 5 }), {
  minLength: 1,
  maxLength: 5,
})

describe('CarryingSweep', () => {
  it('finds what a textbook Dijkstra finds, and on which lengths all shortest walks agree', () => {
    const limits = fc.oneof(fc.nat(200), fc.constantFrom(0, 1, UNREACHED - 1))
    let differing = 0
    fc.assert(
      fc.property(towns(), runs, limits, (town, asked, limit) => {
        const { network, impedance, alongside } = problemOf(town)
        const sweep = new CarryingSweep(network, impedance.arcCost, alongside.arcCost, limit)
        for (const given of asked) {
          const seeds = given.map(([vertex, cost, along]) => [vertex % town.vertices, cost, along] as const)
          const expected = plainLabels(town, seeds, limit)
          expect(labelsOf(sweep, seeds, limit)).toEqual(expected)
          differing += expected.filter((label) => label?.along === DIFFERING).length
        }
      }),
      { numRuns: 400, seed: 11 },
    )
    expect(differing).toBeGreaterThan(50)
  })

  it('carries differing walks on to all that lies behind them, also where that was passed before they met', () => {
    // Costs differ so little that whole neighbourhoods share a bucket, and are passed before all walks to them are known.
    const town = streetLattice({ side: 21, costFrom: (vertex) => 8 * (1 + (vertex % 3)) })
    const streets = town.streets.map((street, number) => ({ ...street, forwardAlong: 8 * (1 + ((number * 5) % 7)) }))
    const uneven = { ...town, streets }
    const { network, impedance, alongside } = problemOf(uneven)
    const sweep = new CarryingSweep(network, impedance.arcCost, alongside.arcCost, 200)
    for (const vertex of [0, 220, 440]) {
      const seeds = [[vertex, 0, 0]] as const
      expect(labelsOf(sweep, seeds, 200)).toEqual(plainLabels(uneven, seeds, 200))
    }
  })

  it('finds no differing walks where costs add up beyond the limit, or an arc is closed', () => {
    const graph = { arcOffset: Uint32Array.of(0, 2, 4), arcTarget: Uint32Array.of(1, 1, 0, 0) }
    const cost = Uint32Array.of(11, 11, UNREACHED, UNREACHED)
    const short = new CarryingSweep(graph, cost, Uint32Array.of(1, 2, 3, 4), 10)
    expect(labelsOf(short, [[0, 0, 0]], 10)).toEqual([{ cost: 0, along: 0 }, null])
    const closed = new CarryingSweep(graph, cost, Uint32Array.of(1, 2, 3, 4), UNREACHED - 1)
    expect(labelsOf(closed, [[1, 0, 7]], UNREACHED - 1)).toEqual([null, { cost: 0, along: 7 }])
  })
})
