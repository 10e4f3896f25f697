// Tables of estates, campuses and the like → their outlines, and whether their rows call them closed. In: raw tables. Out: outlines,
// rejects, counts, and what was understood. It knows no file format, no gate and no street.
import type { RawTable } from '../../read/tables/raw-table.ts'
import { message } from '../../words/problem.ts'
import type { CompoundOutline } from '../places/compound-record.ts'
import type { Reject, SourceCounts } from '../places/rejects.ts'
import { saidClosed } from './compound-cells.ts'
import { contentId } from './content-ids.ts'
import { createIdBook } from './id-book.ts'
import { createRejectLog } from './reject-log.ts'
import { createRowCells, type RowCells } from './row-cells.ts'
import { createRowSorter, type RowSorter } from './row-sorting.ts'
import {
  placing,
  type TableIntake,
  type TableIntakeOptions,
  type TableWay,
  type UnderstoodTable,
  understandTable,
} from './table-intake.ts'
import { createRowPlacer, type RowPlacer } from './table-positions.ts'

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
 */
export function compoundsFromTable(table: RawTable, options: TableIntakeOptions = {}): CompoundTable {
  const intake = createCompoundIntake(table.source, options)
  intake.begin(table, { toWgs84: options.toWgs84 })
  intake.add(table)
  return intake.finish()
}

/** How the rows of one table are read. */
interface RowReading {
  readonly cells: RowCells
  readonly place: RowPlacer
  readonly sort: RowSorter
  readonly headers: Readonly<Record<string, string>>
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
  let reading: RowReading | null = null

  function begin(first: RawTable, way: TableWay = {}): void {
    const understood = understandTable(first, 'compounds', way.mapping ?? options.mapping)
    const { columns } = understood
    tables.push(understood)
    log.beginTable(first, way.sheet ?? null)
    reading = {
      cells: createRowCells(understood),
      place: createRowPlacer(first, columns, 'compounds', { outside: 'warn', ...options, ...placing(way) }),
      sort: createRowSorter(first.columns, first.ownHeaders, columns, 'compounds'),
      headers: columns.mapping,
    }
  }

  function addRow(table: RawTable, at: number, { cells, place, sort, headers }: RowReading): void {
    const row = table.rows[at]!
    const geometry = table.geometry?.[at] ?? null
    const number = log.rowOf(table.line[at]!)
    const skipped = sort(row, geometry !== null)
    if (skipped !== null) {
      log.skip(number, skipped.kind, skipped.text)
      return
    }
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
    const said = saidClosed(cells, row, headers, log, number)
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
      log.takeFrom(table)
      for (let at = 0; at < table.rows.length; at++) addRow(table, at, reading!)
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
