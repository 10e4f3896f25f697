// Numbers in OSM tags. Text in, a number or `null` out.

/** A count such as `capacity=120` or `building:levels=6.5`; `null` for none, for text, and for what no place can have. */
export function parseNumberTag(text: string | undefined): number | null {
  if (text === undefined || !/^\d{1,9}(\.\d{1,6})?$/.test(text.trim())) return null
  return Number(text)
}
