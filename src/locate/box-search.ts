// Searching a box index around one position: which leaves can hold something within the bound, nearest first as far as it pays.
// In: an index, a position, a radius. Out: calls for leaves. Knows not what the items are. One search at a time per thread.
import { LivingCircleError } from '../foundation/errors.ts'
import { greatCircleMetres } from '../foundation/geo.ts'
import { E7, METRES_PER_E7, RADIANS_PER_DEGREE } from '../foundation/units.ts'
import { ASK_TREE, type BoxIndex, CROWDED, FANOUT, FANOUT_BITS } from './box-index.ts'

/** Largest search radius, metres; the flat map of a query is good to 1e-5 there. */
export const MAX_SEARCH_METRES = 100_000
/** Once around the Earth in 1e-7 degrees. */
export const TURN_E7 = 360 * E7
/** Queries are rounded to 2^-18 of 1e-7 degrees (40 nanometres), so that sums with whole coordinates are exact and ties are ties. */
const QUERY_STEPS = 2 ** 18
const RADIANS_PER_E7 = RADIANS_PER_DEGREE / E7

/**
 * The running query. Squared distances are in units of 1e-7 degrees of latitude: dy² + cos(query) · cos(place) · dx², the
 * haversine formula for small angles, with cos(place) = cos(query) − slope · dy − bend · dy². Numbers of one typed array,
 * because module variables that hold doubles are allocated anew at each write.
 */
export const query = new Float64Array(12)
/** Position, 1e-7 degrees. */
export const LON = 0
export const LAT = 1
/** cos² at the query, and how the factor of dx² changes with dy. */
export const FLAT = 2
export const SLOPE = 3
export const BEND = 4
/** The smallest factor of dx² within reach: what boxes are measured with. */
export const BOX_SCALE = 5
/** Square of the distance that an item must not exceed; shrinks as items are found. */
export const BOUND = 6
/** How far a distance with the factor `FLAT` alone can be from the true one, as a factor of squares. */
export const SLACK = 7
/** Place on the best segment. */
export const FRACTION = 8
/** The radius, squared: where `BOUND` began. */
export const LIMIT = 9

/** How many leaves, boxes and cells the searches of this thread have looked at; for tests and measurements. */
export const searchCounts = { leaves: 0, boxes: 0, cells: 0 }

/** Looks at the items of one leaf and lowers `query[BOUND]` where it can. */
export type ScanLeaf = (index: BoxIndex, leaf: number) => void

/** @throws LivingCircleError `invalid-option` for a radius that is not 0 to 100 km */
export function checkRadius(maxMetres: number): void {
  if (maxMetres >= 0 && maxMetres <= MAX_SEARCH_METRES) return
  throw new LivingCircleError(
    'invalid-option',
    `A search radius must be 0 to ${MAX_SEARCH_METRES} m, not ${maxMetres}.`,
    {
      details: { maxMetres },
    },
  )
}

/** Sets the query up; false for a position that is not finite. */
export function beginQuery(lonDegrees: number, latDegrees: number, maxMetres: number): boolean {
  const lon = Math.round(lonDegrees * E7 * QUERY_STEPS) / QUERY_STEPS
  const lat = Math.round(latDegrees * E7 * QUERY_STEPS) / QUERY_STEPS
  if (!(lon - lon === 0 && lat - lat === 0)) return false
  const latRadians = latDegrees * RADIANS_PER_DEGREE
  const cosLat = Math.max(0, Math.cos(latRadians))
  const sinLat = Math.sin(latRadians)
  const radius = maxMetres / METRES_PER_E7
  const reach = radius * RADIANS_PER_E7
  const cosLow = Math.max(0, cosLat - Math.abs(sinLat) * reach - cosLat * reach * reach)
  query[LON] = lon
  query[LAT] = lat
  query[FLAT] = cosLat * cosLat
  query[SLOPE] = cosLat * sinLat * RADIANS_PER_E7
  query[BEND] = cosLat * cosLat * (RADIANS_PER_E7 * RADIANS_PER_E7 * 0.5)
  query[BOX_SCALE] = cosLat * cosLow
  query[SLACK] = 1 + 1e-9 + Math.min(1e6, 2 * reach * (Math.abs(sinLat) / cosLat + reach))
  query[BOUND] = radius * radius * (1 + 1e-9)
  query[LIMIT] = query[BOUND]!
  return true
}

