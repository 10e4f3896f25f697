// Every distinct string once. What enters: UTF-8 bytes or strings; what leaves: their numbers in order of first appearance,
// and at the end the strings. Strings are kept as bytes in one arena and decoded in runs at the end, so that a string that
// comes a thousand times is decoded once. Knows no format.
import { byteColumn, uint32Column } from '../bytes/growable-column.ts'

/** Decode this many bytes of the arena at a time: a run of plain ASCII then stays one byte per character. */
const DECODE_RUN_BYTES = 32 * 1024

export class StringTable {
  readonly #bytes = byteColumn(64 * 1024)
  /** Start of string i in the arena; its end is the next start. */
  readonly #start = uint32Column(4096)
  readonly #hash = uint32Column(4096)
  /** Open addressing: string number + 1, or 0 for empty. */
  #slots = new Uint32Array(8192)
  readonly #encoder = new TextEncoder()
  #scratch = new Uint8Array(1024)

  constructor() {
    this.#start.push(0)
  }

  /** Distinct strings so far. */
  get size(): number {
    return this.#hash.length
  }

  /** Memory of the strings, about: their bytes twice, and what each costs. */
  get bytes(): number {
    return 2 * this.#bytes.length + 56 * this.size
  }

  /** The number of a string given as UTF-8 bytes `[from, to)`; a new one gets the next number. */
  internBytes(bytes: Uint8Array, from: number, to: number): number {
    let hash = 0x811c9dc5
    for (let at = from; at < to; at++) hash = Math.imul(hash ^ bytes[at]!, 0x01000193)
    // Multiplicative finish, as FNV's low bits alone are poor for short strings.
    hash = Math.imul(hash ^ (hash >>> 15), 0x2c1b3c6d) >>> 0
    let mask = this.#slots.length - 1
    let slot = hash & mask
    for (let taken = this.#slots[slot]!; taken !== 0; taken = this.#slots[slot]!) {
      if (this.#hash.array[taken - 1] === hash && this.#equals(taken - 1, bytes, from, to)) return taken - 1
      slot = (slot + 1) & mask
    }
    if ((this.size + 1) * 2 > this.#slots.length) {
      this.#grow()
      mask = this.#slots.length - 1
      slot = hash & mask
      while (this.#slots[slot] !== 0) slot = (slot + 1) & mask
    }
    const number = this.size
    this.#slots[slot] = number + 1
    this.#hash.push(hash)
    const arena = this.#bytes.reserve(to - from)
    arena.set(bytes.subarray(from, to), this.#bytes.length)
    this.#bytes.length += to - from
    this.#start.push(this.#bytes.length)
    return number
  }

  /** The number of a string. */
  intern(text: string): number {
    if (text.length * 3 > this.#scratch.length) this.#scratch = new Uint8Array(text.length * 4)
    const { written } = this.#encoder.encodeInto(text, this.#scratch)
    return this.internBytes(this.#scratch, 0, written)
  }

  /** All strings by number. Bytes that are not UTF-8 become U+FFFD. */
  toStrings(): string[] {
    const decoder = new TextDecoder('utf-8', { ignoreBOM: true })
    const strings: string[] = []
    const starts = this.#start.array
    const arena = this.#bytes.array
    let first = 0
    while (first < this.size) {
      let last = first + 1
      while (last < this.size && starts[last + 1]! - starts[first]! <= DECODE_RUN_BYTES) last++
      const text = decoder.decode(arena.subarray(starts[first]!, starts[last]!))
      if (!cutRun(text, arena, starts, first, last, strings)) {
        strings.length = first
        for (let i = first; i < last; i++) strings.push(decoder.decode(arena.subarray(starts[i]!, starts[i + 1]!)))
      }
      first = last
    }
    return strings
  }

  #equals(number: number, bytes: Uint8Array, from: number, to: number): boolean {
    const start = this.#start.array[number]!
    if (this.#start.array[number + 1]! - start !== to - from) return false
    const arena = this.#bytes.array
    for (let at = from, mine = start; at < to; at++, mine++) if (arena[mine] !== bytes[at]) return false
    return true
  }

  #grow(): void {
    const slots = new Uint32Array(this.#slots.length * 2)
    const mask = slots.length - 1
    for (let number = 0; number < this.size; number++) {
      let slot = this.#hash.array[number]! & mask
      while (slots[slot] !== 0) slot = (slot + 1) & mask
      slots[slot] = number + 1
    }
    this.#slots = slots
  }
}

/** Cuts the text of a run of strings into them; `false` where bytes and characters do not tally (broken UTF-8). */
function cutRun(
  text: string,
  arena: Uint8Array,
  starts: Uint32Array,
  first: number,
  last: number,
  into: string[],
): boolean {
  let from = 0
  for (let number = first; number < last; number++) {
    let units = 0
    for (let at = starts[number]!; at < starts[number + 1]!; at++) {
      const byte = arena[at]!
      if ((byte & 0xc0) !== 0x80) units += byte >= 0xf0 ? 2 : 1
    }
    into.push(text.slice(from, from + units))
    from += units
  }
  return from === text.length && !text.includes('\ufffd')
}
