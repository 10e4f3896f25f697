// Polylines in local metres with a cost at every point, in columns that are reused from one drawing to the next.
// It does not know where they come from.
import { copiedInto } from '../foundation/copied-into.ts'

/** Pieces of street (or access legs), each in the direction of the sweep: costs never fall along a piece. */
export class PieceList {
  /** Points of piece p: `x, y, cost[offset[p] … offset[p+1])`, at least two. */
  offset = new Uint32Array(257)
  /** Network edge of each piece; −1 for a straight access leg, which starts at the place itself. */
  edge = new Int32Array(256)
  /** Whom the piece belongs to, where places compete; else 0. */
  owner = new Int32Array(256)
  /** Part of the edge's length that the piece makes up. */
  edgeShare = new Float64Array(256)
  /** 1 where a piece is a whole edge of which only the costs are here. */
  isWholeEdge = new Uint8Array(256)
  /** 1 where cost is not in proportion to length along a piece: it has a point wherever that changes. */
  isUneven = new Uint8Array(256)
  count = 0
  x = new Float64Array(1024)
  y = new Float64Array(1024)
  /** Milliseconds or millimetres. */
  cost = new Float64Array(1024)
  pointCount = 0
  minX = Infinity
  minY = Infinity
  maxX = -Infinity
  maxY = -Infinity

  clear(): void {
    this.count = 0
    this.pointCount = 0
    this.minX = Infinity
    this.minY = Infinity
    this.maxX = -Infinity
    this.maxY = -Infinity
  }

  startPiece(edge: number, owner: number, edgeShare: number, isWholeEdge = 0, isUneven = 0): void {
    if (this.count === this.edge.length) {
      this.offset = copiedInto(this.offset, new Uint32Array(this.count * 2 + 1))
      this.edge = copiedInto(this.edge, new Int32Array(this.count * 2))
      this.owner = copiedInto(this.owner, new Int32Array(this.count * 2))
      this.isWholeEdge = copiedInto(this.isWholeEdge, new Uint8Array(this.count * 2))
      this.isUneven = copiedInto(this.isUneven, new Uint8Array(this.count * 2))
      this.edgeShare = copiedInto(this.edgeShare, new Float64Array(this.count * 2))
    }
    this.edge[this.count] = edge
    this.owner[this.count] = owner
    this.edgeShare[this.count] = edgeShare
    this.isWholeEdge[this.count] = isWholeEdge
    this.isUneven[this.count] = isUneven
  }

  addPoint(x: number, y: number, cost: number): void {
    const at = this.pointCount++
    if (at === this.x.length) this.#grow()
    this.x[at] = x
    this.y[at] = y
    this.cost[at] = cost
    if (x < this.minX) this.minX = x
    if (x > this.maxX) this.maxX = x
    if (y < this.minY) this.minY = y
    if (y > this.maxY) this.maxY = y
  }

  /** Adds a point whose position nobody asks for. */
  addCost(cost: number): void {
    const at = this.pointCount
    if (at === this.x.length) this.#grow()
    this.cost[at] = cost
    this.pointCount = at + 1
  }

  #grow(): void {
    const points = this.x.length * 2
    this.x = copiedInto(this.x, new Float64Array(points))
    this.y = copiedInto(this.y, new Float64Array(points))
    this.cost = copiedInto(this.cost, new Float64Array(points))
  }

  endPiece(): void {
    this.offset[++this.count] = this.pointCount
  }
}
