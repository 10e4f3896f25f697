// Places that belong together, found over a grid: the quickest way for places that are spread, and quadratic in a crowd. Numbers of
// places in, groups of them out. It does not know what the places are; join-places.ts decides when it serves.
import { localScale } from '../../foundation/geo.ts'
import { EARTH_RADIUS_METRES, RADIANS_PER_DEGREE } from '../../foundation/units.ts'
import { groupsByRoot, type PlaceGroups } from './place-groups.ts'

/** Places in one cell, at most: each is compared with those of nine cells. */
const MOST_IN_A_CELL = 48

/** Cells of places, and the nine around each. */
export interface PlaceGridCells {
  readonly cell: Uint32Array
  readonly around: Int32Array
}

/** A grid over places; `null` where a cell is crowded, or the places lie around a pole or the 180th meridian. */
export function gridOver(lonLat: Float64Array, metres: number): PlaceGridCells | null {
  let [west, east, far] = [180, -180, 0]
  for (let i = 0; i < lonLat.length; i += 2) {
    west = Math.min(west, lonLat[i]!)
    east = Math.max(east, lonLat[i]!)
    far = Math.max(far, Math.abs(lonLat[i + 1]!))
  }
  if (east - west > 180 || far > 89) return null
  const grid = layGrid(lonLat, metres)
  const held = new Uint16Array(grid.around.length / 9)
  for (const cell of grid.cell) if (++held[cell]! > MOST_IN_A_CELL) return null
  return grid
}

/** Joins subsets of places whose cells hold few each: the grid over them is laid once. */
export class GridJoiner {
  /** Places on the unit sphere, three numbers each: a chord is quicker to compare than an arc, and as exact. */
  readonly #sphere: Float64Array
  readonly #squaredChord: number
  readonly #cell: Uint32Array
  /** The cell itself and the eight around it, −1 where no place lies. */
  readonly #around: Int32Array
  /** Places of a cell as a list: the last one joined, and for each the one before it. */
  readonly #last: Int32Array
  readonly #before: Int32Array
  readonly #parent: Int32Array

  /**
   * @param lonLat n positions in degrees, `[lon0, lat0, …]`
   * @param metres places so near each other are joined
   */
  constructor(lonLat: Float64Array, metres: number, grid: PlaceGridCells) {
    const places = lonLat.length / 2
    this.#sphere = onUnitSphere(lonLat)
    this.#squaredChord = (2 * Math.sin(metres / (2 * EARTH_RADIUS_METRES))) ** 2
    const { cell, around } = grid
    this.#cell = cell
    this.#around = around
    this.#last = new Int32Array(around.length / 9).fill(-1)
    this.#before = new Int32Array(places)
    this.#parent = new Int32Array(places)
  }

  /** Groups `places` (ascending, no repeats) by union-find over the grid. */
  join(places: Uint32Array): PlaceGroups {
    const parent = this.#parent
    const around = this.#around
    for (let at = 0; at < places.length; at++) {
      const place = places[at]!
      parent[place] = place
      const cell = this.#cell[place]!
      for (let i = 9 * cell; i < 9 * cell + 9; i++) {
        const neighbour = around[i]!
        if (neighbour < 0) continue
        for (let other = this.#last[neighbour]!; other >= 0; other = this.#before[other]!) this.#unite(place, other)
      }
      this.#before[place] = this.#last[cell]!
      this.#last[cell] = place
    }
    for (let at = 0; at < places.length; at++) this.#last[this.#cell[places[at]!]!] = -1
    // From here on a root's cell in `before` holds its group.
    return groupsByRoot(places, (place) => this.#rootOf(place), this.#before)
  }

  #unite(place: number, other: number): void {
    const mine = this.#rootOf(place)
    const theirs = this.#rootOf(other)
    if (mine === theirs) return
    const sphere = this.#sphere
    const dx = sphere[3 * place]! - sphere[3 * other]!
    const dy = sphere[3 * place + 1]! - sphere[3 * other + 1]!
    const dz = sphere[3 * place + 2]! - sphere[3 * other + 2]!
    if (dx * dx + dy * dy + dz * dz > this.#squaredChord) return
    // The lowest member is the root, so that the numbering of groups depends on nothing else.
    if (mine < theirs) this.#parent[theirs] = mine
    else this.#parent[mine] = theirs
  }

  #rootOf(place: number): number {
    const parent = this.#parent
    let root = place
    while (parent[root] !== root) root = parent[root] = parent[parent[root]!]!
    return root
  }
}

function onUnitSphere(lonLat: Float64Array): Float64Array {
  const sphere = new Float64Array((lonLat.length / 2) * 3)
  for (let place = 0; 2 * place < lonLat.length; place++) {
    const lon = lonLat[2 * place]! * RADIANS_PER_DEGREE
    const lat = lonLat[2 * place + 1]! * RADIANS_PER_DEGREE
    sphere[3 * place] = Math.cos(lat) * Math.cos(lon)
    sphere[3 * place + 1] = Math.cos(lat) * Math.sin(lon)
    sphere[3 * place + 2] = Math.sin(lat)
  }
  return sphere
}

/** Cells at least `metres` wide and high at every latitude that occurs; only those that hold places have a number. */
function layGrid(lonLat: Float64Array, metres: number): PlaceGridCells {
  let highest = 0
  for (let i = 1; i < lonLat.length; i += 2) highest = Math.max(highest, Math.abs(lonLat[i]!))
  const scale = localScale(Math.min(highest, 89.9))
  const cellLon = metres / scale.metresPerDegreeLon
  const cellLat = metres / scale.metresPerDegreeLat
  const rowsOfWorld = Math.ceil(180 / cellLat) + 3
  const cell = new Uint32Array(lonLat.length / 2)
  const numberOfKey = new Map<number, number>()
  for (let place = 0; place < cell.length; place++) {
    const column = Math.floor((lonLat[2 * place]! + 180) / cellLon) + 1
    const row = Math.floor((lonLat[2 * place + 1]! + 90) / cellLat) + 1
    const key = column * rowsOfWorld + row
    let number = numberOfKey.get(key)
    if (number === undefined) {
      number = numberOfKey.size
      numberOfKey.set(key, number)
    }
    cell[place] = number
  }
  const around = new Int32Array(9 * numberOfKey.size)
  let at = 0
  for (const key of numberOfKey.keys()) {
    for (let column = -1; column <= 1; column++) {
      for (let row = -1; row <= 1; row++) around[at++] = numberOfKey.get(key + column * rowsOfWorld + row) ?? -1
    }
  }
  return { cell, around }
}
