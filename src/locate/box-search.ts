// Searching a box index around one position: which leaves can hold something within the bound, nearest first as far as it pays.
// In: an index, a position, a radius. Out: calls for leaves. Knows not what the items are. One search at a time per thread.
import { chordMetres, greatCircleMetres } from '../foundation/geo.ts'
import { E7, METRES_PER_E7, RADIANS_PER_DEGREE } from '../foundation/units.ts'
import { problem } from '../words/problem.ts'
import { ASK_TREE, type BoxIndex, CROWDED, FANOUT, FANOUT_BITS } from './box-index.ts'

/** Largest search radius, metres; the flat map of a query is good to 1e-5 there. */
const MAX_SEARCH_METRES = 100_000
/** Once around the Earth in 1e-7 degrees. */
export const TURN_E7 = 360 * E7
/** Queries are rounded to 2^-18 of 1e-7 degrees (40 nanometres), so that sums with whole coordinates are exact and ties are ties. */
const QUERY_STEPS = 2 ** 18
/**
 * Boxes are measured a breath nearer than they are, so that neither rounding nor the series prunes an answer within the
 * largest radius; the quarter undoes doubled distances.
 */
export const BOX_BREATH = 0.25 * (1 - 3e-5)
const RADIANS_PER_E7 = RADIANS_PER_DEGREE / E7

/**
 * The running query: numbers of one typed array, because module variables that hold doubles are allocated anew at each write.
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
/** Largest difference of longitude within the radius, radians. */
export const LON_REACH = 10
/** Units of longitude per unit of latitude, at most, within the radius. */
export const STRETCH = 11
/** 4 sin²(e/2) = e² · (1 − e² · CURVE) up to the fourth power of a difference e. */
export const CURVE = (RADIANS_PER_E7 * RADIANS_PER_E7) / 12

/**
 * Squared distance to a place that lies (dx, dy) from the query, all in units of 1e-7 degrees of latitude and longitude: the
 * haversine formula as a series, 4 sin²(dy/2) + cos(query) · cos(place) · 4 sin²(dx/2), exact to 1e-9 of the distance within
 * 10 km and 1e-6 within 100 km, ordered as great-circle distances are. Farther away it is kept from folding back.
 */
export function squareOf(dx: number, dy: number): number {
  return squareBy(dx, dy, query[FLAT]!, query[SLOPE]!, query[BEND]!)
}

/** {@link squareOf} with the query's numbers at hand, for loops. */
export function squareBy(dx: number, dy: number, flat: number, slope: number, bend: number): number {
  const dx2 = dx * dx
  const dy2 = dy * dy
  const scale = Math.max(flat - slope * dy - bend * dy2, 0)
  return dy2 * Math.max(1 - dy2 * CURVE, 0.5) + dx2 * Math.max(1 - dx2 * CURVE, 0.5) * scale
}

/** {@link squareOf} of a position by the haversine formula itself: for any distance, anywhere. */
export function greatSquareTo(lonE7: number, latE7: number): number {
  const sinLat = Math.sin((latE7 - query[LAT]!) * (RADIANS_PER_E7 / 2))
  const sinLon = Math.sin((lonE7 - query[LON]!) * (RADIANS_PER_E7 / 2))
  const cosines = Math.cos(query[LAT]! * RADIANS_PER_E7) * Math.cos(latE7 * RADIANS_PER_E7)
  return ((sinLat * sinLat + cosines * sinLon * sinLon) * 4) / (RADIANS_PER_E7 * RADIANS_PER_E7)
}

/** Whether the query reaches over so many meridians that the series of {@link squareOf} does not hold. */
export function isNearPole(): boolean {
  return query[LON_REACH]! > 0.12
}

/** How many leaves, boxes, cells and records of cells this thread has looked at; for tests and measurements. */
export const searchCounts = { leaves: 0, boxes: 0, cells: 0, records: 0 }

/** Looks at the items of one leaf and lowers `query[BOUND]` where it can. */
export type ScanLeaf = (index: BoxIndex, leaf: number) => void

/** @throws LivingCircleError `invalid-option` for a radius that is not 0 to 100 km */
export function checkRadius(maxMetres: number): void {
  if (maxMetres >= 0 && maxMetres <= MAX_SEARCH_METRES) return
  throw problem(
    'invalid-option',
    'index.radius',
    { most: MAX_SEARCH_METRES, value: maxMetres },
    { details: { maxMetres } },
  )
}

/** A query's coordinate: degrees as 1e-7 degrees, rounded. (`Math.round` would be a branch that no processor can foresee.) */
function toQueryE7(degrees: number): number {
  return Math.floor(degrees * (E7 * QUERY_STEPS) + 0.5) / QUERY_STEPS
}

