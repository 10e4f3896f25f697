// Outlines that cross themselves, overlap or have holes astray: named shapes with areas by hand, and random ones against a grid of points.
import fc from 'fast-check'
import type { Position } from 'geojson'
import { beforeAll, describe, expect, it } from 'vitest'
import { insidePolygons, localScale, type PolygonRings, polygonsSquareMetres } from '../../src/foundation/geo.ts'
import { loadOutlineMender, type OutlineMender } from '../../src/normalise/places/mend-outline.ts'
import { checkOutline } from '../../src/normalise/places/outline-check.ts'
import { soundOutline } from '../../src/normalise/tables/sound-outline.ts'
import { blocksFromTable } from '../../src/normalise/tables/table-blocks.ts'
import { facilitiesFromTable } from '../../src/normalise/tables/table-facilities.ts'
import { bytesSource } from '../../src/read/bytes/byte-source.ts'
import { readTable } from '../../src/read/tables/table.ts'

let mend: OutlineMender
beforeAll(async () => {
  mend = await loadOutlineMender()
})

/** At the equator a unit of 1e-4 degrees is the same both ways: areas are counted in its squares. */
const UNIT = 1e-4
const { metresPerDegreeLat } = localScale(0)
const SQUARE = (UNIT * metresPerDegreeLat) ** 2
type Corner = readonly [number, number]
const ring = (...corners: Corner[]) => [...corners, corners[0]!].map(([x, y]) => [x * UNIT, y * UNIT] as const)
const square = (x: number, y: number, size: number) => ring([x, y], [x + size, y], [x + size, y + size], [x, y + size])
const squares = (polygons: readonly PolygonRings[]) => polygonsSquareMetres(polygons) / SQUARE

const SHAPES: readonly (readonly [string, PolygonRings[], number, string, number])[] = [
  ['bow-tie', [[ring([0, 0], [10, 10], [10, 0], [0, 10])]], 50, 'outline.crosses', 2],
  ['figure of eight with unequal lobes', [[ring([0, 0], [2, 0], [-4, 6], [8, 6])]], 222 / 7, 'outline.crosses', 2],
  ['bow-tie with a corner where it crosses', [[ring([0, 0], [5, 5], [10, 0], [10, 10], [5, 5], [0, 10])]], 50, '-', 2],
  ['loop gone round twice', [[ring([0, 0], [10, 0], [10, 10], [4, 4], [4, -4], [0, 10])]], -1, 'outline.crosses', -1],
  ['overlapping squares', [[square(0, 0, 10)], [square(5, 5, 10)]], 175, 'outline.parts', 1],
  ['square within a square as a part', [[square(0, 0, 10)], [square(2, 2, 3)]], 100, 'outline.parts', 1],
  ['the same part twice', [[square(0, 0, 10)], [square(0, 0, 10)]], 100, 'outline.parts', 1],
  ['hole outside', [[square(0, 0, 10), square(20, 20, 5)]], 100, 'outline.hole', 1],
  ['hole across the border', [[square(0, 0, 10), square(8, 3, 4)]], 92, 'outline.hole', 1],
  ['holes that overlap', [[square(0, 0, 20), square(2, 2, 6), square(5, 5, 6)]], 337, 'outline.hole', 1],
  ['ring within a hole', [[square(0, 0, 20), square(2, 2, 10), square(4, 4, 2)]], 304, 'outline.hole', 2],
  ['hole listed before its outer ring', [[square(2, 2, 4), square(0, 0, 10)]], 84, 'outline.hole', 1],
  ['spike', [[ring([0, 0], [10, 0], [10, 10], [5, 10], [5, 20], [5, 10], [0, 10])]], 100, 'outline.spike', 1],
  ['a part without surface beside a square', [[square(0, 0, 10)], [ring([20, 20], [21, 21])]], 100, '-', 1],
]

