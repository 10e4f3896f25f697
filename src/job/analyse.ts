// HALLWAY: the usual path from loaded inputs to an AccessReport. No logic of its own: every step is a room's function.

import type { AccessReport } from '../answer/access-report.ts'
import type { ServingRuleName } from '../answer/capacity-report.ts'
import type { DemandMethod } from '../answer/measured-places.ts'
import { checkGiven } from '../foundation/arguments.ts'
import { pause, withPauses } from '../foundation/breath.ts'
import { costLimits } from '../foundation/limits.ts'
import { resolveOptions } from '../foundation/options.ts'
import type { RunOptions } from '../foundation/progress.ts'
import { carryGapIds, type GapsOfRun } from '../ledger/carry-gap-ids.ts'
import { DEFAULT_MAX_LINK_METRES } from '../locate/link-points.ts'
import { DEFAULT_PROFILE, type WalkProfile } from '../network/profile.ts'
import { essentialThings } from '../normalise/categories/essential-kinds.ts'
import type { DemandRate } from '../normalise/places/demand-rate.ts'
import type { WalkDirection } from '../search/facility-targets.ts'
import { type ReachedTimes, type SweepProblem, sweepWithPauses } from '../search/reached-times.ts'
import type { StandardPack } from '../standard/standard-pack.ts'
import { type AccessStudy, poseQuestion } from '../study/access-study.ts'
import { SERVING_RULES } from '../study/capacity/served-in-fact.ts'
import { measureStepFree } from '../study/step-free-walks.ts'
import { checkKinds, checkWord } from '../words/option-values.ts'
import { analyseLevels } from './analyse-levels.ts'
import { settingOfAnswer } from './answer-setting.ts'
import { walksOnFoot } from './answer-walks.ts'
import type { CategoryChoice } from './choose-categories.ts'
import { composeAnswer } from './compose-answer.ts'
import type { LoadedArea } from './load-area.ts'
import type { LoadedBlocks } from './load-blocks.ts'
import type { LoadedRates } from './load-demand-rates.ts'
import type { LoadedFacilities } from './load-facilities.ts'
import type { LoadedStandard } from './load-standard.ts'
import { facilitiesInside, type LoadedStudyArea } from './load-study-area.ts'
import { measureMoments } from './measure-moments.ts'
import { measurePlaces } from './measure-places.ts'
import { measureSeats } from './measure-seats.ts'
import { poseAnalysis } from './pose-analysis.ts'

