// Protocol-buffer varints by hand: the innermost loops of the PBF reader. Numbers up to 28 bits are read in place; longer ones
// go through two 32-bit halves, exact to 2^53. It does not know what the numbers mean.
import type { LivingCircleError } from '../../foundation/errors.ts'
import { problem } from '../../words/problem.ts'

const TWO_32 = 4_294_967_296

/** A place in the bytes that slow paths move. Reading past the end throws. */
export class VarintCursor {
  pos = 0
  readonly bytes: Uint8Array
  readonly view: DataView
  /** The last varint's halves. */
  #low = 0
  #high = 0

  constructor(bytes: Uint8Array) {
    this.bytes = bytes
    this.view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength)
  }

  /** An unsigned number below 2^32 (longer ones come out as a double). */
  unsigned(): number {
    const byte = this.bytes[this.pos]!
    if (byte < 0x80) {
      this.pos++
      return byte
    }
    this.#readHalves()
    return (this.#high >>> 0) * TWO_32 + (this.#low >>> 0)
  }

  /** A zigzag-coded signed number added to `sum`; exact wherever the result is within 2^53. */
  addSigned(sum: number): number {
    this.#readHalves()
    const sign = -(this.#low & 1)
    const low = (((this.#low >>> 1) | (this.#high << 31)) ^ sign) >>> 0
    const high = (this.#high >>> 1) ^ sign
    // Two ids within 2^53 can lie 2^54 apart: too far for a double between them.
    if (high >= 0x20_0000 || high < -0x20_0000) return Number(BigInt(sum) + (BigInt(high) << 32n) + BigInt(low))
    return sum + (high * TWO_32 + low)
  }

  /** A zigzag-coded signed number. */
  signed(): number {
    return this.addSigned(0)
  }

  /** A signed number in two's complement. */
  int64(): number {
    this.#readHalves()
    return this.#high * TWO_32 + (this.#low >>> 0)
  }

  /** Moves behind the value of a field that is not wanted. */
  skip(wireKey: number): void {
    const kind = wireKey & 7
    if (kind === 0) this.#readHalves()
    else if (kind === 1) this.pos += 8
    else if (kind === 2) {
      // The length moves `pos` first: not `pos += unsigned()`, which would read `pos` too early.
      const length = this.unsigned()
      this.pos += length
    } else if (kind === 5) this.pos += 4
    else throw problem('input-format', 'pbf.wire-type', { kind })
  }

  #readHalves(): void {
    const { bytes } = this
    let pos = this.pos
    let low = 0
    let high = 0
    let shift = 0
    let byte = 0x80
    while (byte >= 0x80) {
      if (pos >= bytes.length || shift > 63) throw problem('input-format', 'pbf.endless-number', {})
      byte = bytes[pos++]!
      const bits = byte & 0x7f
      if (shift < 28) low |= bits << shift
      else if (shift === 28) {
        low |= bits << 28
        high |= bits >>> 4
      } else high |= bits << (shift - 32)
      shift += 7
    }
    this.pos = pos
    this.#low = low | 0
    this.#high = high | 0
  }
}

/**
 * Delta-coded zigzag numbers in `[start, end)` as running sums into `into` from `at` on (which has room for one number per
 * byte). Returns the index behind the last.
 *
 * Four bytes are looked at together: the lowest clear top bit tells the number's length, and its 7-bit groups are pushed
 * together, all without a branch on the length, which no processor could guess.
 */
export function decodeDeltas(cursor: VarintCursor, start: number, end: number, into: Float64Array, at: number): number {
  const { bytes, view } = cursor
  if (end > cursor.bytes.length) throw unending()
  const lastWord = Math.min(end, cursor.bytes.length - 4)
  let pos = start
  let sum = 0
  while (pos < end) {
    const word = pos <= lastWord ? view.getInt32(pos, true) : -1
    const stops = ~word & 0x8080_8080
    if (stops === 0) {
      const fifth = pos < lastWord ? bytes[pos + 4]! : 0x80
      if (fifth < 0x80) {
        // Each way's first reference is a whole id, which takes five bytes.
        const low = (word & 0x7f) | ((word >>> 1) & 0x3f80) | ((word >>> 2) & 0x1f_c000) | ((word >>> 3) & 0xfe0_0000)
        const half = (low >>> 1) + fifth * 0x800_0000
        sum += (low & 1) === 0 ? half : -half - 1
        pos += 5
      } else {
        cursor.pos = pos
        sum = cursor.addSigned(sum)
        pos = cursor.pos
      }
    } else {
      const stop = stops & -stops
      const bits = word & (stop - 1)
      const code = (bits & 0x7f) | ((bits >>> 1) & 0x3f80) | ((bits >>> 2) & 0x1f_c000) | ((bits >>> 3) & 0xfe0_0000)
      sum += (code >>> 1) ^ -(code & 1)
      pos += (39 - Math.clz32(stop)) >>> 3
    }
    into[at++] = sum
  }
  if (pos !== end) throw unending()
  return at
}

/**
 * Delta-coded zigzag coordinates in `[start, end)`, `offset + granularity × sum` nanodegrees each, as 1e-7 degrees (rounded
 * to the nearest) into `into` from `at` on, `most` at most. Returns how many there were; throws beyond ±`limitE7`.
 */
export function decodeCoordinates(
  cursor: VarintCursor,
  start: number,
  end: number,
  into: Int32Array,
  at: number,
  most: number,
  granularity: number,
  offset: number,
  limitE7: number,
): number {
  const { view } = cursor
  if (end > cursor.bytes.length) throw unending()
  const lastWord = Math.min(end, cursor.bytes.length - 4)
  const plain = granularity === 100 && offset === 0
  let pos = start
  let sum = 0
  let count = 0
  while (pos < end && count < most) {
    const word = pos <= lastWord ? view.getInt32(pos, true) : -1
    const stops = ~word & 0x8080_8080
    if (stops === 0) {
      cursor.pos = pos
      sum = cursor.addSigned(sum)
      pos = cursor.pos
    } else {
      const stop = stops & -stops
      const bits = word & (stop - 1)
      const code = (bits & 0x7f) | ((bits >>> 1) & 0x3f80) | ((bits >>> 2) & 0x1f_c000) | ((bits >>> 3) & 0xfe0_0000)
      sum += (code >>> 1) ^ -(code & 1)
      pos += (39 - Math.clz32(stop)) >>> 3
    }
    const e7 = plain ? sum : Math.round((offset + granularity * sum) / 100)
    if (e7 > limitE7 || e7 < -limitE7) {
      throw problem('input-format', 'pbf.coordinate', { degrees: e7 / 1e7 })
    }
    into[at + count++] = e7
  }
  if (pos !== end) throw problem('input-format', 'pbf.list-lengths', {})
  return count
}

function unending(): LivingCircleError {
  return problem('input-format', 'pbf.endless-list', {})
}
