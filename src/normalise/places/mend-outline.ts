// An outline that crosses itself, its holes or its other parts → the ground that it goes round. In: rings. Out: sound polygons. The
// library that does it is loaded only when a table has an outline to mend. It does not know what stands there.
//
// The meaning is that of PostGIS' ST_MakeValid(…, 'method=structure') and of Shapely's and QGIS's "structure": whatever a ring goes round, once or
// several times and in either direction, is inside it (a bow-tie is both its lobes); holes are taken out of their own outer ring, holes
// outside it vanish; parts are joined. Other than there, a ring within a hole is ground again.
import type PolygonClipping from 'polygon-clipping'
import type { Pair } from 'polygon-clipping'
import { insideRings, localScale, type PolygonRings, polygonsSquareMetres, type Ring } from '../../foundation/geo.ts'
import type { LonLat } from '../../foundation/units.ts'

/** Mends an outline; empty where it goes round nothing, `null` where it cannot be told what it goes round. */
export type OutlineMender = (polygons: readonly PolygonRings[]) => readonly PolygonRings[] | null

/** The widest outline in steps of the grid, some hundredths of a millimetre for a compound. */
const GRID_STEPS = 3e7
const MOST_STEPS_PER_DEGREE = 1e10
/** Slivers below this are rounding, square metres. */
const MIN_SQUARE_METRES = 1e-3
/**
 * Where many crossings all but coincide the library gives up (once in 2,000 scribbles) or, more rarely, takes a lobe for a hole. Turned by
 * another angle they do not coincide: what two turns agree on is right.
 */
const TURNS = [0, 0.37, 0.83, 1.21, 0.59]
/** Areas that differ by less than this share of the whole agree. */
const SAME_SHARE = 1e-5

let loading: Promise<OutlineMender> | null = null

/**
 * The mender; its library is loaded once, when it is first asked for.
 *
 * @example
 * ```ts
 * import { loadOutlineMender } from 'living-circle/parts'
 * const mend = await loadOutlineMender() // loaded once
 * ```
 */
export function loadOutlineMender(): Promise<OutlineMender> {
  loading ??= import('polygon-clipping').then((module) => createMender(module.default))
  return loading
}

function createMender(clipping: typeof PolygonClipping): OutlineMender {
  return (polygons) => {
    const seen: { readonly ground: readonly PolygonRings[]; readonly squareMetres: number }[] = []
    for (const turn of TURNS) {
      const ground = groundOf(polygons, turn, clipping)
      if (ground === null) continue
      const squareMetres = flatSquareMetres(ground, polygons)
      const same = seen.find((other) => agree(other.squareMetres, squareMetres))
      // The first of the two: where nothing is turned, corners on a straight side stay on it.
      if (same !== undefined) return same.ground
      seen.push({ ground, squareMetres })
    }
    return null
  }
}

/**
 * Square metres for comparing an outline with what it was mended to: on one flat map, wherever its rings begin (areas elsewhere are on the map
 * at each ring's first corner).
 *
 * @param on the outline whose place the map is made for
 */
export function flatSquareMetres(polygons: readonly PolygonRings[], on: readonly PolygonRings[]): number {
  const { metresPerDegreeLon, metresPerDegreeLat } = localScale(on[0]?.[0]?.[0]?.[1] ?? 0)
  let squareDegrees = 0
  for (const rings of polygons) {
    rings.forEach((ring, index) => {
      const size = Math.abs(twiceSquareDegrees(ring)) / 2
      squareDegrees += index === 0 ? size : -size
    })
  }
  return Math.max(0, squareDegrees * metresPerDegreeLon * metresPerDegreeLat)
}

function twiceSquareDegrees(ring: Ring): number {
  const [lon0, lat0] = ring[0] ?? [0, 0]
  let twice = 0
  for (let at = 0; at + 1 < ring.length; at++) {
    const [[ax, ay], [bx, by]] = [ring[at]!, ring[at + 1]!]
    twice += (ax - lon0) * (by - lat0) - (bx - lon0) * (ay - lat0)
  }
  return twice
}

