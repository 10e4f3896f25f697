// Ground on a sparse grid of square blocks: which nodes are inside, which neighbours one band joins, and exactly how far
// the ground goes on from a node inside where it ends before the next. What enters: intervals of rows and columns. What
// leaves: bits and overhangs. It does not know bands, streets or degrees. Its memory is reused from one drawing to the
// next.
import { copiedInto } from '../foundation/copied-into.ts'
import type { LivingCircleError } from '../foundation/errors.ts'
import { problem } from '../words/problem.ts'

/** Nodes along a block's side are `1 << BLOCK_SHIFT`: a row of a block is one 32-bit word. */
export const BLOCK_SHIFT = 5
const SIDE = 1 << BLOCK_SHIFT
const SIDE_MASK = SIDE - 1
const NODES_PER_BLOCK = SIDE * SIDE
/** A drawing may span this many blocks at most (a square of some 1,600 km at the default cell). */
const MAX_DIRECTORY = 1 << 24
/** Blocks with ground in them: grid edges have numbers below 2^31. */
const MOST_BLOCKS = 1 << 19
/** Overhangs are kept in 1/256 of a cell. */
export const OVERHANG_STEPS = 256
/**
 * Sides of a node, in the order of their numbers: the grid edge from node n towards side s has the number `4 n + s`.
 */
export const SIDE_EAST = 0
export const SIDE_NORTH = 1
export const SIDE_WEST = 2
export const SIDE_SOUTH = 3

/** A box in local metres. */
export interface FlatBox {
  readonly minX: number
  readonly minY: number
  readonly maxX: number
  readonly maxY: number
}

/**
 * A reusable field. Use: {@link OutlineField.begin}, stamp, trace (see `OutlineTracer`), stamp more, trace again:
 * ground is only ever added, so later outlines contain earlier ones.
 */
export class OutlineField {
  /** Side of a cell, metres. */
  cellMetres = 1
  /** Local metres of node (0, 0). */
  originX = 0
  originY = 0
  /** Where node (0, 0) of an anchored field lies, in cells from local (0, 0). */
  firstColumn = 0
  firstRow = 0
  /** Blocks per row and rows of blocks. */
  blockColumns = 0
  blockRows = 0
  /** Half width of the band in cells. */
  bandCells = 0
  /**
   * Block number at each place of the directory; 0 = nothing inside. Node (c, r) of block b has the number `b × 1024 +
   * r × 32 + c`.
   */
  directory = new Int32Array(64)
  /** Bit c of row `block × 32 + row`: the node is inside. */
  insideBits = new Int32Array(SIDE * 64)
  /**
   * Bit c of `2 × row`: one band holds node c and its eastern neighbour with all between them; of `2 × row + 1`: its
   * northern neighbour. Tracing adds those that several bands join. Two nodes inside may have a gap between them.
   */
  joined = new Int32Array(2 * SIDE * 64)
  /** False where ground was filled in node by node: then neighbours inside are joined. */
  knowsGaps = true
  /** How far the ground goes on beyond node n towards side s, if it ends before the next node there. */
  overhang = new Uint8Array(NODES_PER_BLOCK * 4 * 64)
  /** For the tracer: which ring crosses grid edge e. Only ever rises, so needs no clearing. */
  mark = new Int32Array(NODES_PER_BLOCK * 4 * 64)
  /** Numbers in `mark` up to this one belong to earlier outlines. */
  markBase = 0
  /**
   * For nesting: where the last outline crossed grid edge e, in steps from its inside node, rounded up; 0 = nowhere.
   */
  crossing = new Uint8Array(0)
  /** For the tracer: the gap that grid edge e crosses between two nodes inside, in 1/256 of a cell; 0 = none. */
  gap = new Uint8Array(NODES_PER_BLOCK * 4 * 64)
  #nested = false
  #blocks = 1
  /** Blocks that were given back. */
  readonly #spare: number[] = []

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
   * @param anchored nodes lie at whole cells from local (0, 0), so that `stampRecord` fits
   * @throws LivingCircleError `input-too-large` where the box has too many blocks
   */
  begin(box: FlatBox, bandMetres: number, cellMetres: number, nested: boolean, anchored = false): void {
    const pad = padOf(bandMetres, cellMetres)
    this.cellMetres = cellMetres
    this.firstColumn = Math.floor((box.minX - pad) / cellMetres)
    this.firstRow = Math.floor((box.minY - pad) / cellMetres)
    this.originX = anchored ? this.firstColumn * cellMetres : box.minX - pad
    this.originY = anchored ? this.firstRow * cellMetres : box.minY - pad
    this.bandCells = bandMetres / cellMetres
    this.blockColumns = Math.floor((box.maxX + pad - this.originX) / cellMetres / SIDE) + 1
    this.blockRows = Math.floor((box.maxY + pad - this.originY) / cellMetres / SIDE) + 1
    const size = this.blockColumns * this.blockRows
    if (!(size <= MAX_DIRECTORY)) {
      throw tooLarge({ places: size, largest: MAX_DIRECTORY, cellMetres })
    }
    if (this.directory.length < size) this.directory = new Int32Array(2 ** Math.ceil(Math.log2(size)))
    this.directory.fill(0, 0, size)
    this.#nested = nested
    this.knowsGaps = true
    this.#blocks = 1
    this.#spare.length = 0
    if (nested && this.crossing.length < this.overhang.length) this.crossing = new Uint8Array(this.overhang.length)
    if (this.markBase > 1 << 30) {
      this.mark.fill(0)
      this.markBase = 0
    }
  }