/** How to analyse. All optional. */
export interface AnalyseOptions extends RunOptions {
  /** Time limits, minutes. Default 5, 10, 15. Not together with `metres`. */
  readonly minutes?: readonly number[] | undefined
  /** Distance limits, metres of walking; the walk is then the shortest, not the quickest. */
  readonly metres?: readonly number[] | undefined
  /** `adult` (default), `older`, `frail`, `child`, `wheelchair`, or a profile of your own. */
  readonly profile?: string | WalkProfile | undefined
  /**
   * People who cannot walk farther than this without sitting down, metres: the table then tells, too, the shortest walk on which no stretch is
   * longer (`seatGapMetres`, `seatWalkMetres`). Rest places are the block itself, benches, shelters and stops with a bench in the OSM data,
   * and the entrances of the facilities.
   */
  readonly restMetres?: number | undefined
  /**
   * Category ids, `all` that the facilities have (default without a standard), or the `essential` ones: see {@link essentialThings};
   * every kind that a file of your own names is then measured, too.
   */
  readonly categories?: CategoryChoice | undefined
  /** Longest straight leg between a point and its street, metres. Default 200. */
  readonly maxLinkMetres?: number | undefined
  /** How demand points are made. Default `auto`. */
  readonly demand?: 'auto' | DemandMethod | undefined
  /** Judges the blocks by a standard; its categories are then the default ones. See {@link standardPack}, {@link loadStandard}. */
  readonly standard?: StandardPack | LoadedStandard | undefined
  /** Heading of every document; default: the name of the area's file. */
  readonly title?: string | undefined
  /** A former answer: gaps that it has, too, keep its ids, and the report says what became of the others. See {@link carryGapIds}. */
  readonly former?: GapsOfRun | undefined
  /** Blocks, people and gaps inside count; facilities and streets around still serve. See {@link loadStudyArea}, {@link namedStudyArea}. */
  readonly within?: LoadedStudyArea | undefined
  /**
   * A day and a time of a plain week, e.g. `Tu 19:00` or 周二 19:00: facilities and gates that are closed then serve nobody. What has no hours, or
   * hours that are not understood, may be open: it counts in shares, and a verdict that hangs on it is unknown. Default: hours are not looked at.
   */
  readonly at?: string | undefined
  /** Coverage on a weekday, an evening and a weekend beside the answer (`hours`), or at moments of your own. Default none. */
  readonly hours?: boolean | readonly string[] | undefined
  /**
   * Every facility's walk to the next level up (`level` and `parent` of facilities), within so many minutes or metres (`true`: the largest limit).
   * Default none.
   */
  readonly levels?: boolean | number | undefined
  /** Default `toFacility`. */
  readonly direction?: WalkDirection | undefined
  /**
   * Counts places against demand by these rates, within the largest limit; default: does not. See `builtInRates`,
   * `loadDemandRates`.
   */
  readonly demandRates?: readonly DemandRate[] | LoadedRates | undefined
  /** Who gets the places where they are short. Default `fair`. */
  readonly servingRule?: ServingRuleName | undefined
  /**
   * `false`: gaps are not looked for (unless there is a `former` answer), and whoever asks the report for them (`gaps`, `facts`; most documents and layers do) is refused. For programs
   * that want the table alone. Default true.
   */
  readonly gaps?: boolean | undefined
  /** Runs the sweeps, e.g. in threads; default: here. */
  readonly sweep?: ((problem: SweepProblem, options: RunOptions) => Promise<ReachedTimes>) | undefined
}

/** An analysis: the plain report, and the study behind it for further questions (explanations, isochrones). */
export interface AccessAnalysis {
  readonly report: AccessReport
  readonly study: AccessStudy
}

const DEFAULTS = {
  minutes: undefined as readonly number[] | undefined,
  metres: undefined as readonly number[] | undefined,
  profile: DEFAULT_PROFILE as string | WalkProfile,
  restMetres: undefined as number | undefined,
  categories: undefined as CategoryChoice | undefined,
  maxLinkMetres: DEFAULT_MAX_LINK_METRES,
  demand: 'auto' as 'auto' | DemandMethod,
  standard: undefined as StandardPack | LoadedStandard | undefined,
  title: undefined as string | undefined,
  former: undefined as GapsOfRun | undefined,
  within: undefined as LoadedStudyArea | undefined,
  at: undefined as string | undefined,
  hours: undefined as boolean | readonly string[] | undefined,
  levels: undefined as boolean | number | undefined,
  direction: 'toFacility' as WalkDirection,
  demandRates: undefined as AnalyseOptions['demandRates'],
  servingRule: 'fair' as ServingRuleName,
  gaps: true as boolean | undefined,
  sweep: undefined as AnalyseOptions['sweep'],
  signal: undefined as AbortSignal | undefined,
  onProgress: undefined as RunOptions['onProgress'],
}

const OPTION_KINDS = {
  profile: ['string', 'object'],
  restMetres: ['number'],
  categories: ['string', 'strings'],
  standard: ['object'],
  title: ['string'],
  former: ['object'],
  within: ['object'],
  at: ['string'],
  hours: ['boolean', 'strings'],
  levels: ['boolean', 'number'],
  demandRates: ['array', 'object'],
  sweep: ['function'],
  onProgress: ['function'],
} as const

