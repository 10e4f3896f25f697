// Outlines of bands that nearly touch: gaps stay open wherever the grid happens to lie, and what is drawn is valid, nested
// and, on every grid edge, what the bands cover.
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { PolygonRings } from '../../src/foundation/geo.ts'
import { stampBands } from '../../src/outline/band-stamp.ts'
import { BLOCK_SHIFT, OutlineField } from '../../src/outline/outline-field.ts'
import { localMapAt, toLonLat, toPolygons } from '../../src/outline/outline-projection.ts'
import { OutlineTracer } from '../../src/outline/outline-trace.ts'
import { covers, nestingFaults, polygonFaults } from '../outline/polygon-validity.ts'

type Segment = readonly [number, number, number, number]
const BAND = 25
const CELLS = [12.5, 25 / 1.5, 20]
const map = localMapAt(8, 47)

const covered = (polygons: readonly PolygonRings[], x: number, y: number) => covers(polygons, ...toLonLat(map, x, y))

/** Draws the ground of some segments, then of those and more, and so on. */
function drawn(tiers: readonly (readonly Segment[])[], cell: number, toleranceMetres: number, minHole: number) {
  const field = new OutlineField()
  const tracer = new OutlineTracer()
  const xs = tiers.flat().flatMap(([ax, , bx]) => [ax, bx])
  const ys = tiers.flat().flatMap(([, ay, , by]) => [ay, by])
  const box = { minX: Math.min(...xs), minY: Math.min(...ys), maxX: Math.max(...xs), maxY: Math.max(...ys) }
  field.begin(box, BAND, cell, tiers.length > 1)
  const outlines = tiers.map((segments, step) => {
    stampBands(field, Float64Array.from(segments.flat()), segments.length)
    const options = { toleranceMetres, minHoleSquareMetres: minHole, step, steps: tiers.length }
    return toPolygons(tracer.trace(field, options), map)
  })
  return { field, outlines }
}

function metresTo([ax, ay, bx, by]: Segment, x: number, y: number): number {
  const [sx, sy] = [bx - ax, by - ay]
  const squared = sx * sx + sy * sy
  const foot = squared === 0 ? 0 : Math.min(1, Math.max(0, ((x - ax) * sx + (y - ay) * sy) / squared))
  return Math.hypot(ax + foot * sx - x, ay + foot * sy - y)
}

/** On the border itself either answer is right. */
const isTouched = (one: Segment, x: number, y: number) => Math.abs(metresTo(one, x, y) - BAND) < 1e-6

/** Part of a grid edge that a band covers from one of its ends on, in shares of its length; `null` = neither end. */
function covering(one: Segment, x: number, y: number, dx: number, dy: number): [number, number] | null {
  const within = (share: number) => metresTo(one, x + share * dx, y + share * dy) <= BAND
  const edge = (inside: number, outside: number) => {
    for (let i = 0; i < 14; i++) {
      const middle = (inside + outside) / 2
      if (within(middle)) inside = middle
      else outside = middle
    }
    return inside
  }
  if (within(0)) return [0, within(1) ? 1 : edge(0, 1)]
  return within(1) ? [edge(1, 0), 1] : null
}

/** The grid keeps borders 2 % of a cell from its nodes, and each from the one before: half a metre in all. */
const SLACK = 0.1

/** How far bands reach along a grid edge from its start, and from where on to its end; `null` where they only touch. */
function reachOn(segments: readonly Segment[], x: number, y: number, dx: number, dy: number): [number, number] | null {
  if (segments.some((one) => isTouched(one, x, y) || isTouched(one, x + dx, y + dy))) return null
  const parts = segments.flatMap((one) => {
    const part = covering(one, x, y, dx, dy)
    return part === null ? [] : [part]
  })
  const near = Math.max(0, ...parts.filter(([first]) => first === 0).map(([, last]) => last))
  return [near, Math.min(1, ...parts.filter(([, last]) => last === 1).map(([first]) => first))]
}

