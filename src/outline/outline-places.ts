// Where outlines may cross grid edges: two bytes tell all, so that tables are made once per outline. What enters: how to
// draw. What leaves: tables of shares of a cell, from the node inside. It does not know rings.
import { OVERHANG_STEPS } from './outline-field.ts'
import type { TracedGround } from './traced-ground.ts'

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
  /** Holes smaller than this are filled, with everything in them; square metres. */
  readonly minHoleSquareMetres: number
  /** 0 for the first outline of a field, 1 for the next … */
  readonly step: number
  /** How many outlines of this field there will be, at most {@link MAX_NESTED_OUTLINES}. */
  readonly steps: number
}

/** Tables for one outline; their memory is reused from one to the next. */
export class CrossingPlaces {
  /** By overhang: the crossing, and the ends of the window that simplification may move it in. */
  readonly placeOf = new Float64Array(OVERHANG_STEPS)
  readonly lowOf = new Float64Array(OVERHANG_STEPS)
  readonly highOf = new Float64Array(OVERHANG_STEPS)
  /** By the last outline's crossing: the least place there may be. */
  readonly leastOf = new Float64Array(OVERHANG_STEPS)
  /** Half a window's width, and the greatest place there may be. */
  tolerance = 0
  highest = 0

  /** Where outlines may cross, by overhang and by the last outline's crossing: two bytes tell all. */
  fill(field: TracedGround, { step, steps, toleranceMetres }: TraceOptions): void {
    const highest = 1 - NODE_CLEARANCE - (steps - 1 - step) * (NESTING_ROOM / steps)
    const room = (NESTING_ROOM / steps) * 0.9
    const tolerance = toleranceMetres / field.cellMetres
    for (let byte = 0; byte < OVERHANG_STEPS; byte++) {
      const place = Math.max(NODE_CLEARANCE, Math.min(highest, (byte + 0.5) / OVERHANG_STEPS))
      this.placeOf[byte] = place
      this.highOf[byte] = Math.min(highest, place + tolerance)
      this.lowOf[byte] = Math.max(NODE_CLEARANCE, place - tolerance)
      this.leastOf[byte] = byte === 0 ? 0 : Math.min(highest, byte / OVERHANG_STEPS + room)
    }
    this.tolerance = tolerance
    this.highest = highest
  }
}
