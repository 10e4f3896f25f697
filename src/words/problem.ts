// What went wrong, made of a key and values: errors, and the sentences of rejects. Said in English at once, for developers and logs;
// whoever shows it to people has it said in their language by say-message.ts. It knows English only, so that a program that says
// nothing else carries nothing else.
import { type ErrorCode, type ErrorDetails, LivingCircleError } from '../foundation/errors.ts'
import type { Message, Spoken } from '../foundation/message.ts'
import { EN_GRAMMAR, EN_PROBLEMS } from './en.ts'
import { sayFrom, type ValuesOf } from './sentence.ts'

type Problems = typeof EN_PROBLEMS

/** Keys of what the library says about files, rows, options and questions. */
export type ProblemKey = keyof Problems

/** Keys of sentences in which nothing is put. */
export type FixedKey = {
  [Key in ProblemKey]: [keyof ValuesOf<Problems[Key]>] extends [never] ? Key : never
}[ProblemKey]

/** A {@link Message} whose key is in the table of problems. */
export interface ProblemMessage extends Message {
  readonly key: ProblemKey
}

/** What {@link problem} takes besides the sentence. */
export interface ProblemOptions {
  /** What to do next. */
  readonly hint?: FixedKey | Message | undefined
  /** Plain data for programs; default the sentence's own values. */
  readonly details?: ErrorDetails
  readonly cause?: unknown
}

/**
 * A sentence by its key, for a place in another sentence or for a hint.
 *
 * @param values one for each place that the sentence has
 * @example
 * ```ts
 * import { message } from 'living-circle/parts'
 * message('hint.check-path-retry').key // 'hint.check-path-retry'
 * ```
 */
export function message<Key extends ProblemKey>(
  key: Key,
  ...[values]: Key extends FixedKey ? [] : [ValuesOf<Problems[Key]>]
): ProblemMessage {
  return values === undefined ? { key } : { key, values }
}

/** A sentence together with its English, for rejects and warnings. */
export function spoken(said: Message): Spoken {
  return { message: inEnglish(said), key: said.key, values: said.values ?? {} }
}

/** A group of people by its name in the data; one that is not built in by that name itself. */
export function groupWord(group: string): Message | string {
  const key = `group.${group}`
  return Object.hasOwn(EN_PROBLEMS, key) ? { key } : group
}

/** Several messages, one after another. */
export function joined(list: readonly Message[]): Message {
  return list.length === 1 ? list[0]! : message('join', { list })
}

/** What a message says in English. */
export function inEnglish(said: Message): string {
  return sayFrom(EN_PROBLEMS, EN_GRAMMAR, said)
}

/**
 * An error that says a sentence: `throw problem('input-format', 'osm.gzipped-twice', { name }, { hint: 'hint.unpack-once' })`.
 *
 * @param code which class of mistake it is, for programs and exit codes
 * @param values one for each place that the sentence has
 */
export function problem<Key extends ProblemKey>(
  code: ErrorCode,
  key: Key,
  values: ValuesOf<Problems[Key]>,
  options: ProblemOptions = {},
): LivingCircleError {
  return problemOf(code, { key, values }, options)
}

/** {@link problem} for a sentence that was made elsewhere. */
export function problemOf(
  code: ErrorCode,
  said: Message,
  { hint, details, cause }: ProblemOptions = {},
): LivingCircleError {
  const advice = typeof hint === 'string' ? { key: hint } : hint
  return new LivingCircleError(code, inEnglish(said), {
    said,
    details: details ?? said.values ?? {},
    ...(advice === undefined ? {} : { hint: inEnglish(advice), hintSaid: advice }),
    ...(cause === undefined ? {} : { cause }),
  })
}
