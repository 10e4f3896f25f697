// Rings of large ground: `OutlineTracer` for packed outlines. What enters: a packed outline. What leaves: the same rings in
// the same order, handed over one by one. It does not know streets, limits or degrees. Why rings are valid, and what its
// options mean, is told in `outline-trace.ts`.
import { BLOCK_SHIFT } from './outline-field.ts'
import type { TraceOptions } from './outline-trace.ts'
import type { PackedOutline } from './packed-outline.ts'
import { RingSimplifier } from './ring-simplifier.ts'

const SIDE_MASK = (1 << BLOCK_SHIFT) - 1
const NORTH = 1
const SOUTH = 3

/**
 * Takes a ring, not closed: local metres in `x, y[0 … count)`, valid until the next one. `parent` is the number (from 0,
 * in the order of handing over) of the outer ring that a hole lies in, −1 for outer rings.
 */
export type TakeRing = (x: Float64Array, y: Float64Array, count: number, parent: number) => void

/** Where an outline crosses the grid after simplification, in steps from the inside node, rounded up; 0 = not known. */
export interface KeptCrossings {
  readonly across: Uint8Array
  readonly upright: Uint8Array
}

/** Traces one packed outline after the other. */
export class PackedTracer {
  readonly #simplifier = new RingSimplifier()
  #outline!: PackedOutline
  #kept: KeptCrossings | null = null
  /** The ring of each crossing in `across`, from 1; 0 = not met yet. */
  #mark = new Int32Array(0)
  /** All rings met, dropped ones too: their number among those handed over (−1 dropped), and the ring around them. */
  #numberOf = new Int32Array(64)
  #within = new Int32Array(64)
  #isOuter = new Uint8Array(64)
  #found = 0
  #handedOver = 0

  /**
   * Traces an outline. O(crossings).
   *
   * @param kept where the outline before it crossed; this one's crossings are kept there as well. Without it, outlines need not nest
   */
  trace(outline: PackedOutline, options: TraceOptions, kept: KeptCrossings | null, take: TakeRing): void {
    this.#outline = outline
    this.#kept = kept
    this.#mark = new Int32Array(outline.acrossCount)
    this.#found = 0
    this.#handedOver = 0
    this.#simplifier.begin(options, outline)
    for (let row = 0; row < outline.blockRows << BLOCK_SHIFT; row++) this.#traceRow(row, options, take)
    this.#mark = new Int32Array(0)
  }

  /** Traces all rings that begin in a row. */
  #traceRow(row: number, options: TraceOptions, take: TakeRing): void {
    const { insideBits, directory, blockColumns } = this.#outline
    const inBlock = row & SIDE_MASK
    const directoryRow = (row >> BLOCK_SHIFT) * blockColumns
    let carry = 0
    for (let blockColumn = 0; blockColumn < blockColumns; blockColumn++) {
      const block = directory[directoryRow + blockColumn]!
      if (block === 0 && carry === 0) continue
      const bits = insideBits[(block << BLOCK_SHIFT) | inBlock]!
      const below = inBlock > 0 ? block : row === 0 ? 0 : directory[directoryRow - blockColumns + blockColumn]!
      const bitsBelow = insideBits[(below << BLOCK_SHIFT) | ((row - 1) & SIDE_MASK)]!
      const bitsWest = (bits << 1) | carry
      carry = bits >>> SIDE_MASK
      // A ring's lowest, leftmost node: outside to the west and below; for a hole inside to the west and below.
      let starts = (bits & ~bitsWest & ~bitsBelow) | (~bits & bitsWest & bitsBelow)
      while (starts !== 0) {
        const bit = 31 - Math.clz32(starts & -starts)
        starts &= starts - 1
        const column = (blockColumn << BLOCK_SHIFT) + bit
        const isOuter = ((bits >>> bit) & 1) === 1
        if (this.#mark[this.#crossingAt(column, row, isOuter)]! > 0) continue
        const leftRing = this.#ringWestOf(blockColumn, row, (1 << bit) - 1)
        this.#traceRing(options, isOuter ? column : column - 1, row, isOuter, leftRing, take)
      }
    }
  }