/** Compares a drawing with the bands on every grid edge; returns how many places in gaps were looked at. */
function expectTrueOnGrid(
  field: OutlineField,
  segments: readonly Segment[],
  polygons: readonly PolygonRings[],
): number {
  const { originX, originY, cellMetres: cell, blockColumns, blockRows } = field
  const [columns, rows] = [blockColumns << BLOCK_SHIFT, blockRows << BLOCK_SHIFT]
  const edges = Array.from({ length: columns * rows * 2 }, (_, at) => {
    const [column, row] = [(at >> 1) % columns, Math.floor((at >> 1) / columns)]
    const [dx, dy] = at % 2 === 0 ? [cell, 0] : [0, cell]
    return reachOn(segments, originX + column * cell, originY + row * cell, dx, dy)
  })
  const isWhole = (at: number) => {
    const reach = edges[at]
    return reach === undefined || reach === null || reach[0] > reach[1] - SLACK - 0.05
  }
  let gaps = 0
  edges.forEach((reach, at) => {
    if (reach === null) return
    const [near, far] = reach
    const isUpright = at % 2 === 1
    // A gap that crosses one grid edge and no other is no hole in the drawing.
    const across = isUpright ? 2 : 2 * columns
    const around = [at - across, at + across]
    const ends = isUpright ? [at - 1, at - 1 + 2 * columns] : [at + 1, at + 3]
    const isAlone = [...around, ...ends, ...ends.map((end) => end - across)].every(isWhole)
    const [column, row] = [(at >> 1) % columns, Math.floor((at >> 1) / columns)]
    for (let share = 0.1; share < 1; share += 0.2) {
      const [x, y] = [column + (isUpright ? 0 : share), row + (isUpright ? share : 0)]
      const isDrawn = (aside: number) => {
        const [besideX, besideY] = isUpright ? [x + aside, y] : [x, y + aside]
        return covered(polygons, originX + besideX * cell, originY + besideY * cell)
      }
      if (share <= near - SLACK || share >= far + SLACK) {
        expect(isDrawn(0), `${x} ${y}: in the band`).toBe(true)
      } else if (share >= near + SLACK && share <= far - SLACK && !isAlone) {
        if (near > 0 && far < 1) gaps++
        // A gap may end on this very edge: then it is on one side of it only.
        expect(isDrawn(-0.01) && isDrawn(0.01), `${x} ${y}: beyond ${near}, before ${far}`).toBe(false)
      }
    }
  })
  return gaps
}

const place = fc.integer({ min: -15_000, max: 15_000 }).map((centimetres) => centimetres / 100)
const anyStreet = fc.tuple(place, place, place, place).map((one): Segment[] => [one])
/** Streets side by side, their bands up to a cell apart, as rows, as columns and askew; some joined at both ends. */
const beside = fc
  .record({
    x: place,
    y: place,
    length: fc.integer({ min: 20, max: 200 }),
    apart: fc.integer({ min: 400, max: 720 }).map((decimetres) => decimetres / 10),
    turn: fc.integer({ min: 0, max: 11 }),
    isBlock: fc.boolean(),
  })
  .map(({ x, y, length, apart, turn, isBlock }): Segment[] => {
    const [cos, sin] = [Math.cos((turn * Math.PI) / 6), Math.sin((turn * Math.PI) / 6)]
    const at = (along: number, across: number) =>
      [x + along * cos - across * sin, y + along * sin + across * cos] as const
    const sides: Segment[] = [
      [...at(0, 0), ...at(length, 0)],
      [...at(0, apart), ...at(length, apart)],
    ]
    const ends: Segment[] = [
      [...at(0, 0), ...at(0, apart)],
      [...at(length, 0), ...at(length, apart)],
    ]
    return isBlock ? [...sides, ...ends] : sides
  })

