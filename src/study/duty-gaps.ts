// Gap areas of duties: people within reach of too little of what a duty asks, at the duty's own limit. Duties come as numbers; it
// does not know which standard asks.

import type { RuleGap } from '../answer/gap.ts'
import { costLimits } from '../foundation/limits.ts'
import { type RunOptions, throwIfAborted } from '../foundation/progress.ts'
import type { Basis } from '../foundation/units.ts'
import { type AccessStudy, poseQuestion } from './access-study.ts'
import type { Duty, DutyAccess } from './duties.ts'
import { findGaps, type GapRequest, type GapTools, gapTools, type RuleSubject } from './gaps.ts'

/** One duty whose gaps are asked for; its limit is the largest of its routes. */
export interface DutyGapQuestion extends GapRequest<RuleSubject> {
  /** Its number among the duties. */
  readonly duty: number
}

/**
 * Gaps of duties that are measured by walking, in the order of the questions. A duty that no linked facility could meet has none here:
 * that is a lack of data.
 *
 * @param access what {@link measureDuties} found for these duties
 */
export function measureDutyGaps(
  study: AccessStudy,
  duties: readonly Duty[],
  access: DutyAccess,
  questions: readonly DutyGapQuestion[],
  run: RunOptions = {},
): RuleGap[] {
  const gaps: RuleGap[] = []
  const finders = new Map<Basis, ReturnType<typeof createDutyGapFinder>>()
  questions.forEach((question, done) => {
    throwIfAborted(run.signal)
    run.onProgress?.({ step: 'gaps', done, total: questions.length })
    const { basis, routes } = duties[question.duty]!
    if (basis === 'straight-line') return
    let find = finders.get(basis)
    if (find === undefined) {
      find = createDutyGapFinder(study, basis, question.terms.limit)
      finders.set(basis, find)
    }
    const counting = new Set(routes.flatMap(({ facilities }) => facilities))
    for (const gap of find(question, counting, unmetOrigins(study, access, question.duty))) gaps.push(gap)
  })
  return gaps
}

function createDutyGapFinder(study: AccessStudy, basis: Basis, limit: number) {
  const { problem } = poseQuestion(study, basis, costLimits(basis, [limit]))
  // Facilities that count are of kind 0, all others of kind 1: written anew for each duty.
  const kindOfFacility = new Uint32Array(study.facilities.length)
  const targets = { ...problem.targets, categoryOfFacility: kindOfFacility, categoryCount: 2 }
  const tools: GapTools = gapTools(study, { basis, problem: { ...problem, targets } })
  return (request: DutyGapQuestion, counting: ReadonlySet<number>, uncovered: Uint32Array): RuleGap[] => {
    kindOfFacility.fill(1)
    for (const facility of counting) kindOfFacility[facility] = 0
    return findGaps(tools, request, uncovered, 0, (facility) => counting.has(facility))
  }
}

/** Linked origins that surely do not meet a duty, ascending: what is unknown is no gap. */
function unmetOrigins({ originWeight }: AccessStudy, access: DutyAccess, duty: number): Uint32Array {
  const unmet: number[] = []
  for (let origin = 0; origin < originWeight.length; origin++) {
    if (originWeight[origin]! > 0 && !access.mayBeMetFrom(origin, duty)) unmet.push(origin)
  }
  return Uint32Array.from(unmet)
}
