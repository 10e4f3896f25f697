// Tables of places → facilities in our vocabulary. In: raw tables and how words become categories. Out: records, rejects, counts,
// and what was understood. It knows no file format and no street.

import type { Message } from '../../foundation/message.ts'
import { checkOptions, type OptionKeys } from '../../foundation/options.ts'
import type { LonLat } from '../../foundation/units.ts'
import type { RawTable } from '../../read/tables/raw-table.ts'
import { inEnglish, message } from '../../words/problem.ts'
import { categoryById } from '../categories/categories.ts'
import { categoryConditionKeys, categoryKeys } from '../categories/category-matching.ts'
import { unitOfText } from '../places/demand-rate.ts'
import type { FacilityRecord } from '../places/facility-record.ts'
import { pointsAlongOutline } from '../places/place-inside.ts'
import type { Reject, SourceCounts } from '../places/rejects.ts'
import { contentId } from './content-ids.ts'
import { createStatusJudge, type StatusJudge, type UnknownStatus } from './facility-status.ts'
import { servesOf } from './gate-words.ts'
import { createIdBook } from './id-book.ts'
import { compareText, createRejectLog, type RowNumber } from './reject-log.ts'
import type { RowCells } from './row-cells.ts'
import { eachRow, type RowAtHand, readingOf, type TableReading } from './row-reading.ts'
import {
  type CategoryOutcome,
  categoriseRowAll,
  createWordResolver,
  type SaidCategory,
  type UnknownCategory,
  unknownCategoryLog,
  type WordResolver,
} from './table-categories.ts'
import type { TableIntake, TableIntakeOptions, TableWay, UnderstoodTable } from './table-intake.ts'
import type { Placed } from './table-positions.ts'
import { titleUnitSaid } from './title-units.ts'

const KNOWN_FACILITY_TABLE_OPTIONS: OptionKeys<FacilityTableOptions> = {
  toWgs84: true,
  area: true,
  areaPaddingMetres: true,
  outside: true,
  mender: true,
  mapping: true,
  defaultCategory: true,
  extraCategories: true,
  keepClosed: true,
  asOf: true,
}

/** Points along the edge of a park are at most this far apart. */
const EDGE_SPACING_METRES = 50

/** Options of {@link facilitiesFromTable}. */
export interface FacilityTableOptions extends TableIntakeOptions {
  /** Category of rows that say nothing about it (no column, or a blank cell). */
  readonly defaultCategory?: string | undefined
  /** Category ids beyond the built-in ones, taken as they are written. */
  readonly extraCategories?: readonly string[] | undefined
  /** Keep places that are closed or not open yet. Default false: they are rejected as `closed` and `planned`. */
  readonly keepClosed?: boolean | undefined
  /** The date of the data, ISO: dates of closing and opening are compared with it. Default: what has a date of closing is closed. */
  readonly asOf?: string | null | undefined
}

/** Result of {@link facilitiesFromTable}. */
export interface FacilityTable {
  /** In order of their ids. */
  readonly facilities: readonly FacilityRecord[]
  readonly rejects: readonly Reject[]
  readonly counts: SourceCounts
  /** Of the first table. */
  readonly understood: UnderstoodTable
  /** Of each table. */
  readonly tables: readonly UnderstoodTable[]
  /** Places that are not built or not open yet, in order of their ids; they serve nobody. */
  readonly planned: readonly FacilityRecord[]
  /** Words of status that mean nothing here, commonest first. */
  readonly unknownStatuses: readonly UnknownStatus[]
  /** Category words that mean nothing here, commonest first. */
  readonly unknownCategories: readonly UnknownCategory[]
}

/**
 * Facilities from a table. A row without usable coordinates or category is in `rejects`; `counts.read = used + rejected`. The order
 * of the rows has no influence; a row without id is called after its kind, name and place.
 *
 * @throws LivingCircleError `input-unusable` (no coordinate columns), `invalid-option` (mapping)
 * @example
 * ```ts
 * import { type RawTable, facilitiesFromTable } from 'living-circle/parts'
 * declare const table: RawTable
 * const { facilities, rejects } = facilitiesFromTable(table)
 * ```
 */
