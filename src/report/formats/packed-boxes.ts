// The spatial index of a FlatGeobuf file: boxes sorted along a Hilbert curve and packed bottom up, sixteen to a node. Boxes in, order and
// bytes out. It does not know features.
import type { BoundingBox } from '../../foundation/units.ts'

/** Boxes per node. */
export const NODE_SIZE = 16
const NODE_BYTES = 40
const HILBERT_BITS = 16

/** West, south, east, north of one feature. */
export type FeatureBox = readonly [west: number, south: number, east: number, north: number]

/** Place of a cell on a Hilbert curve over 65,536 × 65,536 cells. */
function hilbertPlace(column: number, row: number): number {
  let x = column
  let y = row
  let place = 0
  for (let side = 1 << (HILBERT_BITS - 1); side > 0; side >>= 1) {
    const right = (x & side) > 0 ? 1 : 0
    const upper = (y & side) > 0 ? 1 : 0
    place += side * side * ((3 * right) ^ upper)
    if (upper === 0) {
      if (right === 1) {
        x = (1 << HILBERT_BITS) - 1 - x
        y = (1 << HILBERT_BITS) - 1 - y
      }
      const swap = x
      x = y
      y = swap
    }
  }
  return place
}

/** Rows in the order of the curve; rows at one place in their own order. */
function curveOrder(boxes: readonly FeatureBox[], [west, south, east, north]: BoundingBox): number[] {
  const cells = (1 << HILBERT_BITS) - 1
  const cell = (low: number, high: number, from: number, to: number) =>
    to > from ? Math.min(cells, Math.max(0, Math.floor((cells * ((low + high) / 2 - from)) / (to - from)))) : 0
  const places = boxes.map((box) => hilbertPlace(cell(box[0], box[2], west, east), cell(box[1], box[3], south, north)))
  return boxes.map((_, row) => row).sort((a, b) => places[a]! - places[b]! || a - b)
}

/** Nodes per level, from the leaves up to the one root. */
function levelSizes(count: number): number[] {
  const sizes = [count]
  for (let size = count; size > 1; ) {
    size = Math.ceil(size / NODE_SIZE)
    sizes.push(size)
  }
  // A single feature still has a root above its leaf.
  return count === 1 ? [1, 1] : sizes
}

/** The order of the features, and the index over them once their lengths are known. */
export interface PackedBoxes {
  /** Row by place in the file. */
  readonly order: readonly number[]
  /** The index; `featureLengths` in the order of the file. */
  readonly toBytes: (featureLengths: readonly number[]) => Uint8Array
}

/**
 * Packs boxes. O(n log n).
 *
 * @param boxes one per row, at least one
 * @param extent around all of them
 */
export function packBoxes(boxes: readonly FeatureBox[], extent: BoundingBox): PackedBoxes {
  const order = curveOrder(boxes, extent)
  return {
    order,
    toBytes: (featureLengths) =>
      indexBytes(
        order.map((row) => boxes[row]!),
        featureLengths,
      ),
  }
}

function indexBytes(boxes: readonly FeatureBox[], featureLengths: readonly number[]): Uint8Array {
  const sizes = levelSizes(boxes.length)
  const nodeCount = sizes.reduce((sum, size) => sum + size, 0)
  const view = new DataView(new ArrayBuffer(nodeCount * NODE_BYTES))
  const write = (node: number, box: FeatureBox, offset: number) => {
    box.forEach((degrees, i) => {
      view.setFloat64(node * NODE_BYTES + 8 * i, degrees, true)
    })
    view.setBigUint64(node * NODE_BYTES + 32, BigInt(offset), true)
  }
  // The root stands first, the leaves last.
  let start = nodeCount - boxes.length
  let byteOffset = 0
  boxes.forEach((box, i) => {
    write(start + i, box, byteOffset)
    byteOffset += featureLengths[i]!
  })
  let level: readonly FeatureBox[] = boxes
  for (const size of sizes.slice(1)) {
    const above = Array.from(
      { length: size },
      (_, i): FeatureBox => around(level.slice(i * NODE_SIZE, (i + 1) * NODE_SIZE)),
    )
    above.forEach((box, i) => {
      write(start - size + i, box, start + i * NODE_SIZE)
    })
    start -= size
    level = above
  }
  return new Uint8Array(view.buffer)
}

function around(boxes: readonly FeatureBox[]): FeatureBox {
  const box: [number, number, number, number] = [Infinity, Infinity, -Infinity, -Infinity]
  for (const [west, south, east, north] of boxes) {
    box[0] = Math.min(box[0], west)
    box[1] = Math.min(box[1], south)
    box[2] = Math.max(box[2], east)
    box[3] = Math.max(box[3], north)
  }
  return box
}
