// Values of options: one of some words, or numbers within bounds. A wrong one is named, with what was probably meant: "15" is 15 without its
// quotes, "gate" was to be "gates". Values in, errors out; it knows no option.
import { suggest } from '../foundation/options.ts'
import { shownValue } from '../foundation/shown-value.ts'
import { message, problem } from './problem.ts'

/**
 * Refuses what is none of some words; `undefined` is not given.
 *
 * @throws LivingCircleError `invalid-option`, with the nearest word
 */
export function checkWord(option: string, value: unknown, words: readonly string[]): void {
  if (value === undefined || words.includes(value as string)) return
  const near = typeof value === 'string' ? suggest(value, words) : undefined
  throw problem(
    'invalid-option',
    'option.word',
    { option, value: shownValue(value) },
    {
      hint:
        near === undefined
          ? message('hint.known-words', { list: words.join(', ') })
          : message('hint.did-you-mean', { word: near }),
      details: { option, value: shownValue(value), known: words },
    },
  )
}

/**
 * Refuses what is no number within bounds, both inclusive; `undefined` is not given.
 *
 * @throws LivingCircleError `invalid-option`
 */
export function checkNumber(option: string, value: unknown, least: number, most: number): void {
  if (value === undefined || (typeof value === 'number' && value >= least && value <= most)) return
  throw problem(
    'invalid-option',
    'option.number-range',
    { name: option, value: shownValue(value), least, most },
    {
      hint: numberHint(value) ?? message('hint.number-range', { least, most }),
      details: { option, value: shownValue(value) },
    },
  )
}

/** A text that says a number was meant as one. */
export function numberHint(value: unknown) {
  const number = typeof value === 'string' && value.trim() !== '' ? Number(value) : Number.NaN
  return Number.isFinite(number) ? message('hint.number-no-text', { number }) : undefined
}

/** What kind of thing an option is. */
export type ValueKind = 'string' | 'number' | 'boolean' | 'array' | 'object' | 'function' | 'strings' | 'map'

/**
 * Refuses options of another kind than they are; what is inside them is looked at where it is used.
 *
 * @param kinds by option: one of these; options that are not listed may be anything
 * @throws LivingCircleError `invalid-option`
 */
export function checkKinds(what: string, options: object, kinds: Readonly<Record<string, readonly ValueKind[]>>): void {
  for (const [option, value] of Object.entries(options)) {
    if (value === undefined || !Object.hasOwn(kinds, option)) continue
    const known = kinds[option]!
    if (known.some((kind) => isOfKind(value, kind))) continue
    throw problem(
      'invalid-option',
      'given.type',
      { what, parameter: option, type: known.map((kind) => (kind === 'strings' ? 'string[]' : kind)).join(' | ') },
      {
        hint: message('hint.value-given', { value: shownValue(value) }),
        details: { what, option, value: shownValue(value) },
      },
    )
  }
}

function isOfKind(value: unknown, kind: ValueKind): boolean {
  if (kind === 'array') return Array.isArray(value)
  if (kind === 'strings') return Array.isArray(value) && value.every((one) => typeof one === 'string')
  if (kind === 'map') return value instanceof Map
  if (kind === 'object') return typeof value === 'object' && value !== null && !Array.isArray(value)
  // A number that is none is of no kind.
  return typeof value === kind && !Number.isNaN(value)
}
