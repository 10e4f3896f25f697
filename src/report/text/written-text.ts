// Text that every file format can hold. It does not know which format.

/** A quick look: almost no text has any of these. */
const MAY_BE_BROKEN = /[\ud800-\udfff\0]/
const LONE_SURROGATE_OR_NUL = /[\ud800-\udbff](?![\udc00-\udfff])|(?<![\ud800-\udbff])[\udc00-\udfff]|\0/g

/**
 * The text with half characters (lone surrogates) and NUL replaced by U+FFFD: no format and no address can carry them.
 *
 * @example
 * ```ts
 * import { wholeText } from 'living-circle/parts'
 * encodeURIComponent(wholeText('b\ud800')) // 'b%EF%BF%BD'
 * ```
 */
export function wholeText(text: string): string {
  return MAY_BE_BROKEN.test(text) ? text.replace(LONE_SURROGATE_OR_NUL, '�') : text
}

/**
 * A short ASCII word for a column name: accents dropped, everything else that is no letter or digit turned into `_`.
 * `fallback` is used where nothing is left.
 */
export function asciiKey(text: string, fallback: string): string {
  const plain = text
    .normalize('NFD')
    .replace(/[\u0300-\u036f]/g, '')
    .toLowerCase()
  if (/[^\x00-\x7f]/.test(plain)) return fallback
  const key = plain
    .replace(/[^a-z0-9]+/g, '_')
    .replace(/^_+|_+$/g, '')
    .slice(0, 48)
  return key === '' ? fallback : /^[0-9]/.test(key) ? `c_${key}` : key
}

/** Gives each word once: a repeated one gets `_2`, `_3` …; compares without case. */
export function uniqueKeys(keys: readonly string[], reserved: readonly string[] = []): string[] {
  const taken = new Set(reserved.map((key) => key.toLowerCase()))
  return keys.map((key) => {
    let unique = key
    for (let copy = 2; taken.has(unique.toLowerCase()); copy++) unique = `${key}_${copy}`
    taken.add(unique.toLowerCase())
    return unique
  })
}

const XML_ESCAPES: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&apos;',
}

/** Text for an element or attribute of XML; characters that XML forbids become U+FFFD, line ends and tabs stay what they are. */
export function xmlEscaped(text: string): string {
  return wholeText(text)
    .replace(/[\x01-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff]/g, '\ufffd')
    .replace(/[&<>"']/g, (character) => XML_ESCAPES[character]!)
    .replace(/[\t\n\r]/g, (character) => `&#${character.charCodeAt(0)};`)
}
