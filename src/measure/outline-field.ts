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
    const size = this.blockColumns * this.blockRows
    if (!(size <= MAX_DIRECTORY)) {
      throw new LivingCircleError('input-too-large', 'This outline would span more ground than one drawing can hold.', {
        hint: 'Draw it in parts, or with a wider band.',
        details: { box, bandMetres, cellMetres },
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
    this.#stamp((x - this.originX) / this.cellMetres, (y - this.originY) / this.cellMetres, 1, 0, 0, true)
  }

  /** Stamps the ground around a segment, round at both ends. Local metres. */
  stampSegment(ax: number, ay: number, bx: number, by: number): void {
    this.#stampBetween(ax, ay, bx, by, true)
  }

  /**
   * Stamps a segment without its round start: right where the start is a stamped disc, or the end of another stamped
   * segment, which is then never farther. Cheaper by a third for walks, which begin where others end.
   */
  stampOnward(ax: number, ay: number, bx: number, by: number): void {
    this.#stampBetween(ax, ay, bx, by, false)
  }

  #stampBetween(ax: number, ay: number, bx: number, by: number, roundStart: boolean): void {
    const dx = bx - ax
    const dy = by - ay
    const metres = Math.sqrt(dx * dx + dy * dy)
    if (metres < 1e-6) {
      if (roundStart) this.stampDisc(ax, ay)
      return
    }
    const cells = metres / this.cellMetres
    const gx = (ax - this.originX) / this.cellMetres
    const gy = (ay - this.originY) / this.cellMetres
    this.#stamp(gx, gy, dx / metres, dy / metres, cells, roundStart)
  }

  /**
   * The hot loop: grid units; (ux, uy) is the unit direction, `along` the place on the segment and `across` the offset from it.
   * Rows of the turned rectangle around the segment are cut to their interval, then filled block by block.
   */
  #stamp(ax: number, ay: number, ux: number, uy: number, length: number, roundStart: boolean): void {
    const reach = this.bandCells + MARGIN_CELLS
    const alongMin = roundStart ? -reach : -1e-6
    const alongMax = length + reach
    const columns = this.blockColumns
    const directory = this.directory
    const lastColumn = columns * SIDE - 1
    const lowY = ay + Math.min(alongMin * uy, alongMax * uy) - reach * Math.abs(ux)
    const highY = ay + Math.max(alongMin * uy, alongMax * uy) + reach * Math.abs(ux)
    const lastRow = Math.min(this.blockRows * SIDE - 1, Math.floor(highY))
    const inverseUx = Math.abs(ux) > 1e-9 ? 1 / ux : 0
    const inverseUy = Math.abs(uy) > 1e-9 ? 1 / uy : 0
    for (let row = Math.max(0, Math.ceil(lowY)); row <= lastRow; row++) {
      const dy = row - ay
      let low = -reach - length
      let high = reach + length
      if (inverseUx !== 0) {
        const p = (alongMin - dy * uy) * inverseUx
        const q = (alongMax - dy * uy) * inverseUx
        if (p < q) {
          if (p > low) low = p
          if (q < high) high = q
        } else {
          if (q > low) low = q
          if (p < high) high = p
        }
      }
      if (inverseUy !== 0) {
        const p = (dy * ux - reach) * inverseUy
        const q = (dy * ux + reach) * inverseUy
        if (p < q) {
          if (p > low) low = p
          if (q < high) high = q
        } else {
          if (q > low) low = q
          if (p < high) high = p
        }
      }
      let column = Math.max(0, Math.ceil(ax + low))
      const end = Math.min(lastColumn, Math.floor(ax + high))
      const directoryRow = (row >> BLOCK_SHIFT) * columns
      while (column <= end) {
        const place = directoryRow + (column >> BLOCK_SHIFT)
        let block = directory[place]!
        if (block === 0) block = this.#allocate(place)
        const squared = this.squared
        const stop = Math.min(end, column | SIDE_MASK)
        let node = (block << (2 * BLOCK_SHIFT)) | ((row & SIDE_MASK) << BLOCK_SHIFT) | (column & SIDE_MASK)
        let along = (column - ax) * ux + dy * uy
        let across = dy * ux - (column - ax) * uy
        for (; column <= stop; column++, node++, along += ux, across -= uy) {
          const beyond = along > length ? along - length : along < 0 ? along : 0
          const value = across * across + beyond * beyond
          if (value < squared[node]!) squared[node] = value
        }
      }
    }
  }

  #allocate(place: number): number {
    const block = this.#blocks++
    const start = block * NODES_PER_BLOCK
    const end = start + NODES_PER_BLOCK
    if (end > this.squared.length) {
      const squared = new Float32Array(this.squared.length * 2)
      squared.set(this.squared)
      this.squared = squared
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
    this.directory[place] = block
    return block
  }
}