function agree(a: number, b: number): boolean {
  return Math.abs(a - b) <= Math.max(0.01, SAME_SHARE * Math.max(a, b))
}

/** What outlines go round, seen under an angle; `null` where the library gives up. */
function groundOf(
  polygons: readonly PolygonRings[],
  turn: number,
  clipping: typeof PolygonClipping,
): readonly PolygonRings[] | null {
  const grid = createGrid(polygons, turn)
  const [first, ...others] = polygons.flatMap(withIslandsApart).map((rings) => rings.map(grid.toSteps))
  if (first === undefined) return []
  try {
    return clipping
      .union(first, ...others)
      .map((rings) => rings.map(grid.toRing))
      .filter((rings) => polygonsSquareMetres([rings]) > MIN_SQUARE_METRES)
  } catch {
    return null
  }
}

/** A polygon with its outer ring first, and the rings within its holes as polygons of their own. */
function withIslandsApart(rings: PolygonRings): readonly PolygonRings[] {
  const [shell, ...others] = shellFirst(rings)
  if (shell === undefined) return []
  const islands = others.filter((ring) => others.some((other) => liesIn(ring, other)))
  return [[shell, ...others.filter((ring) => !islands.includes(ring))], ...islands.map((island) => [island])]
}

/** Whether all corners of a ring lie in another; never of a ring in itself. */
function liesIn(ring: Ring, other: Ring): boolean {
  return ring !== other && ring.length > 0 && ring.every(([lon, lat]) => insideRings(lon, lat, [other]))
}

/** The ring that all others lie in comes first, wherever it was listed. */
function shellFirst(rings: PolygonRings): PolygonRings {
  const [first, ...others] = rings
  if (first === undefined || others.length === 0) return rings
  const around = others.find((ring) => liesIn(first, ring))
  return around === undefined ? rings : [around, ...rings.filter((ring) => ring !== around)]
}

/** To whole steps from the middle of the outline, turned by an angle, and back; a corner that stays comes back as it was. */
function createGrid(polygons: readonly PolygonRings[], turn: number) {
  let [west, south, east, north] = [Infinity, Infinity, -Infinity, -Infinity]
  for (const [lon, lat] of polygons.flat(2) as readonly LonLat[]) {
    west = Math.min(west, lon)
    east = Math.max(east, lon)
    south = Math.min(south, lat)
    north = Math.max(north, lat)
  }
  const [lon0, lat0] = [(west + east) / 2, (south + north) / 2]
  const perDegree = Math.min(MOST_STEPS_PER_DEGREE, GRID_STEPS / Math.max(east - west, north - south, 1e-9))
  const [cos, sin] = [Math.cos(turn) * perDegree, Math.sin(turn) * perDegree]
  const corners = new Map<string, LonLat>()
  return {
    toSteps(ring: Ring): Pair[] {
      return ring.map((position) => {
        const [x, y] = [position[0] - lon0, position[1] - lat0]
        const step: Pair = [Math.round(x * cos - y * sin) || 0, Math.round(x * sin + y * cos) || 0]
        const key = step.join()
        if (!corners.has(key)) corners.set(key, position)
        return step
      })
    },
    toRing(path: readonly Pair[]): Ring {
      return path.map((step) => corners.get(step.join()) ?? placeOf(step))
    },
  }

  function placeOf([x, y]: Pair): LonLat {
    const [dx, dy] = [(x * cos + y * sin) / perDegree ** 2, (y * cos - x * sin) / perDegree ** 2]
    return [decimals(lon0 + dx), decimals(lat0 + dy)]
  }
}

/** A tenth of a millimetre. */
function decimals(degrees: number): number {
  return Math.round(degrees * 1e9) / 1e9
}
