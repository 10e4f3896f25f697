// Records of edges against the segments that they stand for: the same nodes inside, the same border.
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { WalkNetwork } from '../../src/network/walk-network.ts'
import { stampBands } from '../../src/outline/band-stamp.ts'
import { exactShapes } from '../../src/outline/drawing-shapes.ts'
import { EdgeStamps } from '../../src/outline/edge-stamps.ts'
import { FlatAnchor } from '../../src/outline/flat-anchor.ts'
import { BLOCK_SHIFT, OutlineField } from '../../src/outline/outline-field.ts'
import { mapOfBox } from '../../src/outline/outline-projection.ts'
import { stampRecord } from '../../src/outline/stamp-record.ts'
import { areaOfText } from '../scene/walk-scene.ts'
import { townOf, townPlans } from '../truth/random-town.ts'

const MASK = (1 << BLOCK_SHIFT) - 1
const SIDES = [
  [1, 0],
  [0, 1],
  [-1, 0],
  [0, -1],
] as const

/** Segments of some edges, bend by bend. */
function segmentsOf(network: WalkNetwork, stamps: EdgeStamps, edges: readonly number[]): number[][] {
  const { shapeOffset, shapeLonE7, shapeLatE7, vertexLonE7, vertexLatE7, edgeFrom, edgeTo } = network
  return edges.flatMap((edge) => {
    const lons = [...shapeLonE7.subarray(shapeOffset[edge], shapeOffset[edge + 1])]
    const lats = [...shapeLatE7.subarray(shapeOffset[edge], shapeOffset[edge + 1])]
    const lon = [vertexLonE7[edgeFrom[edge]!]!, ...lons, vertexLonE7[edgeTo[edge]!]!]
    const lat = [vertexLatE7[edgeFrom[edge]!]!, ...lats, vertexLatE7[edgeTo[edge]!]!]
    const anchor = new FlatAnchor(stamps.map)
    const xs = lon.map((value) => anchor.east(value))
    const ys = lat.map((value) => anchor.north(value))
    return xs.slice(1).map((x, at) => [xs[at]!, ys[at]!, x, ys[at + 1]!])
  })
}

function nodeAt({ directory, blockColumns, blockRows }: OutlineField, column: number, row: number): number {
  const [blockColumn, blockRow] = [column >> BLOCK_SHIFT, row >> BLOCK_SHIFT]
  if (column < 0 || row < 0 || blockColumn >= blockColumns || blockRow >= blockRows) return 0
  const block = directory[blockRow * blockColumns + blockColumn]!
  return (block << (2 * BLOCK_SHIFT)) | ((row & MASK) << BLOCK_SHIFT) | (column & MASK)
}

function isInside(field: OutlineField, column: number, row: number): boolean {
  const node = nodeAt(field, column, row)
  return ((field.insideBits[node >>> BLOCK_SHIFT]! >>> (node & MASK)) & 1) === 1
}

describe('EdgeStamps', () => {
  it('leaves what the segments of the edges leave', async () => {
    let inside = 0
    let borders = 0
    await fc.assert(
      fc.asyncProperty(townPlans, fc.constantFrom(12.5, 9.3), async (plan, cellMetres) => {
        const { network } = await areaOfText('random', townOf(plan).toOsmXml(), { private: 'ordinary' })
        const stamps = new EdgeStamps(network, exactShapes(network), mapOfBox(network.box)!, 25, cellMetres)
        const edges = Array.from(network.edgeFrom, (_, edge) => edge)
        const box = { minX: Infinity, minY: Infinity, maxX: -Infinity, maxY: -Infinity }
        for (const edge of edges) stamps.widen(box, stamps.recordOf(edge))
        const segments = segmentsOf(network, stamps, edges)
        expect(box.minX).toBeLessThanOrEqual(Math.min(...segments.flatMap(([ax, , bx]) => [ax!, bx!])) + 1e-6)
        expect(box.maxY).toBeGreaterThanOrEqual(Math.max(...segments.flatMap(([, ay, , by]) => [ay!, by!])) - 1e-6)
        const slow = new OutlineField()
        slow.begin(box, 25, cellMetres, false, true)
        stampBands(slow, Float64Array.from(segments.flat()), segments.length)
        const quick = new OutlineField()
        quick.begin(box, 25, cellMetres, false, true)
        for (const edge of edges) {
          const start = stamps.recordOf(edge)
          stampRecord(quick, stamps.records, start)
        }
        for (let row = 0; row < slow.blockRows << BLOCK_SHIFT; row++) {
          for (let column = 0; column < slow.blockColumns << BLOCK_SHIFT; column++) {
            const here = isInside(slow, column, row)
            expect(isInside(quick, column, row), `${column} ${row}`).toBe(here)
            if (!here) continue
            inside++
            SIDES.forEach(([stepX, stepY], side) => {
              if (isInside(slow, column + stepX, row + stepY)) return
              borders++
              const byRecord = quick.overhang[nodeAt(quick, column, row) * 4 + side]!
              const bySegments = slow.overhang[nodeAt(slow, column, row) * 4 + side]!
              expect(Math.abs(byRecord - bySegments), `${column} ${row} side ${side}`).toBeLessThan(2)
            })
          }
        }
      }),
      { numRuns: 40, seed: 21 },
    )
    expect(inside).toBeGreaterThan(20_000)
    expect(borders).toBeGreaterThan(5_000)
  }, 60_000)

  it('has no shared map for networks that are too large for one, near a pole or across the antimeridian', () => {
    expect(mapOfBox([14, 35.7, 14.6, 36.1])).not.toBeNull()
    expect(mapOfBox([8, 45, 12, 48])).toBeNull()
    expect(mapOfBox([15, 78, 16, 78.5])).toBeNull()
    expect(mapOfBox([-180, -17, 180, -16.5])).toBeNull()
  })
})
