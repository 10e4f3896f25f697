// The distance field under every drawn outline: distance to the nearest stamped segment, on a sparse grid of square blocks.
// What enters: segments and discs in local metres. What leaves: squared distances (in cells) at grid nodes near them.
// It does not know streets, costs or degrees. Its memory is reused from one drawing to the next.
import { LivingCircleError } from '../foundation/errors.ts'

/** Nodes along a block's side are `1 << BLOCK_SHIFT`. */
export const BLOCK_SHIFT = 5
const SIDE = 1 << BLOCK_SHIFT
const SIDE_MASK = SIDE - 1
const NODES_PER_BLOCK = SIDE * SIDE
/** A drawing may span this many blocks at most (a square of some 1,000 km at the default cell). */
const MAX_DIRECTORY = 1 << 24
/** Rounding must not open a seam between one segment's end and the next one's start. */
const SLACK_CELLS = 1e-6
/** Reach beyond the band, in cells: every neighbour of a node inside the band gets its exact distance. */
const MARGIN_CELLS = 1.01

/**
 * A reusable distance field. Use: {@link OutlineField.begin}, stamp, trace (see `traceOutline`), stamp more, trace again:
 * distances only ever fall, so later outlines contain earlier ones.
 */
export class OutlineField {
  /** Side of a cell, metres. */
  cellMetres = 1
  /** Local metres of node (0, 0). */
  originX = 0
  originY = 0
  /** Blocks per row and rows of blocks. */
  blockColumns = 0
  blockRows = 0
  /** Half width of the band in cells, and its square. */
  bandCells = 0
  squaredBand = 0
  /** Block number at each place of the directory; 0 = nothing near. */
  directory = new Int32Array(64)
  /** Squared distance in cells at node `block × 1024 + row × 32 + column`. Block 0 stays infinite. */
  squared = new Float32Array(NODES_PER_BLOCK * 64).fill(Infinity)
  /** Bit c of row `block × 32 + row`: the node in column c lies within the band. */
  insideBits = new Int32Array(SIDE * 64)
  /** For the tracer: which ring crosses the grid edge that leads east from a node. Only ever rises, so it needs no clearing. */
  mark = new Int32Array(NODES_PER_BLOCK * 64)
  /** Numbers in `mark` up to this one belong to earlier outlines. */
  markBase = 0
  /** For nesting: where the last outline crossed the edges that lead east and north from a node, from its inside end; −1 = nowhere. */
  crossing = new Float32Array(0)
  #nested = false
  #blocks = 1

  /** Blocks in use, the empty one included. */
  get blocks(): number {
    return this.#blocks
  }

  /** Whether crossings are kept, so that the next outline can be held outside the last. */
  get nested(): boolean {
    return this.#nested
  }

  /**
   * Clears the field for a drawing within a box of local metres.
   *
   * @param nested keep crossings between outlines (needed where several limits share the field)
   * @throws LivingCircleError `input-too-large` where the box has too many blocks
   */
  begin(
    box: { minX: number; minY: number; maxX: number; maxY: number },
    bandMetres: number,
    cellMetres: number,
    nested: boolean,
  ): void {
    const pad = bandMetres + 3 * cellMetres
    this.cellMetres = cellMetres
    this.originX = box.minX - pad
    this.originY = box.minY - pad
    this.bandCells = bandMetres / cellMetres
    this.squaredBand = Math.fround(this.bandCells * this.bandCells)
    this.blockColumns = Math.floor((box.maxX - box.minX + 2 * pad) / cellMetres / SIDE) + 1
    this.blockRows = Math.floor((box.maxY - box.minY + 2 * pad) / cellMetres / SIDE) + 1
    this.#clear(nested)
  }

  /** Clears the field for a drawing on the same grid as another. */
  beginAs(other: OutlineField): void {
    this.cellMetres = other.cellMetres
    this.originX = other.originX
    this.originY = other.originY
    this.bandCells = other.bandCells
    this.squaredBand = other.squaredBand
    this.blockColumns = other.blockColumns
    this.blockRows = other.blockRows
    this.#clear(other.nested)
  }