  /** The ring of the next crossing to the west in a row, among the `under` bits of a block and the blocks before; −1 = none. */
  #ringWestOf(fromBlockColumn: number, row: number, under: number): number {
    const { insideBits, directory, blockColumns } = this.#outline
    const directoryRow = (row >> BLOCK_SHIFT) * blockColumns
    const wordOf = (blockColumn: number) =>
      blockColumn < 0 ? 0 : insideBits[(directory[directoryRow + blockColumn]! << BLOCK_SHIFT) | (row & SIDE_MASK)]!
    let mask = under
    for (let blockColumn = fromBlockColumn; blockColumn >= 0; blockColumn--, mask = -1) {
      const bits = wordOf(blockColumn)
      const changes = (bits ^ ((bits << 1) | (wordOf(blockColumn - 1) >>> SIDE_MASK))) & mask
      if (changes === 0) continue
      const bit = 31 - Math.clz32(changes)
      return this.#mark[this.#crossingAt((blockColumn << BLOCK_SHIFT) + bit, row, ((bits >>> bit) & 1) === 1)]! - 1
    }
    return -1
  }

  /** Follows one ring from its lowest, leftmost crossing, then hands it over. */
  #traceRing(
    options: TraceOptions,
    column: number,
    row: number,
    isOuter: boolean,
    leftRing: number,
    take: TakeRing,
  ): void {
    const found = this.#found++
    if (found >= this.#numberOf.length) this.#growRings()
    // The ring on the left in this row: for a hole its outer ring or a neighbouring hole; for an outer ring the hole
    // that it lies in or a neighbour there.
    const leftIsOuter = leftRing >= 0 && this.#isOuter[leftRing] === 1
    const within = leftRing < 0 ? -1 : isOuter === leftIsOuter ? this.#within[leftRing]! : leftRing
    this.#within[found] = within
    this.#isOuter[found] = isOuter ? 1 : 0
    this.#follow(column, row, isOuter ? SOUTH : NORTH, found + 1)
    const simplifier = this.#simplifier
    const { cellMetres } = this.#outline
    const isSmallHole = !isOuter && -simplifier.squareCells() * cellMetres * cellMetres < options.minHoleSquareMetres
    if (isSmallHole || (within >= 0 && this.#numberOf[within]! < 0)) {
      this.#numberOf[found] = -1
      return
    }
    this.#numberOf[found] = this.#handedOver++
    const count = simplifier.simplify(options.step + 1 < options.steps ? this.#kept : null)
    take(simplifier.x, simplifier.y, count, isOuter ? -1 : this.#numberOf[within]!)
  }

  /** Walks along the outline with the inside on the left and gives the crossings to the simplifier. */
  #follow(startColumn: number, startRow: number, startHeading: number, label: number): void {
    const outline = this.#outline
    const { insideBits, across, upright, directory, blockColumns } = outline
    const keptAcross = this.#kept?.across
    const keptUpright = this.#kept?.upright
    const simplifier = this.#simplifier
    const mark = this.#mark
    simplifier.beginRing()
    let inX = startColumn
    let inY = startRow
    let heading = startHeading
    let node = nodeAt(directory, blockColumns, inX, inY)
    do {
      const side = (heading + 3) & 3
      if ((side & 1) === 0) {
        const crossing = side === 0 ? outline.eastOf(node) : outline.westOf(node)
        mark[crossing] = label
        simplifier.add(
          inX,
          inY,
          side,
          across[crossing]!,
          keptAcross === undefined ? 0 : keptAcross[crossing]!,
          crossing,
        )
      } else {
        const crossing = side === 1 ? outline.northOf(node, inX, inY) : outline.southOf(node, inX, inY)
        const least = keptUpright === undefined ? 0 : keptUpright[crossing]!
        simplifier.add(inX, inY, side, upright[crossing]!, least, crossing)
      }
      const aheadX = inX + stepXOf(heading)
      const aheadY = inY + stepYOf(heading)
      const ahead = nodeBeside(node, inX, inY, aheadX, aheadY, directory, blockColumns)
      if (((insideBits[ahead >>> BLOCK_SHIFT]! >>> (ahead & SIDE_MASK)) & 1) === 0) {
        heading = (heading + 1) & 3
        continue
      }
      node = ahead
      inX = aheadX
      inY = aheadY
      const besideX = inX + stepXOf(side)
      const besideY = inY + stepYOf(side)
      const beside = nodeBeside(node, inX, inY, besideX, besideY, directory, blockColumns)
      if (((insideBits[beside >>> BLOCK_SHIFT]! >>> (beside & SIDE_MASK)) & 1) === 0) continue
      node = beside
      inX = besideX
      inY = besideY
      heading = side
    } while (inX !== startColumn || inY !== startRow || heading !== startHeading)
  }

  /** Place in `across` of the crossing between a node and its western neighbour, by which of them is inside. */
  #crossingAt(column: number, row: number, isInside: boolean): number {
    const { directory, blockColumns } = this.#outline
    return isInside
      ? this.#outline.westOf(nodeAt(directory, blockColumns, column, row))
      : this.#outline.eastOf(nodeAt(directory, blockColumns, column - 1, row))
  }

  #growRings(): void {
    const grown = <T extends Int32Array | Uint8Array>(from: T, into: T): T => {
      into.set(from)
      return into
    }
    const size = this.#numberOf.length * 2
    this.#numberOf = grown(this.#numberOf, new Int32Array(size))
    this.#within = grown(this.#within, new Int32Array(size))
    this.#isOuter = grown(this.#isOuter, new Uint8Array(size))
  }
}

