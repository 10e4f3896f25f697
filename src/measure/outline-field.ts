// The ground within a band of segments, on a sparse grid of square blocks: which nodes are inside, which neighbours one
// band joins, and exactly how far the ground goes on from a node inside where it ends before the next. What enters:
// segments and discs in local metres. What leaves: bits and overhangs. It does not know streets, costs or degrees. Its
// memory is reused from one drawing to the next.
//
// A band around a segment meets each row and each column of the grid in one interval, which is arithmetic. So no
// distance is ever computed: intervals of rows set bits, and their ends, like those of columns, say where the border
// crosses the grid.
import { copiedInto } from '../foundation/copied-into.ts'
import { LivingCircleError } from '../foundation/errors.ts'

/** Nodes along a block's side are `1 << BLOCK_SHIFT`: a row of a block is one 32-bit word. */
export const BLOCK_SHIFT = 5
const SIDE = 1 << BLOCK_SHIFT
const SIDE_MASK = SIDE - 1
const NODES_PER_BLOCK = SIDE * SIDE
/** A drawing may span this many blocks at most (a square of some 1,600 km at the default cell). */
const MAX_DIRECTORY = 1 << 24
/** Blocks with ground in them: grid edges have numbers below 2^31. */
const MOST_BLOCKS = 1 << 19
/** Overhangs are kept in 1/256 of a cell. */
export const OVERHANG_STEPS = 256
/** Numbers before the runs of a record, and of each run in a row and in a column. */
export const RECORD_HEAD = 5
export const ROW_RUN = 3
export const COLUMN_RUN = 2
/** Nodes this near to the border, in cells, are inside for rows and columns alike. */
const TOUCH = 1e-9
/**
 * Sides of a node, in the order of their numbers: the grid edge from node n towards side s has the number `4 n + s`.
 */
export const SIDE_EAST = 0
export const SIDE_NORTH = 1
export const SIDE_WEST = 2
export const SIDE_SOUTH = 3

/** A box in local metres. */
export interface FlatBox {
  readonly minX: number
  readonly minY: number
  readonly maxX: number
  readonly maxY: number
}

/**
 * A reusable field. Use: {@link OutlineField.begin}, stamp, trace (see `OutlineTracer`), stamp more, trace again:
 * ground is only ever added, so later outlines contain earlier ones.
 */
export class OutlineField {
  /** Side of a cell, metres. */
  cellMetres = 1
  /** Local metres of node (0, 0). */
  originX = 0
  originY = 0
  /** Where node (0, 0) of an anchored field lies, in cells from local (0, 0). */
  firstColumn = 0
  firstRow = 0
  /** Blocks per row and rows of blocks. */
  blockColumns = 0
  blockRows = 0
  /** Half width of the band in cells. */
  bandCells = 0
  /**
   * Block number at each place of the directory; 0 = nothing inside. Node (c, r) of block b has the number `b × 1024 +
   * r × 32 + c`.
   */
  directory = new Int32Array(64)
  /** Bit c of row `block × 32 + row`: the node is inside. */
  insideBits = new Int32Array(SIDE * 64)
  /**
   * Bit c of `2 × row`: one band holds node c and its eastern neighbour with all between them; of `2 × row + 1`: its
   * northern neighbour. Tracing adds those that several bands join. Two nodes inside may have a gap between them.
   */
  joined = new Int32Array(2 * SIDE * 64)
  /** False where ground was filled in node by node: then neighbours inside are joined. */
  knowsGaps = true
  /** How far the ground goes on beyond node n towards side s, if it ends before the next node there. */
  overhang = new Uint8Array(NODES_PER_BLOCK * 4 * 64)
  /** For the tracer: which ring crosses grid edge e. Only ever rises, so needs no clearing. */
  mark = new Int32Array(NODES_PER_BLOCK * 4 * 64)
  /** Numbers in `mark` up to this one belong to earlier outlines. */
  markBase = 0
  /**
   * For nesting: where the last outline crossed grid edge e, in steps from its inside node, rounded up; 0 = nowhere.
   */
  crossing = new Uint8Array(0)
  /** For the tracer: the gap that grid edge e crosses between two nodes inside, in 1/256 of a cell; 0 = none. */
  gap = new Uint8Array(NODES_PER_BLOCK * 4 * 64)
  #nested = false
  #blocks = 1
  /** Blocks that were given back. */
  readonly #spare: number[] = []

