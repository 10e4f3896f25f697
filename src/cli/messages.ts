// What the library and the commands say in English about mistakes, in the language of the run.
import { CHINESE_USAGE } from './chinese-usage.ts'
import type { Library, Session } from './session.ts'
import { type Lang, wordsUnder } from './words.ts'

/** An English sentence; with its key and values, where it has them. */
export type Sayable = string | Parameters<Library['sayReject']>[0]

/** Says a message (of an error, a hint, a reject) in the language of the run. */
export type SayMessage = (message: Sayable) => string

const inEnglish: SayMessage = (message) => (typeof message === 'string' ? message : message.message)

type Translators = Pick<Library, 'createTranslator' | 'CHINESE_SENTENCES' | 'sayReject'>

/** {@link SayMessage} for a language; English is what is said anyway. */
export function messagesIn(library: Translators, lang: Lang): SayMessage {
  if (lang === 'en') return inEnglish
  const translate = library.createTranslator([CHINESE_USAGE, wordsUnder('code_', lang), ...library.CHINESE_SENTENCES])
  return (message) => translate(typeof message === 'string' ? message : library.sayReject(message, lang))
}

/** {@link SayMessage} of a run; the library is loaded for it only where it must translate. */
export async function messagesOf(session: Session): Promise<SayMessage> {
  return session.lang === 'en' ? inEnglish : messagesIn(await session.library(), session.lang)
}