describe('outlines that are mended', () => {
  for (const [name, polygons, area, why, parts] of SHAPES) {
    it(name, () => {
      const { polygons: mended, said } = soundOutline(polygons, mend)
      if (area >= 0) expect(squares(mended!)).toBeCloseTo(area, 3)
      if (parts >= 0 && why !== '-') expect(mended!.length).toBe(parts)
      if (why === '-') return
      expect(said?.key).toBe('row.outline-mended')
      expect(said?.values?.why).toEqual({ key: why })
      expect(checkOutline(mended!).kind === 'sound' || soundOutline(mended!, mend).said === null).toBe(true)
    })
  }

  it('leaves sound outlines as they are, without a word', () => {
    const sound: PolygonRings[][] = [
      [[square(0, 0, 10)]],
      [[square(0, 0, 10), square(2, 2, 3), square(6, 6, 3)]],
      [[square(0, 0, 10)], [square(20, 0, 10)]],
      // A common border, a common corner, corners given twice, a corner on a straight side, a hole that touches its outer ring.
      [[square(0, 0, 10)], [square(10, 0, 10)]],
      [[square(0, 0, 10)], [square(10, 10, 10)]],
      [[ring([0, 0], [10, 0], [10, 0], [10, 10], [0, 10])]],
      [[ring([0, 0], [5, 0], [10, 0], [10, 10], [0, 10])]],
      [[square(0, 0, 10), ring([0, 5], [3, 3], [3, 7])]],
      // A hole reached by a cut along one line.
      [[ring([0, 0], [10, 0], [10, 10], [0, 10], [0, 5], [3, 5], [3, 7], [6, 7], [6, 3], [3, 3], [3, 5], [0, 5])]],
      // A part on an island in a hole.
      [[square(0, 0, 20), square(2, 2, 10)], [square(4, 4, 2)]],
    ]
    for (const polygons of sound) {
      const result = soundOutline(polygons, mend)
      expect(result.polygons).toBe(polygons)
      expect(result.said).toBeNull()
    }
  })

  it('rejects what encloses nothing', () => {
    for (const corners of [
      [[0, 0]],
      [
        [0, 0],
        [5, 5],
      ],
      [
        [0, 0],
        [5, 5],
        [9, 9],
      ],
      [
        [3, 3],
        [3, 3],
        [3, 3],
        [7, 3],
      ],
    ] as Corner[][]) {
      expect(soundOutline([[ring(...corners)]], mend)).toEqual({
        polygons: null,
        said: { key: 'row.outline-no-area' },
      })
    }
  })

  it('rejects a tangle, and says what an outline lacks where nothing mends', () => {
    const scribble = Array.from({ length: 600 }, (_, i): Corner => [(i * i * 7919) % 1009, (i * i * i * 31) % 997])
    expect(soundOutline([[ring(...scribble)]], mend).said).toMatchObject({ key: 'row.outline-tangle' })
    expect(soundOutline(SHAPES[0]![1], null)).toMatchObject({ polygons: null, said: { key: 'row.outline-broken' } })
  })

  it('has the area that points of a grid count: gone round by a ring, in no hole of its own', () => {
    const corner = fc.tuple(fc.integer({ min: 0, max: 12 }), fc.integer({ min: 0, max: 12 }))
    const anyRing = fc.array(corner, { minLength: 3, maxLength: 9 })
    const anyOutline = fc.array(anyRing, { minLength: 1, maxLength: 3 })
    fc.assert(
      fc.property(anyOutline, (shells) => {
        const polygons = shells.map((corners) => [ring(...corners)])
        const { polygons: result } = soundOutline(polygons, mend)
        const [steps, size] = [120, 12]
        let [truth, wrong] = [0, 0]
        for (let i = 0; i < steps; i++) {
          for (let j = 0; j < steps; j++) {
            // Off the lines between corners.
            const [x, y] = [((i + 0.4713) / steps) * size, ((j + 0.5291) / steps) * size]
            const isIn = shells.some((corners) => windings(x, y, corners) !== 0)
            if (isIn) truth++
            if (result !== null && insidePolygons(x * UNIT, y * UNIT, result) !== isIn) wrong++
          }
        }
        const cell = (size / steps) ** 2
        const edges = shells.flat().length
        if (result === null) expect(truth).toBe(0)
        else {
          expect(wrong).toBe(0)
          expect(Math.abs(squares(result) - truth * cell)).toBeLessThan(edges * size * (size / steps))
        }
      }),
      { numRuns: 300, seed: 20_260 },
    )
  })

  it('takes holes out of their own part alone, however they lie', () => {
    const corner = fc.tuple(fc.integer({ min: 0, max: 12 }), fc.integer({ min: 0, max: 12 }))
    const part = fc.tuple(
      fc.array(corner, { minLength: 3, maxLength: 8 }),
      fc.array(corner, { minLength: 3, maxLength: 5 }),
    )
    fc.assert(
      fc.property(fc.array(part, { minLength: 1, maxLength: 2 }), (parts) => {
        // A hole all around its outer ring is taken to be the outer ring.
        fc.pre(parts.every(([shell, hole]) => shell.some(([x, y]) => windings(x, y, hole) === 0)))
        const { polygons: result } = soundOutline(
          parts.map(([shell, hole]) => [ring(...shell), ring(...hole)]),
          mend,
        )
        let wrong = 0
        for (let i = 0; i < 40; i++) {
          for (let j = 0; j < 40; j++) {
            const [x, y] = [((i + 0.4713) / 40) * 12, ((j + 0.5291) / 40) * 12]
            const isIn = parts.some(([shell, hole]) => windings(x, y, shell) !== 0 && windings(x, y, hole) === 0)
            if (isIn !== (result !== null && insidePolygons(x * UNIT, y * UNIT, result))) wrong++
          }
        }
        expect(wrong).toBe(0)
      }),
      { numRuns: 400, seed: 11 },
    )
  })

  it('doubts every ring that crosses itself: each with each and by the sweep', () => {
    const corner = fc.tuple(fc.integer({ min: 0, max: 1000 }), fc.integer({ min: 0, max: 1000 }))
    fc.assert(
      fc.property(fc.array(corner, { minLength: 4, maxLength: 60 }), (corners) => {
        const { kind } = checkOutline([[ring(...corners)]])
        if (crossesItself(corners)) expect(kind).toBe('doubtful')
      }),
      { numRuns: 300, seed: 7 },
    )
  })
})