/** Metres of a squared distance: the small-angle series where it is exact to micrometres, else the great circle. */
export function metresTo(square: number, placeLonE7: number, placeLatE7: number): number {
  const flat = Math.sqrt(square) * METRES_PER_E7
  if (flat < 1000) return flat
  return greatCircleMetres(query[LON]! / E7, query[LAT]! / E7, placeLonE7 / E7, placeLatE7 / E7)
}

/**
 * Searches for the query, and again a turn to the east and to the west where the index reaches across ±180°.
 * After it, `query[LON]` is where the last lowering of the bound saw the query.
 */
export function search(index: BoxIndex, scan: ScanLeaf): void {
  if (index.itemCount === 0) return
  const { boxesE7 } = index
  const root = boxesE7.length - 4
  const lonReach = Math.sqrt(query[LIMIT]! / query[BOX_SCALE]!) + 1
  const lon = query[LON]!
  searchFrom(index, scan)
  if (boxesE7[root + 2]! >= lon + TURN_E7 - lonReach) searchMoved(index, scan, lon + TURN_E7)
  if (boxesE7[root]! <= lon - TURN_E7 + lonReach) searchMoved(index, scan, lon - TURN_E7)
}

function searchMoved(index: BoxIndex, scan: ScanLeaf, lonE7: number): void {
  const before = query[BOUND]!
  const lon = query[LON]!
  query[LON] = lonE7
  searchFrom(index, scan)
  if (query[BOUND] === before) query[LON] = lon
}

/** The cell of the query, then the cells around it within the bound; the tree where that is no short way. */
function searchFrom(index: BoxIndex, scan: ScanLeaf): void {
  const { westE7, southE7, columnsPerLonE7, rowsPerLatE7, columns, rows } = index.grid
  const lon = query[LON]! - westE7
  const lat = query[LAT]! - southE7
  const column = Math.floor(lon * columnsPerLonE7)
  const row = Math.floor(lat * rowsPerLatE7)
  const inside = column >= 0 && column < columns && row >= 0 && row < rows
  if (!inside || !scanCell(index, row * columns + column, scan)) {
    searchTree(index, scan)
    return
  }
  const reach = Math.sqrt(query[BOUND]!) * (1 + 1e-9) + 1
  const lonReach = Math.sqrt(query[BOUND]! / query[BOX_SCALE]!) * (1 + 1e-9) + 1
  const left = Math.max(Math.floor((lon - lonReach) * columnsPerLonE7), 0)
  const right = Math.min(Math.floor((lon + lonReach) * columnsPerLonE7), columns - 1)
  const bottom = Math.max(Math.floor((lat - reach) * rowsPerLatE7), 0)
  const top = Math.min(Math.floor((lat + reach) * rowsPerLatE7), rows - 1)
  if (right - left > 2 || top - bottom > 2) {
    searchTree(index, scan)
    return
  }
  for (let y = bottom; y <= top; y++) {
    for (let x = left; x <= right; x++) {
      if (x === column && y === row) continue
      if (!scanCell(index, y * columns + x, scan)) {
        searchTree(index, scan)
        return
      }
    }
  }
}

const cellBound = new Float64Array(CROWDED)

