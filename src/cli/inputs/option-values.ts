// Text from the command line → numbers, lists, places. Each says what is wrong with its option by name.
import { UsageError, usage } from '../usage-error.ts'

/** `5,10,15` → numbers above 0. */
export function numberList(option: string): (text: string) => number[] {
  return (text) => {
    const numbers = text.split(',').map((part) => decimal(part))
    if (numbers.every((value) => value > 0)) return numbers
    throw new UsageError(
      usage('usage.number-list', { option, text }),
      usage('hint.commas', { example: `${option} ${option === '--metres' ? '300,500,1000' : '5,10,15'}` }),
    )
  }
}

/** A number within bounds. */
export function boundedNumber(
  option: string,
  least: number,
  most: number,
  example: number = Math.min(most, Math.max(least, 95)),
): (text: string) => number {
  return (text) => {
    const value = decimal(text)
    if (value >= least && value <= most) return value
    throw new UsageError(
      usage('usage.number-range', { option, text, least, most }),
      usage('hint.write-like', { example: `${option} ${example}` }),
    )
  }
}

/** A whole number within bounds. */
export function wholeNumber(option: string, least: number, most: number): (text: string) => number {
  return (text) => {
    const value = decimal(text)
    if (Number.isInteger(value) && value >= least && value <= most) return value
    throw new UsageError(
      usage('usage.whole-range', { option, text, least, most }),
      usage('hint.write-like', { example: `${option} ${Math.min(most, Math.max(least, 2))}` }),
    )
  }
}

/** `116.33,39.99` → `[lon, lat]`. */
export function lonLat(option: string): (text: string) => readonly [number, number] {
  return (text) => {
    const parts = text.split(',').map((part) => decimal(part))
    const [lon, lat] = parts as [number, number]
    if (parts.length === 2 && Math.abs(lon) <= 180 && Math.abs(lat) <= 90) return [lon, lat]
    const swapped = parts.length === 2 && Math.abs(lat) <= 180 && Math.abs(lon) <= 90
    throw new UsageError(
      usage('usage.place', { option, text }),
      swapped
        ? usage('hint.longitude-first', { example: `${option} ${lat},${lon}` })
        : usage('hint.degrees', { example: `${option} 116.33,39.99` }),
    )
  }
}

/** Name of a folder; `-` stands for stdout elsewhere, and a folder of that name would be a surprise. */
export function folderName(text: string): string {
  if (text !== '-') return text
  throw new UsageError(usage('usage.out-folder'), usage('hint.folder-or-stream'))
}

/** Ids given with commas, blanks or several times. */
export function idList(text: string, before: readonly string[] | undefined): string[] {
  const ids = text.split(',').map((id) => id.trim())
  return [...(before ?? []), ...ids.filter((id) => id !== '')]
}

function decimal(text: string): number {
  return /^\s*[-+]?(\d+\.?\d*|\.\d+)\s*$/.test(text) ? Number(text) : Number.NaN
}

/** `,`, `;`, `|`, a tab, or `tab`. @throws UsageError */
export function columnSeparator(text: string): string {
  const character = /^(?:tab|\\t)$/i.test(text) ? '\t' : text
  if ([',', ';', '|', '\t', ':', '^', '~'].includes(character)) return character
  throw new UsageError(usage('usage.delimiter', { text }), usage('hint.delimiter'))
}

/** Longest heading, characters. */
const MOST_TITLE = 200

/** A heading: one line of text that is not empty. */
export function titleText(text: string): string {
  const title = text.trim()
  const length = [...title].length
  if (length > 0 && length <= MOST_TITLE && !/\p{Cc}/u.test(title)) return title
  throw new UsageError(usage('usage.title', { length, most: MOST_TITLE }), usage('hint.title'))
}
