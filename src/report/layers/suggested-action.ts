// What to look into first at a gap, in words. It does not know how the step was chosen.
import type { Gap } from '../../answer/gap.ts'
import type { GapAction } from '../../answer/gap-action.ts'

/** A first step at a gap. */
export interface SuggestedAction {
  readonly code: GapAction
  readonly textEn: string
  readonly textZh: string
}

const SUGGESTED_ACTIONS: Readonly<Record<GapAction, SuggestedAction>> = {
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

/** The first thing to look into at a gap, said in both languages. */
export function suggestedAction(gap: Pick<Gap, 'action'>): SuggestedAction {
  return SUGGESTED_ACTIONS[gap.action]
}