/**
 * Who can walk to what: the whole analysis.
 *
 * @throws LivingCircleError `unknown-option`, `invalid-option` (limits, profile, category), `input-unusable` (no blocks), `aborted`
 * @example
 * ```ts
 * import { analyseAccess, bytesSource, loadArea, loadBlocks, loadFacilities } from 'living-circle'
 * const text = (value: string) => new TextEncoder().encode(value)
 * const osm = '<osm><node id="1" lat="0" lon="0"/><node id="2" lat="0" lon="0.005"/><way id="9"><nd ref="1"/><nd ref="2"/><tag k="highway" v="footway"/></way></osm>'
 * const area = await loadArea(bytesSource('tiny.osm', text(osm)))
 * const facilities = await loadFacilities(area, { files: [bytesSource('f.csv', text('id,category,lon,lat\nf1,clinic,0.004,0\n'))] })
 * const blocks = await loadBlocks(area, { file: bytesSource('b.csv', text('id,lon,lat,population\nb1,0.001,0,120\n')) })
 * const { report } = await analyseAccess(area, facilities, blocks)
 * report.table.walkMetres[0]?.toFixed(1) // '333.6'
 * ```
 */
export async function analyseAccess(
  area: LoadedArea,
  facilities: LoadedFacilities,
  allBlocks: LoadedBlocks,
  options: AnalyseOptions = {},
): Promise<AccessAnalysis> {
  const given = resolveOptions('analyseAccess', options, DEFAULTS)
  checkKinds('analyseAccess', given, OPTION_KINDS)
  checkGiven('analyseAccess', 'area', area, 'area')
  checkGiven('analyseAccess', 'facilities', facilities, 'facilities')
  checkGiven('analyseAccess', 'blocks', allBlocks, 'blocks')
  if (given.former !== undefined) checkGiven('analyseAccess', 'former', given.former, 'former')
  if (given.demandRates !== undefined && !Array.isArray(given.demandRates))
    checkGiven('analyseAccess', 'demandRates', given.demandRates, 'rates')
  const rates = loadedRates(given.demandRates)
  for (const rate of rates?.rates ?? []) checkGiven('analyseAccess', 'demandRates', rate, 'rate')
  checkWord('servingRule', given.servingRule, SERVING_RULES)
  const run: RunOptions = { signal: given.signal, onProgress: given.onProgress }
  const posed = await poseAnalysis('analyseAccess', area, facilities, allBlocks, given, run)
  const { study, basis, limits, profile, studyOptions, places, at, moments, states, standard, within } = posed
  const question = poseQuestion(study, basis, costLimits(basis, limits))
  const sweep = given.sweep ?? sweepWithPauses
  const times = await sweep(question.problem, run)
  const wheels =
    profile.stepsTimeFactor === null
      ? await measureStepFree(study, question, times, (problem) => sweep(problem, run))
      : undefined
  const seats =
    given.restMetres === undefined ? undefined : await measureSeats(area, study, given.restMetres, basis, limits, run)
  const hours =
    moments.length === 0
      ? undefined
      : await measureMoments(
          {
            ...{
              area,
              blocks: posed.loaded.blocks,
              facilities: facilities.facilities,
              options: studyOptions,
              basis,
              limits,
            },
            ...{ sweep, run },
          },
          study,
          moments,
        )
  const capacity =
    rates === undefined
      ? undefined
      : await measurePlaces(study, rates.rates, given.servingRule, basis, limits.at(-1)!, run)
  const levels =
    given.levels === undefined || given.levels === false
      ? undefined
      : analyseLevels(study, facilities.facilities, basis, given.levels === true ? limits.at(-1)! : given.levels, run)
  const terms = { standard, categories: given.categories, studyArea: within?.studyArea, rates }
  await pause(run.signal)
  const setting = settingOfAnswer(places.area, facilities, places.blocks, study, terms)
  await pause(run.signal)
  const walks = walksOnFoot(study, basis, limits, times, wheels, states?.isUnknown)
  const composing = composeAnswer(
    study,
    setting,
    walks,
    {
      basis,
      limits,
      demand: given.demand,
      standard,
      former: given.former,
      title: given.title,
      isInside: within === undefined ? undefined : facilitiesInside(study, within),
      seats,
      at,
      hours,
      levels,
      isUnknown: states?.isUnknown,
      capacity,
      gaps: given.gaps !== false || given.former !== undefined,
    },
    run,
  )
  return { report: await withPauses(composing, run), study }
}

/** Rates by themselves come from no file. */
function loadedRates(given: AnalyseOptions['demandRates']): LoadedRates | undefined {
  return given === undefined || 'rates' in given ? given : { rates: given, input: null, rejects: [] }
}
