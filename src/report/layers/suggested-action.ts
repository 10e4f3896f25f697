// What to look into first at a gap: a rule of thumb over its numbers, never a decision. Knows no street.
import type { AnalysisOptionsRecord } from '../../answer/access-report.ts'
import type { Gap } from '../../answer/gap.ts'
import type { ReportCategory } from '../../answer/measured-places.ts'
import { limitInMetres } from '../../foundation/limits.ts'

/** A first step at a gap. */
export interface SuggestedAction {
  readonly code: 'check-data' | 'check-edge' | 'shorten-walk' | 'just-beyond' | 'new-facility'
  readonly textEn: string
  readonly textZh: string
}

const ACTIONS: Readonly<Record<SuggestedAction['code'], SuggestedAction>> = {
  'check-data': {
    code: 'check-data',
    textEn: 'No facility of this kind in the data: check on the ground first, then plan one.',
    textZh: '数据中没有此类设施：先实地核查，再考虑新建。',
  },
  'check-edge': {
    code: 'check-edge',
    textEn: "Close to the data's edge: look for facilities beyond it first.",
    textZh: '靠近数据边界：先核查边界外的设施。',
  },
  'shorten-walk': {
    code: 'shorten-walk',
    textEn: 'Near in a straight line but far on foot: look for a gate, crossing or path that shortens the walk.',
    textZh: '直线近、步行远：考虑开门、增设过街或打通步行路径。',
  },
  'just-beyond': {
    code: 'just-beyond',
    textEn: 'Little beyond the limit: a second entrance, an outpost or a mobile service may do.',
    textZh: '略超限值：可考虑增设出入口、分点或流动服务。',
  },
  'new-facility': {
    code: 'new-facility',
    textEn: 'Far from any: plan a new facility near the centre of the gap.',
    textZh: '距现有设施远：在盲区中心附近规划新设施。',
  },
}

/**
 * The first thing to look into at a gap. In order: no such facility in the data; the data ends nearby; near in a straight line
 * (from the gap's centre, within the limit at the profile's speed) while the walk is at least twice as long; near, and the shortest walk at most a third beyond the
 * limit; else a new facility.
 *
 * @param gap the gap
 * @param category its category, for whether there is any facility at all
 * @param options of the report: who walks, and what limits are measured by where the gap does not say
 */
export function suggestedAction(
  gap: Gap,
  category: ReportCategory | undefined,
  options: Pick<AnalysisOptionsRecord, 'basis' | 'profile'>,
): SuggestedAction {
  const basis = gap.basis ?? options.basis
  // Gaps of a rule are found only where some facility could serve it, of whichever of its categories.
  if (gap.kind === 'category' && (category === undefined || category.facilities === 0)) return ACTIONS['check-data']
  if (gap.edgeAffected) return ACTIONS['check-edge']
  const walk = basis === 'time' ? gap.nearestWalkMinutes : gap.nearestWalkMetres
  const straight = gap.nearestStraightMetres
  const near = straight !== null && straight <= limitInMetres(basis, gap.limit, options.profile)
  if (near && (gap.nearestWalkMetres === null || gap.nearestWalkMetres >= 2 * straight)) return ACTIONS['shorten-walk']
  if (near && walk !== null && walk * 3 <= gap.limit * 4) return ACTIONS['just-beyond']
  return ACTIONS['new-facility']
}
