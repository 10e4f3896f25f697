// What is said of an answer at a moment: how much is open then, and of how much nobody knows. Numbers in, a sentence out.
import type { MomentCoverage } from '../answer/moment-coverage.ts'
import type { Notice } from '../answer/sources.ts'
import { notice } from '../words/notice.ts'

/** One notice. */
export function momentNotice({ text, facilities, gates }: MomentCoverage): Notice {
  const { open, closed, unknown } = facilities
  return notice('hours-at', 'hours-at', {
    ...{ at: text, all: open + closed + unknown, open, closed, unknown },
    ...{ gates: gates.closed, doubtful: gates.unknown },
  })
}
