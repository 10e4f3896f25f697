// The sentences that every number depends on, said on stderr after it: flat ground, what a profile does not judge, what is unknown.
import type { AccessReport } from './library.ts'
import type { Session } from './session.ts'
import { sayIn, sayNotice } from './words.ts'

/** Says a report's notices, one per line. */
export function sayNotices({ terminal, lang }: Session, { notices }: Pick<AccessReport, 'notices'>): void {
  const say = sayIn(lang)
  for (const notice of notices) terminal.note(say('note', { text: sayNotice(notice, lang) }))
}
