// From a field to rings: marching squares, inside always on the left, simplified without ever losing validity.
// What enters: a stamped field. What leaves: rings in local metres, outer ones anticlockwise, holes clockwise with
// their parent. It does not know streets, limits or degrees.
//
// Why rings never touch: every grid edge is crossed by at most one ring, well inside its two nodes, and within a cell a
// ring is a straight chord. Simplification keeps that: a longer chord is taken only if it passes each skipped grid edge
// within a window around its true crossing (at most the tolerance away, never over a node), in the same order. So the
// drawing separates exactly the nodes that the field separates. Outlines of one field nest: a later one must pass
// outside the last on every edge. Inside nodes that meet at a corner only are not joined: ground that may be cut off is
// never drawn as connected.
import { BLOCK_SHIFT, type OutlineField, OVERHANG_STEPS } from './outline-field.ts'

const SIDE_MASK = (1 << BLOCK_SHIFT) - 1
/** Crossings keep this share of a cell away from the nodes. */
const NODE_CLEARANCE = 0.02
/** Shared out among the outlines of one field, so that each later one has room outside the one before. */
const NESTING_ROOM = 0.06
/** More outlines of one field than this could no longer be told apart in 1e-7 degrees. */
export const MAX_NESTED_OUTLINES = 24
/** Numbers per crossing. */
const STRIDE = 8
const NORTH = 1
const SOUTH = 3

