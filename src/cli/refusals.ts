// Options that do not go together: a table of mistakes for each command that has some, and one way to refuse them.
import type { Message } from './library.ts'
import { UsageError } from './usage-error.ts'

/** A mistake among options: which it is, and what to do instead. */
export interface Refusal<Flags> {
  readonly isMade: (flags: Flags) => boolean
  readonly message: Message | ((flags: Flags) => Message)
  readonly hint: Message
}

/** Refuses the first mistake of the list that is made. @throws UsageError */
export function refuseMistakes<Flags>(flags: Flags, refusals: readonly Refusal<Flags>[]): void {
  const made = refusals.find(({ isMade }) => isMade(flags))
  if (made === undefined) return
  throw new UsageError(typeof made.message === 'function' ? made.message(flags) : made.message, made.hint)
}
