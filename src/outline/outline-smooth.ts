// Outlines made round for posters: a distance field, averaged with its surroundings. What enters: segments in local
// metres. What leaves: a field on the same grid, to be traced like any other. It does not know what was stamped. Slower
// than the exact field.
//
// What is averaged is the depth inside the band, cut off one cell deep on both sides of the border, with weights 1 2 3
// 2 1 both ways. Straight borders stay where they are, corners and notches become round, gaps of one cell close, and
// every stamped line stays inside. Averages never fall when the field grows, so smooth outlines nest as well.
import { footOnSegment } from '../foundation/geo.ts'
import { BLOCK_SHIFT, type FlatBox, OutlineField, OVERHANG_STEPS } from './outline-field.ts'

const SIDE = 1 << BLOCK_SHIFT
const MASK = SIDE - 1
/** How far weights reach, in nodes. */
const HALO = 2
const WEIGHTS = [1 / 9, 2 / 9, 3 / 9, 2 / 9, 1 / 9] as const
/** Distances are known this far beyond the band, in cells. */
const MARGIN_CELLS = 1.5

/** Squared distance to the nearest stamped segment, in cells, at grid nodes near it. */
export class DistanceField {
  /** The grid: only its directory and blocks are used here. */
  readonly grid = new OutlineField()
  squared = new Float32Array(0)

  begin(box: FlatBox, bandMetres: number, cellMetres: number): void {
    this.grid.begin(box, bandMetres, cellMetres, false)
    this.squared.fill(Infinity)
  }

  /** `ax, ay, bx, by` of each segment in local metres. */
  stampSegments(segments: Float64Array, count: number): void {
    for (let at = 0; at < count * 4; at += 4) {
      this.#stampSegment(segments[at]!, segments[at + 1]!, segments[at + 2]!, segments[at + 3]!)
    }
  }

  #stampSegment(ax: number, ay: number, bx: number, by: number): void {
    const { originX, originY, cellMetres, blockColumns, bandCells } = this.grid
    const [px, py] = [(ax - originX) / cellMetres, (ay - originY) / cellMetres]
    const [qx, qy] = [(bx - originX) / cellMetres, (by - originY) / cellMetres]
    const reach = bandCells + MARGIN_CELLS
    const lastColumn = Math.floor(Math.max(px, qx) + reach)
    for (let row = Math.ceil(Math.min(py, qy) - reach); row <= Math.max(py, qy) + reach; row++) {
      for (let column = Math.ceil(Math.min(px, qx) - reach); column <= lastColumn; column++) {
        const { squaredDistance } = footOnSegment(column, row, px, py, qx, qy)
        if (squaredDistance > reach * reach) continue
        const first = this.grid.blockAt((row >> BLOCK_SHIFT) * blockColumns + (column >> BLOCK_SHIFT))
        const node = first | ((row & MASK) << BLOCK_SHIFT) | (column & MASK)
        if (node >= this.squared.length) this.#grow(node)
        if (squaredDistance < this.squared[node]!) this.squared[node] = squaredDistance
      }
    }
  }

  /** Squared distance at a node; infinite where nothing is near. */
  at(column: number, row: number): number {
    const { directory, blockColumns, blockRows } = this.grid
    if (column < 0 || row < 0 || column >> BLOCK_SHIFT >= blockColumns || row >> BLOCK_SHIFT >= blockRows)
      return Infinity
    const block = directory[(row >> BLOCK_SHIFT) * blockColumns + (column >> BLOCK_SHIFT)]!
    if (block === 0) return Infinity
    return this.squared[(block << (2 * BLOCK_SHIFT)) | ((row & MASK) << BLOCK_SHIFT) | (column & MASK)] ?? Infinity
  }

  #grow(node: number): void {
    const squared = new Float32Array(2 * (node + SIDE * SIDE)).fill(Infinity)
    squared.set(this.squared)
    this.squared = squared
  }
}

/** A block and one node around it. */
const RIM = SIDE + 2
/** The same and as far as weights reach. */
const WIDTH = RIM + 2 * HALO
const depth = new Float64Array(WIDTH * WIDTH)
const rowAverage = new Float64Array(RIM * WIDTH)
const average = new Float64Array(RIM * RIM)

/**
 * Writes the smooth version of a distance field into a field that was begun on the same grid. Call it again after more
 * was stamped.
 */
export function smoothInto(distances: DistanceField, into: OutlineField): void {
  const { blockColumns, blockRows } = into
  for (let blockRow = 0; blockRow < blockRows; blockRow++) {
    for (let blockColumn = 0; blockColumn < blockColumns; blockColumn++) {
      if (isNearStamped(distances.grid, blockColumn, blockRow)) smoothBlock(distances, into, blockColumn, blockRow)
    }
  }
}

function isNearStamped({ directory, blockColumns, blockRows }: OutlineField, column: number, row: number): boolean {
  for (let r = Math.max(0, row - 1); r <= Math.min(blockRows - 1, row + 1); r++) {
    for (let c = Math.max(0, column - 1); c <= Math.min(blockColumns - 1, column + 1); c++) {
      if (directory[r * blockColumns + c] !== 0) return true
    }
  }
  return false
}

function smoothBlock(distances: DistanceField, into: OutlineField, blockColumn: number, blockRow: number): void {
  const firstColumn = blockColumn << BLOCK_SHIFT
  const firstRow = blockRow << BLOCK_SHIFT
  averageAround(distances, firstColumn - 1, firstRow - 1)
  const block = into.blockAt(blockRow * into.blockColumns + blockColumn)
  const { insideBits, overhang } = into
  for (let row = 0; row < SIDE; row++) {
    let bits = 0
    for (let column = 0; column < SIDE; column++) {
      const at = (row + 1) * RIM + column + 1
      const here = average[at]!
      if (here < 0) continue
      bits |= 1 << column
      const edge = (block | (row << BLOCK_SHIFT) | column) * 4
      const beside = [average[at + 1]!, average[at + RIM]!, average[at - 1]!, average[at - RIM]!]
      beside.forEach((there, side) => {
        const share = there < 0 ? here / (here - there) : 1
        overhang[edge + side] = Math.min(OVERHANG_STEPS - 1, Math.floor(share * OVERHANG_STEPS))
      })
    }
    insideBits[(block >>> BLOCK_SHIFT) | row] = bits
  }
}

/**
 * Fills `average` from a node on: depth inside the band (negative outside), cut off at one cell, averaged along rows,
 * then columns.
 */
function averageAround(distances: DistanceField, firstColumn: number, firstRow: number): void {
  const { bandCells } = distances.grid
  for (let row = 0; row < WIDTH; row++) {
    for (let column = 0; column < WIDTH; column++) {
      const squared = distances.at(firstColumn - HALO + column, firstRow - HALO + row)
      depth[row * WIDTH + column] = Math.max(-1, Math.min(1, bandCells - Math.sqrt(squared)))
    }
  }
  for (let row = 0; row < WIDTH; row++) {
    for (let column = 0; column < RIM; column++) {
      let sum = 0
      for (let tap = 0; tap < WEIGHTS.length; tap++) sum += WEIGHTS[tap]! * depth[row * WIDTH + column + tap]!
      rowAverage[row * RIM + column] = sum
    }
  }
  for (let row = 0; row < RIM; row++) {
    for (let column = 0; column < RIM; column++) {
      let sum = 0
      for (let tap = 0; tap < WEIGHTS.length; tap++) sum += WEIGHTS[tap]! * rowAverage[(row + tap) * RIM + column]!
      average[row * RIM + column] = sum
    }
  }
}
