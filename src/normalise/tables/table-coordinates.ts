// The coordinate system of one table: what the user says, what the file says, or what the streets say.
// In: a raw table, a wish (`auto` or a name), the streets. Out: a judgement with its evidence. It knows no file format.
import { isLivingCircleError, type LivingCircleError } from '../../foundation/errors.ts'
import type { Message } from '../../foundation/message.ts'
import type { BoundingBox } from '../../foundation/units.ts'
import type { RawTable } from '../../read/tables/raw-table.ts'
import { joined, message, problem } from '../../words/problem.ts'
import { candidateSystems, northingFirst, shareInArea } from '../coordinates/candidate-systems.ts'
import {
  CLEAR_METRES,
  type CoordinateJudgement,
  judgeCoordinateSystem,
  LEAST_PLACES,
  type MeasureLinkMetres,
  saidWhy,
} from '../coordinates/coordinate-judgement.ts'
import type { CoordinateSystem } from '../coordinates/coordinate-system.ts'
import { loadCoordinateSystem } from '../coordinates/coordinate-systems.ts'
import { hintedSystem } from '../coordinates/hinted-system.ts'
import { basicSystem } from '../coordinates/shifted-systems.ts'
import { type ColumnMapping, type TableKind, type UnderstoodColumns, understandColumns } from './column-names.ts'
import { areSurveyorAxes } from './coordinate-headers.ts'
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
 * Finds a table's coordinate system. What the user names is used; else what the file declares, else what the headers of its coordinates
 * say: each with a warning where another system fits the streets better. Where nobody says, the streets decide. With `auto`, a
 * projected system that the file declares counts as declared; a geographic one does not, for shifted coordinates are often labelled
 * WGS-84. Degrees that the streets cannot tell are taken as WGS-84 where it fits as well as any; where another system seems to fit
 * better, the likelier one is taken with a warning without a wish, and `ambiguous` with `auto`: no system, ask.
 *
 * @throws LivingCircleError `input-unusable` when the positions are in no system that fits, or swapped; `invalid-option` for an unknown wish
 * @example
 * ```ts
 * import { type RawTable, type TableSystemOptions, judgeTableSystem } from 'living-circle/parts'
 * declare const table: RawTable
 * declare const options: TableSystemOptions
 * const judgement = await judgeTableSystem(table, 'blocks', options)
 * ```
 */
export async function judgeTableSystem(
  table: RawTable,
  kind: TableKind,
  options: TableSystemOptions,
): Promise<CoordinateJudgement> {
  const understood = understandColumns(table.columns, kind, options.mapping, table.ownHeaders)
  const positions = rawPositionsOfTable(table, understood, kind)
  const headers = coordinateHeaders(table, understood)
  const areAxesXY = headers.length === 2 && areSurveyorAxes(headers[0]!, headers[1]!)
  const candidates = await candidateSystems(positions, options.area, { areAxesXY })
  const hint = hintedSystem(table.columns, headers)
  const said = await saidSystem(table, options.crs, hint, candidates)
  const declared = said === null ? null : inRightOrder(said, positions, options.area, areAxesXY)
  if (declared === null && candidates.length === 0) throw noSystemFits(table, positions, options.area)
  if (declared === null && areSwapped(positions, candidates, options.area)) {
    if (options.crs === 'auto') throw noSystemFits(table, positions, options.area)
    // Each row says so.
    return {
      verdict: 'declared',
      system: basicSystem('wgs84'),
      ...NOTHING_ASKED,
      ...saidWhy(message('fit.swapped'), null),
    }
  }
  if (declared !== null && candidates.every(({ id }) => id === declared.id)) {
    // Nothing to compare it with: the streets need not be asked.
    const said = message(options.crs === undefined ? 'fit.assumed' : 'fit.declared', { name: declared.name })
    return { verdict: 'declared', system: declared, ...NOTHING_ASKED, ...saidWhy(said, null) }
  }
  if (declared === null && candidates.length === 1) {
    // Outside the area of the shifted systems degrees can be one thing only.
    const [only] = candidates
    return {
      verdict: 'clear',
      system: only!,
      ...NOTHING_ASKED,
      ...saidWhy(message('fit.single', { name: only!.name }), null),
    }
  }
  const judged = judgeCoordinateSystem(positions, { candidates, linkMetres: options.linkMetres, declared })
  if (judged.verdict !== 'ambiguous') return judged
  const spoken =
    hint === null || hint.id === 'cgcs2000' ? [] : [{ header: hint.header, name: basicSystem(hint.id).name }]
  const reason = joined([judged.reasonSaid, ...spoken.map((said) => message('fit.header', said))])
  const asked = { ...judged, ...saidWhy(reason, null) }
  if (!candidates.some(({ id }) => id === 'wgs84')) return asked
  // Where the streets do not tell, what a header says holds: with `auto` as without.
  if (hint !== null && hint.id !== 'cgcs2000') return { ...asked, verdict: 'declared', system: basicSystem(hint.id) }
  const taken = takenAsLikeliest(judged, reason, candidates)
  return options.crs === undefined || taken.warning === null ? taken : asked
}

