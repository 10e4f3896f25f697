// A wrong command line, before the library is loaded. Ends in `error: …`, `hint: …` and exit code 2. It carries sentences by key and
// values; they are said where errors are told, for the tables of words are loaded with the library.

import type { EN_PROBLEMS, EN_USAGE } from '../words/en.ts'
import type { ValuesOf } from '../words/sentence.ts'
import type { Message } from './library.ts'

type Sentences = typeof EN_USAGE & typeof EN_PROBLEMS

/**
 * A sentence about the command line by its key.
 *
 * @param values one for each place that the sentence has
 */
export function usage<Key extends keyof Sentences>(
  key: Key,
  ...[values]: [keyof ValuesOf<Sentences[Key]>] extends [never] ? [] : [ValuesOf<Sentences[Key]>]
): Message {
  return values === undefined ? { key } : { key, values }
}

/** What the user typed cannot be meant. */
export class UsageError extends Error {
  readonly code = 'usage'
  readonly said: Message
  readonly hintSaid: Message | undefined
  /** Plain data for programs. */
  readonly details: Readonly<Record<string, unknown>>

  constructor(said: Message, hintSaid?: Message, details: Readonly<Record<string, unknown>> = {}) {
    super(said.key)
    this.name = 'UsageError'
    this.said = said
    this.hintSaid = hintSaid
    this.details = details
  }
}
