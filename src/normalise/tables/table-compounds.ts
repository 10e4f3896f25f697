// Tables of estates, campuses and the like → their outlines, and whether their rows call them closed. In: raw tables. Out: outlines,
// rejects, counts, and what was understood. It knows no file format, no gate and no street.

import { checkOptions, type OptionKeys } from '../../foundation/options.ts'
import type { RawTable } from '../../read/tables/raw-table.ts'
import { message } from '../../words/problem.ts'
import type { CompoundOutline } from '../places/compound-record.ts'
import type { Reject, SourceCounts } from '../places/rejects.ts'
import { saidClosed } from './compound-cells.ts'
import { contentId } from './content-ids.ts'
import { createIdBook } from './id-book.ts'
import { createRejectLog } from './reject-log.ts'
import { eachRow, type RowAtHand, readingOf, type TableReading } from './row-reading.ts'
import type { TableIntake, TableIntakeOptions, TableWay, UnderstoodTable } from './table-intake.ts'

const KNOWN_TABLE_INTAKE_OPTIONS: OptionKeys<TableIntakeOptions> = {
  toWgs84: true,
  area: true,
  areaPaddingMetres: true,
  outside: true,
  mender: true,
  mapping: true,
}

/** Result of {@link compoundsFromTable}. */
export interface CompoundTable {
  /** In order of their ids. */
  readonly outlines: readonly CompoundOutline[]
  readonly rejects: readonly Reject[]
  readonly counts: SourceCounts
  /** Of the first table. */
  readonly understood: UnderstoodTable
  /** Of each table. */
  readonly tables: readonly UnderstoodTable[]
}

/**
 * Outlines from a table of areas. A point is rejected, and so is an outline that cannot be mended; `counts.read = used + rejected`.
 *
 * @throws LivingCircleError `input-unusable` (neither geometries nor coordinates), `invalid-option` (mapping)
 * @example
 * ```ts
 * import { type RawTable, compoundsFromTable } from 'living-circle/parts'
 * declare const table: RawTable
 * const { rejects } = compoundsFromTable(table)
 * ```
 */
export function compoundsFromTable(table: RawTable, options: TableIntakeOptions = {}): CompoundTable {
  checkOptions('compoundsFromTable', options, KNOWN_TABLE_INTAKE_OPTIONS)
  const intake = createCompoundIntake(table.source, options)
  intake.begin(table, { toWgs84: options.toWgs84 })
  intake.add(table)
  return intake.finish()
}

/**
 * Takes in the tables of one file.
 *
 * @param source the file's name
 */
export function createCompoundIntake(source: string, options: TableIntakeOptions = {}): TableIntake<CompoundTable> {
  const log = createRejectLog(source)
  const book = createIdBook<CompoundOutline>((outline) => JSON.stringify(outline))
  const tables: UnderstoodTable[] = []
  let reading: TableReading | null = null

  function begin(first: RawTable, way: TableWay = {}): void {
    reading = readingOf(first, 'compounds', options, way, { outside: 'warn' })
    tables.push(reading.understood)
    log.beginTable(first, way.sheet ?? null)
  }

  function addRow({ row, geometry, number }: RowAtHand, { understood, cells, place }: TableReading): void {
    const placed = place(row, geometry)
    if (placed.kind === 'not-placed' || placed.polygons === null) {
      const why = placed.kind === 'not-placed' ? placed : null
      log.reject(number, why?.code ?? 'unsupported-geometry', why?.said ?? message('row.compound-no-area'))
      return
    }
    if (placed.outline !== null) log.warn(number, 'invalid-geometry', placed.outline)
    if (placed.outside) log.warn(number, 'outside-area', message('row.outside-area-of-streets'))
    const outline = placed.polygons
    const name = cells.text(row, 'name')
    const said = saidClosed(cells, row, understood.columns.mapping, log, number)
    book.add(
      cells.text(row, 'id'),
      number,
      (id) => ({ id, name, outline, saidClosed: said }),
      () => contentId(null, name, placed.lonLat, 'compound'),
    )
  }

  return {
    begin,
    add(table) {
      const read = reading!
      eachRow(table, read, log, (row) => addRow(row, read))
    },
    finish() {
      const outlines = book.finish(log)
      return {
        outlines,
        rejects: log.rejects(),
        counts: log.counts(outlines.length),
        understood: tables[0]!,
        tables,
      }
    },
  }
}
