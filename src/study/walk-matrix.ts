// Walk matrix: every walk within one limit between the demand points of a study and its facilities, or any places that could become
// some. A study in, sparse rows in typed arrays out. It knows no files, and does not know what its rows are for.
import { isPosition } from '../foundation/geo.ts'
import { costLimits } from '../foundation/limits.ts'
import { resolveOptions, suggest } from '../foundation/options.ts'
import type { RunOptions } from '../foundation/progress.ts'
import type { Basis, LonLat } from '../foundation/units.ts'
import { linkPoints } from '../locate/link-points.ts'
import { LINK_LINKED, type Linkage } from '../locate/linkage.ts'
import { buildFacilityTargets } from '../search/facility-targets.ts'
import { buildPlaceLegs } from '../search/place-legs.ts'
import { type PairProblem, sweepPairsWithPauses, type WalkPairs } from '../search/walk-pairs.ts'
import { message, problem } from '../words/problem.ts'
import { type AccessStudy, poseQuestion } from './access-study.ts'
import { chooseLimits } from './limits.ts'

/** What a walk matrix is to hold. Exactly one of `minutes` and `metres` is needed. */
export interface WalkMatrixOptions extends RunOptions {
  /** Longest walk, minutes, inclusive; the walks are then the quickest. */
  readonly minutes?: number | undefined
  /** Longest walk, metres, inclusive; the walks are then the shortest. */
  readonly metres?: number | undefined
  /** Facilities of these categories are the columns. Default: all categories of the study. */
  readonly categories?: readonly string[] | undefined
  /** Places that are the columns instead of the facilities, degrees `[lon, lat]`; column c is candidate c. */
  readonly candidates?: readonly LonLat[] | undefined
  /** More pairs than these are an error. Default 50,000,000: 0.6 GB in the end, 1.5 GB while they are being found. */
  readonly maxPairs?: number | undefined
  /** Runs the sweeps, e.g. in threads (`sweepPairs` of a pool); default: here. */
  readonly sweepPairs?: ((problem: PairProblem, options: RunOptions) => Promise<WalkPairs>) | undefined
}

/** Demand points × facilities or candidates. A pair that is not listed is no walk within the limit, or is not linked. */
export interface WalkMatrix {
  /** What decides which walk is shortest, and what the limit is in: minutes for `time`, metres for `distance`. */
  readonly basis: Basis
  readonly limit: number
  /** What columns are: numbers of `study.facilities`, or of the candidates given. */
  readonly columns: 'facilities' | 'candidates'
  readonly columnCount: number
  /** Rows are the study's demand points in order of blocks; the gates of a block are one row, which has its best gate's walks. */
  readonly rowCount: number
  /** Rows of block b: `blockRow[b] … blockRow[b+1])`. */
  readonly blockRow: Uint32Array
  /** Part of its block that each row stands for; 0 where it is not linked, and then it has no pairs. */
  readonly rowWeight: Float64Array
  /** Pairs of row r: `rowOffset[r] … rowOffset[r+1])`, ascending by column. */
  readonly rowOffset: Uint32Array
  readonly column: Uint32Array
  /** Of each pair's walk, in the study's direction: milliseconds, and millimetres of the very same walk. */
  readonly costMs: Uint32Array
  readonly costMm: Uint32Array
  /** 1 for columns that take part and are linked; a column that is 0 has no pairs. */
  readonly columnLinked: Uint8Array
  /** Rows, and columns that take part, that do not touch the network: nothing is known of them. */
  readonly unlinkedRows: number
  readonly unlinkedColumns: number
  /** From which side the walks were searched. The numbers are the same from either. */
  readonly from: 'demand-points' | 'facilities'
}

const DEFAULTS = {
  minutes: undefined as number | undefined,
  metres: undefined as number | undefined,
  categories: undefined as readonly string[] | undefined,
  candidates: undefined as readonly LonLat[] | undefined,
  maxPairs: 50_000_000,
  sweepPairs: undefined as WalkMatrixOptions['sweepPairs'],
  signal: undefined as AbortSignal | undefined,
  onProgress: undefined as RunOptions['onProgress'],
}

/** Pairs are numbered by 32-bit integers; memory ends earlier. */
const MOST_PAIRS = 1_000_000_000

