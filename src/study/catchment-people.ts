// Who lives in the catchment of places: people, dwellings and blocks within each limit. Counted as a coverage is (by the nearest gate, or
// each building, of a block), so that both tell the same number. It knows no files.

import type { CoverageShare } from '../answer/coverage-share.ts'
import type { PolygonRings } from '../foundation/geo.ts'
import { farthestMetres } from '../foundation/limits.ts'
import { checkOptions, type OptionKeys } from '../foundation/options.ts'
import { type RunOptions, throwIfAborted } from '../foundation/progress.ts'
import type { Basis, LonLat } from '../foundation/units.ts'
import { DEFAULT_MAX_LINK_METRES } from '../locate/link-points.ts'
import { DEFAULT_PROFILE, type WalkProfile } from '../network/profile.ts'
import { hasSlopes } from '../network/uneven-edges.ts'
import type { WalkNetwork } from '../network/walk-network.ts'
import type { BlockRecord } from '../normalise/places/block-record.ts'
import type { FacilityRecord } from '../normalise/places/facility-record.ts'
import { type AccessStudy, prepareStudy, sweepStudy } from './access-study.ts'
import { buildAccessTable } from './access-table.ts'
import { measureCoverage } from './coverage.ts'
import { chooseLimits } from './limits.ts'
import { reportBlocks, reportCategories, reportFacilities } from './report-records.ts'

const KNOWN_CATCHMENT_PEOPLE_OPTIONS: OptionKeys<CatchmentPeopleOptions> = {
  signal: true,
  onProgress: true,
  minutes: true,
  metres: true,
  profile: true,
  maxLinkMetres: true,
}

/** Somewhere that people walk to: a facility of any kind, or a place without one. */
export interface CatchmentPlace {
  readonly id: string
  readonly name: string | null
  /** Where it is reached, at least one position; the nearest counts. */
  readonly places: readonly LonLat[]
  readonly polygons: readonly PolygonRings[] | null
}

/** Options of {@link countCatchmentPeople}. */
export interface CatchmentPeopleOptions extends RunOptions {
  /** Default 5, 10, 15. Not together with `metres`. */
  readonly minutes?: readonly number[] | undefined
  readonly metres?: readonly number[] | undefined
  /** Default: the profile `adult`. */
  readonly profile?: WalkProfile | undefined
  /** Longest straight leg between a point and its street, metres. Default 200. */
  readonly maxLinkMetres?: number | undefined
}

/** One measure within every limit. */
export interface CatchmentMeasure {
  /** `population`, `age_60_plus`, …, `dwellings`, `blocks`. */
  readonly measure: string
  /** In the limits' order; `share` is `null` where the total is 0. */
  readonly within: readonly { readonly limit: number; readonly covered: number; readonly share: number | null }[]
  /** Denominator: over blocks that are linked and whose value is known. */
  readonly total: number
  /** Known of blocks that are not linked to any street; in no share. */
  readonly unlinkedTotal: number
  /** Blocks whose value is not known; in no share. */
  readonly blocksUnknown: number
}

/** Who is in reach of the places, whichever of them is the nearest. */
export interface CatchmentPeople {
  readonly basis: Basis
  readonly limits: readonly number[]
  readonly measures: readonly CatchmentMeasure[]
}

/** Category of all places together. */
const TOGETHER = 'catchment'

/**
 * Counts who walks to the nearest of the places within each limit.
 *
 * @param places in any order; ids must differ
 * @throws LivingCircleError `invalid-option` (limits), `usage` (two places or blocks of one id), `aborted`
 * @example
 * ```ts
 * import { countCatchmentPeople, type BlockRecord, type WalkNetwork } from 'living-circle/parts'
 * declare const network: WalkNetwork
 * declare const blocks: readonly BlockRecord[]
 * const clinic = { id: 'c1', name: 'Clinic', places: [[14.5146, 35.8978] as const], polygons: null }
 * const { measures } = countCatchmentPeople(network, [clinic], blocks, { minutes: [15] })
 * measures[0]!.within[0]!.covered // people within 15 minutes, of measures[0]!.total
 * ```
 */
export function countCatchmentPeople(
  network: WalkNetwork,
  places: readonly CatchmentPlace[],
  blocks: readonly BlockRecord[],
  options: CatchmentPeopleOptions = {},
): CatchmentPeople {
  checkOptions('countCatchmentPeople', options, KNOWN_CATCHMENT_PEOPLE_OPTIONS)
  const { basis, limits } = chooseLimits(options.minutes, options.metres)
  const study = prepareStudy(network, places.map(asFacility), blocks, {
    profile: options.profile ?? DEFAULT_PROFILE,
    maxLinkMetres: options.maxLinkMetres ?? DEFAULT_MAX_LINK_METRES,
    demand: 'auto',
    direction: 'toFacility',
    categories: [TOGETHER],
  })
  throwIfAborted(options.signal)
  const { signal, onProgress } = options
  const coverage = coverageOf(study, basis, limits, { signal, onProgress })
  const measures = coverage[0]!.shares.map(({ measure }) => measure).filter((measure) => measure !== 'land_m2')
  return {
    basis,
    limits,
    measures: measures.map((measure) => {
      const shares = coverage.map((entry) => entry.shares.find((share) => share.measure === measure)!)
      return { measure, within: shares.map(withinOf(limits)), ...leftOutOf(shares[0]!) }
    }),
  }
}

function coverageOf(study: AccessStudy, basis: Basis, limits: readonly number[], run: RunOptions) {
  const times = sweepStudy(study, basis, limits, run)
  const blocks = reportBlocks(study)
  const edgeMetres = Float64Array.from(blocks, (block) => block.edgeMetres)
  const largestMetres = farthestMetres(basis, limits.at(-1)!, study.profile, hasSlopes(study.network))
  const table = buildAccessTable(times, study.origins, study.originWeight, basis, edgeMetres, largestMetres)
  const categories = reportCategories(study, () => undefined, reportFacilities(study))
  return measureCoverage(blocks, categories, table, limits)
}

const withinOf =
  (limits: readonly number[]) =>
  ({ covered, share }: CoverageShare, at: number) => ({ limit: limits[at]!, covered, share })

/** The same at every limit. */
function leftOutOf({ measure, total, unlinkedTotal, blocksUnlinked, blocksUnknown }: CoverageShare) {
  return { total, unlinkedTotal: measure === 'blocks' ? blocksUnlinked : unlinkedTotal, blocksUnknown }
}

function asFacility({ id, name, places, polygons }: CatchmentPlace): FacilityRecord {
  return {
    id,
    name,
    category: TOGETHER,
    categoryReason: 'asked for',
    lonLat: places[0]!,
    entrances: places,
    polygons,
    source: 'asked for',
    lineOrId: id,
    capacity: null,
    floorAreaSquareMetres: null,
    level: null,
    hours: null,
    status: null,
  }
}
