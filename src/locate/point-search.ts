// Searching a point index around the running query of box-search.ts: which runs of cells to look at.
// In: an index, the query. Out: calls for runs of points. Allocates nothing.
import { BOUND, BOX_BREATH, BOX_SCALE, LAT, LON, LON_REACH, query, STRETCH, TURN_E7 } from './box-search.ts'
import { CROWDED_CELL, cellAt, type PointIndex, STRIP_BITS } from './point-grid.ts'
import { COUNT, EVERYTHING, keepNearest, results, type ScanRun, takeSpot, WANTED } from './point-results.ts'

/** Rounding of cell borders, 1e-7 degrees: borders are taken to be this much nearer than they are. */
const BORDER_SLACK = 0.01
/** A breath below 1: see BOX_BREATH. */
const BREATH = BOX_BREATH * 4

/** Calls `scan` for points that may belong to the nearest. The scan lowers the query's bound when it has enough. */
export function searchNearest(index: PointIndex, scan: ScanRun): void {
  const lon = query[LON]!
  searchGrid(index, 0, scan)
  if (isFarFromSeam(lon)) return
  for (let turn = -TURN_E7; turn <= TURN_E7; turn += 2 * TURN_E7) {
    if (!reachesTurned(index, lon + turn)) continue
    query[LON] = lon + turn
    searchGrid(index, 0, scan)
    query[LON] = lon
  }
}

/** Calls `scan` for all points that may lie within the query's bound. */
export function searchWithin(index: PointIndex, scan: ScanRun): void {
  const lon = query[LON]!
  searchRectangle(index, 0, scan)
  if (isFarFromSeam(lon)) return
  for (let turn = -TURN_E7; turn <= TURN_E7; turn += 2 * TURN_E7) {
    if (!reachesTurned(index, lon + turn)) continue
    query[LON] = lon + turn
    searchRectangle(index, 0, scan)
    query[LON] = lon
  }
}

/** Whether nothing across ±180° is within reach. */
function isFarFromSeam(lonE7: number): boolean {
  return Math.abs(lonE7) + query[LON_REACH]! * (TURN_E7 / (2 * Math.PI)) < TURN_E7 / 2 - 1
}

/** Whether the index holds something near the query's copy a turn away. */
function reachesTurned(index: PointIndex, lonE7: number): boolean {
  const reach = (query[LON_REACH]! * TURN_E7) / (2 * Math.PI) + 1
  const west = index.frame[0]!
  const columns = index.shape[0]!
  const east = columns === 0 ? west : west + columns / index.frame[2]!
  return lonE7 + reach >= west && lonE7 - reach <= east
}

/**
 * Nearest first, roughly: a block of cells around the query, then the cells that the bound still reaches; while there are too
 * few results, as many more as seem to be needed.
 */