/**
 * All walks within a limit between the demand points of a study and its facilities, or candidates for some. They are those of the
 * access table: same links, same direction, both measures of the same walk.
 *
 * O(different places of the side that has fewer of them × vertices within the limit + pairs); 12 bytes a pair, 30 while at work.
 *
 * @param study what `analyseAccess` returns beside its report, or `prepareStudy`
 * @returns the matrix; the same bytes with any number of threads
 * @throws LivingCircleError `unknown-option`, `invalid-option` (limit, category, candidate), `input-too-large` (maxPairs), `aborted`
 * @example
 * ```ts
 * import { analyseAccess, bytesSource, loadArea, loadBlocks, loadFacilities } from 'living-circle'
 * import { walkMatrix } from 'living-circle/parts'
 * const text = (value: string) => new TextEncoder().encode(value)
 * const osm = '<osm><node id="1" lat="0" lon="0"/><node id="2" lat="0" lon="0.005"/><way id="9"><nd ref="1"/><nd ref="2"/><tag k="highway" v="footway"/></way></osm>'
 * const area = await loadArea(bytesSource('tiny.osm', text(osm)))
 * const facilities = await loadFacilities(area, { files: [bytesSource('f.csv', text('id,category,lon,lat\nf1,clinic,0.004,0\n'))] })
 * const blocks = await loadBlocks(area, { file: bytesSource('b.csv', text('id,lon,lat,population\nb1,0.001,0,120\n')) })
 * const { study } = await analyseAccess(area, facilities, blocks)
 * const clinics = await walkMatrix(study, { minutes: 15 })
 * Array.from(clinics.costMm) // [ 333585 ]
 * Array.from(clinics.costMs) // [ 266868 ]
 * const sites = await walkMatrix(study, { metres: 300, candidates: [[0.005, 0], [0.003, 0]] })
 * Array.from(sites.column) // [ 1 ]
 * ```
 */
export async function walkMatrix(study: AccessStudy, options: WalkMatrixOptions): Promise<WalkMatrix> {
  const given = resolveOptions('walkMatrix', options, DEFAULTS)
  const { basis, limit } = chooseLimit(given.minutes, given.metres)
  const { maxPairs, sweepPairs = sweepPairsWithPauses } = given
  if (!Number.isInteger(maxPairs) || maxPairs < 1 || maxPairs > MOST_PAIRS) {
    const hint = message('hint.whole-range', { least: 1, most: MOST_PAIRS })
    throw problem('invalid-option', 'matrix.max-pairs', { value: maxPairs }, { hint })
  }
  if (given.candidates !== undefined && given.categories !== undefined) {
    throw problem('invalid-option', 'matrix.columns', {}, { hint: 'hint.two-matrices' })
  }
  const columns =
    given.candidates === undefined
      ? facilityColumns(study, given.categories)
      : candidateColumns(study, given.candidates)
  const posed = poseProblem(study, basis, limit, columns, maxPairs)
  const pairs = await sweepPairs(posed, { signal: given.signal, onProgress: given.onProgress })
  const rowWeight = study.originWeight
  return {
    basis,
    limit,
    columns: given.candidates === undefined ? 'facilities' : 'candidates',
    columnCount: columns.count,
    rowCount: rowWeight.length,
    blockRow: study.origins.blockOrigin,
    rowWeight,
    rowOffset: pairs.rowOffset,
    column: pairs.column,
    costMs: basis === 'time' ? pairs.cost : pairs.alongside,
    costMm: basis === 'time' ? pairs.alongside : pairs.cost,
    ...linkedColumns(columns),
    unlinkedRows: rowWeight.reduce((count, weight) => count + (weight === 0 ? 1 : 0), 0),
    from: pairs.method === 'from-origins' ? 'demand-points' : 'facilities',
  }
}

/** @throws LivingCircleError `invalid-option` */
function chooseLimit(minutes: number | undefined, metres: number | undefined): { basis: Basis; limit: number } {
  if (minutes === undefined && metres === undefined) throw problem('invalid-option', 'matrix.no-limit', {})
  const { basis, limits } = chooseLimits(
    minutes === undefined ? undefined : [minutes],
    metres === undefined ? undefined : [metres],
  )
  return { basis, limit: limits[0]! }
}

/** What the columns of a matrix are, by their entrances. */
interface MatrixColumns {
  readonly count: number
  readonly linkage: Linkage
  readonly columnOfEntrance: Uint32Array
  readonly servesResidents: (column: number) => boolean
}