  /** Blocks in use, the empty one included. */
  get blocks(): number {
    return this.#blocks
  }

  /** Whether crossings are kept, so that the next outline can be held outside the last. */
  get nested(): boolean {
    return this.#nested
  }

  /**
   * Clears the field for a drawing within a box of local metres.
   *
   * @param nested keep crossings between outlines (needed where several limits share the field)
   * @param anchored nodes lie at whole cells from local (0, 0), so that {@link OutlineField.stampRecord} fits
   * @throws LivingCircleError `input-too-large` where the box has too many blocks
   */
  begin(box: FlatBox, bandMetres: number, cellMetres: number, nested: boolean, anchored = false): void {
    const pad = padOf(bandMetres, cellMetres)
    this.cellMetres = cellMetres
    this.firstColumn = Math.floor((box.minX - pad) / cellMetres)
    this.firstRow = Math.floor((box.minY - pad) / cellMetres)
    this.originX = anchored ? this.firstColumn * cellMetres : box.minX - pad
    this.originY = anchored ? this.firstRow * cellMetres : box.minY - pad
    this.bandCells = bandMetres / cellMetres
    this.blockColumns = Math.floor((box.maxX + pad - this.originX) / cellMetres / SIDE) + 1
    this.blockRows = Math.floor((box.maxY + pad - this.originY) / cellMetres / SIDE) + 1
    const size = this.blockColumns * this.blockRows
    if (!(size <= MAX_DIRECTORY)) {
      throw tooLarge({ places: size, largest: MAX_DIRECTORY, cellMetres })
    }
    if (this.directory.length < size) this.directory = new Int32Array(2 ** Math.ceil(Math.log2(size)))
    this.directory.fill(0, 0, size)
    this.#nested = nested
    this.knowsGaps = true
    this.#blocks = 1
    this.#spare.length = 0
    if (nested && this.crossing.length < this.overhang.length) this.crossing = new Uint8Array(this.overhang.length)
    if (this.markBase > 1 << 30) {
      this.mark.fill(0)
      this.markBase = 0
    }
  }

  /** Number of the grid edge from a node towards a side. */
  edgeOf(node: number, side: number): number {
    return (node << 2) | side
  }

  /** Stamps a disc: the ground within the band of one place. Local metres. */
  stampDisc(x: number, y: number): void {
    disc[0] = disc[2] = x
    disc[1] = disc[3] = y
    this.stampSegments(disc, 1)
  }

  /**
   * Stamps the ground within the band of segments, round at both ends. O(rows and columns of each).
   *
   * @param segments `ax, ay, bx, by` of each in local metres, within the box that the field was begun with
   */
  stampSegments(segments: Float64Array, count: number): void {
    this.#stampRows(segments, count)
    this.#stampColumns(segments, count)
  }

