// Squares against a slow truth: every line of the outline asked at every half centimetre, angles as angles, on random outlines with holes.
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { normaliseWalkableWays } from '../../src/normalise/streets/walkable-ways.ts'
import {
  WAY_AREA,
  WAY_CHORD,
  WAY_FORWARD_ONLY,
  WAY_RESTRICTED,
  WAY_UNLINKED,
} from '../../src/normalise/streets/walkable-ways-record.ts'
import { type Elements, rawOsmFrom } from './raw-osm-from.ts'

type Point = readonly [x: number, y: number]
/** Metres around a place at 60° north, where a degree of longitude is half as long. */
const METRES_PER_E7 = (6_371_008.8 * Math.PI) / 180 / 1e7
const place = ([x, y]: Point): [number, number] => [
  Math.round(x / (METRES_PER_E7 * Math.cos(Math.PI / 3))) / 1e7,
  60 + Math.round(y / METRES_PER_E7) / 1e7,
]

/** Where a position is drawn: in whole 1e-7 degrees. */
const drawnAt = (point: Point): Point => {
  const [lon, lat] = place(point)
  return [lon * 1e7 * METRES_PER_E7 * Math.cos(Math.PI / 3), (lat - 60) * 1e7 * METRES_PER_E7]
}

const SQUARE = { highway: 'pedestrian', area: 'yes' }

interface Drawn {
  readonly rings: readonly (readonly Point[])[]
  /** Node ids (1 … in order of rings) that a street touches. */
  readonly shared?: readonly number[]
  readonly blocked?: readonly number[]
  readonly as?: 'way' | 'relation'
  readonly tags?: Readonly<Record<string, string>>
}

/** A square as OSM elements: way 50 or relation 50; streets 101 … from its shared nodes to nowhere. */
function elementsOf({ rings, shared = [], blocked = [], as = 'way', tags = SQUARE }: Drawn): Elements {
  let id = 0
  const nodes: [number, number, number, Record<string, string>?][] = []
  const ringIds = rings.map((ring) => {
    const ids = ring.map((point) => {
      const [lon, lat] = place(point)
      nodes.push(blocked.includes(++id) ? [id, lon, lat, { access: 'no' }] : [id, lon, lat])
      return id
    })
    return [...ids, ids[0]!]
  })
  const streets = shared.map((node, i): [number, number[], Record<string, string>] => {
    nodes.push([1001 + i, ...place([500 + i, 500])])
    return [101 + i, [node, 1001 + i], { highway: 'residential' }]
  })
  if (as === 'way') return { nodes, ways: [[50, ringIds[0]!, tags], ...streets] }
  return {
    nodes,
    ways: [...ringIds.map((ids, i): [number, number[]] => [201 + i, ids]), ...streets],
    relations: [
      [
        50,
        ringIds.map((_, i) => ['way', 201 + i, i === 0 ? 'outer' : 'inner'] as const),
        { type: 'multipolygon', ...tags },
      ],
    ],
  }
}

/** Chords as pairs of node ids, with what the counts say. */
function chordsOf(elements: Elements) {
  const ways = normaliseWalkableWays(rawOsmFrom(elements))
  const chords: string[] = []
  for (let row = 0; row < ways.wayId.length; row++) {
    if ((ways.wayFlags[row]! & WAY_CHORD) === 0) continue
    const refs = [...ways.ref.subarray(ways.refOffset[row], ways.refOffset[row + 1])]
    chords.push(
      refs
        .map((ref) => ways.nodeId[ref]!)
        .sort((a, b) => a - b)
        .join('-'),
    )
  }
  expect(ways.counts.chords).toBe(chords.length)
  return { ways, chords: chords.sort(), counts: ways.counts }
}

/** Metres of a straight line that lie outside rings, asked at every half centimetre. */
function metresOutside(rings: readonly (readonly Point[])[], a: Point, b: Point): number {
  const metres = Math.hypot(b[0] - a[0], b[1] - a[1])
  const steps = Math.ceil(metres / 0.005)
  let outside = 0
  for (let step = 0; step < steps; step++) {
    const t = (step + 0.5) / steps
    const [x, y] = [a[0] + (b[0] - a[0]) * t, a[1] + (b[1] - a[1]) * t]
    let inside = false
    for (const ring of rings) {
      ring.forEach(([x1, y1], i) => {
        const [x2, y2] = ring[(i + 1) % ring.length]!
        if (y1 > y !== y2 > y && x < x1 + ((y - y1) / (y2 - y1)) * (x2 - x1)) inside = !inside
      })
    }
    if (!inside) outside += metres / steps
  }
  return outside
}

