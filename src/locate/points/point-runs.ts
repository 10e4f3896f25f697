// Which points a circle around the running query of box-search.ts may hold: runs of neighbouring cells, in memory order of columns.
// In: an index, the query. Out: runs of places in scratch arrays. Looks at no point. One search at a time per thread.
import { BOUND, BOX_BREATH, BOX_SCALE, LAT, LON, LON_REACH, query, STRETCH, TURN_E7 } from '../box-search.ts'
import { CROWDED_CELL, type PointIndex, STRIP_BITS } from './point-grid.ts'

/** The running query, named here: what a module itself names is a constant to the compiler, what it imports is not. */
const now = query

/** Rounding of cell borders, 1e-7 degrees: borders are taken to be this much nearer than they are. */
export const BORDER_SLACK = 0.01
const STRIP = 1 << STRIP_BITS

/** What has been gathered: `start, end` of each run; and of each spot, a run whose points all lie in one place. */
export const gathered = { runs: new Int32Array(256), spots: new Int32Array(16) }
/** Filled entries of `runs` and of `spots`, and how many points the runs hold. */
export const gatheredCounts = new Float64Array(3)
export const RUN_ENTRIES = 0
export const SPOT_ENTRIES = 1
export const RUN_POINTS = 2

/**
 * Gathers the runs within the query's bound.
 *
 * @param most stop when there are more points than this, not counting spots
 * @returns whether all runs are there
 */
export function gatherRuns(index: PointIndex, most: number): boolean {
  gatheredCounts[RUN_ENTRIES] = 0
  gatheredCounts[SPOT_ENTRIES] = 0
  gatheredCounts[RUN_POINTS] = 0
  return gatherGrid(index, 0, most)
}

/** Whether nothing across ±180° is within reach. */
export function isFarFromSeam(lonE7: number): boolean {
  return Math.abs(lonE7) + now[LON_REACH]! * (TURN_E7 / (2 * Math.PI)) < TURN_E7 / 2 - 1
}

/** Whether the index holds something near the query's copy a turn away. */
export function reachesTurned(index: PointIndex, lonE7: number): boolean {
  const reach = (now[LON_REACH]! * TURN_E7) / (2 * Math.PI) + 1
  const west = index.frame[0]!
  const columns = index.shape[0]!
  const east = columns === 0 ? west : west + columns / index.frame[2]!
  return lonE7 + reach >= west && lonE7 - reach <= east
}

/** The runs of one grid; crowded cells in the way are gathered from their own grids. */
function gatherGrid(index: PointIndex, grid: number, most: number): boolean {
  const { frame, shape, cellStart } = index
  const columns = shape[grid * 4]!
  if (columns === 0) {
    gatherSpot(index, grid)
    return true
  }
  const rows = shape[grid * 4 + 1]!
  const firstCell = shape[grid * 4 + 2]!
  const perLon = frame[grid * 4 + 2]!
  const perLat = frame[grid * 4 + 3]!
  const lon = now[LON]! - frame[grid * 4]!
  const lat = now[LAT]! - frame[grid * 4 + 1]!
  const bound = now[BOUND]! * (0.25 / BOX_BREATH)
  const scale = now[BOX_SCALE]! * 0.25
  const reach = Math.sqrt(bound)
  const lonReach = reach * now[STRETCH]! + 1
  const width = 1 / perLon
  const west = (lon - lonReach) * perLon
  const east = (lon + lonReach) * perLon
  const south = (lat - reach - 1) * perLat
  const north = (lat + reach + 1) * perLat
  if (!(west < columns && east >= 0 && south < rows && north >= 0)) return true
  const left = west > 0 ? Math.floor(west) : 0
  const right = east < columns ? Math.floor(east) : columns - 1
  let { runs } = gathered
  let at = gatheredCounts[RUN_ENTRIES]!
  let points = gatheredCounts[RUN_POINTS]!
  for (let column = left; column <= right; column++) {
    const border = column * width - lon
    // |a| + |b| − width is twice the distance to the column.
    const dx = Math.abs(border) + Math.abs(border + width) - width - BORDER_SLACK
    const rest = bound - dx * dx * scale
    const half = rest > 0 ? Math.sqrt(rest) + 1 : 1
    const lowest = (lat - half) * perLat
    const highest = (lat + half) * perLat
    const first = lowest > 0 ? Math.floor(lowest) : 0
    const last = highest < rows ? Math.floor(highest) : rows - 1
    for (let below = first & -STRIP; below <= last; below += STRIP) {
      const cells = firstCell + below * columns + column * Math.min(STRIP, rows - below) - below
      const from = Math.max(first, below)
      const to = Math.min(last, below + STRIP - 1)
      const start = cellStart[cells + from]!
      const end = cellStart[cells + to + 1]!
      points += end - start
      if (end - start > CROWDED_CELL + (to - from) * 8) {
        gatheredCounts[RUN_ENTRIES] = at
        gatheredCounts[RUN_POINTS] = points - (end - start)
        if (!gatherCells(index, cells + from, cells + to, most)) return false
        runs = gathered.runs
        at = gatheredCounts[RUN_ENTRIES]!
        points = gatheredCounts[RUN_POINTS]!
      } else if (end > start) {
        if (at + 2 > runs.length) runs = longerRuns()
        runs[at] = start
        runs[at + 1] = end
        at += 2
      }
    }
    if (points > most) return false
  }
  gatheredCounts[RUN_ENTRIES] = at
  gatheredCounts[RUN_POINTS] = points
  return true
}

/** Cells of a column, one by one: those that are crowded have grids of their own. */
function gatherCells(index: PointIndex, first: number, last: number, most: number): boolean {
  for (let cell = first; cell <= last; cell++) {
    const start = index.cellStart[cell]!
    const end = index.cellStart[cell + 1]!
    if (end - start > CROWDED_CELL) {
      if (!gatherGrid(index, gridOfCell(index, cell), most)) return false
    } else if (end > start) {
      const at = gatheredCounts[RUN_ENTRIES]!
      const runs = at + 2 > gathered.runs.length ? longerRuns() : gathered.runs
      runs[at] = start
      runs[at + 1] = end
      gatheredCounts[RUN_ENTRIES] = at + 2
      gatheredCounts[RUN_POINTS]! += end - start
    }
  }
  return true
}

function gatherSpot(index: PointIndex, grid: number): void {
  const cell = index.shape[grid * 4 + 2]!
  const at = gatheredCounts[SPOT_ENTRIES]!
  if (at + 2 > gathered.spots.length) gathered.spots = longer(gathered.spots)
  gathered.spots[at] = index.cellStart[cell]!
  gathered.spots[at + 1] = index.cellStart[cell + 1]!
  gatheredCounts[SPOT_ENTRIES] = at + 2
}

function longerRuns(): Int32Array<ArrayBuffer> {
  gathered.runs = longer(gathered.runs)
  return gathered.runs
}

function longer(list: Int32Array<ArrayBuffer>): Int32Array<ArrayBuffer> {
  const copy = new Int32Array(list.length * 2)
  copy.set(list)
  return copy
}

/** The grid of a crowded cell. */
export function gridOfCell(index: PointIndex, cell: number): number {
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
