// From a field to rings: where they begin, which lie in which, and which holes are too small to keep. Why rings never
// touch stands in ring-walk.
// What enters: a stamped field. What leaves: rings in local metres, outer ones anticlockwise, holes clockwise with
// their parent. It does not know streets, limits or degrees.
import { doubled } from '../foundation/copied-into.ts'
import { BLOCK_SHIFT, SIDE_EAST, SIDE_NORTH, SIDE_WEST } from './outline-field.ts'
import { joinNeighbours } from './outline-join.ts'
import { CrossingPlaces, type TraceOptions } from './outline-places.ts'
import { nodeAt, RingWalker } from './ring-walk.ts'
import type { TakeRing, TracedGround } from './traced-ground.ts'

const SIDE_MASK = (1 << BLOCK_SHIFT) - 1

/**
 * Rings of one outline, in local metres. Ring r is `x, y[start[r] … start[r+1])`, not closed. Valid until the next
 * trace.
 */
export interface TracedRings {
  count: number
  /** Outer ring that a hole lies in; −1 for outer rings. */
  parent: Int32Array
  start: Uint32Array
  x: Float64Array
  y: Float64Array
}

/** The memory of the tracer, reused from one outline to the next. */
export class OutlineTracer {
  readonly rings: TracedRings = {
    count: 0,
    parent: new Int32Array(64),
    start: new Uint32Array(65),
    x: new Float64Array(0),
    y: new Float64Array(0),
  }
  readonly #walker = new RingWalker()
  /** All rings met, dropped ones too: their number in `rings` (−1 dropped), and the ring around them (−1 none). */
  #kept = new Int32Array(64)
  #within = new Int32Array(64)
  #isOuter = new Uint8Array(64)
  #found = 0
  readonly #places = new CrossingPlaces()
  #take: TakeRing | null = null

  /**
   * Traces the outline of a field. O(nodes near the drawing).
   *
   * @param take where given, rings are handed over one by one and not kept
   * @returns rings in local metres, valid until the next call
   */
  trace(field: TracedGround, options: TraceOptions, take: TakeRing | null = null): TracedRings {
    this.#take = take
    this.rings.count = 0
    this.rings.start[0] = 0
    this.#walker.vertices = 0
    this.#found = 0
    this.#places.fill(field, options)
    joinNeighbours(field, this.#places, field.nested && options.step > 0)
    for (let row = 0; row < field.blockRows << BLOCK_SHIFT; row++) {
      if (this.#findRings(field, options, row)) this.#findSlits(field, options, row)
    }
    field.markBase += this.#found
    this.rings.x = this.#walker.x
    this.rings.y = this.#walker.y
    return this.rings
  }

  /** Traces the rings that cross a row first; returns whether nodes of the row have a gap to the north. */
  #findRings(field: TracedGround, options: TraceOptions, row: number): boolean {
    const { insideBits, joined, mark, directory, blockColumns, markBase } = field
    const inBlock = row & SIDE_MASK
    const directoryRow = (row >> BLOCK_SHIFT) * blockColumns
    let carry = 0
    let slits = 0
    for (let blockColumn = 0; blockColumn < blockColumns; blockColumn++) {
      const block = directory[directoryRow + blockColumn]!
      const word = (block << BLOCK_SHIFT) | inBlock
      const bits = insideBits[word]!
      const east = joined[word << 1]!
      const fromWest = (east << 1) | carry
      carry = east >>> SIDE_MASK
      if (bits === 0) continue
      const below = inBlock > 0 ? block : row === 0 ? 0 : directory[directoryRow - blockColumns + blockColumn]!
      const fromBelow = joined[(((below << BLOCK_SHIFT) | ((row - 1) & SIDE_MASK)) << 1) | 1]!
      const above = inBlock < SIDE_MASK ? block : (directory[directoryRow + blockColumns + blockColumn] ?? 0)
      slits |= bits & insideBits[(above << BLOCK_SHIFT) | ((row + 1) & SIDE_MASK)]! & ~joined[(word << 1) | 1]!
      // Where an outer ring is lowest and leftmost there is nothing to the west and below; a hole has a western side.
      const outer = bits & ~fromWest & ~fromBelow
      const holes = bits & ~east
      for (let starts = outer | holes; starts !== 0; starts &= starts - 1) {
        const bit = 31 - Math.clz32(starts & -starts)
        const node = (word << BLOCK_SHIFT) | bit
        const column = (blockColumn << BLOCK_SHIFT) | bit
        if (((outer >>> bit) & 1) === 1 && mark[field.edgeOf(node, SIDE_WEST, column, row)]! <= markBase) {
          this.#traceRing(field, options, blockColumn, bit, row, SIDE_WEST)
        }
        if (((holes >>> bit) & 1) === 1 && mark[field.edgeOf(node, SIDE_EAST, column, row)]! <= markBase) {
          this.#traceRing(field, options, blockColumn, bit, row, SIDE_EAST)
        }
      }
    }
    return slits !== 0
  }

  /** Traces the holes that are slits along a row: gaps between nodes of it and nodes above. */
  #findSlits(field: TracedGround, options: TraceOptions, row: number): void {
    const { insideBits, joined, mark, directory, blockColumns, markBase } = field
    const directoryRow = (row >> BLOCK_SHIFT) * blockColumns
    for (let blockColumn = 0; blockColumn < blockColumns; blockColumn++) {
      const block = directory[directoryRow + blockColumn]!
      const above = (row & SIDE_MASK) < SIDE_MASK ? block : (directory[directoryRow + blockColumns + blockColumn] ?? 0)
      const word = (block << BLOCK_SHIFT) | (row & SIDE_MASK)
      const bits = insideBits[word]! & insideBits[(above << BLOCK_SHIFT) | ((row + 1) & SIDE_MASK)]!
      for (let slits = bits & ~joined[(word << 1) | 1]!; slits !== 0; slits &= slits - 1) {
        const bit = 31 - Math.clz32(slits & -slits)
        const column = (blockColumn << BLOCK_SHIFT) | bit
        if (mark[field.edgeOf((word << BLOCK_SHIFT) | bit, SIDE_NORTH, column, row)]! > markBase) continue
        this.#traceRing(field, options, blockColumn, bit, row, SIDE_NORTH)
      }
    }
  }

