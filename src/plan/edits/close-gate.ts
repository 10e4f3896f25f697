// close-gate: a gate of a list that is shut, an open crossing of a compound whose gates nobody has listed, a place on a street where nobody
// passes any more.
import { greatCircleMetres } from '../../foundation/geo.ts'
import { E7, type LonLat } from '../../foundation/units.ts'
import { GATE_METRES } from '../../network/street-regions.ts'
import { type CompoundGate, opensWall } from '../../normalise/places/compound-record.ts'
import { NODE_BLOCKED } from '../../normalise/streets/walkable-ways-record.ts'
import { message } from '../../words/problem.ts'
import type { CloseGate } from './edit-record.ts'
import { type AfterAll, type EditKind, isUntouched, untouched, type WallCrossings } from './edit-state.ts'
import { findGate, type GateSite, gatesOf, ownerName, touchedOwners, withGates } from './find-gate.ts'
import { nearestStreet, nodeAtPlace, placeLonLat, type StreetPlace, withNodeFlags } from './street-places.ts'

/** A place farther than this from a street blocks none. */
const STREET_METRES = 10
/** Where a block's walks begin this near, its gate is meant. */
const START_METRES = 10

type ClosedGate = GateSite & {
  /** Gates at the other crossings, where the list was empty: from now on they are the only ones. */
  readonly others: readonly CompoundGate[]
  /** A place on a street that is blocked. */
  readonly street: StreetPlace | null
}

export const CLOSE_GATE: EditKind<CloseGate, ClosedGate> = {
  resolve(edit, state, tools) {
    const site = findGate(edit.which, state)
    if (isUntouched(site)) return site
    const { at, compound, block, listed } = site
    const id = ownerName(site)
    const found = { ...site, others: [], street: null }
    if (listed.length > 0) {
      return listed.some(opensWall) ? found : untouched(message('edit.closed-already', { id }), at)
    }
    if (block !== null && startsAt(block.gates, at).length > 0) return found
    if (state.hasWalls && compound?.isClosed === true) {
      if (gatesOf(site).length > 0) return untouched(message('edit.wall-already', { id }), at)
      const crossings = crossingsOf(compound.id, tools.crossings(state))
      const others = crossings.filter((place) => greatCircleMetres(...place, ...at) > GATE_METRES)
      if (others.length === crossings.length)
        return untouched(message('edit.no-crossing', { id, metres: GATE_METRES }), at)
      return { ...found, others: others.map((place) => unlistedGate(place, 'open')) }
    }
    const street = nearestStreet(state.ways, at, STREET_METRES)
    return street === null
      ? untouched(message('edit.no-street-to-close', { metres: STREET_METRES }), at)
      : { ...found, street }
  },
  apply(state, site) {
    const { at, block, listed, others, street } = site
    if (street !== null) {
      const { ways, node } = nodeAtPlace(state.ways, street)
      const blocked = withNodeFlags(ways, node, ways.nodeFlags[node]! | NODE_BLOCKED)
      return { ...state, ways: blocked, rowsChanged: true }
    }
    if (listed.length > 0) {
      const keys = new Set(listed.map((gate) => JSON.stringify(gate)))
      return withGates(state, site, (gates) =>
        gates.map((gate) => (keys.has(JSON.stringify(gate)) ? { ...gate, state: 'closed' as const } : gate)),
      )
    }
    const starts = block === null ? [] : startsAt(block.gates, at)
    if (block !== null && starts.length > 0) {
      const left = block.gates.filter((place) => !starts.includes(place))
      return { ...state, blocks: state.blocks.map((one) => (one === block ? { ...one, gates: left } : one)) }
    }
    return withGates(state, site, (gates) => [...gates, ...others, unlistedGate(at, 'closed')])
  },
  tell(site, edit) {
    const { at, listed, street, compound } = site
    const id = ownerName(site)
    return {
      said: [street === null ? message('edit.closed-gate', { id }) : message('edit.closed-street')],
      touched: [
        ...(street === null ? touchedOwners(site) : []),
        ...listed.map((gate) => ({ kind: 'gate' as const, id: gate.id ?? edit.id, name: gate.name })),
      ],
      lonLat: at,
      joins:
        street === null
          ? undefined
          : [{ lonLat: at, onto: placeLonLat(street), metres: street.metres, wayId: street.wayId }],
      afterAll: (final) => (compound === null || street !== null ? null : stillOpen(at, compound.id, final)),
    }
  },
}

function startsAt(gates: readonly LonLat[], at: LonLat): LonLat[] {
  return gates.filter((place) => greatCircleMetres(...place, ...at) <= START_METRES)
}

function crossingsOf(id: string, { closed, crossings }: WallCrossings): LonLat[] {
  return crossings.flatMap(({ compound, lonE7, latE7 }): LonLat[] =>
    closed[compound]!.id === id ? [[lonE7 / E7, latE7 / E7]] : [],
  )
}

function unlistedGate(lonLat: LonLat, state: CompoundGate['state']): CompoundGate {
  return { id: null, name: null, lonLat, who: 'all', direction: 'both', state, hours: null, stepFree: null }
}

/** Another gate of the compound within 25 m keeps the crossing open. */
function stillOpen(at: LonLat, id: string, { closed, crossings }: WallCrossings): AfterAll | null {
  const isOpen = crossings.some(
    ({ compound, state, lonE7, latE7 }) =>
      closed[compound]!.id === id &&
      state === 'gate' &&
      greatCircleMetres(...at, lonE7 / E7, latE7 / E7) <= GATE_METRES,
  )
  return isOpen ? { said: message('edit.gate-beside', { id, metres: GATE_METRES }), isNothing: false } : null
}
