// HALLWAY: a plan of shards. Everything that concerns the whole is decided once (order, masks, links, ids, kinds, people, rejects), then the study is cut
// into parts that can be walked anywhere. No logic of its own.

import type { AccessReport } from '../../answer/access-report.ts'
import type { DemandMethod } from '../../answer/measured-places.ts'
import type { SearchRecord } from '../../answer/sources.ts'
import { checkGiven } from '../../foundation/arguments.ts'
import { costLimits } from '../../foundation/limits.ts'
import { resolveOptions } from '../../foundation/options.ts'
import { type RunOptions, throwIfAborted } from '../../foundation/progress.ts'
import { DEFAULT_MAX_LINK_METRES } from '../../locate/link-points.ts'
import { DEFAULT_PROFILE } from '../../network/profile.ts'
import { planSweeps } from '../../search/reached-times.ts'
import { type AccessStudy, kindsWithData, poseQuestion, type StudyPlaces } from '../../study/access-study.ts'
import { reportBlocks } from '../../study/report-records.ts'
import { cellsOfStudy } from '../../study/study-cells.ts'
import { problem } from '../../words/problem.ts'
import { rulesWithData } from '../analyse-standard.ts'
import { type AnswerSetting, settingOfAnswer } from '../answer-setting.ts'
import type { LoadedArea } from '../load-area.ts'
import type { LoadedBlocks } from '../load-blocks.ts'
import type { LoadedFacilities } from '../load-facilities.ts'
import type { LoadedStandard } from '../load-standard.ts'
import { facilitiesInside } from '../load-study-area.ts'
import { MOST_ROUTES } from '../output-context.ts'
import { type AnalysisTerms, type PosedAnalysis, poseAnalysis } from '../pose-analysis.ts'
import { cutShards, haloOfTerms, type PlannedShard } from './cut-shards.ts'
import type { ShardTerms } from './measure-shard.ts'
import { toShardBytes } from './shard-bytes.ts'

/** Demand points of a shard where nothing is said: some seconds of work in a city. */
export const POINTS_PER_SHARD = 20_000

/** How shards are planned: what the answer is asked for, as for `analyseAccess`, and how many shards. All optional. */
export interface PlanShardsOptions extends RunOptions, Partial<Omit<AnalysisTerms, 'at' | 'hours' | 'direction'>> {
  readonly title?: string | undefined
  /** So many shards; never more than blocks. Default: one for each 20,000 demand points. */
  readonly shards?: number | undefined
}

/** A plan: what the merge needs, and the shards, made one after the other when they are asked for. */
export interface ShardPlan {
  /** For `mergeShards`. */
  readonly bytes: Uint8Array
  readonly shardCount: number
  /** What the answer will say of its inputs, its streets and its blocks. */
  readonly about: Pick<AccessReport, 'inputs' | 'licence' | 'network' | 'blocks'>
  /** Farther from a block than this lies nothing that changes its numbers, metres. */
  readonly haloMetres: number
  /** In order of ids. */
  readonly shards: () => Iterable<PlannedShard>
}

/** What a merge has to know. Plain data. */
export interface PlanContent {
  readonly terms: ShardTerms
  readonly study: StudyPlaces
  readonly setting: AnswerSetting
  readonly standard: LoadedStandard | null
  readonly demand: 'auto' | DemandMethod
  readonly title: string | null
  readonly isInside: Uint8Array | null
  readonly search: SearchRecord
  readonly shardIds: readonly string[]
  /** By block: which shard it is of. */
  readonly shardOfBlock: Uint32Array
}

const DEFAULTS = {
  minutes: undefined as AnalysisTerms['minutes'],
  metres: undefined as AnalysisTerms['metres'],
  profile: DEFAULT_PROFILE as AnalysisTerms['profile'],
  categories: undefined as AnalysisTerms['categories'],
  maxLinkMetres: DEFAULT_MAX_LINK_METRES,
  demand: 'auto' as AnalysisTerms['demand'],
  standard: undefined as AnalysisTerms['standard'],
  within: undefined as AnalysisTerms['within'],
  title: undefined as string | undefined,
  shards: undefined as number | undefined,
  signal: undefined as AbortSignal | undefined,
  onProgress: undefined as RunOptions['onProgress'],
}

