// Tables of residential blocks → block records: people by group (unknown is null), dwellings, areas, larger units.
// In: raw tables. Out: records, rejects, counts, and what was understood. It knows no file format and no street.

import { polygonsSquareMetres } from '../../foundation/geo.ts'
import type { Message } from '../../foundation/message.ts'
import { checkOptions, type OptionKeys } from '../../foundation/options.ts'
import type { RawTable } from '../../read/tables/raw-table.ts'
import { groupWord, message } from '../../words/problem.ts'
import type { BlockRecord } from '../places/block-record.ts'
import { findSameBlocks } from '../places/duplicate-blocks.ts'
import type { Reject, SourceCounts } from '../places/rejects.ts'
import { saidClosed } from './compound-cells.ts'
import { contentId } from './content-ids.ts'
import { createIdBook } from './id-book.ts'
import { type SharedAmounts, sharedAmounts, shareMerged } from './merged-amounts.ts'
import { createRejectLog, type RejectLog, type RowNumber } from './reject-log.ts'
import type { AmountTrouble } from './row-cells.ts'
import { readingOf, rowAt, type TableReading } from './row-reading.ts'
import type { TableIntake, TableIntakeOptions, TableWay, UnderstoodTable } from './table-intake.ts'
import type { Placed } from './table-positions.ts'
import { titleUnitSaid } from './title-units.ts'

const KNOWN_BLOCK_TABLE_OPTIONS: OptionKeys<BlockTableOptions> = {
  toWgs84: true,
  area: true,
  areaPaddingMetres: true,
  outside: true,
  mender: true,
  mapping: true,
}

/** Options of {@link blocksFromTable}. `outside` is `warn` by default: a block outside the data stays and will be `unlinked`. */
export type BlockTableOptions = TableIntakeOptions

/** Result of {@link blocksFromTable}. */
export interface BlockTable {
  /** In order of their ids. */
  readonly blocks: readonly BlockRecord[]
  readonly rejects: readonly Reject[]
  readonly counts: SourceCounts
  /** Of the first table. */
  readonly understood: UnderstoodTable
  /** Of each table. */
  readonly tables: readonly UnderstoodTable[]
  /** Block id → residential floor area in square metres, where the table has it: a weight for sharing out totals. */
  readonly residentialFloorSquareMetres: ReadonlyMap<string, number>
}

/**
 * Blocks from a table of points or polygons. A negative number of people rejects the row; text that is no number is unknown, with a
 * warning; groups that exceed the population are a warning. A compound listed twice counts once. An outline that crosses itself is
 * mended by `mender` (`loadOutlineMender`); without one its row is rejected.
 *
 * @throws LivingCircleError `input-unusable` (no coordinate columns), `invalid-option` (mapping)
 * @example
 * ```ts
 * import { type RawTable, blocksFromTable } from 'living-circle/parts'
 * declare const table: RawTable
 * const { blocks, rejects } = blocksFromTable(table)
 * ```
 */
export function blocksFromTable(table: RawTable, options: BlockTableOptions = {}): BlockTable {
  checkOptions('blocksFromTable', options, KNOWN_BLOCK_TABLE_OPTIONS)
  const intake = createBlockIntake(table.source, options)
  intake.begin(table, { toWgs84: options.toWgs84 })
  intake.add(table)
  return intake.finish()
}

/** How the rows of one table are read. */
interface BlockReading extends TableReading {
  /** Roles of people. */
  readonly groups: readonly string[]
  /** Nothing known of any of them, in their order. */
  readonly nobody: Readonly<Record<string, null>>
  /** Columns that mean nothing here and are no remarks: rows that differ in them are two. */
  readonly further: readonly number[]
  readonly way: TableWay
}

/** A row on its way to a record: what is in merged cells is not known yet. */
interface Draft {
  readonly number: RowNumber
  readonly at: number
  readonly placed: Placed
  readonly people: Record<string, number | null>
  dwellings: number | null
  floor: number | null
}

interface DraftedBlock {
  readonly block: BlockRecord
  readonly floor: number | null
  readonly row: RowNumber
  readonly further: readonly string[]
}

const NOTHING: readonly string[] = []
/** Columns in which two rows of one compound may differ. */
const REMARKS = /备注|備註|说明|說明|日期|时间|填报|联系|电话|remark|note|comment|date|updated|^fid$|^objectid/i

/**
 * Takes in the tables of one file.
 *
 * @param source the file's name
 */
