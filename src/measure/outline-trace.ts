// From a distance field to rings: marching squares, inside always on the left, simplified without ever losing validity.
// What enters: a stamped field. What leaves: rings in local metres, outer ones anticlockwise, holes clockwise with their parent.
// It does not know streets, limits or degrees.
//
// Why rings never touch: every grid edge is crossed by at most one ring, well inside its two nodes, and within a cell a ring is
// a straight chord. Simplification keeps that: a longer chord is taken only if it passes each skipped grid edge within a
// window around its true crossing (at most the tolerance away, never over a node), in the same order. So the drawing separates
// exactly the nodes that the field separates. Outlines of one field nest: a later one must pass outside the last on every edge.
import { BLOCK_SHIFT, type OutlineField } from './outline-field.ts'

const SIDE_MASK = (1 << BLOCK_SHIFT) - 1
/** Crossings keep this share of a cell away from the nodes. */
const NODE_CLEARANCE = 0.02
/** Shared out among the outlines of one field, so that each later one has room outside the one before. */
const NESTING_ROOM = 0.06
/** More outlines of one field than this could no longer be told apart in 1e-7 degrees. */
export const MAX_NESTED_OUTLINES = 24

/** How to draw. */
export interface TraceOptions {
  /** Simplification may move the outline by this much, metres. */
  readonly toleranceMetres: number
  /** Holes smaller than this are filled, square metres. */
  readonly minHoleSquareMetres: number
  /** 0 for the first outline of a field, 1 for the next … */
  readonly step: number
  /** How many outlines of this field there will be, at most {@link MAX_NESTED_OUTLINES}. */
  readonly steps: number
}

