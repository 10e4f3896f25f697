// What the library says about mistakes, in the language of whoever reads it: errors, hints, rejects, by key and values.
// Where something carries no key (an error of another library) its own text stands.
import { checkType } from '../foundation/arguments.ts'
import { LivingCircleError } from '../foundation/errors.ts'
import type { Message, Spoken } from '../foundation/message.ts'
import { GRAMMARS, LANGUAGES, type Lang, PROBLEMS } from './languages.ts'
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
  checkType('sayMessage', 'message', message, 'object')
  checkLanguage(lang)
  return sayFrom(PROBLEMS[lang], GRAMMARS[lang], message)
}

/**
 * What a reject or warning says, in a language.
 *
 * @param reject of `rejects` of a loader or a report; one without a key says its own text
 * @throws LivingCircleError `invalid-option` for another language, where the reject has a key
 * @example
 * ```ts
 * import { sayReject } from 'living-circle'
 * sayReject({ key: 'row.no-coordinates', message: 'no coordinates' }, 'zh') // '没有坐标'
 * ```
 */
export function sayReject(reject: Partial<Spoken> & { readonly message: string }, lang: Lang): string {
  checkType('sayReject', 'reject', reject, 'object')
  const { key, values, message } = reject
  return key === undefined ? message : sayMessage({ key, values }, lang)
}

/** What a reject's code means, in a language; programs read the codes. */
export function sayCode(code: string, lang: Lang): string {
  const key = `code.${code}`
  return Object.hasOwn(PROBLEMS.en, key) ? sayMessage({ key }, lang) : code
}

/**
 * What an error of this library says, and what to do next, in a language.
 *
 * @throws LivingCircleError `invalid-option` for another language
 * @example
 * ```ts
 * import { LivingCircleError, sayError } from 'living-circle'
 * const error = new LivingCircleError('usage', 'No words of ours.', { hint: 'Ask again.' })
 * sayError(error, 'zh').hint // 'Ask again.'
 * ```
 */
export function sayError(
  error: LivingCircleError,
  lang: Lang,
): { readonly message: string; readonly hint: string | undefined } {
  checkType('sayError', 'error', error, 'object')
  checkLanguage(lang)
  const { message, said, hint, hintSaid } = error
  return {
    message: said === undefined ? message : sayMessage(said, lang),
    hint: hintSaid === undefined ? hint : sayMessage(hintSaid, lang),
  }
}

function checkLanguage(lang: Lang): void {
  if (LANGUAGES.includes(lang)) return
  const list = LANGUAGES.join(', ')
  throw new LivingCircleError(
    'invalid-option',
    sayFrom(PROBLEMS.en, GRAMMARS.en, { key: 'language.unknown', values: { name: String(lang) } }),
    {
      said: { key: 'language.unknown', values: { name: String(lang) } },
      hint: sayFrom(PROBLEMS.en, GRAMMARS.en, { key: 'hint.languages', values: { list } }),
      hintSaid: { key: 'hint.languages', values: { list } },
    },
  )
}
