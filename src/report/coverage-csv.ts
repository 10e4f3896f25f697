// coverage.csv: one row per block × category. An AccessReport in, text out. It does not know how a walk was found.
import type { ACCESS_STATUS_NAMES, AccessReport } from '../measure/access-report.ts'
import { BYTE_ORDER_MARK, type CsvOptions, csvField } from './csv.ts'
import { limitLabel, oneDecimal, shareText } from './written-numbers.ts'

const STATUS_NAMES: typeof ACCESS_STATUS_NAMES = ['reached', 'unreached', 'unlinked']
const UNLINKED = 2

/** Characters per chunk, about: large enough that handing over costs nothing, small enough for memory. */
const CHUNK_CHARACTERS = 1 << 18

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
  ]
}

/**
 * `coverage.csv` in pieces of about 256 kB, header first: for a million rows and more, straight into a file or a stream.
 * O(rows); holds one piece at a time.
 *
 * @param report blocks × categories
 * @param options `bom` for Excel
 * @returns pieces of text that joined are {@link toCoverageCsv}
 */
export function* coverageCsvChunks(report: AccessReport, options: CsvOptions = {}): Generator<string, void, undefined> {
  const { blocks, categories, table } = report
  const categoryFields = categories.map((category) => csvField(category.id))
  const facilityFields = report.facilities.map((facility) => `${csvField(facility.id)},${csvField(facility.name)}`)
  const { categoryCount, limitCount, status, walkSeconds, walkMetres, facility, count, share, edgeAffected } = table
  const noCells = ','.repeat(2 * limitCount)
  let text = `${options.bom ? BYTE_ORDER_MARK : ''}${coverageCsvColumns(report).join(',')}\n`
  for (let block = 0; block < blocks.length; block++) {
    const { id, demandMethod, linkStatus } = blocks[block]!
    const start = `${csvField(id)},`
    const endUnaffected = `,${demandMethod},false,${linkStatus}\n`
    const endAffected = `,${demandMethod},true,${linkStatus}\n`
    for (let category = 0; category < categoryCount; category++) {
      const row = block * categoryCount + category
      const reached = facility[row]!
      text += `${start}${categoryFields[category]},${STATUS_NAMES[status[row]!]},${oneDecimal(walkSeconds[row]!)},${oneDecimal(walkMetres[row]!)},`
      text += reached >= 0 ? facilityFields[reached] : ','
      if (status[row] === UNLINKED) text += noCells
      else {
        const cell = row * limitCount
        for (let limit = 0; limit < limitCount; limit++) text += `,${count[cell + limit]}`
        for (let limit = 0; limit < limitCount; limit++) text += `,${shareText(share[cell + limit]!)}`
      }
      text += edgeAffected[row] === 1 ? endAffected : endUnaffected
    }
    if (text.length >= CHUNK_CHARACTERS) {
      yield text
      text = ''
    }
  }
  if (text !== '') yield text
}

/**
 * `coverage.csv`: one row per block and category. Empty `walk_…` where nothing is reached within the largest limit; counts are 0
 * there, and empty (unknown) where the block is not linked.
 *
 * @param report blocks × categories
 * @param options `bom` for Excel
 * @returns the whole text; for very large runs use {@link coverageCsvChunks}
 * @example
 * ```ts
 * import { type AccessReport, toCoverageCsv } from 'living-circle'
 * declare const report: AccessReport
 * const text = toCoverageCsv(report, { bom: true })
 * ```
 */
export function toCoverageCsv(report: AccessReport, options: CsvOptions = {}): string {
  return Array.from(coverageCsvChunks(report, options)).join('')
}