  /**
   * Rows of the bands around segments from p to p + d. A row's end lies on the circle around some place of the segment:
   * as the row rises the place moves from the lower end (below the straight side) along the segment to the upper end
   * (above it). Places are above 0, so cutting off decimals rounds down.
   */
  #stampRows(segments: Float64Array, count: number): void {
    const { bandCells, blockColumns, directory, originX, originY } = this
    let { insideBits, overhang, joined } = this
    const perMetre = 1 / this.cellMetres
    const squaredBand = bandCells * bandCells
    for (let at = 0; at < count << 2; at += 4) {
      const px = (segments[at]! - originX) * perMetre
      const py = (segments[at + 1]! - originY) * perMetre
      const dx = (segments[at + 2]! - segments[at]!) * perMetre
      const dy = (segments[at + 3]! - segments[at + 1]!) * perMetre
      const perRow = shareOfStep(dy)
      // How much lower the straight side on the east lies than the segment.
      const rise = sideways(dx, dy, bandCells)
      const last = ((dy > 0 ? py + dy : py) + bandCells + TOUCH) | 0
      let firstBelow = 0
      let endBelow = -1
      let wordBelow = 0
      for (let row = ((dy > 0 ? py : py + dy) - bandCells + 1 - TOUCH) | 0; row <= last; row++) {
        const away = row - py
        let eastShare = (away + rise) * perRow
        let westShare = (away - rise) * perRow
        eastShare = eastShare > 0 ? (eastShare < 1 ? eastShare : 1) : 0
        westShare = westShare > 0 ? (westShare < 1 ? westShare : 1) : 0
        const eastAway = away - eastShare * dy
        const westAway = away - westShare * dy
        const east = px + eastShare * dx + Math.sqrt(Math.abs(squaredBand - eastAway * eastAway))
        const west = px + westShare * dx - Math.sqrt(Math.abs(squaredBand - westAway * westAway))
        const first = (west + 1 - TOUCH) | 0
        const end = (east + TOUCH) | 0
        const nodes = end + 1 - first
        if (nodes <= 0) {
          endBelow = -1
          continue
        }
        const place = (row >> BLOCK_SHIFT) * blockColumns + (first >> BLOCK_SHIFT)
        let block = directory[place]!
        if (block === 0) {
          block = this.#allocate(place)
          ;({ insideBits, overhang, joined } = this)
        }
        const word = (block << BLOCK_SHIFT) | (row & SIDE_MASK)
        const firstNode = (word << BLOCK_SHIFT) | (first & SIDE_MASK)
        let endNode = firstNode + nodes - 1
        if ((first & SIDE_MASK) + nodes <= SIDE) {
          insideBits[word]! |= ((2 << (nodes - 1)) - 1) << first
          joined[word << 1]! |= ((1 << (nodes - 1)) - 1) << first
        } else {
          endNode = this.#fillRow(row, first, end)
          ;({ insideBits, overhang, joined } = this)
          this.#joinRow(row, first, end - 1, 0)
        }
        // A band is convex: nodes of both rows that it holds are joined.
        const firstBoth = first > firstBelow ? first : firstBelow
        const endBoth = end < endBelow ? end : endBelow
        if (firstBoth <= endBoth) {
          if (firstBelow >> BLOCK_SHIFT === endBoth >> BLOCK_SHIFT) {
            joined[(wordBelow << 1) | 1]! |= ((2 << (endBoth - firstBoth)) - 1) << firstBoth
          } else this.#joinRow(row - 1, firstBoth, endBoth, 1)
        }
        firstBelow = first
        endBelow = end
        wordBelow = word
        raise(overhang, (endNode << 2) | SIDE_EAST, east - end)
        raise(overhang, (firstNode << 2) | SIDE_WEST, first - west)
      }
    }
  }

  /** Columns of the bands: as for rows, with x and y exchanged. Bits are set by rows alone. */
  #stampColumns(segments: Float64Array, count: number): void {
    const { bandCells, blockColumns, directory, originX, originY } = this
    let { overhang } = this
    const perMetre = 1 / this.cellMetres
    const squaredBand = bandCells * bandCells
    for (let at = 0; at < count << 2; at += 4) {
      const px = (segments[at]! - originX) * perMetre
      const py = (segments[at + 1]! - originY) * perMetre
      const dx = (segments[at + 2]! - segments[at]!) * perMetre
      const dy = (segments[at + 3]! - segments[at + 1]!) * perMetre
      const perColumn = shareOfStep(dx)
      const run = sideways(dy, dx, bandCells)
      const last = ((dx > 0 ? px + dx : px) + bandCells + TOUCH) | 0
      for (let column = ((dx > 0 ? px : px + dx) - bandCells + 1 - TOUCH) | 0; column <= last; column++) {
        const away = column - px
        let northShare = (away + run) * perColumn
        let southShare = (away - run) * perColumn
        northShare = northShare > 0 ? (northShare < 1 ? northShare : 1) : 0
        southShare = southShare > 0 ? (southShare < 1 ? southShare : 1) : 0
        const northAway = away - northShare * dx
        const southAway = away - southShare * dx
        const north = py + northShare * dy + Math.sqrt(Math.abs(squaredBand - northAway * northAway))
        const south = py + southShare * dy - Math.sqrt(Math.abs(squaredBand - southAway * southAway))
        const end = (north + TOUCH) | 0
        const first = (south + 1 - TOUCH) | 0
        if (first > end) continue
        const blockColumn = column >> BLOCK_SHIFT
        const endPlace = (end >> BLOCK_SHIFT) * blockColumns + blockColumn
        const firstPlace = (first >> BLOCK_SHIFT) * blockColumns + blockColumn
        let endBlock = directory[endPlace]!
        let firstBlock = directory[firstPlace]!
        if (endBlock === 0 || firstBlock === 0) {
          if (endBlock === 0) endBlock = this.#allocate(endPlace)
          firstBlock = directory[firstPlace]! || this.#allocate(firstPlace)
          overhang = this.overhang
        }
        const inColumn = column & SIDE_MASK
        const endNode = (endBlock << (2 * BLOCK_SHIFT)) | ((end & SIDE_MASK) << BLOCK_SHIFT) | inColumn
        const firstNode = (firstBlock << (2 * BLOCK_SHIFT)) | ((first & SIDE_MASK) << BLOCK_SHIFT) | inColumn
        raise(overhang, (endNode << 2) | SIDE_NORTH, north - end)
        raise(overhang, (firstNode << 2) | SIDE_SOUTH, first - south)
      }
    }
  }

  /**
   * Stamps what was read off another anchored field with cells of this size. The record: its first column and row, how
   * many runs of joined nodes there are in rows and in columns, how far it goes; then for each run its place (`row << 16 |
   * column`, from the first ones), its nodes and overhangs (`nodes << 16 | far << 8 | near`), and, in a row (31 nodes at
   * most), by bits which of them are joined to the north, the sign bit telling whether the last is joined to the east.
   */
  stampRecord(record: Int32Array, start: number): void {
    const { blockColumns, directory } = this
    let { insideBits, overhang, joined } = this
    const column = record[start]! - this.firstColumn
    const row = record[start + 1]! - this.firstRow
    const firstRun = start + RECORD_HEAD
    const rowsEnd = firstRun + ROW_RUN * record[start + 2]!
    const columnsEnd = rowsEnd + COLUMN_RUN * record[start + 3]!
    for (let at = firstRun; at < rowsEnd; at += ROW_RUN) {
      const place = record[at]!
      const run = record[at + 1]!
      const north = record[at + 2]!
      const nodes = run >>> 16
      const c = column + (place & 0xffff)
      const r = row + (place >>> 16)
      const inDirectory = (r >> BLOCK_SHIFT) * blockColumns + (c >> BLOCK_SHIFT)
      let block = directory[inDirectory]!
      if (block === 0) {
        block = this.#allocate(inDirectory)
        ;({ insideBits, overhang, joined } = this)
      }
      const word = (block << BLOCK_SHIFT) | (r & SIDE_MASK)
      const node = (word << BLOCK_SHIFT) | (c & SIDE_MASK)
      const bits = (1 << nodes) - 1
      const east = north < 0 ? bits : bits >>> 1
      insideBits[word]! |= bits << c
      joined[word << 1]! |= east << c
      joined[(word << 1) | 1]! |= (north & bits) << c
      let endNode = node + nodes - 1
      const over = (c & SIDE_MASK) + nodes - SIDE
      if (over > 0) {
        const next = this.#wordEast(inDirectory, r)
        ;({ insideBits, overhang, joined } = this)
        const done = nodes - over
        insideBits[next]! |= bits >>> done
        joined[next << 1]! |= east >>> done
        joined[(next << 1) | 1]! |= (north & bits) >>> done
        endNode = (next << BLOCK_SHIFT) + over - 1
      }
      raiseTo(overhang, (endNode << 2) | SIDE_EAST, (run >>> 8) & 0xff)
      raiseTo(overhang, (node << 2) | SIDE_WEST, run & 0xff)
    }
    for (let at = rowsEnd; at < columnsEnd; at += COLUMN_RUN) {
      const place = record[at]!
      const run = record[at + 1]!
      const c = column + (place & 0xffff)
      const r = row + (place >>> 16)
      const end = r + (run >>> 16) - 1
      const inBlockRow = c >> BLOCK_SHIFT
      const block = directory[(r >> BLOCK_SHIFT) * blockColumns + inBlockRow]!
      const endBlock = directory[(end >> BLOCK_SHIFT) * blockColumns + inBlockRow]!
      const node = (block << (2 * BLOCK_SHIFT)) | ((r & SIDE_MASK) << BLOCK_SHIFT) | (c & SIDE_MASK)
      const endNode = (endBlock << (2 * BLOCK_SHIFT)) | ((end & SIDE_MASK) << BLOCK_SHIFT) | (c & SIDE_MASK)
      raiseTo(overhang, (endNode << 2) | SIDE_NORTH, (run >>> 8) & 0xff)
      raiseTo(overhang, (node << 2) | SIDE_SOUTH, run & 0xff)
    }
  }

  /** The word of a row in the block east of a place of the directory. */
  #wordEast(place: number, row: number): number {
    return ((this.directory[place + 1]! || this.#allocate(place + 1)) << BLOCK_SHIFT) | (row & SIDE_MASK)
  }

  /** Joins the nodes of a row from one to another with their neighbours in the east (0) or in the north (1). */
  #joinRow(row: number, first: number, end: number, axis: number): void {
    const directoryRow = (row >> BLOCK_SHIFT) * this.blockColumns
    for (let column = first; column <= end; ) {
      const word = (this.directory[directoryRow + (column >> BLOCK_SHIFT)]! << BLOCK_SHIFT) | (row & SIDE_MASK)
      const stop = Math.min(end, column | SIDE_MASK)
      const count = stop - column + 1
      this.joined[(word << 1) | axis]! |= (count === SIDE ? -1 : (1 << count) - 1) << column
      column = stop + 1
    }
  }

  /** Sets the bits of an interval that spans several blocks; returns its last node. */
  #fillRow(row: number, first: number, end: number): number {
    const directoryRow = (row >> BLOCK_SHIFT) * this.blockColumns
    let node = 0
    for (let column = first; column <= end; ) {
      const place = directoryRow + (column >> BLOCK_SHIFT)
      const block = this.directory[place]! || this.#allocate(place)
      const stop = Math.min(end, column | SIDE_MASK)
      node = (block << (2 * BLOCK_SHIFT)) | ((row & SIDE_MASK) << BLOCK_SHIFT) | (stop & SIDE_MASK)
      const count = stop - column + 1
      this.insideBits[node >>> BLOCK_SHIFT]! |= (count === SIDE ? -1 : (1 << count) - 1) << column
      column = stop + 1
    }
    return node
  }

  /**
   * Stamps an interval of a row, in cells from node (0, 0): for ground that is not a band. Columns must be stamped as
   * well.
   */
  stampRow(row: number, west: number, east: number): void {
    this.knowsGaps = false
    const first = Math.ceil(west)
    const end = Math.floor(east)
    if (first > end) return
    const endNode = this.#fillRow(row, first, end)
    const firstNode = this.blockAt((row >> BLOCK_SHIFT) * this.blockColumns + (first >> BLOCK_SHIFT))
    const inRow = (row & SIDE_MASK) << BLOCK_SHIFT
    raise(this.overhang, (endNode << 2) | SIDE_EAST, east - end)
    raise(this.overhang, ((firstNode | inRow | (first & SIDE_MASK)) << 2) | SIDE_WEST, first - west)
  }

  /** Stamps an interval of a column: how far ground goes on northwards and southwards. */
  stampColumn(column: number, south: number, north: number): void {
    const first = Math.ceil(south)
    const end = Math.floor(north)
    if (first > end) return
    const nodeAt = (row: number) =>
      this.blockAt((row >> BLOCK_SHIFT) * this.blockColumns + (column >> BLOCK_SHIFT)) |
      ((row & SIDE_MASK) << BLOCK_SHIFT) |
      (column & SIDE_MASK)
    raise(this.overhang, (nodeAt(end) << 2) | SIDE_NORTH, north - end)
    raise(this.overhang, (nodeAt(first) << 2) | SIDE_SOUTH, first - south)
  }

  /**
   * For fields that are filled by other means: the first node of the block at a place of the directory, made where
   * there is none.
   */
  blockAt(place: number): number {
    this.knowsGaps = false
    return (this.directory[place]! || this.#allocate(place)) << (2 * BLOCK_SHIFT)
  }

  /** Gives back the block at a place of the directory, if there is one: its nodes are outside again. */
  release(place: number): void {
    const block = this.directory[place]!
    if (block !== 0) this.#spare.push(block)
    this.directory[place] = 0
  }

  /** Makes the block at a place of the directory that has none yet; all its nodes are outside. */
  #allocate(place: number): number {
    if (this.#blocks >= MOST_BLOCKS) throw tooLarge({ blocks: this.#blocks, largest: MOST_BLOCKS })
    const block = this.#spare.pop() ?? this.#blocks++
    const start = block * NODES_PER_BLOCK
    const end = start + NODES_PER_BLOCK
    if (end * 4 > this.overhang.length) {
      const nodes = (this.overhang.length / 4) * 2
      this.overhang = copiedInto(this.overhang, new Uint8Array(nodes * 4))
      this.insideBits = copiedInto(this.insideBits, new Int32Array(nodes / SIDE))
      this.joined = copiedInto(this.joined, new Int32Array((2 * nodes) / SIDE))
      this.mark = copiedInto(this.mark, new Int32Array(nodes * 4))
      this.gap = copiedInto(this.gap, new Uint8Array(nodes * 4))
    }
    if (this.#nested) {
      if (this.crossing.length < this.overhang.length) {
        this.crossing = copiedInto(this.crossing, new Uint8Array(this.overhang.length))
      }
      this.crossing.fill(0, start * 4, end * 4)
    }
    this.overhang.fill(0, start * 4, end * 4)
    this.gap.fill(0, start * 4, end * 4)
    this.insideBits.fill(0, start / SIDE, end / SIDE)
    this.joined.fill(0, (2 * start) / SIDE, (2 * end) / SIDE)
    this.directory[place] = block
    return block
  }
}

