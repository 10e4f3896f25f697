// A table of gates (block_id, lon, lat) → blocks with their gates. In: a raw table and blocks. Out: new block records, rejects, counts.
// It knows no file format and no street.

import { greatCircleMetres } from '../../foundation/geo.ts'
import type { LonLat } from '../../foundation/units.ts'
import type { RawTable } from '../../read/tables/raw-table.ts'
import { message, problem } from '../../words/problem.ts'
import type { BlockRecord } from '../places/block-record.ts'
import type { Reject, SourceCounts } from '../places/rejects.ts'
import { createRejectLog } from './reject-log.ts'
import { createRowCells, type RowCells } from './row-cells.ts'
import { createRowSorter, type RowSorter } from './row-sorting.ts'
import {
  type TableIntake,
  type TableIntakeOptions,
  type TableWay,
  type UnderstoodTable,
  understandTable,
} from './table-intake.ts'
import { createRowPlacer, type RowPlacer } from './table-positions.ts'

/** A gate this far from the point of its block is probably another block's: a warning, metres. */
const FAR_GATE_METRES = 2000

/** Result of {@link gatesFromTable}. */
export interface GateTable {
  /** The given blocks in the given order, with gates added; untouched ones are the same objects. */
  readonly blocks: readonly BlockRecord[]
  readonly rejects: readonly Reject[]
  readonly counts: SourceCounts
  readonly understood: UnderstoodTable
  /** Of each table. */
  readonly tables: readonly UnderstoodTable[]
}

/**
 * Attaches gates to blocks by `block_id`: the block's id, or its name where only one has it. Gates at the same place count once and are in order of longitude, then latitude.
 *
 * @throws LivingCircleError `input-unusable` when there is no column of block ids or no coordinates
 */
export function gatesFromTable(
  table: RawTable,
  blocks: readonly BlockRecord[],
  options: TableIntakeOptions = {},
): GateTable {
  const intake = createGateIntake(table.source, blocks, options)
  intake.begin(table, { toWgs84: options.toWgs84 })
  intake.add(table)
  return intake.finish()
}

/** How the rows of one table are read. */
interface RowReading {
  readonly cells: RowCells
  readonly place: RowPlacer
  readonly sort: RowSorter
}

/**
 * Takes in the tables of one file of gates.
 *
 * @param source the file's name
 */
export function createGateIntake(
  source: string,
  blocks: readonly BlockRecord[],
  options: TableIntakeOptions = {},
): TableIntake<GateTable> {
  const log = createRejectLog(source)
  const tables: UnderstoodTable[] = []
  const blockOf = blockFinder(blocks)
  const gates = new Map<string, LonLat[]>()
  let used = 0
  let reading: RowReading | null = null

  function begin(first: RawTable, way: TableWay = {}): void {
    const understood = understandTable(first, 'gates', way.mapping ?? options.mapping)
    const { index } = understood.columns
    if (!index.has('block_id') && !index.has('block_name')) {
      throw problem(
        'input-unusable',
        'columns.no-block-id',
        { source },
        {
          hint: message('hint.name-block-id', { columns: first.columns.slice(0, 40).join(', ') }),
          details: { columns: first.columns.slice(0, 200) },
        },
      )
    }
    tables.push(understood)
    log.beginTable(first, way.sheet ?? null)
    reading = {
      cells: createRowCells(understood),
      place: createRowPlacer(first, understood.columns, 'gates', { ...options, toWgs84: way.toWgs84 }),
      sort: createRowSorter(first.columns, first.ownHeaders, understood.columns, 'gates'),
    }
  }

  function addRow(table: RawTable, at: number, { cells, place, sort }: RowReading): void {
    const row = table.rows[at]!
    const geometry = table.geometry?.[at] ?? null
    const number = log.rowOf(table.line[at]!)
    const skipped = sort(row, geometry !== null)
    if (skipped !== null) {
      log.skip(number, skipped.kind, skipped.text)
      return
    }
    const id = cells.text(row, 'block_id') ?? cells.text(row, 'block_name')
    const block = id === null ? undefined : blockOf(id)
    if (id === null || block === undefined) {
      const said = id === null ? message('row.no-block-id') : message('row.unknown-block', { id: id.slice(0, 80) })
      log.reject(number, id === null ? 'missing-id' : 'unknown-block', said)
      return
    }
    const placed = place(row, geometry)
    if (placed.kind === 'not-placed' || placed.polygons !== null) {
      const problem = placed.kind === 'not-placed' ? placed : null
      log.reject(number, problem?.code ?? 'unsupported-geometry', problem?.said ?? message('row.gate-no-point'))
      return
    }
    used++
    const metres = greatCircleMetres(...placed.lonLat, ...block.lonLat)
    if (metres > FAR_GATE_METRES) {
      log.warn(number, 'unknown-block', message('row.gate-far', { metres: Math.round(metres), id: id.slice(0, 80) }))
    }
    const list = gates.get(block.id) ?? []
    list.push(...placed.points)
    gates.set(block.id, list)
  }

  return {
    begin,
    add(table) {
      log.takeFrom(table)
      for (let at = 0; at < table.rows.length; at++) addRow(table, at, reading!)
    },
    finish: () => ({
      blocks: blocks.map((block) => withGates(block, gates.get(block.id))),
      rejects: log.rejects(),
      counts: log.counts(used),
      understood: tables[0]!,
      tables,
    }),
  }
}

/** Blocks by id, else by a name that only one of them has. */
function blockFinder(blocks: readonly BlockRecord[]): (text: string) => BlockRecord | undefined {
  const byId = new Map(blocks.map((block) => [block.id, block]))
  const byName = new Map<string, BlockRecord | null>()
  for (const block of blocks) {
    if (block.name !== null) byName.set(block.name, byName.has(block.name) ? null : block)
  }
  return (text) => byId.get(text) ?? byName.get(text) ?? undefined
}

function withGates(block: BlockRecord, added: readonly LonLat[] | undefined): BlockRecord {
  if (added === undefined) return block
  const all = [...block.gates, ...added].sort((a, b) => a[0] - b[0] || a[1] - b[1])
  const gates = all.filter((gate, at) => at === 0 || gate[0] !== all[at - 1]![0] || gate[1] !== all[at - 1]![1])
  return { ...block, gates }
}
