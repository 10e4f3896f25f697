// Whom sweeps from facilities met, put down stretch by stretch of the origins' order, so that each stretch can be worked up by itself,
// in the caches, by any thread. Integers only; what the numbers mean is the reader's business.

/** Words of a meeting: target, facility, cost of the walk, the same walk by the other basis. */
export const MEETING = 4
/** Words of a block: where the block before it in the same stretch begins (0 = there is none), three unused, then meetings. */
const BLOCK = 128
/** Words of a piece of memory; blocks do not cross its end. */
const PIECE_BITS = 16
const PIECE = 1 << PIECE_BITS
const LAST_IN_PIECE = PIECE - 1

/** Full at 64 MB: four million meetings. */
const FULL_PIECES = 256

/** Pieces of memory in which logs of some threads hold so many meetings, however these are spread over stretches. */
export function piecesFor(meetings: number, stretchCount: number, threads: number): number {
  const blocksInPiece = PIECE / BLOCK
  const full = Math.ceil(meetings / (blocksInPiece * (BLOCK / MEETING - 1)))
  return full + threads * (1 + Math.ceil(stretchCount / blocksInPiece))
}

/** What a log holds, as it can be shown to another thread. */
export interface LogPages {
  readonly pieces: readonly Uint32Array[]
  /** Where the next meeting of each stretch goes; 0 = nothing was met in it. */
  readonly next: Uint32Array
}

/** Notes meetings; one per thread. */
export class MeetingLog {
  readonly #pieces: Uint32Array[] = []
  readonly #next: Uint32Array
  readonly #isShared: boolean
  readonly #fullPieces: number
  /** Pieces of all logs that count together. */
  readonly #pieceCount: Int32Array
  /** The first block stays unused: 0 stands for none. */
  #end = BLOCK

  /**
   * @param isShared other threads will read it; then it needs shared memory
   * @param pieceCount one word that several logs count their pieces in, so that they are full together; default: each by itself
   */
  constructor(
    stretchCount: number,
    isShared: boolean,
    fullPieces: number = FULL_PIECES,
    pieceCount: Int32Array = new Int32Array(1),
  ) {
    this.#isShared = isShared
    this.#fullPieces = fullPieces
    this.#pieceCount = pieceCount
    this.#next = this.#memory(stretchCount)
    this.#addPiece()
  }

  /** Time to work it up, and to {@link MeetingLog.clear} it; it takes more all the same. */
  get isFull(): boolean {
    return Atomics.load(this.#pieceCount, 0) > this.#fullPieces
  }

  get pages(): LogPages {
    return { pieces: this.#pieces, next: this.#next }
  }

  note(stretch: number, target: number, facility: number, cost: number, along: number): void {
    let at = this.#next[stretch]!
    if (at % BLOCK === 0) at = this.#beginBlock(at)
    const piece = this.#pieces[at >>> PIECE_BITS]!
    const word = at & LAST_IN_PIECE
    piece[word] = target
    piece[word + 1] = facility
    piece[word + 2] = cost
    piece[word + 3] = along
    this.#next[stretch] = at + MEETING
  }

  /** Forgets all meetings; the memory stays. */
  clear(): void {
    this.#next.fill(0)
    const kept = Math.min(this.#pieces.length, this.#fullPieces)
    Atomics.sub(this.#pieceCount, 0, this.#pieces.length - kept)
    this.#pieces.length = kept
    this.#end = BLOCK
  }

  #beginBlock(endOfLast: number): number {
    const block = this.#end
    this.#end += BLOCK
    if (block >>> PIECE_BITS === this.#pieces.length) this.#addPiece()
    this.#pieces[block >>> PIECE_BITS]![block & LAST_IN_PIECE] = endOfLast === 0 ? 0 : endOfLast - BLOCK
    return block + MEETING
  }

  #addPiece(): void {
    this.#pieces.push(this.#memory(PIECE))
    Atomics.add(this.#pieceCount, 0, 1)
  }

  #memory(words: number): Uint32Array {
    return new Uint32Array(this.#isShared ? new SharedArrayBuffer(words * 4) : new ArrayBuffer(words * 4))
  }
}

/** Reads the meetings of a stretch, the later ones first, a run of them at a time. */
export function readStretch(
  { pieces, next }: LogPages,
  stretch: number,
  read: (piece: Uint32Array, first: number, end: number) => void,
): void {
  for (let end = next[stretch]!; end !== 0; ) {
    const block = Math.floor((end - 1) / BLOCK) * BLOCK
    const piece = pieces[block >>> PIECE_BITS]!
    const first = block & LAST_IN_PIECE
    read(piece, first + MEETING, first + end - block)
    end = piece[first] === 0 ? 0 : piece[first]! + BLOCK
  }
}