/** The angle of the square at a position of a ring, degrees. */
function angleAt(ring: readonly Point[], at: number, isHole: boolean): number {
  const signed = ring.reduce((sum, [x, y], i) => {
    const [x2, y2] = ring[(i + 1) % ring.length]!
    return sum + x * y2 - x2 * y
  }, 0)
  const [before, here, after] = [ring.at(at - 1)!, ring[at]!, ring[(at + 1) % ring.length]!]
  const turn = Math.atan2(after[1] - here[1], after[0] - here[0]) - Math.atan2(here[1] - before[1], here[0] - before[0])
  const left = ((turn + 3 * Math.PI) % (2 * Math.PI)) - Math.PI
  return 180 - (signed > 0 !== isHole ? 1 : -1) * left * (180 / Math.PI)
}

/** Star-shaped rings around a middle: never crossing themselves. */
const star = (middle: Point, least: number, most: number, corners: number) =>
  fc.array(fc.double({ min: least, max: most, noNaN: true }), { minLength: corners, maxLength: corners }).map((radii) =>
    radii.map((radius, i): Point => {
      const angle = (2 * Math.PI * i) / radii.length
      return [middle[0] + radius * Math.cos(angle), middle[1] + radius * Math.sin(angle)]
    }),
  )

const drawings: fc.Arbitrary<Drawn> = fc
  .record({
    outer: fc.integer({ min: 3, max: 12 }).chain((corners) => star([0, 0], 12, 40, corners)),
    hole: fc.option(
      fc.integer({ min: 3, max: 6 }).chain((corners) => star([1, 0.5], 1, 5, corners)),
      { nil: null },
    ),
    shared: fc.uniqueArray(fc.integer({ min: 1, max: 18 }), { maxLength: 8 }),
    blocked: fc.uniqueArray(fc.integer({ min: 1, max: 18 }), { maxLength: 2 }),
    reversed: fc.boolean(),
  })
  .map(({ outer, hole, shared, blocked, reversed }) => {
    const ring = reversed ? [...outer].reverse() : outer
    const rings = (hole === null ? [ring] : [ring, hole]).map((points) => points.map(drawnAt))
    const count = rings.flat().length
    return {
      rings,
      shared: shared.filter((id) => id <= count),
      blocked: blocked.filter((id) => id <= count),
      as: hole === null ? 'way' : 'relation',
    }
  })

