// A table of walks between places: from each origin to each destination within one limit. Positions in, typed arrays out. It knows no blocks, kinds or files.
import { isPosition } from '../foundation/geo.ts'
import { resolveOptions } from '../foundation/options.ts'
import type { RunOptions } from '../foundation/progress.ts'
import type { Basis, LonLat } from '../foundation/units.ts'
import { DEFAULT_MAX_LINK_METRES } from '../locate/link-points.ts'
import { LINK_LINKED } from '../locate/linkage.ts'
import { DEFAULT_PROFILE, type WalkProfile, walkProfile } from '../network/profile.ts'
import type { WalkNetwork } from '../network/walk-network.ts'
import type { BlockRecord } from '../normalise/places/block-record.ts'
import type { PairProblem, WalkPairs } from '../search/walk-pairs.ts'
import { message, problem } from '../words/problem.ts'
import { prepareGround, studyOn, type WalkGround } from './access-study.ts'
import { walkMatrix } from './walk-matrix.ts'

/** What a table is asked for. Exactly one of `minutes` and `metres` is needed. */
export interface MatrixOptions extends RunOptions {
  /** Longest walk, minutes, inclusive; the walks are then the quickest. */
  readonly minutes?: number | undefined
  /** Longest walk, metres, inclusive; the walks are then the shortest. */
  readonly metres?: number | undefined
  /** Who walks: a profile, or the id of a built-in one. Default `adult`. */
  readonly profile?: WalkProfile | string | undefined
  /** Longest straight way to a street, metres. Default 200. */
  readonly maxLinkMetres?: number | undefined
  /** Runs the sweeps, e.g. in threads (`sweepPairs` of a pool); default: here. */
  readonly sweepPairs?: ((problem: PairProblem, options: RunOptions) => Promise<WalkPairs>) | undefined
}

/** Walks within the limit, by origin; a pair that is not listed is no walk within it. */
export interface WalkTable {
  readonly basis: Basis
  readonly limit: number
  readonly originCount: number
  readonly destinationCount: number
  /** Pairs of origin i: `offset[i] … offset[i + 1])`, ascending by destination. */
  readonly offset: Uint32Array
  readonly destination: Uint32Array
  /** Of each pair's walk: milliseconds, and millimetres of the very same walk. */
  readonly costMs: Uint32Array
  readonly costMm: Uint32Array
  /** 1 where a place is linked to a street; of others nothing is known. */
  readonly originLinked: Uint8Array
  readonly destinationLinked: Uint8Array
}

/** Value of {@link DenseWalks}' `status`: a walk within the limit. */
export const WALK_WITHIN = 0
/** Value of {@link DenseWalks}' `status`: both are linked, no walk is within the limit. */
export const WALK_BEYOND = 1
/** Value of {@link DenseWalks}' `status`: one of the two touches no street. */
export const WALK_NOT_LINKED = 2

/** A table with a cell for every pair: cell = origin × destinationCount + destination. */
export interface DenseWalks {
  /** `WALK_WITHIN`, `WALK_BEYOND` (no walk within the limit), `WALK_NOT_LINKED` (one of the two touches no street). */
  readonly status: Uint8Array
  /** Seconds and metres; `Infinity` where there is no walk within the limit, whatever the reason. */
  readonly seconds: Float64Array
  readonly metres: Float64Array
}

/** Cells of a dense table: 17 bytes each. */
const MOST_CELLS = 100_000_000

const DEFAULTS = {
  minutes: undefined as number | undefined,
  metres: undefined as number | undefined,
  profile: DEFAULT_PROFILE as WalkProfile | string,
  maxLinkMetres: DEFAULT_MAX_LINK_METRES,
  sweepPairs: undefined as MatrixOptions['sweepPairs'],
  signal: undefined as AbortSignal | undefined,
  onProgress: undefined as RunOptions['onProgress'],
}

/**
 * All walks within a limit from origins to destinations. The numbers are those of the coverage table: same links, same waits, to the millisecond.
 *
 * O(different places of the side that has fewer of them × vertices within the limit + pairs); 12 bytes a pair.
 *
 * @param origins degrees `[lon, lat]`; row i is origin i
 * @param destinations degrees `[lon, lat]`; column j is destination j
 * @throws LivingCircleError `unknown-option`, `invalid-option` (limit, profile, a place that is none on earth), `aborted`
 * @example
 * ```ts
 * import { bytesSource, loadArea } from 'living-circle'
 * import { denseWalks, matrix } from 'living-circle/parts'
 * const osm = '<osm><node id="1" lat="0" lon="0"/><node id="2" lat="0" lon="0.005"/><way id="9"><nd ref="1"/><nd ref="2"/><tag k="highway" v="footway"/></way></osm>'
 * const { network } = await loadArea(bytesSource('tiny.osm', new TextEncoder().encode(osm)))
 * const table = await matrix(network, [[0.001, 0]], [[0.004, 0], [0.002, 0]], { minutes: 5 })
 * Array.from(table.costMm) // [ 333585, 111195 ]
 * Array.from(denseWalks(table).seconds) // [ 266.868, 88.956 ]
 * ```
 */
