// Items that lie in curve order, eight to a leaf, with a tree of boxes and a grid that leads straight to the leaves; all of it
// in one buffer that threads can share. Knows not what the items are. Coordinates are 1e-7 degrees.
import { E7, RADIANS_PER_DEGREE } from '../foundation/units.ts'
import { problem } from '../words/problem.ts'
import type { CurveRecords } from './curve-sort.ts'

/** Items per leaf and boxes per node. Chosen by measurement: see bench/README.md. */
export const FANOUT_BITS = 3
export const FANOUT = 1 << FANOUT_BITS
/** The grid has one cell per this many leaves. */
const LEAVES_PER_CELL = 3.5
/** With more entries per leaf than this, the grid is made coarser. */
const MAX_ENTRIES_PER_LEAF = 2.6
/** The grid of long and narrow data may have a few more cells than its share. */
const MAX_CELLS_PER_LEAF = 0.5
/** A cell with more leaves than this is left to the tree. */
export const CROWDED = 40
/** The one entry of a crowded cell. */
export const ASK_TREE = 0xffff_ffff
/** "LCBX" and the layout's version, the first two words of the buffer. */
const MAGIC = 0x4c434258
const LAYOUT_VERSION = 1
const HEADER_BYTES = 64

/** Items in a static index. Plain data: may be posted to a thread, which shares the buffer. */
export interface BoxIndex {
  readonly itemCount: number
  /** 2 numbers per point (`lon, lat`), 4 per segment (`lonA, latA, lonB, latB`), in tree order. */
  readonly itemsE7: Int32Array
  /** The caller's number of each item, in tree order. */
  readonly number: Uint32Array
  /** `west, south, east, north` of each node; leaves first, the root last. */
  readonly boxesE7: Int32Array
  /** First node of each level, leaves first; one entry more than levels. */
  readonly levelStart: Int32Array
  readonly grid: LeafGrid
  readonly buffer: ArrayBufferLike
}

/**
 * The leaves that touch each cell of a uniform grid over the root box. A place is in column
 * `floor((lon − west) × columnsPerLonE7)`, and likewise in a row.
 */
export interface LeafGrid {
  readonly westE7: number
  readonly southE7: number
  readonly columnsPerLonE7: number
  readonly rowsPerLatE7: number
  /** 0 columns: there is no grid, the tree answers everything. */
  readonly columns: number
  readonly rows: number
  /** Leaves of cell c: `cellLeaf[cellStart[c] … cellStart[c + 1])`, or the one entry `ASK_TREE`. */
  readonly cellStart: Uint32Array
  readonly cellLeaf: Uint32Array
}

/**
 * Room for up to `capacity` items: the caller fills `itemsE7` and `number` in curve order, then calls
 * {@link finishBoxIndex}.
 *
 * @param stride coordinates per item: 2 or 4
 */
export function roomForItems(capacity: number, stride: 2 | 4): CurveRecords & { readonly buffer: ArrayBufferLike } {
  const nodes = levelStarts(capacity).at(-1)!
  const bytes = HEADER_BYTES + (capacity * (stride + 1) + nodes * 4 + gridWords(capacity)) * 4
  const buffer = typeof SharedArrayBuffer === 'function' ? new SharedArrayBuffer(bytes) : new ArrayBuffer(bytes)
  return {
    itemsE7: new Int32Array(buffer, HEADER_BYTES, capacity * stride),
    number: new Uint32Array(buffer, HEADER_BYTES + capacity * stride * 4, capacity),
    buffer,
  }
}

/** The most words that the grid over the leaves of so many items may take. */
function gridWords(itemCount: number): number {
  const leaves = Math.ceil(itemCount / FANOUT)
  return Math.ceil(leaves * (MAX_ENTRIES_PER_LEAF + MAX_CELLS_PER_LEAF)) + 8
}

/** Lays boxes and grid over the first `count` items of a room. */
export function finishBoxIndex(room: CurveRecords & { readonly buffer: ArrayBufferLike }, count: number): BoxIndex {
  const capacity = room.number.length
  const stride = (capacity === 0 ? 2 : room.itemsE7.length / capacity) as 2 | 4
  const header = new Uint32Array(room.buffer, 0, 8)
  header.set([MAGIC, LAYOUT_VERSION, stride, count, capacity])
  const bare = openBoxIndex(room.buffer, stride)
  fillLeafBoxes(bare.itemsE7, count * stride, stride, bare.boxesE7)
  fillUpperBoxes(bare.boxesE7, bare.levelStart)
  const { frame, cellStart, cellLeaf } = buildLeafGrid(bare.boxesE7, count === 0 ? 0 : bare.levelStart[1]!)
  header.set([frame.columns, frame.rows, cellLeaf.length], 5)
  const doubles = [frame.westE7, frame.southE7, frame.columnsPerLonE7, frame.rowsPerLatE7]
  new Float64Array(room.buffer, 32, doubles.length).set(doubles)
  const index = openBoxIndex(room.buffer, stride)
  index.grid.cellStart.set(cellStart)
  index.grid.cellLeaf.set(cellLeaf)
  return index
}