/** How often a ring goes round a point. */
function windings(x: number, y: number, corners: readonly Corner[]): number {
  let turns = 0
  corners.forEach(([ax, ay], at) => {
    const [bx, by] = corners[(at + 1) % corners.length]!
    if (ay <= y === by <= y) return
    const left = (bx - ax) * (y - ay) - (by - ay) * (x - ax)
    if (by > ay && left > 0) turns++
    if (by < ay && left < 0) turns--
  })
  return turns
}

/** Slow and simple: whole numbers, each pair of sides. */
function crossesItself(corners: readonly Corner[]): boolean {
  const side = ([ax, ay]: Corner, [bx, by]: Corner, [px, py]: Corner) =>
    Math.sign((bx - ax) * (py - ay) - (by - ay) * (px - ax))
  const at = (i: number) => corners[i % corners.length]!
  return corners.some((a, i) =>
    corners.some((c, j) => {
      const [b, d] = [at(i + 1), at(j + 1)]
      return side(a, b, c) * side(a, b, d) < 0 && side(c, d, a) * side(c, d, b) < 0
    }),
  )
}

describe('tables with such outlines', () => {
  const feature = (properties: object, coordinates: unknown, type = 'Polygon') => ({
    type: 'Feature',
    properties,
    geometry: { type, coordinates },
  })
  const tableOf = (features: unknown[]) =>
    readTable(
      bytesSource('blocks.geojson', new TextEncoder().encode(JSON.stringify({ type: 'FeatureCollection', features }))),
    )
  const place = (polygons: readonly PolygonRings[]) => polygons as unknown as Position[][][]

  it('mends blocks with a warning and rejects what has no surface; the counts add up', async () => {
    const table = await tableOf([
      feature({ id: 'bow', population: 100 }, place(SHAPES[0]![1])[0]),
      feature({ id: 'ok', population: 50 }, place([[square(50, 50, 10)]])[0]),
      feature({ id: 'line', population: 7 }, place([[ring([80, 80], [85, 85], [90, 90])]])[0]),
    ])
    const { blocks, rejects, counts } = blocksFromTable(table, { mender: () => mend })
    expect(blocks.map(({ id }) => id)).toEqual(['bow', 'ok'])
    expect(blocks[0]!.landSquareMetres! / SQUARE).toBeCloseTo(50, 3)
    expect(rejects.map(({ code, severity }) => [code, severity])).toEqual([
      ['invalid-geometry', 'warning'],
      ['invalid-geometry', 'rejected'],
    ])
    expect(rejects[0]!.message).toMatch(/its outline crosses itself and was mended: 0 m² → 6,1\d\d m²/)
    expect(counts).toMatchObject({ read: 3, used: 2, rejected: 1, people: { read: 157, used: 150 } })
  })

  it('mends parks, too', async () => {
    const table = await tableOf([feature({ id: 'p', category: 'park' }, SHAPES[4]![1], 'MultiPolygon')])
    const { facilities, rejects } = facilitiesFromTable(table, { mender: () => mend })
    expect(squares(facilities[0]!.polygons!)).toBeCloseTo(175, 3)
    expect(rejects.map(({ code, severity }) => [code, severity])).toEqual([['invalid-geometry', 'warning']])
  })
})
