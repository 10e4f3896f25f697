// HALLWAY: an analysis at moments of the week: facilities and gates that are closed then serve nobody. Steps of other rooms, in order.
import type { ReportCategory } from '../answer/measured-places.ts'
import type { Moment, MomentCoverage } from '../answer/moment-coverage.ts'
import { withPauses } from '../foundation/breath.ts'
import { costLimits } from '../foundation/limits.ts'
import type { RunOptions } from '../foundation/progress.ts'
import type { Basis } from '../foundation/units.ts'
import type { BlockRecord } from '../normalise/places/block-record.ts'
import type { FacilityRecord } from '../normalise/places/facility-record.ts'
import { type OpenState, readMoment } from '../normalise/places/opening-hours.ts'
import {
  anyGateHasHours,
  blocksAt,
  compoundsAt,
  countGates,
  facilityStates,
} from '../normalise/places/places-at-moment.ts'
import type { ReachedTimes, SweepProblem } from '../search/reached-times.ts'
import { type AccessStudy, poseQuestion, type StudyOptions, studySteps } from '../study/access-study.ts'
import { countStates, kindsAtMoment, shareTable } from '../study/moment-shares.ts'
import { problem } from '../words/problem.ts'
import { closeCompounds } from './close-compounds.ts'
import type { LoadedArea } from './load-area.ts'

/** A weekday, an evening, a weekend. */
export const USUAL_MOMENTS: readonly string[] = ['Tu 10:00', 'Tu 19:00', 'Sa 10:00']

/**
 * A text as a moment. @throws LivingCircleError `invalid-option`
 * @example
 * ```ts
 * import { momentOf } from 'living-circle/parts'
 * momentOf('Tu 19:00').minute // 2580
 * ```
 */
export function momentOf(text: string): Moment {
  const minute = readMoment(text)
  if (minute === null) throw problem('invalid-option', 'moment.unknown', { text }, { hint: 'hint.moment' })
  return { text, minute }
}

/** Streets and blocks at a moment. */
export interface PlacesAtMoment {
  readonly area: LoadedArea
  readonly blocks: readonly BlockRecord[]
}

/**
 * Streets and blocks as they are at a moment. Where no gate has hours they are what they were.
 *
 * @param isCertain gates whose hours are not understood are shut, not open
 */
export function placesAt(
  area: LoadedArea,
  blocks: readonly BlockRecord[],
  minute: number,
  isCertain: boolean,
): PlacesAtMoment {
  const known = area.compounds?.known ?? []
  if (!anyGateHasHours(known, blocks)) return { area, blocks }
  const closed = area.compounds === undefined ? area : closeCompounds(area, compoundsAt(known, minute, isCertain))
  return { area: closed, blocks: blocksAt(blocks, minute, isCertain) }
}

/** How the facilities of a study stand at a moment: 1 where closed, and where unknown. */
export interface StatesAtMoment {
  readonly state: readonly OpenState[]
  readonly isUnknown: Uint8Array
}

/** The states of a study's facilities. */
export function statesAt({ facilities }: AccessStudy, minute: number): StatesAtMoment {
  const state = facilityStates(facilities, minute)
  return { state, isUnknown: Uint8Array.from(state, (one) => (one === 'unknown' ? 1 : 0)) }
}

/** What is the same at every moment. */
export interface MomentQuestion {
  readonly area: LoadedArea
  readonly blocks: readonly BlockRecord[]
  readonly facilities: readonly FacilityRecord[]
  readonly options: StudyOptions
  readonly basis: Basis
  readonly limits: readonly number[]
  readonly sweep: (problem: SweepProblem, run: RunOptions) => ReachedTimes | Promise<ReachedTimes>
  readonly run: RunOptions
}

/** Shares of blocks by category and limit: by what is certainly open, and by what is not known to be closed. */
export interface MomentShares {
  readonly certain: Float64Array
  readonly possible: Float64Array
}

/** Measures both at one moment: a sweep each, over streets of their own where gates have hours. */
async function measureMoment(question: MomentQuestion, minute: number): Promise<MomentShares> {
  const { facilities, options, basis, limits, run } = question
  const shares = async (isCertain: boolean) => {
    const { area, blocks } = placesAt(question.area, question.blocks, minute, isCertain)
    const study = await withPauses(studySteps(area.network, facilities, blocks, options), run)
    const states = statesAt(study, minute)
    const open = shutAt(study, states, isCertain)
    const times = await question.sweep(poseQuestion(open, basis, costLimits(basis, limits)).problem, run)
    return shareTable(open, times)
  }
  return { certain: await shares(true), possible: await shares(false) }
}

/** A study in which what is closed serves nobody; what may be closed does neither, for whoever wants to be certain. */
export function shutAt(study: AccessStudy, { state }: StatesAtMoment, isCertain = false): AccessStudy {
  const isShut = (one: OpenState) => one === 'closed' || (isCertain && one === 'unknown')
  return { ...study, isShut: Uint8Array.from(state, (one) => (isShut(one) ? 1 : 0)) }
}

/** The moments to be measured beside an answer; that of the answer itself first. */
export function askedMoments(hours: boolean | readonly string[] | undefined, at: Moment | undefined): Moment[] {
  const texts = hours === true ? USUAL_MOMENTS : hours === undefined || hours === false ? [] : hours
  const moments = [...(at === undefined ? [] : [at]), ...texts.map(momentOf)]
  return moments.filter(({ minute }, i) => moments.findIndex((other) => other.minute === minute) === i)
}

/** What was measured at some moments. */
export interface MeasuredMoments {
  readonly coverage: (categories: readonly ReportCategory[]) => MomentCoverage[]
  /** Shares at the first moment by what is certainly open; unknown where the answer's own share is. */
  readonly certainShare: (share: Float64Array) => Float64Array
}

/** Measures moments one after the other. */
export async function measureMoments(
  question: MomentQuestion,
  study: AccessStudy,
  moments: readonly Moment[],
): Promise<MeasuredMoments> {
  const measured: { readonly moment: Moment; readonly shares: MomentShares }[] = []
  for (const moment of moments) measured.push({ moment, shares: await measureMoment(question, moment.minute) })
  return {
    coverage: (categories) =>
      measured.map(({ moment, shares }) => momentCoverage(question, study, categories, moment, shares)),
    certainShare: (share) => {
      const { certain } = measured[0]!.shares
      return share.map((own, cell) => (Number.isNaN(own) ? Number.NaN : Math.min(own, certain[cell]! || 0)))
    },
  }
}

/** Coverage at one moment, as the answer says it. */
function momentCoverage(
  question: MomentQuestion,
  study: AccessStudy,
  categories: readonly ReportCategory[],
  moment: Moment,
  shares: MomentShares,
): MomentCoverage {
  const known = question.area.compounds?.known ?? []
  const { state } = statesAt(study, moment.minute)
  return {
    ...moment,
    facilities: countStates(state),
    gates: countGates(known, question.blocks, moment.minute),
    kinds: kindsAtMoment(study, categories, state, question.limits, shares),
  }
}