export function createBlockIntake(source: string, options: BlockTableOptions = {}): TableIntake<BlockTable> {
  const log = createRejectLog(source)
  const book = createIdBook<DraftedBlock>(contentOf)
  const tables: UnderstoodTable[] = []
  /** Whole population by row, as far as it is known. */
  const population = new Map<RowNumber, number>()
  let reading: BlockReading | null = null

  function begin(first: RawTable, way: TableWay = {}): void {
    const read = readingOf(first, 'blocks', options, way, { outside: 'warn' })
    const { understood } = read
    const { columns } = understood
    tables.push(understood)
    log.beginTable(first, way.sheet ?? null)
    for (const unit of understood.titleUnits) log.warn(log.rowOf(unit.line), 'title-row', titleUnitSaid(unit))
    const notUsed = new Set(columns.notUnderstood)
    const groups = [...columns.index.keys()].filter((role) => role === 'population' || role.startsWith('age_'))
    reading = {
      ...read,
      groups,
      nobody: Object.fromEntries(['population', ...groups].map((group) => [group, null])),
      further: first.columns.flatMap((header, at) => (notUsed.has(header) && !REMARKS.test(header) ? [at] : [])),
      way,
    }
  }

  /** What a row says, or `null` where it was rejected or skipped. */
  function draftOf(table: RawTable, at: number, read: BlockReading, shared: SharedAmounts): Draft | null {
    const found = rowAt(table, at, read, log)
    if (found === null) return null
    const { row, geometry, number } = found
    const placed = read.place(row, geometry)
    const isPlaced = placed.kind === 'placed' && placed.points.length === 1
    let negative: Message | null = null
    const onTrouble = (said: Message, trouble: AmountTrouble): void => {
      if (trouble === 'negative') negative ??= said
      else if (isPlaced) log.warn(number, 'invalid-number', said)
    }
    const amount = (role: string): number | null =>
      !shared.isEmpty && shared.holds(role, at) ? null : read.cells.amount(row, role, onTrouble)
    const people: Record<string, number | null> = { ...read.nobody }
    for (const group of read.groups) people[group] = amount(group)
    if (people.population !== null) population.set(number, people.population!)
    if (!isPlaced) {
      const problem = placed.kind === 'not-placed' ? placed : null
      log.reject(number, problem?.code ?? 'unsupported-geometry', problem?.said ?? message('row.several-points'))
      return null
    }
    const dwellings = amount('dwellings')
    const floor = amount('residential_floor_area_m2')
    if (negative !== null) {
      log.reject(number, 'invalid-number', negative)
      return null
    }
    return { number, at, placed, people, dwellings, floor }
  }

  function addDraft(
    table: RawTable,
    { number, at, placed, people, dwellings, floor }: Draft,
    read: BlockReading,
  ): void {
    const row = table.rows[at]!
    const { cells, way } = read
    if (placed.outline !== null) log.warn(number, 'invalid-geometry', placed.outline)
    if (placed.outside) log.warn(number, 'outside-area', message('row.outside-streets'))
    const excess = groupsBeyondPopulation(people)
    if (excess !== null) log.warn(number, 'invalid-number', excess)
    const unitOf = (level: 'community' | 'street' | 'district') =>
      cells.text(row, level) ?? (way.unit?.level === level ? way.unit.name : null)
    const closed = saidClosed(cells, row, read.understood.columns.mapping, log, number)
    const record = {
      name: cells.text(row, 'name'),
      lonLat: placed.lonLat,
      polygons: placed.polygons,
      people,
      dwellings,
      landSquareMetres: placed.polygons === null ? null : polygonsSquareMetres(placed.polygons),
      gates: [],
      ...(closed === null ? {} : { saidClosed: closed }),
      buildings: [],
      community: unitOf('community'),
      street: unitOf('street'),
      district: unitOf('district'),
      source: table.source,
      lineOrId: log.reference(number),
    }
    const further = read.further.length === 0 ? NOTHING : read.further.map((column) => row[column]!.trim())
    book.add(
      cells.text(row, 'id'),
      number,
      (id) => ({ block: { id, ...record }, floor, row: number, further }),
      () => contentId(null, record.name, record.lonLat, 'block'),
    )
  }

  return {
    begin,
    add(table) {
      log.takeFrom(table)
      const read = reading!
      const shared = sharedAmounts(table, read.understood, [...read.groups, 'dwellings', 'residential_floor_area_m2'])
      const drafts: Draft[] = []
      for (let at = 0; at < table.rows.length; at++) {
        const draft = draftOf(table, at, read, shared)
        if (draft === null) continue
        if (shared.isEmpty) addDraft(table, draft, read)
        else drafts.push(draft)
      }
      if (shared.isEmpty) return
      shareMerged(shared, drafts, table, read.cells, log)
      for (const draft of drafts) {
        const people = draft.people.population
        if (typeof people === 'number') population.set(draft.number, people)
        addDraft(table, draft, read)
      }
    },
    finish() {
      const kept = withoutRepeats(book.finish(log), log)
      const residentialFloorSquareMetres = new Map<string, number>()
      for (const { block, floor } of kept) if (floor !== null) residentialFloorSquareMetres.set(block.id, floor)
      const hasPeople = tables.some(({ columns }) => columns.index.has('population'))
      return {
        blocks: kept.map(({ block }) => block),
        rejects: log.rejects(),
        counts: {
          ...log.counts(kept.length),
          ...(hasPeople ? { people: countPeople(population, log.mergedRows, kept) } : {}),
        },
        understood: tables[0]!,
        tables,
        residentialFloorSquareMetres,
      }
    },
  }
}

