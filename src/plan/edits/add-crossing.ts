// add-crossing: a way across something that parts two streets: a road that nobody walks on, a railway, a ditch.
import type { LonLat } from '../../foundation/units.ts'
import { message } from '../../words/problem.ts'
import type { AddCrossing } from './edit-record.ts'
import { type EditKind, type EditState, isUntouched, type Untouched, untouched } from './edit-state.ts'
import { findPath, type PathSite, tellPath, withPath } from './lay-path.ts'
import { nearestStreet, placeLonLat } from './street-places.ts'

/** Streets on either side of a crossing that is given as one place are looked for as far as this. */
export const ACROSS_METRES = 60

type CrossingSite = PathSite & { readonly drawn: readonly LonLat[] }

export const ADD_CROSSING: EditKind<AddCrossing, CrossingSite> = {
  resolve({ line, at, signals }, state) {
    const drawn = line ?? acrossAt(at!, state)
    if (isUntouched(drawn)) return drawn
    const site = findPath(drawn, state, { hasSignals: signals })
    return isUntouched(site) ? site : { ...site, drawn }
  },
  apply: (state, site, { id }) => withPath(state, site, id),
  tell: (site, { id }) => tellPath(site, site.drawn, id),
}

/** From the nearest street to the nearest one on the other side of a place. */
function acrossAt(at: LonLat, { ways }: EditState): readonly LonLat[] | Untouched {
  const near = nearestStreet(ways, at, ACROSS_METRES)
  if (near === null) return untouched(message('edit.path-no-street', { metres: ACROSS_METRES }), at)
  const [lon, lat] = placeLonLat(near)
  const [dx, dy] = [lon - at[0], lat - at[1]]
  const widen = Math.cos((at[1] * Math.PI) / 180) ** 2
  // On the other side: beyond the line through the place, square to the way to the nearest street.
  const far = nearestStreet(ways, at, ACROSS_METRES, (row, lonE7, latE7) => {
    if (ways.wayId[row] === near.wayId) return false
    const [x, y] = placeLonLat({ lonE7, latE7 })
    return (x - at[0]) * dx * widen + (y - at[1]) * dy < 0
  })
  if (far === null) return untouched(message('edit.crossing-one-side', { metres: ACROSS_METRES }), at)
  return [placeLonLat(near), placeLonLat(far)]
}
