// Bytes in pieces of a wanted size from chunks of any size. Copies only where a piece spans chunks. Knows no format.
import type { ByteSource } from './byte-source.ts'

/** Reads a {@link ByteSource} piece by piece, in order. */
export class ByteQueue {
  /** Bytes taken so far. */
  position = 0
  readonly #chunks: AsyncIterator<Uint8Array>
  #chunk: Uint8Array = new Uint8Array(0)
  #at = 0
  #ended = false

  constructor(chunks: AsyncIterable<Uint8Array>) {
    this.#chunks = chunks[Symbol.asyncIterator]()
  }

  /** Bytes that {@link ByteQueue.takeNow} can give without waiting. */
  get ready(): number {
    return this.#chunk.length - this.#at
  }

  /** The next `length` bytes, or as many as there are. */
  async take(length: number): Promise<Uint8Array> {
    if (this.ready < length) await this.fill(length)
    return this.takeNow(Math.min(length, this.ready))
  }

  /** The next `length` bytes of those that are ready. */
  takeNow(length: number): Uint8Array {
    const piece = this.#chunk.subarray(this.#at, this.#at + length)
    this.#at += length
    this.position += length
    return piece
  }

  /** The next bytes without taking them: up to `length`, fewer only at the end. */
  async peek(length: number): Promise<Uint8Array> {
    if (this.ready < length) await this.fill(length)
    return this.#chunk.subarray(this.#at, this.#at + length)
  }

  /** What has not been taken, chunk by chunk. */
  async *rest(): AsyncGenerator<Uint8Array> {
    for (;;) {
      if (this.ready === 0) await this.fill(1)
      if (this.ready === 0) return
      yield this.takeNow(this.ready)
    }
  }

  /** Ends reading early and lets the source close what it holds open. */
  async close(): Promise<void> {
    if (!this.#ended) await this.#chunks.return?.()
    this.#ended = true
  }

  /** Waits until `length` bytes are ready or the source has ended. */
  async fill(length: number): Promise<void> {
    const pieces: Uint8Array[] = this.ready > 0 ? [this.#chunk.subarray(this.#at)] : []
    let total = this.ready
    while (total < length && !this.#ended) {
      const { done, value } = await this.#chunks.next()
      if (done) {
        this.#ended = true
      } else if (value.length > 0) {
        pieces.push(value)
        total += value.length
      }
    }
    this.#at = 0
    if (pieces.length === 1) {
      this.#chunk = pieces[0]!
      return
    }
    this.#chunk = new Uint8Array(total)
    let at = 0
    for (const piece of pieces) {
      this.#chunk.set(piece, at)
      at += piece.length
    }
  }
}

/** A queue over a source. */
export function byteQueue(source: ByteSource): ByteQueue {
  return new ByteQueue(source.stream())
}