describe('squares', () => {
  it('have the chords of their definition', () => {
    let chordsSeen = 0
    let holes = 0
    fc.assert(
      fc.property(drawings, ({ rings, shared = [], blocked = [], as }) => {
        const { chords, counts } = chordsOf(elementsOf({ rings, shared, blocked, as: as ?? 'way' }))
        const points = rings.flat()
        const corners: number[] = []
        const neighbours = new Set<string>()
        let first = 1
        rings.forEach((ring, number) => {
          ring.forEach((_, at) => {
            const id = first + at
            const next = first + ((at + 1) % ring.length)
            neighbours.add([id, next].sort((a, b) => a - b).join('-'))
            if (blocked.includes(id)) return
            if (shared.includes(id) || angleAt(ring, at, number > 0) > 180) corners.push(id)
          })
          first += ring.length
        })
        const expected = corners.flatMap((a, i) =>
          corners.slice(i + 1).flatMap((b) => {
            const [low, high] = a < b ? [a, b] : [b, a]
            return neighbours.has(`${low}-${high}`) ? [] : [`${low}-${high}`]
          }),
        )
        // Steps of half a centimetre do not decide what lies so near the limit.
        const sure = expected.flatMap((pair) => {
          const [a, b] = pair.split('-').map((id) => points[Number(id) - 1]!)
          const outside = metresOutside(rings, a!, b!)
          return Math.abs(outside - 0.1) < 0.02 ? [] : [{ pair, isChord: outside < 0.1 }]
        })
        for (const { pair, isChord } of sure) expect([pair, chords.includes(pair)]).toEqual([pair, isChord])
        for (const chord of chords) expect(expected).toContain(chord)
        expect(counts).toMatchObject({ squares: 1, outlineOnlySquares: 0, incompleteSquareRelations: 0 })
        chordsSeen += chords.length
        if (as === 'relation') holes++
      }),
      { numRuns: 100 },
    )
    expect(chordsSeen).toBeGreaterThan(300)
    expect(holes).toBeGreaterThan(20)
  }, 60_000)

  it('go round the fountain: chords between its corners and the streets that see them', () => {
    const rings: Point[][] = [
      [
        [0, 0],
        [60, 0],
        [60, 60],
        [0, 60],
      ],
      [
        [20, 20],
        [20, 40],
        [40, 40],
        [40, 20],
      ],
    ]
    const { ways, chords } = chordsOf(elementsOf({ rings, shared: [1, 3], as: 'relation' }))
    // From the corner in the south-west three corners of the fountain are seen, and so from the other one.
    expect(chords).toEqual(['1-5', '1-6', '1-8', '3-6', '3-7', '3-8'])
    const flags = [...ways.wayFlags].filter((_, row) => ways.wayId[row] === -50)
    expect(flags).toHaveLength(2 + 6)
    expect(flags.every((bits) => (bits & WAY_UNLINKED) !== 0 && (bits & WAY_AREA) !== 0)).toBe(true)
  })

  const TEN: Point[] = [
    [0, 0],
    [10, 0],
    [10, 10],
    [0, 10],
  ]

  it('carry the tags of the square, but no direction', () => {
    const tags = { ...SQUARE, access: 'private', 'oneway:foot': 'yes' }
    const { ways } = chordsOf(elementsOf({ rings: [TEN], shared: [1, 3], tags }))
    const [ring, chord] = [...ways.wayFlags].filter((_, row) => ways.wayId[row] === 50)
    expect(ring! & (WAY_FORWARD_ONLY | WAY_UNLINKED | WAY_CHORD)).toBe(WAY_FORWARD_ONLY)
    expect(chord).toBe((ring! & ~WAY_FORWARD_ONLY) | WAY_UNLINKED | WAY_CHORD)
    expect(chord! & WAY_RESTRICTED).toBe(WAY_RESTRICTED)
  })

  it('are walked along their outlines only where the outline is not sound, too small, or has more than 100 corners', () => {
    const bow: Point[] = [TEN[0]!, TEN[2]!, TEN[1]!, TEN[3]!]
    const many: Point[] = Array.from({ length: 101 }, (_, i): Point => {
      const angle = (2 * Math.PI * i) / 101
      return [100 * Math.cos(angle), 100 * Math.sin(angle)]
    })
    const everyNode = many.map((_, i) => i + 1)
    const small = TEN.map(([x, y]): Point => [x * 0.099, y * 0.099])
    const only = { squares: 1, outlineOnlySquares: 1, chords: 0 }
    expect(chordsOf(elementsOf({ rings: [bow], shared: [1, 2] })).counts).toMatchObject(only)
    expect(chordsOf(elementsOf({ rings: [many], shared: everyNode })).counts).toMatchObject(only)
    expect(chordsOf(elementsOf({ rings: [small], shared: [1, 3] })).counts).toMatchObject(only)
    const hundred = chordsOf(elementsOf({ rings: [many], shared: everyNode.slice(1) })).counts
    // 100 corners of a convex outline, without the 99 pairs of neighbours.
    expect(hundred).toMatchObject({ squares: 1, outlineOnlySquares: 0, chords: 4950 - 99 })
    const large = TEN.map(([x, y]): Point => [x * 0.103, y * 0.103])
    expect(chordsOf(elementsOf({ rings: [large], shared: [1, 3] })).counts).toMatchObject({ outlineOnlySquares: 0 })
  })

  it('of a relation need every way of it, and rings that close; its ways may close together', () => {
    const whole = elementsOf({ rings: [TEN], shared: [1, 3], as: 'relation' })
    const [relation] = whole.relations!
    const withMember = (ref: number): Elements => ({
      ...whole,
      relations: [[50, [...relation![1], ['way', ref, 'inner']], relation![2]!]],
    })
    expect(chordsOf(whole).chords).toEqual(['1-3'])
    const lacking = chordsOf(withMember(999))
    expect(lacking.counts).toMatchObject({ squares: 0, incompleteSquareRelations: 1 })
    expect([...lacking.ways.wayId]).toEqual([101, 102])
    const halves = (order: readonly number[]): Elements => ({
      ...whole,
      ways: [[201, [1, 2, 3]], [202, [1, 4, 3]], ...whole.ways!.slice(1)],
      relations: [[50, order.map((ref) => ['way', ref, 'outer'] as const), relation![2]!]],
    })
    const [one, other] = [chordsOf(halves([201, 202])), chordsOf(halves([202, 201]))]
    expect(one.chords).toEqual(['1-3'])
    expect(one.ways).toEqual(other.ways)
    const open = chordsOf({ ...halves([201]), relations: [[50, [['way', 201, 'outer']], relation![2]!]] })
    expect(open.counts).toMatchObject({ squares: 0, incompleteSquareRelations: 1 })
  })

  it('are neither open ways nor closed ones without the tag', () => {
    const { area: _, ...street } = SQUARE
    expect(chordsOf(elementsOf({ rings: [TEN], shared: [1, 3], tags: street })).counts.squares).toBe(0)
    const elements = elementsOf({ rings: [TEN], shared: [1, 3] })
    const [, ...streets] = elements.ways!
    expect(chordsOf({ ...elements, ways: [[50, [1, 2, 3, 4], SQUARE], ...streets] }).counts.squares).toBe(0)
  })
})
