// Closed compounds → what an answer keeps of them for maps, of a bounded size. It does not know how streets are cut, nor what a map looks like.
import type { CompoundShape, CompoundShapes } from '../answer/compound-shapes.ts'
import { localScale } from '../foundation/geo.ts'
import { compareNaturally } from '../foundation/natural-order.ts'
import { simplifyLine } from '../foundation/simplify-line.ts'
import type { LonLat } from '../foundation/units.ts'
import type { CompoundRecord } from '../normalise/places/compound-record.ts'

/** No point of an outline lies farther from the kept line: less than a wall is thick on any map. */
const TOLERANCE_METRES = 0.5
/** Positions of outlines and gates that an answer keeps; 3,000 estates of a city have about a twentieth of it. */
const MOST_POSITIONS = 1_000_000

/**
 * Outlines and gates of closed compounds. O(positions log positions).
 *
 * @param compounds in any order
 * @param most positions to keep: compounds that come after them are counted, not kept
 * @returns `undefined` where none is closed
 */
export function shapesOfCompounds(
  compounds: readonly CompoundRecord[],
  most: number = MOST_POSITIONS,
): CompoundShapes | undefined {
  const closed = compounds.filter(({ isClosed }) => isClosed).sort((a, b) => compareNaturally(a.id, b.id))
  if (closed.length === 0) return undefined
  const shapes: CompoundShape[] = []
  let positions = 0
  for (const { id, name, outline, gates } of closed) {
    const fine = outline.map((rings) => rings.map(coarseRing))
    positions += gates.length + fine.flat().reduce((sum, ring) => sum + ring.length, 0)
    if (positions > most) break
    const marks = gates.map((gate) => ({ name: gate.name, lonLat: gate.lonLat, state: gate.state, who: gate.who }))
    shapes.push({ id, name, outline: fine, gates: marks })
  }
  return { shapes, leftOut: closed.length - shapes.length }
}

/** A ring without the points that no map shows; one that would lose its area stays as it is. */
function coarseRing(ring: readonly LonLat[]): readonly LonLat[] {
  const first = ring[0]
  if (first === undefined || ring.length < 5) return ring
  const { metresPerDegreeLon, metresPerDegreeLat } = localScale(first[1])
  const x = ring.map(([lon]) => lon)
  const y = ring.map(([, lat]) => lat)
  // A ring ends where it begins: it is two lines, so that neither has one end only.
  const middle = ring.length >> 1
  const tolerance = TOLERANCE_METRES / metresPerDegreeLat
  const scale = metresPerDegreeLon / metresPerDegreeLat
  const kept = [
    ...simplifyLine(x, y, 0, middle + 1, tolerance, scale),
    ...simplifyLine(x, y, middle, ring.length, tolerance, scale).slice(1),
  ]
  return kept.length < 4 ? ring : kept.map((at) => ring[at]!)
}