function searchGrid(index: PointIndex, grid: number, scan: ScanRun): void {
  const { frame, shape } = index
  const columns = shape[grid * 4]!
  if (columns === 0) {
    scanSpot(index, grid, scan)
    return
  }
  const rows = shape[grid * 4 + 1]!
  const perLon = frame[grid * 4 + 2]!
  const perLat = frame[grid * 4 + 3]!
  const lon = query[LON]! - frame[grid * 4]!
  const lat = query[LAT]! - frame[grid * 4 + 1]!
  const column = Math.max(0, Math.min(columns - 1, Math.floor(lon * perLon)))
  const row = Math.max(0, Math.min(rows - 1, Math.floor(lat * perLat)))
  const firstCell = shape[grid * 4 + 2]!
  const radius = firstRadius(index, firstCell + cellAt(columns, rows, column, row))
  let left = Math.max(0, column - radius)
  let right = Math.min(columns - 1, column + radius)
  let bottom = Math.max(0, row - radius)
  let top = Math.min(rows - 1, row + radius)
  const width = 1 / perLon
  const beside = besideGrid(lon, columns * width)
  const below = belowGrid(lat, rows / perLat)
  if (Math.max(beside, below) > query[BOUND]! * (1 / BREATH)) return
  scanColumn(index, grid, column, bottom, top, scan)
  for (let x = left; x <= right; x++) {
    if (x !== column && leftOver(x * width - lon, width) >= 0) scanColumn(index, grid, x, bottom, top, scan)
  }
  for (;;) {
    keepNearest(index)
    const latReach = Math.sqrt(Math.max(0, query[BOUND]! * (1 / BREATH) - beside)) + 1
    const lonReach = Math.sqrt(Math.max(0, query[BOUND]! * (1 / BREATH) - below)) * query[STRETCH]! + 1
    let newLeft = Math.max(0, Math.min(left, Math.floor((lon - lonReach) * perLon)))
    let newRight = Math.min(columns - 1, Math.max(right, Math.floor((lon + lonReach) * perLon)))
    let newBottom = Math.max(0, Math.min(bottom, Math.floor((lat - latReach) * perLat)))
    let newTop = Math.min(rows - 1, Math.max(top, Math.floor((lat + latReach) * perLat)))
    if (newLeft === left && newRight === right && newBottom === bottom && newTop === top) return
    if (results[COUNT]! < results[WANTED]!) {
      const size = Math.max(right - left, top - bottom) + 1
      const growth = Math.sqrt((1.3 * results[WANTED]!) / (results[COUNT]! + 0.1)) - 1
      const step = Math.max(1, Math.min(size, Math.round((size * growth) / 2)))
      newLeft = Math.max(newLeft, left - step)
      newRight = Math.min(newRight, right + step)
      newBottom = Math.max(newBottom, bottom - step)
      newTop = Math.min(newTop, top + step)
    }
    for (let x = newLeft; x <= newRight; x++) {
      const rest = leftOver(x * width - lon, width)
      if (rest < 0) continue
      const half = Math.sqrt(rest) + 1
      const first = Math.max(newBottom, Math.floor((lat - half) * perLat))
      const last = Math.min(newTop, Math.floor((lat + half) * perLat))
      if (x < left || x > right) {
        if (first <= last) scanColumn(index, grid, x, first, last, scan)
        continue
      }
      if (first < bottom) scanColumn(index, grid, x, first, bottom - 1, scan)
      if (last > top) scanColumn(index, grid, x, top + 1, last, scan)
    }
    left = newLeft
    right = newRight
    bottom = newBottom
    top = newTop
  }
}

/** How far the query lies beside a grid, squared: what is left of the bound is all that counts across. */
function besideGrid(lon: number, width: number): number {
  const dx = Math.max(-lon, lon - width, BORDER_SLACK) - BORDER_SLACK
  return dx * dx * query[BOX_SCALE]!
}

/** How far the query lies below or above a grid, squared. */
function belowGrid(lat: number, height: number): number {
  const dy = Math.max(-lat, lat - height, BORDER_SLACK) - BORDER_SLACK
  return dy * dy
}

/** Cells around the own one that hold about as many points as are wanted, were all cells as full as this one. */
function firstRadius(index: PointIndex, cell: number): number {
  const inCell = index.cellStart[cell + 1]! - index.cellStart[cell]!
  const least = inCell > 8 ? 0 : 1
  const wanted = results[WANTED]! - results[COUNT]!
  if (wanted <= 4) return least
  return Math.max(least, Math.round((Math.sqrt((1.3 * wanted) / Math.max(2, inCell)) - 1) / 2))
}

/**
 * What a column of cells leaves of the bound for the way along it, squared; negative when it is out of reach.
 *
 * @param beside from the query to the column's left border, units of longitude
 */
function leftOver(beside: number, width: number): number {
  // |a| + |b| − width is twice the distance to the column.
  const dx = Math.max(Math.abs(beside) + Math.abs(beside + width) - width - BORDER_SLACK, 0)
  return query[BOUND]! * (1 / BREATH) - dx * dx * 0.25 * query[BOX_SCALE]!
}

