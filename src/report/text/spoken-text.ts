// Sentences that an answer carries by key and values, said one after another in a language. It does not know what they are about.
import type { Spoken } from '../../foundation/message.ts'
import type { Lang } from '../../words/languages.ts'
import { sayMessage } from '../../words/say-message.ts'

/** One sentence. */
export function sayOne({ key, values }: Spoken, lang: Lang): string {
  return sayMessage({ key, values }, lang)
}

/** Several, as one text. */
export function saySpoken(said: readonly Spoken[], lang: Lang): string {
  return said.map((one) => sayOne(one, lang)).join(lang === 'zh' ? '' : ' ')
}
