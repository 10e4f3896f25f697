// Columns that grow: what was in the old one is in the new one. It does not know what the numbers mean.

/** Copies a typed array to the start of another of its kind, at least as long; returns that one. */
export function copiedInto<T extends { set(from: T): void }>(from: T, into: T): T {
  into.set(from)
  return into
}

/** A typed array twice as long, with the same numbers first. */
export function doubled<T extends { length: number; set(from: T): void }>(
  array: T,
  make: new (length: number) => T,
): T {
  return copiedInto(array, new make(array.length * 2))
}