  /** Number of the grid edge from a node towards a side. */
  edgeOf(node: number, side: number): number {
    return (node << 2) | side
  }

  /** Joins the nodes of a row from one to another with their neighbours in the east (0) or in the north (1). */
  joinRow(row: number, first: number, end: number, axis: number): void {
    const directoryRow = (row >> BLOCK_SHIFT) * this.blockColumns
    for (let column = first; column <= end; ) {
      const word = (this.directory[directoryRow + (column >> BLOCK_SHIFT)]! << BLOCK_SHIFT) | (row & SIDE_MASK)
      const stop = Math.min(end, column | SIDE_MASK)
      const count = stop - column + 1
      this.joined[(word << 1) | axis]! |= (count === SIDE ? -1 : (1 << count) - 1) << column
      column = stop + 1
    }
  }

  /** Sets the bits of an interval that spans several blocks; returns its last node. */
  fillRow(row: number, first: number, end: number): number {
    const directoryRow = (row >> BLOCK_SHIFT) * this.blockColumns
    let node = 0
    for (let column = first; column <= end; ) {
      const place = directoryRow + (column >> BLOCK_SHIFT)
      const block = this.directory[place]! || this.allocate(place)
      const stop = Math.min(end, column | SIDE_MASK)
      node = (block << (2 * BLOCK_SHIFT)) | ((row & SIDE_MASK) << BLOCK_SHIFT) | (stop & SIDE_MASK)
      const count = stop - column + 1
      this.insideBits[node >>> BLOCK_SHIFT]! |= (count === SIDE ? -1 : (1 << count) - 1) << column
      column = stop + 1
    }
    return node
  }

  /**
   * Stamps an interval of a row, in cells from node (0, 0): for ground that is not a band. Columns must be stamped as
   * well.
   */
  stampRow(row: number, west: number, east: number): void {
    this.knowsGaps = false
    const first = Math.ceil(west)
    const end = Math.floor(east)
    if (first > end) return
    const endNode = this.fillRow(row, first, end)
    const firstNode = this.blockAt((row >> BLOCK_SHIFT) * this.blockColumns + (first >> BLOCK_SHIFT))
    const inRow = (row & SIDE_MASK) << BLOCK_SHIFT
    raise(this.overhang, (endNode << 2) | SIDE_EAST, east - end)
    raise(this.overhang, ((firstNode | inRow | (first & SIDE_MASK)) << 2) | SIDE_WEST, first - west)
  }

