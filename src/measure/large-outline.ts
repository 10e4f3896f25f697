// Large ground → polygons, one list per limit, nested by construction: the same drawing as `IsochronePainter` makes, in a
// fraction of its memory. What enters: reached edges and pieces. What leaves: polygons in degrees. It does not know sweeps.
import type { PolygonRings, Ring } from '../foundation/geo.ts'
import type { LonLat } from '../foundation/units.ts'
import { CELLS_PER_BAND, type OutlineStyle } from './isochrone-outline.ts'
import type { LargeGround } from './large-ground.ts'
import { cutAtAntimeridian, type LocalMap, toLonLat } from './outline-projection.ts'
import type { PackedOutline } from './packed-outline.ts'
import { packGround } from './packed-stamp.ts'
import { type KeptCrossings, keptCrossings, PackedTracer } from './packed-trace.ts'

/**
 * Polygons of the ground within the band, per limit.
 *
 * @param limits ascending costs, inclusive, at most 24
 */
export function paintLargeGround(
  ground: LargeGround,
  limits: readonly number[],
  { bandMetres, toleranceMetres, minHoleSquareMetres }: Omit<OutlineStyle, 'smooth'>,
): PolygonRings[][] {
  if (ground.pieces.count === 0 && !ground.stepOfWholeEdge.some((step) => step > 0)) return limits.map(() => [])
  const outlines = packGround(ground, limits, bandMetres, bandMetres / CELLS_PER_BAND)
  const tracer = new PackedTracer()
  const steps = limits.length
  let before: PackedOutline | null = null
  let kept: KeptCrossings | null = null
  return outlines.map((outline, step) => {
    kept = steps === 1 ? null : keptCrossings(outline, before, kept)
    before = outline
    const collector = new PolygonCollector(ground.map)
    tracer.trace(outline, { toleranceMetres, minHoleSquareMetres, step, steps }, kept, (x, y, count, parent) =>
      collector.add(x, y, count, parent),
    )
    return collector.polygons()
  })
}

/** Puts rings together to polygons in degrees. */
class PolygonCollector {
  readonly #map: LocalMap
  readonly #polygons: Ring[][] = []
  readonly #polygonOf: number[] = []
  #west = Infinity
  #east = -Infinity

  constructor(map: LocalMap) {
    this.#map = map
  }

  add(x: Float64Array, y: Float64Array, count: number, parent: number): void {
    const positions = new Array<LonLat>(count + 1)
    for (let at = 0; at < count; at++) {
      const position = toLonLat(this.#map, x[at]!, y[at]!)
      if (position[0] < this.#west) this.#west = position[0]
      if (position[0] > this.#east) this.#east = position[0]
      positions[at] = position
    }
    positions[count] = positions[0]!
    if (parent < 0) {
      this.#polygonOf.push(this.#polygons.length)
      this.#polygons.push([positions])
    } else {
      const polygon = this.#polygonOf[parent]!
      this.#polygonOf.push(polygon)
      this.#polygons[polygon]!.push(positions)
    }
  }

  polygons(): PolygonRings[] {
    if (this.#west >= -180 && this.#east <= 180) return this.#polygons
    return this.#polygons.flatMap(cutAtAntimeridian)
  }
}
