// Text and numbers as XML that a spreadsheet takes for what they are. It does not know any sheet.
import { wholeText } from '../text/written-text.ts'

/** Longest text that a cell may hold. */
const MAX_CELL_CHARACTERS = 32_767

const ESCAPES: Readonly<Record<string, string>> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;' }

/** Most texts: nothing in them is to be written otherwise. No quote, ampersand, bracket, underscore, control character, half character or noncharacter. */
const PLAIN = /^[\x20\x21\x23-\x25\x27-\x3b\x3d\x3f-\x5e\x60-\ud7ff\ue000-\ufffd]*$/

/**
 * Text for an element or attribute of a workbook. Characters that XML forbids become `_xHHHH_`, the form that spreadsheets
 * turn back; a text that happens to hold that form is escaped itself, so that it is shown as written.
 */
export function xmlText(text: string): string {
  if (text.length < MAX_CELL_CHARACTERS - 8 && PLAIN.test(text)) return text
  return cutText(wholeText(text))
    .replace(/_x(?=[0-9a-fA-F]{4}_)/g, '_x005F_x')
    .replace(/[\ufffe\uffff]/g, '\ufffd')
    .replace(
      /[\x01-\x08\x0b-\x1f]/g,
      (character) => `_x${character.charCodeAt(0).toString(16).toUpperCase().padStart(4, '0')}_`,
    )
    .replace(/[&<>"]/g, (character) => ESCAPES[character]!)
}

function cutText(text: string): string {
  if (text.length <= MAX_CELL_CHARACTERS - 8) return text
  // Never through the middle of a character.
  return wholeText(`${text.slice(0, MAX_CELL_CHARACTERS - 9)}`) + '…'
}

/** Name of a column by its index from 0: A, B … Z, AA … */
export function columnName(column: number): string {
  let name = ''
  for (let rest = column; rest >= 0; rest = Math.floor(rest / 26) - 1)
    name = String.fromCharCode(65 + (rest % 26)) + name
  return name
}

/** A name that a sheet may have: at most 31 characters, none of `[]:*?/\`, no apostrophe at the ends. */
export function sheetName(text: string): string {
  return wholeText(text)
    .replace(/[[\]:*?/\\\x00-\x1f]/g, ' ')
    .slice(0, 31)
    .replace(/^'+|'+$/g, ' ')
}
