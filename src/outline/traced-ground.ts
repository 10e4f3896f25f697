// What the tracer asks of ground: a field that was stamped, or a packed one. Types only.

/** Nodes of a grid, in blocks as in `OutlineField`, and numbers for the grid edges between them that may be crossed. */
export interface TracedGround {
  readonly cellMetres: number
  readonly originX: number
  readonly originY: number
  readonly blockColumns: number
  readonly blockRows: number
  readonly directory: Int32Array
  readonly insideBits: Int32Array
  readonly joined: Int32Array
  readonly knowsGaps: boolean
  readonly nested: boolean
  /** By grid edge, see {@link TracedGround.edgeOf}. */
  readonly overhang: Uint8Array
  readonly mark: Int32Array
  readonly crossing: Uint8Array
  readonly gap: Uint8Array
  /** Numbers in `mark` up to this one belong to earlier outlines. */
  markBase: number
  /**
   * Number of the grid edge from a node inside, at a column and row, towards a side to which no one band joins it: odd for
   * edges along columns.
   */
  edgeOf(node: number, side: number, column: number, row: number): number
}

/**
 * Takes a ring, not closed: local metres in `x, y[0 … count)`, valid until the next one. Its parent is the number (in the
 * order of handing over) of the outer ring that a hole lies in, −1 for outer rings.
 */
export type TakeRing = (x: Float64Array, y: Float64Array, count: number, parent: number) => void
