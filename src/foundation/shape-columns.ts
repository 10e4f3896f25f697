// Many lines or rings in three columns, simplified for drawing as they are added. Knows no street and no tag.
import { simplifyLine } from './simplify-line.ts'
import { E7, METRES_PER_E7, RADIANS_PER_DEGREE } from './units.ts'

/** Lines or rings: positions of shape i are `lonE7/latE7[offset[i] … offset[i+1])`, in 1e-7 degrees. */
export interface ShapeColumns {
  readonly offset: Uint32Array
  readonly lonE7: Int32Array
  readonly latE7: Int32Array
}

/** No shape at all. */
export const NO_SHAPES: ShapeColumns = {
  offset: new Uint32Array(1),
  lonE7: new Int32Array(0),
  latE7: new Int32Array(0),
}

/** Collects shapes into {@link ShapeColumns}. */
export class ShapeCollector {
  #offset: number[] = [0]
  #lon: number[] = []
  #lat: number[] = []
  #toleranceE7: number

  /** @param toleranceMetres greatest distance between what is added and what is kept */
  constructor(toleranceMetres: number) {
    this.#toleranceE7 = toleranceMetres / METRES_PER_E7
  }

  /** Adds positions `from … to)` of two columns as one shape; fewer than two positions are no shape. */
  add(lonE7: ArrayLike<number>, latE7: ArrayLike<number>, from = 0, to = lonE7.length): void {
    if (to - from < 2) return
    const cosine = Math.cos((latE7[from]! / E7) * RADIANS_PER_DEGREE)
    for (const i of simplifyLine(lonE7, latE7, from, to, this.#toleranceE7, cosine)) {
      this.#lon.push(lonE7[i]!)
      this.#lat.push(latE7[i]!)
    }
    this.#offset.push(this.#lon.length)
  }

  /** Adds a closed ring in degrees, turned anticlockwise, or clockwise for a hole. Rings that shrink to nothing are left out. */
  addRing(ring: ReadonlyArray<readonly [number, number]>, hole: boolean): void {
    if (ring.length < 4) return
    const lon = ring.map((position) => Math.round(position[0] * E7))
    const lat = ring.map((position) => Math.round(position[1] * E7))
    let twice = 0
    for (let i = 0; i + 1 < lon.length; i++) {
      twice += (lon[i]! - lon[0]!) * (lat[i + 1]! - lat[0]!) - (lon[i + 1]! - lon[0]!) * (lat[i]! - lat[0]!)
    }
    if (twice === 0) return
    if (twice < 0 !== hole) {
      lon.reverse()
      lat.reverse()
    }
    const before = this.#lon.length
    this.add(lon, lat)
    if (this.#lon.length - before < 4) {
      this.#lon.length = before
      this.#lat.length = before
      this.#offset.pop()
    }
  }

  /** What was added so far. */
  columns(): ShapeColumns {
    return {
      offset: Uint32Array.from(this.#offset),
      lonE7: Int32Array.from(this.#lon),
      latE7: Int32Array.from(this.#lat),
    }
  }
}
