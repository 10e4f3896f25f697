// Outlines that act as walls: which one is a place in, where does a street cross one, how far is the nearest wall. Compounds in,
// numbers out. Knows no street and no tag.
import { footOnSegment, localScale, polygonsSquareMetres } from '../foundation/geo.ts'
import { compareNaturally } from '../foundation/natural-order.ts'
import { E7 } from '../foundation/units.ts'
import type { CompoundRecord } from '../normalise/places/compound-record.ts'

/** About so many outlines lie in one cell of the grid that finds them. */
const OUTLINES_PER_CELL = 2
const SMALLEST_CELL_DEGREES = 0.001
const MOST_CELLS_PER_OUTLINE = 4096

/** An outline as numbers, degrees. */
interface Outline {
  readonly squareMetres: number
  /** Sides, `[lonA, latA, lonB, latB, …]`. */
  readonly sides: Float64Array
  readonly west: number
  readonly south: number
  readonly east: number
  readonly north: number
}

/** The closed ones of some compounds, in natural order of id; a number below is a place in that order. */
export class ClosedOutlines {
  readonly compounds: readonly CompoundRecord[]
  readonly #outlines: readonly Outline[]
  readonly #cellDegrees: number
  readonly #cells = new Map<number, number[]>()
  /** Too long for cells: looked at every time. */
  readonly #everywhere: number[] = []