/** Kept crossings for an outline, with those of the one before it where both cross the same grid edge. */
export function keptCrossings(
  outline: PackedOutline,
  before: PackedOutline | null,
  kept: KeptCrossings | null,
): KeptCrossings {
  const into = { across: new Uint8Array(outline.acrossCount), upright: new Uint8Array(outline.uprightCount) }
  if (before === null || kept === null) return into
  for (let place = 0; place < outline.directory.length; place++) {
    const block = before.directory[place]!
    if (block === 0) continue
    const firstColumn = (place % outline.blockColumns) << BLOCK_SHIFT
    const firstRow = Math.floor(place / outline.blockColumns) << BLOCK_SHIFT
    for (let inBlock = 0; inBlock <= SIDE_MASK; inBlock++) {
      const row = firstRow + inBlock
      // Ground only grows: where it ends now beyond a node that was inside before, it ended there before.
      for (let bits = before.insideBits[(block << BLOCK_SHIFT) | inBlock]!; bits !== 0; bits &= bits - 1) {
        const inRow = 31 - Math.clz32(bits & -bits)
        const column = firstColumn + inRow
        const from = (block << (2 * BLOCK_SHIFT)) | (inBlock << BLOCK_SHIFT) | inRow
        const to = nodeAt(outline.directory, outline.blockColumns, column, row)
        if (!isInside(outline, column + 1, row)) into.across[outline.eastOf(to)] = kept.across[before.eastOf(from)]!
        if (!isInside(outline, column - 1, row)) into.across[outline.westOf(to)] = kept.across[before.westOf(from)]!
        if (!isInside(outline, column, row + 1)) {
          into.upright[outline.northOf(to, column, row)] = kept.upright[before.northOf(from, column, row)]!
        }
        if (!isInside(outline, column, row - 1)) {
          into.upright[outline.southOf(to, column, row)] = kept.upright[before.southOf(from, column, row)]!
        }
      }
    }
  }
  return into
}

function isInside({ directory, blockColumns, insideBits }: PackedOutline, column: number, row: number): boolean {
  const node = nodeAt(directory, blockColumns, column, row)
  return ((insideBits[node >>> BLOCK_SHIFT]! >>> (node & SIDE_MASK)) & 1) === 1
}

/** Steps towards the sides of a node, by side number (east 0, north 1, west 2, south 3); and of a heading. */
function stepXOf(side: number): number {
  return (1 - side) & -(~side & 1)
}

function stepYOf(side: number): number {
  return (2 - side) & -(side & 1)
}

/** The number of a node next to another: mostly in the same block. */
function nodeBeside(
  node: number,
  fromColumn: number,
  fromRow: number,
  column: number,
  row: number,
  directory: Int32Array,
  blockColumns: number,
): number {
  if (((fromColumn ^ column) | (fromRow ^ row)) < SIDE_MASK + 1) {
    return node + (column - fromColumn) + ((row - fromRow) << BLOCK_SHIFT)
  }
  return nodeAt(directory, blockColumns, column, row)
}

function nodeAt(directory: Int32Array, blockColumns: number, column: number, row: number): number {
  const block = directory[(row >> BLOCK_SHIFT) * blockColumns + (column >> BLOCK_SHIFT)]!
  return (block << (2 * BLOCK_SHIFT)) | ((row & SIDE_MASK) << BLOCK_SHIFT) | (column & SIDE_MASK)
}
