// HALLWAY: one shard: bytes of a part in, bytes of its rows out. It measures what `walksOnFoot` measures, for the blocks of the part. No logic of its own.

import type { WalkRoute } from '../../answer/walk-route.ts'
import { type Steps, withPauses } from '../../foundation/breath.ts'
import { costLimits } from '../../foundation/limits.ts'
import { checkOptions, type OptionKeys } from '../../foundation/options.ts'
import { type RunOptions, throwIfAborted } from '../../foundation/progress.ts'
import { type Basis, UNREACHED } from '../../foundation/units.ts'
import { networkOver, shareableMemory } from '../../network/network-buffer.ts'
import { type ReachedTimes, type SweepProblem, sweepReachedTimes } from '../../search/reached-times.ts'
import type { StandardPack } from '../../standard/standard-pack.ts'
import { type AccessStudy, poseQuestion } from '../../study/access-study.ts'
import { buildAccessTable } from '../../study/access-table.ts'
import { unmetOrigins } from '../../study/duty-gaps.ts'
import { gapSearchCost, uncoveredOrigins } from '../../study/gaps.ts'
import type { NearestWalks } from '../../study/nearest-on-foot.ts'
import { measureStepFree } from '../../study/step-free-walks.ts'
import { openPart, type StudyPart } from '../../study/study-part.ts'
import { walkRoutes } from '../../study/walk-routes.ts'
import { asksForGaps, largestLimit, rulesOnPaper, type StandardWalks } from '../analyse-standard.ts'
import { type AnswerWalks, walksOnFoot } from '../answer-walks.ts'
import { fromShardBytes, toShardBytes } from './shard-bytes.ts'
import { blankColumns, type RowArray, type RowWidths, rowColumns, type ShardColumns } from './shard-rows.ts'

/** What all shards of a plan are asked. Plain data. */
export interface ShardTerms {
  readonly basis: Basis
  readonly limits: readonly number[]
  readonly pack: StandardPack | null
  /** By category: 1 where the whole data hold a facility of it. */
  readonly hasKind: Uint8Array
  /** By rule: 1 where the whole data hold what it asks for. */
  readonly hasData: Uint8Array
  /** Whether walks are kept as lines, for maps. */
  readonly wantsRoutes: boolean
}

/** A shard as it is planned. */
export interface ShardPart {
  readonly id: string
  readonly terms: ShardTerms
  /** Bytes of its network. */
  readonly network: Uint8Array
  readonly part: StudyPart
}

/** What a shard has measured. */
export interface ShardRows {
  readonly id: string
  readonly columns: ShardColumns
  readonly routes: readonly WalkRoute[]
}

/** How a shard is measured. */
export interface MeasureShardOptions extends RunOptions {
  /** Runs the sweeps, e.g. in threads; default: here. */
  readonly sweep?: ((problem: SweepProblem, options: RunOptions) => Promise<ReachedTimes>) | undefined
}

const KNOWN_OPTIONS: OptionKeys<MeasureShardOptions> = { sweep: true, signal: true, onProgress: true }

/**
 * Measures one shard of a plan.
 *
 * @param bytes what `planShards` made of it
 * @returns its rows, for `mergeShards`; the same part gives the same bytes
 * @throws LivingCircleError `input-format`, `input-unsupported`, `aborted`
 * @example
 * ```ts
 * import { measureShard, mergeShards } from 'living-circle/parts'
 * declare const part: Uint8Array
 * const rows = await measureShard(part) // one of `planShards`, for `mergeShards`
 * ```
 */
export async function measureShard(bytes: Uint8Array, options: MeasureShardOptions = {}): Promise<Uint8Array> {
  checkOptions('measureShard', options, KNOWN_OPTIONS)
  const { id, terms, network, part } = fromShardBytes<ShardPart>('part', bytes, 'part.bin')
  const memory = shareableMemory(network.length)
  new Uint8Array(memory).set(network)
  const study = openPart(part, networkOver(memory))
  const run: RunOptions = { signal: options.signal, onProgress: options.onProgress }
  const { basis, limits } = terms
  const question = poseQuestion(study, basis, costLimits(basis, limits))
  const sweep = options.sweep ?? (async (problem, how) => sweepReachedTimes(problem, how))
  const times = await sweep(question.problem, run)
  const stepFree =
    part.profile.stepsTimeFactor === null
      ? await measureStepFree(study, question, times, (problem) => sweep(problem, run))
      : undefined
  const walks = walksOnFoot(study, basis, limits, times, stepFree, undefined, part.choices)
  const columns = await withPauses(columnsOf(study, terms, walks, run), run)
  inNumbersOfTheWhole(columns, widthsOf(study, terms), part.facilityNumber)
  throwIfAborted(run.signal)
  const routes = terms.wantsRoutes ? walkRoutes(study, basis, limits.at(-1)!, Number.POSITIVE_INFINITY) : []
  const rows: ShardRows = { id, columns, routes }
  return toShardBytes('rows', rows)
}