  constructor(compounds: readonly CompoundRecord[]) {
    this.compounds = compounds
      .filter(({ isClosed, outline }) => isClosed && outline.length > 0)
      .sort((a, b) => compareNaturally(a.id, b.id))
    this.#outlines = this.compounds.map(outlineOf)
    this.#cellDegrees = cellSize(this.#outlines)
    this.#outlines.forEach((outline, number) => {
      this.#put(outline, number)
    })
  }

  /**
   * The smallest outline around a place, −1 where there is none; of equally large ones the first in natural order.
   *
   * @param metresInside only outlines count that are farther than this from the place
   */
  around(lon: number, lat: number, metresInside = 0): number {
    let best = -1
    for (const number of this.#near(lon, lat, lon, lat)) {
      const outline = this.#outlines[number]!
      if (best >= 0) {
        const known = this.#outlines[best]!.squareMetres
        if (known < outline.squareMetres || (known === outline.squareMetres && best < number)) continue
      }
      if (!isInside(outline, lon, lat)) continue
      if (metresInside > 0 && metresToSides(outline, lon, lat) <= metresInside) continue
      best = number
    }
    return best
  }

  /** Where a straight line crosses outlines: parts of its length, ascending, each once. */
  crossings(lonA: number, latA: number, lonB: number, latB: number): number[] {
    const found: number[] = []
    const near = this.#near(Math.min(lonA, lonB), Math.min(latA, latB), Math.max(lonA, lonB), Math.max(latA, latB))
    for (const number of near) crossSides(this.#outlines[number]!.sides, lonA, latA, lonB, latB, found)
    return [...new Set(found)].sort((a, b) => a - b)
  }

  /** Whether the box of any outline meets a box: where none does, nothing in it is crossed or enclosed. */
  isNear(west: number, south: number, east: number, north: number): boolean {
    const near = this.#near(west, south, east, north)
    return Array.isArray(near) ? near.length > 0 : (near as Set<number>).size > 0
  }

  #put({ west, south, east, north }: Outline, number: number): void {
    const [left, low, right, high] = this.#cellRange(west, south, east, north)
    if ((right - left + 1) * (high - low + 1) > MOST_CELLS_PER_OUTLINE) {
      this.#everywhere.push(number)
      return
    }
    for (let column = left; column <= right; column++) {
      for (let row = low; row <= high; row++) {
        const key = cellKey(column, row)
        const cell = this.#cells.get(key)
        if (cell === undefined) this.#cells.set(key, [number])
        else cell.push(number)
      }
    }
  }

  #cellRange(west: number, south: number, east: number, north: number): [number, number, number, number] {
    const size = this.#cellDegrees
    return [Math.floor(west / size), Math.floor(south / size), Math.floor(east / size), Math.floor(north / size)]
  }

  /** Outlines whose boxes meet a box. */
  #near(west: number, south: number, east: number, north: number): Set<number> | number[] {
    const [left, low, right, high] = this.#cellRange(west, south, east, north)
    // Most streets are in a cell that no outline touches.
    if (left === right && low === high && this.#everywhere.length === 0 && !this.#cells.has(cellKey(left, low)))
      return []
    const meets = (number: number) => {
      const outline = this.#outlines[number]!
      return outline.west <= east && outline.east >= west && outline.south <= north && outline.north >= south
    }
    if ((right - left + 1) * (high - low + 1) > MOST_CELLS_PER_OUTLINE) {
      return this.#outlines.map((_, number) => number).filter(meets)
    }
    const found = new Set(this.#everywhere.filter(meets))
    for (let column = left; column <= right; column++) {
      for (let row = low; row <= high; row++) {
        for (const number of this.#cells.get(cellKey(column, row)) ?? []) if (meets(number)) found.add(number)
      }
    }
    return found
  }
}

/** Cells are some hundred metres: there are less than 2^26 of them either way. */
function cellKey(column: number, row: number): number {
  return column * 2 ** 26 + row
}

function outlineOf({ outline }: CompoundRecord): Outline {
  const sides: number[] = []
  let [west, south, east, north] = [Infinity, Infinity, -Infinity, -Infinity]
  for (const rings of outline) {
    for (const ring of rings) {
      ring.forEach(([lon, lat], at) => {
        west = Math.min(west, lon)
        east = Math.max(east, lon)
        south = Math.min(south, lat)
        north = Math.max(north, lat)
        const [nextLon, nextLat] = ring[(at + 1) % ring.length]!
        if (nextLon !== lon || nextLat !== lat) sides.push(lon, lat, nextLon, nextLat)
      })
    }
  }
  return { squareMetres: polygonsSquareMetres(outline), sides: Float64Array.from(sides), west, south, east, north }
}

function cellSize(outlines: readonly Outline[]): number {
  if (outlines.length === 0) return SMALLEST_CELL_DEGREES
  const width = outlines.reduce((sum, { west, east }) => sum + (east - west), 0) / outlines.length
  const height = outlines.reduce((sum, { south, north }) => sum + (north - south), 0) / outlines.length
  return Math.max(SMALLEST_CELL_DEGREES, OUTLINES_PER_CELL * Math.max(width, height))
}

/** Even and odd over all rings: holes are outside, parts inside. */
function isInside({ sides }: Outline, lon: number, lat: number): boolean {
  let inside = false
  for (let at = 0; at < sides.length; at += 4) {
    const latA = sides[at + 1]!
    const latB = sides[at + 3]!
    if (latA > lat === latB > lat) continue
    if (lon < ((sides[at + 2]! - sides[at]!) * (lat - latA)) / (latB - latA) + sides[at]!) inside = !inside
  }
  return inside
}

function metresToSides({ sides }: Outline, lon: number, lat: number): number {
  const { metresPerDegreeLon, metresPerDegreeLat } = localScale(lat)
  let least = Infinity
  for (let at = 0; at < sides.length; at += 4) {
    const ax = (sides[at]! - lon) * metresPerDegreeLon
    const ay = (sides[at + 1]! - lat) * metresPerDegreeLat
    const bx = (sides[at + 2]! - lon) * metresPerDegreeLon
    const by = (sides[at + 3]! - lat) * metresPerDegreeLat
    const { squaredDistance } = footOnSegment(0, 0, ax, ay, bx, by)
    if (squaredDistance < least) least = squaredDistance
  }
  return Math.sqrt(least)
}

/** Adds where a line meets sides, ends of both included; lines along a side meet it nowhere. */
function crossSides(
  sides: Float64Array,
  lonA: number,
  latA: number,
  lonB: number,
  latB: number,
  found: number[],
): void {
  const dx = lonB - lonA
  const dy = latB - latA
  for (let at = 0; at < sides.length; at += 4) {
    const px = sides[at]! - lonA
    const py = sides[at + 1]! - latA
    const sx = sides[at + 2]! - sides[at]!
    const sy = sides[at + 3]! - sides[at + 1]!
    const turn = dx * sy - dy * sx
    if (turn === 0) continue
    const along = (px * sy - py * sx) / turn
    const onSide = (px * dy - py * dx) / turn
    if (along >= 0 && along <= 1 && onSide >= 0 && onSide <= 1) found.push(along)
  }
}

/** A place in 1e-7 degrees. */
export function roundE7(degrees: number): number {
  return Math.round(degrees * E7)
}
