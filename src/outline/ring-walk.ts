// One ring of ground: marching squares, inside always on the left, simplified without ever losing validity. What enters: a
// stamped field, where to begin. What leaves: vertices in local metres. It does not know other rings.
//
// Why rings never touch: a grid edge is crossed at most once from each of its nodes, well inside both and in order, and
// within a cell a ring is a straight chord between the ends of what is joined around it. Simplification keeps that: a
// longer chord is taken only if it passes each skipped grid edge within a window around its true crossing (at most the
// tolerance away, never over a node or into the window of the other crossing), in the same order. So the drawing
// separates exactly the nodes that the field separates. Outlines of one field nest: a later one must pass outside the
// last on every edge; where a gap ends both may end on the same edge. Nodes inside that meet at a corner only, or have a
// gap between them, are not joined: ground that may be cut off is never drawn as connected.
import { doubled } from '../foundation/copied-into.ts'
import { BLOCK_SHIFT, OVERHANG_STEPS } from './outline-field.ts'
import type { CrossingPlaces, TraceOptions } from './outline-places.ts'
import type { TracedGround } from './traced-ground.ts'

const SIDE_MASK = (1 << BLOCK_SHIFT) - 1

/** Walks along rings, one after the other; its memory is reused. */
export class RingWalker {
  /** Vertices of the rings walked along, `x, y[0 … vertices)`; local metres. */
  x = new Float64Array(1024)
  y = new Float64Array(1024)
  vertices = 0
  /** Grid edges crossed since the last vertex, its own first. */
  #edges = new Int32Array(256)
  /** The inside node of each of them. */
  #columns = new Int32Array(256)
  #rows = new Int32Array(256)
  /** Where a chord starts and ends (x, y each): numbers with decimals are quicker handed over like this. */
  readonly #chord = new Float64Array(4)

  /**
   * Walks along an outline with the inside on the left and adds its vertices. Longest chords first come, first served:
   * each goes as far as the windows of all crossings on its way let it through. Returns the signed area in square
   * cells, before simplification.
   */
  walk(
    field: TracedGround,
    places: CrossingPlaces,
    { step, steps }: TraceOptions,
    startColumn: number,
    startRow: number,
    startHeading: number,
    label: number,
  ): number {
    const { joined, overhang, mark, directory, blockColumns, crossing, gap, originX, originY, cellMetres } = field
    const isNested = field.nested && step > 0
    const keepsCrossings = field.nested && step + 1 < steps
    const { placeOf, lowOf, highOf, leastOf, highest, tolerance } = places
    const chord = this.#chord
    let edges = this.#edges
    let columns = this.#columns
    let rows = this.#rows
    let { x: xs, y: ys } = this
    let vertices = this.vertices
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
        this.x = xs = doubled(xs, Float64Array)
        this.y = ys = doubled(ys, Float64Array)
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
          this.#edges = edges = doubled(edges, Int32Array)
          this.#columns = columns = doubled(columns, Int32Array)
          this.#rows = rows = doubled(rows, Int32Array)
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
    this.vertices = vertices
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

/** Number of the node at a column and row. */
export function nodeAt(directory: Int32Array, blockColumns: number, column: number, row: number): number {
  const block = directory[(row >> BLOCK_SHIFT) * blockColumns + (column >> BLOCK_SHIFT)]!
  return (block << (2 * BLOCK_SHIFT)) | ((row & SIDE_MASK) << BLOCK_SHIFT) | (column & SIDE_MASK)
}
