// Dates as people type them → days that can be compared. In: a cell's text. Out: ISO text of a year, month or day, or `null`.

/** Days of spreadsheets from 1954 to 2119: a bare number in a column of dates. */
const FIRST_SERIAL = 20_000
const LAST_SERIAL = 80_000

/**
 * The date in a text: `2024-06-30`, `2024/6`, `2024年6月`, `30.6.2024`, `20240630`, a spreadsheet's day number, or just a year.
 * As much as is known: `2024-06` for a month.
 *
 * @example
 * ```ts
 * import { dateOfText } from 'living-circle/parts'
 * dateOfText('2024年6月停业') // '2024-06'
 * dateOfText('45473') // '2024-06-30'
 * ```
 */
export function dateOfText(text: string): string | null {
  const plain = text.slice(0, 100).normalize('NFKC').trim()
  const serial = /^\d{5}(?:\.\d+)?$/.test(plain) ? Number(plain) : 0
  if (serial >= FIRST_SERIAL && serial <= LAST_SERIAL) {
    return new Date((Math.floor(serial) - 25_569) * 86_400_000).toISOString().slice(0, 10)
  }
  const packed = /^((?:19|20)\d{2})(\d{2})(\d{2})$/.exec(plain)
  if (packed !== null) return isoOf(packed[1], packed[2], packed[3])
  const yearFirst =
    /(?<!\d)((?:18|19|20|21)\d{2})(?:\s*[-/.年]\s*(\d{1,2})(?!\d)(?:\s*[-/.月]\s*(\d{1,2})(?!\d))?)?/.exec(plain)
  const dayFirst = /(?<!\d)(\d{1,2})[./-](\d{1,2})[./-]((?:19|20|21)\d{2})(?!\d)/.exec(plain)
  if (dayFirst !== null) {
    const [, a, b, year] = dayFirst
    // Day and month by size where that tells them; else as most of the world writes.
    return Number(b) > 12 ? isoOf(year, a, b) : isoOf(year, b, a)
  }
  return yearFirst === null ? null : isoOf(yearFirst[1], yearFirst[2], yearFirst[3])
}

function isoOf(year: string | undefined, month: string | undefined, day: string | undefined): string | null {
  if (year === undefined) return null
  const m = Number(month ?? 0)
  const d = Number(day ?? 0)
  if (m < 1 || m > 12) return year
  const upTo = `${year}-${String(m).padStart(2, '0')}`
  return d < 1 || d > 31 ? upTo : `${upTo}-${String(d).padStart(2, '0')}`
}

/** Whether a date lies after another; of a month or year its end counts, so that what is not sure is not later. */
export function isAfter(date: string, other: string): boolean {
  return date > other.slice(0, date.length)
}
