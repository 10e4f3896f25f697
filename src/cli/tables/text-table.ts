// Tables of text for people: columns aligned by what a terminal shows, where Chinese characters are two cells wide.
import { groupedText, percentText } from '../../words/numbers.ts'

export { groupedText as groupDigits }

/** One column of a {@link textTable}. */
export interface TextColumn {
  readonly title: string
  readonly right?: boolean
}

/** A table as lines, with a heading, each ending in a newline; columns are two spaces apart. */
export function textTable(columns: readonly TextColumn[], rows: readonly (readonly string[])[]): string {
  const safe = rows.map((row) => row.map(printable))
  const widths = columns.map(({ title }, i) =>
    Math.max(cellWidth(title), ...safe.map((row) => cellWidth(row[i] ?? ''))),
  )
  const line = (cells: readonly string[]): string =>
    `${columns.map(({ right }, i) => padCell(cells[i] ?? '', widths[i]!, right === true)).join('  ')}`.trimEnd()
  const heading = line(columns.map(({ title }) => title))
  const rule = widths.map((width) => '─'.repeat(width)).join('  ')
  return `${[heading, rule, ...safe.map(line)].join('\n')}\n`
}

/** Pads a cell to a width in terminal cells. */
export function padCell(text: string, width: number, right: boolean): string {
  const blanks = ' '.repeat(Math.max(0, width - cellWidth(text)))
  return right ? blanks + text : text + blanks
}

/** Width on a terminal: wide characters (Chinese, full width, emoji) take two cells, combining marks none. */
export function cellWidth(text: string): number {
  let width = 0
  for (const character of text) {
    const code = character.codePointAt(0)!
    if (code < 0x300) width++
    else if (/\p{Mn}|\p{Me}|\p{Cf}/u.test(character)) continue
    else width += isWide(code) ? 2 : 1
  }
  return width
}

function isWide(code: number): boolean {
  return (
    (code >= 0x1100 && code <= 0x115f) ||
    (code >= 0x2e80 && code <= 0xa4cf) ||
    (code >= 0xac00 && code <= 0xd7a3) ||
    (code >= 0xf900 && code <= 0xfaff) ||
    (code >= 0xfe30 && code <= 0xfe6f) ||
    (code >= 0xff00 && code <= 0xff60) ||
    (code >= 0xffe0 && code <= 0xffe6) ||
    (code >= 0x1f300 && code <= 0x1faff) ||
    (code >= 0x20000 && code <= 0x3fffd)
  )
}

/** Text from files without what would steer the terminal (control characters, direction marks), on one line. */
export function printable(text: string): string {
  return text.replace(/[\x00-\x1f\x7f-\x9f\u200e\u200f\u202a-\u202e\u2066-\u2069]+/g, ' ')
}

/** A share as a terminal writes it: figures of a column stand below each other. */
export function percent(share: number | null): string {
  return percentText(share, { gap: ' ', aligned: true })
}
