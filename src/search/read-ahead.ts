// Brings a neighbourhood of a large network into the caches before a search goes there. Vertices lie along a curve through the city,
// so that a neighbourhood is a few ranges of each array; read in order, memory comes some times quicker than in the order of a
// search. It has no influence on any result and knows nothing but array positions.

type Column = Uint32Array | Int32Array

/** So many vertices to either side are read. */
const VERTICES_EITHER_SIDE = 512

/** Words of four bytes in a line of cache, on the machines that we know. */
const LINE_WORDS = 16

/** Reads ahead in columns of one network; for searches that go through it in its own order. */
export class ReadAhead {
  readonly #arcOffset: Uint32Array
  readonly #byVertex: readonly Column[]
  readonly #byArc: readonly { readonly column: Column; readonly words: number }[]
  /** Vertices before this one were read. */
  #end = 0
  /** What was read, mixed: only kept so that reading has an effect. */
  #mixed = 0

  /**
   * @param byVertex columns with one word per vertex
   * @param byArc columns with one or two words per arc
   */
  constructor(arcOffset: Uint32Array, byVertex: readonly Column[], byArc: readonly Column[]) {
    const arcs = arcOffset[arcOffset.length - 1]!
    this.#arcOffset = arcOffset
    this.#byVertex = [arcOffset, ...byVertex]
    this.#byArc = [...new Set(byArc)].map((column) => ({ column, words: column.length / arcs }))
  }

  /** Reads what lies around a vertex and was not read just before. */
  around(vertex: number): void {
    const vertices = this.#arcOffset.length - 1
    // A little back is still in the caches.
    const isFarBack = vertex < this.#end - 4 * VERTICES_EITHER_SIDE
    const first = Math.max(0, vertex - VERTICES_EITHER_SIDE, isFarBack ? 0 : this.#end)
    const end = Math.min(vertex + VERTICES_EITHER_SIDE, vertices)
    if (first >= end) return
    this.#end = end
    for (const column of this.#byVertex) this.#read(column, first, end)
    const firstArc = this.#arcOffset[first]!
    const endArc = this.#arcOffset[end]!
    for (const { column, words } of this.#byArc) this.#read(column, firstArc * words, endArc * words)
  }

  #read(column: Column, first: number, end: number): void {
    let mixed = this.#mixed
    for (let at = first; at < end; at += LINE_WORDS) mixed ^= column[at]!
    this.#mixed = mixed
  }
}
