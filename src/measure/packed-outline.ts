// The ground of one outline with nothing kept but what tracing needs: which nodes are inside, and how far the ground
// goes on where it ends. What enters: finished rows of blocks of stamped fields. What leaves: bits, and one byte per
// crossed grid edge, found by counting bits. It does not know streets or rings. A sixth of the field's memory.
//
// The crossings of a word (32 nodes of a row) lie together: those to the one side from its first place upwards, those to
// the other side from its last place downwards, so that a crossing's place depends on no word but the ones beside it.
import { LivingCircleError } from '../foundation/errors.ts'
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
  /** Block number at each place; 0 = nothing inside. Node (c, r) of block b has the number `b × 1024 + r × 32 + c`. */
  readonly directory: Int32Array
  /** Bit c of word `block × 32 + row`: the node is inside. */
  insideBits: Int32Array
  /** First place in `across` and in `upright` of the crossings of each word; that of the next word is their end. */
  acrossStart: Uint32Array
  uprightStart: Uint32Array
  /** Overhangs at crossings of grid edges along rows (ground ends in the east or in the west), and along columns. */
  across = new Uint8Array(1 << 14)
  upright = new Uint8Array(1 << 14)
  acrossCount = 0
  uprightCount = 0
  #blocks = 1

  constructor({ cellMetres, originX, originY, blockColumns, blockRows }: OutlineField) {
    this.cellMetres = cellMetres
    this.originX = originX
    this.originY = originY
    this.blockColumns = blockColumns
    this.blockRows = blockRows
    this.directory = new Int32Array(blockColumns * blockRows)
    // Most cities are dense: room for all their blocks at once. Memory that is not written to costs nothing.
    const words = SIDE * (Math.min(this.directory.length, FIRST_BLOCKS) + 1)
    this.insideBits = new Int32Array(words)
    this.acrossStart = new Uint32Array(words + 1)
    this.uprightStart = new Uint32Array(words + 1)
  }

  /** Takes over what is inside in a row of blocks: all that is inside in one of the fields. */
  addBits(blockRow: number, fields: readonly OutlineField[]): void {
    const first = blockRow * this.blockColumns
    for (let place = first; place < first + this.blockColumns; place++) {
      for (const { directory, insideBits } of fields) {
        const from = directory[place]! << BLOCK_SHIFT
        if (from === 0) continue
        const into = (this.directory[place]! || this.#allocate(place)) << BLOCK_SHIFT
        for (let row = 0; row < SIDE; row++) this.insideBits[into + row]! |= insideBits[from + row]!
      }
    }
  }

  /** Takes over the overhangs of a row of blocks: the farthest of all fields. The bits of the next row are there already. */
  addCrossings(blockRow: number, fields: readonly OutlineField[]): void {
    const { blockColumns, directory, insideBits, acrossStart, uprightStart } = this
    const first = blockRow * blockColumns
    for (let column = 0; column < blockColumns; column++) {
      const block = directory[first + column]!
      if (block === 0) continue
      const east = column + 1 < blockColumns ? directory[first + column + 1]! << BLOCK_SHIFT : 0
      const west = column > 0 ? directory[first + column - 1]! << BLOCK_SHIFT : 0
      for (let row = 0; row < SIDE; row++) {
        const word = (block << BLOCK_SHIFT) | row
        const bits = insideBits[word]!
        const eastMask = bits & ~((bits >>> 1) | (insideBits[east + row]! << SIDE_MASK))
        const westMask = bits & ~((bits << 1) | (insideBits[west + row]! >>> SIDE_MASK))
        const northMask = bits & ~this.wordNorthOf(word, column, (blockRow << BLOCK_SHIFT) | row)
        const southMask = bits & ~this.wordSouthOf(word, column, (blockRow << BLOCK_SHIFT) | row)
        if (this.acrossCount + 2 * SIDE > this.across.length) this.across = doubled(this.across)
        if (this.uprightCount + 2 * SIDE > this.upright.length) this.upright = doubled(this.upright)
        let end = gather(this.across, this.acrossCount, eastMask, first + column, row, SIDE_EAST, fields)
        this.acrossCount = gather(this.across, end, westMask, first + column, row, SIDE_WEST, fields)
        end = gather(this.upright, this.uprightCount, northMask, first + column, row, SIDE_NORTH, fields)
        this.uprightCount = gather(this.upright, end, southMask, first + column, row, SIDE_SOUTH, fields)
        acrossStart[word + 1] = this.acrossCount
        uprightStart[word + 1] = this.uprightCount
      }
    }
  }

  /** The bits of the row of nodes above a word, or below it. */
  wordNorthOf(word: number, blockColumn: number, row: number): number {
    if ((row & SIDE_MASK) < SIDE_MASK) return this.insideBits[word + 1]!
    const above = (row >> BLOCK_SHIFT) + 1
    return above < this.blockRows
      ? this.insideBits[this.directory[above * this.blockColumns + blockColumn]! << BLOCK_SHIFT]!
      : 0
  }

  wordSouthOf(word: number, blockColumn: number, row: number): number {
    if ((row & SIDE_MASK) > 0) return this.insideBits[word - 1]!
    const below = (row >> BLOCK_SHIFT) - 1
    return below >= 0
      ? this.insideBits[(this.directory[below * this.blockColumns + blockColumn]! << BLOCK_SHIFT) | SIDE_MASK]!
      : 0
  }

  /** Place in `across` of the crossing east (or west) of a node that is inside, and its neighbour there outside. */
  eastOf(node: number): number {
    const word = node >>> BLOCK_SHIFT
    const bits = this.insideBits[word]!
    return this.acrossStart[word]! + countBits(bits & ~(bits >>> 1) & ((1 << node) - 1))
  }

  westOf(node: number): number {
    const word = node >>> BLOCK_SHIFT
    const bits = this.insideBits[word]!
    return this.acrossStart[word + 1]! - 1 - countBits(bits & ~(bits << 1) & (-2 << node))
  }

  /** Place in `upright` of the crossing north (or south) of a node that is inside, and its neighbour there outside. */
  northOf(node: number, column: number, row: number): number {
    const word = node >>> BLOCK_SHIFT
    const ends = this.insideBits[word]! & ~this.wordNorthOf(word, column >> BLOCK_SHIFT, row)
    return this.uprightStart[word]! + countBits(ends & ((1 << node) - 1))
  }

  southOf(node: number, column: number, row: number): number {
    const word = node >>> BLOCK_SHIFT
    const ends = this.insideBits[word]! & ~this.wordSouthOf(word, column >> BLOCK_SHIFT, row)
    return this.uprightStart[word + 1]! - 1 - countBits(ends & (-2 << node))
  }

  #allocate(place: number): number {
    const block = this.#blocks++
    if (block >= MOST_BLOCKS) {
      throw new LivingCircleError('input-too-large', 'This outline would span more ground than one drawing can hold.', {
        hint: 'Draw it in parts, or with a wider band.',
        details: { blocks: block, largest: MOST_BLOCKS },
      })
    }
    if ((block + 1) * SIDE > this.insideBits.length) {
      this.insideBits = doubled(this.insideBits)
      this.acrossStart = copied(this.acrossStart, new Uint32Array(this.insideBits.length + 1))
      this.uprightStart = copied(this.uprightStart, new Uint32Array(this.insideBits.length + 1))
    }
    this.directory[place] = block
    return block
  }
}

