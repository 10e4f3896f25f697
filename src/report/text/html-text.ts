// The one way by which words of the data get into a page: as text. Knows no page.

/** Characters that neither HTML nor XML can hold, lone surrogates included. */
const UNPRINTABLE = /[\u0000-\u0008\u000b\u000c\u000e-\u001f\u007f-\u009f\ufffe\uffff]|\p{Cs}/gu
const RIGHT_TO_LEFT = /[\u0590-\u08ff\u200e\u200f\u202a-\u202e\u2066-\u2069\ufb1d-\ufdff\ufe70-\ufeff]/

const ENTITIES: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&#39;',
  '`': '&#96;',
}

/**
 * Text for the content or a quoted attribute of HTML or SVG. Characters that such a file cannot hold become U+FFFD.
 *
 * @example
 * ```ts
 * import { escapeText } from 'living-circle/parts'
 * escapeText('<script>alert(1)</script>') // '&lt;script&gt;alert(1)&lt;/script&gt;'
 * ```
 */
export function escapeText(text: string): string {
  return text.replace(UNPRINTABLE, '\ufffd').replace(/[&<>"'`]/g, (character) => ENTITIES[character]!)
}

/**
 * A name from the data as plain text that cannot reorder the words around it: wrapped in Unicode isolates where it holds
 * right-to-left letters or direction marks. Line breaks become spaces.
 */
export function isolateName(name: string): string {
  const line = name.replace(/\s+/g, ' ').trim()
  if (!RIGHT_TO_LEFT.test(line)) return line
  // Overrides inside the name must end inside it.
  return `\u2068${line.replace(/[\u202a-\u202e\u2066-\u2069]/g, '')}\u2069`
}

/** The first letters of a text, with an ellipsis where there are more. Counts code points, so that no letter is cut in two. */
export function clipText(text: string, most: number): string {
  if (text.length <= most) return text
  const letters = Array.from(text)
  return letters.length <= most ? text : `${letters.slice(0, most - 1).join('')}…`
}

/** JSON for a `<script type="application/json">`: no character in it can end the element or start markup. */
export function jsonForScript(value: unknown): string {
  return JSON.stringify(value).replace(
    /[<>&\u2028\u2029]/g,
    (character) => `\\u${character.charCodeAt(0).toString(16).padStart(4, '0')}`,
  )
}