/** How to draw. */
export interface TraceOptions {
  /** Simplification may move the outline by this much, metres. */
  readonly toleranceMetres: number
  /** Holes smaller than this are filled, with everything in them; square metres. */
  readonly minHoleSquareMetres: number
  /** 0 for the first outline of a field, 1 for the next … */
  readonly step: number
  /** How many outlines of this field there will be, at most {@link MAX_NESTED_OUTLINES}. */
  readonly steps: number
}

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
    x: new Float64Array(1024),
    y: new Float64Array(1024),
  }
  /**
   * Crossings of the ring at hand, eight numbers each, in cells: the crossing (x, y), the inside and the outside end of
   * its window (x, y each), and the inside node (x, y).
   */
  #crossings = new Float64Array(1024 * STRIDE)
  /** Grid edge of each crossing: four times the inside node, plus the side of the outside one. */
  #edges = new Uint32Array(1024)
  #crossingCount = 0
  /** All rings met, dropped ones too: their number in `rings` (−1 dropped), and the ring around them (−1 none). */
  #kept = new Int32Array(64)
  #within = new Int32Array(64)
  #isOuter = new Uint8Array(64)
  #found = 0
  #vertices = 0
  /** By overhang: the crossing and the ends of its window. By the last outline's crossing: the least there may be. */
  readonly #placeOf = new Float64Array(OVERHANG_STEPS)
  readonly #lowOf = new Float64Array(OVERHANG_STEPS)
  readonly #highOf = new Float64Array(OVERHANG_STEPS)
  readonly #leastOf = new Float64Array(OVERHANG_STEPS)
  #tolerance = 0
  #highest = 0

  /**
   * Traces the outline of a field. O(nodes near the drawing).
   *
   * @returns rings in local metres, valid until the next call
   */
  trace(field: OutlineField, options: TraceOptions): TracedRings {
    this.rings.count = 0
    this.rings.start[0] = 0
    this.#vertices = 0
    this.#found = 0
    this.#fillPlaces(field, options)
    const { insideBits, mark, directory, blockColumns, markBase } = field
    for (let row = 0; row < field.blockRows << BLOCK_SHIFT; row++) {
      const inBlock = row & SIDE_MASK
      const directoryRow = (row >> BLOCK_SHIFT) * blockColumns
      let carry = 0
      for (let blockColumn = 0; blockColumn < blockColumns; blockColumn++) {
        const block = directory[directoryRow + blockColumn]!
        if (block === 0 && carry === 0) continue
        const bits = insideBits[(block << BLOCK_SHIFT) | inBlock]!
        const below = inBlock > 0 ? block : row === 0 ? 0 : directory[directoryRow - blockColumns + blockColumn]!
        const bitsBelow = insideBits[(below << BLOCK_SHIFT) | ((row - 1) & SIDE_MASK)]!
        const bitsWest = (bits << 1) | carry
        carry = bits >>> SIDE_MASK
        // A ring's lowest, leftmost node: outside to the west and below; for a hole inside to the west and below.
        let starts = (bits & ~bitsWest & ~bitsBelow) | (~bits & bitsWest & bitsBelow)
        while (starts !== 0) {
          const bit = 31 - Math.clz32(starts & -starts)
          starts &= starts - 1
          const column = (blockColumn << BLOCK_SHIFT) + bit
          const isOuter = ((bits >>> bit) & 1) === 1
          if (mark[crossingAt(field, column, row, isOuter)]! > markBase) continue
          const leftRing = this.#ringWestOf(field, blockColumn, row, (1 << bit) - 1)
          this.#traceRing(field, options, isOuter ? column : column - 1, row, isOuter, leftRing)
        }
      }
    }
    field.markBase = markBase + this.#found
    return this.rings
  }

  /** The ring of the next crossing to the west in a row, among the `under` bits of a block and the blocks before; −1 = none. */
  #ringWestOf(field: OutlineField, fromBlockColumn: number, row: number, under: number): number {
    const { insideBits, directory, blockColumns } = field
    const directoryRow = (row >> BLOCK_SHIFT) * blockColumns
    const wordOf = (blockColumn: number) =>
      blockColumn < 0 ? 0 : insideBits[(directory[directoryRow + blockColumn]! << BLOCK_SHIFT) | (row & SIDE_MASK)]!
    let mask = under
    for (let blockColumn = fromBlockColumn; blockColumn >= 0; blockColumn--, mask = -1) {
      const bits = wordOf(blockColumn)
      const changes = (bits ^ ((bits << 1) | (wordOf(blockColumn - 1) >>> SIDE_MASK))) & mask
      if (changes === 0) continue
      const bit = 31 - Math.clz32(changes)
      const crossing = crossingAt(field, (blockColumn << BLOCK_SHIFT) + bit, row, ((bits >>> bit) & 1) === 1)
      return field.mark[crossing]! - field.markBase - 1
    }
    return -1
  }

  /** Follows one ring from its lowest, leftmost crossing, then simplifies it into `rings`. */
  #traceRing(
    field: OutlineField,
    options: TraceOptions,
    column: number,
    row: number,
    isOuter: boolean,
    leftRing: number,
  ): void {
    const found = this.#found++
    if (found >= this.#kept.length) {
      this.#kept = grown(this.#kept, Int32Array)
      this.#within = grown(this.#within, Int32Array)
      this.#isOuter = grown(this.#isOuter, Uint8Array)
    }
    // The ring on the left in this row: for a hole its outer ring or a neighbouring hole; for an outer ring the hole
    // that it lies in or a neighbour there.
    const leftIsOuter = leftRing >= 0 && this.#isOuter[leftRing] === 1
    const within = leftRing < 0 ? -1 : isOuter === leftIsOuter ? this.#within[leftRing]! : leftRing
    this.#within[found] = within
    this.#isOuter[found] = isOuter ? 1 : 0
    const heading = isOuter ? SOUTH : NORTH
    const isNested = field.nested && options.step > 0
    const squareCells = this.#follow(field, isNested, column, row, heading, field.markBase + 1 + found)
    const isSmallHole = !isOuter && -squareCells * field.cellMetres * field.cellMetres < options.minHoleSquareMetres
    if (isSmallHole || (within >= 0 && this.#kept[within]! < 0)) {
      this.#kept[found] = -1
      return
    }
    const { rings } = this
    if (rings.count >= rings.parent.length) {
      rings.parent = grown(rings.parent, Int32Array)
      rings.start = grown(rings.start, Uint32Array)
    }
    this.#kept[found] = rings.count
    rings.parent[rings.count++] = isOuter ? -1 : this.#kept[within]!
    this.#simplify(field, field.nested && options.step + 1 < options.steps)
    rings.start[rings.count] = this.#vertices
  }

  /** Where outlines may cross, by overhang and by the last outline's crossing: two bytes tell all. */
  #fillPlaces(field: OutlineField, { step, steps, toleranceMetres }: TraceOptions): void {
    const highest = 1 - NODE_CLEARANCE - (steps - 1 - step) * (NESTING_ROOM / steps)
    const room = (NESTING_ROOM / steps) * 0.9
    const tolerance = toleranceMetres / field.cellMetres
    for (let byte = 0; byte < OVERHANG_STEPS; byte++) {
      const place = Math.max(NODE_CLEARANCE, Math.min(highest, (byte + 0.5) / OVERHANG_STEPS))
      this.#placeOf[byte] = place
      this.#highOf[byte] = Math.min(highest, place + tolerance)
      this.#lowOf[byte] = Math.max(NODE_CLEARANCE, place - tolerance)
      this.#leastOf[byte] = byte === 0 ? 0 : Math.min(highest, byte / OVERHANG_STEPS + room)
    }
    this.#tolerance = tolerance
    this.#highest = highest
  }

  /**
   * Walks along the outline with the inside on the left; fills the crossings; returns the signed area in square cells.
   */
  #follow(
    field: OutlineField,
    isNested: boolean,
    startColumn: number,
    startRow: number,
    startHeading: number,
    label: number,
  ): number {
    const { insideBits, overhang, mark, directory, blockColumns, crossing } = field
    const placeOf = this.#placeOf
    const lowOf = this.#lowOf
    const highOf = this.#highOf
    const leastOf = this.#leastOf
    let crossings = this.#crossings
    let edges = this.#edges
    let inX = startColumn
    let inY = startRow
    let heading = startHeading
    let node = nodeAt(directory, blockColumns, inX, inY)
    let count = 0
    let twiceArea = 0
    let lastX = startColumn
    let lastY = startRow
    do {
      if (count === edges.length) {
        this.#crossings = crossings = grown(crossings, Float64Array)
        this.#edges = edges = grown(edges, Uint32Array)
      }
      const side = (heading + 3) & 3
      const edge = (node << 2) | side
      if ((side & 1) === 0) mark[(node << 1) | (side >> 1)] = label
      const beyond = overhang[edge]!
      let place = placeOf[beyond]!
      let low = lowOf[beyond]!
      let high = highOf[beyond]!
      if (isNested) {
        const least = leastOf[crossing[edge]!]!
        if (least > low) {
          if (least > place) {
            place = least
            high = Math.min(this.#highest, place + this.#tolerance)
          }
          low = least
        }
      }
      const stepX = stepXOf(side)
      const stepY = stepYOf(side)
      const x = inX + place * stepX
      const y = inY + place * stepY
      const at = count * STRIDE
      crossings[at] = x
      crossings[at + 1] = y
      crossings[at + 2] = inX + low * stepX
      crossings[at + 3] = inY + low * stepY
      crossings[at + 4] = inX + high * stepX
      crossings[at + 5] = inY + high * stepY
      crossings[at + 6] = inX
      crossings[at + 7] = inY
      edges[count++] = edge
      twiceArea += (lastX - startColumn) * (y - startRow) - (x - startColumn) * (lastY - startRow)
      lastX = x
      lastY = y
      const aheadX = inX + stepXOf(heading)
      const aheadY = inY + stepYOf(heading)
      const ahead = nodeBeside(node, inX, inY, aheadX, aheadY, directory, blockColumns)
      if (((insideBits[ahead >>> BLOCK_SHIFT]! >>> (ahead & SIDE_MASK)) & 1) === 0) {
        heading = (heading + 1) & 3
        continue
      }
      node = ahead
      inX = aheadX
      inY = aheadY
      const beside = nodeBeside(node, inX, inY, inX + stepX, inY + stepY, directory, blockColumns)
      if (((insideBits[beside >>> BLOCK_SHIFT]! >>> (beside & SIDE_MASK)) & 1) === 0) continue
      node = beside
      inX += stepX
      inY += stepY
      heading = side
    } while (inX !== startColumn || inY !== startRow || heading !== startHeading)
    twiceArea += (lastX - startColumn) * (crossings[1]! - startRow) - (crossings[0]! - startColumn) * (lastY - startRow)
    this.#crossingCount = count
    return twiceArea / 2
  }

  /**
   * Longest chords first come, first served: from each vertex to the farthest crossing that all skipped windows let
   * through.
   */
  #simplify(field: OutlineField, keepsCrossings: boolean): void {
    const { cellMetres, originX, originY } = field
    const crossings = this.#crossings
    let from = 0
    while (from < this.#crossingCount) {
      this.#emit(originX + crossings[from * STRIDE]! * cellMetres, originY + crossings[from * STRIDE + 1]! * cellMetres)
      const to = this.#farthest(from)
      if (keepsCrossings) this.#keepCrossings(field.crossing, from, to)
      from = to
    }
  }

  /** The farthest crossing (at most their number, which is the first one again) that a straight chord may end at. */
  #farthest(from: number): number {
    const crossings = this.#crossings
    const end = this.#crossingCount * STRIDE
    const x = crossings[from * STRIDE]!
    const y = crossings[from * STRIDE + 1]!
    let leftX = 0
    let leftY = 0
    let rightX = 0
    let rightY = 0
    const start = (from + 1) * STRIDE
    let at = start
    for (; at < end; at += STRIDE) {
      const lowX = crossings[at + 2]! - x
      const lowY = crossings[at + 3]! - y
      const highX = crossings[at + 4]! - x
      const highY = crossings[at + 5]! - y
      if (highX * lowY - highY * lowX <= 0) break
      if (at === start || lowX * leftY - lowY * leftX > 0) {
        leftX = lowX
        leftY = lowY
      }
      if (at === start || rightX * highY - rightY * highX > 0) {
        rightX = highX
        rightY = highY
      }
      if (rightX * leftY - rightY * leftX <= 0) break
      const next = at + STRIDE === end ? 0 : at + STRIDE
      const nextX = crossings[next]! - x
      const nextY = crossings[next + 1]! - y
      if (rightX * nextY - rightY * nextX < 0 || nextX * leftY - nextY * leftX < 0) break
    }
    return at / STRIDE
  }

  /** Notes where the chord passes each grid edge, for the next outline of this field. */
  #keepCrossings(kept: Uint8Array, from: number, to: number): void {
    const crossings = this.#crossings
    const edges = this.#edges
    const first = from * STRIDE
    const last = to === this.#crossingCount ? 0 : to * STRIDE
    const x = crossings[first]!
    const y = crossings[first + 1]!
    const dx = crossings[last]! - x
    const dy = crossings[last + 1]! - y
    const place = Math.abs(x - crossings[first + 6]!) + Math.abs(y - crossings[first + 7]!)
    kept[edges[from]!] = Math.ceil(place * OVERHANG_STEPS)
    for (let at = from + 1; at < to; at++) {
      const inX = crossings[at * STRIDE + 6]!
      const inY = crossings[at * STRIDE + 7]!
      const edge = edges[at]!
      const isUpright = (edge & 1) === 1
      const skipped = isUpright ? y + ((inX - x) / dx) * dy - inY : x + ((inY - y) / dy) * dx - inX
      kept[edge] = Math.ceil(Math.abs(skipped) * OVERHANG_STEPS)
    }
  }

  #emit(x: number, y: number): void {
    const { rings } = this
    if (this.#vertices >= rings.x.length) {
      rings.x = grown(rings.x, Float64Array)
      rings.y = grown(rings.y, Float64Array)
    }
    rings.x[this.#vertices] = x
    rings.y[this.#vertices++] = y
  }
}

