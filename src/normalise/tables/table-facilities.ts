// A table of places → facilities in our vocabulary. In: raw tables and how words become categories. Out: records, rejects, counts,
// and what was understood. It knows no file format and no street.
import type { LonLat } from '../../foundation/units.ts'
import type { RawTable } from '../../read/tables/raw-table.ts'
import { inEnglish, message } from '../../words/problem.ts'
import { categoryById } from '../categories/categories.ts'
import { categoryConditionKeys, categoryKeys } from '../categories/category-matching.ts'
import type { FacilityRecord } from '../places/facility-record.ts'
import { pointsAlongOutline } from '../places/place-inside.ts'
import type { Reject, SourceCounts } from '../places/rejects.ts'
import { contentId } from './content-ids.ts'
import { categoriseRow, createWordResolver, type UnknownCategory, unknownCategoryLog } from './table-categories.ts'
import {
  createIdBook,
  createRejectLog,
  createRowCells,
  type TableIntakeOptions,
  type UnderstoodTable,
  understandTable,
} from './table-intake.ts'
import { createRowPlacer, type Placed } from './table-positions.ts'

/** Points along the edge of a park are at most this far apart. */
const EDGE_SPACING_METRES = 50

/** Options of {@link facilitiesFromTable}. */
export interface FacilityTableOptions extends TableIntakeOptions {
  /** Category of rows that say nothing about it (no column, or a blank cell). */
  readonly defaultCategory?: string | undefined
  /** Category ids beyond the built-in ones, taken as they are written. */
  readonly extraCategories?: readonly string[] | undefined
  /** Keep places whose status says closed, planned or under construction. Default false: they are rejected as `closed`. */
  readonly keepClosed?: boolean | undefined
}

/** Result of {@link facilitiesFromTable}. */
export interface FacilityTable {
  /** In order of their ids. */
  readonly facilities: readonly FacilityRecord[]
  readonly rejects: readonly Reject[]
  readonly counts: SourceCounts
  readonly understood: UnderstoodTable
  /** Category words that mean nothing here, commonest first. */
  readonly unknownCategories: readonly UnknownCategory[]
}

/**
 * Facilities from a table. A row without usable coordinates or category is in `rejects`; `counts.read = used + rejected`. The order
 * of the rows has no influence; a row without id is called after its kind, name and place.
 *
 * @throws LivingCircleError `input-unusable` (no coordinate columns), `invalid-option` (mapping)
 */
export function facilitiesFromTable(table: RawTable, options: FacilityTableOptions = {}): FacilityTable {
  const intake = createFacilityIntake(table, options)
  intake.add(table)
  return intake.finish()
}

/** The same over the chunks of a large file: no more than one chunk and the result are in memory. */
export async function facilitiesFromChunks(
  chunks: AsyncIterable<RawTable>,
  options: FacilityTableOptions = {},
): Promise<FacilityTable | null> {
  let intake: FacilityIntake | null = null
  for await (const chunk of chunks) {
    if (intake === null && chunk.columns.length > 0) intake = createFacilityIntake(chunk, options)
    intake?.add(chunk)
  }
  return intake?.finish() ?? null
}

interface FacilityIntake {
  add(table: RawTable): void
  finish(): FacilityTable
}

