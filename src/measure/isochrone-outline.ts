// Reached pieces → polygons, one outline per limit, nested by construction: pieces within the smallest limit are stamped into a
// distance field and traced, then those up to the next limit are added to the same field. It does not know the network.
import type { PolygonRings } from '../foundation/geo.ts'
import { OutlineField } from './outline-field.ts'
import { type LocalMap, toPolygons } from './outline-projection.ts'
import { smoothInto } from './outline-smooth.ts'
import { OutlineTracer } from './outline-trace.ts'
import type { PieceList } from './piece-list.ts'

/** Cells per half width of the band. */
const CELLS_PER_BAND = 2.5

/** Shorter segments have no direction to speak of. */
const MIN_METRES = 1e-3

/** How polygons are drawn. */
export interface OutlineStyle {
  readonly bandMetres: number
  readonly toleranceMetres: number
  readonly minHoleSquareMetres: number
  /** True: rounded for posters. */
  readonly smooth: boolean
}

/** Draws reached pieces; its memory is reused from one drawing to the next. */
export class IsochronePainter {
  readonly #field = new OutlineField()
  readonly #smoothField = new OutlineField()
  readonly #tracer = new OutlineTracer()

  /**
   * Polygons of the ground within the band of the pieces, per limit.
   *
   * @param limits ascending costs, inclusive, at most 24
   */
  paint(pieces: PieceList, map: LocalMap, limits: readonly number[], style: OutlineStyle): PolygonRings[][] {
    if (pieces.count === 0) return limits.map(() => [])
    const { bandMetres, toleranceMetres, minHoleSquareMetres } = style
    const steps = limits.length
    this.#field.begin(pieces, bandMetres, bandMetres / CELLS_PER_BAND, steps > 1)
    return limits.map((limit, step) => {
      stampTier(this.#field, pieces, step === 0 ? -1 : limits[step - 1]!, limit)
      if (style.smooth) smoothInto(this.#field, this.#smoothField, step === 0)
      const field = style.smooth ? this.#smoothField : this.#field
      return toPolygons(this.#tracer.trace(field, { toleranceMetres, minHoleSquareMetres, step, steps }), map)
    })
  }
}

/** Stamps the parts of pieces whose cost lies above one limit and within the next. */
function stampTier(field: OutlineField, pieces: PieceList, above: number, limit: number): void {
  const { offset, edge, x, y, cost, meets, count } = pieces
  const isFirst = above < 0
  for (let piece = 0; piece < count; piece++) {
    const first = offset[piece]!
    const last = offset[piece + 1]! - 1
    if (cost[first]! > limit || (cost[last]! <= above && !isFirst)) continue
    if (edge[piece]! < 0 && isFirst) field.stampDisc(x[first]!, y[first]!)
    let dx = x[first + 1]! - x[first]!
    let dy = y[first + 1]! - y[first]!
    let metres = Math.sqrt(dx * dx + dy * dy)
    for (let point = first; point < last; point++) {
      const startCost = cost[point]!
      const endCost = cost[point + 1]!
      if (startCost > limit) break
      let roundness = 1
      let nextDx = 0
      let nextDy = 0
      let nextMetres = 0
      if (point + 1 < last) {
        nextDx = x[point + 2]! - x[point + 1]!
        nextDy = y[point + 2]! - y[point + 1]!
        nextMetres = Math.sqrt(nextDx * nextDx + nextDy * nextDy)
        if (endCost < limit - 1 && metres > MIN_METRES && nextMetres > MIN_METRES && dx * nextDx + dy * nextDy > 0) {
          roundness = Math.abs(dx * nextDy - dy * nextDx) / (metres * nextMetres)
        }
      } else if (meets[piece] === 1 && endCost <= limit) roundness = 0
      if (endCost > above || isFirst) {
        const rise = endCost - startCost
        const startShare = startCost >= above || rise <= 0 ? 0 : (above - startCost) / rise
        const endShare = endCost <= limit ? 1 : (limit - startCost) / rise
        const share = endShare - startShare
        const startX = x[point]! + startShare * dx
        const startY = y[point]! + startShare * dy
        field.stampOnward(startX, startY, share * dx, share * dy, share * metres, roundness)
      }
      dx = nextDx
      dy = nextDy
      metres = nextMetres
    }
  }
}