export function facilitiesFromTable(table: RawTable, options: FacilityTableOptions = {}): FacilityTable {
  checkOptions('facilitiesFromTable', options, KNOWN_FACILITY_TABLE_OPTIONS)
  const intake = createFacilityIntake(table.source, options)
  intake.begin(table, { toWgs84: options.toWgs84 })
  intake.add(table)
  return intake.finish()
}

/** The same over the chunks of a large file: no more than one chunk and the result are in memory. */
export async function facilitiesFromChunks(
  chunks: AsyncIterable<RawTable>,
  options: FacilityTableOptions = {},
): Promise<FacilityTable | null> {
  checkOptions('facilitiesFromChunks', options, KNOWN_FACILITY_TABLE_OPTIONS)
  let intake: TableIntake<FacilityTable> | null = null
  for await (const chunk of chunks) {
    if (intake === null && chunk.columns.length > 0) {
      intake = createFacilityIntake(chunk.source, options)
      intake.begin(chunk, { toWgs84: options.toWgs84 })
    }
    intake?.add(chunk)
  }
  return intake?.finish() ?? null
}

/** How the rows of one table are read. */
interface FacilityReading extends TableReading {
  readonly tagsOf: (row: readonly string[]) => ReadonlyMap<string, string>
  readonly status: StatusJudge
  readonly header: string | undefined
  /** The unit that the header of capacities names, `null` for none. */
  readonly headerUnit: string | null
}

/** 班数 and beds count something; 规模 and capacity do not say what. */
function unitOfHeader(header: string | undefined): string | null {
  return header !== undefined && unitOfText(header) !== null ? header.trim() : null
}

/**
 * Takes in the tables of one file.
 *
 * @param source the file's name
 */
