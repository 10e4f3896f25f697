// Why nobody gains and nobody loses. Two answers of which no share differs, and the edits between them where there are some. Out: sentences.
import type { AccessReport } from '../../answer/access-report.ts'
import type { AnswerChanges } from '../../answer/answer-changes.ts'
import type { EditEcho } from '../../answer/edit-echo.ts'
import type { Message } from '../../foundation/message.ts'
import { message } from '../../words/problem.ts'
import type { AnswerPair } from './block-pairs.ts'

/** Edits that change a walk, where they change anything. */
const WALK_OPS = new Set(['add-path', 'add-crossing', 'open-gate', 'close-gate', 'remove-way'])
const PLACE_OPS = new Set(['add-facility', 'move-facility', 'close-facility', 'open-planned'])

/** Reasons, the plainest first. */
export function whyNoDifference(
  pair: AnswerPair,
  {
    before,
    after,
    edits,
  }: {
    readonly before: AccessReport
    readonly after: AccessReport
    readonly edits: readonly EditEcho[]
  },
  walks: AnswerChanges['walks'],
): Message[] {
  const why: Message[] = []
  if (edits.length === 0 && sameInputs(before, after)) why.push(message('change.same-inputs'))
  for (const edit of edits) {
    const own = ofEdit(edit, walks)
    if (own !== null) why.push(own)
  }
  if (walks.shorter + walks.longer > 0) why.push(ofWalks(pair, walks))
  return why.length > 0 ? why : [message('change.no-walk-differs')]
}

function sameInputs(before: AccessReport, after: AccessReport): boolean {
  const hashes = ({ inputs }: AccessReport) => inputs.map(({ role, sha256 }) => JSON.stringify([role, sha256])).sort()
  const [one, other] = [hashes(before), hashes(after)]
  return before.inputs.every(({ sha256 }) => sha256 !== null) && one.join() === other.join()
}

function ofEdit({ id, op, status, said }: EditEcho, walks: AnswerChanges['walks']): Message | null {
  if (status === 'nothing') {
    return message('change.edit-nothing', { edit: id, why: said.map(({ key, values }) => ({ key, values })) })
  }
  if (op === 'set-capacity') return message('change.edit-capacity', { edit: id })
  if (op === 'set-population') return message('change.edit-people', { edit: id })
  if (walks.shorter + walks.longer > 0) return null
  if (WALK_OPS.has(op)) return message('change.edit-no-walk', { edit: id })
  return PLACE_OPS.has(op) ? message('change.edit-no-nearest', { edit: id }) : null
}

/** Walks differ, but nobody passes a limit: within all limits before already, or beyond all of them still. */
function ofWalks(pair: AnswerPair, { shorter, longer }: AnswerChanges['walks']): Message {
  let within = 0
  let beyond = 0
  for (const block of pair.blocks) {
    pair.kinds.forEach((_, kind) => {
      const { before, after } = pair.walk(block, kind)
      if (before === after || Number.isNaN(before) || Number.isNaN(after)) return
      const largest = pair.share(block, kind, pair.limits.length - 1).after
      if (largest > 0) within++
      else beyond++
    })
  }
  return message('change.walks-only', { n: shorter + longer, shorter, longer, within, beyond })
}
