// A table of surveyed points (lon, lat, height_m) → positions with heights. In: raw tables. Out: columns, rejects, counts. It knows no file
// format, no raster and no street.

import type { RawTable } from '../../read/tables/raw-table.ts'
import { message, problem } from '../../words/problem.ts'
import type { Reject, SourceCounts } from '../places/rejects.ts'
import { parseNumberText } from './number-text.ts'
import { createRejectLog } from './reject-log.ts'
import { eachRow, type RowAtHand, readingOf, type TableReading } from './row-reading.ts'
import type { TableIntake, TableIntakeOptions, TableWay } from './table-intake.ts'

/** Heights of no place on Earth are slips: metres. */
const LOWEST = -500
const HIGHEST = 9000

/** Points with heights. */
export interface HeightPoints {
  /** Degrees, `[lon0, lat0, …]`. */
  readonly lonLat: readonly number[]
  readonly metres: readonly number[]
  readonly rejects: readonly Reject[]
  readonly counts: SourceCounts
}

/**
 * Takes in the tables of one file of heights.
 *
 * @param source the file's name
 * @throws LivingCircleError `input-unusable` where a table has no heights or no coordinates
 */
export function createHeightIntake(source: string, options: TableIntakeOptions = {}): TableIntake<HeightPoints> {
  const log = createRejectLog(source)
  const lonLat: number[] = []
  const metres: number[] = []
  let reading: TableReading | null = null

  function begin(first: RawTable, way: TableWay = {}): void {
    reading = readingOf(first, 'heights', options, way)
    if (!reading.understood.columns.index.has('height_m')) {
      const columns = first.columns.slice(0, 40).join(', ')
      throw problem(
        'input-unusable',
        'columns.no-heights',
        { source },
        { hint: message('hint.name-heights', { columns }) },
      )
    }
    log.beginTable(first, way.sheet ?? null)
  }

  function addRow({ row, geometry, number }: RowAtHand, { understood, cells, place }: TableReading): void {
    const text = cells.text(row, 'height_m')
    const height = text === null ? null : parseNumberText(text, understood.decimalStyle)
    if (height === null || height.value === null) {
      log.reject(number, 'invalid-number', height?.problem ?? message('row.no-height'))
      return
    }
    if (height.value < LOWEST || height.value > HIGHEST) {
      log.reject(number, 'invalid-number', message('row.height-unlikely', { metres: height.value }))
      return
    }
    const placed = place(row, geometry)
    if (placed.kind === 'not-placed') {
      log.reject(number, placed.code, placed.said)
      return
    }
    lonLat.push(placed.lonLat[0], placed.lonLat[1])
    metres.push(height.value)
  }

  return {
    begin,
    add(table) {
      const read = reading!
      eachRow(table, read, log, (row) => addRow(row, read))
    },
    finish: () => ({ lonLat, metres, rejects: log.rejects(), counts: log.counts(metres.length) }),
  }
}
