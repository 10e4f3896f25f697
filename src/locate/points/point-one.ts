// The nearest point to the running query of box-search.ts, where it lies as it is to be expected: in one of the four cells nearest
// to the query, or in the circle of what was found there. Out: the result of point-results.ts. One search at a time per thread.
import { BEND, BOUND, BOX_BREATH, BOX_SCALE, FLAT, LAT, LON, query, SLACK, SLOPE, squareBy } from '../box-search.ts'
import { findOwnCell, GRID, gatherBlock, own, ROW } from './point-block.ts'
import { type PointIndex, STRIP_BITS } from './point-grid.ts'
import { COUNT, foundPlace, foundSquare, keepNearestOf, POINTS, pointCounts, RUNS, results } from './point-results.ts'
import {
  BORDER_SLACK,
  gathered,
  gatheredCounts,
  gatherRuns,
  RUN_ENTRIES,
  RUN_POINTS,
  SPOT_ENTRIES,
} from './point-runs.ts'

/** The running query, named here: what a module itself names is a constant to the compiler, what it imports is not. */
const now = query
const tally = results
const counts = gatheredCounts

const STRIP = 1 << STRIP_BITS
/** More points than this in four cells are left to a search that goes step by step. */
const MOST_IN_BLOCK = 160
/** Distances are compared as whole numbers up to this. */
const MOST_KEY = 2 ** 30

/** Looks into the four cells around the corner that is nearest to the query, then into the circle of what was found there. */
export function isOneFoundNearby(index: PointIndex): boolean {
  if (!findOwnCell(index)) return false
  const { frame, shape } = index
  const grid = own[GRID]!
  const columns = shape[grid * 4]!
  const rows = shape[grid * 4 + 1]!
  const perLon = frame[grid * 4 + 2]!
  const perLat = frame[grid * 4 + 3]!
  const x = (now[LON]! - frame[grid * 4]!) * perLon
  const y = (now[LAT]! - frame[grid * 4 + 1]!) * perLat
  // The rows of the block lie in one strip: a column of it is one run.
  const strip = own[ROW]! & -STRIP
  const last = Math.min(strip + STRIP, rows) - 1
  const left = Math.max(Math.min(x - 0.5, columns - 2), 0) | 0
  const bottom = Math.max(Math.min(y - 0.5, last - 1), strip) | 0
  const right = Math.min(left + 1, columns - 1)
  const top = Math.min(bottom + 1, last)
  if (left === right || !isBlockSearched(index, grid, left, bottom, top)) {
    const entries = gatherBlock(index, grid, left, right, bottom, top)
    if (counts[RUN_POINTS]! > MOST_IN_BLOCK) return false
    keepNearestOf(index, gathered.runs, entries)
  }
  // How far the block reaches at least, in cells; no branch, for which side is nearer is a coin toss.
  const dx = (right + 1 - left) * 0.5 - Math.abs(x - (left + right + 1) * 0.5) - BORDER_SLACK * perLon
  const dy = (top + 1 - bottom) * 0.5 - Math.abs(y - (bottom + top + 1) * 0.5) - BORDER_SLACK * perLat
  const bound = now[BOUND]! * (0.25 / BOX_BREATH)
  const isWithinLon = +(bound * perLon * perLon < dx * Math.abs(dx) * now[BOX_SCALE]!)
  const isWithinLat = +(bound * perLat * perLat < dy * Math.abs(dy))
  if ((isWithinLon & isWithinLat) === 1) return true
  if (tally[COUNT] === 0 || !gatherRuns(index, MOST_IN_BLOCK) || counts[SPOT_ENTRIES]! > 0) return false
  keepNearestOf(index, gathered.runs, counts[RUN_ENTRIES]!)
  return true
}

/**
 * Looks for the nearest in two columns at once, without a branch that depends on a point: distances are whole numbers, of which
 * the least and the second least are kept. A run that is too short goes on with what follows it, which does no harm.
 *
 * @returns false when the least two are too near to each other for whole numbers to tell, or the block is crowded or empty
 */
function isBlockSearched(index: PointIndex, grid: number, left: number, bottom: number, top: number): boolean {
  const { frame, shape, cellStart, points } = index
  const strip = bottom & -STRIP
  const high = Math.min(STRIP, shape[grid * 4 + 1]! - strip)
  const cell = shape[grid * 4 + 2]! + strip * shape[grid * 4]! + left * high + bottom - strip
  const startA = cellStart[cell]!
  const startB = cellStart[cell + high]!
  const countA = cellStart[cell + top - bottom + 1]! - startA
  const countB = cellStart[cell + high + top - bottom + 1]! - startB
  // The larger of two, and up to a multiple of four, so that the loop ends when it is expected to.
  const pairs = (((countA + countB + Math.abs(countA - countB)) >> 1) + 3) & -4
  if (pairs === 0 || pairs * 2 > MOST_IN_BLOCK || Math.max(startA, startB) + pairs > index.pointCount) return false
  const end = (startA + pairs) * 3
  const lon = now[LON]!
  const lat = now[LAT]!
  const flat = now[FLAT]!
  const width = 1 / frame[grid * 4 + 2]!
  const height = 1 / frame[grid * 4 + 3]!
  // Twice a cell each way is as far as it is within the block.
  const unit = (MOST_KEY * 0.25) / (width * width * flat + height * height)
  const flatUnit = flat * unit
  const between = (startB - startA) * 3
  let least = MOST_KEY
  let second = MOST_KEY
  let nearest = startA * 3
  for (let i = startA * 3; i < end; i += 3) {
    const dxA = points[i]! - lon
    const dyA = points[i + 1]! - lat
    const dxB = points[i + between]! - lon
    const dyB = points[i + between + 1]! - lat
    const keyA = Math.min(dyA * dyA * unit + dxA * dxA * flatUnit, MOST_KEY) | 0
    const keyB = Math.min(dyB * dyB * unit + dxB * dxB * flatUnit, MOST_KEY) | 0
    // A shifted sign is a mask: where a key is below the least it takes its place, and the least that of the second.
    const lessA = (keyA - least) >> 31
    const moreA = keyA - ((keyA - least) & lessA)
    nearest += (i - nearest) & lessA
    least += (keyA - least) & lessA
    second += (moreA - second) & ((moreA - second) >> 31)
    const lessB = (keyB - least) >> 31
    const moreB = keyB - ((keyB - least) & lessB)
    nearest += (i + between - nearest) & lessB
    least += (keyB - least) & lessB
    second += (moreB - second) & ((moreB - second) >> 31)
  }
  pointCounts[RUNS]! += 2
  pointCounts[POINTS]! += pairs * 2
  const slack = now[SLACK]!
  if (second <= (least + 1) * slack * slack) return false
  const away = squareBy(points[nearest]! - lon, points[nearest + 1]! - lat, flat, now[SLOPE]!, now[BEND]!)
  if (away <= now[BOUND]!) {
    now[BOUND] = away
    foundSquare[0] = away
    foundPlace[0] = nearest
    tally[COUNT] = 1
  }
  return true
}