/** The widths of a run's columns. */
export function widthsOf(
  { categories, profile }: Pick<AccessStudy, 'categories' | 'profile'>,
  { limits, pack, hasData }: ShardTerms,
): RowWidths {
  return {
    categories: categories.length,
    limits: limits.length,
    stepFree: profile.stepsTimeFactor === null,
    rules: pack?.rules.length ?? 0,
    gapRules: pack === null ? 0 : gapRulesOf(pack, hasData).length,
    paperRules: pack === null ? 0 : rulesOnPaper(pack, hasData).changed.length,
  }
}

/** Rules whose gaps are looked for, in order. */
export function gapRulesOf(pack: StandardPack, hasData: Uint8Array): number[] {
  return pack.rules.flatMap((rule, index) => (asksForGaps(rule, hasData[index] === 1) ? [index] : []))
}

function* columnsOf(
  study: AccessStudy,
  terms: ShardTerms,
  walks: AnswerWalks,
  run: RunOptions,
): Steps<Record<string, RowArray>> {
  const { basis, limits, pack } = terms
  const { times, stepFree } = walks
  const origins = study.originWeight.length
  const columns = blankColumns(rowColumns(widthsOf(study, terms)), origins, study.blocks.length)
  const { nearestCost, nearestAlongside, nearestFacility, count } = times
  Object.assign(columns, { nearestCost, nearestAlongside, nearestFacility, count }, stepFree)
  const edgeMetres = new Float64Array(study.blocks.length)
  // Whether the data hold a kind is for the whole to say.
  const table = buildAccessTable(times, study.origins, study.originWeight, basis, edgeMetres, 0, terms.hasKind)
  columns.stability = yield* walks.stability(table, run)
  const limitCost = costLimits(basis, [limits.at(-1)!])[0]!
  const searchCost = gapSearchCost(basis, limits.at(-1)!)
  for (let category = 0; category < study.categories.length; category++) {
    throwIfAborted(run.signal)
    const uncovered = uncoveredOrigins(study, times, category, limitCost)
    if (yield* walks.nearest.sweepSteps(category, searchCost)) {
      noteNearest(walks.nearest, uncovered, columns.gapCost!, columns.gapFacility!, study.categories.length, category)
    }
    yield
  }
  if (pack !== null) {
    const standard = yield* walks.standard(pack, terms.hasData, run)
    yield* noteStandard(study, pack, terms.hasData, standard, columns)
  }
  return columns
}

function* noteStandard(
  study: AccessStudy,
  pack: StandardPack,
  hasData: Uint8Array,
  { access, range, onPaper, walksOf }: StandardWalks,
  columns: Record<string, RowArray>,
): Steps<void> {
  const { share, possibleShare, value, facility, mayBeMetFrom } = access
  const { worst, best } = range
  Object.assign(columns, {
    ...{ dutyShare: share, dutyPossibleShare: possibleShare, dutyValue: value, dutyFacility: facility },
    ...{ worstShare: worst.share, worstPossibleShare: worst.possibleShare },
    ...{ bestShare: best.share, bestPossibleShare: best.possibleShare },
    ...(onPaper === undefined ? {} : { paperPossibleShare: onPaper.possibleShare }),
  })
  const rules = pack.rules.length
  for (let origin = 0; origin < study.originWeight.length; origin++) {
    for (let rule = 0; rule < rules; rule++)
      if (mayBeMetFrom(origin, rule)) columns.mayBeMet![origin * rules + rule] = 1
  }
  const gapRules = gapRulesOf(pack, hasData)
  for (const [at, duty] of gapRules.entries()) {
    const rule = pack.rules[duty]!
    const nearest = walksOf({ duty })
    const most = gapSearchCost(rule.basis === 'time' ? 'time' : 'distance', largestLimit(rule))
    if (!(yield* nearest.sweepSteps(0, most))) continue
    const unmet = unmetOrigins(study, access, duty)
    noteNearest(nearest, unmet, columns.dutyGapCost!, columns.dutyGapFacility!, gapRules.length, at)
    yield
  }
}

function noteNearest(
  nearest: NearestWalks,
  origins: Uint32Array,
  costs: RowArray,
  facilities: RowArray,
  width: number,
  at: number,
): void {
  for (const origin of origins) {
    const cost = nearest.cost(origin)
    if (cost === UNREACHED) continue
    costs[origin * width + at] = cost
    facilities[origin * width + at] = nearest.facility(origin)
  }
}

/** Facilities by their numbers in the whole study. */
function inNumbersOfTheWhole(columns: ShardColumns, widths: RowWidths, facilityNumber: Uint32Array): void {
  for (const { name, isFacility } of rowColumns(widths)) {
    if (isFacility !== true) continue
    const column = columns[name]!
    for (let i = 0; i < column.length; i++) if (column[i]! >= 0) column[i] = facilityNumber[column[i]!]!
  }
}
