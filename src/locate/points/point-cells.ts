// Points in the cells of a grid, for the many boxes that cut a region into parts: which points lie in a box. Positions in, numbers out.
import { type BoundingBox, E7 } from '../../foundation/units.ts'

/** Points that a cell holds on average. */
const POINTS_PER_CELL = 16
/** Cells in a row or column at most. */
const MOST_CELLS_ACROSS = 4096

/** Points by cells; positions in 1e-7 degrees. */
export class PointCells {
  readonly #lonE7: ArrayLike<number>
  readonly #latE7: ArrayLike<number>
  readonly #west: number
  readonly #south: number
  readonly #cellWidth: number
  readonly #cellHeight: number
  readonly #across: number
  readonly #offset: Uint32Array
  readonly #point: Uint32Array

  /** @param count the first so many points are in it. O(count) */
  constructor(lonE7: ArrayLike<number>, latE7: ArrayLike<number>, count: number = lonE7.length) {
    this.#lonE7 = lonE7
    this.#latE7 = latE7
    let [west, south, east, north] = [Infinity, Infinity, -Infinity, -Infinity]
    for (let i = 0; i < count; i++) {
      west = Math.min(west, lonE7[i]!)
      east = Math.max(east, lonE7[i]!)
      south = Math.min(south, latE7[i]!)
      north = Math.max(north, latE7[i]!)
    }
    this.#west = count === 0 ? 0 : west
    this.#south = count === 0 ? 0 : south
    this.#across = Math.max(1, Math.min(MOST_CELLS_ACROSS, Math.ceil(Math.sqrt(count / POINTS_PER_CELL))))
    this.#cellWidth = Math.max(1, (east - west) / this.#across)
    this.#cellHeight = Math.max(1, (north - south) / this.#across)
    this.#offset = new Uint32Array(this.#across * this.#across + 1)
    const cells = new Uint32Array(count)
    for (let i = 0; i < count; i++) {
      cells[i] = this.#row(latE7[i]!) * this.#across + this.#column(lonE7[i]!)
      this.#offset[cells[i]! + 1]!++
    }
    for (let cell = 0; cell + 1 < this.#offset.length; cell++) this.#offset[cell + 1]! += this.#offset[cell]!
    const next = this.#offset.slice()
    this.#point = new Uint32Array(count)
    for (let i = 0; i < count; i++) this.#point[next[cells[i]!]!++] = i
  }

  /** Calls with every point in a box, degrees, its sides included; in no particular order. */
  within([west, south, east, north]: BoundingBox, call: (point: number) => void): void {
    const [w, s, e, n] = [west * E7, south * E7, east * E7, north * E7]
    for (let row = this.#row(s); row <= this.#row(n); row++) {
      for (let column = this.#column(w); column <= this.#column(e); column++) {
        const cell = row * this.#across + column
        for (let at = this.#offset[cell]!; at < this.#offset[cell + 1]!; at++) {
          const point = this.#point[at]!
          const lon = this.#lonE7[point]!
          const lat = this.#latE7[point]!
          if (lon >= w && lon <= e && lat >= s && lat <= n) call(point)
        }
      }
    }
  }

  #column(lonE7: number): number {
    return this.#clamp((lonE7 - this.#west) / this.#cellWidth)
  }

  #row(latE7: number): number {
    return this.#clamp((latE7 - this.#south) / this.#cellHeight)
  }

  #clamp(cell: number): number {
    return Math.min(this.#across - 1, Math.max(0, Math.floor(cell)))
  }
}
