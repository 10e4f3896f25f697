// Points sorted into the cells of a grid, so that neighbouring cells of a column are one run in memory; crowded cells have a
// finer grid of their own. One buffer that threads can share. Knows not what the points are. 1e-7 degrees.
import { E7, RADIANS_PER_DEGREE } from '../../foundation/units.ts'
import { problem } from '../../words/problem.ts'

/** Points per cell, on average. */
const POINTS_PER_CELL = 3
/** A cell with more points than this gets a grid of its own. */
export const CROWDED_CELL = 32
/** "LCPG" and the layout's version, the first two words of the buffer. */
const MAGIC = 0x4c435047
const LAYOUT_VERSION = 2
const HEADER_BYTES = 32

/** Rows per strip: cells are numbered strip by strip, in a strip column by column, so that a neighbourhood is close together. */
export const STRIP_BITS = 4
const STRIP = 1 << STRIP_BITS

/** The number of a cell within its grid. */
export function cellAt(columns: number, rows: number, column: number, row: number): number {
  const below = row & -STRIP
  return below * columns + column * Math.min(STRIP, rows - below) + (row - below)
}

/** A static set of points, in one buffer. Plain data: may be posted to a thread, which shares the buffer. */
export interface PointIndex {
  readonly pointCount: number
  /** `lon, lat, number` of each point in cell order: 1e-7 degrees, and the caller's number. */
  readonly points: Int32Array
  /** First point of each cell, grid after grid; each grid's cells are followed by one entry more. */
  readonly cellStart: Int32Array
  /** Cells that have a grid of their own, ascending; cell `crowdedCell[i]` has grid i + 1. Grid 0 is the whole. */
  readonly crowdedCell: Int32Array
  /** Per grid: west, south, columns per unit of longitude, rows per unit of latitude. */
  readonly frame: Float64Array
  /** Per grid: columns, rows, its first cell, unused. No columns: all its points are in one spot. */
  readonly shape: Int32Array
  readonly buffer: ArrayBufferLike
}

/**
 * Builds the grids over points. O(n) for ordinary data. Points of one cell stay in the order given.
 *
 * @param points `lon, lat, number` of each point, 1e-7 degrees; is sorted
 */
export function buildPointGrid(points: Int32Array): PointIndex {
  const count = points.length / 3
  const grids = new GridBuilder(points)
  if (count > 0) grids.add(0, count)
  // Crowded cells are found grid by grid, in ascending order of their numbers.
  for (let grid = 0; grid < grids.shape.length / 4; grid++) grids.addCrowdedCellsOf(grid)
  return grids.finish()
}

/** Grows the list of grids while it sorts the points. */
class GridBuilder {
  readonly points: Int32Array
  readonly frame: number[] = []
  readonly shape: number[] = []
  readonly crowdedCell: number[] = []
  cellStart = new Int32Array(0)
  cells = 0

  constructor(points: Int32Array) {
    this.points = points
  }

  /** Lays a grid over points start … end and sorts them into its cells. */
  add(start: number, end: number): void {
    const box = boxOf(this.points, start, end)
    const cells = (end - start) / POINTS_PER_CELL
    if (box.west === box.east && box.south === box.north) {
      this.frame.push(box.west, box.south, 0, 0)
      this.shape.push(0, 0, this.cells, 0)
      this.reserve(2)
      this.cellStart.set([start, end], this.cells)
      this.cells += 2
      return
    }
    const shrink = Math.max(0.01, Math.cos(((box.south + box.north) / 2 / E7) * RADIANS_PER_DEGREE))
    const width = (box.east - box.west + 1) * shrink
    const height = box.north - box.south + 1
    // Long and narrow data: no more cells along than there are cells to give.
    const side = Math.max(Math.sqrt((width * height) / cells), width / cells, height / cells)
    const columns = Math.max(1, Math.floor(width / side))
    const rows = Math.max(1, Math.floor(height / side))
    // The outermost cells end where the points end: a line of points has cells as flat as it is.
    const perLon = columns / (box.east - box.west + 1)
    const perLat = rows / height
    this.frame.push(box.west, box.south, perLon, perLat)
    this.shape.push(columns, rows, this.cells, 0)
    this.reserve(columns * rows + 1)
    this.sort(start, end, box.west, box.south, perLon, perLat, columns, rows)
    this.cells += columns * rows + 1
  }

