// What the library says about mistakes, in the language of whoever reads it: errors, hints, rejects, by key and values.
// Where something carries no key (an error of another library) its own text stands.
import type { LivingCircleError } from '../foundation/errors.ts'
import type { Message, Spoken } from '../foundation/message.ts'
import { GRAMMARS, type Lang, PROBLEMS } from './languages.ts'
import { sayFrom } from './sentence.ts'

/**
 * A message of this library in a language.
 *
 * @example
 * ```ts
 * import { sayMessage } from 'living-circle'
 * sayMessage({ key: 'row.line', values: { n: 7, said: { key: 'row.no-coordinates' } } }, 'zh') // '第 7 行：没有坐标'
 * ```
 */
export function sayMessage(message: Message, lang: Lang): string {
  return sayFrom(PROBLEMS[lang], GRAMMARS[lang], message)
}

/** What a reject or warning says, in a language. */
export function sayReject(
  { key, values, message }: Partial<Spoken> & { readonly message: string },
  lang: Lang,
): string {
  return key === undefined ? message : sayMessage({ key, values }, lang)
}

/** What a reject's code means, in a language; programs read the codes. */
export function sayCode(code: string, lang: Lang): string {
  const key = `code.${code}`
  return Object.hasOwn(PROBLEMS.en, key) ? sayMessage({ key }, lang) : code
}

/** What an error of this library says, and what to do next, in a language. */
export function sayError(
  { message, said, hint, hintSaid }: LivingCircleError,
  lang: Lang,
): { readonly message: string; readonly hint: string | undefined } {
  return {
    message: said === undefined ? message : sayMessage(said, lang),
    hint: hintSaid === undefined ? hint : sayMessage(hintSaid, lang),
  }
}