function createFacilityIntake(first: RawTable, options: FacilityTableOptions): FacilityIntake {
  const understood = understandTable(first, 'facilities', options.mapping)
  const place = createRowPlacer(first, understood.columns, 'facilities', options)
  const cells = createRowCells(understood)
  const log = createRejectLog(first)
  const unknown = unknownCategoryLog()
  const book = createIdBook<FacilityRecord>(contentOf)
  const tagsOf = osmTagReader(first.columns)
  const header = understood.columns.mapping.category
  const { defaultCategory, extraCategories } = options
  const categorise = { resolveWord: createWordResolver(header), header, defaultCategory, extraCategories }

  function addRow(table: RawTable, row: readonly string[], at: number): void {
    const line = table.line[at]!
    const name = cells.text(row, 'name')
    const placed = place(row, table.geometry?.[at] ?? null)
    if (placed.kind === 'not-placed') {
      log.reject(line, placed.code, placed.said)
      return
    }
    if (placed.outside) log.warn(line, 'outside-area', message('row.outside'))
    const status = cells.text(row, 'status')
    if (status !== null && options.keepClosed !== true && isClosed(status)) {
      log.reject(line, 'closed', message('row.status', { status: status.slice(0, 40) }))
      return
    }
    const said = {
      category: cells.text(row, 'category'),
      typecode: cells.text(row, 'typecode'),
      name,
      tags: tagsOf(row),
    }
    const outcome = categoriseRow(said, categorise)
    if (outcome.kind === 'rejected') {
      log.reject(line, outcome.code, outcome.said)
      if (outcome.word !== null) unknown.add(outcome.word, outcome.suggestion)
      return
    }
    if (outcome.overruledWord !== null) {
      const word = outcome.overruledWord.slice(0, 80)
      log.warn(line, 'unknown-category', message('row.category-by-name', { word, category: outcome.category }))
    }
    const number = (role: string): number | null =>
      cells.amount(row, role, (said) => log.warn(line, 'invalid-number', said))
    const record = {
      name,
      category: outcome.category,
      categoryReason: inEnglish(outcome.reason),
      categorySaid: outcome.reason,
      lonLat: placed.lonLat,
      entrances: entrancesOf(outcome.category, placed),
      polygons: placed.polygons,
      source: table.source,
      lineOrId: String(line),
      capacity: number('capacity'),
      floorAreaSquareMetres: number('floor_area_m2'),
      level: cells.text(row, 'level'),
      hours: cells.text(row, 'hours'),
      status,
    }
    book.add(
      cells.text(row, 'id'),
      line,
      (id) => ({ id, ...record }),
      () => contentId(record.category, name, record.lonLat),
    )
  }

  return {
    add(table) {
      log.takeFrom(table)
      table.rows.forEach((row, at) => {
        addRow(table, row, at)
      })
    },
    finish() {
      const facilities = book.finish(log)
      return {
        facilities,
        rejects: log.rejects(),
        counts: log.counts(facilities.length),
        understood,
        unknownCategories: unknown.list(),
      }
    },
  }
}

const NO_TAGS: ReadonlyMap<string, string> = new Map()

/** OSM tags among the columns, for tables exported from OSM: only where a header is a key that can make a facility. */
function osmTagReader(columns: readonly string[]): (row: readonly string[]) => ReadonlyMap<string, string> {
  const decisive = new Set(categoryKeys())
  if (!columns.some((header) => decisive.has(header))) return () => NO_TAGS
  const conditions = new Set([...decisive, ...categoryConditionKeys()])
  const at = columns.flatMap((header, column) => (conditions.has(header) ? [[header, column] as const] : []))
  return (row) => {
    const tags = new Map<string, string>()
    for (const [key, column] of at) if (row[column] !== '') tags.set(key, row[column]!)
    return tags
  }
}

/** A park or square is reached at points along its outline, anything else at one point inside, or at each of its points. */
function entrancesOf(category: string, { points, polygons }: Placed): readonly LonLat[] {
  if (polygons === null || categoryById(category)?.reach !== 'edge') return points
  return pointsAlongOutline(polygons, EDGE_SPACING_METRES)
}

function contentOf({ lineOrId: _, ...content }: FacilityRecord): string {
  return JSON.stringify(content)
}

const CLOSED: ReadonlySet<string> = new Set([
  ...[
    '关闭',
    '已关闭',
    '停业',
    '已停业',
    '歇业',
    '停用',
    '已停用',
    '停运',
    '撤销',
    '已撤销',
    '拆除',
    '已拆除',
    '闲置',
    '废弃',
    '未运营',
  ],
  ...[
    '未开放',
    '暂停营业',
    '暂停开放',
    '暂停服务',
    '规划',
    '规划中',
    '拟建',
    '待建',
    '在建',
    '建设中',
    '未建',
    '未建成',
    '筹建',
  ],
  ...['closed', 'permanently closed', 'temporarily closed', 'disused', 'abandoned', 'demolished', 'vacant'],
  ...['planned', 'proposed', 'under construction', 'construction', 'inactive', 'not open'],
])

function isClosed(status: string): boolean {
  return CLOSED.has(status.normalize('NFKC').trim().toLowerCase().replace(/[_-]+/g, ' '))
}
