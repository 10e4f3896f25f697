// How numbers and limits are written, in every file alike. Numbers in, rounded numbers and short words out.

const SCALES = [1, 10, 100, 1_000, 10_000, 100_000, 1_000_000, 10_000_000]

/** Rounds to `decimals` places (0 to 7), halves up; never −0. */
export function roundTo(value: number, decimals: number): number {
  const scale = SCALES[decimals]!
  return Math.round(value * scale) / scale + 0
}

/** A value with one decimal, always shown: `611.4`, `600.0`; empty for NaN. */
export function oneDecimal(value: number): string {
  if (!Number.isFinite(value)) return ''
  const tenths = Math.round(value * 10)
  if (tenths < 0 || tenths > Number.MAX_SAFE_INTEGER) return (tenths / 10).toFixed(1)
  const whole = Math.floor(tenths / 10)
  return `${whole}.${tenths - whole * 10}`
}

/** A share from 0 to 1 with up to four decimals: `1`, `0.7512`; empty for NaN and `null`. */
export function shareText(share: number | null): string {
  return share === null || !Number.isFinite(share) ? '' : String(roundTo(share, 4))
}

/** The limit as it stands in column names: `15min` or `500m`; a fraction keeps its point: `7.5min`. */
export function limitLabel(limit: number, basis: 'time' | 'distance' | 'straight-line'): string {
  return `${limit}${basis === 'time' ? 'min' : 'm'}`
}
