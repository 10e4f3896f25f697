// HALLWAY: which coordinate system a table is in, judged against the streets that were just loaded.
import { LivingCircleError } from './foundation/errors.ts'
import type { LonLat } from './foundation/units.ts'
import type { LoadedArea } from './load.ts'
import { buildLocator, type Locator, linkPoints } from './locate/link-points.ts'
import { buildImpedance } from './network/impedance.ts'
import { walkProfile } from './network/profile.ts'
import type { TableKind } from './normalise/column-names.ts'
import {
  type CoordinateJudgement,
  candidateSystems,
  hintedSystem,
  judgeCoordinateSystem,
} from './normalise/coordinate-judgement.ts'
import { basicSystem, type CoordinateSystem, loadCoordinateSystem } from './normalise/coordinate-systems.ts'
import type { Reject } from './normalise/rejects.ts'
import type { UnderstoodTable } from './normalise/table-intake.ts'
import { rawPositionsOfTable } from './normalise/table-positions.ts'
import type { RawTable } from './read/raw-table.ts'

/** How one table's coordinates were understood. */
export interface TableCoordinates {
  readonly source: string
  readonly judgement: CoordinateJudgement
  readonly system: CoordinateSystem
  readonly toWgs84: (position: LonLat) => LonLat
  /** A declared or assumed system that fits worse than another. */
  readonly warnings: readonly Reject[]
}

const locators = new WeakMap<LoadedArea, Locator>()

/**
 * Judges the coordinate system of a table.
 *
 * @param crs `wgs84`, `gcj02`, `bd09`, an EPSG code …, or `auto`; `undefined` takes what the file declares, else WGS-84, and warns
 * @throws LivingCircleError `input-unusable` where `auto` cannot tell, `invalid-option` for an unknown system
 */
export async function judgeTableCoordinates(
  area: LoadedArea,
  table: RawTable,
  understood: UnderstoodTable,
  kind: TableKind,
  crs: string | undefined,
): Promise<TableCoordinates> {
  const positions = rawPositionsOfTable(table, understood.columns, kind)
  const candidates = await candidateSystems(positions, area.extent)
  if (candidates.length === 0) candidates.push(basicSystem('wgs84'))
  const declared = await declaredSystem(understood, crs, candidates)
  const judgement = judgeCoordinateSystem(positions, {
    candidates,
    declared,
    linkMetres: (lonLat) => linkPoints(locatorOf(area), lonLat).metres,
  })
  const { system } = judgement
  if (system === null) throw ambiguous(table, judgement)
  const warnings: Reject[] = []
  if (judgement.warning !== null) {
    const message = `${table.source}: ${judgement.warning}.`
    warnings.push({ source: table.source, lineOrId: '', code: 'outside-area', message, severity: 'warning' })
  }
  return { source: table.source, judgement, system, toWgs84: (position) => system.toWgs84(position), warnings }
}

async function declaredSystem(
  understood: UnderstoodTable,
  crs: string | undefined,
  candidates: readonly CoordinateSystem[],
): Promise<CoordinateSystem | null> {
  if (crs === 'auto') return candidates.length === 1 ? candidates[0]! : null
  if (crs !== undefined) return loadCoordinateSystem(crs)
  if (understood.declaredCrs !== null) return loadCoordinateSystem(understood.declaredCrs)
  return basicSystem('wgs84')
}

function locatorOf(area: LoadedArea): Locator {
  const known = locators.get(area)
  if (known !== undefined) return known
  const locator = buildLocator(area.network, buildImpedance(area.network, walkProfile('adult'), 'time'))
  locators.set(area, locator)
  return locator
}

function ambiguous(table: RawTable, { reason, evidence }: CoordinateJudgement): LivingCircleError {
  const hinted = hintedSystem(table.columns)
  const hint =
    hinted === null
      ? 'Say which one it is: --crs wgs84, --crs gcj02 (AMap, Tencent) or --crs bd09 (Baidu).'
      : `The column "${hinted.header}" suggests ${hinted.id}; say so with --crs ${hinted.id}.`
  return new LivingCircleError('input-unusable', `${table.source}: its coordinate system is not clear: ${reason}.`, {
    hint,
    details: { evidence },
  })
}
