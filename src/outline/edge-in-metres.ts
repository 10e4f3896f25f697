// One edge at a time in local metres, and places on it by their part of its length. A network and its bends in, coordinates out. It does not know costs.
import type { ShapeColumns } from '../foundation/shape-columns.ts'
import type { WalkNetwork } from '../network/walk-network.ts'
import type { FlatAnchor } from './flat-anchor.ts'

/** The points of an edge and the length up to each, in drawing direction. Reuse one for many edges. */
export class EdgeInMetres {
  x = new Float64Array(64)
  y = new Float64Array(64)
  /** Metres from the first point. */
  before = new Float64Array(64)
  points = 0
  #edge = -1
  readonly #network: WalkNetwork
  readonly #shapes: ShapeColumns
  readonly #anchor: FlatAnchor

  constructor(network: WalkNetwork, shapes: ShapeColumns, anchor: FlatAnchor) {
    this.#network = network
    this.#shapes = shapes
    this.#anchor = anchor
  }

  xAt(segment: number, fraction: number): number {
    if (fraction === 0) return this.x[0]!
    if (fraction === 1) return this.x[this.points - 1]!
    return this.x[segment]! + this.#shareOf(segment, fraction) * (this.x[segment + 1]! - this.x[segment]!)
  }

  yAt(segment: number, fraction: number): number {
    if (fraction === 0) return this.y[0]!
    if (fraction === 1) return this.y[this.points - 1]!
    return this.y[segment]! + this.#shareOf(segment, fraction) * (this.y[segment + 1]! - this.y[segment]!)
  }

  #shareOf(segment: number, fraction: number): number {
    const start = this.before[segment]!
    const length = this.before[segment + 1]! - start
    return length > 0 ? (fraction * this.before[this.points - 1]! - start) / length : 0
  }

  /** The straight segment that holds a place on the edge at hand. */
  segmentAt(fraction: number): number {
    const last = this.points - 2
    if (fraction === 0 || last === 0) return 0
    if (fraction === 1) return last
    const along = fraction * this.before[last + 1]!
    let segment = 0
    while (segment < last && this.before[segment + 1]! < along) segment++
    return segment
  }

  /** Brings an edge's points into local metres; the same edge again costs nothing. */
  load(edge: number): void {
    if (edge === this.#edge) return
    this.#edge = edge
    const { vertexLonE7, vertexLatE7, edgeFrom, edgeTo } = this.#network
    const { offset, lonE7, latE7 } = this.#shapes
    const first = offset[edge]!
    const bends = offset[edge + 1]! - first
    if (bends + 2 > this.x.length) this.#growPoints(bends + 2)
    const x = this.x
    const y = this.y
    const before = this.before
    const anchor = this.#anchor
    const last = bends + 1
    let lastX = 0
    let lastY = 0
    let metres = 0
    for (let at = 0; at <= last; at++) {
      const vertex = at === 0 ? edgeFrom[edge]! : edgeTo[edge]!
      const isBend = at > 0 && at < last
      const hereX = anchor.east(isBend ? lonE7[first + at - 1]! : vertexLonE7[vertex]!)
      const hereY = anchor.north(isBend ? latE7[first + at - 1]! : vertexLatE7[vertex]!)
      if (at > 0) {
        const dx = hereX - lastX
        const dy = hereY - lastY
        metres += Math.sqrt(dx * dx + dy * dy)
      }
      x[at] = lastX = hereX
      y[at] = lastY = hereY
      before[at] = metres
    }
    this.points = last + 1
  }

  #growPoints(points: number): void {
    this.x = new Float64Array(points * 2)
    this.y = new Float64Array(points * 2)
    this.before = new Float64Array(points * 2)
  }
}
