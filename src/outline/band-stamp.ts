// Bands around segments, stamped into a field. What enters: segments and discs in local metres. What leaves: bits and
// overhangs. It does not know streets, costs or degrees.
//
// A band around a segment meets each row and each column of the grid in one interval, which is arithmetic. So no
// distance is ever computed: intervals of rows set bits, and their ends, like those of columns, say where the border
// crosses the grid.
import { BLOCK_SHIFT, type OutlineField, raise, SIDE_EAST, SIDE_NORTH, SIDE_SOUTH, SIDE_WEST } from './outline-field.ts'

const SIDE = 1 << BLOCK_SHIFT
const SIDE_MASK = SIDE - 1
/** Nodes this near to the border, in cells, are inside for rows and columns alike. */
const TOUCH = 1e-9

/** Stamps a disc: the ground within the band of one place. Local metres. */
export function stampDisc(field: OutlineField, x: number, y: number): void {
  disc[0] = disc[2] = x
  disc[1] = disc[3] = y
  stampBands(field, disc, 1)
}

/** A disc is a segment without length. */
const disc = new Float64Array(4)

/**
 * Stamps the ground within the band of segments, round at both ends. O(rows and columns of each).
 *
 * @param segments `ax, ay, bx, by` of each in local metres, within the box that the field was begun with
 */
export function stampBands(field: OutlineField, segments: Float64Array, count: number): void {
  stampRows(field, segments, count)
  stampColumns(field, segments, count)
}

/**
 * Rows of the bands around segments from p to p + d. A row's end lies on the circle around some place of the segment:
 * as the row rises the place moves from the lower end (below the straight side) along the segment to the upper end
 * (above it). Places are above 0, so cutting off decimals rounds down.
 */
function stampRows(field: OutlineField, segments: Float64Array, count: number): void {
  const { bandCells, blockColumns, directory, originX, originY } = field
  let { insideBits, overhang, joined } = field
  const perMetre = 1 / field.cellMetres
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
        block = field.allocate(place)
        ;({ insideBits, overhang, joined } = field)
      }
      const word = (block << BLOCK_SHIFT) | (row & SIDE_MASK)
      const firstNode = (word << BLOCK_SHIFT) | (first & SIDE_MASK)
      let endNode = firstNode + nodes - 1
      if ((first & SIDE_MASK) + nodes <= SIDE) {
        insideBits[word]! |= ((2 << (nodes - 1)) - 1) << first
        joined[word << 1]! |= ((1 << (nodes - 1)) - 1) << first
      } else {
        endNode = field.fillRow(row, first, end)
        ;({ insideBits, overhang, joined } = field)
        field.joinRow(row, first, end - 1, 0)
      }
      // A band is convex: nodes of both rows that it holds are joined.
      const firstBoth = first > firstBelow ? first : firstBelow
      const endBoth = end < endBelow ? end : endBelow
      if (firstBoth <= endBoth) {
        if (firstBelow >> BLOCK_SHIFT === endBoth >> BLOCK_SHIFT) {
          joined[(wordBelow << 1) | 1]! |= ((2 << (endBoth - firstBoth)) - 1) << firstBoth
        } else field.joinRow(row - 1, firstBoth, endBoth, 1)
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
function stampColumns(field: OutlineField, segments: Float64Array, count: number): void {
  const { bandCells, blockColumns, directory, originX, originY } = field
  let { overhang } = field
  const perMetre = 1 / field.cellMetres
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
        if (endBlock === 0) endBlock = field.allocate(endPlace)
        firstBlock = directory[firstPlace]! || field.allocate(firstPlace)
        overhang = field.overhang
      }
      const inColumn = column & SIDE_MASK
      const endNode = (endBlock << (2 * BLOCK_SHIFT)) | ((end & SIDE_MASK) << BLOCK_SHIFT) | inColumn
      const firstNode = (firstBlock << (2 * BLOCK_SHIFT)) | ((first & SIDE_MASK) << BLOCK_SHIFT) | inColumn
      raise(overhang, (endNode << 2) | SIDE_NORTH, north - end)
      raise(overhang, (firstNode << 2) | SIDE_SOUTH, first - south)
    }
  }
}

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
