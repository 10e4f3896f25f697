// An outline from a table: sound, mended, or why not. In: polygons in degrees, a mender where one is loaded. Out: polygons and a word
// about them. It knows no row.
import type { Geometry } from 'geojson'
import { localScale, type PolygonRings, polygonsSquareMetres } from '../../foundation/geo.ts'
import type { Message } from '../../foundation/message.ts'
import type { LonLat } from '../../foundation/units.ts'
import type { RawTable } from '../../read/tables/raw-table.ts'
import { message } from '../../words/problem.ts'
import { boxOfPolygons } from '../places/inside-test.ts'
import { flatSquareMetres, type OutlineMender } from '../places/mend-outline.ts'
import { checkOutline, type OutlineFault } from '../places/outline-check.ts'
import { MOST_CROSSINGS } from '../places/segment-meetings.ts'

/** Polygons to use, with what was mended; or none, with the reason. */
export type SoundOutline =
  | { readonly polygons: readonly PolygonRings[]; readonly said: Message | null }
  | { readonly polygons: null; readonly said: Message }

const WHY: Readonly<Record<OutlineFault, Message>> = {
  crosses: message('outline.crosses'),
  spike: message('outline.spike'),
  hole: message('outline.hole'),
  parts: message('outline.parts'),
  touches: message('outline.touches'),
}

/** Checks an outline and mends it; one that is sound comes back as it is, with nothing said. */
export function soundOutline(polygons: readonly PolygonRings[], mend: OutlineMender | null): SoundOutline {
  const check = checkOutline(polygons)
  switch (check.kind) {
    case 'sound':
      return { polygons, said: null }
    case 'no-area':
      return { polygons: null, said: message('row.outline-no-area') }
    case 'tangle':
      return { polygons: null, said: message('row.outline-tangle', { n: MOST_CROSSINGS }) }
    case 'unchecked':
      return { polygons, said: message('row.outline-unchecked') }
    case 'doubtful':
      return mended(polygons, check.fault, mend)
  }
}

function mended(polygons: readonly PolygonRings[], fault: OutlineFault, mend: OutlineMender | null): SoundOutline {
  // What only touches itself is sound in most cases: without a mender it is used.
  if (mend === null) {
    return fault === 'touches' || fault === 'spike'
      ? { polygons, said: null }
      : { polygons: null, said: message('row.outline-broken', { why: WHY[fault] }) }
  }
  const result = mend(polygons)
  if (result === null) return { polygons: null, said: message('row.outline-unmendable', { why: WHY[fault] }) }
  if (result.length === 0) return { polygons: null, said: message('row.outline-no-area') }
  const [before, after] = [polygonsSquareMetres(polygons), polygonsSquareMetres(result)]
  // Parts and rings with a common border, or digitised across each other by less than a pen's width, are no fault.
  const mayBeSound = fault !== 'crosses' && fault !== 'spike'
  const change = Math.abs(flatSquareMetres(polygons, polygons) - flatSquareMetres(result, polygons))
  if (mayBeSound && change <= unseenSquareMetres(polygons, before)) return { polygons, said: null }
  const values = { why: WHY[fault], before: shown(before), after: shown(after) }
  return { polygons: result, said: message('row.outline-mended', values) }
}

/** A difference of area that rounding to the mender's grid explains: some of its steps along the box, or a millionth. */
function unseenSquareMetres(polygons: readonly PolygonRings[], squareMetres: number): number {
  const box = boxOfPolygons(polygons)
  if (box === null) return 0
  const { metresPerDegreeLat } = localScale(0)
  const metres = Math.max(box[2] - box[0], box[3] - box[1]) * metresPerDegreeLat
  return Math.max(0.01, squareMetres * 1e-6, metres * metres * 1e-6)
}

function shown(squareMetres: number): number {
  return squareMetres < 10 ? Math.round(squareMetres * 100) / 100 : Math.round(squareMetres)
}

/**
 * Whether a table has outlines that a mender is needed for, so that it is loaded only then. Outlines written as text are taken to be
 * doubtful: to read them here would take as long as to load it. So are all outlines in another system: what is sound there may touch
 * itself in degrees.
 */
export function hasDoubtfulOutline(
  { geometry, rows }: Pick<RawTable, 'geometry' | 'rows'>,
  toWgs84: ((position: LonLat) => LonLat) | undefined,
): boolean {
  if (geometry !== null) return geometry.some((one) => isDoubtful(one, toWgs84))
  return rows.some((row) => row.some((cell) => /^\s*(?:SRID=\d+;\s*)?(?:MULTI)?POLYGON/i.test(cell)))
}

function isDoubtful(geometry: Geometry | null, toWgs84: ((position: LonLat) => LonLat) | undefined): boolean {
  if (geometry?.type !== 'Polygon' && geometry?.type !== 'MultiPolygon') return false
  const polygons = (geometry.type === 'Polygon'
    ? [geometry.coordinates]
    : geometry.coordinates) as unknown as readonly PolygonRings[]
  const first = polygons[0]?.[0]?.[0]
  return (first !== undefined && isMoved(first, toWgs84)) || checkOutline(polygons).kind === 'doubtful'
}

function isMoved(position: LonLat, toWgs84: ((position: LonLat) => LonLat) | undefined): boolean {
  if (toWgs84 === undefined) return false
  try {
    const [lon, lat] = toWgs84([position[0], position[1]])
    return lon !== position[0] || lat !== position[1]
  } catch {
    return true
  }
}
