// A wrong command line, before the library is loaded. Ends in `error: …`, `hint: …` and exit code 2.

/** What the user typed cannot be meant. */
export class UsageError extends Error {
  readonly code = 'usage'
  readonly hint: string | undefined

  constructor(message: string, hint?: string) {
    super(message)
    this.name = 'UsageError'
    this.hint = hint
  }
}
