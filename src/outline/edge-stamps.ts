// What whole edges leave in a field, worked out once per edge: most of a drawing is made of streets that are reached from
// end to end, and the next drawing of the same city stamps the same ones again. What enters: a network's bends, a map and
// a grid that all drawings share. What leaves: records for `stampRecord`. It does not know costs.
import type { ShapeColumns } from '../foundation/shape-columns.ts'
import type { WalkNetwork } from '../network/walk-network.ts'
import { stampBands } from './band-stamp.ts'
import { FlatAnchor } from './flat-anchor.ts'
import {
  BLOCK_SHIFT,
  type FlatBox,
  OutlineField,
  OVERHANG_STEPS,
  padOf,
  SIDE_EAST,
  SIDE_NORTH,
  SIDE_SOUTH,
  SIDE_WEST,
} from './outline-field.ts'
import type { LocalMap } from './outline-projection.ts'
import { RECORD_HEAD } from './stamp-record.ts'

const SIDE = 1 << BLOCK_SHIFT
const SIDE_MASK = SIDE - 1
/** Nodes of one run in a row at most. */
const MOST_NODES = 31
/** Records take 128 MB at most; then they begin anew. */
const MOST_NUMBERS = 1 << 25

/** Records of the edges of one network on one grid. */
export class EdgeStamps {
  readonly map: LocalMap
  readonly bandMetres: number
  readonly cellMetres: number
  /** Records, one after the other; 0 is the start of none. */
  records = new Int32Array(1 << 14)
  readonly #network: WalkNetwork
  readonly #shapes: ShapeColumns
  readonly #anchor: FlatAnchor
  readonly #start: Uint32Array
  readonly #padMetres: number
  readonly #field = new OutlineField()
  #segments = new Float64Array(256)
  #end = 1

  constructor(network: WalkNetwork, shapes: ShapeColumns, map: LocalMap, bandMetres: number, cellMetres: number) {
    this.#network = network
    this.#shapes = shapes
    this.#anchor = new FlatAnchor(map)
    this.#start = new Uint32Array(network.edgeFrom.length)
    this.map = map
    this.bandMetres = bandMetres
    this.cellMetres = cellMetres
    this.#padMetres = padOf(bandMetres, cellMetres)
  }

