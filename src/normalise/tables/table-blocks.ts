// A table of residential blocks → block records: people by group (unknown is null), dwellings, areas, larger units.
// In: a raw table. Out: records, rejects, counts, and what was understood. It knows no file format and no street.
import { polygonsSquareMetres } from '../../foundation/geo.ts'
import type { Message } from '../../foundation/message.ts'
import type { RawTable } from '../../read/tables/raw-table.ts'
import { groupWord, message } from '../../words/problem.ts'
import type { BlockRecord } from '../places/block-record.ts'
import type { Reject, SourceCounts } from '../places/rejects.ts'
import { contentId } from './content-ids.ts'
import {
  createIdBook,
  createRejectLog,
  createRowCells,
  type TableIntakeOptions,
  type UnderstoodTable,
  understandTable,
} from './table-intake.ts'
import { createRowPlacer } from './table-positions.ts'

/** Options of {@link blocksFromTable}. `outside` is `warn` by default: a block outside the data stays and will be `unlinked`. */
export type BlockTableOptions = TableIntakeOptions

/** Result of {@link blocksFromTable}. */
export interface BlockTable {
  /** In order of their ids. */
  readonly blocks: readonly BlockRecord[]
  readonly rejects: readonly Reject[]
  readonly counts: SourceCounts
  readonly understood: UnderstoodTable
  /** Block id → residential floor area in square metres, where the table has it: a weight for sharing out totals. */
  readonly residentialFloorSquareMetres: ReadonlyMap<string, number>
}

/**
 * Blocks from a table of points or polygons. A negative number of people rejects the row; text that is no number is unknown, with a
 * warning; groups that exceed the population are a warning.
 *
 * @throws LivingCircleError `input-unusable` (no coordinate columns), `invalid-option` (mapping)
 */
export function blocksFromTable(table: RawTable, options: BlockTableOptions = {}): BlockTable {
  const understood = understandTable(table, 'blocks', options.mapping)
  const place = createRowPlacer(table, understood.columns, 'blocks', { outside: 'warn', ...options })
  const cells = createRowCells(understood)
  const log = createRejectLog(table)
  const book = createIdBook<BlockWithFloor>(contentOf)
  const groups = [...understood.columns.index.keys()].filter((role) => role === 'population' || role.startsWith('age_'))
  log.takeFrom(table)

  function addRow(row: readonly string[], at: number): void {
    const line = table.line[at]!
    const placed = place(row, table.geometry?.[at] ?? null)
    if (placed.kind === 'not-placed' || placed.points.length > 1) {
      const problem = placed.kind === 'not-placed' ? placed : null
      const said = problem?.said ?? message('row.several-points')
      log.reject(line, problem?.code ?? 'unsupported-geometry', said)
      return
    }
    let negative: Message | null = null
    const number = (role: string): number | null =>
      cells.amount(row, role, (said, isNegative) => {
        if (isNegative) negative ??= said
        else log.warn(line, 'invalid-number', said)
      })
    const people: Record<string, number | null> = { population: null }
    for (const group of groups) people[group] = number(group)
    const dwellings = number('dwellings')
    const floor = number('residential_floor_area_m2')
    if (negative !== null) {
      log.reject(line, 'invalid-number', negative)
      return
    }
    if (placed.outside) log.warn(line, 'outside-area', message('row.outside-streets'))
    const excess = groupsBeyondPopulation(people)
    if (excess !== null) log.warn(line, 'invalid-number', excess)
    const record = {
      name: cells.text(row, 'name'),
      lonLat: placed.lonLat,
      polygons: placed.polygons,
      people,
      dwellings,
      landSquareMetres: placed.polygons === null ? null : polygonsSquareMetres(placed.polygons),
      gates: [],
      buildings: [],
      community: cells.text(row, 'community'),
      street: cells.text(row, 'street'),
      district: cells.text(row, 'district'),
      source: table.source,
      lineOrId: String(line),
    }
    book.add(
      cells.text(row, 'id'),
      line,
      (id) => ({ block: { id, ...record }, floor }),
      () => contentId(null, record.name, record.lonLat, 'block'),
    )
  }

  table.rows.forEach(addRow)
  const kept = book.finish(log)
  const residentialFloorSquareMetres = new Map<string, number>()
  for (const { block, floor } of kept) if (floor !== null) residentialFloorSquareMetres.set(block.id, floor)
  return {
    blocks: kept.map(({ block }) => block),
    rejects: log.rejects(),
    counts: log.counts(kept.length),
    understood,
    residentialFloorSquareMetres,
  }
}

interface BlockWithFloor {
  readonly block: BlockRecord
  readonly floor: number | null
}

function contentOf({ block: { lineOrId: _, ...content }, floor }: BlockWithFloor): string {
  return JSON.stringify([content, floor])
}

/** A word about the first group that exceeds the population, or `null`. */
function groupsBeyondPopulation(people: Readonly<Record<string, number | null>>): Message | null {
  const { population } = people
  if (population === null || population === undefined) return null
  for (const [group, count] of Object.entries(people)) {
    if (group !== 'population' && count !== null && count > population) {
      return message('row.group-above', { group: groupWord(group), count, population })
    }
  }
  return null
}
