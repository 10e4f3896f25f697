// The coordinate system of one table: what the user says, what the file says, or what the streets say.
// In: a raw table, a wish (`auto` or a name), the streets. Out: a judgement with its evidence. It knows no file format.
import type { BoundingBox } from '../../foundation/units.ts'
import type { RawTable } from '../../read/tables/raw-table.ts'
import { joined, message, problem } from '../../words/problem.ts'
import {
  type CoordinateJudgement,
  candidateSystems,
  hintedSystem,
  judgeCoordinateSystem,
  type MeasureLinkMetres,
  saidWhy,
} from '../coordinates/coordinate-judgement.ts'
import { basicSystem, type CoordinateSystem, loadCoordinateSystem } from '../coordinates/coordinate-systems.ts'
import { type ColumnMapping, type TableKind, understandColumns } from './column-names.ts'
import { rawPositionsOfTable } from './table-positions.ts'

export interface TableSystemOptions {
  /** A system as `loadCoordinateSystem` takes it; `auto`: by the streets; not given: what the file declares, else WGS-84. */
  readonly crs?: string | undefined
  /** Box of the street data. */
  readonly area: BoundingBox
  /** Distances to the nearest walkable street, NaN beyond 200 m. */
  readonly linkMetres: MeasureLinkMetres
  readonly mapping?: ColumnMapping | undefined
}

/**
 * Finds a table's coordinate system. What is declared is used, with a warning where another fits the streets better. With `auto`, a
 * projected system that the file declares counts as declared; a geographic one does not, for shifted coordinates are often labelled
 * WGS-84. `ambiguous` has no system: ask.
 *
 * @throws LivingCircleError `input-unusable` when the positions are metres of an unknown system; `invalid-option` for an unknown wish
 */
export async function judgeTableSystem(
  table: RawTable,
  kind: TableKind,
  options: TableSystemOptions,
): Promise<CoordinateJudgement> {
  const understood = understandColumns(table.columns, kind, options.mapping)
  const positions = rawPositionsOfTable(table, understood, kind)
  const declared = await declaredSystem(table, options.crs)
  const candidates = await candidateSystems(positions, options.area)
  if (candidates.length === 0 && declared === null) {
    const [x, y] = positions
    throw problem(
      'input-unusable',
      'crs.none-fits',
      { source: table.source, x, y },
      { hint: 'hint.epsg', details: { declaredCrs: table.declaredCrs } },
    )
  }
  if (declared !== null && candidates.every(({ id }) => id === declared.id)) {
    // Nothing to compare it with: the streets need not be asked.
    const said = message(options.crs === undefined ? 'fit.assumed' : 'fit.declared', { name: declared.name })
    return { verdict: 'declared', system: declared, evidence: [], sampledPositions: 0, ...saidWhy(said, null) }
  }
  const judged = judgeCoordinateSystem(positions, { candidates, linkMetres: options.linkMetres, declared })
  if (judged.verdict !== 'ambiguous') return judged
  const hint = hintedSystem(table.columns)
  if (hint === null) return judged
  const speaks = message('fit.header', { header: hint.header, name: basicSystem(hint.id).name })
  return { ...judged, ...saidWhy(joined([judged.reasonSaid, speaks]), null) }
}

/** What is said about the system; `null` leaves it to the streets. */
async function declaredSystem(table: RawTable, wish: string | undefined): Promise<CoordinateSystem | null> {
  if (wish !== undefined && wish !== 'auto') return loadCoordinateSystem(wish)
  if (table.declaredCrs === null) return wish === undefined ? basicSystem('wgs84') : null
  if (wish === undefined) return loadCoordinateSystem(table.declaredCrs)
  try {
    const system = await loadCoordinateSystem(table.declaredCrs)
    return system.kind === 'projected' ? system : null
  } catch {
    return null
  }
}
