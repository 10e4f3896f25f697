// A table of gates (block_id or compound_id, lon, lat, and what is known of them) → blocks and compounds with their gates.
// In: raw tables, blocks, outlines. Out: new block records, gates of compounds, rejects, counts. It knows no file format and no street.

import { greatCircleMetres } from '../../foundation/geo.ts'
import { checkOptions, type OptionKeys } from '../../foundation/options.ts'
import type { LonLat } from '../../foundation/units.ts'
import type { RawTable } from '../../read/tables/raw-table.ts'
import { message, problem } from '../../words/problem.ts'
import type { BlockRecord } from '../places/block-record.ts'
import { type CompoundGate, type CompoundOutline, opensWall } from '../places/compound-record.ts'
import { sortedGates } from '../places/known-compounds.ts'
import { metresToOutline } from '../places/nearby-areas.ts'
import type { Reject, SourceCounts } from '../places/rejects.ts'
import { createGateReader, type GateReader } from './gate-cells.ts'
import { type GateOwners, gateOwnerFinder } from './gate-owners.ts'
import { createRejectLog, type RowNumber } from './reject-log.ts'
import { eachRow, type RowAtHand, readingOf, type TableReading } from './row-reading.ts'
import type { TableIntake, TableIntakeOptions, TableWay, UnderstoodTable } from './table-intake.ts'

const KNOWN_GATE_TABLE_OPTIONS: OptionKeys<GateTableOptions> = {
  toWgs84: true,
  area: true,
  areaPaddingMetres: true,
  outside: true,
  mender: true,
  mapping: true,
  outlines: true,
}

/** A gate this far from its block's point, or from its compound's outline, is probably another's: a warning, metres. */
const FAR_GATE_METRES = 2000

/** Options of {@link gatesFromTable}. */
export interface GateTableOptions extends TableIntakeOptions {
  /** Compounds that have a file of their own; default: the blocks are the compounds. */
  readonly outlines?: readonly CompoundOutline[] | undefined
}

/** Result of {@link gatesFromTable}. */
export interface GateTable {
  /** The given blocks in the given order, with gates added; untouched ones are the same objects. */
  readonly blocks: readonly BlockRecord[]
  /** Gates by the id of the compound, in order of place; empty where no outlines are given. */
  readonly gatesOfCompound: ReadonlyMap<string, readonly CompoundGate[]>
  readonly rejects: readonly Reject[]
  readonly counts: SourceCounts
  readonly understood: UnderstoodTable
  /** Of each table. */
  readonly tables: readonly UnderstoodTable[]
}

/**
 * Attaches gates to blocks and compounds by `block_id` or `compound_id`: an id, or a name where only one has it. Gates at the same place
 * with the same words count once and are in order of longitude, then latitude. A word that is not known is a warning, and its gate is
 * taken as shut.
 *
 * @throws LivingCircleError `input-unusable` when there is no column of ids or no coordinates
 * @example
 * ```ts
 * import { type BlockRecord, type RawTable, gatesFromTable } from 'living-circle/parts'
 * declare const table: RawTable
 * declare const blocks: readonly BlockRecord[]
 * const { rejects } = gatesFromTable(table, blocks)
 * ```
 */
export function gatesFromTable(
  table: RawTable,
  blocks: readonly BlockRecord[],
  options: GateTableOptions = {},
): GateTable {
  checkOptions('gatesFromTable', options, KNOWN_GATE_TABLE_OPTIONS)
  const intake = createGateIntake(table.source, blocks, options)
  intake.begin(table, { toWgs84: options.toWgs84 })
  intake.add(table)
  return intake.finish()
}

/** How the rows of one table are read. */
interface GateReading extends TableReading {
  readonly gates: GateReader
}

/**
 * Takes in the tables of one file of gates.
 *
 * @param source the file's name
 */
