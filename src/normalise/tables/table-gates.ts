// A table of gates (block_id, lon, lat) → blocks with their gates. In: a raw table and blocks. Out: new block records, rejects, counts.
// It knows no file format and no street.

import { greatCircleMetres } from '../../foundation/geo.ts'
import type { LonLat } from '../../foundation/units.ts'
import type { RawTable } from '../../read/tables/raw-table.ts'
import { message, problem } from '../../words/problem.ts'
import type { BlockRecord } from '../places/block-record.ts'
import type { Reject, SourceCounts } from '../places/rejects.ts'
import {
  createRejectLog,
  createRowCells,
  type TableIntakeOptions,
  type UnderstoodTable,
  understandTable,
} from './table-intake.ts'
import { createRowPlacer } from './table-positions.ts'

/** A gate this far from the point of its block is probably another block's: a warning, metres. */
const FAR_GATE_METRES = 2000

/** Result of {@link gatesFromTable}. */
export interface GateTable {
  /** The given blocks in the given order, with gates added; untouched ones are the same objects. */
  readonly blocks: readonly BlockRecord[]
  readonly rejects: readonly Reject[]
  readonly counts: SourceCounts
  readonly understood: UnderstoodTable
}

/**
 * Attaches gates to blocks by `block_id`. Gates at the same place count once and are in order of longitude, then latitude.
 *
 * @throws LivingCircleError `input-unusable` when there is no column of block ids or no coordinates
 */
export function gatesFromTable(
  table: RawTable,
  blocks: readonly BlockRecord[],
  options: TableIntakeOptions = {},
): GateTable {
  const understood = understandTable(table, 'gates', options.mapping)
  if (!understood.columns.index.has('block_id')) {
    throw problem(
      'input-unusable',
      'columns.no-block-id',
      { source: table.source },
      {
        hint: message('hint.name-block-id', { columns: table.columns.slice(0, 40).join(', ') }),
        details: { columns: table.columns.slice(0, 200) },
      },
    )
  }
  const place = createRowPlacer(table, understood.columns, 'gates', options)
  const cells = createRowCells(understood)
  const log = createRejectLog(table)
  const byId = new Map(blocks.map((block) => [block.id, block]))
  const gates = new Map<string, LonLat[]>()
  let used = 0
  log.takeFrom(table)
  table.rows.forEach((row, at) => {
    const line = table.line[at]!
    const id = cells.text(row, 'block_id')
    const block = id === null ? undefined : byId.get(id)
    if (id === null || block === undefined) {
      log.reject(
        line,
        id === null ? 'missing-id' : 'unknown-block',
        id === null ? message('row.no-block-id') : message('row.unknown-block', { id: id.slice(0, 80) }),
      )
      return
    }
    const placed = place(row, table.geometry?.[at] ?? null)
    if (placed.kind === 'not-placed' || placed.polygons !== null) {
      const problem = placed.kind === 'not-placed' ? placed : null
      log.reject(line, problem?.code ?? 'unsupported-geometry', problem?.said ?? message('row.gate-no-point'))
      return
    }
    used++
    const metres = greatCircleMetres(...placed.lonLat, ...block.lonLat)
    if (metres > FAR_GATE_METRES) {
      log.warn(line, 'unknown-block', message('row.gate-far', { metres: Math.round(metres), id: id.slice(0, 80) }))
    }
    const list = gates.get(id) ?? []
    list.push(...placed.points)
    gates.set(id, list)
  })
  return {
    blocks: blocks.map((block) => withGates(block, gates.get(block.id))),
    rejects: log.rejects(),
    counts: log.counts(used),
    understood,
  }
}

function withGates(block: BlockRecord, added: readonly LonLat[] | undefined): BlockRecord {
  if (added === undefined) return block
  const all = [...block.gates, ...added].sort((a, b) => a[0] - b[0] || a[1] - b[1])
  const gates = all.filter((gate, at) => at === 0 || gate[0] !== all[at - 1]![0] || gate[1] !== all[at - 1]![1])
  return { ...block, gates }
}
