// Order along a Hilbert curve: neighbours on the map become neighbours in memory. Integers in, integers out.

/**
 * `STEP[state << 8 | x4 << 4 | y4]` = next state << 8 | eight bits of the curve: four levels of the curve in one look-up.
 * A state is how the curve lies in the square: bit 0 = axes swapped, bit 1 = both axes mirrored.
 */
const STEP = buildStepTable()

function buildStepTable(): Uint16Array {
  const table = new Uint16Array(4 * 256)
  for (let entry = 0; entry < table.length; entry++) {
    let swapped = (entry >> 8) & 1
    let mirrored = (entry >> 9) & 1
    let key = 0
    for (let bit = 3; bit >= 0; bit--) {
      const x = ((entry >> (4 + bit)) & 1) ^ mirrored
      const y = ((entry >> bit) & 1) ^ mirrored
      const right = swapped ? y : x
      const upper = swapped ? x : y
      key = (key << 2) | ((3 * right) ^ upper)
      if (upper === 0) {
        mirrored ^= right
        swapped ^= 1
      }
    }
    table[entry] = (((mirrored << 1) | swapped) << 8) | key
  }
  return table
}

/** Place on the curve of a cell of a 4096 × 4096 square (24 bits). */
export function hilbertKey24(x: number, y: number): number {
  const high = STEP[((x >> 8) << 4) | (y >> 8)]!
  const middle = STEP[(high & 0x300) | (x & 0xf0) | ((y >> 4) & 15)]!
  const low = STEP[(middle & 0x300) | ((x & 15) << 4) | (y & 15)]!
  return ((high & 255) << 16) | ((middle & 255) << 8) | (low & 255)
}

/**
 * Place on the curve of a cell of a 65,536 × 65,536 square.
 *
 * @param x column, 0 to 65,535
 * @param y row, 0 to 65,535
 * @returns an unsigned 32-bit integer; cells next to each other on the curve touch
 */
export function hilbertKey(x: number, y: number): number {
  return hilbertKeyFrom(0, x, y)
}

/**
 * {@link hilbertKey} within a square that is itself a part of a larger curve.
 *
 * @param state how the curve lies in the square, from {@link hilbertStateAfter}
 */
export function hilbertKeyFrom(state: number, x: number, y: number): number {
  const top = STEP[(state << 8) | ((x >> 12) << 4) | (y >> 12)]!
  const high = STEP[(top & 0x300) | ((x >> 4) & 0xf0) | ((y >> 8) & 15)]!
  const middle = STEP[(high & 0x300) | (x & 0xf0) | ((y >> 4) & 15)]!
  const low = STEP[(middle & 0x300) | ((x & 15) << 4) | (y & 15)]!
  return (((top & 255) << 24) | ((high & 255) << 16) | ((middle & 255) << 8) | (low & 255)) >>> 0
}

/**
 * How the curve over a square of 2^32 × 2^32 cells lies in one of its parts.
 *
 * @param x column of any cell of the part, 0 to 2^32 − 1, and `y` its row
 * @param levels how often the square is halved to come to the part, 0 to 32
 */
export function hilbertStateAfter(x: number, y: number, levels: number): number {
  let swapped = 0
  let mirrored = 0
  for (let bit = 31; bit > 31 - levels; bit--) {
    const column = ((x >>> bit) & 1) ^ mirrored
    const row = ((y >>> bit) & 1) ^ mirrored
    const right = swapped ? row : column
    const upper = swapped ? column : row
    if (upper === 0) {
      mirrored ^= right
      swapped ^= 1
    }
  }
  return (mirrored << 1) | swapped
}

/** Bits that one pass sorts by: 2,048 runs at a time are written to, which the nearest caches can hold. */
const PASS_BITS = [11, 11, 10]

/** The stable order of unsigned 32-bit keys: `keys[order[0]] ≤ keys[order[1]] ≤ …`. Radix sort, O(n). */
export function orderOfKeys(keys: Uint32Array): Uint32Array {
  const n = keys.length
  let from = { keys: keys.slice(), order: new Uint32Array(n) }
  let to = { keys: new Uint32Array(n), order: new Uint32Array(n) }
  for (let i = 0; i < n; i++) from.order[i] = i
  let shift = 0
  for (const bits of PASS_BITS) {
    if (sortByDigit(from, to, shift, bits)) [from, to] = [to, from]
    shift += bits
  }
  return from.order
}

interface KeyedOrder {
  readonly keys: Uint32Array
  readonly order: Uint32Array
}

/** One stable counting pass; false where all keys have the same digit and nothing has to move. */
function sortByDigit(
  { keys, order }: KeyedOrder,
  { keys: outKeys, order: outOrder }: KeyedOrder,
  shift: number,
  bits: number,
): boolean {
  const n = keys.length
  const mask = (1 << bits) - 1
  const next = new Uint32Array(1 << bits)
  for (let i = 0; i < n; i++) next[(keys[i]! >>> shift) & mask]!++
  if (n === 0 || next[(keys[0]! >>> shift) & mask] === n) return false
  let start = 0
  for (let digit = 0; digit <= mask; digit++) {
    const count = next[digit]!
    next[digit] = start
    start += count
  }
  for (let i = 0; i < n; i++) {
    const key = keys[i]!
    const place = next[(key >>> shift) & mask]!++
    outKeys[place] = key
    outOrder[place] = order[i]!
  }
  return true
}
