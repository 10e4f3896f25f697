// Places that are near: a tree over positions of which some are marked, for all who join, merge or look around. Positions in,
// numbers of marked positions and metres out; as quick where a hundred thousand share one position. It does not know what the
// positions are.
import { greatCircleMetres } from '../../foundation/geo.ts'
import { type BoundingBox, EARTH_RADIUS_METRES, type LonLat, RADIANS_PER_DEGREE } from '../../foundation/units.ts'
import { orderOfPoints } from '../hilbert-order.ts'

/** Places in a leaf. */
const LEAF = 8
/** No place is marked. */
const NONE = 0x7fff_ffff
/** Chords of boxes and arcs between positions differ by less than this part of them and this much more, in radii. */
const SLACK = 1e-9
const LEAST_CHORD = 1e-15

/** The nearest marked place. */
export interface NearPlace {
  readonly place: number
  readonly metres: number
}

/**
 * Positions by where they lie, along a Hilbert curve, with boxes around runs of 8, 16, 32 … of them on the unit sphere: neither
 * poles nor the 180th meridian are anything special. Node 1 is the root, node n has the children 2n and 2n + 1.
 */
export class PlaceTree {
  readonly lonLat: Float64Array
  /** Places on the unit sphere, three numbers each: a chord is quicker to compare than an arc, and as exact. */
  readonly sphere: Float64Array
  /** Places along the curve; the leaf of node `leaves + i` holds `order[8 i … 8 i + 8)`. */
  readonly order: Uint32Array
  readonly leaves: number
  /** Six numbers for each node: lowest x, y, z, then highest. */
  readonly box: Float64Array
  readonly #leafOf: Uint32Array
  readonly #isMarked: Uint8Array
  /** The lowest marked place of each node, or {@link NONE}. */
  readonly #lowest: Int32Array

  /**
   * No place is marked at first. O(n log n); some 70 bytes a place.
   *
   * @param lonLat n positions in degrees, `[lon0, lat0, …]`
   */
  constructor(lonLat: Float64Array) {
    const places = lonLat.length >>> 1
    this.lonLat = lonLat
    this.sphere = onUnitSphere(lonLat)
    this.order = orderOfPoints(lonLat)
    let leaves = 1
    while (leaves * LEAF < places) leaves *= 2
    this.leaves = leaves
    this.#leafOf = new Uint32Array(places)
    for (let at = 0; at < places; at++) this.#leafOf[this.order[at]!] = leaves + Math.floor(at / LEAF)
    this.#isMarked = new Uint8Array(places)
    this.#lowest = new Int32Array(2 * leaves).fill(NONE)
    this.box = boxesOf(this)
  }

  /** Marks one place more. O(log n). */
  mark(place: number): void {
    this.#isMarked[place] = 1
    for (let node = this.#leafOf[place]!; node >= 1 && this.#lowest[node]! > place; node >>>= 1) {
      this.#lowest[node] = place
    }
  }

  /** Marks these places and no others. */
  markOnly(places: Uint32Array): void {
    this.#isMarked.fill(0)
    this.#lowest.fill(NONE)
    for (let i = 0; i < places.length; i++) this.mark(places[i]!)
  }