/** Cells of a column, strip by strip. */
function scanColumn(index: PointIndex, grid: number, column: number, bottom: number, top: number, scan: ScanRun): void {
  const columns = index.shape[grid * 4]!
  const rows = index.shape[grid * 4 + 1]!
  const firstCell = index.shape[grid * 4 + 2]!
  for (let strip = bottom >> STRIP_BITS; strip <= top >> STRIP_BITS; strip++) {
    const lowest = strip << STRIP_BITS
    const highest = Math.min(lowest + (1 << STRIP_BITS), rows) - 1
    const start = firstCell + lowest * columns + column * (highest - lowest + 1) - lowest
    scanCells(index, start, Math.max(bottom, lowest), Math.min(top, highest), scan)
  }
}

/** A run of cells: at once where it is short, cell by cell where it is crowded. */
function scanCells(index: PointIndex, rowStart: number, first: number, last: number, scan: ScanRun): void {
  const { cellStart } = index
  const start = cellStart[rowStart + first]!
  const end = cellStart[rowStart + last + 1]!
  if (start === end) return
  if (end - start <= CROWDED_CELL + (last - first) * 8) {
    scan(index, start, end)
    return
  }
  for (let cell = rowStart + first; cell <= rowStart + last; cell++) {
    const from = cellStart[cell]!
    const to = cellStart[cell + 1]!
    if (to - from <= CROWDED_CELL) {
      if (from < to) scan(index, from, to)
    } else if (results[WANTED] === EVERYTHING) searchRectangle(index, gridOfCell(index, cell), scan)
    else searchGrid(index, gridOfCell(index, cell), scan)
  }
}

/** The grid of a crowded cell. */
function gridOfCell(index: PointIndex, cell: number): number {
  const { crowdedCell } = index
  let low = 0
  let high = crowdedCell.length - 1
  while (low < high) {
    const middle = (low + high) >>> 1
    if (crowdedCell[middle]! < cell) low = middle + 1
    else high = middle
  }
  return low + 1
}

/** Points that all lie in one spot, in the order of their numbers: the first few stand for all. */
function scanSpot(index: PointIndex, grid: number, scan: ScanRun): void {
  const cell = index.shape[grid * 4 + 2]!
  const start = index.cellStart[cell]!
  const end = index.cellStart[cell + 1]!
  if (results[WANTED] === EVERYTHING) takeSpot(index, start, end, scan)
  else scan(index, start, Math.min(end, start + results[WANTED]!))
}

/** All cells within the bound. */
function searchRectangle(index: PointIndex, grid: number, scan: ScanRun): void {
  const { frame, shape } = index
  const columns = shape[grid * 4]!
  if (columns === 0) {
    scanSpot(index, grid, scan)
    return
  }
  const rows = shape[grid * 4 + 1]!
  const perLon = frame[grid * 4 + 2]!
  const perLat = frame[grid * 4 + 3]!
  const lon = query[LON]! - frame[grid * 4]!
  const lat = query[LAT]! - frame[grid * 4 + 1]!
  const beside = besideGrid(lon, columns / perLon)
  const below = belowGrid(lat, rows / perLat)
  if (Math.max(beside, below) > query[BOUND]! * (1 / BREATH)) return
  const latReach = Math.sqrt(Math.max(0, query[BOUND]! * (1 / BREATH) - beside)) + 1
  const lonReach = Math.sqrt(Math.max(0, query[BOUND]! * (1 / BREATH) - below)) * query[STRETCH]! + 1
  const left = Math.max(0, Math.floor((lon - lonReach) * perLon))
  const right = Math.min(columns - 1, Math.floor((lon + lonReach) * perLon))
  if (left > right) return
  const bottom = Math.max(0, Math.floor((lat - latReach) * perLat))
  const top = Math.min(rows - 1, Math.floor((lat + latReach) * perLat))
  const width = 1 / perLon
  for (let column = left; column <= right; column++) {
    const half = Math.sqrt(Math.max(0, leftOver(column * width - lon, width))) + 1
    const first = Math.max(bottom, Math.floor((lat - half) * perLat))
    const last = Math.min(top, Math.floor((lat + half) * perLat))
    if (first <= last) scanColumn(index, grid, column, first, last, scan)
  }
}
