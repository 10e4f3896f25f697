// Which number formats of a workbook are dates, and the text of a date that is stored as a count of days.
// In: format codes, serial numbers. Out: ISO dates and times. It knows no cell.

/** What a format shows: days, a time of day, or both. */
export type DateStyle = 'date' | 'time' | 'both'

/** Formats that every program has by number (ECMA-376, 18.8.30), those of East Asian versions included. */
const BUILT_IN: ReadonlyMap<number, DateStyle> = new Map([
  ...[14, 15, 16, 17, 27, 28, 29, 30, 31, 36, 50, 51, 52, 53, 54, 57, 58].map((id) => [id, 'date'] as const),
  ...[18, 19, 20, 21, 32, 33, 34, 35, 45, 46, 47, 55, 56].map((id) => [id, 'time'] as const),
  [22, 'both'] as const,
])

/** The dates among the cell styles: format id of each style, and the workbook's own format codes. */
export function dateStyles(formatIds: readonly number[], codes: ReadonlyMap<number, string>): (DateStyle | null)[] {
  return formatIds.map((id) => {
    const code = codes.get(id)
    return code === undefined ? (BUILT_IN.get(id) ?? null) : dateStyleOf(code)
  })
}

/** Whether a format code shows dates; `0.00"m"` and `General` do not. */
export function dateStyleOf(code: string): DateStyle | null {
  const bare = code
    .slice(0, 300)
    .replace(/"[^"]*"/g, '')
    .replace(/\\./g, '')
    .replace(/\[(?!h+\]|m+\]|s+\])[^\]]*\]/gi, '')
    .split(';')[0]!
    .toLowerCase()
  if (/general|[0#?]/.test(bare.replace(/ss?\.0+/g, ''))) return null
  const day = /[yd]|e(?![+-])|\baaaa?\b/.test(bare)
  const time = /[hs]/.test(bare)
  if (day) return time ? 'both' : 'date'
  if (time) return 'time'
  return /m/.test(bare) ? 'date' : null
}

/** 9999-12-31. */
const LAST_DAY = 2_958_465

/** A count of days as an ISO date, its fraction as a time; the number itself where it is no date. */
export function dateText(serial: string, style: DateStyle, from1904: boolean): string {
  const days = Number(serial)
  if (!Number.isFinite(days) || days < 0 || days > LAST_DAY) return serial
  const whole = Math.floor(days)
  const minutes = Math.round((days - whole) * 1440)
  const time = `${pad(Math.floor(minutes / 60) % 24)}:${pad(minutes % 60)}`
  if (style === 'time' && whole === 0) return time
  // 1900 is taken for a leap year: serial 60 is a day that never was.
  const sinceEpoch = from1904 ? whole - 24_107 : whole - (whole < 60 ? 25_568 : 25_569)
  const date = new Date(sinceEpoch * 86_400_000).toISOString().slice(0, 10)
  return minutes > 0 && style !== 'date' ? `${date} ${time}` : date
}

function pad(value: number): string {
  return String(value).padStart(2, '0')
}
