// Errors: to people as `error: …` and `hint: …`, to programs (`--json`) as one line of JSON, the last on stderr. A stack is shown for
// bugs only. It knows no command.
import { CommanderError } from 'commander'
import { EXIT_FAILURE, EXIT_INTERRUPTED, EXIT_USAGE, exitCodeFor } from './exit-codes.ts'
import type { LivingCircleError } from './library.ts'
import { messagesOf } from './messages.ts'
import type { Session } from './session.ts'
import { UsageError } from './usage-error.ts'
import type { Lang } from './words.ts'

/** An error as it is told. The message and the hint are English sentences that can be said in Chinese. */
interface ToldError {
  readonly code: string
  readonly message: string
  readonly hint: string | undefined
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
  const told = isLibraryError(error) ? await libraryError(error, session.lang) : describeError(error)
  if (told === undefined) return EXIT_USAGE
  const { code, details, exitCode } = told
  const say = await messagesOf(session)
  const message = say(told.message)
  const hint = told.hint === undefined ? undefined : say(told.hint)
  if (session.json) session.terminal.diagnostic(`${jsonLine({ code, message, hint: hint ?? null, details })}\n`)
  else session.terminal.error(message, hint)
  return exitCode
}

const NOTHING = 'Nothing was written.'

/** The words are loaded with the library: a command that does not reach it needs none. */
async function libraryError(error: LivingCircleError, lang: Lang): Promise<ToldError> {
  const { sayError } = await import('../words/say-message.ts')
  const { code, details } = error
  const { message, hint } = sayError(error, lang)
  return {
    code,
    message,
    hint: hint ?? (code === 'aborted' ? NOTHING : undefined),
    details: details ?? {},
    exitCode: exitCodeFor(code),
  }
}

/** `undefined` where help has been shown instead. */
function describeError(error: unknown): ToldError | undefined {
  if (error instanceof CommanderError) return error.code === 'commander.help' ? undefined : parserError(error)
  if (error instanceof UsageError) {
    const { code, message, hint, details } = error
    return { code, message, hint, details, exitCode: EXIT_USAGE }
  }
  if (error instanceof Error && error.name === 'AbortError') {
    return { code: 'aborted', message: 'Interrupted.', hint: NOTHING, details: {}, exitCode: EXIT_INTERRUPTED }
  }
  const stack = error instanceof Error ? (error.stack ?? error.message) : String(error)
  return {
    code: 'internal',
    message: `This is a bug in living-circle. ${stack}`,
    hint: 'Please report it with the command that you ran.',
    details: {},
    exitCode: EXIT_FAILURE,
  }
}

/** The parser's own codes in the words of the library's. */
const PARSER_CODES: ReadonlyMap<string, string> = new Map([
  ['commander.unknownOption', 'unknown-option'],
  ['commander.invalidArgument', 'invalid-option'],
])

function parserError(error: CommanderError): ToldError {
  const [first, ...rest] = error.message.replace(/^error: /, '').split('\n')
  const suggestion = /\(Did you mean (?:one of )?(.+?)\?\)/.exec(rest.join(' '))?.[1]
  const hint =
    suggestion !== undefined
      ? `Did you mean ${suggestion}?`
      : error.code === 'commander.missingArgument'
        ? 'Put the area file first, before the options. See --help.'
        : 'See --help.'
  return {
    code: PARSER_CODES.get(error.code) ?? 'usage',
    message: `${first!.charAt(0).toUpperCase()}${first!.slice(1)}${/[.!?]$/.test(first!) ? '' : '.'}`,
    hint,
    details: {},
    exitCode: EXIT_USAGE,
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