/** Scans the leaves of a cell: first the small one nearby, then those that are within the bound. False for a crowded cell. */
function scanCell(index: BoxIndex, cell: number, scan: ScanLeaf): boolean {
  const { boxesE7, grid } = index
  const { cellLeaf } = grid
  const start = grid.cellStart[cell]!
  const end = grid.cellStart[cell + 1]!
  if (start === end) return true
  if (cellLeaf[start] === ASK_TREE) return false
  const lon = query[LON]!
  const lat = query[LAT]!
  // A breath below the truth, so that rounding never prunes an answer; the quarter undoes the doubled distances.
  const scale = query[BOX_SCALE]! * (0.25 * (1 - 1e-9))
  const stretch = Math.sqrt(query[BOX_SCALE]!)
  let lowest = Infinity
  let first = start
  for (let i = start; i < end; i++) {
    const at = cellLeaf[i]! << 2
    const west = boxesE7[at]!
    const south = boxesE7[at + 1]!
    const east = boxesE7[at + 2]!
    const north = boxesE7[at + 3]!
    // |w − x| + |x − e| is the width plus twice the distance: no branches, hence nothing to mispredict.
    const acrossLon = Math.abs(west - lon) + Math.abs(lon - east)
    const acrossLat = Math.abs(south - lat) + Math.abs(lat - north)
    const dx = acrossLon - (east - west)
    const dy = acrossLat - (north - south)
    cellBound[i - start] = dx * dx * scale + dy * dy * (0.25 * (1 - 1e-9))
    const size = acrossLon * stretch + acrossLat
    if (size < lowest) {
      lowest = size
      first = i
    }
  }
  searchCounts.cells++
  searchCounts.boxes += end - start
  if (cellBound[first - start]! <= query[BOUND]!) scan(index, cellLeaf[first]!)
  for (let i = start; i < end; i++) {
    if (cellBound[i - start]! <= query[BOUND]! && i !== first) scan(index, cellLeaf[i]!)
  }
  return true
}

/** Nodes still to be visited (level in the low 4 bits), and how near they can be at best; 16 levels of 8. */
const stackNode = new Int32Array(16 * FANOUT)
const stackBound = new Float64Array(16 * FANOUT)

/** Depth first from the root, nearest child first. */
export function searchTree(index: BoxIndex, scan: ScanLeaf): void {
  const { levelStart } = index
  let depth = 0
  let level = levelStart.length - 2
  let node = levelStart[level]!
  for (;;) {
    if (level === 0) scan(index, node)
    else depth = pushChildren(index, node, level, depth)
    while (depth > 0 && stackBound[depth - 1]! > query[BOUND]!) depth--
    if (depth === 0) return
    depth--
    node = stackNode[depth]! >>> 4
    level = stackNode[depth]! & 15
  }
}

/** Puts the children of a node that are within the bound on the stack, the nearest on top. */
function pushChildren(index: BoxIndex, node: number, level: number, depthBefore: number): number {
  const { boxesE7, levelStart } = index
  const lon = query[LON]!
  const lat = query[LAT]!
  const bound = query[BOUND]!
  const scale = query[BOX_SCALE]! * (0.25 * (1 - 1e-9))
  const start = levelStart[level]!
  const first = levelStart[level - 1]! + ((node - start) << FANOUT_BITS)
  const end = Math.min(first + FANOUT, start)
  let depth = depthBefore
  for (let child = first; child < end; child++) {
    const at = child << 2
    const west = boxesE7[at]!
    const south = boxesE7[at + 1]!
    const east = boxesE7[at + 2]!
    const north = boxesE7[at + 3]!
    const dx = Math.abs(west - lon) + Math.abs(lon - east) - (east - west)
    const dy = Math.abs(south - lat) + Math.abs(lat - north) - (north - south)
    const square = dx * dx * scale + dy * dy * (0.25 * (1 - 1e-9))
    if (square > bound) continue
    let place = depth++
    while (place > depthBefore && stackBound[place - 1]! < square) {
      stackBound[place] = stackBound[place - 1]!
      stackNode[place] = stackNode[place - 1]!
      place--
    }
    stackBound[place] = square
    stackNode[place] = (child << 4) | (level - 1)
  }
  searchCounts.boxes += end - first
  return depth
}
