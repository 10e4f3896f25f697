// The ground of one outline with nothing kept but what tracing needs: which nodes are inside, which of them are joined, and
// how far the ground goes on where it ends. What enters: finished rows of blocks of stamped fields. What leaves: bits, and
// numbers for those grid edges alone that may be crossed. It does not know streets or rings. A tenth of the field's memory.
//
// The crossings of a word (32 nodes of a row) lie together: those to the one side from its first place upwards, those to
// the other side from its last place downwards, so that a crossing is found by counting bits of one or two words.
import { copiedInto } from '../foundation/copied-into.ts'
import { problem } from '../words/problem.ts'
import { BLOCK_SHIFT, type OutlineField, SIDE_EAST, SIDE_NORTH, SIDE_SOUTH, SIDE_WEST } from './outline-field.ts'

const SIDE = 1 << BLOCK_SHIFT
const SIDE_MASK = SIDE - 1
/** Room for so many blocks is made at once. */
const FIRST_BLOCKS = 1 << 16
/** Numbers of nodes stay below 2^31. */
const MOST_BLOCKS = 1 << 21

/** One outline's ground. Rows of blocks are added from south to north. */
export class PackedOutline {
  readonly cellMetres: number
  /** Local metres of node (0, 0). */
  readonly originX: number
  readonly originY: number
  readonly blockColumns: number
  readonly blockRows: number
  readonly nested: boolean
  readonly knowsGaps = true
  /** Block number at each place; 0 = nothing inside. Node (c, r) of block b has the number `b × 1024 + r × 32 + c`. */
  readonly directory: Int32Array
  /** Bit c of word `block × 32 + row`: the node is inside. */
  insideBits: Int32Array
  /** As in `OutlineField`, two numbers for each word. */
  joined: Int32Array
  /** Numbers of grid edges that may be crossed, see {@link PackedOutline.edgeOf}. */
  overhang = new Uint8Array(1 << 14)
  mark = new Int32Array(0)
  markBase = 0
  crossing = new Uint8Array(0)
  gap = new Uint8Array(0)
  /** Those that one band joins: their edges have no number. */
  #banded: Int32Array
  /** First place of the crossings of each word along rows (2 w) and along columns (2 w + 1); those of the next word are the ends. */
  #start: Uint32Array
  #acrossCount = 0
  #uprightCount = 0
  #blocks = 1

  /** @param nested another outline shares the fields */
  constructor({ cellMetres, originX, originY, blockColumns, blockRows }: OutlineField, nested: boolean) {
    this.cellMetres = cellMetres
    this.originX = originX
    this.originY = originY
    this.blockColumns = blockColumns
    this.blockRows = blockRows
    this.nested = nested
    this.directory = new Int32Array(blockColumns * blockRows)
    // Most cities are dense: room for all their blocks at once. Memory that is not written to costs nothing.
    const words = SIDE * (Math.min(this.directory.length, FIRST_BLOCKS) + 1)
    this.insideBits = new Int32Array(words)
    this.#banded = new Int32Array(2 * words)
    this.joined = new Int32Array(2 * words)
    this.#start = new Uint32Array(2 * words + 2)
  }

