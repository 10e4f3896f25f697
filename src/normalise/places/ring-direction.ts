// Direction of rings: outer ones anticlockwise, holes clockwise (RFC 7946). Positions in, positions out.
import { type Ring, ringSquareMetres } from '../../foundation/geo.ts'

/** Less than this is no surface, square metres. */
const MIN_SQUARE_METRES = 1e-3

/** The closed ring in the direction asked for, or `null` when it encloses no surface. */
export function orientedRing(ring: Ring, anticlockwise: boolean): Ring | null {
  if (ring.length < 4) return null
  const squareMetres = ringSquareMetres(ring)
  if (!(Math.abs(squareMetres) > MIN_SQUARE_METRES)) return null
  return squareMetres > 0 === anticlockwise ? ring : ring.toReversed()
}
