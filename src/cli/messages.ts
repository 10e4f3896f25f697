// What the library and the commands say in English about mistakes, in the language of the run.
import { CHINESE_USAGE } from './chinese-usage.ts'
import type { Library, Session } from './session.ts'
import { type Lang, wordsUnder } from './words.ts'

/** Says a message (of an error, a hint, a reject) in the language of the run. */
export type SayMessage = (sentence: string) => string

/** {@link SayMessage} for a language; English is what is said anyway. */
export function messagesIn(library: Pick<Library, 'createTranslator' | 'CHINESE_SENTENCES'>, lang: Lang): SayMessage {
  if (lang === 'en') return (sentence) => sentence
  return library.createTranslator([CHINESE_USAGE, wordsUnder('code_', lang), ...library.CHINESE_SENTENCES])
}

/** {@link SayMessage} of a run; the library is loaded for it only where it must translate. */
export async function messagesOf(session: Session): Promise<SayMessage> {
  return session.lang === 'en' ? (sentence) => sentence : messagesIn(await session.library(), session.lang)
}