  /** The ring on the left of one that is found at a node: what it lies in, or a neighbour there; −1 = none. */
  #ringLeftOf(field: TracedGround, blockColumn: number, bit: number, row: number, isOuter: boolean): number {
    if (!isOuter) return this.#ringWestOf(field, blockColumn, bit, row)
    const column = (blockColumn << BLOCK_SHIFT) + bit - 1
    if (column < 0) return -1
    const west = nodeAt(field.directory, field.blockColumns, column, row)
    const isInside = ((field.insideBits[west >>> BLOCK_SHIFT]! >>> (west & SIDE_MASK)) & 1) === 1
    if (isInside) return field.mark[field.edgeOf(west, SIDE_EAST, column, row)]! - field.markBase - 1
    return this.#ringWestOf(field, column >> BLOCK_SHIFT, column & SIDE_MASK, row)
  }

  /** The ring of the next crossing to the west of a node in a row, one on the node's western side included; −1 = none. */
  #ringWestOf(field: TracedGround, fromBlockColumn: number, fromBit: number, row: number): number {
    const { insideBits, joined, directory, blockColumns, mark, markBase } = field
    const directoryRow = (row >> BLOCK_SHIFT) * blockColumns
    const wordOf = (blockColumn: number) =>
      blockColumn < 0 ? row & SIDE_MASK : (directory[directoryRow + blockColumn]! << BLOCK_SHIFT) | (row & SIDE_MASK)
    let mask = (2 << fromBit) - 1
    for (let blockColumn = fromBlockColumn; blockColumn >= 0; blockColumn--, mask = -1) {
      const word = wordOf(blockColumn)
      const west = wordOf(blockColumn - 1)
      const bits = insideBits[word]!
      const either = bits | (bits << 1) | (insideBits[west]! >>> SIDE_MASK)
      const cuts = either & ~((joined[word << 1]! << 1) | (joined[west << 1]! >>> SIDE_MASK)) & mask
      if (cuts === 0) continue
      const bit = 31 - Math.clz32(cuts)
      const node = (word << BLOCK_SHIFT) | bit
      const isInside = ((bits >>> bit) & 1) === 1
      const column = (blockColumn << BLOCK_SHIFT) | bit
      const edge = isInside
        ? field.edgeOf(node, SIDE_WEST, column, row)
        : field.edgeOf(bit > 0 ? node - 1 : (west << BLOCK_SHIFT) | SIDE_MASK, SIDE_EAST, column - 1, row)
      return mark[edge]! - markBase - 1
    }
    return -1
  }

  /**
   * Adds one ring to `rings`, unless it is a hole that is filled or in one: an outer ring, found on the western side of
   * its lowest, leftmost node, or a hole, found on the eastern or northern side of one.
   */
  #traceRing(
    field: TracedGround,
    options: TraceOptions,
    blockColumn: number,
    bit: number,
    row: number,
    side: number,
  ): void {
    const isOuter = side === SIDE_WEST
    const leftRing = this.#ringLeftOf(field, blockColumn, bit, row, isOuter)
    const found = this.#found++
    if (found >= this.#kept.length) {
      this.#kept = doubled(this.#kept, Int32Array)
      this.#within = doubled(this.#within, Int32Array)
      this.#isOuter = doubled(this.#isOuter, Uint8Array)
    }
    // The ring on the left in this row: for a hole its outer ring or a neighbouring hole; for an outer ring the hole
    // that it lies in or a neighbour there.
    const leftIsOuter = leftRing >= 0 && this.#isOuter[leftRing] === 1
    const within = leftRing < 0 ? -1 : isOuter === leftIsOuter ? this.#within[leftRing]! : leftRing
    this.#within[found] = within
    this.#isOuter[found] = isOuter ? 1 : 0
    const walker = this.#walker
    const vertices = walker.vertices
    const column = (blockColumn << BLOCK_SHIFT) + bit
    const squareCells = walker.walk(
      field,
      this.#places,
      options,
      column,
      row,
      (side + 1) & 3,
      field.markBase + 1 + found,
    )
    const isSmallHole =
      squareCells === 0 ||
      (!isOuter && -squareCells * field.cellMetres * field.cellMetres < options.minHoleSquareMetres)
    if (isSmallHole || (within >= 0 && this.#kept[within]! < 0)) {
      this.#kept[found] = -1
      walker.vertices = vertices
      return
    }
    const { rings } = this
    const parent = isOuter ? -1 : this.#kept[within]!
    this.#kept[found] = rings.count
    if (this.#take !== null) {
      this.#take(walker.x, walker.y, walker.vertices, parent)
      rings.count++
      walker.vertices = 0
      return
    }
    if (rings.count >= rings.parent.length) {
      rings.parent = doubled(rings.parent, Int32Array)
      rings.start = doubled(rings.start, Uint32Array)
    }
    rings.parent[rings.count++] = parent
    rings.start[rings.count] = walker.vertices
  }
}