const NOTHING_ASKED = { evidence: [], sampledPositions: 0 } as const

/** Headers of the two coordinate columns, longitude first, or of the one column with both. */
function coordinateHeaders(table: RawTable, { index }: UnderstoodColumns): string[] {
  const at = ['lon', 'lat'].flatMap((role) => index.get(role) ?? [])
  const columns = at.length === 2 ? at : [index.get('location')].flatMap((column) => column ?? [])
  return columns.map((column) => table.columns[column]!)
}

/** What somebody says about the system: the user, the file, the headers; `null` leaves it to the streets. */
async function saidSystem(
  table: RawTable,
  wish: string | undefined,
  hint: ReturnType<typeof hintedSystem>,
  candidates: readonly CoordinateSystem[],
): Promise<CoordinateSystem | null> {
  if (wish !== undefined && wish !== 'auto') return loadCoordinateSystem(wish)
  const file = await declaredByFile(table, wish)
  if (file !== null || wish === 'auto' || hint === null) return file
  const areDegrees = candidates.some(({ id }) => id === 'wgs84')
  // In metres a header says no more than the datum: the zone comes from the numbers.
  if (!areDegrees) return null
  return basicSystem(hint.id === 'cgcs2000' ? 'wgs84' : hint.id)
}

async function declaredByFile(table: RawTable, wish: string | undefined): Promise<CoordinateSystem | null> {
  if (table.declaredCrs === null) return null
  if (wish === undefined) return loadCoordinateSystem(table.declaredCrs)
  try {
    const system = await loadCoordinateSystem(table.declaredCrs)
    return system.kind === 'projected' ? system : null
  } catch (error) {
    // A datum whose shift is not known would move every place: that is not for the streets to mend.
    if (isLocalDatumProblem(error)) throw error
    return null
  }
}

function isLocalDatumProblem(error: unknown): boolean {
  return isLivingCircleError(error) && error.code === 'invalid-option' && error.details.localDatum === true
}

/** A projected system whose first column is the northing, where only that order puts the places into the area. */
function inRightOrder(
  system: CoordinateSystem,
  positions: Float64Array,
  area: BoundingBox,
  areAxesXY: boolean,
): CoordinateSystem {
  if (!areAxesXY || system.kind !== 'projected') return system
  const turned = northingFirst(system)
  return shareInArea(positions, system, area) < 0.5 && shareInArea(positions, turned, area) >= 0.5 ? turned : system
}

/**
 * What degrees are taken as where the streets do not decide: WGS-84, or the system that fits best where WGS-84 leaves far more places
 * without a street. A warning says where that may be wrong.
 */
function takenAsLikeliest(
  judged: CoordinateJudgement,
  reason: Message,
  candidates: readonly CoordinateSystem[],
): CoordinateJudgement {
  const wgs84 = basicSystem('wgs84')
  const own = judged.evidence.find(({ id }) => id === 'wgs84')
  const best = judged.evidence[0]
  const isWorse = own !== undefined && best !== undefined && own.meanLinkMetres - best.meanLinkMetres >= CLEAR_METRES
  // One or two places say nothing at all.
  if (!isWorse || judged.sampledPositions <= 2) {
    return { ...judged, verdict: 'declared', system: wgs84, ...saidWhy(message('fit.nothing-said', { reason }), null) }
  }
  const isFarWorse = judged.sampledPositions >= LEAST_PLACES && best.linkedShare - own.linkedShare >= FAR_MORE_LINKED
  const system = (isFarWorse ? candidates.find(({ id }) => id === best.id) : undefined) ?? wgs84
  const said = message('fit.not-sure', { name: system.name, reason })
  return { ...judged, verdict: 'declared', system, ...saidWhy(said, said) }
}

/** One system puts so much more of the places at a street than another that it is likelier, even where a few places prove nothing. */
const FAR_MORE_LINKED = 0.2

/** True where degrees lie in the area only after their columns are exchanged. */
function areSwapped(positions: Float64Array, candidates: readonly CoordinateSystem[], area: BoundingBox): boolean {
  const degrees = basicSystem('wgs84')
  if (!candidates.some(({ id }) => id === degrees.id)) return false
  return shareInArea(positions, degrees, area) < 0.5 && shareInArea(positions, northingFirst(degrees), area) >= 0.5
}

function noSystemFits(
  { source, declaredCrs }: RawTable,
  positions: Float64Array,
  area: BoundingBox,
): LivingCircleError {
  const [x, y] = positions as unknown as readonly [number, number]
  const details = { declaredCrs }
  const turned = northingFirst(basicSystem('wgs84'))
  return shareInArea(positions, turned, area) >= 0.5
    ? problem('input-unusable', 'crs.swapped', { source, x, y }, { hint: 'hint.exchange-columns', details })
    : problem('input-unusable', 'crs.none-fits', { source, x, y }, { hint: 'hint.epsg', details })
}