/**
 * Plans an analysis in shards: `measureShard` makes the rows of each, on any machine and in any order, and `mergeShards` an answer that is the one of
 * `analyseAccess`, number for number.
 *
 * @throws LivingCircleError as `analyseAccess`
 * @example
 * ```ts
 * import { bytesSource, loadArea, loadBlocks, loadFacilities } from 'living-circle'
 * import { measureShard, mergeShards, planShards } from 'living-circle/parts'
 * const text = (value: string) => new TextEncoder().encode(value)
 * const osm = '<osm><node id="1" lat="0" lon="0"/><node id="2" lat="0" lon="0.005"/><way id="9"><nd ref="1"/><nd ref="2"/><tag k="highway" v="footway"/></way></osm>'
 * const area = await loadArea(bytesSource('tiny.osm', text(osm)))
 * const facilities = await loadFacilities(area, { files: [bytesSource('f.csv', text('id,category,lon,lat\nf1,clinic,0.004,0\n'))] })
 * const blocks = await loadBlocks(area, { file: bytesSource('b.csv', text('id,lon,lat\nb1,0.001,0\nb2,0.003,0\n')) })
 * const plan = await planShards(area, facilities, blocks, { minutes: [15], shards: 2 })
 * const rows = []
 * for (const { bytes } of plan.shards()) rows.push(await measureShard(bytes))
 * const { report } = await mergeShards(plan.bytes, rows)
 * report.table.walkMetres[0]?.toFixed(1) // '333.6'
 * ```
 */
export async function planShards(
  area: LoadedArea,
  facilities: LoadedFacilities,
  allBlocks: LoadedBlocks,
  options: PlanShardsOptions = {},
): Promise<ShardPlan> {
  const given = resolveOptions('planShards', options, DEFAULTS)
  checkGiven('planShards', 'area', area, 'area')
  checkGiven('planShards', 'facilities', facilities, 'facilities')
  checkGiven('planShards', 'blocks', allBlocks, 'blocks')
  if (given.shards !== undefined && !(Number.isInteger(given.shards) && given.shards >= 1)) {
    throw problem('invalid-option', 'shards.count', { value: given.shards }, { hint: 'hint.shards-count' })
  }
  const asked: AnalysisTerms = { ...given, at: undefined, hours: undefined, direction: 'toFacility' }
  const posed = await poseAnalysis('planShards', area, facilities, allBlocks, asked, {
    signal: given.signal,
    onProgress: given.onProgress,
  })
  throwIfAborted(given.signal)
  const { study, within, standard } = posed
  const terms = termsOf(posed)
  const points = study.demand.weight.length
  const cells = cellsOfStudy(study, given.shards ?? Math.max(1, Math.ceil(points / POINTS_PER_SHARD)))
  const digits = Math.max(4, String(cells.length).length)
  const shardIds = cells.map((_, number) => String(number + 1).padStart(digits, '0'))
  const shardOfBlock = new Uint32Array(study.blocks.length)
  cells.forEach((cell, number) => {
    for (const block of cell) shardOfBlock[block] = number
  })
  const loaded = { standard, categories: given.categories, studyArea: within?.studyArea, rates: undefined }
  const setting = settingOfAnswer(posed.places.area, facilities, posed.places.blocks, study, loaded)
  const content: PlanContent = {
    terms,
    study: placesOf(study),
    setting,
    standard: standard ?? null,
    demand: given.demand,
    title: given.title ?? null,
    isInside: within === undefined ? null : facilitiesInside(study, within),
    search: searchOf(posed),
    ...{ shardIds, shardOfBlock },
  }
  const haloMetres = haloOfTerms(study, terms)
  const shards = () => cutShards(study, terms, cells, shardIds, haloMetres, given)
  const { inputs, licence, network } = setting
  const about = { inputs, licence, network, blocks: reportBlocks(study) }
  return { bytes: toShardBytes('plan', content), shardCount: cells.length, about, haloMetres, shards }
}

function termsOf({ study, basis, limits, standard }: PosedAnalysis): ShardTerms {
  const pack = standard?.pack
  return {
    ...{ basis, limits },
    pack: pack ?? null,
    hasKind: kindsWithData(study),
    hasData: pack === undefined ? new Uint8Array(0) : rulesWithData(study, pack),
    wantsRoutes: study.blocks.length * study.categories.length <= MOST_ROUTES,
  }
}

/** The study without its streets; of blocks what an answer says of them. */
function placesOf(study: AccessStudy): StudyPlaces {
  const { network, locator: _, time: __, distance: ___, blocks, ...places } = study
  return {
    ...places,
    network: { box: network.box, slopeOffset: network.slopeOffset.slice(0, 1) },
    blocks: blocks.map(({ buildings: _, gates: __, knownGates: ___, demand: ____, ...block }) => {
      return { ...block, buildings: [], gates: [] }
    }),
  }
}

/** From where one machine would have searched: the answer says it. */
function searchOf({ study, basis, limits }: PosedAnalysis): SearchRecord {
  const { method, origins, facilityVisits } = planSweeps(poseQuestion(study, basis, costLimits(basis, limits)).problem)
  return {
    from: method === 'from-origins' ? 'demand-points' : 'facilities',
    demandPlaces: origins.visitCount,
    facilityPlaces: facilityVisits!,
  }
}
