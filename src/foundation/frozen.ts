// A value that nobody can change, with everything in it: what is built in is shared by all callers. Plain records and lists in, the same out.

/** Freezes a value and what it holds. Typed arrays cannot be frozen and are left as they are. */
export function frozen<T>(value: T): T {
  if (typeof value !== 'object' || value === null || Object.isFrozen(value) || ArrayBuffer.isView(value)) return value
  Object.freeze(value)
  for (const part of Object.values(value)) frozen(part)
  return value
}
