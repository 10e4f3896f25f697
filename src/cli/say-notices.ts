// The sentences that every number depends on, said on stderr after it: flat ground, what a profile does not judge, what is unknown.
import type { AccessReport } from '../index.ts'
import type { Session } from './session.ts'

/** Says a report's notices, one per line. */
export function sayNotices({ terminal }: Session, { notices }: AccessReport, lang: 'en' | 'zh'): void {
  for (const { textEn, textZh } of notices) terminal.note(`note: ${lang === 'zh' ? textZh : textEn}`)
}
