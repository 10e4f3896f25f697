// What the thread that works and the thread that listens say to each other. Types, and errors as plain data.

/** From the thread that works. */
export type FromRun =
  | { readonly kind: 'print'; readonly to: 'stdout' | 'stderr'; readonly text: string }
  /** Asks for an answer when all is printed. */
  | { readonly kind: 'settle'; readonly id: number }
  /** Asks for the next bytes of standard input. */
  | { readonly kind: 'read'; readonly id: number }
  /** A place that will be written. */
  | { readonly kind: 'claim'; readonly place: ClaimedPlace }
  | { readonly kind: 'written' }
  | { readonly kind: 'end'; readonly code: number }

/** To the thread that works. */
export type ToRun =
  | { readonly kind: 'interrupt' }
  | { readonly kind: 'settled'; readonly id: number; readonly stdout: PlainError; readonly stderr: PlainError }
  | { readonly kind: 'chunk'; readonly id: number; readonly bytes: Uint8Array | undefined; readonly error: PlainError }

/** A folder or file that a run writes, or a folder that nobody needs afterwards. */
export interface ClaimedPlace {
  readonly what: 'file' | 'folder' | 'scratch'
  readonly path: string
}

/** What a thread is given when it starts. */
export interface RunGiven {
  readonly argv: readonly string[]
  readonly stdoutIsTerminal: boolean
  readonly stderrIsTerminal: boolean
}

/** An error that has crossed threads; copies of errors lose their codes. */
export type PlainError = { readonly code: string | undefined; readonly message: string } | undefined

export function toPlain(error: Error | undefined): PlainError {
  return error && { code: (error as NodeJS.ErrnoException).code, message: error.message }
}

export function fromPlain(error: PlainError): Error | undefined {
  return error && Object.assign(new Error(error.message), { code: error.code })
}
