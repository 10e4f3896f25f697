// Order along a Hilbert curve: neighbours on the map become neighbours in memory. Integers in, integers out.

/**
 * Position of a cell on the Hilbert curve of a 65,536 × 65,536 grid.
 *
 * @param x column, 0 to 65,535
 * @param y row, 0 to 65,535
 * @returns an unsigned 32-bit integer; cells next to each other on the curve touch
 */
export function hilbertKey(x: number, y: number): number {
  let column = x
  let row = y
  let key = 0
  for (let side = 32768; side > 0; side >>>= 1) {
    const right = (column & side) !== 0 ? 1 : 0
    const upper = (row & side) !== 0 ? 1 : 0
    key = (key << 2) | ((3 * right) ^ upper)
    if (upper === 0) {
      if (right === 1) {
        column = 65535 - column
        row = 65535 - row
      }
      const swap = column
      column = row
      row = swap
    }
  }
  return key >>> 0
}

/** Hilbert keys of positions within their own box. Coordinates of any one unit, e.g. 1e-7 degrees. */
export function hilbertKeys(x: ArrayLike<number>, y: ArrayLike<number>): Uint32Array {
  let minX = Infinity
  let minY = Infinity
  let maxX = -Infinity
  let maxY = -Infinity
  for (let i = 0; i < x.length; i++) {
    if (x[i]! < minX) minX = x[i]!
    if (x[i]! > maxX) maxX = x[i]!
    if (y[i]! < minY) minY = y[i]!
    if (y[i]! > maxY) maxY = y[i]!
  }
  const side = Math.max(maxX - minX, maxY - minY, 1)
  const scale = 65535 / side
  const keys = new Uint32Array(x.length)
  for (let i = 0; i < keys.length; i++) keys[i] = hilbertKey(((x[i]! - minX) * scale) | 0, ((y[i]! - minY) * scale) | 0)
  return keys
}

/** The stable order of unsigned 32-bit keys: `keys[order[0]] ≤ keys[order[1]] ≤ …`. Radix sort, O(n). */
export function orderOfKeys(keys: Uint32Array): Uint32Array {
  const n = keys.length
  let order = new Uint32Array(n)
  for (let i = 0; i < n; i++) order[i] = i
  let spare = new Uint32Array(n)
  const counts = new Uint32Array(65537)
  for (let shift = 0; shift < 32; shift += 16) {
    counts.fill(0)
    for (let i = 0; i < n; i++) counts[((keys[i]! >>> shift) & 0xffff) + 1]!++
    for (let i = 0; i < 65536; i++) counts[i + 1]! += counts[i]!
    for (let i = 0; i < n; i++) {
      const item = order[i]!
      spare[counts[(keys[item]! >>> shift) & 0xffff]!++] = item
    }
    const swap = order
    order = spare
    spare = swap
  }
  return order
}
