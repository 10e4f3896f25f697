// Numbers as people type them → numbers. Full-width digits, thousands separators, decimal commas, units, blanks.
// In: a text cell. Out: a number, or `null` for a blank (never 0), or why it is neither. It does not know what is counted.
import type { Message } from '../../foundation/message.ts'
import { message } from '../../words/problem.ts'

/** How a table writes decimals. `comma`: 41,3879 and 1.234,5; `point`: 41.3879 and 1,234.5. */
export type DecimalStyle = 'point' | 'comma'

/** Result of {@link parseNumberText}. */
export interface NumberText {
  /** `null` where nothing is known. */
  readonly value: number | null
  /** `null`, or why the text is suspicious; `value` is then `null`. */
  readonly problem: Message | null
}

/** Texts that mean "nothing known" and are quite normal. */
const BLANKS: ReadonlySet<string> = new Set([
  '',
  '-',
  '--',
  '---',
  '—',
  '——',
  '–',
  '/',
  '\\',
  '\\n',
  '.',
  '*',
  '无',
  '未知',
  '不详',
  '缺',
  '空',
  '暂无',
  'null',
  'none',
  'n/a',
  'na',
  '#n/a',
  'unknown',
])
/** Texts that mean "a calculation failed": blank, but worth a look. */
const FAILURES: ReadonlySet<string> = new Set([
  'nan',
  '#div/0!',
  '#ref!',
  '#value!',
  '#name?',
  '#num!',
  '#null!',
  'inf',
  '-inf',
  'infinity',
  '-infinity',
])

const UNITS =
  /(?:人|户|套|床|张|个|位|名|岁|㎡|m²|m2|m\^2|sqm|平方米|平米|places?|beds?|people|persons?|households?|homes?)$/
const MULTIPLES: ReadonlyMap<string, number> = new Map([
  ['万', 10_000],
  ['亿', 100_000_000],
  ['千', 1_000],
])

/**
 * Reads one number. `1,234` is 1234 in `point` style and 1.234 in `comma` style; blanks and dashes are `null`; `NaN` and spreadsheet
 * errors are `null` with a problem; anything else that is not a number is `null` with a problem.
 *
 * @example
 * ```ts
 * import { parseNumberText } from 'living-circle/parts'
 * parseNumberText('１，２３４人').value // 1234
 * parseNumberText('41,3879', 'comma').value // 41.3879
 * parseNumberText('').value // null
 * ```
 */
export function parseNumberText(text: string, style: DecimalStyle = 'point'): NumberText {
  // The usual case first: this runs for every cell of large tables.
  if (/^-?\d{1,15}(?:\.\d+)?$/.test(text) && (style === 'point' || !text.includes('.'))) {
    return { value: Number(text), problem: null }
  }
  if (text.length > 60) return { value: null, problem: message('number.none') }
  const plain = plainText(text)
  if (BLANKS.has(plain)) return { value: null, problem: null }
  if (FAILURES.has(plain)) return { value: null, problem: message('number.failed', { text: text.trim() }) }
  const { digits, factor } = withoutUnit(plain)
  const value = digitsToNumber(digits, style)
  if (value === null) return { value: null, problem: message('number.text', { text: text.trim() }) }
  return { value: value * factor, problem: null }
}

/** Full-width forms to ASCII, white space out, typographic minus to a hyphen, lower case. */
function plainText(text: string): string {
  return text
    .normalize('NFKC')
    .replace(/[\s\u00a0\u200b\ufeff'’_]+/g, '')
    .replace(/[−－]/g, '-')
    .toLowerCase()
}

function withoutUnit(plain: string): { digits: string; factor: number } {
  let digits = plain.replace(UNITS, '')
  let factor = 1
  const multiple = MULTIPLES.get(digits.slice(-1))
  if (multiple !== undefined) {
    factor = multiple
    digits = digits.slice(0, -1)
  }
  return { digits, factor }
}

function digitsToNumber(digits: string, style: DecimalStyle): number | null {
  const [group, decimal] = style === 'point' ? [',', '.'] : ['.', ',']
  const grouped = new RegExp(`^[+-]?\\d{1,3}(?:\\${group}\\d{3})+(?:\\${decimal}\\d+)?$`)
  const indian = /^[+-]?\d{1,3}(?:,\d{4})+$/
  let text = digits
  if (grouped.test(text) || (style === 'point' && indian.test(text))) text = text.replaceAll(group, '')
  else if (text.includes(group)) return null
  text = text.replace(decimal, '.')
  if (!/^[+-]?(?:\d+(?:\.\d*)?|\.\d+)(?:e[+-]?\d{1,3})?$/.test(text)) return null
  const value = Number(text)
  return Number.isFinite(value) ? value : null
}

/**
 * How coordinate cells write decimals: `comma` where any of them is digits, one comma, digits, and none has a point. Coordinates have
 * no thousands separators, so that this is safe; it tells the style of the whole table.
 */
export function decimalStyleOf(coordinateCells: Iterable<string>): DecimalStyle {
  let commas = 0
  for (const cell of coordinateCells) {
    if (cell.includes('.')) return 'point'
    if (/^\s*-?\d{1,9},\d+\s*$/.test(cell)) commas++
  }
  return commas > 0 ? 'comma' : 'point'
}
