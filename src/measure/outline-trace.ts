// From a field to rings: marching squares, inside always on the left, simplified without ever losing validity.
// What enters: a stamped field. What leaves: rings in local metres, outer ones anticlockwise, holes clockwise with
// their parent. It does not know streets, limits or degrees.
//
// Why rings never touch: a grid edge is crossed at most once from each of its nodes, well inside both and in order, and
// within a cell a ring is a straight chord between the ends of what is joined around it. Simplification keeps that: a
// longer chord is taken only if it passes each skipped grid edge within a window around its true crossing (at most the
// tolerance away, never over a node or into the window of the other crossing), in the same order. So the drawing
// separates exactly the nodes that the field separates. Outlines of one field nest: a later one must pass outside the
// last on every edge; where a gap ends both may end on the same edge. Nodes inside that meet at a corner only, or have a
// gap between them, are not joined: ground that may be cut off is never drawn as connected.
import { BLOCK_SHIFT, OVERHANG_STEPS, SIDE_EAST, SIDE_NORTH, SIDE_WEST } from './outline-field.ts'
import { joinNeighbours } from './outline-join.ts'
import { CrossingPlaces, type TraceOptions } from './outline-places.ts'
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
    x: new Float64Array(1024),
    y: new Float64Array(1024),
  }
  /** Grid edges crossed since the last vertex, its own first. */
  #edges = new Int32Array(256)
  /** The inside node of each of them. */
  #columns = new Int32Array(256)
  #rows = new Int32Array(256)
  /** Where a chord starts and ends (x, y each): numbers with decimals are quicker handed over like this. */
  readonly #chord = new Float64Array(4)
  /** All rings met, dropped ones too: their number in `rings` (−1 dropped), and the ring around them (−1 none). */
  #kept = new Int32Array(64)
  #within = new Int32Array(64)
  #isOuter = new Uint8Array(64)
  #found = 0
  #vertices = 0
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
    this.#vertices = 0
    this.#found = 0
    this.#places.fill(field, options)
    joinNeighbours(field, this.#places, field.nested && options.step > 0)
    for (let row = 0; row < field.blockRows << BLOCK_SHIFT; row++) {
      if (this.#findRings(field, options, row)) this.#findSlits(field, options, row)
    }
    field.markBase += this.#found
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
    const vertices = this.#vertices
    const column = (blockColumn << BLOCK_SHIFT) + bit
    const squareCells = this.#walk(field, options, column, row, (side + 1) & 3, field.markBase + 1 + found)
    const isSmallHole =
      squareCells === 0 ||
      (!isOuter && -squareCells * field.cellMetres * field.cellMetres < options.minHoleSquareMetres)
    if (isSmallHole || (within >= 0 && this.#kept[within]! < 0)) {
      this.#kept[found] = -1
      this.#vertices = vertices
      return
    }
    const { rings } = this
    const parent = isOuter ? -1 : this.#kept[within]!
    this.#kept[found] = rings.count
    if (this.#take !== null) {
      this.#take(rings.x, rings.y, this.#vertices, parent)
      rings.count++
      this.#vertices = 0
      return
    }
    if (rings.count >= rings.parent.length) {
      rings.parent = grown(rings.parent, Int32Array)
      rings.start = grown(rings.start, Uint32Array)
    }
    rings.parent[rings.count++] = parent
    rings.start[rings.count] = this.#vertices
  }

  /**
   * Walks along an outline with the inside on the left and adds its vertices. Longest chords first come, first served:
   * each goes as far as the windows of all crossings on its way let it through. Returns the signed area in square
   * cells, before simplification.
   */
  #walk(
    field: TracedGround,
    { step, steps }: TraceOptions,
    startColumn: number,
    startRow: number,
    startHeading: number,
    label: number,
  ): number {
    const { joined, overhang, mark, directory, blockColumns, crossing, gap, originX, originY, cellMetres } = field
    const isNested = field.nested && step > 0
    const keepsCrossings = field.nested && step + 1 < steps
    const { placeOf, lowOf, highOf, leastOf, highest, tolerance } = this.#places
    const chord = this.#chord
    let edges = this.#edges
    let columns = this.#columns
    let rows = this.#rows
    let { x: xs, y: ys } = this.rings
    let vertices = this.#vertices
    let inX = startColumn
    let inY = startRow
    let heading = startHeading
    let node = nodeAt(directory, blockColumns, inX, inY)
    let count = 0
    let twiceArea = 0
    let firstX = 0
    let firstY = 0
    let lastX = 0
    let lastY = 0
    // The chord at hand: where it starts, and between which directions it passes all windows since then.
    let fromX = 0
    let fromY = 0
    let leftX = 0
    let leftY = 0
    let rightX = 0
    let rightY = 0
    let isFresh = true
    let onChord = 0
    do {
      const side = (heading + 3) & 3
      const edge = field.edgeOf(node, side, inX, inY)
      mark[edge] = label
      if (vertices + 2 > xs.length) {
        this.rings.x = xs = grown(xs, Float64Array)
        this.rings.y = ys = grown(ys, Float64Array)
      }
      const beyond = overhang[edge]!
      let place = placeOf[beyond]!
      let low = lowOf[beyond]!
      let high = highOf[beyond]!
      if (isNested) {
        const least = leastOf[crossing[edge]!]!
        if (least > low) {
          if (least > place) {
            place = least
            high = Math.min(highest, place + tolerance)
          }
          low = least
        }
      }
      const beyondGap = gap[edge]!
      if (beyondGap !== 0) high = Math.min(high, place + beyondGap / (3 * OVERHANG_STEPS))
      const stepX = stepXOf(side)
      const stepY = stepYOf(side)
      const x = inX + place * stepX
      const y = inY + place * stepY
      if (count++ === 0) {
        fromX = firstX = x
        fromY = firstY = y
        xs[vertices] = originX + x * cellMetres
        ys[vertices++] = originY + y * cellMetres
      } else {
        twiceArea += lastX * y - x * lastY
        if (!isFresh) {
          // May the chord go on past the last crossing?
          const nextX = x - fromX
          const nextY = y - fromY
          if (rightX * nextY - rightY * nextX < 0 || nextX * leftY - nextY * leftX < 0) {
            if (keepsCrossings) {
              chord[0] = fromX
              chord[1] = fromY
              chord[2] = lastX
              chord[3] = lastY
              this.#endChord(crossing, onChord - 1)
              onChord = 1
            }
            fromX = lastX
            fromY = lastY
            xs[vertices] = originX + fromX * cellMetres
            ys[vertices++] = originY + fromY * cellMetres
            isFresh = true
          }
        }
        const awayX = inX - fromX
        const awayY = inY - fromY
        // Are the inside and the outside end of the window on the left and the right, and of those before as well?
        let isOpen = (high - low) * (stepX * awayY - stepY * awayX) > 0
        if (isOpen) {
          const lowX = awayX + low * stepX
          const lowY = awayY + low * stepY
          const highX = awayX + high * stepX
          const highY = awayY + high * stepY
          if (isFresh || lowX * leftY - lowY * leftX > 0) {
            leftX = lowX
            leftY = lowY
          }
          if (isFresh || rightX * highY - rightY * highX > 0) {
            rightX = highX
            rightY = highY
          }
          isOpen = rightX * leftY - rightY * leftX > 0
        }
        if (!isOpen) {
          if (keepsCrossings) {
            chord[0] = fromX
            chord[1] = fromY
            chord[2] = x
            chord[3] = y
            this.#endChord(crossing, onChord)
            onChord = 0
          }
          fromX = x
          fromY = y
          xs[vertices] = originX + x * cellMetres
          ys[vertices++] = originY + y * cellMetres
        }
        isFresh = !isOpen
      }
      lastX = x
      lastY = y
      if (keepsCrossings) {
        if (onChord === edges.length) {
          this.#edges = edges = grown(edges, Int32Array)
          this.#columns = columns = grown(columns, Int32Array)
          this.#rows = rows = grown(rows, Int32Array)
        }
        edges[onChord] = edge
        columns[onChord] = inX
        rows[onChord++] = inY
      }
      // The ring goes on at the same node, at the next one ahead, or at that one's neighbour on the side.
      const headX = stepXOf(heading)
      const headY = stepYOf(heading)
      let ahead = node + headX + (headY << BLOCK_SHIFT)
      let beside = ahead + stepX + (stepY << BLOCK_SHIFT)
      if (((inX + 1) & SIDE_MASK) < 2 || ((inY + 1) & SIDE_MASK) < 2) {
        ahead = nodeAt(directory, blockColumns, inX + headX, inY + headY)
        beside = nodeAt(directory, blockColumns, inX + headX + stepX, inY + headY + stepY)
      }
      // Without branches: which way an outline turns is a guess that processors get wrong.
      const goesAhead = isJoined(joined, node + ((ahead - node) & -(heading >> 1)), heading)
      const turns = goesAhead & isJoined(joined, ahead + ((beside - ahead) & -(side >> 1)), side)
      inX += (headX & -goesAhead) + (stepX & -turns)
      inY += (headY & -goesAhead) + (stepY & -turns)
      node += ((ahead - node) & -goesAhead) + ((beside - ahead) & -turns)
      heading = (heading + 1 - goesAhead - turns) & 3
      if (beyondGap !== 0 && turns === 1) {
        // The gap may end here: then back along its other side.
        const back = (side + 3) & 3
        const behind = nodeAt(directory, blockColumns, inX + stepXOf(back), inY + stepYOf(back))
        if (isJoined(joined, back < 2 ? node : behind, back) === 1) {
          node = behind
          inX += stepXOf(back)
          inY += stepYOf(back)
          heading = back
        }
      }
    } while (inX !== startColumn || inY !== startRow || heading !== startHeading)
    const nextX = firstX - fromX
    const nextY = firstY - fromY
    if (!isFresh && (rightX * nextY - rightY * nextX < 0 || nextX * leftY - nextY * leftX < 0)) {
      if (keepsCrossings) {
        chord.set([fromX, fromY, lastX, lastY])
        this.#endChord(crossing, onChord - 1)
        onChord = 1
      }
      fromX = lastX
      fromY = lastY
      xs[vertices] = originX + fromX * cellMetres
      ys[vertices++] = originY + fromY * cellMetres
    }
    if (keepsCrossings) {
      chord.set([fromX, fromY, firstX, firstY])
      this.#endChord(crossing, onChord)
    }
    twiceArea += lastX * firstY - firstX * lastY
    this.#vertices = vertices
    // Across one gap and back there is no ground in between.
    return count > 2 ? twiceArea / 2 : 0
  }

  /**
   * Keeps in the field where a chord passes each grid edge, its start included, for the next outline. Where its end is
   * noted already, that comes first on the next chord.
   */
  #endChord(kept: Uint8Array, count: number): void {
    const x = this.#chord[0]!
    const y = this.#chord[1]!
    const edges = this.#edges
    const columns = this.#columns
    const rows = this.#rows
    const dx = this.#chord[2]! - x
    const dy = this.#chord[3]! - y
    const place = Math.abs(x - columns[0]!) + Math.abs(y - rows[0]!)
    kept[edges[0]!] = Math.ceil(place * OVERHANG_STEPS)
    for (let at = 1; at < count; at++) {
      const inX = columns[at]!
      const inY = rows[at]!
      const edge = edges[at]!
      const isUpright = (edge & 1) === 1
      const skipped = isUpright ? y + ((inX - x) / dx) * dy - inY : x + ((inY - y) / dy) * dx - inX
      kept[edge] = Math.ceil(Math.abs(skipped) * OVERHANG_STEPS)
    }
    edges[0] = edges[count]!
    columns[0] = columns[count]!
    rows[0] = rows[count]!
  }
}

/** Steps towards the sides of a node, by side number (east 0, north 1, west 2, south 3); and of a heading. */
function stepXOf(side: number): number {
  return (1 - side) & -(~side & 1)
}

function stepYOf(side: number): number {
  return (2 - side) & -(side & 1)
}

/** 1 where a node is joined with its neighbour in the east (even) or in the north (odd), else 0. */
function isJoined(joined: Int32Array, node: number, side: number): number {
  return (joined[((node >>> BLOCK_SHIFT) << 1) | (side & 1)]! >>> (node & SIDE_MASK)) & 1
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