  /** Takes over what is inside and joined in a row of blocks: all that is so in one of the fields. */
  addBits(blockRow: number, fields: readonly OutlineField[]): void {
    const first = blockRow * this.blockColumns
    for (let place = first; place < first + this.blockColumns; place++) {
      for (const { directory, insideBits, joined } of fields) {
        const from = directory[place]! << BLOCK_SHIFT
        if (from === 0) continue
        const into = (this.directory[place]! || this.#allocate(place)) << BLOCK_SHIFT
        for (let row = 0; row < SIDE; row++) {
          this.insideBits[into + row]! |= insideBits[from + row]!
          this.#banded[(into + row) << 1]! |= joined[(from + row) << 1]!
          this.#banded[((into + row) << 1) | 1]! |= joined[((from + row) << 1) | 1]!
        }
      }
    }
  }

  /** Takes over the overhangs of a row of blocks: the farthest of all fields. The bits of the row are there already. */
  addCrossings(blockRow: number, fields: readonly OutlineField[]): void {
    const { blockColumns, directory, insideBits } = this
    const banded = this.#banded
    const start = this.#start
    const first = blockRow * blockColumns
    for (let column = 0; column < blockColumns; column++) {
      const place = first + column
      const block = directory[place]!
      if (block === 0) continue
      const west = column > 0 ? directory[place - 1]! << BLOCK_SHIFT : 0
      for (let row = 0; row < SIDE; row++) {
        const word = (block << BLOCK_SHIFT) | row
        const bits = insideBits[word]!
        const east = banded[word << 1]!
        const south = this.#wordSouthOf(word, column, (blockRow << BLOCK_SHIFT) | row)
        while (2 * (Math.max(this.#acrossCount, this.#uprightCount) + 2 * SIDE) > this.overhang.length) {
          this.overhang = copiedInto(this.overhang, new Uint8Array(this.overhang.length * 2))
        }
        const into = this.overhang
        const fromWest = (east << 1) | (banded[(west + row) << 1]! >>> SIDE_MASK)
        let end = gather(into, this.#acrossCount << 1, bits & ~east, place, row, SIDE_EAST, fields)
        this.#acrossCount = gather(into, end, bits & ~fromWest, place, row, SIDE_WEST, fields) >> 1
        const north = banded[(word << 1) | 1]!
        end = gather(into, (this.#uprightCount << 1) | 1, bits & ~north, place, row, SIDE_NORTH, fields)
        const fromSouth = banded[(south << 1) | 1]!
        this.#uprightCount = gather(into, end, bits & ~fromSouth, place, row, SIDE_SOUTH, fields) >> 1
        start[(word + 1) << 1] = this.#acrossCount
        start[((word + 1) << 1) | 1] = this.#uprightCount
      }
    }
  }

  /**
   * Makes ready for tracing.
   *
   * @param before the outline before this one, traced: what was joined stays so, and where it crossed is known. Its memory is given back
   */
  begin(before: PackedOutline | null): void {
    const edges = 2 * Math.max(this.#acrossCount, this.#uprightCount)
    this.mark = new Int32Array(edges)
    this.gap = new Uint8Array(edges)
    this.joined.set(this.#banded)
    if (this.nested) this.crossing = new Uint8Array(edges)
    if (before === null) return
    this.#inherit(before)
    before.mark = new Int32Array(0)
    before.gap = before.crossing = before.overhang = new Uint8Array(0)
  }

  /** Number of the grid edge from an inside node towards a side where no one band goes on: even along rows, odd along columns. */
  edgeOf(node: number, side: number, column: number, row: number): number {
    const word = node >>> BLOCK_SHIFT
    const bits = this.insideBits[word]!
    const banded = this.#banded
    const start = this.#start
    if (side === SIDE_EAST) {
      return (start[word << 1]! + countBits(bits & ~banded[word << 1]! & ((1 << node) - 1))) << 1
    }
    if (side === SIDE_WEST) {
      return (start[(word + 1) << 1]! - 1 - countBits(bits & ~(banded[word << 1]! << 1) & (-2 << node))) << 1
    }
    if (side === SIDE_NORTH) {
      const place = start[(word << 1) | 1]! + countBits(bits & ~banded[(word << 1) | 1]! & ((1 << node) - 1))
      return (place << 1) | 1
    }
    const south = this.#wordSouthOf(word, column >> BLOCK_SHIFT, row)
    const place = start[((word + 1) << 1) | 1]! - 1 - countBits(bits & ~banded[(south << 1) | 1]! & (-2 << node))
    return (place << 1) | 1
  }

  #wordSouthOf(word: number, blockColumn: number, row: number): number {
    if ((row & SIDE_MASK) > 0) return word - 1
    const below = (row >> BLOCK_SHIFT) - 1
    return below < 0 ? 0 : (this.directory[below * this.blockColumns + blockColumn]! << BLOCK_SHIFT) | SIDE_MASK
  }

  /** Takes over what is joined, and where grid edges were crossed that may be crossed again. */
  #inherit(before: PackedOutline): void {
    for (let place = 0; place < this.directory.length; place++) {
      const block = before.directory[place]!
      if (block === 0) continue
      const firstColumn = (place % this.blockColumns) << BLOCK_SHIFT
      const firstRow = Math.floor(place / this.blockColumns) << BLOCK_SHIFT
      for (let inBlock = 0; inBlock <= SIDE_MASK; inBlock++) {
        const row = firstRow + inBlock
        const from = (block << BLOCK_SHIFT) | inBlock
        const to = (this.directory[place]! << BLOCK_SHIFT) | inBlock
        this.joined[to << 1]! |= before.joined[from << 1]!
        this.joined[(to << 1) | 1]! |= before.joined[(from << 1) | 1]!
        const west = place % this.blockColumns > 0 ? this.directory[place - 1]! << BLOCK_SHIFT : 0
        const fromWest = (this.#banded[to << 1]! << 1) | (this.#banded[(west | inBlock) << 1]! >>> SIDE_MASK)
        const south = this.#wordSouthOf(to, firstColumn >> BLOCK_SHIFT, row)
        const banded = [this.#banded[to << 1]!, this.#banded[(to << 1) | 1]!, fromWest, this.#banded[(south << 1) | 1]!]
        for (let bits = before.insideBits[from]!; bits !== 0; bits &= bits - 1) {
          const inRow = 31 - Math.clz32(bits & -bits)
          const column = firstColumn + inRow
          const old = (from << BLOCK_SHIFT) | inRow
          const node = (to << BLOCK_SHIFT) | inRow
          for (let side = 0; side < 4; side++) {
            // What no band joins now none joined before.
            if (((banded[side]! >>> inRow) & 1) === 1) continue
            this.crossing[this.edgeOf(node, side, column, row)] =
              before.crossing[before.edgeOf(old, side, column, row)]!
          }
        }
      }
    }
  }

  #allocate(place: number): number {
    const block = this.#blocks++
    if (block >= MOST_BLOCKS) {
      throw problem(
        'input-too-large',
        'outline.too-wide',
        {},
        { hint: 'hint.draw-parts', details: { blocks: block, largest: MOST_BLOCKS } },
      )
    }
    if ((block + 1) * SIDE > this.insideBits.length) {
      const words = this.insideBits.length * 2
      this.insideBits = copiedInto(this.insideBits, new Int32Array(words))
      this.#banded = copiedInto(this.#banded, new Int32Array(2 * words))
      this.joined = new Int32Array(2 * words)
      this.#start = copiedInto(this.#start, new Uint32Array(2 * words + 2))
    }
    this.directory[place] = block
    return block
  }
}

/** Writes the overhangs of some nodes of a word (by bits) towards one side to every other place; returns the end. */
function gather(
  into: Uint8Array,
  from: number,
  nodes: number,
  place: number,
  row: number,
  side: number,
  fields: readonly OutlineField[],
): number {
  if (nodes === 0) return from
  let at = from
  for (let field = 0; field < fields.length; field++) {
    const { directory, overhang } = fields[field]!
    const first = (((directory[place]! << BLOCK_SHIFT) | row) << (BLOCK_SHIFT + 2)) | side
    at = from
    for (let left = nodes; left !== 0; left &= left - 1, at += 2) {
      const reach = overhang[first + ((31 - Math.clz32(left & -left)) << 2)]!
      if (field === 0 || reach > into[at]!) into[at] = reach
    }
  }
  return at
}

function countBits(bits: number): number {
  const pairs = bits - ((bits >>> 1) & 0x55555555)
  const fours = (pairs & 0x33333333) + ((pairs >>> 2) & 0x33333333)
  return Math.imul((fours + (fours >>> 4)) & 0x0f0f0f0f, 0x01010101) >>> 24
}
