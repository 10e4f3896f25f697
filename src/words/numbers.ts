// How numbers are written for people: thousands, percentages, decimals; on pages, on the terminal, in workbooks and in errors alike.
// Numbers in, text out. It does not know what they count.

/** A number in groups of three digits, its decimals as they are: `21,137`, `1,234.5`. */
export function groupedText(value: number, thousands = ','): string {
  const [whole = '', part] = String(Math.abs(value)).split('.')
  const grouped = whole.replace(/\B(?=(\d{3})+$)/g, thousands)
  return `${value < 0 ? '−' : ''}${grouped}${part === undefined ? '' : `.${part}`}`
}

/** A whole number in groups of three digits; people are whole. */
export function countText(value: number): string {
  return groupedText(Math.round(value) + 0)
}

/** A number with at most so many decimals, no trailing zeros, and groups of three digits. */
export function decimalText(value: number, decimals: number): string {
  const scale = 10 ** decimals
  return groupedText(Math.round(value * scale) / scale)
}

/** How {@link percentText} writes. */
export interface PercentStyle {
  /** What stands before the sign and after `<`. Default nothing. */
  readonly gap?: string
  /** One decimal also for all and nothing, so that figures of a column stand below each other. */
  readonly aligned?: boolean
}

/** A share as per cent with one decimal; `–` where it is unknown. All and nothing are said only where they are true. */
export function percentText(share: number | null, { gap = '', aligned = false }: PercentStyle = {}): string {
  if (share === null || Number.isNaN(share)) return '–'
  if (share > 0 && share < 0.0005) return `<${gap}0.1${gap}%`
  const tenths = share < 1 ? Math.min(999, Math.round(share * 1000)) : 1000
  const figure = !aligned && tenths % 1000 === 0 ? String(tenths / 10) : (tenths / 10).toFixed(1)
  return `${figure}${gap}%`
}
