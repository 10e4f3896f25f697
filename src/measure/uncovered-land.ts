// The part of the residential land that a drawing of a catchment leaves uncovered, as polygons for a map. Polygons in, polygons
// out; people are counted by walk elsewhere, never by these outlines.
import { boxAround, type PolygonRings, polygonsSquareMetres } from '../foundation/geo.ts'
import type { BoundingBox } from '../foundation/units.ts'

/** Land without cover. */
export interface UncoveredLand {
  readonly polygons: readonly PolygonRings[]
  readonly uncoveredSquareMetres: number
  readonly landSquareMetres: number
}

/**
 * Residential land minus the ground that is covered, e.g. the polygons of a catchment's largest limit.
 *
 * The geometry is that of `@turf/turf`, which is loaded when this is first called. O(land × covered parts whose boxes meet).
 *
 * @param land polygons of the blocks
 * @param covered polygons of the covered ground
 * @example
 * ```ts
 * import { uncoveredLand } from 'living-circle'
 * const land = [[[[0, 0], [0.01, 0], [0.01, 0.01], [0, 0.01], [0, 0]]]] as const
 * const covered = [[[[0, 0], [0.01, 0], [0.01, 0.004], [0, 0.004], [0, 0]]]] as const
 * const left = await uncoveredLand(land, covered)
 * const share = left.uncoveredSquareMetres / left.landSquareMetres
 * share.toFixed(3) // '0.600'
 * ```
 */
export async function uncoveredLand(
  land: readonly PolygonRings[],
  covered: readonly PolygonRings[],
): Promise<UncoveredLand> {
  const { difference, featureCollection, polygon } = await import('@turf/turf')
  const toPositions = (rings: PolygonRings) => rings.map((ring) => ring.map(([lon, lat]) => [lon, lat]))
  const covers = covered.map((rings) => ({ rings, box: boxAround(rings[0]!) }))
  const polygons: PolygonRings[] = []
  for (const rings of land) {
    const box = boxAround(rings[0]!)
    const near = covers.filter((cover) => box !== null && cover.box !== null && meet(box, cover.box))
    if (near.length === 0) {
      polygons.push(rings)
      continue
    }
    const left = difference(
      featureCollection([polygon(toPositions(rings)), ...near.map((cover) => polygon(toPositions(cover.rings)))]),
    )
    if (left === null) continue
    const parts = left.geometry.type === 'Polygon' ? [left.geometry.coordinates] : left.geometry.coordinates
    polygons.push(...(parts as unknown as PolygonRings[]))
  }
  return {
    polygons,
    uncoveredSquareMetres: polygonsSquareMetres(polygons),
    landSquareMetres: polygonsSquareMetres(land),
  }
}

function meet(a: BoundingBox, b: BoundingBox): boolean {
  return a[0] <= b[2] && b[0] <= a[2] && a[1] <= b[3] && b[1] <= a[3]
}
