// The closed compounds that a place lies in. Positions in, numbers of compounds out.
import { data, line, type Packed, type Position } from './map-state.ts'

/** Numbers of the closed compounds around a place. */
export function compoundsAround(place: Position): number[] {
  const found: number[] = []
  data.compounds.forEach(({ rings }, number) => {
    if (rings.some((polygon) => isInside(polygon, place))) found.push(number)
  })
  return found
}

/** Inside by the number of sides to the east of it: holes count themselves out. */
function isInside(polygon: readonly Packed[], [lon, lat]: Position): boolean {
  let inside = false
  for (const packed of polygon) {
    const ring = line(packed)
    for (let i = 0, before = ring.length - 1; i < ring.length; before = i++) {
      const [ax, ay] = ring[i]!
      const [bx, by] = ring[before]!
      if (ay > lat !== by > lat && lon < ((bx - ax) * (lat - ay)) / (by - ay) + ax) inside = !inside
    }
  }
  return inside
}