  /** Stamps an interval of a column: how far ground goes on northwards and southwards. */
  stampColumn(column: number, south: number, north: number): void {
    const first = Math.ceil(south)
    const end = Math.floor(north)
    if (first > end) return
    const nodeAt = (row: number) =>
      this.blockAt((row >> BLOCK_SHIFT) * this.blockColumns + (column >> BLOCK_SHIFT)) |
      ((row & SIDE_MASK) << BLOCK_SHIFT) |
      (column & SIDE_MASK)
    raise(this.overhang, (nodeAt(end) << 2) | SIDE_NORTH, north - end)
    raise(this.overhang, (nodeAt(first) << 2) | SIDE_SOUTH, first - south)
  }

  /**
   * For fields that are filled by other means: the first node of the block at a place of the directory, made where
   * there is none.
   */
  blockAt(place: number): number {
    this.knowsGaps = false
    return (this.directory[place]! || this.allocate(place)) << (2 * BLOCK_SHIFT)
  }

  /** Gives back the block at a place of the directory, if there is one: its nodes are outside again. */
  release(place: number): void {
    const block = this.directory[place]!
    if (block !== 0) this.#spare.push(block)
    this.directory[place] = 0
  }

  /** Makes the block at a place of the directory that has none yet; all its nodes are outside. */
  allocate(place: number): number {
    if (this.#blocks >= MOST_BLOCKS) throw tooLarge({ blocks: this.#blocks, largest: MOST_BLOCKS })
    const block = this.#spare.pop() ?? this.#blocks++
    const start = block * NODES_PER_BLOCK
    const end = start + NODES_PER_BLOCK
    if (end * 4 > this.overhang.length) {
      const nodes = (this.overhang.length / 4) * 2
      this.overhang = copiedInto(this.overhang, new Uint8Array(nodes * 4))
      this.insideBits = copiedInto(this.insideBits, new Int32Array(nodes / SIDE))
      this.joined = copiedInto(this.joined, new Int32Array((2 * nodes) / SIDE))
      this.mark = copiedInto(this.mark, new Int32Array(nodes * 4))
      this.gap = copiedInto(this.gap, new Uint8Array(nodes * 4))
    }
    if (this.#nested) {
      if (this.crossing.length < this.overhang.length) {
        this.crossing = copiedInto(this.crossing, new Uint8Array(this.overhang.length))
      }
      this.crossing.fill(0, start * 4, end * 4)
    }
    this.overhang.fill(0, start * 4, end * 4)
    this.gap.fill(0, start * 4, end * 4)
    this.insideBits.fill(0, start / SIDE, end / SIDE)
    this.joined.fill(0, (2 * start) / SIDE, (2 * end) / SIDE)
    this.directory[place] = block
    return block
  }
}

function tooLarge(details: Record<string, number>): LivingCircleError {
  return problem('input-too-large', 'outline.too-wide', {}, { hint: 'hint.draw-parts', details })
}

/** Ground left around the box of what is stamped, metres. */
export function padOf(bandMetres: number, cellMetres: number): number {
  return bandMetres + 3 * cellMetres
}

/**
 * Raises an overhang to a share of a cell (0 to 1). Without a branch: which of many segments goes farthest is a guess
 * that processors get wrong.
 */
export function raise(overhang: Uint8Array, edge: number, share: number): void {
  raiseTo(overhang, edge, (share * OVERHANG_STEPS) | 0)
}

/** {@link raise} to 1/256 of a cell. */
export function raiseTo(overhang: Uint8Array, edge: number, steps: number): void {
  const before = overhang[edge]!
  const more = steps - before
  overhang[edge] = before + (more & ~(more >> 31))
}
