// The stamped field against geometry done slowly: which nodes lie within the band, and how far it goes on beyond them.
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { stampBands } from '../../src/outline/band-stamp.ts'
import { BLOCK_SHIFT, OutlineField, OVERHANG_STEPS } from '../../src/outline/outline-field.ts'

type Segment = readonly [number, number, number, number]
const BAND = 25
const SIDES = [
  [1, 0],
  [0, 1],
  [-1, 0],
  [0, -1],
] as const

function metresTo([ax, ay, bx, by]: Segment, x: number, y: number): number {
  const [dx, dy] = [bx - ax, by - ay]
  const squared = dx * dx + dy * dy
  const share = squared === 0 ? 0 : Math.min(1, Math.max(0, ((x - ax) * dx + (y - ay) * dy) / squared))
  return Math.hypot(ax + share * dx - x, ay + share * dy - y)
}

/** How far a convex band goes on from a place within it, in a direction, at most so far: by bisection. */
function reachFrom(segment: Segment, x: number, y: number, stepX: number, stepY: number, most: number): number {
  if (metresTo(segment, x + stepX * most, y + stepY * most) <= BAND) return most
  let [low, high] = [0, most]
  for (let i = 0; i < 50; i++) {
    const middle = (low + high) / 2
    if (metresTo(segment, x + stepX * middle, y + stepY * middle) <= BAND) low = middle
    else high = middle
  }
  return low
}

function stamped(segments: readonly Segment[], cell: number): OutlineField {
  const field = new OutlineField()
  const xs = segments.flatMap(([ax, , bx]) => [ax, bx])
  const ys = segments.flatMap(([, ay, , by]) => [ay, by])
  const box = { minX: Math.min(...xs), minY: Math.min(...ys), maxX: Math.max(...xs), maxY: Math.max(...ys) }
  field.begin(box, BAND, cell, false)
  stampBands(field, Float64Array.from(segments.flat()), segments.length)
  return field
}

/** Compares everything that is known; returns how many ends of bands were compared. */
function expectTrue(segments: readonly Segment[], cell: number): number {
  let checked = 0
  const field = stamped(segments, cell)
  const mask = (1 << BLOCK_SHIFT) - 1
  for (let row = 0; row < field.blockRows << BLOCK_SHIFT; row++) {
    for (let column = 0; column < field.blockColumns << BLOCK_SHIFT; column++) {
      const [x, y] = [field.originX + column * cell, field.originY + row * cell]
      const near = segments.filter((segment) => metresTo(segment, x, y) <= BAND + 1e-6)
      const least = Math.min(...segments.map((segment) => metresTo(segment, x, y)))
      const block = field.directory[(row >> BLOCK_SHIFT) * field.blockColumns + (column >> BLOCK_SHIFT)]!
      const node = (block << (2 * BLOCK_SHIFT)) | ((row & mask) << BLOCK_SHIFT) | (column & mask)
      const isInside = ((field.insideBits[node >>> BLOCK_SHIFT]! >>> (node & mask)) & 1) === 1
      if (Math.abs(least - BAND) > 1e-6) expect(isInside, `${column} ${row}: ${least} m`).toBe(least < BAND)
      if (!isInside) continue
      SIDES.forEach(([stepX, stepY], side) => {
        // On the border itself either answer is right.
        const isClose = (metres: number) => Math.abs(metres - BAND) < 1e-3
        if (
          segments.some(
            (one) => isClose(metresTo(one, x, y)) || isClose(metresTo(one, x + stepX * cell, y + stepY * cell)),
          )
        )
          return
        checked++
        // Bands that hold the next node as well have no end here.
        const ends = near.filter((segment) => metresTo(segment, x + stepX * cell, y + stepY * cell) > BAND + 1e-6)
        const reaches = ends.map((segment) => reachFrom(segment, x, y, stepX, stepY, cell))
        const shares = Math.floor((Math.max(0, ...reaches) / cell) * OVERHANG_STEPS)
        expect(Math.abs(field.overhang[node * 4 + side]! - shares), `${column} ${row} side ${side}`).toBeLessThan(2)
      })
    }
  }
  return checked
}

const coordinate = fc.double({ min: -90, max: 90, noNaN: true })
const segment = fc.tuple(coordinate, coordinate, coordinate, coordinate)

describe('OutlineField', () => {
  it('knows the nodes within the band and how far it goes on, for random segments', () => {
    let checked = 0
    fc.assert(
      fc.property(
        fc.array(segment, { minLength: 1, maxLength: 8 }),
        fc.constantFrom(12.5, 9, 25 / 1.5),
        (segments, cell) => {
          checked += expectTrue(segments, cell)
        },
      ),
      { numRuns: 120, seed: 11 },
    )
    expect(checked).toBeGreaterThan(10_000)
  })

  it('is right for points, for upright, level and nearly level segments, and across several blocks', () => {
    const plain: Segment[] = [
      [0, 0, 0, 0],
      [0, 0, 0, 70],
      [70, 0, 0, 0],
      [0, 0, 60, 1e-9],
      [0, 60, 1e-7, 0],
      [-300, -200, 500, 310],
    ]
    for (const one of plain) expect(expectTrue([one], 12.5)).toBeGreaterThan(10)
    expect(expectTrue(plain, 12.5)).toBeGreaterThan(1000)
  })

  it('does not depend on the order or direction of segments', () => {
    fc.assert(
      fc.property(fc.array(segment, { minLength: 1, maxLength: 12 }), (segments) => {
        const one = stamped(segments, 12.5)
        const other = stamped([...segments].reverse(), 12.5)
        expect(other.blocks).toBe(one.blocks)
        for (let place = 0; place < one.blockColumns * one.blockRows; place++) {
          const [a, b] = [one.directory[place]!, other.directory[place]!]
          const words = (field: OutlineField, block: number) =>
            field.insideBits.subarray(block << BLOCK_SHIFT, (block + 1) << BLOCK_SHIFT)
          const bytes = (field: OutlineField, block: number) =>
            field.overhang.subarray(block << (2 * BLOCK_SHIFT + 2), (block + 1) << (2 * BLOCK_SHIFT + 2))
          expect(words(other, b)).toEqual(words(one, a))
          expect(bytes(other, b)).toEqual(bytes(one, a))
        }
      }),
      { numRuns: 100, seed: 12 },
    )
  })
})
