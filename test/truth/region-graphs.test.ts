// Valid walks: the slow truth's Dijkstra over stages, and the program's copies of vertices, against every walk written down.
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import {
  cheapestWalk,
  isValidWalk,
  placesOf,
  type RegionGraph,
  type RegionPlace,
  regionGraphs,
  turnedRound,
} from './region-graphs.ts'
import { metresBetween, unit } from './truth-geometry.ts'
import { PUBLIC, type TruthNetwork, type TruthSegment } from './truth-network.ts'
import { type TruthLink, TruthWalks } from './truth-walks.ts'

const RUNS = { numRuns: 1500, seed: 20261201 }
/** Metres of one unit of cost: long enough that a tenth of a piece is not at its end. */
const UNIT_METRES = 10
const LATITUDE = 30

/** The graph as streets: every piece a segment of its own length somewhere, ends named after vertices. */
function truthNetwork({ pieces, waits, restricted }: RegionGraph): TruthNetwork {
  const segments = pieces.map((piece, line): TruthSegment => {
    const atA = [100, LATITUDE + line] as const
    // Along a meridian a metre is the same everywhere.
    const atB = [100, LATITUDE + line + (piece.cost * UNIT_METRES * 180) / (Math.PI * 6_371_008.8)] as const
    const [from, to] = [unit(atA), unit(atB)]
    return {
      line,
      kind: 'way',
      tags: new Map(),
      a: `${piece.a}`,
      b: `${piece.b}`,
      atA,
      atB,
      from,
      to,
      metres: metresBetween(from, to),
      steps: false,
      covered: false,
      forward: piece.forward,
      backward: piece.backward,
      restricted: false,
      slopes: [{ from: 0, to: 1, slope: 0, isKnown: true }],
      part: undefined,
      region: piece.region === 0 ? PUBLIC : `${piece.region}`,
    }
  })
  return {
    segments,
    compounds: [],
    signals: new Set(waits.flatMap((wait, vertex) => (wait > 0 ? [`${vertex}`] : []))),
    restrictedVertices: new Set(restricted.map(String)),
    noLeaving: new Set(),
    noEntering: new Set(),
  }
}

const linkAt = ({ piece, tenths }: RegionPlace): TruthLink => ({
  status: 'linked',
  segment: piece,
  fraction: tenths / 10,
  metres: 0,
  ambiguous: false,
})

const cases = regionGraphs.chain((graph) => placesOf(graph).map((places) => ({ graph, places })))

describe('valid walks', () => {
  it('are what the sentence says', () => {
    for (const valid of ['', '0', '1', '11', '10', '01', '1100022', '12', '1122', '1011', '2', '0003']) {
      expect(isValidWalk(valid), valid).toBe(true)
    }
    for (const wrong of ['010', '0110', '121', '1020', '123', '0121', '10201', '1203']) {
      expect(isValidWalk(wrong), wrong).toBe(false)
    }
  })

  it('are found by the truth, the cheapest of all', () => {
    let found = 0
    let none = 0
    fc.assert(
      fc.property(cases, ({ graph, places: [start, end] }) => {
        // One second is one metre: the wait of 7 units is what a signal costs.
        const walker = { metresPerSecond: 1, stepsFactor: 1, waitSeconds: 7 * UNIT_METRES }
        const walks = new TruthWalks(truthNetwork(graph), walker, 'time')
        const [from, to] = [linkAt(start), linkAt(end)]
        const truth = walks.walk(walks.reach(from, 1e6), from, to) / UNIT_METRES
        const written = cheapestWalk(graph, start, end)
        if (written === Infinity) none++
        else found++
        if (written === Infinity) expect(truth).toBe(Infinity)
        else expect(truth).toBeCloseTo(written, 6)
      }),
      RUNS,
    )
    expect(found).toBeGreaterThan(300)
    expect(none).toBeGreaterThan(300)
  })

  it('are the same read backwards', () => {
    fc.assert(
      fc.property(cases, ({ graph, places: [start, end] }) => {
        const plain = { ...graph, waits: graph.waits.map(() => 0) }
        const there = cheapestWalk(plain, start, end)
        const back = cheapestWalk(turnedRound(plain), end, start)
        if (there === Infinity) expect(back).toBe(Infinity)
        else expect(back).toBeCloseTo(there, 9)
      }),
      RUNS,
    )
  })
})
