// Errors: to people as `error: …` and `hint: …`, to programs (`--json`) as one line of JSON, the last on stderr. A stack is shown for
// bugs only. It knows no command.
import { CommanderError } from 'commander'
import { EXIT_FAILURE, EXIT_INTERRUPTED, EXIT_USAGE, exitCodeFor } from './exit-codes.ts'
import type { LivingCircleError, Message } from './library.ts'
import { parserError } from './parser-error.ts'
import { findWords, type Session } from './session.ts'
import { UsageError, usage } from './usage-error.ts'
import { sayAny } from './words.ts'

/** An error as it is told. */
export interface ToldError {
  readonly code: string
  /** Text, or a sentence by key and values. */
  readonly message: string | Message
  readonly hint: string | Message | undefined
  /** Plain data; never a stack. */
  readonly details: Readonly<Record<string, unknown>>
  readonly exitCode: number
}

/**
 * Tells an error in the language and the form of the run.
 *
 * @returns the exit code that it stands for
 */
export async function tellError(session: Session, error: unknown): Promise<number> {
  const told = describeError(error, session.hasWritten() ? undefined : NOTHING)
  if (told === undefined) return EXIT_USAGE
  await findWords(session)
  const { code, details, exitCode } = told
  const say = (said: string | Message) => plain(typeof said === 'string' ? said : sayAny(said, session.lang))
  const message = say(told.message)
  const hint = told.hint === undefined ? undefined : say(told.hint)
  if (session.json) session.terminal.diagnostic(`${jsonLine({ code, message, hint: hint ?? null, details })}\n`)
  else session.terminal.error(message, hint)
  return exitCode
}

/** Text from files must not steer the terminal. */
function plain(text: string): string {
  return text.replace(/[\x00-\x09\x0b-\x1f\x7f-\x9f\u200e\u200f\u202a-\u202e\u2066-\u2069]+/g, ' ')
}

const NOTHING = usage('hint.nothing-written')

/** `undefined` where help has been shown instead. */
function describeError(error: unknown, nothing: Message | undefined): ToldError | undefined {
  if (error instanceof CommanderError) return error.code === 'commander.help' ? undefined : parserError(error)
  if (error instanceof UsageError) {
    const { code, said, hintSaid, details } = error
    return { code, message: said, hint: hintSaid, details, exitCode: EXIT_USAGE }
  }
  if (isLibraryError(error)) {
    const { code, message, said, hint, hintSaid, details } = error
    return {
      code,
      message: said ?? message,
      hint: hintSaid ?? hint ?? (code === 'aborted' ? nothing : undefined),
      details: details ?? {},
      exitCode: exitCodeFor(code),
    }
  }
  if (error instanceof Error && error.name === 'AbortError') {
    const message = usage('run.interrupted')
    return { code: 'aborted', message, hint: nothing, details: {}, exitCode: EXIT_INTERRUPTED }
  }
  const stack = error instanceof Error ? (error.stack ?? error.message) : String(error)
  return {
    code: 'internal',
    message: usage('usage.bug', { stack }),
    hint: usage('hint.report-bug'),
    details: {},
    exitCode: EXIT_FAILURE,
  }
}

function isLibraryError(error: unknown): error is LivingCircleError {
  return (
    error instanceof Error &&
    error.name === 'LivingCircleError' &&
    typeof (error as { code?: unknown }).code === 'string'
  )
}

/** Numbers that JSON does not know become `null`, as JSON has it; anything that cannot be written is left out, not the error. */
function jsonLine(value: Readonly<Record<string, unknown>>): string {
  try {
    return JSON.stringify(value)
  } catch {
    return JSON.stringify({ ...value, details: {} })
  }
}
