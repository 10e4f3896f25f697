// Notices: sentences that numbers must not travel without, by key and values, said in English and Chinese at once for files that hold
// both. Keys in, notices out. It does not know when one is due.
import type { Message, MessageValues, Named } from '../foundation/message.ts'
import { GRAMMARS, type Lang, NOTICES } from './languages.ts'
import { sayFrom, type ValuesOf } from './sentence.ts'

type Notices = (typeof NOTICES)['en']

/** Keys of the sentences. */
export type NoticeKey = keyof Notices

/** A notice in words. */
export interface SaidNotice {
  /** For programs. */
  readonly code: string
  readonly textEn: string
  readonly textZh: string
  /** Which sentence it is, to be said in another language. */
  readonly key: string
  readonly values: MessageValues
}

/** What a sentence of the notices says in a language. */
export function noticeText(said: Message, lang: Lang): string {
  return sayFrom(NOTICES[lang], GRAMMARS[lang], said)
}

/** A sentence of the notices in both languages that files hold. */
export function noticeTexts(said: Message): { readonly textEn: string; readonly textZh: string } {
  return { textEn: noticeText(said, 'en'), textZh: noticeText(said, 'zh') }
}

/**
 * A notice.
 *
 * @param code for programs; one code may have several sentences
 * @param values one for each place that the sentence has
 */
export function notice<Key extends NoticeKey>(code: string, key: Key, values: ValuesOf<Notices[Key]>): SaidNotice {
  return { code, ...noticeTexts({ key, values }), key, values }
}

/** What a notice says in a language; one of an older file, without a key, in English or Chinese. */
export function sayNotice(
  { textEn, textZh, key, values }: Pick<SaidNotice, 'textEn' | 'textZh'> & Partial<SaidNotice>,
  lang: Lang,
): string {
  if (key !== undefined && Object.hasOwn(NOTICES.en, key)) return noticeText({ key, values }, lang)
  return lang === 'zh' ? textZh : textEn
}

/** A name that the data have in English and Chinese, for a place in a sentence. */
export function nameOf({ nameEn, nameZh }: { readonly nameEn: string; readonly nameZh: string }): Named {
  return { names: { en: nameEn, zh: nameZh } }
}
