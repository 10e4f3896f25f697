// A walk matrix of demand points → one of whole blocks: how much of a block has each facility within the limit, and its headline walk.
// Sparse rows in, sparse rows out. It knows no study and no files.
import { UNREACHED } from '../foundation/units.ts'
import { weightedMedian } from './access-table.ts'
import type { WalkMatrix } from './walk-matrix.ts'

/** Blocks × facilities or candidates; a pair is listed where some linked demand point of the block is within the limit. */
export interface BlockWalks {
  readonly blockCount: number
  readonly columnCount: number
  /** Pairs of block b: `rowOffset[b] … rowOffset[b+1])`, ascending by column. */
  readonly rowOffset: Uint32Array
  readonly column: Uint32Array
  /** Part of the block's linked demand points within the limit, by weight; above 0, up to 1. */
  readonly share: Float64Array
  /**
   * The walk of the block's headline demand point, the one at the weighted median (the best gate where the block has gates), in both
   * measures; `UNREACHED` where that point is beyond the limit.
   */
  readonly costMs: Uint32Array
  readonly costMm: Uint32Array
  /** 1 for blocks with a linked demand point. */
  readonly blockLinked: Uint8Array
}

/**
 * Sums demand points up to blocks, as the access table does: people that column c serves are a block's people × share.
 * O(pairs log pairs of a block).
 *
 * @param matrix of demand points
 * @example
 * ```ts
 * import { analyseAccess, bytesSource, loadArea, loadBlocks, loadFacilities } from 'living-circle'
 * import { blockWalks, walkMatrix } from 'living-circle/parts'
 * const text = (value: string) => new TextEncoder().encode(value)
 * const osm = '<osm><node id="1" lat="0" lon="0"/><node id="2" lat="0" lon="0.005"/><way id="9"><nd ref="1"/><nd ref="2"/><tag k="highway" v="footway"/></way></osm>'
 * const area = await loadArea(bytesSource('tiny.osm', text(osm)))
 * const facilities = await loadFacilities(area, { files: [bytesSource('f.csv', text('id,category,lon,lat\nf1,clinic,0.004,0\n'))] })
 * const blocks = await loadBlocks(area, { file: bytesSource('b.csv', text('id,lon,lat,population\nb1,0.001,0,120\n')) })
 * const { study, report } = await analyseAccess(area, facilities, blocks)
 * const { blockCount, columnCount, rowOffset, column, share } = blockWalks(await walkMatrix(study, { minutes: 15 }))
 * const served = new Float64Array(columnCount)
 * for (let block = 0; block < blockCount; block++) {
 *   const people = report.blocks[block]!.people.population ?? 0
 *   for (let pair = rowOffset[block]!; pair < rowOffset[block + 1]!; pair++) served[column[pair]!]! += people * share[pair]!
 * }
 * Array.from(served) // [ 120 ]
 * ```
 */
export function blockWalks(matrix: WalkMatrix): BlockWalks {
  const { blockRow, rowOffset, rowWeight, columnCount } = matrix
  const blockCount = blockRow.length - 1
  const most = matrix.column.length
  const pairs: BlockPairs = {
    count: 0,
    column: new Uint32Array(most),
    share: new Float64Array(most),
    costMs: new Uint32Array(most),
    costMm: new Uint32Array(most),
  }
  const offset = new Uint32Array(blockCount + 1)
  const blockLinked = new Uint8Array(blockCount)
  for (let block = 0; block < blockCount; block++) {
    const first = blockRow[block]!
    const end = blockRow[block + 1]!
    for (let row = first; row < end; row++) if (rowWeight[row]! > 0) blockLinked[block] = 1
    if (end - first === 1) copyRow(matrix, rowOffset[first]!, rowOffset[end]!, pairs)
    else sumRows(matrix, first, end, pairs)
    offset[block + 1] = pairs.count
  }
  const { count } = pairs
  return {
    blockCount,
    columnCount,
    rowOffset: offset,
    column: pairs.column.slice(0, count),
    share: pairs.share.slice(0, count),
    costMs: pairs.costMs.slice(0, count),
    costMm: pairs.costMm.slice(0, count),
    blockLinked,
  }
}

/** Pairs written so far; there are never more than in the matrix. */
interface BlockPairs {
  count: number
  readonly column: Uint32Array
  readonly share: Float64Array
  readonly costMs: Uint32Array
  readonly costMm: Uint32Array
}

/** A block of one row: its row. */
function copyRow({ column, costMs, costMm }: WalkMatrix, first: number, end: number, pairs: BlockPairs): void {
  pairs.column.set(column.subarray(first, end), pairs.count)
  pairs.costMs.set(costMs.subarray(first, end), pairs.count)
  pairs.costMm.set(costMm.subarray(first, end), pairs.count)
  pairs.share.fill(1, pairs.count, pairs.count + end - first)
  pairs.count += end - first
}

/** A block of several rows: column by column, its rows in order. */
function sumRows(matrix: WalkMatrix, firstRow: number, endRow: number, pairs: BlockPairs): void {
  const { rowOffset, rowWeight, column } = matrix
  const from = rowOffset[firstRow]!
  const members = Array.from({ length: rowOffset[endRow]! - from }, (_, i) => from + i)
  const rowOf = new Uint32Array(members.length)
  for (let row = firstRow; row < endRow; row++) rowOf.fill(row, rowOffset[row]! - from, rowOffset[row + 1]! - from)
  members.sort((a, b) => column[a]! - column[b]! || a - b)
  const weightOf = (pair: number) => rowWeight[rowOf[pair - from]!]!
  let linked = 0
  for (let row = firstRow; row < endRow; row++) linked += rowWeight[row]!
  for (let at = 0, end = 0; at < members.length; at = end) {
    for (end = at + 1; end < members.length && column[members[end]!] === column[members[at]!]; ) end++
    writePair(matrix, members.slice(at, end), weightOf, linked, pairs)
  }
}

/** No pair: what is left of a block's weight beyond the limit. */
const BEYOND = -1

function writePair(
  { basis, column, costMs, costMm }: WalkMatrix,
  members: readonly number[],
  weightOf: (pair: number) => number,
  linked: number,
  pairs: BlockPairs,
): void {
  const cost = basis === 'time' ? costMs : costMm
  let within = 0
  for (const pair of members) within += weightOf(pair)
  const headline = weightedMedian(
    [...members, BEYOND],
    (item) => (item === BEYOND ? linked - within : weightOf(item)),
    (item) => (item === BEYOND ? UNREACHED : cost[item]!),
  )
  const at = pairs.count++
  pairs.column[at] = column[members[0]!]!
  pairs.share[at] = within / linked
  pairs.costMs[at] = headline === BEYOND ? UNREACHED : costMs[headline]!
  pairs.costMm[at] = headline === BEYOND ? UNREACHED : costMm[headline]!
}
