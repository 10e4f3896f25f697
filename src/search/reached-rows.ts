// The rows of a result: memory for them, and one visit's findings written into it. Integers only.
import { UNREACHED } from '../foundation/units.ts'
import type { FacilityTargets } from './facility-targets.ts'
import type { OriginVisit } from './origin-visit.ts'

/** Most facilities that are ranked per origin and category. */
export const MOST_RANKED = 3

/** Columns of a result; row = origin × categoryCount + category. */
export interface ReachedRows {
  readonly categoryCount: number
  /** Ascending, inclusive. */
  readonly limits: Uint32Array
  readonly nearestCost: Uint32Array
  readonly nearestAlongside: Uint32Array
  readonly nearestFacility: Int32Array
  /** Facilities within each limit, cell = row × limits + limit. */
  readonly count: Uint32Array
  /** The nearest few, cell = row × nearestCount + rank; empty where only the nearest one was asked for. */
  readonly nearestCount: number
  readonly rankedCost: Uint32Array
  readonly rankedFacility: Int32Array
}

/** Memory for rows: everything unreached, counts 0. `shared` = for several threads. */
export function createRows(
  originCount: number,
  categoryCount: number,
  limits: Uint32Array,
  nearestCount: number,
  shared = false,
): ReachedRows {
  const rows = originCount * categoryCount
  const memory = (words: number) => (shared ? new SharedArrayBuffer(words * 4) : new ArrayBuffer(words * 4))
  const ranked = nearestCount > 1 ? rows * nearestCount : 0
  return {
    categoryCount,
    limits,
    nearestCost: new Uint32Array(memory(rows)).fill(UNREACHED),
    nearestAlongside: new Uint32Array(memory(rows)).fill(UNREACHED),
    nearestFacility: new Int32Array(memory(rows)).fill(-1),
    // Zeros already; but threads that were the first to touch new memory together, here and there, would wait for each other.
    count: shared
      ? new Uint32Array(memory(rows * limits.length)).fill(0)
      : new Uint32Array(memory(rows * limits.length)),
    nearestCount,
    rankedCost: new Uint32Array(memory(ranked)).fill(UNREACHED),
    rankedFacility: new Int32Array(memory(ranked)).fill(-1),
  }
}

/** Writes what the visit of an origin met into its rows; counts are of limit bands until {@link addUpCounts}. */
export function writeVisit(rows: ReachedRows, origin: number, visit: OriginVisit, targets: FacilityTargets): void {
  const { touched, touchedCount } = visit
  const { categoryOfFacility } = targets
  const firstRow = origin * rows.categoryCount
  for (let i = 0; i < touchedCount; i++) {
    const facility = touched[i]!
    writeFacility(rows, firstRow + categoryOfFacility[facility]!, facility, visit.cost(facility))
  }
}

/** Writes one facility within the largest limit into a row. */
function writeFacility(rows: ReachedRows, row: number, facility: number, cost: number): void {
  const { limits, nearestCost, nearestFacility, count } = rows
  let within = 0
  while (cost > limits[within]!) within++
  count[row * limits.length + within]!++
  if (rows.nearestCount > 1) rankFacility(rows, row, facility, cost)
  if (cost > nearestCost[row]! || (cost === nearestCost[row]! && facility > nearestFacility[row]!)) return
  nearestCost[row] = cost
  nearestFacility[row] = facility
}

/** Turns counts per limit band into counts within each limit. */
export function addUpCounts({ count, limits }: ReachedRows, firstRow: number, endRow: number): void {
  const limitCount = limits.length
  for (let cell = firstRow * limitCount; cell < endRow * limitCount; cell += limitCount) {
    for (let limit = 1; limit < limitCount; limit++) count[cell + limit]! += count[cell + limit - 1]!
  }
}

/** Puts a facility among the nearest few of a row; of equally near ones the lowest number comes first. */
export function rankFacility(rows: ReachedRows, row: number, facility: number, cost: number): void {
  const { nearestCount, rankedCost, rankedFacility } = rows
  const first = row * nearestCount
  const comesBefore = (cell: number) =>
    cost < rankedCost[cell]! ||
    (cost === rankedCost[cell]! && (rankedFacility[cell]! < 0 || facility < rankedFacility[cell]!))
  let cell = first + nearestCount - 1
  if (!comesBefore(cell)) return
  for (; cell > first && comesBefore(cell - 1); cell--) {
    rankedCost[cell] = rankedCost[cell - 1]!
    rankedFacility[cell] = rankedFacility[cell - 1]!
  }
  rankedCost[cell] = cost
  rankedFacility[cell] = facility
}

/** Copies the rows of one origin to another at the same places. */
export function copyRows(rows: ReachedRows, from: number, to: number): void {
  const { categoryCount, limits, nearestCount } = rows
  const copy = (column: Uint32Array | Int32Array, width: number) =>
    column.copyWithin(to * categoryCount * width, from * categoryCount * width, (from + 1) * categoryCount * width)
  copy(rows.nearestCost, 1)
  copy(rows.nearestAlongside, 1)
  copy(rows.nearestFacility, 1)
  copy(rows.count, limits.length)
  if (nearestCount > 1) {
    copy(rows.rankedCost, nearestCount)
    copy(rows.rankedFacility, nearestCount)
  }
}
