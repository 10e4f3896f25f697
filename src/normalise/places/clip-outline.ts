// The part of an outline that lies in another: what a study area leaves of a block. In: polygons. Out: polygons. The library that cuts is
// loaded only when something is to be cut. It does not know what stands there.
import type PolygonClipping from 'polygon-clipping'
import type { PolygonRings } from '../../foundation/geo.ts'
import type { LonLat } from '../../foundation/units.ts'
import { boxOfPolygons } from './inside-test.ts'

/** Cuts an outline by another; `null` where the library gives up, empty where nothing is left. */
export type OutlineClipper = (outline: readonly PolygonRings[], by: readonly PolygonRings[]) => PolygonRings[] | null

let loading: Promise<OutlineClipper> | null = null

/** The clipper; its library is loaded once, when it is first asked for. */
export function loadOutlineClipper(): Promise<OutlineClipper> {
  loading ??= import('polygon-clipping').then((module) => createClipper(module.default))
  return loading
}

/** Steps of degrees that corners are set on, one after the other, until the library can cut: from as they are to a millimetre. */
const STEPS_PER_DEGREE = [null, 1e10, 1e9, 1e8] as const

function createClipper(clipping: typeof PolygonClipping): OutlineClipper {
  const pairs = (polygons: readonly PolygonRings[], steps: number | null) => {
    const set = (degrees: number) => (steps === null ? degrees : Math.round(degrees * steps) / steps)
    return polygons.map((rings) =>
      rings.map((ring) => ring.map(([lon, lat]): [number, number] => [set(lon), set(lat)])),
    )
  }
  return (outline, by) => {
    for (const steps of STEPS_PER_DEGREE) {
      try {
        return clipping
          .intersection(pairs(outline, steps), pairs(by, steps))
          .map((rings) => rings.map((ring) => ring.map(([lon, lat]): LonLat => [tidy(lon), tidy(lat)])))
      } catch {
        // The library gives up on corners that all but meet: on a coarser grid they do.
      }
    }
    return null
  }
}

/** A tenth of a millimetre. */
function tidy(degrees: number): number {
  return Math.round(degrees * 1e9) / 1e9
}

/** Whether a border may pass through an outline: a side of it lies in the outline's box. O(sides of the border) a question. */
export function borderTest(border: readonly PolygonRings[]): (outline: readonly PolygonRings[]) => boolean {
  const rings = border.flat()
  return (outline) => {
    const box = boxOfPolygons(outline)
    if (box === null) return false
    const [west, south, east, north] = box
    return rings.some((ring) =>
      ring.some(([lon, lat], at) => {
        const [lon0, lat0] = ring[at === 0 ? ring.length - 1 : at - 1]!
        return (
          Math.min(lon, lon0) <= east &&
          Math.max(lon, lon0) >= west &&
          Math.min(lat, lat0) <= north &&
          Math.max(lat, lat0) >= south
        )
      }),
    )
  }
}