/** Appends the overhangs of some nodes of a word (by bits) towards one side; returns the new end. */
function gather(
  into: Uint8Array,
  end: number,
  nodes: number,
  place: number,
  row: number,
  side: number,
  fields: readonly OutlineField[],
): number {
  if (nodes === 0) return end
  const stop = end + countBits(nodes)
  for (let field = 0; field < fields.length; field++) {
    const { directory, overhang } = fields[field]!
    const first = (((directory[place]! << BLOCK_SHIFT) | row) << (BLOCK_SHIFT + 2)) | side
    let at = end
    for (let left = nodes; left !== 0; left &= left - 1) {
      const reach = overhang[first + ((31 - Math.clz32(left & -left)) << 2)]!
      if (field === 0 || reach > into[at]!) into[at] = reach
      at++
    }
  }
  return stop
}

function countBits(bits: number): number {
  const pairs = bits - ((bits >>> 1) & 0x55555555)
  const fours = (pairs & 0x33333333) + ((pairs >>> 2) & 0x33333333)
  return Math.imul((fours + (fours >>> 4)) & 0x0f0f0f0f, 0x01010101) >>> 24
}

function doubled<T extends Uint8Array | Int32Array>(array: T): T {
  return copied(array, new (array.constructor as new (length: number) => T)(array.length * 2))
}

function copied<T extends { set(from: T): void }>(from: T, into: T): T {
  into.set(from)
  return into
}