/** Merges compounds that are listed twice; what is unknown of one is taken from the other. */
function withoutRepeats(listed: readonly DraftedBlock[], log: RejectLog): readonly DraftedBlock[] {
  const ordered = byStanding(listed)
  const gone = new Set<DraftedBlock>()
  const filled = new Map<DraftedBlock, DraftedBlock>()
  for (const { goes, stays, why, certain } of findSameBlocks(ordered)) {
    const [lost, other] = [ordered[goes]!, ordered[stays]!]
    const name = lost.block.name ?? lost.block.id
    const seen = { name, other: other.block.name ?? other.block.id, line: log.reference(other.row), why }
    if (!certain) {
      const [n, m] = [
        lost.block.people.population ?? lost.block.dwellings ?? 0,
        other.block.people.population ?? other.block.dwellings ?? 0,
      ]
      log.warn(lost.row, 'duplicate-place', message('row.maybe-same-block', { ...seen, n, m }))
      continue
    }
    log.reject(lost.row, 'duplicate-place', message('row.same-block', seen))
    gone.add(lost)
    filled.set(other, completed(filled.get(other) ?? other, lost))
  }
  return gone.size === 0 ? listed : listed.filter((one) => !gone.has(one)).map((one) => filled.get(one) ?? one)
}

/** Of two that are the same, the better known stays, then the longer name, then the lower id: not the earlier row. */
function byStanding(listed: readonly DraftedBlock[]): DraftedBlock[] {
  const count = listed.length
  // They come in order of their ids: rank and place in one number.
  const keys = new Float64Array(count)
  for (let at = 0; at < count; at++) keys[at] = at - standing(listed[at]!) * count
  keys.sort()
  const ordered = new Array<DraftedBlock>(count)
  for (let place = 0; place < count; place++) ordered[place] = listed[((keys[place]! % count) + count) % count]!
  return ordered
}

function standing(one: DraftedBlock): number {
  return knownFields(one) * 1000 + Math.min(999, one.block.name?.length ?? 0)
}

function knownFields({ block, floor }: DraftedBlock): number {
  const { people, dwellings, community, street, district } = block
  let known = 0
  for (const group in people) if (people[group] !== null) known++
  if (dwellings !== null) known++
  if (community !== null) known++
  if (street !== null) known++
  if (district !== null) known++
  return floor === null ? known : known + 1
}

function completed(stays: DraftedBlock, goes: DraftedBlock): DraftedBlock {
  const people: Record<string, number | null> = { ...stays.block.people }
  for (const [group, count] of Object.entries(goes.block.people)) people[group] ??= count
  const { name, dwellings, community, street, district } = stays.block
  const other = goes.block
  const saidClosed = stays.block.saidClosed ?? other.saidClosed
  return {
    ...stays,
    floor: stays.floor ?? goes.floor,
    block: {
      ...stays.block,
      name: name ?? other.name,
      people,
      dwellings: dwellings ?? other.dwellings,
      community: community ?? other.community,
      street: street ?? other.street,
      district: district ?? other.district,
      ...(saidClosed === undefined ? {} : { saidClosed }),
    },
  }
}

function countPeople(
  population: ReadonlyMap<RowNumber, number>,
  merged: readonly RowNumber[],
  kept: readonly DraftedBlock[],
): { readonly read: number; readonly used: number } {
  let read = 0
  for (const count of population.values()) read += count
  for (const row of merged) read -= population.get(row) ?? 0
  let used = 0
  // What an unknown number was filled with from a row that is gone counts as read, too.
  for (const { block, row } of kept) {
    const own = block.people.population ?? 0
    used += own
    if (!population.has(row)) read += own
  }
  return { read: plain(read), used: plain(used) }
}

/** Sums of people with decimals without the noise of binary fractions. */
function plain(sum: number): number {
  return Math.round(sum * 1e6) / 1e6
}

function contentOf({ block: { lineOrId: _, ...content }, floor, further }: DraftedBlock): string {
  return JSON.stringify([content, floor, further])
}

/** A word about the first group that exceeds the population, or `null`. */
function groupsBeyondPopulation(people: Readonly<Record<string, number | null>>): Message | null {
  const { population } = people
  if (population === null || population === undefined) return null
  for (const group in people) {
    const count = people[group]!
    if (group !== 'population' && count !== null && count > population) {
      return message('row.group-above', { group: groupWord(group), count, population })
    }
  }
  return null
}
