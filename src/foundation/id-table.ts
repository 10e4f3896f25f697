// A set of OSM ids (integers up to 2^53) with a compact number for each: open addressing over typed arrays.
// Knows nothing about what the ids stand for.

/** Gives ids compact numbers 0, 1, 2 … in order of first insertion. */
export class IdTable {
  /** Ids inserted so far. */
  count = 0
  #slots: Float64Array
  #numbers: Int32Array
  #mask: number

  /** @param expected how many ids to make room for; it grows where there are more */
  constructor(expected: number) {
    let size = 16
    while (size < expected * 1.6) size *= 2
    this.#slots = new Float64Array(size).fill(Number.NaN)
    this.#numbers = new Int32Array(size)
    this.#mask = size - 1
  }

  /** The number of an id, inserting it where it is new. */
  insert(id: number): number {
    const slot = this.#find(id)
    if (this.#slots[slot] === id) return this.#numbers[slot]!
    this.#slots[slot] = id
    const number = this.count++
    this.#numbers[slot] = number
    if (this.count * 1.5 > this.#mask) this.#grow()
    return number
  }

  /** The number of an id, or −1. */
  lookup(id: number): number {
    const slot = this.#find(id)
    return this.#slots[slot] === id ? this.#numbers[slot]! : -1
  }

  #find(id: number): number {
    const slots = this.#slots
    const mask = this.#mask
    const mixed = Math.imul(id | 0, 0x9e3779b1) ^ Math.imul((id / 4294967296) | 0, 0x85ebca6b)
    let slot = (mixed ^ (mixed >>> 15)) & mask
    for (;;) {
      const held = slots[slot]!
      // An empty slot holds NaN, which equals nothing.
      if (held === id || Number.isNaN(held)) return slot
      slot = (slot + 1) & mask
    }
  }

  #grow(): void {
    const slots = this.#slots
    const numbers = this.#numbers
    this.#slots = new Float64Array(slots.length * 2).fill(Number.NaN)
    this.#numbers = new Int32Array(slots.length * 2)
    this.#mask = slots.length * 2 - 1
    for (let i = 0; i < slots.length; i++) {
      const id = slots[i]!
      if (Number.isNaN(id)) continue
      const slot = this.#find(id)
      this.#slots[slot] = id
      this.#numbers[slot] = numbers[i]!
    }
  }
}
