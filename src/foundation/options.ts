// Option objects: defaults in one table, unknown keys refused with a suggestion. Never mutates what the caller gave.
import { LivingCircleError } from './errors.ts'
import { type RunOptions, throwIfAborted } from './progress.ts'

/**
 * Merges the caller's options over the defaults. A key that the defaults table does not list is an error.
 *
 * @param what the function's name, for the message
 * @param given the caller's options, `undefined` values count as not given
 * @param defaults every allowed key (its value may be `undefined`)
 * @throws LivingCircleError `unknown-option`
 */
export function resolveOptions<T extends object>(what: string, given: Partial<T> | undefined, defaults: T): T {
  checkOptions(what, given, defaults)
  const result = { ...defaults }
  for (const key of Object.keys(given ?? {})) {
    const value = given![key as keyof T]
    if (value !== undefined) result[key as keyof T] = value as T[keyof T]
  }
  return result
}

/** Every key of an option type: what {@link checkOptions} compares with. A key that the type gains must be named, or nothing compiles. */
export type OptionKeys<T> = { readonly [Key in keyof Required<T>]: true }

/** The keys of functions that take no further options. */
export const KNOWN_RUN_OPTIONS: OptionKeys<RunOptions> = { signal: true, onProgress: true }

/**
 * Refuses options that a function does not know, for functions that pass theirs on.
 *
 * @param known a record that has every allowed key
 * @throws LivingCircleError `unknown-option`, with the nearest known one; `invalid-option` for options that are no object; `aborted` where their `signal` says so
 */
export function checkOptions(what: string, given: object | undefined, known: object): void {
  if (given === undefined) return
  // The words lie above this room: their test says these sentences over again.
  if (typeof given !== 'object' || given === null || Array.isArray(given)) {
    throw new LivingCircleError('invalid-option', `${what}: options are an object.`, {
      said: { key: 'option.no-object', values: { what } },
      hint: `Known options: ${Object.keys(known).join(', ')}.`,
      hintSaid: { key: 'hint.known-options', values: { list: Object.keys(known).join(', ') } },
    })
  }
  for (const key of Object.keys(given)) {
    if (!Object.hasOwn(known, key)) throw unknownOption(what, key, Object.keys(known))
  }
  // Who has given up already is told before anything is done.
  throwIfAborted((given as { readonly signal?: AbortSignal }).signal)
}

function unknownOption(what: string, key: string, known: readonly string[]): LivingCircleError {
  const near = suggest(key, known)
  const list = known.join(', ')
  return new LivingCircleError('unknown-option', `${what}: unknown option "${key}".`, {
    said: { key: 'option.unknown', values: { what, option: key } },
    ...(near === undefined
      ? { hint: `Known options: ${list}.`, hintSaid: { key: 'hint.known-options', values: { list } } }
      : { hint: `Did you mean "${near}"?`, hintSaid: { key: 'hint.did-you-mean', values: { word: near } } }),
    details: { option: key, known },
  })
}

/**
 * The candidate nearest to a mistyped word, or `undefined` where none is near. O(candidates × length²).
 *
 * @example
 * ```ts
 * import { suggest } from 'living-circle/parts'
 * suggest('clinc', ['clinic', 'park']) // 'clinic'
 * ```
 */
export function suggest(word: string, candidates: readonly string[]): string | undefined {
  let best: string | undefined
  let bestDistance = Math.max(1, Math.floor(word.length * 0.4)) + 1
  for (const candidate of candidates) {
    const distance = editDistance(word.toLowerCase(), candidate.toLowerCase(), bestDistance)
    if (distance < bestDistance) {
      bestDistance = distance
      best = candidate
    }
  }
  return best
}

function editDistance(a: string, b: string, limit: number): number {
  if (Math.abs(a.length - b.length) >= limit) return limit
  let row = Array.from({ length: b.length + 1 }, (_, column) => column)
  for (let i = 1; i <= a.length; i++) {
    const next = [i]
    for (let j = 1; j <= b.length; j++) {
      next.push(Math.min(next[j - 1]! + 1, row[j]! + 1, row[j - 1]! + (a[i - 1] === b[j - 1] ? 0 : 1)))
    }
    row = next
  }
  return row[b.length]!
}
