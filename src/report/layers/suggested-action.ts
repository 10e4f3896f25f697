// What to look into first at a gap, in words: its cause and the best remedy where these were looked for, else the rule of thumb. It does not know how either
// was chosen.
import type { Gap } from '../../answer/gap.ts'
import type { GapAction } from '../../answer/gap-action.ts'
import type { Message } from '../../foundation/message.ts'
import { noticeTexts } from '../../words/notice.ts'
import { diagnosisSaid } from './cause-words.ts'

/** A first step at a gap. */
export interface SuggestedAction {
  readonly code: GapAction
  readonly textEn: string
  readonly textZh: string
  /** The sentence among the notices. */
  readonly said: Message
}

/**
 * The first thing to look into at a gap, said in both languages.
 *
 * @example
 * ```ts
 * import type { Gap } from 'living-circle'
 * import { suggestedAction } from 'living-circle/parts'
 * declare const gap: Gap
 * suggestedAction(gap).said.key
 * ```
 */
export function suggestedAction({
  action,
  diagnosis,
  basis,
}: Pick<Gap, 'action' | 'diagnosis' | 'basis'>): SuggestedAction {
  const found = diagnosis === undefined ? null : diagnosisSaid(diagnosis, basis ?? 'time')
  const said = found ?? { key: `action.${action}` }
  return { code: action, ...noticeTexts(said), said }
}