/**
 * Opens an index that another thread made, without copying.
 *
 * @throws LivingCircleError `input-format` when the buffer is not such an index
 */
export function openBoxIndex(buffer: ArrayBufferLike, stride: 2 | 4): BoxIndex {
  const header = new Uint32Array(buffer, 0, buffer.byteLength < HEADER_BYTES ? 0 : HEADER_BYTES / 4)
  if (header[0] !== MAGIC || header[1] !== LAYOUT_VERSION || header[2] !== stride) {
    throw problem(
      'input-format',
      'index.not-this-kind',
      {},
      { details: { magic: header[0], version: header[1], stride: header[2] } },
    )
  }
  const [count, capacity, columns, rows, entries] = [header[3]!, header[4]!, header[5]!, header[6]!, header[7]!]
  const [westE7, southE7, columnsPerLonE7, rowsPerLatE7] = new Float64Array(buffer, 32, 4)
  const levelStart = levelStarts(count)
  const nodes = levelStart.at(-1)!
  const itemsE7 = new Int32Array(buffer, HEADER_BYTES, count * stride)
  const number = new Uint32Array(buffer, HEADER_BYTES + capacity * stride * 4, count)
  const boxesAt = HEADER_BYTES + capacity * (stride + 1) * 4
  const boxesE7 = new Int32Array(buffer, boxesAt, nodes * 4)
  const cells = columns * rows + 1
  const cellStart = new Uint32Array(buffer, boxesAt + nodes * 16, cells)
  const cellLeaf = new Uint32Array(buffer, boxesAt + nodes * 16 + cells * 4, entries)
  const grid: LeafGrid = {
    westE7: westE7!,
    southE7: southE7!,
    columnsPerLonE7: columnsPerLonE7!,
    rowsPerLatE7: rowsPerLatE7!,
    columns,
    rows,
    cellStart,
    cellLeaf,
  }
  return { itemCount: count, itemsE7, number, boxesE7, levelStart, grid, buffer }
}

function levelStarts(itemCount: number): Int32Array {
  const starts = [0]
  let nodes = itemCount
  let start = 0
  do {
    nodes = Math.ceil(nodes / FANOUT)
    start += nodes
    starts.push(start)
  } while (nodes > 1)
  return Int32Array.from(starts)
}

function fillLeafBoxes(itemsE7: Int32Array, length: number, stride: number, boxesE7: Int32Array): void {
  const perLeaf = FANOUT * stride
  for (let start = 0, at = 0; start < length; start += perLeaf, at += 4) {
    let west = itemsE7[start]! * 1.0
    let south = itemsE7[start + 1]! * 1.0
    let east = west
    let north = south
    const end = Math.min(start + perLeaf, length)
    for (let i = start; i < end; i += 2) {
      const lon = itemsE7[i]!
      const lat = itemsE7[i + 1]!
      // The smaller and the larger of two without a branch, for which branch is taken here is a coin toss.
      west = (west + lon - Math.abs(west - lon)) * 0.5
      south = (south + lat - Math.abs(south - lat)) * 0.5
      east = (east + lon + Math.abs(east - lon)) * 0.5
      north = (north + lat + Math.abs(north - lat)) * 0.5
    }
    boxesE7[at] = west
    boxesE7[at + 1] = south
    boxesE7[at + 2] = east
    boxesE7[at + 3] = north
  }
}

function fillUpperBoxes(boxesE7: Int32Array, levelStart: Int32Array): void {
  for (let level = 1; level + 1 < levelStart.length; level++) {
    const below = levelStart[level - 1]!
    const start = levelStart[level]!
    for (let node = start; node < levelStart[level + 1]!; node++) {
      const first = below + (node - start) * FANOUT
      const end = Math.min(first + FANOUT, start) * 4
      let west = boxesE7[first * 4]!
      let south = boxesE7[first * 4 + 1]!
      let east = boxesE7[first * 4 + 2]!
      let north = boxesE7[first * 4 + 3]!
      for (let at = first * 4 + 4; at < end; at += 4) {
        west = Math.min(west, boxesE7[at]!)
        south = Math.min(south, boxesE7[at + 1]!)
        east = Math.max(east, boxesE7[at + 2]!)
        north = Math.max(north, boxesE7[at + 3]!)
      }
      boxesE7[node * 4] = west
      boxesE7[node * 4 + 1] = south
      boxesE7[node * 4 + 2] = east
      boxesE7[node * 4 + 3] = north
    }
  }
}

