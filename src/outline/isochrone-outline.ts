// Reached pieces → polygons, one outline per limit, nested by construction: pieces within the smallest limit are
// stamped into a field and traced, then those up to the next limit are added to the same field. It does not
// know the network.
import type { PolygonRings } from '../foundation/geo.ts'
import { stampBands } from './band-stamp.ts'
import type { EdgeStamps } from './edge-stamps.ts'
import { type FlatBox, OutlineField } from './outline-field.ts'
import { type LocalMap, toPolygons } from './outline-projection.ts'
import { DistanceField, smoothInto } from './outline-smooth.ts'
import { OutlineTracer } from './outline-trace.ts'
import type { PieceList } from './piece-list.ts'
import { stampRecord } from './stamp-record.ts'
import { TierSegments } from './tier-segments.ts'

/** Cells per half width of the band: gaps between bands are seen whatever the cell, so that it may be this large. */
export const CELLS_PER_BAND = 1.25
/** The same where ground is known at nodes only: outlines made round, allocation areas. */
export const CELLS_PER_BAND_BY_NODES = 2

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
  /** Only rounded drawings need it. */
  #distances: DistanceField | null = null
  readonly #tracer = new OutlineTracer()
  readonly #tier = new TierSegments()

  /**
   * Polygons of the ground within the band of the pieces, per limit.
   *
   * @param limits ascending costs, inclusive, at most 24
   * @param stamps needed where whole edges are listed without their bends; made for this map and band
   */
  paint(
    pieces: PieceList,
    map: LocalMap,
    limits: readonly number[],
    style: OutlineStyle,
    stamps: EdgeStamps | null = null,
  ): PolygonRings[][] {
    if (pieces.count === 0) return limits.map(() => [])
    const { bandMetres, toleranceMetres, minHoleSquareMetres, smooth } = style
    const steps = limits.length
    const cellMetres = bandMetres / (smooth ? CELLS_PER_BAND_BY_NODES : CELLS_PER_BAND)
    const box = stamps === null ? pieces : boxWithStamps(pieces, stamps)
    this.#field.begin(box, bandMetres, cellMetres, steps > 1, stamps !== null)
    if (smooth) this.#distances ??= new DistanceField()
    const distances = smooth ? this.#distances : null
    distances?.begin(pieces, bandMetres, cellMetres)
    return limits.map((limit, step) => {
      const above = step === 0 ? -1 : limits[step - 1]!
      this.#tier.collect(pieces, above, limit)
      const { segments, count } = this.#tier
      if (distances !== null) distances.stampSegments(segments, count)
      else stampBands(this.#field, segments, count)
      if (stamps !== null) this.#stampEdges(pieces, above, limit, stamps)
      if (distances !== null) smoothInto(distances, this.#field)
      return toPolygons(this.#tracer.trace(this.#field, { toleranceMetres, minHoleSquareMetres, step, steps }), map)
    })
  }

  /** Stamps the whole edges of a tier: all their costs lie within it. */
  #stampEdges({ offset, cost, count, edge, isWholeEdge }: PieceList, above: number, limit: number, stamps: EdgeStamps) {
    for (let piece = 0; piece < count; piece++) {
      if (isWholeEdge[piece] === 0) continue
      const greatest = cost[offset[piece + 1]! - 1]!
      if (greatest > above && greatest <= limit) {
        const start = stamps.recordOf(edge[piece]!)
        stampRecord(this.#field, stamps.records, start)
      }
    }
  }
}

/** The box of all pieces, bends of whole edges included. */
function boxWithStamps(pieces: PieceList, stamps: EdgeStamps): FlatBox {
  const { minX, minY, maxX, maxY, edge, isWholeEdge } = pieces
  const box = { minX, minY, maxX, maxY }
  stamps.begin()
  for (let piece = 0; piece < pieces.count; piece++) {
    if (isWholeEdge[piece] === 1) stamps.widen(box, stamps.recordOf(edge[piece]!))
  }
  return box
}
