// remove-way: a street of the map, or a path of an earlier edit, that nobody walks on any more.
import type { LonLat } from '../../foundation/units.ts'
import { message } from '../../words/problem.ts'
import type { RemoveWay } from './edit-record.ts'
import { type EditKind, untouched } from './edit-state.ts'
import { lineMetres, nearestStreet, withoutWay } from './street-places.ts'

/** A place farther than this from every street names none. */
const STREET_METRES = 30

interface RemovedWay {
  readonly wayId: number
  readonly lines: readonly (readonly LonLat[])[]
}

export const REMOVE_WAY: EditKind<RemoveWay, RemovedWay> = {
  resolve({ way, at }, { ways, addedWays }) {
    const ofEdit = typeof way === 'string' ? [...addedWays].find(([, edit]) => edit === way)?.[0] : undefined
    if (typeof way === 'string' && ofEdit === undefined) return untouched(message('edit.no-way', { way }), at)
    const wayId = ofEdit ?? (typeof way === 'number' ? way : nearestStreet(ways, at!, STREET_METRES)?.wayId)
    if (wayId === undefined) return untouched(message('edit.no-street-near', { metres: STREET_METRES }), at)
    const { lines } = withoutWay(ways, wayId)
    return lines.length === 0 ? untouched(message('edit.no-way', { way: wayName(wayId) }), at) : { wayId, lines }
  },
  apply: (state, { wayId }) => ({ ...state, ways: withoutWay(state.ways, wayId).ways, rowsChanged: true }),
  tell({ wayId, lines }) {
    const metres = lines.reduce((sum, line) => sum + lineMetres(line), 0)
    const longest = lines.reduce((best, line) => (lineMetres(line) > lineMetres(best) ? line : best))
    return {
      said: [message('edit.removed-way', { way: wayName(wayId), metres: Math.round(metres) })],
      touched: [{ kind: 'way', id: wayName(wayId), name: null }],
      lonLat: longest[Math.floor(longest.length / 2)]!,
      line: longest,
      metres,
    }
  },
}

/** A way as the map calls it. */
function wayName(id: number): string {
  return id < 0 ? `relation/${-id}` : `way/${id}`
}