/** The grid over the leaves; without columns where boxes overlap so much that it would not help. O(leaves + cells). */
function buildLeafGrid(boxesE7: Int32Array, leafCount: number): BuiltGrid {
  for (let leavesPerCell = LEAVES_PER_CELL; leavesPerCell < 100 && leafCount > 8; leavesPerCell *= 2) {
    const frame = gridFrame(boxesE7, leafCount, leafCount / leavesPerCell)
    if (frame.columns * frame.rows > leafCount * MAX_CELLS_PER_LEAF) continue
    const sizes = new Uint32Array(frame.columns * frame.rows + 1)
    const entries = eachEntry(boxesE7, leafCount, frame, sizes, null)
    if (entries <= leafCount * MAX_ENTRIES_PER_LEAF) return fillGrid(boxesE7, leafCount, frame, sizes)
  }
  const none = { westE7: 0, southE7: 0, columnsPerLonE7: 0, rowsPerLatE7: 0, columns: 0, rows: 0 }
  return { frame: none, cellStart: new Uint32Array(1), cellLeaf: new Uint32Array(0) }
}

type GridFrame = Omit<LeafGrid, 'cellStart' | 'cellLeaf'>

interface BuiltGrid {
  readonly frame: GridFrame
  readonly cellStart: Uint32Array
  readonly cellLeaf: Uint32Array
}

function gridFrame(boxesE7: Int32Array, leafCount: number, cells: number): GridFrame {
  let westE7 = Infinity
  let southE7 = Infinity
  let east = -Infinity
  let north = -Infinity
  for (let at = 0; at < leafCount * 4; at += 4) {
    westE7 = Math.min(westE7, boxesE7[at]!)
    southE7 = Math.min(southE7, boxesE7[at + 1]!)
    east = Math.max(east, boxesE7[at + 2]!)
    north = Math.max(north, boxesE7[at + 3]!)
  }
  const shrink = Math.max(0.01, Math.cos(((southE7 + north) / 2 / E7) * RADIANS_PER_DEGREE))
  const width = (east - westE7 + 1) * shrink
  const height = north - southE7 + 1
  // Long and narrow data: no more cells along than a cell's share allows.
  const side = Math.max(Math.sqrt((width * height) / cells), width / cells, height / cells)
  return {
    westE7,
    southE7,
    columnsPerLonE7: shrink / side,
    rowsPerLatE7: 1 / side,
    columns: Math.floor((east - westE7) * (shrink / side)) + 1,
    rows: Math.floor((north - southE7) * (1 / side)) + 1,
  }
}

/**
 * Goes through all pairs of a leaf and a cell that it touches: counts them per cell in `next`, or, with `cellLeaf`, writes the
 * leaf to where `next` points. Returns the number of pairs; stops early when there are far too many.
 */
function eachEntry(
  boxesE7: Int32Array,
  leafCount: number,
  frame: GridFrame,
  next: Uint32Array,
  cellLeaf: Uint32Array | null,
): number {
  const { westE7, southE7, columnsPerLonE7, rowsPerLatE7, columns } = frame
  const limit = leafCount * MAX_ENTRIES_PER_LEAF
  let sum = 0
  for (let leaf = 0; leaf < leafCount; leaf++) {
    const at = leaf * 4
    const left = ((boxesE7[at]! - westE7) * columnsPerLonE7) | 0
    const bottom = ((boxesE7[at + 1]! - southE7) * rowsPerLatE7) | 0
    const right = ((boxesE7[at + 2]! - westE7) * columnsPerLonE7) | 0
    const top = ((boxesE7[at + 3]! - southE7) * rowsPerLatE7) | 0
    sum += (right - left + 1) * (top - bottom + 1)
    if (sum > limit) return sum
    for (let row = bottom; row <= top; row++) {
      const end = row * columns + right
      for (let cell = row * columns + left; cell <= end; cell++) {
        if (cellLeaf === null) next[cell]!++
        else if (next[cell] !== ASK_TREE) cellLeaf[next[cell]!++] = leaf
      }
    }
  }
  return sum
}

/** Turns sizes of cells into starts, in place, and fills the entries. */
function fillGrid(boxesE7: Int32Array, leafCount: number, frame: GridFrame, cellStart: Uint32Array): BuiltGrid {
  const cells = cellStart.length - 1
  const next = new Uint32Array(cells)
  let sum = 0
  for (let cell = 0; cell < cells; cell++) {
    const size = cellStart[cell]!
    const crowded = size > CROWDED
    cellStart[cell] = sum
    next[cell] = crowded ? ASK_TREE : sum
    sum += crowded ? 1 : size
  }
  cellStart[cells] = sum
  const cellLeaf = new Uint32Array(sum).fill(ASK_TREE)
  eachEntry(boxesE7, leafCount, frame, next, cellLeaf)
  return { frame, cellStart, cellLeaf }
}