export async function matrix(
  network: WalkNetwork,
  origins: readonly LonLat[],
  destinations: readonly LonLat[],
  options: MatrixOptions,
): Promise<WalkTable> {
  const { profile, maxLinkMetres, ...asked } = resolveOptions<Required<MatrixOptions>>(
    'matrix',
    options,
    DEFAULTS as Required<MatrixOptions>,
  )
  const walker = typeof profile === 'string' ? walkProfile(profile) : profile!
  return matrixOn(prepareGround(network, walker, maxLinkMetres!), origins, destinations, asked)
}

/** {@link matrix} on a ground that is there. */
export async function matrixOn(
  ground: WalkGround,
  origins: readonly LonLat[],
  destinations: readonly LonLat[],
  asked: Pick<MatrixOptions, 'minutes' | 'metres' | 'sweepPairs' | keyof RunOptions>,
): Promise<WalkTable> {
  const study = studyOn(ground, [], origins.map(asBlock), {
    demand: 'point',
    direction: 'toFacility',
    categories: [],
  })
  const found = await walkMatrix(study, { ...asked, candidates: destinations })
  return {
    basis: found.basis,
    limit: found.limit,
    originCount: origins.length,
    destinationCount: destinations.length,
    offset: found.rowOffset,
    destination: found.column,
    costMs: found.costMs,
    costMm: found.costMm,
    originLinked: Uint8Array.from(study.demandLinkage.status, (status) => Number(status === LINK_LINKED)),
    destinationLinked: found.columnLinked,
  }
}

/**
 * A cell for every pair. @throws LivingCircleError `input-too-large` for more than 100 million
 * @example
 * ```ts
 * import { type WalkTable, denseWalks } from 'living-circle/parts'
 * declare const table: WalkTable
 * const { status, seconds } = denseWalks(table)
 * ```
 */
export function denseWalks({
  originCount,
  destinationCount,
  offset,
  destination,
  costMs,
  costMm,
  ...linked
}: WalkTable): DenseWalks {
  const cells = originCount * destinationCount
  if (cells > MOST_CELLS) {
    throw problem('input-too-large', 'matrix.dense', { n: cells, most: MOST_CELLS }, { hint: 'hint.sparse' })
  }
  const { originLinked, destinationLinked } = linked
  const status = new Uint8Array(cells).fill(WALK_BEYOND)
  const seconds = new Float64Array(cells).fill(Number.POSITIVE_INFINITY)
  const metres = new Float64Array(cells).fill(Number.POSITIVE_INFINITY)
  for (let origin = 0; origin < originCount; origin++) {
    const row = origin * destinationCount
    for (let other = 0; other < destinationCount; other++) {
      if (originLinked[origin] === 0 || destinationLinked[other] === 0) status[row + other] = WALK_NOT_LINKED
    }
    for (let pair = offset[origin]!; pair < offset[origin + 1]!; pair++) {
      const cell = row + destination[pair]!
      status[cell] = WALK_WITHIN
      seconds[cell] = costMs[pair]! / 1000
      metres[cell] = costMm[pair]! / 1000
    }
  }
  return { status, seconds, metres }
}

/** Numbers with leading zeros sort as they count: origins keep their order. */
function asBlock(place: LonLat, number: number): BlockRecord {
  const [lon, lat] = place ?? []
  if (!isPosition(lon, lat)) {
    const what = message('matrix.origin', { n: number })
    throw problem(
      'invalid-option',
      'place.no-degrees',
      { what, lon: String(lon), lat: String(lat) },
      { hint: 'hint.degrees-order' },
    )
  }
  return {
    ...{
      id: String(number),
      name: null,
      lonLat: place,
      polygons: null,
      people: {},
      dwellings: null,
      landSquareMetres: null,
    },
    ...{
      gates: [],
      buildings: [],
      community: null,
      street: null,
      district: null,
      source: 'matrix',
      lineOrId: String(number),
    },
  }
}
