// What the process says when it ends. Scripts rely on these numbers.
import type { ErrorCode } from './library.ts'

export const EXIT_DONE = 0
/** A bug, or the system refused (disk full, no permission). */
export const EXIT_FAILURE = 1
export const EXIT_USAGE = 2
export const EXIT_INPUT = 3
/** `--fail-under` was not met. */
export const EXIT_UNDER_TARGET = 4
/** Two results do not agree: of unlike methods, or not the same bytes. */
export const EXIT_DISAGREES = 5
export const EXIT_INTERRUPTED = 130

const BY_CODE: Readonly<Record<ErrorCode, number>> = {
  usage: EXIT_USAGE,
  'unknown-option': EXIT_USAGE,
  'invalid-option': EXIT_USAGE,
  'input-format': EXIT_INPUT,
  'input-truncated': EXIT_INPUT,
  'input-unsupported': EXIT_INPUT,
  'input-too-large': EXIT_INPUT,
  'input-empty': EXIT_INPUT,
  'input-unusable': EXIT_INPUT,
  'output-too-large': EXIT_FAILURE,
  disagreement: EXIT_DISAGREES,
  io: EXIT_FAILURE,
  aborted: EXIT_INTERRUPTED,
  internal: EXIT_FAILURE,
}

/** The exit code for an error's code. */
export function exitCodeFor(code: string): number {
  return Object.hasOwn(BY_CODE, code) ? BY_CODE[code as ErrorCode] : EXIT_FAILURE
}
