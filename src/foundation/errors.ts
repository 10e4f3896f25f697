// Errors that carry data. What enters: a code, a sentence, plain details, a hint. What leaves: an Error that says what to do next.
// It does not know who shows it.

/** What went wrong, for programs. `usage` = the caller's mistake, `input` = a broken or unusable file, `io` = the system refused. */
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
  | 'io'
  | 'aborted'
  | 'internal'

/** Plain data that travels with an error (structured-clone safe). */
export type ErrorDetails = Readonly<Record<string, unknown>>

const BRAND = 'LivingCircleError'

/**
 * The error that every function of this library throws for the caller's mistakes and for broken files.
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

  constructor(code: ErrorCode, message: string, more: { hint?: string; details?: ErrorDetails; cause?: unknown } = {}) {
    super(message, more.cause === undefined ? undefined : { cause: more.cause })
    this.name = BRAND
    this.code = code
    this.hint = more.hint
    this.details = more.details ?? {}
  }
}

/** True for a {@link LivingCircleError}, also for one made by another copy of the library or rebuilt from a thread. */
export function isLivingCircleError(value: unknown): value is LivingCircleError {
  return value instanceof Error && value.name === BRAND && typeof (value as { code?: unknown }).code === 'string'
}

/** An error as plain data, to cross a thread. */
export interface PlainError {
  readonly code: ErrorCode
  readonly message: string
  readonly hint: string | undefined
  readonly details: ErrorDetails
  readonly stack: string | undefined
}

/** Turns any thrown value into plain data that can be posted to another thread. */
export function toPlainError(value: unknown): PlainError {
  if (isLivingCircleError(value)) {
    const { code, message, hint, details, stack } = value
    return { code, message, hint, details, stack }
  }
  if (value instanceof Error && value.name === 'AbortError') {
    return { code: 'aborted', message: value.message, hint: undefined, details: {}, stack: value.stack }
  }
  const error = value instanceof Error ? value : new Error(String(value))
  return { code: 'internal', message: error.message, hint: undefined, details: {}, stack: error.stack }
}

/** Rebuilds an error that crossed a thread by {@link toPlainError}. */
export function fromPlainError(plain: PlainError): LivingCircleError {
  const error = new LivingCircleError(plain.code, plain.message, {
    details: plain.details,
    ...(plain.hint === undefined ? {} : { hint: plain.hint }),
  })
  if (plain.stack !== undefined) error.stack = plain.stack
  return error
}
