// A path laid between streets: both ends are joined to the nearest street, the rest is as drawn. In: a state and a line. Out: where it would be
// joined, or why nowhere; then the ways with it. Paths and crossings share it.
import { greatCircleMetres, insidePolygons } from '../../foundation/geo.ts'
import type { LonLat } from '../../foundation/units.ts'
import { E7 } from '../../foundation/units.ts'
import {
  NODE_SIGNALS,
  WAY_ENCLOSABLE,
  WAY_NOT_STEP_FREE,
  WAY_STEPS,
} from '../../normalise/streets/walkable-ways-record.ts'
import { message } from '../../words/problem.ts'
import type { EditState, EditTale, TaleJoin, Untouched, WallCrossings } from './edit-state.ts'
import { untouched } from './edit-state.ts'
import {
  lineMetres,
  nearestStreet,
  nodeAtPlace,
  placeLonLat,
  type StreetPlace,
  withNode,
  withRow,
} from './street-places.ts'

/** An end of a path farther than this from every street stays open. */
export const JOIN_METRES = 30
/** A drawn end this near to the place where it is joined is that place. */
const SAME_METRES = 1

/** A line with the streets at its ends. */
export interface PathSite {
  readonly line: readonly LonLat[]
  /** `null`: the end is at no street. */
  readonly first: StreetPlace | null
  readonly last: StreetPlace | null
  readonly metres: number
  readonly flags: number
  readonly hasSignals: boolean
}

/** Looks for the streets at both ends. O(segments of streets). */
export function findPath(
  drawn: readonly LonLat[],
  state: EditState,
  kind: { readonly isSteps?: boolean; readonly hasSignals?: boolean } = {},
): PathSite | Untouched {
  const first = nearestStreet(state.ways, drawn[0]!, JOIN_METRES)
  const last = nearestStreet(state.ways, drawn.at(-1)!, JOIN_METRES)
  if (first === null && last === null)
    return untouched(message('edit.path-no-street', { metres: JOIN_METRES }), drawn[0])
  const line = joinedLine(drawn, first, last)
  const metres = lineMetres(line)
  if (line.length < 2 || metres < SAME_METRES) return untouched(message('edit.path-no-length'), drawn[0])
  const flags = WAY_ENCLOSABLE | (kind.isSteps === true ? WAY_STEPS | WAY_NOT_STEP_FREE : 0)
  return { line, first, last, metres, flags, hasSignals: kind.hasSignals ?? false }
}

/** The line from street to street; a drawn end that lies apart from its street stays a corner. */
function joinedLine(drawn: readonly LonLat[], first: StreetPlace | null, last: StreetPlace | null): LonLat[] {
  const line = drawn.filter((point, at) => at === 0 || !isSame(point, drawn[at - 1]!))
  const begin = first === null ? null : placeLonLat(first)
  const end = last === null ? null : placeLonLat(last)
  if (begin !== null && greatCircleMetres(...begin, ...line[0]!) <= SAME_METRES) line.shift()
  if (end !== null && line.length > 0 && greatCircleMetres(...end, ...line.at(-1)!) <= SAME_METRES) line.pop()
  return [...(begin === null ? [] : [begin]), ...line, ...(end === null ? [] : [end])]
}

function isSame([lonA, latA]: LonLat, [lonB, latB]: LonLat): boolean {
  return lonA === lonB && latA === latB
}

/** The state with the path. O(nodes + references). */
export function withPath(
  state: EditState,
  { line, first, last, flags, hasSignals }: PathSite,
  edit: string,
): EditState {
  let { ways } = state
  const nodes: number[] = []
  const take = (point: LonLat, place: StreetPlace | null, nodeFlags = 0) => {
    // An end that was joined before may have cut the same street: its segment is looked for again, the place stays.
    const street =
      place === null ? null : nearestStreet(ways, point, JOIN_METRES, (row) => ways.wayId[row] === place.wayId)
    const added =
      street === null || place === null
        ? withNode(ways, Math.round(point[0] * E7), Math.round(point[1] * E7), nodeFlags)
        : nodeAtPlace(ways, street.node < 0 ? { ...street, lonE7: place.lonE7, latE7: place.latE7 } : street)
    ways = added.ways
    if (nodes.at(-1) !== added.node) nodes.push(added.node)
  }
  line.forEach((point, at) => {
    take(point, at === 0 ? first : at === line.length - 1 ? last : null)
    if (at === 0 && hasSignals) take(middleOf(point, line[1]!), null, NODE_SIGNALS)
  })
  if (nodes.length < 2) return state
  const laid = withRow(ways, nodes, flags)
  const addedWays = new Map([...state.addedWays, [laid.wayId, edit]])
  return { ...state, ways: laid.ways, rowsChanged: true, addedWays }
}

function middleOf([lonA, latA]: LonLat, [lonB, latB]: LonLat): LonLat {
  return [(lonA + lonB) / 2, (latA + latB) / 2]
}

/** What is told of a path. */
export function tellPath(site: PathSite, drawn: readonly LonLat[], edit: string): EditTale {
  const { line, first, last, metres } = site
  const join = (place: StreetPlace | null, lonLat: LonLat): TaleJoin[] =>
    place === null ? [] : [{ lonLat, onto: placeLonLat(place), metres: place.metres, wayId: place.wayId }]
  const isOpen = first === null || last === null
  return {
    said: [
      message('edit.path-laid', { metres: Math.round(metres) }),
      ...(isOpen ? [message('edit.path-open-end', { metres: JOIN_METRES })] : []),
    ],
    touched: [{ kind: 'way', id: edit, name: null }],
    lonLat: middleOf(line[0]!, line.at(-1)!),
    line,
    metres,
    joins: [...join(first, drawn[0]!), ...join(last, drawn.at(-1)!)],
    afterAll: (final) => walled(site, final),
  }
}

/** A path that goes through the wall of a compound where there is no gate leads nowhere. */
function walled({ line }: PathSite, { closed, crossings }: WallCrossings) {
  const [begin, end] = [line[0]!, line.at(-1)!]
  const wall = crossings.find(({ state, lonE7, latE7 }) => state === 'wall' && isOnLine(line, [lonE7 / E7, latE7 / E7]))
  if (wall === undefined) return null
  const { id, outline } = closed[wall.compound]!
  const isThrough = insidePolygons(...begin, outline) !== insidePolygons(...end, outline)
  return { said: message(isThrough ? 'edit.path-walled' : 'edit.path-meets-wall', { id }), isNothing: isThrough }
}

/** Whether a place lies on a line, to half a metre. */
function isOnLine(line: readonly LonLat[], place: LonLat): boolean {
  return line.some((point, at) => {
    if (at === 0) return false
    const before = line[at - 1]!
    const detour = greatCircleMetres(...before, ...place) + greatCircleMetres(...place, ...point)
    return detour - greatCircleMetres(...before, ...point) < 0.01
  })
}
