// A typed array that grows. What enters: numbers; what leaves: one typed array of exactly their count. Knows no format.

/** The typed arrays that columns are made of. */
export type ColumnArray = Float64Array | Int32Array | Uint32Array | Uint16Array | Uint8Array

/**
 * One growing column. Hot loops call {@link GrowableColumn.reserve}, write into the array that it returns from `length` on,
 * and set `length` afterwards; others call {@link GrowableColumn.push}.
 */
export class GrowableColumn<A extends ColumnArray> {
  array: A
  length = 0
  readonly #make: (length: number) => A

  constructor(make: (length: number) => A, capacity: number) {
    this.#make = make
    this.array = make(Math.max(16, capacity))
  }

  /** Room for `extra` more values; returns the array to write into (an earlier one may be stale). */
  reserve(extra: number): A {
    const needed = this.length + extra
    if (needed > this.array.length) {
      const grown = this.#make(Math.max(needed, Math.ceil(this.array.length * 1.75)))
      grown.set(this.array.subarray(0, this.length))
      this.array = grown
    }
    return this.array
  }

  push(value: number): void {
    const array = this.length < this.array.length ? this.array : this.reserve(1)
    array[this.length++] = value
  }

  /** The values alone; the column must not be used afterwards. A copy only where more than a quarter would be wasted. */
  finish(): A {
    if (this.length === this.array.length) return this.array
    if (this.length * 4 >= this.array.length * 3) return this.array.subarray(0, this.length) as A
    return this.array.slice(0, this.length) as A
  }
}

/** A growing column of doubles (ids). */
export function doubleColumn(capacity: number): GrowableColumn<Float64Array> {
  return new GrowableColumn((length) => new Float64Array(length), capacity)
}

/** A growing column of signed 32-bit integers (coordinates in 1e-7 degrees). */
export function int32Column(capacity: number): GrowableColumn<Int32Array> {
  return new GrowableColumn((length) => new Int32Array(length), capacity)
}

/** A growing column of unsigned 32-bit integers (offsets, string ids). */
export function uint32Column(capacity: number): GrowableColumn<Uint32Array> {
  return new GrowableColumn((length) => new Uint32Array(length), capacity)
}

/** A growing column of unsigned 16-bit integers (how copies of an element count). */
export function uint16Column(capacity: number): GrowableColumn<Uint16Array> {
  return new GrowableColumn((length) => new Uint16Array(length), capacity)
}

/** A growing column of bytes. */
export function byteColumn(capacity: number): GrowableColumn<Uint8Array> {
  return new GrowableColumn((length) => new Uint8Array(length), capacity)
}
