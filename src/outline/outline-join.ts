// Which neighbours inside are joined, where no one band joins them: the ground may go on from both so far that it meets,
// or end on the way. What enters: a stamped field. What leaves: bits and gaps in the field. It does not know rings.
import { BLOCK_SHIFT, OVERHANG_STEPS, SIDE_EAST, SIDE_NORTH, SIDE_SOUTH, SIDE_WEST } from './outline-field.ts'
import type { CrossingPlaces } from './outline-places.ts'
import type { TracedGround } from './traced-ground.ts'

const SIDE_MASK = (1 << BLOCK_SHIFT) - 1
/** Gaps narrower than this, in cells, are not drawn: there would be no room for a border on each side. */
const LEAST_GAP = 0.06

/**
 * Joins neighbours inside that several bands join: those with no gap between them, or one too narrow to be drawn.
 * What is joined once stays so for later outlines.
 */
export function joinNeighbours(field: TracedGround, places: CrossingPlaces, isNested: boolean): void {
  const { insideBits, joined, directory, blockColumns, blockRows, knowsGaps } = field
  for (let at = 0; at < blockColumns * blockRows; at++) {
    const block = directory[at]!
    if (block === 0) continue
    const east = (at + 1) % blockColumns === 0 ? 0 : directory[at + 1]! << BLOCK_SHIFT
    const north = at + blockColumns < blockColumns * blockRows ? directory[at + blockColumns]! << BLOCK_SHIFT : 0
    const first = block << BLOCK_SHIFT
    const firstColumn = (at % blockColumns) << BLOCK_SHIFT
    const firstRow = Math.floor(at / blockColumns) << BLOCK_SHIFT
    for (let row = 0; row <= SIDE_MASK; row++) {
      const word = first | row
      const bits = insideBits[word]!
      if (bits === 0) continue
      const beside = bits & ((bits >>> 1) | (insideBits[east | row]! << SIDE_MASK))
      const above = bits & insideBits[row === SIDE_MASK ? north : word + 1]!
      let eastern = beside & ~joined[word << 1]!
      let northern = above & ~joined[(word << 1) | 1]!
      if (!knowsGaps) {
        joined[word << 1] = beside
        joined[(word << 1) | 1] = above
        continue
      }
      for (; eastern !== 0; eastern &= eastern - 1) {
        const column = 31 - Math.clz32(eastern & -eastern)
        const node = (word << BLOCK_SHIFT) | column
        const next = column === SIDE_MASK ? (east | row) << BLOCK_SHIFT : node + 1
        const near = field.edgeOf(node, SIDE_EAST, firstColumn + column, firstRow + row)
        const far = field.edgeOf(next, SIDE_WEST, firstColumn + column + 1, firstRow + row)
        if (hasNoGap(field, places, isNested, near, far)) joined[word << 1]! |= 1 << column
      }
      for (; northern !== 0; northern &= northern - 1) {
        const column = 31 - Math.clz32(northern & -northern)
        const node = (word << BLOCK_SHIFT) | column
        const next = row === SIDE_MASK ? (north << BLOCK_SHIFT) | column : node + SIDE_MASK + 1
        const near = field.edgeOf(node, SIDE_NORTH, firstColumn + column, firstRow + row)
        const far = field.edgeOf(next, SIDE_SOUTH, firstColumn + column, firstRow + row + 1)
        if (hasNoGap(field, places, isNested, near, far)) joined[(word << 1) | 1]! |= 1 << column
      }
    }
  }
}

/** Whether there is no gap between two neighbours inside, by the grid edge from each to the other; else notes how wide it is. */
function hasNoGap(field: TracedGround, places: CrossingPlaces, isNested: boolean, near: number, far: number): boolean {
  const { overhang, crossing, gap } = field
  const { placeOf, leastOf } = places
  let nearPlace = placeOf[overhang[near]!]!
  let farPlace = placeOf[overhang[far]!]!
  if (isNested) {
    nearPlace = Math.max(nearPlace, leastOf[crossing[near]!]!)
    farPlace = Math.max(farPlace, leastOf[crossing[far]!]!)
  }
  const cells = 1 - nearPlace - farPlace
  if (cells < LEAST_GAP) return true
  gap[near] = gap[far] = cells * OVERHANG_STEPS
  return false
}