/** Rings of one outline, in local metres. Ring r is `x, y[start[r] … start[r+1])`, not closed. Valid until the next trace. */
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
  /** Crossings of the ring at hand: inside node, unit step to the outside node, place between them (0 to 1), window, grid edge. */
  #column = new Int32Array(1024)
  #row = new Int32Array(1024)
  #stepX = new Int8Array(1024)
  #stepY = new Int8Array(1024)
  #place = new Float64Array(1024)
  #low = new Float64Array(1024)
  #high = new Float64Array(1024)
  #edge = new Uint32Array(1024)
  #crossings = 0
  /** All rings met, dropped ones too: their number in `rings` (−1 dropped) and the ring they count as lying in. */
  #kept = new Int32Array(64)
  #within = new Int32Array(64)
  #found = 0
  #vertices = 0

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
    const { squared, mark, directory, blockColumns, squaredBand, markBase } = field
    for (let row = 0; row < field.blockRows << BLOCK_SHIFT; row++) {
      const directoryRow = (row >> BLOCK_SHIFT) * blockColumns
      const offset = (row & SIDE_MASK) << BLOCK_SHIFT
      let wasInside = false
      let before = 0
      let ring = -1
      for (let blockColumn = 0; blockColumn < blockColumns; blockColumn++) {
        const block = directory[directoryRow + blockColumn]!
        if (block === 0) continue
        const start = (block << (2 * BLOCK_SHIFT)) | offset
        for (let node = start; node <= start + SIDE_MASK; before = node++) {
          const isInside = squared[node]! <= squaredBand
          if (isInside === wasInside) continue
          if (mark[before]! <= markBase) {
            const column = (blockColumn << BLOCK_SHIFT) + (node - start)
            this.#traceRing(field, options, isInside ? column : column - 1, row, isInside, ring)
          }
          ring = mark[before]! - markBase - 1
          wasInside = isInside
        }
      }
    }
    field.markBase = markBase + this.#found
    return this.rings
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
    }
    const within = isOuter ? found : this.#within[leftRing]!
    this.#within[found] = within
    const squareCells = this.#follow(field, options, column, row, isOuter ? -1 : 1, field.markBase + 1 + found)
    const isSmallHole = -squareCells * field.cellMetres * field.cellMetres < options.minHoleSquareMetres
    if (!isOuter && isSmallHole) {
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
    this.#simplify(field)
    rings.start[rings.count] = this.#vertices
  }

  /** Walks along the outline with the inside on the left; fills the crossings; returns the signed area in square cells. */
  #follow(
    field: OutlineField,
    options: TraceOptions,
    startColumn: number,
    startRow: number,
    heading: number,
    label: number,
  ): number {
    const { squared, mark, directory, blockColumns, bandCells, squaredBand, crossing } = field
    const isNested = field.nested
    const room = NESTING_ROOM / options.steps
    const highest = 1 - NODE_CLEARANCE - (options.steps - 1 - options.step) * room
    const tolerance = options.toleranceMetres / field.cellMetres
    let inX = startColumn
    let inY = startRow
    let headX = 0
    let headY = heading
    let inNode = nodeAt(directory, blockColumns, inX, inY)
    let outNode = nodeAt(directory, blockColumns, inX + headY, inY - headX)
    let inDistance = Math.sqrt(squared[inNode]!)
    let outDistance = Math.sqrt(squared[outNode]!)
    let count = 0
    let twiceArea = 0
    let lastX = 0
    let lastY = 0
    let firstX = 0
    let firstY = 0
    do {
      if (count >= this.#place.length) this.#growCrossings()
      const stepX = headY
      const stepY = -headX
      const lowNode = stepX + stepY > 0 ? inNode : outNode
      const edge = lowNode * 2 + (stepX === 0 ? 1 : 0)
      if (stepX !== 0) mark[lowNode] = label
      let place = (bandCells - inDistance) / (outDistance - inDistance)
      let low = NODE_CLEARANCE
      if (isNested) {
        const outside = crossing[edge]! + room * 0.9
        if (outside > low) low = outside
      }
      place = place < low ? low : place > highest ? highest : place
      this.#column[count] = inX
      this.#row[count] = inY
      this.#stepX[count] = stepX
      this.#stepY[count] = stepY
      this.#place[count] = place
      this.#low[count] = place - tolerance > low ? place - tolerance : low
      this.#high[count] = place + tolerance < highest ? place + tolerance : highest
      this.#edge[count] = edge
      const x = inX + place * stepX
      const y = inY + place * stepY
      if (count === 0) {
        firstX = x
        firstY = y
      } else {
        twiceArea += (lastX - firstX) * (y - firstY) - (x - firstX) * (lastY - firstY)
      }
      lastX = x
      lastY = y
      count++
      const aheadIn = nodeAt(directory, blockColumns, inX + headX, inY + headY)
      const aheadOut = nodeAt(directory, blockColumns, inX + stepX + headX, inY + stepY + headY)
      const isAheadInInside = squared[aheadIn]! <= squaredBand
      const isAheadOutInside = squared[aheadOut]! <= squaredBand
      const aheadInDistance = Math.sqrt(squared[aheadIn]!)
      const aheadOutDistance = Math.sqrt(squared[aheadOut]!)
      let turnsLeft = !isAheadInInside
      if (turnsLeft && isAheadOutInside) {
        turnsLeft = inDistance + outDistance + aheadInDistance + aheadOutDistance > 4 * bandCells
      }
      if (turnsLeft) {
        outNode = aheadIn
        outDistance = aheadInDistance
        const turned = headX
        headX = -headY
        headY = turned
      } else if (isAheadOutInside) {
        inX += stepX + headX
        inY += stepY + headY
        inNode = aheadOut
        inDistance = aheadOutDistance
        const turned = headX
        headX = headY
        headY = -turned
      } else {
        inX += headX
        inY += headY
        inNode = aheadIn
        inDistance = aheadInDistance
        outNode = aheadOut
        outDistance = aheadOutDistance
      }
    } while (inX !== startColumn || inY !== startRow || headX !== 0 || headY !== heading)
    this.#crossings = count
    return twiceArea / 2
  }

  /** Longest chords first come, first served: from each vertex to the farthest crossing that all skipped windows let through. */
  #simplify(field: OutlineField): void {
    const count = this.#crossings
    const { cellMetres, originX, originY } = field
    let from = 0
    while (from < count) {
      const x = this.#column[from]! + this.#place[from]! * this.#stepX[from]!
      const y = this.#row[from]! + this.#place[from]! * this.#stepY[from]!
      this.#emit(originX + x * cellMetres, originY + y * cellMetres)
      const to = this.#farthest(from, x, y, count)
      if (field.nested) this.#keepCrossings(field, from, to, x, y, count)
      from = to
    }
  }

  /** The farthest crossing (at most `count`, which is the first again) that a straight chord from (x, y) may end at. */
  #farthest(from: number, x: number, y: number, count: number): number {
    let leftX = 0
    let leftY = 0
    let rightX = 0
    let rightY = 0
    let to = from + 1
    for (; to < count; to++) {
      const stepX = this.#stepX[to]!
      const stepY = this.#stepY[to]!
      const dx = this.#column[to]! - x
      const dy = this.#row[to]! - y
      const low = this.#low[to]!
      const high = this.#high[to]!
      const lowX = dx + low * stepX
      const lowY = dy + low * stepY
      const highX = dx + high * stepX
      const highY = dy + high * stepY
      if (highX * lowY - highY * lowX <= 0) return to
      if (to === from + 1) {
        leftX = lowX
        leftY = lowY
        rightX = highX
        rightY = highY
      } else {
        if (lowX * leftY - lowY * leftX > 0) {
          leftX = lowX
          leftY = lowY
        }
        if (rightX * highY - rightY * highX > 0) {
          rightX = highX
          rightY = highY
        }
        if (rightX * leftY - rightY * leftX <= 0) return to
      }
      const next = to + 1 === count ? 0 : to + 1
      const place = this.#place[next]!
      const nextX = this.#column[next]! + place * this.#stepX[next]! - x
      const nextY = this.#row[next]! + place * this.#stepY[next]! - y
      if (rightX * nextY - rightY * nextX < 0 || nextX * leftY - nextY * leftX < 0) return to
    }
    return to
  }

  /** Notes where the chord passes each grid edge, for the next outline of this field. */
  #keepCrossings(field: OutlineField, from: number, to: number, x: number, y: number, count: number): void {
    const { crossing } = field
    crossing[this.#edge[from]!] = this.#place[from]!
    const last = to === count ? 0 : to
    const dx = this.#column[last]! + this.#place[last]! * this.#stepX[last]! - x
    const dy = this.#row[last]! + this.#place[last]! * this.#stepY[last]! - y
    for (let at = from + 1; at < to; at++) {
      const stepX = this.#stepX[at]!
      const column = this.#column[at]!
      const row = this.#row[at]!
      crossing[this.#edge[at]!] =
        stepX === 0
          ? (y + ((column - x) / dx) * dy - row) * this.#stepY[at]!
          : (x + ((row - y) / dy) * dx - column) * stepX
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

  #growCrossings(): void {
    this.#column = grown(this.#column, Int32Array)
    this.#row = grown(this.#row, Int32Array)
    this.#stepX = grown(this.#stepX, Int8Array)
    this.#stepY = grown(this.#stepY, Int8Array)
    this.#place = grown(this.#place, Float64Array)
    this.#low = grown(this.#low, Float64Array)
    this.#high = grown(this.#high, Float64Array)
    this.#edge = grown(this.#edge, Uint32Array)
  }
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