  /** A counting sort of points start … end by cell. */
  private sort(
    start: number,
    end: number,
    west: number,
    south: number,
    perLon: number,
    perLat: number,
    columns: number,
    rows: number,
  ): void {
    const { points } = this
    const cells = columns * rows
    const count = end - start
    const from = points.slice(start * 3, end * 3)
    const cellOf = new Int32Array(count)
    const next = this.cellStart.subarray(this.cells, this.cells + cells + 1)
    for (let i = 0; i < count; i++) {
      const column = ((from[i * 3]! - west) * perLon) | 0
      const row = ((from[i * 3 + 1]! - south) * perLat) | 0
      const cell = cellAt(columns, rows, column, row)
      cellOf[i] = cell
      next[cell]!++
    }
    let sum = start
    for (let cell = 0; cell < cells; cell++) {
      const size = next[cell]!
      next[cell] = sum
      sum += size
    }
    for (let i = 0; i < count; i++) {
      const place = next[cellOf[i]!]!++
      points[place * 3] = from[i * 3]!
      points[place * 3 + 1] = from[i * 3 + 1]!
      points[place * 3 + 2] = from[i * 3 + 2]!
    }
    // Each entry now holds the end of its cell: move them one on.
    next.copyWithin(1, 0, cells)
    next[0] = start
  }

  addCrowdedCellsOf(grid: number): void {
    const first = this.shape[grid * 4 + 2]!
    const cells = this.shape[grid * 4]! * this.shape[grid * 4 + 1]!
    for (let cell = first; cell < first + cells; cell++) {
      const start = this.cellStart[cell]!
      const end = this.cellStart[cell + 1]!
      if (end - start <= CROWDED_CELL) continue
      this.crowdedCell.push(cell)
      this.add(start, end)
    }
  }

  private reserve(more: number): void {
    if (this.cells + more <= this.cellStart.length) return
    const grown = new Int32Array(Math.max(this.cells + more, Math.ceil(this.cellStart.length * 1.5)))
    grown.set(this.cellStart)
    this.cellStart = grown
  }

  finish(): PointIndex {
    const { points, frame, shape, crowdedCell, cells } = this
    const header = [MAGIC, LAYOUT_VERSION, points.length / 3, cells, frame.length / 4]
    const words = points.length + cells + crowdedCell.length + frame.length * 2 + shape.length + 1
    const bytes = HEADER_BYTES + words * 4
    const buffer = typeof SharedArrayBuffer === 'function' ? new SharedArrayBuffer(bytes) : new ArrayBuffer(bytes)
    new Uint32Array(buffer, 0, header.length).set(header)
    const index = openPointIndex(buffer)
    index.points.set(points)
    index.cellStart.set(this.cellStart.subarray(0, cells))
    index.crowdedCell.set(crowdedCell)
    index.frame.set(frame)
    index.shape.set(shape)
    return index
  }
}

function boxOf(
  points: Int32Array,
  start: number,
  end: number,
): { west: number; south: number; east: number; north: number } {
  let west = Infinity
  let south = Infinity
  let east = -Infinity
  let north = -Infinity
  for (let i = start; i < end; i++) {
    const lon = points[i * 3]!
    const lat = points[i * 3 + 1]!
    west = Math.min(west, lon)
    east = Math.max(east, lon)
    south = Math.min(south, lat)
    north = Math.max(north, lat)
  }
  return { west, south, east, north }
}

/**
 * Opens an index that another thread made, without copying.
 *
 * @throws LivingCircleError `input-format` when the buffer is not such an index
 */
export function openPointIndex(buffer: ArrayBufferLike): PointIndex {
  const header = new Uint32Array(buffer, 0, buffer.byteLength < HEADER_BYTES ? 0 : HEADER_BYTES / 4)
  if (header[0] !== MAGIC || header[1] !== LAYOUT_VERSION) {
    throw problem('input-format', 'index.not-points', {}, { details: { magic: header[0], version: header[1] } })
  }
  const [pointCount, cells, grids] = [header[2]!, header[3]!, header[4]!]
  const crowded = Math.max(0, grids - 1)
  const frame = new Float64Array(buffer, HEADER_BYTES, grids * 4)
  let at = HEADER_BYTES + frame.byteLength
  const next = (length: number): [ArrayBufferLike, number, number] => {
    const place = at
    at += length * 4
    return [buffer, place, length]
  }
  const points = new Int32Array(...next(pointCount * 3))
  const cellStart = new Int32Array(...next(cells))
  const crowdedCell = new Int32Array(...next(crowded))
  const shape = new Int32Array(...next(grids * 4))
  return { pointCount, points, cellStart, crowdedCell, frame, shape, buffer }
}
