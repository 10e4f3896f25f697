// HALLWAY: which coordinate system a table is in, judged against the streets that were just loaded.
import type { LivingCircleError } from '../foundation/errors.ts'
import type { LonLat } from '../foundation/units.ts'
import { type Locator, linkPoints, sharedLocator } from '../locate/link-points.ts'
import { buildImpedance } from '../network/impedance.ts'
import { DEFAULT_PROFILE } from '../network/profile.ts'
import type { CoordinateJudgement } from '../normalise/coordinates/coordinate-judgement.ts'
import type { CoordinateSystem } from '../normalise/coordinates/coordinate-system.ts'
import { hintedSystem } from '../normalise/coordinates/hinted-system.ts'
import type { Reject } from '../normalise/places/rejects.ts'
import type { ColumnMapping, TableKind } from '../normalise/tables/column-names.ts'
import { judgeTableSystem } from '../normalise/tables/table-coordinates.ts'
import type { RawTable } from '../read/tables/raw-table.ts'
import { message, problem, spoken } from '../words/problem.ts'
import type { LoadedArea } from './load-area.ts'

/** How one table's coordinates were understood. */
export interface TableCoordinates {
  readonly source: string
  readonly judgement: CoordinateJudgement
  readonly system: CoordinateSystem
  readonly toWgs84: (position: LonLat) => LonLat
  /** A declared or assumed system that fits worse than another. */
  readonly warnings: readonly Reject[]
}

/**
 * Judges the coordinate system of a table.
 *
 * @param crs `wgs84`, `gcj02`, `bd09`, an EPSG code …, or `auto`; `undefined` takes what the file declares, else WGS-84, and warns
 * @throws LivingCircleError `input-unusable` where `auto` cannot tell, `invalid-option` for an unknown system
 */
export async function judgeTableCoordinates(
  area: LoadedArea,
  table: RawTable,
  kind: TableKind,
  crs: string | undefined,
  mapping: ColumnMapping | undefined,
): Promise<TableCoordinates> {
  const judgement = await judgeTableSystem(table, kind, {
    crs,
    mapping,
    area: area.extent,
    linkMetres: (lonLat) => linkPoints(locatorOf(area), lonLat).metres,
  })
  const { system } = judgement
  if (system === null) throw ambiguous(table, judgement)
  const warnings: Reject[] = []
  if (judgement.warningSaid !== null) {
    const said = spoken(message('row.in-source', { source: table.source, said: judgement.warningSaid }))
    warnings.push({ source: table.source, lineOrId: '', code: 'doubtful-coordinates', ...said, severity: 'warning' })
  }
  return { source: table.source, judgement, system, toWgs84: (position) => system.toWgs84(position), warnings }
}

/** Streets as an adult walks them: the measuring of most jobs asks with the same indexes later. */
function locatorOf({ network }: LoadedArea): Locator {
  return sharedLocator(network, buildImpedance(network, DEFAULT_PROFILE, 'time'))
}

function ambiguous(table: RawTable, { reasonSaid: reason, evidence }: CoordinateJudgement): LivingCircleError {
  const hinted = hintedSystem(table.columns)
  const hint =
    hinted === null
      ? message('hint.which-crs')
      : message('hint.header-crs', { header: hinted.header, id: hinted.id, crs: hinted.id })
  return problem('input-unusable', 'crs.unclear', { source: table.source, reason }, { hint, details: { evidence } })
}
