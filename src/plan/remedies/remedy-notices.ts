// What must be said beside remedies: what was not looked at. What was found in, notices out.
import type { Notice } from '../../answer/sources.ts'
import { notice } from '../../words/notice.ts'
import type { ComposedRemedies } from './compose-remedies.ts'
import type { GapSubject } from './gap-subjects.ts'

/** The notices, those that always hold first. */
export function remedyNotices({ gaps, remedies, joint }: ComposedRemedies, subjects: readonly GapSubject[]): Notice[] {
  const untried = subjects.filter(({ isTried }) => !isTried).reduce((sum, subject) => sum + subject.gaps.length, 0)
  return [
    ...(gaps.length > 0 ? [notice('remedies-unexamined', 'remedies-unexamined', {})] : []),
    ...(remedies.some(({ line }) => line.length > 0) ? [notice('remedies-crossings', 'remedies-crossings', {})] : []),
    ...(remedies.some(({ kind }) => kind === 'new-site') ? [notice('remedies-sites', 'remedies-sites', {})] : []),
    ...(joint.steps.length > 1 ? [notice('remedies-joint', 'remedies-joint', {})] : []),
    ...(untried > 0 ? [notice('remedies-untried', 'remedies-untried', { n: untried })] : []),
  ]
}
