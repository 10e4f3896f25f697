// coverage.csv: one row per block × category. An AccessReport in, text out. It does not know how a walk was found.

import type { AccessReport } from '../../answer/access-report.ts'
import { ACCESS_NO_DATA, ACCESS_STATUS_NAMES, ACCESS_UNLINKED, type AccessTable } from '../../answer/access-table.ts'
import { STABILITY_NAMES } from '../../answer/stability.ts'
import { checkOptions, type OptionKeys } from '../../foundation/options.ts'
import { ByteText, utf8 } from '../text/byte-text.ts'
import { joinedPieces } from '../text/joined-pieces.ts'
import { limitLabel, shareText } from '../text/written-numbers.ts'
import { BYTE_ORDER_MARK, type CsvOptions, csvField } from './csv.ts'

const KNOWN_CSV_OPTIONS: OptionKeys<CsvOptions> = { bom: true }

const COMMA = 44
const NEWLINE = 10

/** Bytes per piece, about: large enough that handing over costs nothing, small enough for memory. */
const CHUNK_BYTES = 1 << 18

/**
 * The columns of `coverage.csv`, in order. The number of `count_…` and `share_…` columns follows the limits of the run.
 *
 * @param report any report of the run
 */
export function coverageCsvColumns(report: AccessReport): string[] {
  const labels = report.options.limits.map((limit) => limitLabel(limit, report.options.basis))
  return [
    'block_id',
    'category',
    'status',
    'walk_seconds',
    'walk_metres',
    'facility_id',
    'facility_name',
    ...labels.map((label) => `count_${label}`),
    ...labels.map((label) => `share_${label}`),
    'demand_method',
    'edge_affected',
    'link_status',
    ...(report.table.certainShare === undefined ? [] : labels.map((label) => `certain_share_${label}`)),
    ...(report.table.stability === undefined ? [] : labels.map((label) => `stability_${label}`)),
    ...(report.table.stepFreeMetres === undefined ? [] : STEP_FREE_COLUMNS),
    ...(report.table.seatGapMetres === undefined ? [] : SEAT_COLUMNS),
  ]
}

/** Of profiles that steps stop: what the map knows of wheels on the walk. Together they are the walk. */
const STEP_FREE_COLUMNS = ['step_free_metres', 'not_step_free_metres', 'unknown_step_metres']

/** Where stretches between rest places were asked for: the longest stretch, and the walk that has it. */
const SEAT_COLUMNS = ['seat_gap_m', 'seat_walk_m']

/** Texts of the shares 0, 0.0001 … 1 as bytes, a comma before each; each made when it first occurs. */
const shareFields: (Uint8Array | undefined)[] = new Array(10_001).fill(undefined)

function shareField(share: number): Uint8Array {
  const rounded = Math.round(share * 10_000)
  const known = shareFields[rounded]
  if (known !== undefined) return known
  const field = utf8(`,${shareText(share)}`)
  if (rounded >= 0 && rounded <= 10_000) shareFields[rounded] = field
  return field
}

/**
 * `coverage.csv` as UTF-8 bytes in pieces of about 256 kB that end with a row, header first: for a million rows and more,
 * straight into a file. O(rows); holds one piece at a time.
 *
 * @param report blocks × categories
 * @param options `bom` for Excel
 * @example
 * ```ts
 * import type { AccessReport } from 'living-circle'
 * import { coverageCsvBytes } from 'living-circle/parts'
 * declare const report: AccessReport
 * for (const piece of coverageCsvBytes(report)) console.log(piece.length)
 * ```
 */
export function* coverageCsvBytes(
  report: AccessReport,
  options: CsvOptions = {},
): Generator<Uint8Array, void, undefined> {
  checkOptions('coverageCsvBytes', options, KNOWN_CSV_OPTIONS)
  const { blocks, table } = report
  const statusFields = ACCESS_STATUS_NAMES.map((name) => `,${name},`)
  const categoryFields = report.categories.map(({ id }) => statusFields.map((status) => utf8(csvField(id) + status)))
  const facilityFields = report.facilities.map(({ id, name }) => utf8(`,${csvField(id)},${csvField(name)}`))
  const noFacility = utf8(',,')
  const noCells = utf8(','.repeat(2 * table.limitCount))
  const text = new ByteText(CHUNK_BYTES + CHUNK_BYTES / 8)
  text.add(utf8(`${options.bom ? BYTE_ORDER_MARK : ''}${coverageCsvColumns(report).join(',')}\n`))
  for (let block = 0; block < blocks.length; block++) {
    const { id, demandMethod, linkStatus } = blocks[block]!
    const start = utf8(`${csvField(id)},`)
    const ends = ['false', 'true'].map((affected) => utf8(`,${demandMethod},${affected},${linkStatus}`))
    for (let category = 0; category < table.categoryCount; category++) {
      const row = block * table.categoryCount + category
      const status = table.status[row]!
      const facility = table.facility[row]!
      text.add(start)
      text.add(categoryFields[category]![status]!)
      text.oneDecimal(table.walkSeconds[row]!)
      text.character(COMMA)
      text.oneDecimal(table.walkMetres[row]!)
      text.add(facility >= 0 ? facilityFields[facility]! : noFacility)
      if (status === ACCESS_UNLINKED || status === ACCESS_NO_DATA) text.add(noCells)
      else addCells(text, table, row)
      text.add(ends[table.edgeAffected[row]!]!)
      addCertainShares(text, table, row)
      addStability(text, table, row)
      addStepFree(text, table, row)
      addSeats(text, table, row)
      text.character(NEWLINE)
    }
    if (text.length >= CHUNK_BYTES) yield text.take()
  }
  if (text.length > 0) yield text.take()
}

