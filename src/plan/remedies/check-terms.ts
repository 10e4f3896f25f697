// Whether what is asked of remedies makes sense: a budget needs costs, a choice a number, and walks lead to facilities.
import type { RemedyCosts } from '../../answer/remedies-report.ts'
import { problem } from '../../words/problem.ts'

/** So many remedies are chosen together where nobody says how many. */
export const MOST_JOINT = 10
/** More than this is no plan. */
const LARGEST_JOINT = 1000

/** What is asked. */
export interface JointTerms {
  readonly costs: RemedyCosts
  readonly budget: number | undefined
  readonly most: number
  readonly direction: 'toFacility' | 'fromFacility'
}

/** @throws LivingCircleError `invalid-option` */
export function checkJointTerms({ costs, budget, most, direction }: JointTerms): void {
  if (direction !== 'toFacility') throw problem('invalid-option', 'remedies.direction', {}, {})
  if (!Number.isInteger(most) || most < 1 || most > LARGEST_JOINT) {
    throw problem('invalid-option', 'remedies.most', { value: String(most), most: LARGEST_JOINT }, {})
  }
  if (budget === undefined) return
  if (!(budget >= 0) || !Number.isFinite(budget)) {
    throw problem('invalid-option', 'remedies.budget', { value: String(budget) }, {})
  }
  const isPriced = costs.costs.some(({ each, perMetre, perPlace }) => (each ?? perMetre ?? perPlace) !== null)
  if (!isPriced) throw problem('invalid-option', 'remedies.budget-without-costs', {}, { hint: 'hint.costs-example' })
}
