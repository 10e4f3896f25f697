// One ring at a time: crossings of grid edges in order → corners in local metres, simplified without ever losing validity.
// What enters: crossings. What leaves: corners, and where the chords cross for the next outline. It does not know how
// rings are found. Why this is valid is told in `outline-trace.ts`.
import { OVERHANG_STEPS } from './outline-field.ts'
import type { TraceOptions } from './outline-trace.ts'
import type { PackedOutline } from './packed-outline.ts'
import type { KeptCrossings } from './packed-trace.ts'

/** Crossings keep this share of a cell away from the nodes. */
const NODE_CLEARANCE = 0.02
/** Shared out among the outlines of one field, so that each later one has room outside the one before. */
const NESTING_ROOM = 0.06
/** Numbers per crossing. */
const STRIDE = 8

/** Crossings of the ring at hand, then its corners. */
export class RingSimplifier {
  /** Corners, local metres. */
  x = new Float64Array(1024)
  y = new Float64Array(1024)
  /**
   * Eight numbers per crossing, in cells: the crossing (x, y), the inside and the outside end of its window (x, y each),
   * and the inside node (x, y).
   */
  #crossings = new Float64Array(1024 * STRIDE)
  /** Place of each crossing among those kept, doubled; plus 1 for grid edges along columns. */
  #places = new Uint32Array(1024)
  #count = 0
  /** By overhang: the crossing and the ends of its window. By the last outline's crossing: the least there may be. */
  readonly #placeOf = new Float64Array(OVERHANG_STEPS)
  readonly #lowOf = new Float64Array(OVERHANG_STEPS)
  readonly #highOf = new Float64Array(OVERHANG_STEPS)
  readonly #leastOf = new Float64Array(OVERHANG_STEPS)
  #tolerance = 0
  #highest = 0
  #cellMetres = 1
  #originX = 0
  #originY = 0

  /** Where outlines may cross, by overhang and by the last outline's crossing: two bytes tell all. */
  begin({ step, steps, toleranceMetres }: TraceOptions, { cellMetres, originX, originY }: PackedOutline): void {
    this.#cellMetres = cellMetres
    this.#originX = originX
    this.#originY = originY
    const highest = 1 - NODE_CLEARANCE - (steps - 1 - step) * (NESTING_ROOM / steps)
    const room = (NESTING_ROOM / steps) * 0.9
    const tolerance = toleranceMetres / cellMetres
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

  beginRing(): void {
    this.#count = 0
  }

  /**
   * Adds the next crossing, from an inside node towards a side.
   *
   * @param beyond overhang
   * @param before where the last outline crossed, 0 = nowhere
   */
  add(inX: number, inY: number, side: number, beyond: number, before: number, place: number): void {
    const count = this.#count
    if (count === this.#places.length) this.#grow()
    let share = this.#placeOf[beyond]!
    let low = this.#lowOf[beyond]!
    let high = this.#highOf[beyond]!
    if (before !== 0) {
      const least = this.#leastOf[before]!
      if (least > low) {
        if (least > share) {
          share = least
          high = Math.min(this.#highest, share + this.#tolerance)
        }
        low = least
      }
    }
    const stepX = (1 - side) & -(~side & 1)
    const stepY = (2 - side) & -(side & 1)
    const crossings = this.#crossings
    const at = count * STRIDE
    crossings[at] = inX + share * stepX
    crossings[at + 1] = inY + share * stepY
    crossings[at + 2] = inX + low * stepX
    crossings[at + 3] = inY + low * stepY
    crossings[at + 4] = inX + high * stepX
    crossings[at + 5] = inY + high * stepY
    crossings[at + 6] = inX
    crossings[at + 7] = inY
    this.#places[count] = place * 2 + (side & 1)
    this.#count = count + 1
  }

  /** Signed area of the ring, unsimplified, in square cells. */
  squareCells(): number {
    const crossings = this.#crossings
    const startX = crossings[6]!
    const startY = crossings[7]!
    let twice = 0
    let lastX = startX
    let lastY = startY
    for (let at = 0; at < this.#count * STRIDE; at += STRIDE) {
      const x = crossings[at]!
      const y = crossings[at + 1]!
      twice += (lastX - startX) * (y - startY) - (x - startX) * (lastY - startY)
      lastX = x
      lastY = y
    }
    twice += (lastX - startX) * (crossings[1]! - startY) - (crossings[0]! - startX) * (lastY - startY)
    return twice / 2
  }

  /**
   * Longest chords first come, first served: from each corner to the farthest crossing that all skipped windows let
   * through. Returns the number of corners.
   *
   * @param kept takes where the chords cross; null where no outline follows
   */
  simplify(kept: KeptCrossings | null): number {
    const crossings = this.#crossings
    let corners = 0
    for (let from = 0; from < this.#count; ) {
      if (corners === this.x.length) {
        this.x = grown(this.x, new Float64Array(corners * 2))
        this.y = grown(this.y, new Float64Array(corners * 2))
      }
      this.x[corners] = this.#originX + crossings[from * STRIDE]! * this.#cellMetres
      this.y[corners++] = this.#originY + crossings[from * STRIDE + 1]! * this.#cellMetres
      const to = this.#farthest(from)
      if (kept !== null) this.#keep(kept, from, to)
      from = to
    }
    return corners
  }

  /** The farthest crossing (at most their number, which is the first one again) that a straight chord may end at. */
  #farthest(from: number): number {
    const crossings = this.#crossings
    const end = this.#count * STRIDE
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

  /** Notes where the chord passes each grid edge. */
  #keep(kept: KeptCrossings, from: number, to: number): void {
    const crossings = this.#crossings
    const places = this.#places
    const first = from * STRIDE
    const last = to === this.#count ? 0 : to * STRIDE
    const x = crossings[first]!
    const y = crossings[first + 1]!
    const dx = crossings[last]! - x
    const dy = crossings[last + 1]! - y
    const share = Math.abs(x - crossings[first + 6]!) + Math.abs(y - crossings[first + 7]!)
    const keepAt = (place: number, shareOfCell: number) => {
      ;((place & 1) === 1 ? kept.upright : kept.across)[place >>> 1] = Math.ceil(shareOfCell * OVERHANG_STEPS)
    }
    keepAt(places[from]!, share)
    for (let at = from + 1; at < to; at++) {
      const inX = crossings[at * STRIDE + 6]!
      const inY = crossings[at * STRIDE + 7]!
      const isUpright = (places[at]! & 1) === 1
      const skipped = isUpright ? y + ((inX - x) / dx) * dy - inY : x + ((inY - y) / dy) * dx - inX
      keepAt(places[at]!, Math.abs(skipped))
    }
  }

  #grow(): void {
    this.#crossings = grown(this.#crossings, new Float64Array(this.#crossings.length * 2))
    this.#places = grown(this.#places, new Uint32Array(this.#places.length * 2))
  }
}

function grown<T extends { set(from: T): void }>(from: T, into: T): T {
  into.set(from)
  return into
}
