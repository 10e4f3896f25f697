// Errors that carry data. What enters: a code, a sentence, plain details, a hint. What leaves: an Error that says what to do next.
// It does not know who shows it; `said` and `hintSaid` let whoever does say it in another language.
import type { Message } from './message.ts'

/** What went wrong, for programs. `usage` = the caller's mistake, `input` = a broken or unusable file, `disagreement` = two things that do not agree, `io` = the system refused. */
export type ErrorCode =
  | 'usage'
  | 'unknown-option'
  | 'invalid-option'
  | 'input-format'
  | 'input-truncated'
  | 'input-unsupported'
  | 'input-too-large'
  | 'input-empty'
  | 'input-unusable'
  | 'output-too-large'
  | 'disagreement'
  | 'io'
  | 'aborted'
  | 'internal'

/** Plain data that travels with an error (structured-clone safe). */
export type ErrorDetails = Readonly<Record<string, unknown>>

/** What an error carries besides its code and its English message. */
export interface ErrorParts {
  readonly hint?: string
  readonly details?: ErrorDetails
  readonly cause?: unknown
  readonly said?: Message | undefined
  readonly hintSaid?: Message | undefined
}

const BRAND = 'LivingCircleError'
/** What an interruption is called everywhere on the web: programs tell it from errors by this name. */
const ABORT = 'AbortError'

/**
 * The error that every function of this library throws for the caller's mistakes and for broken files. Its name is `LivingCircleError`; of an interruption
 * (`code` `aborted`) it is `AbortError`, and the signal's reason is its `cause`.
 *
 * @example
 * ```ts
 * import { LivingCircleError } from 'living-circle'
 * const error = new LivingCircleError('input-format', 'town.osm is not OSM data: it starts with "<!DOCTYPE html".', { hint: 'Download the extract again.' })
 * error.code // 'input-format'
 * ```
 */
export class LivingCircleError extends Error {
  readonly code: ErrorCode
  /** What to do next, one sentence. */
  readonly hint: string | undefined
  readonly details: ErrorDetails
  /** The message by key and values. */
  readonly said: Message | undefined
  /** The hint by key and values. */
  readonly hintSaid: Message | undefined

  constructor(code: ErrorCode, message: string, more: ErrorParts = {}) {
    super(message, more.cause === undefined ? undefined : { cause: more.cause })
    this.name = code === 'aborted' ? ABORT : BRAND
    this.code = code
    this.hint = more.hint
    this.details = more.details ?? {}
    this.said = more.said
    this.hintSaid = more.hintSaid
  }
}

/**
 * True for a {@link LivingCircleError}, also for one made by another copy of the library or rebuilt from a thread.
 *
 * @example
 * ```ts
 * import { isLivingCircleError, walkProfile } from 'living-circle'
 * try {
 *   walkProfile('robot')
 * } catch (error) {
 *   if (!isLivingCircleError(error)) throw error
 *   console.info(error.code, error.hint)
 * }
 * isLivingCircleError(new Error('of another library')) // false
 * ```
 */
export function isLivingCircleError(value: unknown): value is LivingCircleError {
  if (!(value instanceof Error)) return false
  const { code } = value as { code?: unknown }
  return value.name === BRAND ? typeof code === 'string' : value.name === ABORT && code === 'aborted'
}

/** An error as plain data, to cross a thread. */
export interface PlainError {
  readonly code: ErrorCode
  readonly message: string
  readonly hint: string | undefined
  readonly details: ErrorDetails
  readonly said: Message | undefined
  readonly hintSaid: Message | undefined
  readonly stack: string | undefined
}

/**
 * Turns any thrown value into plain data that can be posted to another thread.
 *
 * @example
 * ```ts
 * import { message, toPlainError } from 'living-circle/parts'
 * toPlainError(new Error('x')).message // 'x'
 * ```
 */
export function toPlainError(value: unknown): PlainError {
  const none = { hint: undefined, details: {}, said: undefined, hintSaid: undefined }
  if (isLivingCircleError(value)) {
    const { code, message, hint, details, said, hintSaid, stack } = value
    return { code, message, hint, details, said, hintSaid, stack }
  }
  if (value instanceof Error && value.name === 'AbortError') {
    return { code: 'aborted', message: value.message, ...none, stack: value.stack }
  }
  const error = value instanceof Error ? value : new Error(String(value))
  return { code: 'internal', message: error.message, ...none, stack: error.stack }
}

/**
 * Rebuilds an error that crossed a thread by {@link toPlainError}.
 * @example
 * ```ts
 * import { type PlainError, fromPlainError } from 'living-circle/parts'
 * declare const plain: PlainError
 * const error = fromPlainError(plain) // as it was before it crossed a thread
 * ```
 */
export function fromPlainError({ code, message, hint, stack, ...parts }: PlainError): LivingCircleError {
  const error = new LivingCircleError(code, message, { ...parts, ...(hint === undefined ? {} : { hint }) })
  if (stack !== undefined) error.stack = stack
  return error
}
