// A wrong command line, before the library is loaded. Ends in `error: …`, `hint: …` and exit code 2.

/** What the user typed cannot be meant. */
export class UsageError extends Error {
  readonly code = 'usage'
  readonly hint: string | undefined
  /** Plain data for programs. */
  readonly details: Readonly<Record<string, unknown>>

  constructor(message: string, hint?: string, details: Readonly<Record<string, unknown>> = {}) {
    super(message)
    this.name = 'UsageError'
    this.hint = hint
    this.details = details
  }
}