  #clear(nested: boolean): void {
    const size = this.blockColumns * this.blockRows
    if (!(size <= MAX_DIRECTORY)) {
      throw new LivingCircleError('input-too-large', 'This outline would span more ground than one drawing can hold.', {
        hint: 'Draw it in parts, or with a wider band.',
        details: { blocks: size, largest: MAX_DIRECTORY, cellMetres: this.cellMetres },
      })
    }
    if (this.directory.length < size) this.directory = new Int32Array(2 ** Math.ceil(Math.log2(size)))
    this.directory.fill(0, 0, size)
    this.#nested = nested
    this.#blocks = 1
    if (nested && this.crossing.length < this.squared.length * 2) {
      this.crossing = new Float32Array(this.squared.length * 2).fill(-1)
    }
    if (this.markBase > 1 << 30) {
      this.mark.fill(0)
      this.markBase = 0
    }
  }

  /** Stamps a disc: the ground within the band of one place. Local metres. */
  stampDisc(x: number, y: number): void {
    const reach = this.bandCells + MARGIN_CELLS
    this.#stamp((x - this.originX) / this.cellMetres, (y - this.originY) / this.cellMetres, 1, 0, 0, -reach, reach)
  }

  /** Stamps the ground around a segment, round at both ends. Local metres. */
  stampSegment(ax: number, ay: number, bx: number, by: number): void {
    this.stampDisc(ax, ay)
    const dx = bx - ax
    const dy = by - ay
    this.stampOnward(ax, ay, dx, dy, Math.sqrt(dx * dx + dy * dy), 1)
  }

  /**
   * Stamps a segment without its round start: right where the start is a stamped disc, or the end of another stamped
   * segment, which is then never farther. Local metres.
   *
   * @param dx the segment as a vector from (ax, ay), and its length; a length of 0 stamps nothing
   * @param roundness how much of the round end is wanted, 0 to 1: where a stamped segment goes on from the end at a turn of
   *   less than 90°, the rest of the round is nearer to that one, and the sine of the turn is enough
   */
  stampOnward(ax: number, ay: number, dx: number, dy: number, metres: number, roundness: number): void {
    if (metres < 1e-6) return
    const perMetre = 1 / this.cellMetres
    const length = metres * perMetre
    const end = length + roundness * (this.bandCells + MARGIN_CELLS) + SLACK_CELLS
    const gx = (ax - this.originX) * perMetre
    const gy = (ay - this.originY) * perMetre
    this.#stamp(gx, gy, dx / metres, dy / metres, length, -SLACK_CELLS, end)
  }

  /**
   * The hot loop: grid units; (ux, uy) is the unit direction, `along` the place on the segment and `across` the offset from it.
   * Nodes of the turned rectangle `from ≤ along ≤ to`, `|across| ≤ reach` are visited block by block and row by row.
   * Two pairs of lines bound it; each bounds a row by a column that moves by a constant from row to row.
   */
  #stamp(ax: number, ay: number, ux: number, uy: number, length: number, from: number, to: number): void {
    const reach = this.bandCells + MARGIN_CELLS
    const halfX = reach * Math.abs(uy)
    const halfY = reach * Math.abs(ux)
    const lastColumn = Math.min(this.blockColumns * SIDE - 1, (ax + Math.max(from * ux, to * ux) + halfX) | 0)
    const firstColumn = Math.max(0, Math.ceil(ax + Math.min(from * ux, to * ux) - halfX))
    const lastRow = Math.min(this.blockRows * SIDE - 1, (ay + Math.max(from * uy, to * uy) + halfY) | 0)
    const firstRow = Math.max(0, Math.ceil(ay + Math.min(from * uy, to * uy) - halfY))
    // Left and right borders of a row: column = ax + offset + slope × (row − ay), for the ends and for the sides.
    let endSlope = 0
    let endLeft = -1e9
    let endRight = 1e9
    if (Math.abs(ux) > 1e-7) {
      endSlope = -uy / ux
      endLeft = ax + (ux > 0 ? from : to) / ux
      endRight = ax + (ux > 0 ? to : from) / ux
    }
    let sideSlope = 0
    let sideLeft = -1e9
    let sideRight = 1e9
    if (Math.abs(uy) > 1e-7) {
      sideSlope = ux / uy
      sideLeft = ax - reach / Math.abs(uy)
      sideRight = ax + reach / Math.abs(uy)
    }
    const squaredBand = this.squaredBand
    for (let blockRow = firstRow >> BLOCK_SHIFT; blockRow <= lastRow >> BLOCK_SHIFT; blockRow++) {
      const rowStart = Math.max(firstRow, blockRow << BLOCK_SHIFT)
      const rowStop = Math.min(lastRow, (blockRow << BLOCK_SHIFT) | SIDE_MASK)
      for (let blockColumn = firstColumn >> BLOCK_SHIFT; blockColumn <= lastColumn >> BLOCK_SHIFT; blockColumn++) {
        const columnStart = Math.max(firstColumn, blockColumn << BLOCK_SHIFT)
        const columnStop = Math.min(lastColumn, (blockColumn << BLOCK_SHIFT) | SIDE_MASK)
        const place = blockRow * this.blockColumns + blockColumn
        let block = this.directory[place]!
        for (let row = rowStart; row <= rowStop; row++) {
          const dy = row - ay
          const ends = dy * endSlope
          const sides = dy * sideSlope
          const left = Math.max(endLeft + ends, sideLeft + sides)
          const right = Math.min(endRight + ends, sideRight + sides)
          let column = left > columnStart ? Math.ceil(left) : columnStart
          const stop = right < columnStop ? Math.floor(right) : columnStop
          if (column > stop) continue
          if (block === 0) block = this.allocate(place)
          const squared = this.squared
          const bitRow = (block << BLOCK_SHIFT) | (row & SIDE_MASK)
          let node = (bitRow << BLOCK_SHIFT) | (column & SIDE_MASK)
          let along = (column - ax) * ux + dy * uy
          let across = dy * ux - (column - ax) * uy
          let bits = 0
          for (; column <= stop; column++, node++, along += ux, across -= uy) {
            const beyond = along > length ? along - length : Math.min(along, 0)
            const value = across * across + beyond * beyond
            if (value < squared[node]!) {
              squared[node] = value
              // Read back, since what is kept is rounded: the order of stamps must not matter.
              if (squared[node]! <= squaredBand) bits |= 1 << node
            }
          }
          this.insideBits[bitRow]! |= bits
        }
      }
    }
  }

  /** Makes the block at a place of the directory that has none yet; all its nodes are infinitely far. */
  allocate(place: number): number {
    const block = this.#blocks++
    const start = block * NODES_PER_BLOCK
    const end = start + NODES_PER_BLOCK
    if (end > this.squared.length) {
      const squared = new Float32Array(this.squared.length * 2)
      squared.set(this.squared)
      this.squared = squared
      const bits = new Int32Array(squared.length / SIDE)
      bits.set(this.insideBits)
      this.insideBits = bits
      const mark = new Int32Array(squared.length)
      mark.set(this.mark)
      this.mark = mark
    }
    if (this.#nested) {
      if (this.crossing.length < this.squared.length * 2) {
        const crossing = new Float32Array(this.squared.length * 2)
        crossing.set(this.crossing)
        this.crossing = crossing
      }
      this.crossing.fill(-1, start * 2, end * 2)
    }
    this.squared.fill(Infinity, start, end)
    this.insideBits.fill(0, start / SIDE, end / SIDE)
    this.directory[place] = block
    return block
  }
}
