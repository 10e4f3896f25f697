// Flat buffers (flatbuffers.dev) written front to back: tables, vectors and texts with forward offsets. Values in, bytes out; no schema
// and no library, because two small tables of one format need neither. It does not know what the tables mean.

/** One field of a table: its place in the schema, and a number or a reference that is set later. */
export interface FlatField {
  readonly slot: number
  readonly kind: 'reference' | 'uint8' | 'uint16' | 'int32' | 'uint64'
  /** Ignored for a reference. */
  readonly value: number
}

const SIZES = { reference: 4, uint8: 1, uint16: 2, int32: 4, uint64: 8 } as const

/** A buffer with its size in front. Its memory is used again after {@link FlatBuffer.take}. */
export class FlatBuffer {
  #bytes = new Uint8Array(1 << 12)
  #view = new DataView(this.#bytes.buffer)
  // The size and the reference to the root table.
  #length = 8

  #grow(byteLength: number): void {
    if (this.#length + byteLength <= this.#bytes.length) return
    const grown = new Uint8Array(Math.max(this.#bytes.length * 2, this.#length + byteLength))
    grown.set(this.#bytes.subarray(0, this.#length))
    this.#bytes = grown
    this.#view = new DataView(grown.buffer)
  }

  /** Fills up until `ahead` bytes later a multiple of `alignment` is reached. */
  #align(alignment: number, ahead: number): void {
    this.#grow(alignment + ahead)
    while ((this.#length + ahead) % alignment !== 0) this.#bytes[this.#length++] = 0
  }

  /**
   * A table.
   *
   * @param slots number of fields in the schema
   * @returns where the table is, and where its references are, in the order of the fields
   */
  table(slots: number, fields: readonly FlatField[]): { readonly at: number; readonly references: readonly number[] } {
    const vtableBytes = 4 + 2 * slots
    // Large fields first: every field is aligned without gaps, after the 4 bytes that point to the table of fields and 4 more.
    const sorted = [...fields].sort((a, b) => SIZES[b.kind] - SIZES[a.kind])
    const hasWide = sorted.some(({ kind }) => kind === 'uint64')
    const firstField = hasWide ? 8 : 4
    this.#align(8, vtableBytes)
    const vtable = this.#length
    const at = vtable + vtableBytes
    const tableBytes = sorted.reduce((sum, { kind }) => sum + SIZES[kind], firstField)
    this.#grow(vtableBytes + tableBytes)
    this.#bytes.fill(0, vtable, at + tableBytes)
    this.#view.setUint16(vtable, vtableBytes, true)
    this.#view.setUint16(vtable + 2, tableBytes, true)
    this.#view.setInt32(at, at - vtable, true)
    const places = new Map<number, number>()
    let place = at + firstField
    for (const { slot, kind, value } of sorted) {
      this.#view.setUint16(vtable + 4 + 2 * slot, place - at, true)
      if (kind === 'uint8') this.#view.setUint8(place, value)
      else if (kind === 'uint16') this.#view.setUint16(place, value, true)
      else if (kind === 'int32') this.#view.setInt32(place, value, true)
      else if (kind === 'uint64') this.#view.setBigUint64(place, BigInt(value), true)
      else places.set(slot, place)
      place += SIZES[kind]
    }
    this.#length = at + tableBytes
    return { at, references: fields.flatMap(({ slot, kind }) => (kind === 'reference' ? [places.get(slot)!] : [])) }
  }

  /** Sets the reference at `place` to what begins at `target` (further on). */
  refer(place: number, target: number): void {
    this.#view.setUint32(place, target - place, true)
  }

  /** Doubles; returns where they begin. */
  doubles(count: number, write: (set: (index: number, value: number) => void) => void): number {
    this.#align(8, 4)
    const at = this.#vector(count, 8)
    write((index, value) => {
      this.#view.setFloat64(at + 4 + 8 * index, value, true)
    })
    return at
  }

  /** Unsigned 32-bit numbers, or references to be set later: element i is at the result + 4 + 4 i. */
  uint32s(values: readonly number[]): number {
    this.#align(4, 0)
    const at = this.#vector(values.length, 4)
    values.forEach((value, i) => {
      this.#view.setUint32(at + 4 + 4 * i, value, true)
    })
    return at
  }

  /** Bytes, with a zero after them: also a text. */
  byteVector(bytes: Uint8Array): number {
    this.#align(4, 0)
    const at = this.#vector(bytes.length, 1)
    this.#bytes.set(bytes, at + 4)
    this.#grow(1)
    this.#bytes[this.#length++] = 0
    return at
  }

  #vector(count: number, elementBytes: number): number {
    const at = this.#length
    this.#grow(4 + count * elementBytes)
    this.#view.setUint32(at, count, true)
    this.#length = at + 4 + count * elementBytes
    return at
  }

  /** The buffer as bytes of its own, its size in front, `root` as its root table. */
  take(root: number): Uint8Array {
    this.#align(8, 0)
    this.#view.setUint32(0, this.#length - 4, true)
    this.refer(4, root)
    const buffer = this.#bytes.slice(0, this.#length)
    this.#length = 8
    return buffer
  }
}