export function createFacilityIntake(source: string, options: FacilityTableOptions = {}): TableIntake<FacilityTable> {
  const { defaultCategory, extraCategories } = options
  const log = createRejectLog(source)
  const unknown = unknownCategoryLog()
  const unknownStatus = unknownCategoryLog()
  const book = createIdBook<readonly FacilityRecord[]>(contentOf)
  const planned: FacilityRecord[] = []
  const tables: UnderstoodTable[] = []
  const resolvers = new Map<string | undefined, WordResolver>()
  const reasons = new Map<string, string>()
  let reading: FacilityReading | null = null

  function begin(first: RawTable, way: TableWay = {}): void {
    reasons.clear()
    const read = readingOf(first, 'facilities', options, way)
    const { understood } = read
    const header = understood.columns.mapping.category
    tables.push(understood)
    log.beginTable(first, way.sheet ?? null)
    for (const unit of understood.titleUnits) log.warn(log.rowOf(unit.line), 'title-row', titleUnitSaid(unit))
    if (!resolvers.has(header)) resolvers.set(header, createWordResolver(header))
    reading = {
      ...read,
      tagsOf: osmTagReader(first.columns),
      status: createStatusJudge(first.columns, understood.columns, options.asOf ?? null),
      header,
      headerUnit: unitOfHeader(understood.columns.mapping.capacity),
    }
  }

  function addRow({ row, geometry, number }: RowAtHand, read: FacilityReading, from: string): void {
    const { cells } = read
    const name = cells.text(row, 'name')
    const placed = read.place(row, geometry)
    if (placed.kind === 'not-placed') {
      log.reject(number, placed.code, placed.said)
      return
    }
    const status = cells.text(row, 'status')
    const judged = read.status({ row, status, name, category: cells.text(row, 'category') })
    const isOpen = judged.state === 'open' || options.keepClosed === true
    if (!isOpen && judged.state === 'closed') {
      log.reject(number, 'closed', message('row.closed', { why: judged.why! }))
      return
    }
    const said = { category: judged.category, typecode: cells.text(row, 'typecode'), name, tags: read.tagsOf(row) }
    const kinds = kindsOf(number, said, read.header)
    if (kinds === null) return
    if (placed.outline !== null) log.warn(number, 'invalid-geometry', placed.outline)
    if (placed.outside) log.warn(number, 'outside-area', message('row.outside'))
    if (judged.unknown !== null) {
      unknownStatus.add(judged.unknown, undefined)
      log.warn(number, 'unknown-status', message('row.status-unknown', { status: judged.unknown.slice(0, 40) }))
    }
    const shared = commonFields(row, placed, read, number, from)
    const record = (id: string, { category, reason }: FoundKind) => ({
      id,
      name,
      category,
      categoryReason: reasonText(reason),
      categorySaid: reason,
      ...shared,
      entrances: entrancesOf(category, placed),
      status: status ?? (isOpen ? null : judged.state),
    })
    const records = (id: string) =>
      kinds.map((kind, index) => record(index === 0 ? id : `${id}:${kind.category}`, kind))
    const own = () => contentId(kinds[0]!.category, name, placed.lonLat)
    if (isOpen) {
      book.add(cells.text(row, 'id'), number, records, own)
      return
    }
    planned.push(...records(cells.text(row, 'id') ?? own()))
    log.reject(number, 'planned', message('row.planned', { why: judged.why! }))
  }

  /** A table has few reasons in many rows. */
  function reasonText(reason: Message): string {
    if (reason.key !== 'reason.column') return inEnglish(reason)
    const word = String(reason.values?.word)
    const known = reasons.get(word)
    if (known !== undefined) return known
    const text = inEnglish(reason)
    if (reasons.size < 20_000) reasons.set(word, text)
    return text
  }

  /** The kinds of a row, or `null` where it has none and was rejected. */
  function kindsOf(number: RowNumber, said: SaidCategory, header: string | undefined): readonly FoundKind[] | null {
    const resolveWord = resolvers.get(header)!
    const kinds: FoundKind[] = []
    for (const outcome of categoriseRowAll(said, { resolveWord, header, defaultCategory, extraCategories })) {
      if (outcome.kind === 'rejected') {
        log.reject(number, outcome.code, outcome.said)
        if (outcome.word !== null) unknown.add(outcome.word, outcome.suggestion)
        return null
      }
      kinds.push(outcome)
      if (outcome.overruledWord === null) continue
      const word = outcome.overruledWord.slice(0, 80)
      log.warn(number, 'unknown-category', message('row.category-by-name', { word, category: outcome.category }))
    }
    return kinds
  }

  function commonFields(
    row: readonly string[],
    placed: Placed,
    { cells, headerUnit }: FacilityReading,
    number: RowNumber,
    from: string,
  ) {
    const amount = (role: string): number | null =>
      cells.amount(row, role, (said: Message) => log.warn(number, 'invalid-number', said))
    // 班数, 床位数: where a cell names no unit the header may.
    const capacityUnit = cells.unit(row, 'capacity') ?? headerUnit
    const serves = servesOfRow(row, cells, number)
    return {
      lonLat: placed.lonLat,
      polygons: placed.polygons,
      source: from,
      lineOrId: log.reference(number),
      capacity: amount('capacity'),
      ...(capacityUnit === null ? {} : { capacityUnit }),
      floorAreaSquareMetres: amount('floor_area_m2'),
      level: cells.text(row, 'level'),
      ...parentOf(cells.text(row, 'parent')),
      hours: cells.text(row, 'hours'),
      ...(serves === null ? {} : { serves }),
    }
  }

  function parentOf(parent: string | null): Pick<FacilityRecord, 'parent'> {
    return parent === null ? {} : { parent }
  }

  function servesOfRow(row: readonly string[], cells: RowCells, number: RowNumber): 'residents' | 'all' | null {
    const said = servesOf(cells.text(row, 'serves'))
    if (said.kind === 'known') return said.meaning
    if (said.kind === 'not-known') {
      const column = tables.at(-1)!.columns.mapping.serves!
      log.warn(number, 'unknown-word', message('row.word-unknown', { column, word: said.word.slice(0, 40) }))
    }
    return null
  }

  return {
    begin,
    add(table) {
      const read = reading!
      eachRow(table, read, log, (row) => addRow(row, read, table.source))
    },
    finish() {
      const kept = book.finish(log)
      return {
        facilities: kept.flat(),
        planned: planned.sort((a, b) => compareText(a.id, b.id) || compareText(a.lineOrId, b.lineOrId)),
        rejects: log.rejects(),
        counts: log.counts(kept.length),
        understood: tables[0]!,
        tables,
        unknownCategories: unknown.list(),
        unknownStatuses: unknownStatus.list().map(({ word, count }) => ({ word, count })),
      }
    },
  }
}

type FoundKind = Extract<CategoryOutcome, { kind: 'found' }>

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

function contentOf(records: readonly FacilityRecord[]): string {
  return JSON.stringify(records.map(({ lineOrId: _, ...content }) => content))
}
