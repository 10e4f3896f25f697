// How a sentence is filled. What enters: a sentence with places in braces, what stands in them, and how its language counts and lists;
// what leaves: text. Every sentence of every page, sheet, line and error goes through here. It does not know any sentence.
//
//   {n}              text as it is; a number in groups of thousands; a sentence in the language at hand; a list with commas
//   {n:plain}        a number without groups: a line, a code, a coordinate
//   {list:and}       a list as one reads it aloud: `a, b and c`; also `or`, `semicolon`
//   {n|gate|gates}   the form that goes with the number n, as many forms as the language has; `#` in it is the number
//   {n|}             a place that this language does not say
import type { Message, MessageValue, MessageValues } from '../foundation/message.ts'
import { groupedText } from './numbers.ts'

/** How a language counts, lists and writes numbers. */
export interface Grammar {
  /** Its key in the tables of languages. */
  readonly lang: string
  /** The tag that pages carry. */
  readonly tag: string
  /** The language's own name. */
  readonly name: string
  /** Which of the forms in `{n|…|…}` goes with a number. */
  readonly form: (count: number) => number
  /** What stands between the entries of a list. */
  readonly comma: string
  /** What stands before the last one, read aloud. */
  readonly and: string
  readonly or: string
  readonly semicolon: string
  /** What stands between groups of three digits. */
  readonly thousands: string
  /** Figures stand a blank apart from the letters beside them where the sentence has none (Chinese). */
  readonly figuresApart: boolean
}

/** A table with the keys of another: what `satisfies` asks of every language. */
export type Same<Table> = Readonly<Record<keyof Table, string>>

/** Names of the places of a sentence. */
export type PlacesOf<Sentence extends string> = Sentence extends `${string}{${infer Place}}${infer Rest}`
  ? NameOf<Place> | PlacesOf<Rest>
  : never
type NameOf<Place extends string> = Place extends `${infer Name}|${string}`
  ? Name
  : Place extends `${infer Name}:${string}`
    ? Name
    : Place

/** What a sentence wants: one value for each of its places, and none besides. */
export type ValuesOf<Sentence extends string> = { readonly [Name in PlacesOf<Sentence>]: MessageValue }

/** Sentences stand in sentences no deeper than this. */
const MAX_DEPTH = 6

const PLACE = /\{(\w+)(?::(\w+)|((?:\|[^|{}]*)+))?\}/g
const HAN_END = /[\u3400-\u9fff]$/
const HAN_START = /^[\u3400-\u9fff]/
const FIGURE_START = /^[\d<−]/
const FIGURE_END = /[\d%]$/

/**
 * A message in the language of a table. A sentence that the table lacks is said by its key: the types and a test see to it that none does.
 *
 * @param table sentences by key
 * @param grammar the table's language
 */
export function sayFrom(
  table: Readonly<Record<string, string>>,
  grammar: Grammar,
  message: Message,
  depth = 0,
): string {
  const sentence = Object.hasOwn(table, message.key) ? table[message.key]! : message.key
  const { values } = message
  if (values === undefined || depth > MAX_DEPTH) return sentence
  return fillSentence(sentence, values, grammar, (inner) => sayFrom(table, grammar, inner, depth + 1))
}

/**
 * A sentence with its places filled. A place that nothing is given for stays as it is.
 *
 * @param say says a message that stands in a place
 */
export function fillSentence(
  sentence: string,
  values: MessageValues,
  grammar: Grammar,
  say: (message: Message) => string,
): string {
  return sentence.replace(
    PLACE,
    (whole, name: string, as: string | undefined, forms: string | undefined, at: number) => {
      if (!Object.hasOwn(values, name)) return whole
      const value = values[name]!
      if (forms !== undefined) return formOf(forms.slice(1).split('|'), value, grammar)
      const text = valueText(value, as, grammar, say)
      if (!grammar.figuresApart) return text
      const before = FIGURE_START.test(text) && HAN_END.test(sentence.slice(0, at)) ? ' ' : ''
      const after = FIGURE_END.test(text) && HAN_START.test(sentence.slice(at + whole.length)) ? ' ' : ''
      return before + text + after
    },
  )
}

function formOf(forms: readonly string[], value: MessageValue, grammar: Grammar): string {
  // A number may have been written already.
  const count = typeof value === 'string' ? Number(value.replaceAll(grammar.thousands, '')) : Number(value)
  const form = forms[Math.min(grammar.form(count), forms.length - 1)]!
  return form.replaceAll(
    '#',
    valueText(value, undefined, grammar, () => ''),
  )
}

function valueText(
  value: MessageValue,
  as: string | undefined,
  grammar: Grammar,
  say: (message: Message) => string,
): string {
  if (typeof value === 'number') return as === 'plain' ? String(value) : groupedText(value, grammar.thousands)
  // What was read may be anything at all.
  if (typeof value !== 'object' || value === null) return String(value)
  if ('names' in value) return value.names[grammar.lang] ?? value.names.en
  if (!('length' in value)) return say(value)
  const texts = value.map((one) => valueText(one, undefined, grammar, say))
  if (as === 'and' || as === 'or') return listedText(texts, grammar, grammar[as])
  return texts.join(as === 'semicolon' ? grammar.semicolon : grammar.comma)
}

/** A list as one reads it aloud: `a, b and c`, `a、b、c`. */
export function listedText(texts: readonly string[], grammar: Grammar, last: string = grammar.and): string {
  if (texts.length < 2) return texts[0] ?? ''
  return `${texts.slice(0, -1).join(grammar.comma)}${last}${texts[texts.length - 1]!}`
}