/** Steps towards the sides of a node, by side number (east 0, north 1, west 2, south 3); and of a heading. */
function stepXOf(side: number): number {
  return (1 - side) & -(~side & 1)
}

function stepYOf(side: number): number {
  return (2 - side) & -(side & 1)
}

/** The number of a node next to another: mostly in the same block. */
function nodeBeside(
  node: number,
  fromColumn: number,
  fromRow: number,
  column: number,
  row: number,
  directory: Int32Array,
  blockColumns: number,
): number {
  if (((fromColumn ^ column) | (fromRow ^ row)) < SIDE_MASK + 1) {
    return node + (column - fromColumn) + ((row - fromRow) << BLOCK_SHIFT)
  }
  return nodeAt(directory, blockColumns, column, row)
}

/** Place in `mark` of the crossing between a node and its western neighbour, by which of them is inside. */
function crossingAt({ directory, blockColumns }: OutlineField, column: number, row: number, isInside: boolean): number {
  return isInside
    ? nodeAt(directory, blockColumns, column, row) * 2 + 1
    : nodeAt(directory, blockColumns, column - 1, row) * 2
}

function nodeAt(directory: Int32Array, blockColumns: number, column: number, row: number): number {
  const block = directory[(row >> BLOCK_SHIFT) * blockColumns + (column >> BLOCK_SHIFT)]!
  return (block << (2 * BLOCK_SHIFT)) | ((row & SIDE_MASK) << BLOCK_SHIFT) | (column & SIDE_MASK)
}

function grown<T extends { length: number; set(from: T): void }>(array: T, make: new (length: number) => T): T {
  const bigger = new make(array.length * 2)
  bigger.set(array)
  return bigger
}