describe('gaps between bands', () => {
  it('stay open wherever the grid lies and however the streets run', () => {
    for (const cell of CELLS) {
      for (const apart of [52.5, 55, 60, 65]) {
        for (let shift = 0; shift < 1; shift += 0.09) {
          for (const turn of [0, 7, 30, 45, 90]) {
            const [cos, sin] = [Math.cos((turn * Math.PI) / 180), Math.sin((turn * Math.PI) / 180)]
            const at = (along: number, across: number) =>
              [along * cos - across * sin, along * sin + across * cos] as const
            const start = shift * cell
            // A third street keeps the grid where it is while the two are shifted on it.
            const segments: Segment[] = [
              [-200, -200, -200, -200],
              [...at(start, start), ...at(start + 300, start)],
              [...at(start, start + apart), ...at(start + 300, start + apart)],
            ]
            const { outlines } = drawn([segments], cell, 1, 100)
            for (let along = 0; along <= 300; along += 10) {
              const middle = at(start + along, start + apart / 2)
              expect(covered(outlines[0]!, ...middle), `${cell} ${apart} ${shift} ${turn} at ${along}`).toBe(false)
            }
          }
        }
      }
    }
  })

  it('end where a street joins both sides, and are filled where they are smaller than holes that matter', () => {
    for (const cell of CELLS) {
      for (let shift = 0; shift < cell; shift += 1.7) {
        const sides: Segment[] = [
          [-200, -200, -200, -200],
          [0, shift, 300, shift],
          [0, 60 + shift, 300, 60 + shift],
        ]
        const joints: Segment[] = [
          [0, shift, 0, 60 + shift],
          [300, shift, 300, 60 + shift],
        ]
        const [open, closed] = [100, 4000].map((hole) => drawn([[...sides, ...joints]], cell, 1, hole).outlines[0]!)
        expect(open!.map((rings) => rings.length)).toEqual([1, 2])
        expect(covered(open!, 150, 30 + shift)).toBe(false)
        expect(closed!.map((rings) => rings.length)).toEqual([1, 1])
      }
    }
  })

  it('are drawn valid, nested and true to the bands, for random streets', () => {
    let gaps = 0
    fc.assert(
      fc.property(
        fc.array(fc.oneof(anyStreet, beside, beside), { minLength: 1, maxLength: 7 }),
        fc.constantFrom(...CELLS),
        fc.integer({ min: 1, max: 3 }),
        (streets, cell, steps) => {
          const tiers = Array.from({ length: steps }, (_, step) =>
            streets.flatMap((street, at) => (at % steps === step ? street : [])),
          )
          const { field, outlines } = drawn(
            tiers.filter((tier) => tier.length > 0),
            cell,
            0,
            0,
          )
          for (const polygons of outlines) expect(polygonFaults(polygons)).toEqual([])
          for (let step = 1; step < outlines.length; step++) {
            expect(nestingFaults(outlines[step - 1]!, outlines[step]!)).toEqual([])
          }
          gaps += expectTrueOnGrid(field, streets.flat(), outlines.at(-1)!)
        },
      ),
      { numRuns: 40, seed: 31 },
    )
    expect(gaps).toBeGreaterThan(100)
  }, 60_000)

  it('stay valid and nested when simplified, and as many', () => {
    let holes = 0
    fc.assert(
      fc.property(
        fc.array(fc.oneof(anyStreet, beside, beside), { minLength: 3, maxLength: 14 }),
        fc.constantFrom(...CELLS),
        fc.constantFrom(1, 5, 12),
        fc.integer({ min: 1, max: 5 }),
        (streets, cell, tolerance, steps) => {
          const tiers = Array.from({ length: steps }, (_, step) =>
            streets.flatMap((street, at) => (at % steps === step ? street : [])),
          ).filter((tier) => tier.length > 0)
          const plain = drawn(tiers, cell, 0, 0).outlines[0]!
          const { outlines } = drawn(tiers, cell, tolerance, 0)
          expect(outlines[0]!.map((rings) => rings.length)).toEqual(plain.map((rings) => rings.length))
          outlines.forEach((polygons, step) => {
            expect(polygonFaults(polygons)).toEqual([])
            if (step > 0) expect(nestingFaults(outlines[step - 1]!, polygons)).toEqual([])
            holes += polygons.reduce((sum, rings) => sum + rings.length - 1, 0)
          })
        },
      ),
      { numRuns: 150, seed: 32 },
    )
    expect(holes).toBeGreaterThan(250)
  }, 60_000)
})