/** Sets the query up; false for a position that is not finite. */
export function beginQuery(lonDegrees: number, latDegrees: number, maxMetres: number): boolean {
  const lon = toQueryE7(lonDegrees)
  const lat = toQueryE7(latDegrees)
  if (!(lon - lon === 0 && lat - lat === 0)) return false
  const cosLat = Math.max(0, Math.cos(latDegrees * RADIANS_PER_DEGREE))
  // Good to 1e-8 where it matters: near the equator it is small, and the slope that it gives even smaller.
  const sinLat = Math.sign(latDegrees) * Math.sqrt(1 - cosLat * cosLat)
  const radius = maxMetres * (1 / METRES_PER_E7)
  const reach = radius * RADIANS_PER_E7
  const cosReach = Math.max(0, cosLat - Math.abs(sinLat) * reach - cosLat * reach * reach)
  const stretch = 1 / (Math.sqrt(cosLat * cosReach) + 1e-12)
  // Longitudes within reach, radians; half a turn at most.
  const lonReach = Math.min(Math.PI, reach * stretch)
  const curved = lonReach * lonReach * (1 / 12)
  query[LON] = lon
  query[LAT] = lat
  query[FLAT] = cosLat * cosLat
  query[SLOPE] = cosLat * sinLat * RADIANS_PER_E7
  query[BEND] = cosLat * cosLat * (RADIANS_PER_E7 * RADIANS_PER_E7 * 0.5)
  query[BOX_SCALE] = cosLat * cosReach * (1 - curved)
  query[LON_REACH] = lonReach
  query[STRETCH] = stretch * (1 + curved * (1 + curved))
  query[SLACK] = 1 + 1e-9 + Math.min(1e6, 2 * reach * (Math.abs(sinLat) * stretch + reach) + 12 * curved)
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

/** Great-circle metres of a squared distance: an arc from its chord. */
export function metresOfChord(square: number): number {
  const chord = Math.sqrt(square)
  if (chord < 1000 / METRES_PER_E7) return chord * METRES_PER_E7
  return chordMetres(chord * (RADIANS_PER_E7 / 2))
}

/**
 * Searches for what is nearest: calls `scan` for leaves that may hold something within the bound, some of them twice. Searches
 * again a turn to the east and to the west where the index reaches across ±180°. After it, `query[LON]` is where the last
 * lowering of the bound saw the query.
 */
export function search(index: BoxIndex, scan: ScanLeaf): void {
  if (index.itemCount === 0) return
  const lon = query[LON]!
  searchFrom(index, scan)
  if (reachesEast(index, lon)) searchMoved(index, scan, lon + TURN_E7)
  if (reachesWest(index, lon)) searchMoved(index, scan, lon - TURN_E7)
}

/** Whether the index holds something near the query's copy a turn to the east. */
function reachesEast(index: BoxIndex, lonE7: number): boolean {
  return index.boxesE7[index.boxesE7.length - 2]! >= lonE7 + TURN_E7 - query[LON_REACH]! / RADIANS_PER_E7 - 1
}

/** Whether the index holds something near the query's copy a turn to the west. */
function reachesWest(index: BoxIndex, lonE7: number): boolean {
  return index.boxesE7[index.boxesE7.length - 4]! <= lonE7 - TURN_E7 + query[LON_REACH]! / RADIANS_PER_E7 + 1
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
  const cell = ownCell(index)
  if (cell < 0 || !scanCell(index, cell, scan) || !aimAtCells(index, 2)) {
    searchTree(index, scan)
    return
  }
  const { columns } = index.grid
  for (let row = around[BOTTOM]!; row <= around[TOP]!; row++) {
    const last = row * columns + around[RIGHT]!
    for (let other = row * columns + around[LEFT]!; other <= last; other++) {
      if (other !== cell && !scanCell(index, other, scan)) {
        searchTree(index, scan)
        return
      }
    }
  }
}

/** The grid cell of the query, or −1 outside the grid. */
function ownCell(index: BoxIndex): number {
  const { westE7, southE7, columnsPerLonE7, rowsPerLatE7, columns, rows } = index.grid
  const column = Math.floor((query[LON]! - westE7) * columnsPerLonE7)
  const row = Math.floor((query[LAT]! - southE7) * rowsPerLatE7)
  return column >= 0 && column < columns && row >= 0 && row < rows ? row * columns + column : -1
}

/** Columns and rows of the grid that {@link aimAtCells} found. */
export const around = new Int32Array(4)
export const LEFT = 0
export const RIGHT = 1
export const BOTTOM = 2
export const TOP = 3

/** Finds the cells within the bound; false when they are more than `maxSpan` beyond one each way, or there is no grid. */
function aimAtCells(index: BoxIndex, maxSpan: number): boolean {
  const { westE7, southE7, columnsPerLonE7, rowsPerLatE7, columns, rows } = index.grid
  const lon = query[LON]! - westE7
  const lat = query[LAT]! - southE7
  const latReach = Math.sqrt(query[BOUND]!) * (1 + 2e-5) + 1
  const lonReach = (Math.sqrt(query[BOUND]! / query[BOX_SCALE]!) + 1) * (1 + 1e-9)
  const left = Math.max(Math.floor((lon - lonReach) * columnsPerLonE7), 0)
  const right = Math.min(Math.floor((lon + lonReach) * columnsPerLonE7), columns - 1)
  const bottom = Math.max(Math.floor((lat - latReach) * rowsPerLatE7), 0)
  const top = Math.min(Math.floor((lat + latReach) * rowsPerLatE7), rows - 1)
  around[LEFT] = left
  around[RIGHT] = right
  around[BOTTOM] = bottom
  around[TOP] = top
  return columns > 0 && right - left <= maxSpan && top - bottom <= maxSpan
}

const cellBound = new Float64Array(CROWDED)

/** Scans the leaves of a cell: first the small one nearby, then those that are within the bound. False for a crowded cell. */
export function scanCell(index: BoxIndex, cell: number, scan: ScanLeaf): boolean {
  const { boxesE7, grid } = index
  const { cellLeaf } = grid
  const start = grid.cellStart[cell]!
  const end = grid.cellStart[cell + 1]!
  if (start === end) return true
  if (cellLeaf[start] === ASK_TREE) return false
  const lon = query[LON]!
  const lat = query[LAT]!
  const scale = query[BOX_SCALE]! * BOX_BREATH
  const stretch = 1 / query[STRETCH]!
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
    cellBound[i - start] = dx * dx * scale + dy * dy * BOX_BREATH
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
function searchTree(index: BoxIndex, scan: ScanLeaf): void {
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
  const scale = query[BOX_SCALE]! * BOX_BREATH
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
    const square = dx * dx * scale + dy * dy * BOX_BREATH
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
