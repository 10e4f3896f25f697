// Large ground → polygons, one list per limit, nested by construction: the same drawing as `IsochronePainter` makes, in a
// fraction of its memory. What enters: reached edges and pieces. What leaves: polygons in degrees. It does not know sweeps.
import type { PolygonRings } from '../foundation/geo.ts'
import { CELLS_PER_BAND, type OutlineStyle } from './isochrone-outline.ts'
import type { LargeGround } from './large-ground.ts'
import { PolygonCollector } from './outline-projection.ts'
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
      collector.add(x, y, 0, count, parent),
    )
    return collector.polygons()
  })
}