  /** Marks every place. */
  markAll(): void {
    for (let place = 0; place < this.#isMarked.length; place++) this.mark(place)
  }

  isMarked(place: number): boolean {
    return this.#isMarked[place] === 1
  }

  /** Does a node hold any marked place? */
  holdsMarked(node: number): boolean {
    return this.#lowest[node]! < NONE
  }

  /** The lowest marked place of a node that holds any. */
  lowestMarked(node: number): number {
    return this.#lowest[node]!
  }

  /**
   * The marked place nearest to a position by great-circle metres, of equally near ones the lowest number.
   *
   * @param metres inclusive; `Infinity` for any
   * @returns `null` where none is so near. O(log n) for ordinary data and for places that share one position
   */
  nearest(lon: number, lat: number, metres: number): NearPlace | null {
    const [x, y, z] = spherePoint(lon, lat)
    let best = -1
    let bestMetres = metres
    let bound = widened(squaredChord(metres))
    const offer = (place: number) => {
      const own = greatCircleMetres(lon, lat, this.lonLat[2 * place]!, this.lonLat[2 * place + 1]!)
      if (own > bestMetres || (own === bestMetres && best >= 0 && place > best)) return
      if (own < bestMetres) bound = widened(squaredChord(own))
      best = place
      bestMetres = own
    }
    const visit = (node: number, square: number) => {
      if (square > bound) return
      const lowest = this.#lowest[node]!
      // All at one position: the lowest number stands for them.
      if (this.#isOnePosition(node)) offer(lowest)
      else if (node >= this.leaves) this.#visitLeaf(node, offer)
      else {
        const [left, right] = [2 * node, 2 * node + 1]
        const leftSquare = this.#squareTo(left, x, y, z)
        const rightSquare = this.#squareTo(right, x, y, z)
        if (leftSquare <= rightSquare) {
          visit(left, leftSquare)
          visit(right, rightSquare)
        } else {
          visit(right, rightSquare)
          visit(left, leftSquare)
        }
      }
    }
    visit(1, this.#squareTo(1, x, y, z))
    return best < 0 ? null : { place: best, metres: bestMetres }
  }

  /** Calls `found` with every marked place within `metres` (inclusive) of a position and how far it is, in no order to rely on. */
  within(lon: number, lat: number, metres: number, found: (place: number, metres: number) => void): void {
    const [x, y, z] = spherePoint(lon, lat)
    const bound = widened(squaredChord(metres))
    const offer = (place: number) => {
      const own = greatCircleMetres(lon, lat, this.lonLat[2 * place]!, this.lonLat[2 * place + 1]!)
      if (own <= metres) found(place, own)
    }
    const visit = (node: number) => {
      if (this.#squareTo(node, x, y, z) > bound) return
      if (node >= this.leaves) this.#visitLeaf(node, offer)
      else {
        visit(2 * node)
        visit(2 * node + 1)
      }
    }
    visit(1)
  }

  /** Calls `found` with every marked place in a box, borders included, in no order to rely on. */
  inBox([west, south, east, north]: BoundingBox, found: (place: number) => void): void {
    const lon = (west + east) / 2
    const lat = (south + north) / 2
    const corners = Math.max(greatCircleMetres(lon, lat, west, south), greatCircleMetres(lon, lat, west, north))
    // Its sides bulge beyond the circle through the corners only where the box is as large as a country.
    const metres = east - west > 2 || north - south > 2 ? Number.POSITIVE_INFINITY : corners * 1.01 + 1
    this.within(lon, lat, metres, (place) => {
      const placeLon = this.lonLat[2 * place]!
      const placeLat = this.lonLat[2 * place + 1]!
      if (placeLon >= west && placeLon <= east && placeLat >= south && placeLat <= north) found(place)
    })
  }

  #visitLeaf(node: number, offer: (place: number) => void): void {
    const first = (node - this.leaves) * LEAF
    const end = Math.min(first + LEAF, this.order.length)
    for (let at = first; at < end; at++) if (this.#isMarked[this.order[at]!] === 1) offer(this.order[at]!)
  }

  #isOnePosition(node: number): boolean {
    const { box } = this
    const at = 6 * node
    return box[at] === box[at + 3] && box[at + 1] === box[at + 4] && box[at + 2] === box[at + 5]
  }

  /** Squared chord from a position to a node's box; infinite where it holds no marked place. */
  #squareTo(node: number, x: number, y: number, z: number): number {
    if (this.#lowest[node] === NONE) return Infinity
    const { box } = this
    const at = 6 * node
    const dx = Math.max(box[at]! - x, 0, x - box[at + 3]!)
    const dy = Math.max(box[at + 1]! - y, 0, y - box[at + 4]!)
    const dz = Math.max(box[at + 2]! - z, 0, z - box[at + 5]!)
    return dx * dx + dy * dy + dz * dz
  }
}

/** A tree of positions, all of them marked. */
export function placeTree(positions: readonly LonLat[]): PlaceTree {
  const tree = new PlaceTree(Float64Array.from(positions.flat()))
  tree.markAll()
  return tree
}

/** Where a leaf's places stand in the order: from the first up to, not including, the end. */
export function leafRange({ leaves, order }: PlaceTree, node: number): readonly [first: number, end: number] {
  const first = (node - leaves) * LEAF
  return [Math.min(first, order.length), Math.min(first + LEAF, order.length)]
}

/** A distance on the ground as the squared chord on the unit sphere. */
export function squaredChord(metres: number): number {
  return metres >= Math.PI * EARTH_RADIUS_METRES ? 4 : (2 * Math.sin(metres / (2 * EARTH_RADIUS_METRES))) ** 2
}

/** A squared chord that no rounding oversteps, and one that none falls short of. */
export const widened = (square: number) => (Math.sqrt(square) * (1 + SLACK) + LEAST_CHORD) ** 2
export const narrowed = (square: number) => Math.max(0, Math.sqrt(square) * (1 - SLACK) - LEAST_CHORD) ** 2

function spherePoint(lon: number, lat: number): readonly [x: number, y: number, z: number] {
  const cosLat = Math.cos(lat * RADIANS_PER_DEGREE)
  return [
    cosLat * Math.cos(lon * RADIANS_PER_DEGREE),
    cosLat * Math.sin(lon * RADIANS_PER_DEGREE),
    Math.sin(lat * RADIANS_PER_DEGREE),
  ]
}

function onUnitSphere(lonLat: Float64Array): Float64Array {
  const sphere = new Float64Array((lonLat.length >>> 1) * 3)
  for (let place = 0; 2 * place < lonLat.length; place++) {
    const [x, y, z] = spherePoint(lonLat[2 * place]!, lonLat[2 * place + 1]!)
    sphere[3 * place] = x
    sphere[3 * place + 1] = y
    sphere[3 * place + 2] = z
  }
  return sphere
}

/** Boxes from the leaves up; that of a node without places has its lowest above its highest. */
function boxesOf(tree: PlaceTree): Float64Array {
  const { leaves, order, sphere } = tree
  const box = new Float64Array(12 * leaves)
  for (let node = 2 * leaves - 1; node >= 1; node--) {
    for (let axis = 0; axis < 3; axis++) {
      let low = Infinity
      let high = -Infinity
      if (node >= leaves) {
        const [first, end] = leafRange(tree, node)
        for (let at = first; at < end; at++) {
          const value = sphere[3 * order[at]! + axis]!
          if (value < low) low = value
          if (value > high) high = value
        }
      } else {
        low = Math.min(box[12 * node + axis]!, box[12 * node + 6 + axis]!)
        high = Math.max(box[12 * node + 3 + axis]!, box[12 * node + 9 + axis]!)
      }
      box[6 * node + axis] = low
      box[6 * node + 3 + axis] = high
    }
  }
  return box
}
