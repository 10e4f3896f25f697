// Any value out of a file as a short text for a message: what a list or an object says of itself may be endless, or throw. Value in, text out.

/** A text or number as it is, cut; for lists and objects the word for what they are. */
export function shownValue(value: unknown, most = 40): string {
  if (typeof value === 'string') return value.slice(0, most)
  if (Array.isArray(value)) return '[…]'
  return typeof value === 'object' && value !== null ? '{…}' : String(value).slice(0, most)
}
