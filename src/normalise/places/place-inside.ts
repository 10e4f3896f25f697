// One position that surely lies in an area, and positions along its outline. Polygons in, degrees out.
import {
  greatCircleMetres,
  insideRings,
  type PolygonRings,
  polygonCentroid,
  type Ring,
  ringSquareMetres,
} from '../../foundation/geo.ts'
import { E7, type LonLat } from '../../foundation/units.ts'

/** The centroid of the largest part where that is inside the area, else the middle of its widest inner span near the centroid. */
export function placeInside(polygons: readonly PolygonRings[]): LonLat {
  const centroid = polygonCentroid(polygons)
  const largest = largestPart(polygons)
  if (largest === undefined || insideRings(centroid[0], centroid[1], largest)) return rounded(centroid)
  const lats = largest[0]!.map((position) => position[1])
  const south = lats.reduce((a, b) => Math.min(a, b))
  const north = lats.reduce((a, b) => Math.max(a, b))
  // The centroid's own line first, then lines that no corner is likely to lie on.
  for (const lat of [centroid[1], ...[0.5, 0.381, 0.619, 0.237, 0.763].map((part) => south + part * (north - south))]) {
    const span = widestSpan(largest, lat)
    if (span !== null && insideRings(span[0], span[1], largest)) return rounded(span)
  }
  return rounded(largest[0]![0]!)
}

function largestPart(polygons: readonly PolygonRings[]): PolygonRings | undefined {
  let best: PolygonRings | undefined
  let bestArea = -1
  for (const rings of polygons) {
    const area = Math.abs(ringSquareMetres(rings[0] ?? []))
    if (area > bestArea) {
      bestArea = area
      best = rings
    }
  }
  return best
}

function widestSpan(rings: PolygonRings, lat: number): LonLat | null {
  const crossings: number[] = []
  for (const ring of rings) {
    for (let i = 0; i + 1 < ring.length; i++) {
      const [xa, ya] = ring[i]!
      const [xb, yb] = ring[i + 1]!
      if (ya > lat !== yb > lat) crossings.push(xa + ((xb - xa) * (lat - ya)) / (yb - ya))
    }
  }
  crossings.sort((a, b) => a - b)
  let best: LonLat | null = null
  let width = 0
  for (let i = 0; i + 1 < crossings.length; i += 2) {
    if (crossings[i + 1]! - crossings[i]! > width) {
      width = crossings[i + 1]! - crossings[i]!
      best = [(crossings[i]! + crossings[i + 1]!) / 2, lat]
    }
  }
  return best
}

/** More points than this say nothing more about how to reach an area. */
const MAX_OUTLINE_POINTS = 4000

/**
 * Positions along the outer rings, evenly spaced on each ring and at most `spacingMetres` apart (further apart only on outlines
 * of more than 4,000 such steps).
 */
export function pointsAlongOutline(polygons: readonly PolygonRings[], spacingMetres: number): LonLat[] {
  const outers = polygons.map((rings) => rings[0]!).filter((ring) => ring.length > 1)
  const total = outers.reduce((sum, ring) => sum + ringMetres(ring), 0)
  const spacing = Math.max(spacingMetres, total / MAX_OUTLINE_POINTS)
  return outers.flatMap((ring) => pointsAlongRing(ring, spacing))
}

function pointsAlongRing(ring: Ring, spacingMetres: number): LonLat[] {
  const metres = ringMetres(ring)
  const count = Math.max(1, Math.ceil(metres / spacingMetres))
  const points: LonLat[] = []
  let walked = 0
  for (let i = 0; i + 1 < ring.length && points.length < count; i++) {
    const [xa, ya] = ring[i]!
    const [xb, yb] = ring[i + 1]!
    const length = greatCircleMetres(xa, ya, xb, yb)
    for (let next = (points.length * metres) / count; points.length < count && next < walked + length; ) {
      const fraction = (next - walked) / length
      points.push(rounded([xa + fraction * (xb - xa), ya + fraction * (yb - ya)]))
      next = (points.length * metres) / count
    }
    walked += length
  }
  return points
}

function ringMetres(ring: Ring): number {
  let metres = 0
  for (let i = 0; i + 1 < ring.length; i++) {
    metres += greatCircleMetres(ring[i]![0], ring[i]![1], ring[i + 1]![0], ring[i + 1]![1])
  }
  return metres
}

/** On the grid of 1e-7 degrees that all coordinates lie on. */
function rounded([lon, lat]: LonLat): LonLat {
  return [Math.round(lon * E7) / E7, Math.round(lat * E7) / E7]
}