export function createGateIntake(
  source: string,
  blocks: readonly BlockRecord[],
  options: GateTableOptions = {},
): TableIntake<GateTable> {
  const log = createRejectLog(source)
  const tables: UnderstoodTable[] = []
  const owners = gateOwnerFinder(blocks, options.outlines ?? null)
  const ofBlock = new Map<string, CompoundGate[]>()
  const ofCompound = new Map<string, CompoundGate[]>()
  let used = 0
  let reading: GateReading | null = null

  function begin(first: RawTable, way: TableWay = {}): void {
    const read = readingOf(first, 'gates', options, way)
    const { index, mapping } = read.understood.columns
    if (!['block_id', 'block_name', 'compound_id'].some((role) => index.has(role))) {
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
    tables.push(read.understood)
    log.beginTable(first, way.sheet ?? null)
    reading = { ...read, gates: createGateReader(read.cells, mapping, log) }
  }

  function addRow({ row, geometry, number }: RowAtHand, { cells, place, gates }: GateReading): void {
    const blockId = cells.text(row, 'block_id') ?? cells.text(row, 'block_name')
    const compoundId = cells.text(row, 'compound_id')
    const id = blockId ?? compoundId
    if (id === null) {
      log.reject(number, 'missing-id', message('row.no-block-id'))
      return
    }
    const placed = place(row, geometry)
    const lonLat = placed.kind === 'placed' ? placed.lonLat : null
    const owner = owners.find(blockId, compoundId, lonLat ?? [Number.NaN, Number.NaN])
    if (owner === null) {
      const key = options.outlines === undefined ? 'row.unknown-block' : 'row.unknown-owner'
      log.reject(number, 'unknown-block', message(key, { id: id.slice(0, 80) }))
      return
    }
    if (placed.kind === 'not-placed' || placed.polygons !== null) {
      const why = placed.kind === 'not-placed' ? placed : null
      log.reject(number, why?.code ?? 'unsupported-geometry', why?.said ?? message('row.gate-no-point'))
      return
    }
    used++
    warnOfDistance(number, placed.lonLat, owner, id)
    for (const gate of gates(row, number, placed.points)) take(gate, owner)
  }

  function warnOfDistance(number: RowNumber, lonLat: LonLat, { block, compound }: GateOwners, id: string): void {
    const metres =
      compound === null ? greatCircleMetres(...lonLat, ...block!.lonLat) : metresToOutline(lonLat, compound.outline)
    if (metres <= FAR_GATE_METRES) return
    log.warn(number, 'unknown-block', message('row.gate-far', { metres: Math.round(metres), id: id.slice(0, 80) }))
  }

  function take(gate: CompoundGate, { block, compound }: GateOwners): void {
    if (block !== null) listOf(ofBlock, block.id).push(gate)
    if (compound !== null) listOf(ofCompound, compound.id).push(gate)
  }

  return {
    begin,
    add(table) {
      const read = reading!
      eachRow(table, read, log, (row) => addRow(row, read))
    },
    finish: () => ({
      blocks: blocks.map((block) => withGates(block, ofBlock.get(block.id))),
      gatesOfCompound: new Map([...ofCompound].map(([id, gates]) => [id, sortedGates(gates)])),
      rejects: log.rejects(),
      counts: log.counts(used),
      understood: tables[0]!,
      tables,
    }),
  }
}

function listOf<Value>(lists: Map<string, Value[]>, key: string): Value[] {
  let list = lists.get(key)
  if (list === undefined) {
    list = []
    lists.set(key, list)
  }
  return list
}

/** Walks begin at gates that can be left by: open, for somebody, not for coming in only. */
function withGates(block: BlockRecord, added: readonly CompoundGate[] | undefined): BlockRecord {
  if (added === undefined) return block
  const knownGates = sortedGates([...(block.knownGates ?? []), ...added])
  const ways = knownGates.filter((gate) => opensWall(gate) && gate.direction !== 'in').map(({ lonLat }) => lonLat)
  const all = [...block.gates, ...ways].sort((a, b) => a[0] - b[0] || a[1] - b[1])
  const gates = all.filter((gate, at) => at === 0 || gate[0] !== all[at - 1]![0] || gate[1] !== all[at - 1]![1])
  return { ...block, gates, knownGates }
}