function tooLarge(details: Record<string, number>): LivingCircleError {
  return new LivingCircleError('input-too-large', 'This outline would span more ground than one drawing can hold.', {
    hint: 'Draw it in parts, or with a wider band.',
    details,
  })
}

/** Ground left around the box of what is stamped, metres. */
export function padOf(bandMetres: number, cellMetres: number): number {
  return bandMetres + 3 * cellMetres
}

/** A disc is a segment without length. */
const disc = new Float64Array(4)

/** By how much of a segment its foot moves when the row (or column) rises by one; `d` = how far the segment rises in all. */
function shareOfStep(d: number): number {
  return Math.abs(d) > 1e-9 ? 1 / d : d < 0 ? -1e9 : 1e9
}

/**
 * Part of the band's half width that counts across a segment, with the sign of the way up. Where a segment does not
 * rise, all rows meet its straight sides, those that only touch them too.
 */
function sideways(along: number, across: number, bandCells: number): number {
  const length = Math.sqrt(along * along + across * across)
  if (length <= 1e-9) return 0
  if (Math.abs(across) <= 1e-9) return (across < 0 ? -along : along) * 1e9
  return ((across < 0 ? -along : along) * bandCells) / length
}

/**
 * Raises an overhang to a share of a cell (0 to 1). Without a branch: which of many segments goes farthest is a guess
 * that processors get wrong.
 */
function raise(overhang: Uint8Array, edge: number, share: number): void {
  raiseTo(overhang, edge, (share * OVERHANG_STEPS) | 0)
}

function raiseTo(overhang: Uint8Array, edge: number, steps: number): void {
  const before = overhang[edge]!
  const more = steps - before
  overhang[edge] = before + (more & ~(more >> 31))
}
