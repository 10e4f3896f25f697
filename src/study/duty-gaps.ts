// Gap areas of duties: people within reach of too little of what a duty asks, at the duty's own limit. Duties come as numbers; it
// does not know which standard asks.

import type { RuleGap } from '../answer/gap.ts'
import type { Steps } from '../foundation/breath.ts'
import { costLimits } from '../foundation/limits.ts'
import { type RunOptions, throwIfAborted } from '../foundation/progress.ts'
import type { Basis } from '../foundation/units.ts'
import { type AccessStudy, poseQuestion, type StudyPlaces } from './access-study.ts'
import type { Duty, DutyAccess } from './duties.ts'
import { findGaps, type GapRequest, type GapTools, gapTools, type RuleSubject } from './gaps.ts'
import { NearestOnFoot, type NearestWalks } from './nearest-on-foot.ts'

/** One duty whose gaps are asked for; its limit is the largest of its routes. */
export interface DutyGapQuestion extends GapRequest<RuleSubject> {
  /** Its number among the duties. */
  readonly duty: number
}

/** Facilities that a duty counts, swept from one duty after the other. */
export type DutyWalks = (question: Pick<DutyGapQuestion, 'duty'>) => NearestWalks

/**
 * Gaps of duties that are measured by walking, in the order of the questions. A duty that no linked facility could meet has none here:
 * that is a lack of data. In steps.
 *
 * @param access what {@link measureDuties} found for these duties
 * @param walksOf walks to the nearest facility that a duty counts; category 0 are these
 */
export function* measureDutyGaps(
  study: StudyPlaces,
  duties: readonly Duty[],
  access: Pick<DutyAccess, 'mayBeMetFrom'>,
  questions: readonly DutyGapQuestion[],
  walksOf: DutyWalks,
  run: RunOptions = {},
): Steps<RuleGap[]> {
  const gaps: RuleGap[] = []
  const grounds = new Map<Basis, GapTools>()
  for (const [done, question] of questions.entries()) {
    throwIfAborted(run.signal)
    run.onProgress?.({ step: 'gaps', done, total: questions.length })
    const { basis, routes } = duties[question.duty]!
    if (basis === 'straight-line') continue
    const nearest = walksOf(question)
    let tools = grounds.get(basis)
    if (tools === undefined) {
      tools = gapTools(study, basis, nearest)
      grounds.set(basis, tools)
    }
    const counting = new Set(routes.flatMap(({ facilities }) => facilities))
    const unmet = unmetOrigins(study, access, question.duty)
    const counts = (facility: number) => counting.has(facility)
    for (const gap of yield* findGaps({ ...tools, nearest }, question, unmet, 0, counts)) gaps.push(gap)
  }
  return gaps
}

/** Walks of a study to the facilities that its duties count. */
export function dutyWalksOnFoot(study: AccessStudy, duties: readonly Duty[]): DutyWalks {
  const byBasis = new Map<Basis, { readonly nearest: NearestOnFoot; readonly kinds: Uint32Array }>()
  return ({ duty }) => {
    const { basis, routes } = duties[duty]!
    if (basis === 'straight-line') throw new Error('dutyWalksOnFoot: a straight line is no walk')
    let walks = byBasis.get(basis)
    if (walks === undefined) {
      const { problem } = poseQuestion(study, basis, costLimits(basis, [1]))
      // Facilities that count are of kind 0, all others of kind 1: written anew for each duty.
      const kinds = new Uint32Array(study.facilities.length)
      const targets = { ...problem.targets, categoryOfFacility: kinds, categoryCount: 2 }
      walks = { nearest: new NearestOnFoot({ ...problem, targets }), kinds }
      byBasis.set(basis, walks)
    }
    walks.kinds.fill(1)
    for (const { facilities } of routes) for (const facility of facilities) walks.kinds[facility] = 0
    return walks.nearest
  }
}

/** Linked origins that surely do not meet a duty, ascending: what is unknown is no gap. */
export function unmetOrigins(
  { originWeight }: Pick<StudyPlaces, 'originWeight'>,
  access: Pick<DutyAccess, 'mayBeMetFrom'>,
  duty: number,
): Uint32Array {
  const unmet: number[] = []
  for (let origin = 0; origin < originWeight.length; origin++) {
    if (originWeight[origin]! > 0 && !access.mayBeMetFrom(origin, duty)) unmet.push(origin)
  }
  return Uint32Array.from(unmet)
}
