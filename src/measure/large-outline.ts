// Large ground → polygons, one list per limit, nested by construction: the same drawing as `IsochronePainter` makes, in a
// fraction of its memory. What enters: reached edges and pieces. What leaves: polygons in degrees. It does not know sweeps.
import type { PolygonRings, Ring } from '../foundation/geo.ts'
import type { LonLat } from '../foundation/units.ts'
import { CELLS_PER_BAND, type OutlineStyle } from './isochrone-outline.ts'
import type { LargeGround } from './large-ground.ts'
import { cutAtAntimeridian, type LocalMap, toLonLat } from './outline-projection.ts'
import { OutlineTracer } from './outline-trace.ts'
import { packGround } from './packed-stamp.ts'

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
  const tracer = new OutlineTracer()
  const steps = limits.length
  return outlines.map((outline, step) => {
    outline.begin(outlines[step - 1] ?? null)
    const collector = new PolygonCollector(ground.map)
    tracer.trace(outline, { toleranceMetres, minHoleSquareMetres, step, steps }, (x, y, count, parent) =>
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
  #minX = Infinity
  #maxX = -Infinity

  constructor(map: LocalMap) {
    this.#map = map
  }

  add(x: Float64Array, y: Float64Array, count: number, parent: number): void {
    const map = this.#map
    const positions = new Array<LonLat>(count + 1)
    let minX = this.#minX
    let maxX = this.#maxX
    for (let at = 0; at < count; at++) {
      if (x[at]! < minX) minX = x[at]!
      if (x[at]! > maxX) maxX = x[at]!
      positions[at] = toLonLat(map, x[at]!, y[at]!)
    }
    positions[count] = positions[0]!
    this.#minX = minX
    this.#maxX = maxX
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
    if (toLonLat(this.#map, this.#minX, 0)[0] >= -180 && toLonLat(this.#map, this.#maxX, 0)[0] <= 180) {
      return this.#polygons
    }
    return this.#polygons.flatMap(cutAtAntimeridian)
  }
}