  /** To be called before each drawing: records that were asked for hold until the next call. */
  begin(): void {
    if (this.#end < MOST_NUMBERS) return
    this.#start.fill(0)
    this.#end = 1
  }

  /** Where the record of an edge starts in `records`, which may have been replaced by a larger one. */
  recordOf(edge: number): number {
    return this.#start[edge]! || this.#make(edge)
  }

  /** Widens a box by the middle line of what a record stamps, local metres, outwards to whole cells. */
  widen(box: { minX: number; minY: number; maxX: number; maxY: number }, start: number): void {
    const { records, cellMetres } = this
    const west = records[start]! * cellMetres + this.#padMetres
    const south = records[start + 1]! * cellMetres + this.#padMetres
    const east = (records[start]! + (records[start + 4]! & 0xffff)) * cellMetres
    const north = (records[start + 1]! + (records[start + 4]! >>> 16)) * cellMetres
    if (west < box.minX) box.minX = west
    if (south < box.minY) box.minY = south
    if (east > box.maxX) box.maxX = east
    if (north > box.maxY) box.maxY = north
  }

  #make(edge: number): number {
    const start = this.#end
    this.#end += RECORD_HEAD
    if (this.#end > this.records.length) this.#grow()
    const box = this.#stamp(edge)
    const { firstColumn, firstRow, originX, originY } = this.#field
    const columns = Math.ceil((box.maxX - originX) / this.cellMetres)
    const rows = Math.ceil((box.maxY - originY) / this.cellMetres)
    const runs = this.#addRuns(rows, true)
    const upright = this.#addRuns(rows, false)
    this.records.set([firstColumn, firstRow, runs, upright, (rows << 16) | columns], start)
    this.#start[edge] = start
    return start
  }

  /** Adds the runs of joined nodes in rows, or in columns; returns how many. */
  #addRuns(rows: number, inRows: boolean): number {
    const { blockColumns, blockRows } = this.#field
    const last = Math.min(rows + Math.ceil(this.#padMetres / this.cellMetres), (blockRows << BLOCK_SHIFT) - 1)
    let count = 0
    for (let row = 0; row <= last; row++) {
      for (let blockColumn = 0; blockColumn < blockColumns; blockColumn++) {
        for (let bits = this.#wordAt(row, blockColumn); bits !== 0; bits &= bits - 1) {
          const column = (blockColumn << BLOCK_SHIFT) | (31 - Math.clz32(bits & -bits))
          if (inRows ? this.#isJoined(row, column - 1, 0) : this.#isJoined(row - 1, column, 1)) continue
          count += inRows ? this.#addRowRuns(row, column) : this.#addColumnRun(row, column)
        }
      }
    }
    return count
  }

  /** Adds the joined nodes from one on in a row, cut where they are too many for one run; returns how many runs. */
  #addRowRuns(row: number, first: number): number {
    const { overhang } = this.#field
    let count = 0
    let near = overhang[this.#nodeAt(row, first) * 4 + SIDE_WEST]!
    for (let column = first, goesOn = true; goesOn; count++) {
      let nodes = 0
      let north = 0
      do {
        if (this.#isJoined(row, column + nodes, 1)) north |= 1 << nodes
        goesOn = this.#isJoined(row, column + nodes++, 0)
      } while (goesOn && nodes < MOST_NODES)
      const far = goesOn ? 0 : overhang[this.#nodeAt(row, column + nodes - 1) * 4 + SIDE_EAST]!
      this.#addNumbers((row << 16) | column, (nodes << 16) | (far << 8) | near, goesOn ? north | (1 << 31) : north)
      column += nodes
      near = 0
    }
    return count
  }

  #addColumnRun(row: number, column: number): number {
    const { overhang } = this.#field
    let nodes = 1
    while (this.#isJoined(row + nodes - 1, column, 1)) nodes++
    const near = overhang[this.#nodeAt(row, column) * 4 + SIDE_SOUTH]!
    const far = overhang[this.#nodeAt(row + nodes - 1, column) * 4 + SIDE_NORTH]!
    this.#addNumbers((row << 16) | column, (nodes << 16) | (far << 8) | near)
    return 1
  }

  #addNumbers(...numbers: number[]): void {
    if (this.#end + numbers.length > this.records.length) this.#grow()
    for (const number of numbers) this.records[this.#end++] = number
  }

  /** Whether the ground between a node and its eastern (0) or northern (1) neighbour has no gap. */
  #isJoined(row: number, column: number, axis: number): boolean {
    if (row < 0 || column < 0 || !this.#isInside(row, column)) return false
    const { joined, overhang } = this.#field
    const node = this.#nodeAt(row, column)
    if (((joined[((node >>> BLOCK_SHIFT) << 1) | axis]! >>> (node & SIDE_MASK)) & 1) === 1) return true
    const [nextRow, nextColumn] = axis === 0 ? [row, column + 1] : [row + 1, column]
    if (!this.#isInside(nextRow, nextColumn)) return false
    const next = this.#nodeAt(nextRow, nextColumn)
    const [side, back] = axis === 0 ? [SIDE_EAST, SIDE_WEST] : [SIDE_NORTH, SIDE_SOUTH]
    return overhang[node * 4 + side]! + overhang[next * 4 + back]! >= OVERHANG_STEPS
  }

  #grow(): void {
    const records = new Int32Array(this.records.length * 2)
    records.set(this.records)
    this.records = records
  }

  #nodeAt(row: number, column: number): number {
    const { directory, blockColumns } = this.#field
    const block = directory[(row >> BLOCK_SHIFT) * blockColumns + (column >> BLOCK_SHIFT)]!
    return (block << (2 * BLOCK_SHIFT)) | ((row & SIDE_MASK) << BLOCK_SHIFT) | (column & SIDE_MASK)
  }

  #wordAt(row: number, blockColumn: number): number {
    const { directory, blockColumns, insideBits } = this.#field
    const block = directory[(row >> BLOCK_SHIFT) * blockColumns + blockColumn]!
    return insideBits[(block << BLOCK_SHIFT) | (row & SIDE_MASK)]!
  }

  #isInside(row: number, column: number): boolean {
    return ((this.#wordAt(row, column >> BLOCK_SHIFT) >>> (column & SIDE_MASK)) & 1) === 1
  }

  /** Stamps one edge into the small field. */
  #stamp(edge: number): FlatBox {
    const { vertexLonE7, vertexLatE7, edgeFrom, edgeTo } = this.#network
    const { offset, lonE7, latE7 } = this.#shapes
    const first = offset[edge]!
    const bends = offset[edge + 1]! - first
    if (this.#segments.length < 4 * (bends + 1)) this.#segments = new Float64Array(8 * (bends + 1))
    const segments = this.#segments
    const anchor = this.#anchor
    const box = { minX: Infinity, minY: Infinity, maxX: -Infinity, maxY: -Infinity }
    for (let point = 0; point <= bends + 1; point++) {
      const vertex = point === 0 ? edgeFrom[edge]! : edgeTo[edge]!
      const isBend = point > 0 && point <= bends
      const x = anchor.east(isBend ? lonE7[first + point - 1]! : vertexLonE7[vertex]!)
      const y = anchor.north(isBend ? latE7[first + point - 1]! : vertexLatE7[vertex]!)
      if (point > 0) {
        segments[4 * point - 2] = x
        segments[4 * point - 1] = y
      }
      if (point <= bends) {
        segments[4 * point] = x
        segments[4 * point + 1] = y
      }
      if (x < box.minX) box.minX = x
      if (x > box.maxX) box.maxX = x
      if (y < box.minY) box.minY = y
      if (y > box.maxY) box.maxY = y
    }
    this.#field.begin(box, this.bandMetres, this.cellMetres, false, true)
    stampBands(this.#field, segments, bends + 1)
    return box
  }
}