/** @throws LivingCircleError `invalid-option` for a category that the study does not have */
function facilityColumns(study: AccessStudy, categories: readonly string[] | undefined): MatrixColumns {
  const { facilities, facilityOfEntrance, entranceLinkage, categoryOfFacility, isShut } = study
  const count = facilities.length
  const servesResidents = (facility: number) => facilities[facility]!.serves === 'residents'
  if (categories === undefined && isShut === undefined) {
    return { count, linkage: entranceLinkage, columnOfEntrance: facilityOfEntrance, servesResidents }
  }
  const chosen = new Set((categories ?? study.categories).map((id) => categoryNumber(study, id)))
  const rows: number[] = []
  for (let entrance = 0; entrance < facilityOfEntrance.length; entrance++) {
    const facility = facilityOfEntrance[entrance]!
    // What is shut at the moment of the study serves nobody: it takes no part.
    if (chosen.has(categoryOfFacility[facility]!) && isShut?.[facility] !== 1) rows.push(entrance)
  }
  return {
    count,
    linkage: {
      status: Uint8Array.from(rows, (row) => entranceLinkage.status[row]!),
      edge: Int32Array.from(rows, (row) => entranceLinkage.edge[row]!),
      fraction: Float64Array.from(rows, (row) => entranceLinkage.fraction[row]!),
      metres: Float64Array.from(rows, (row) => entranceLinkage.metres[row]!),
    },
    columnOfEntrance: Uint32Array.from(rows, (row) => facilityOfEntrance[row]!),
    servesResidents,
  }
}

function categoryNumber({ categories }: AccessStudy, id: string): number {
  const number = categories.indexOf(id)
  if (number >= 0) return number
  const near = suggest(id, categories)
  const hint =
    near === undefined
      ? message('hint.has-categories', { list: [...categories] })
      : message('hint.did-you-mean', { word: near })
  throw problem('invalid-option', 'matrix.no-category', { id }, { hint })
}

/** @throws LivingCircleError `invalid-option` for a place that is none on Earth */
function candidateColumns({ locator, maxLinkMetres }: AccessStudy, candidates: readonly LonLat[]): MatrixColumns {
  const lonLat = new Float64Array(2 * candidates.length)
  candidates.forEach(([lon, lat], number) => {
    if (!isPosition(lon, lat)) {
      const what = message('matrix.candidate', { n: number })
      throw problem('invalid-option', 'place.no-degrees', { what, lon, lat }, { hint: 'hint.degrees-order' })
    }
    lonLat[2 * number] = lon
    lonLat[2 * number + 1] = lat
  })
  return {
    count: candidates.length,
    linkage: linkPoints(locator, lonLat, maxLinkMetres),
    columnOfEntrance: Uint32Array.from(candidates, (_, number) => number),
    servesResidents: () => false,
  }
}

function poseProblem(
  study: AccessStudy,
  basis: Basis,
  limit: number,
  { count, linkage, columnOfEntrance, servesResidents }: MatrixColumns,
  maxPairs: number,
): PairProblem {
  const { problem: posed } = poseQuestion(study, basis, costLimits(basis, [limit]))
  const { network, impedance, alongside } = posed
  const walkEnd = study.direction === 'toFacility' ? 'end' : 'start'
  const legs = buildPlaceLegs(network, impedance, linkage, walkEnd)
  const ofOneKind = new Uint32Array(count)
  return {
    ...posed,
    targets: buildFacilityTargets(network, legs, columnOfEntrance, ofOneKind, 1, study.direction, servesResidents),
    alongsideEntrances: buildPlaceLegs(network, alongside, linkage, walkEnd),
    maxPairs,
  }
}

function linkedColumns({ count, linkage, columnOfEntrance }: MatrixColumns) {
  const columnLinked = new Uint8Array(count)
  const takesPart = new Uint8Array(count)
  columnOfEntrance.forEach((column, entrance) => {
    takesPart[column] = 1
    if (linkage.status[entrance] === LINK_LINKED) columnLinked[column] = 1
  })
  let unlinkedColumns = 0
  for (let column = 0; column < count; column++) unlinkedColumns += takesPart[column]! - columnLinked[column]!
  return { columnLinked, unlinkedColumns }
}
