// The ground within a band of segments, on a sparse grid of square blocks: which nodes are inside, and exactly how far
// the ground goes on from an inside node towards an outside one. What enters: segments and discs in local metres. What
// leaves: bits and overhangs. It does not know streets, costs or degrees. Its memory is reused from one drawing to the
// next.
//
// A band around a segment meets each row and each column of the grid in one interval, which is arithmetic. So no
// distance is ever computed: intervals of rows set bits, and their ends, like those of columns, say where the border
// crosses the grid.
import { LivingCircleError } from '../foundation/errors.ts'

/** Nodes along a block's side are `1 << BLOCK_SHIFT`: a row of a block is one 32-bit word. */
export const BLOCK_SHIFT = 5
const SIDE = 1 << BLOCK_SHIFT
const SIDE_MASK = SIDE - 1
const NODES_PER_BLOCK = SIDE * SIDE
/** A drawing may span this many blocks at most (a square of some 1,600 km at the default cell). */
const MAX_DIRECTORY = 1 << 24
/** Overhangs are kept in 1/256 of a cell. */
export const OVERHANG_STEPS = 256
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
  /** How far the ground goes on beyond node n towards side s, if the next node there is outside. */
  overhang = new Uint8Array(NODES_PER_BLOCK * 4 * 64)
  /**
   * For the tracer: which ring crosses the grid edge east (2 n) or west (2 n + 1) of node n. Only ever rises, so needs
   * no clearing.
   */
  mark = new Int32Array(NODES_PER_BLOCK * 2 * 64)
  /** Numbers in `mark` up to this one belong to earlier outlines. */
  markBase = 0
  /**
   * For nesting: where the last outline crossed grid edge e, in steps from its inside node, rounded up; 0 = nowhere.
   */
  crossing = new Uint8Array(0)
  #nested = false
  #blocks = 1

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
   * @throws LivingCircleError `input-too-large` where the box has too many blocks
   */
  begin(box: FlatBox, bandMetres: number, cellMetres: number, nested: boolean): void {
    const pad = bandMetres + 3 * cellMetres
    this.cellMetres = cellMetres
    this.originX = box.minX - pad
    this.originY = box.minY - pad
    this.bandCells = bandMetres / cellMetres
    this.blockColumns = Math.floor((box.maxX - box.minX + 2 * pad) / cellMetres / SIDE) + 1
    this.blockRows = Math.floor((box.maxY - box.minY + 2 * pad) / cellMetres / SIDE) + 1
    const size = this.blockColumns * this.blockRows
    if (!(size <= MAX_DIRECTORY)) {
      throw new LivingCircleError('input-too-large', 'This outline would span more ground than one drawing can hold.', {
        hint: 'Draw it in parts, or with a wider band.',
        details: { blocks: size, largest: MAX_DIRECTORY, cellMetres },
      })
    }
    if (this.directory.length < size) this.directory = new Int32Array(2 ** Math.ceil(Math.log2(size)))
    this.directory.fill(0, 0, size)
    this.#nested = nested
    this.#blocks = 1
    if (nested && this.crossing.length < this.overhang.length) this.crossing = new Uint8Array(this.overhang.length)
    if (this.markBase > 1 << 30) {
      this.mark.fill(0)
      this.markBase = 0
    }
  }

  /** Stamps a disc: the ground within the band of one place. Local metres. */
  stampDisc(x: number, y: number): void {
    this.stampSegment(x, y, x, y)
  }

  /** Stamps the ground within the band of a segment, round at both ends. Local metres. */
  stampSegment(ax: number, ay: number, bx: number, by: number): void {
    const perMetre = 1 / this.cellMetres
    const px = (ax - this.originX) * perMetre
    const py = (ay - this.originY) * perMetre
    const dx = (bx - ax) * perMetre
    const dy = (by - ay) * perMetre
    const length = Math.sqrt(dx * dx + dy * dy)
    const perLength = length > 1e-9 ? 1 / length : 0
    this.#stampRows(px, py, dx, dy, dx * perLength * this.bandCells)
    this.#stampColumns(px, py, dx, dy, dy * perLength * this.bandCells)
  }

  /**
   * Rows of the band around the segment from p to p + d. A row's end lies on the circle around some place of the
   * segment: as the row rises the place moves from the lower end (below the straight side) along the segment to the
   * upper end (above it). Written without branches, since processors would guess them wrong half of the time.
   *
   * @param rise how much lower the straight side on the right of the way lies than the segment: band × dx / length
   */
  #stampRows(px: number, py: number, dx: number, dy: number, rise: number): void {
    const band = this.bandCells
    const squaredBand = band * band
    const perRow = Math.abs(dy) > 1e-9 ? 1 / dy : dy < 0 ? -1e9 : 1e9
    // On the way up the right side is the eastern one.
    const eastRise = dy < 0 ? -rise : rise
    const { directory, blockColumns } = this
    const last = Math.floor(Math.max(py, py + dy) + band)
    for (let row = Math.ceil(Math.min(py, py + dy) - band); row <= last; row++) {
      const away = row - py
      const eastShare = Math.max(0, Math.min(1, (away + eastRise) * perRow))
      const westShare = Math.max(0, Math.min(1, (away - eastRise) * perRow))
      const eastAway = away - eastShare * dy
      const westAway = away - westShare * dy
      const east = px + eastShare * dx + Math.sqrt(Math.max(0, squaredBand - eastAway * eastAway))
      const west = px + westShare * dx - Math.sqrt(Math.max(0, squaredBand - westAway * westAway))
      const first = Math.ceil(west)
      const end = Math.floor(east)
      if (first > end) continue
      const place = (row >> BLOCK_SHIFT) * blockColumns + (first >> BLOCK_SHIFT)
      let block = directory[place]!
      if (block === 0) block = this.#allocate(place)
      const firstNode = (block << (2 * BLOCK_SHIFT)) | ((row & SIDE_MASK) << BLOCK_SHIFT) | (first & SIDE_MASK)
      let endNode = firstNode + end - first
      if ((first & SIDE_MASK) + end - first < SIDE) {
        this.insideBits[firstNode >>> BLOCK_SHIFT]! |= ((2 << (end - first)) - 1) << first
      } else {
        endNode = this.#fillRow(row, first, end)
      }
      const overhang = this.overhang
      const eastEdge = endNode * 4 + SIDE_EAST
      const westEdge = firstNode * 4 + SIDE_WEST
      overhang[eastEdge] = Math.max(overhang[eastEdge]!, ((east - end) * OVERHANG_STEPS) | 0)
      overhang[westEdge] = Math.max(overhang[westEdge]!, ((first - west) * OVERHANG_STEPS) | 0)
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

  /** Columns of the band: as for rows, with x and y exchanged. Bits are set by rows alone. */
  #stampColumns(px: number, py: number, dx: number, dy: number, run: number): void {
    const band = this.bandCells
    const squaredBand = band * band
    const perColumn = Math.abs(dx) > 1e-9 ? 1 / dx : dx < 0 ? -1e9 : 1e9
    const northRun = dx < 0 ? -run : run
    const { directory, blockColumns } = this
    const last = Math.floor(Math.max(px, px + dx) + band)
    for (let column = Math.ceil(Math.min(px, px + dx) - band); column <= last; column++) {
      const away = column - px
      const northShare = Math.max(0, Math.min(1, (away + northRun) * perColumn))
      const southShare = Math.max(0, Math.min(1, (away - northRun) * perColumn))
      const northAway = away - northShare * dx
      const southAway = away - southShare * dx
      const north = py + northShare * dy + Math.sqrt(Math.max(0, squaredBand - northAway * northAway))
      const south = py + southShare * dy - Math.sqrt(Math.max(0, squaredBand - southAway * southAway))
      const first = Math.ceil(south)
      const end = Math.floor(north)
      if (first > end) continue
      const blockColumn = column >> BLOCK_SHIFT
      const firstPlace = (first >> BLOCK_SHIFT) * blockColumns + blockColumn
      const endPlace = (end >> BLOCK_SHIFT) * blockColumns + blockColumn
      const firstBlock = directory[firstPlace]! || this.#allocate(firstPlace)
      const endBlock = directory[endPlace]! || this.#allocate(endPlace)
      const inColumn = column & SIDE_MASK
      const firstNode = (firstBlock << (2 * BLOCK_SHIFT)) | ((first & SIDE_MASK) << BLOCK_SHIFT) | inColumn
      const endNode = (endBlock << (2 * BLOCK_SHIFT)) | ((end & SIDE_MASK) << BLOCK_SHIFT) | inColumn
      const overhang = this.overhang
      const northEdge = endNode * 4 + SIDE_NORTH
      const southEdge = firstNode * 4 + SIDE_SOUTH
      overhang[northEdge] = Math.max(overhang[northEdge]!, ((north - end) * OVERHANG_STEPS) | 0)
      overhang[southEdge] = Math.max(overhang[southEdge]!, ((first - south) * OVERHANG_STEPS) | 0)
    }
  }

  /**
   * Stamps an interval of a row, in cells from node (0, 0): for ground that is not a band. Columns must be stamped as
   * well.
   */
  stampRow(row: number, west: number, east: number): void {
    const first = Math.ceil(west)
    const end = Math.floor(east)
    if (first > end) return
    const endNode = this.#fillRow(row, first, end)
    const firstNode = this.blockAt((row >> BLOCK_SHIFT) * this.blockColumns + (first >> BLOCK_SHIFT))
    this.#raise(endNode * 4 + SIDE_EAST, east - end)
    this.#raise((firstNode | ((row & SIDE_MASK) << BLOCK_SHIFT) | (first & SIDE_MASK)) * 4 + SIDE_WEST, first - west)
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
    this.#raise(nodeAt(end) * 4 + SIDE_NORTH, north - end)
    this.#raise(nodeAt(first) * 4 + SIDE_SOUTH, first - south)
  }

  #raise(edge: number, beyond: number): void {
    this.overhang[edge] = Math.max(this.overhang[edge]!, Math.floor(beyond * OVERHANG_STEPS))
  }

  /**
   * For fields that are filled by other means: the first node of the block at a place of the directory, made where
   * there is none.
   */
  blockAt(place: number): number {
    return (this.directory[place]! || this.#allocate(place)) << (2 * BLOCK_SHIFT)
  }

  /** Makes the block at a place of the directory that has none yet; all its nodes are outside. */
  #allocate(place: number): number {
    const block = this.#blocks++
    const start = block * NODES_PER_BLOCK
    const end = start + NODES_PER_BLOCK
    if (end * 4 > this.overhang.length) {
      const nodes = (this.overhang.length / 4) * 2
      this.overhang = copied(this.overhang, new Uint8Array(nodes * 4))
      this.insideBits = copied(this.insideBits, new Int32Array(nodes / SIDE))
      this.mark = copied(this.mark, new Int32Array(nodes * 2))
    }
    if (this.#nested) {
      if (this.crossing.length < this.overhang.length) {
        this.crossing = copied(this.crossing, new Uint8Array(this.overhang.length))
      }
      this.crossing.fill(0, start * 4, end * 4)
    }
    this.overhang.fill(0, start * 4, end * 4)
    this.insideBits.fill(0, start / SIDE, end / SIDE)
    this.directory[place] = block
    return block
  }
}

function copied<T extends { set(from: T): void }>(from: T, into: T): T {
  into.set(from)
  return into
}
