// What to look into first at a gap, in words. It does not know how the step was chosen.
import type { Gap } from '../../answer/gap.ts'
import type { GapAction } from '../../answer/gap-action.ts'
import type { Message } from '../../foundation/message.ts'
import { noticeTexts } from '../../words/notice.ts'

/** A first step at a gap. */
export interface SuggestedAction {
  readonly code: GapAction
  readonly textEn: string
  readonly textZh: string
  /** The sentence among the notices. */
  readonly said: Message
}

/** The first thing to look into at a gap, said in both languages. */
export function suggestedAction({ action }: Pick<Gap, 'action'>): SuggestedAction {
  const said = { key: `action.${action}` }
  return { code: action, ...noticeTexts(said), said }
}