function addCells(text: ByteText, { limitCount, count, share }: AccessTable, row: number): void {
  const first = row * limitCount
  for (let cell = first; cell < first + limitCount; cell++) {
    text.character(COMMA)
    text.unsigned(count[cell]!)
  }
  for (let cell = first; cell < first + limitCount; cell++) text.add(shareField(share[cell]!))
}

function addCertainShares(text: ByteText, { certainShare, limitCount }: AccessTable, row: number): void {
  if (certainShare === undefined) return
  for (let cell = row * limitCount; cell < (row + 1) * limitCount; cell++) {
    if (Number.isNaN(certainShare[cell]!)) text.character(COMMA)
    else text.add(shareField(certainShare[cell]!))
  }
}

const STABILITY_FIELDS = STABILITY_NAMES.map((name) => utf8(name === 'none' ? ',' : `,${name}`))

function addStability(text: ByteText, { stability, limitCount }: AccessTable, row: number): void {
  if (stability === undefined) return
  for (let cell = row * limitCount; cell < (row + 1) * limitCount; cell++) text.add(STABILITY_FIELDS[stability[cell]!]!)
}

function addStepFree(
  text: ByteText,
  { stepFreeMetres, notStepFreeMetres, walkMetres }: AccessTable,
  row: number,
): void {
  if (stepFreeMetres === undefined || notStepFreeMetres === undefined) return
  const free = stepFreeMetres[row]!
  const not = notStepFreeMetres[row]!
  for (const metres of [free, not, Math.max(0, walkMetres[row]! - free - not)]) {
    text.character(COMMA)
    text.oneDecimal(metres)
  }
}

function addSeats(text: ByteText, { seatGapMetres, seatWalkMetres }: AccessTable, row: number): void {
  if (seatGapMetres === undefined || seatWalkMetres === undefined) return
  for (const metres of [seatGapMetres[row]!, seatWalkMetres[row]!]) {
    text.character(COMMA)
    text.oneDecimal(metres)
  }
}

/**
 * {@link coverageCsvBytes} as text, piece by piece.
 * @example
 * ```ts
 * import type { AccessReport } from 'living-circle'
 * import { coverageCsvChunks } from 'living-circle/parts'
 * declare const report: AccessReport
 * for (const piece of coverageCsvChunks(report, { bom: true })) console.log(piece.length)
 * ```
 */
export function* coverageCsvChunks(report: AccessReport, options: CsvOptions = {}): Generator<string, void, undefined> {
  checkOptions('coverageCsvChunks', options, KNOWN_CSV_OPTIONS)
  const decoder = new TextDecoder('utf-8', { ignoreBOM: true })
  for (const bytes of coverageCsvBytes(report, options)) yield decoder.decode(bytes)
}

/**
 * `coverage.csv`: one row per block and category. Empty `walk_…` where nothing is reached within the largest limit; counts are 0
 * there, and empty (unknown) where the block is not linked or the data hold no facility of the kind (`no-data`).
 *
 * @param report blocks × categories
 * @param options `bom` for Excel
 * @returns the whole text; for very large runs use {@link coverageCsvChunks}
 * @throws LivingCircleError `input-too-large` where no text can be so long
 * @example
 * ```ts
 * import { type AccessReport } from 'living-circle'
 * import { toCoverageCsv } from 'living-circle/parts'
 * declare const report: AccessReport
 * const text = toCoverageCsv(report, { bom: true })
 * ```
 */
export function toCoverageCsv(report: AccessReport, options: CsvOptions = {}): string {
  checkOptions('toCoverageCsv', options, KNOWN_CSV_OPTIONS)
  return joinedPieces(coverageCsvChunks(report, options), 'coverageCsvChunks')
}
