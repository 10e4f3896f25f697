// open-gate: a gate of a list that was shut, a new one in the wall of a compound, or a barrier of the map that is taken away.
import { greatCircleMetres } from '../../foundation/geo.ts'
import { E7, type LonLat } from '../../foundation/units.ts'
import { GATE_METRES } from '../../network/street-regions.ts'
import { type CompoundGate, opensWall } from '../../normalise/places/compound-record.ts'
import { NODE_BLOCKED, NODE_RESTRICTED, type WalkableWays } from '../../normalise/streets/walkable-ways-record.ts'
import { message } from '../../words/problem.ts'
import type { OpenGate } from './edit-record.ts'
import { type AfterAll, type EditKind, isUntouched, untouched, type WallCrossings } from './edit-state.ts'
import { findGate, type GateSite, gatesOf, ownerName, touchedOwners, withGates } from './find-gate.ts'
import { withNodeFlags } from './street-places.ts'

/** A barrier of the map this near to a gate is that gate. */
const BARRIER_METRES = 15
const SHUT = NODE_BLOCKED | NODE_RESTRICTED

interface OpenedGate extends GateSite {
  /** Node of a barrier, −1 for none. */
  readonly barrier: number
  /** Whether walls keep people out here, so that the gate must be at a street to be of use. */
  readonly hasWall: boolean
}

export const OPEN_GATE: EditKind<OpenGate, OpenedGate> = {
  resolve(edit, state) {
    const site = findGate(edit.which, state)
    if (isUntouched(site)) return site
    const { at, compound, block, listed } = site
    // A gate that a list knows is as the list says; what the map says of who may pass there counts where nobody else says it.
    const isOthers = (compound !== null || block !== null) && edit.who !== 'all'
    const barrier = nearestBarrier(state.ways, at, isOthers ? NODE_BLOCKED : SHUT)
    const found = { ...site, barrier, hasWall: state.hasWalls && compound?.isClosed === true }
    if (compound === null && block === null) {
      return barrier < 0 ? untouched(message('edit.no-wall', { metres: GATE_METRES }), at) : found
    }
    const id = ownerName(site)
    if (listed.length > 0) {
      return isOpenAlready(site, edit) && barrier < 0 ? untouched(message('edit.open-already', { id }), at) : found
    }
    if (barrier < 0 && compound?.isClosed === true && gatesOf(site).length === 0) {
      return untouched(message('edit.gates-unknown', { id }), at)
    }
    if (barrier < 0 && compound !== null && !compound.isClosed && block === null) {
      return untouched(message('edit.not-closed', { id }), at)
    }
    return found
  },
  apply(state, site, edit) {
    const ways =
      site.barrier < 0
        ? state.ways
        : withNodeFlags(state.ways, site.barrier, state.ways.nodeFlags[site.barrier]! & ~SHUT)
    const isListed = new Set(site.listed.map((gate) => JSON.stringify(gate)))
    const isUnlisted = site.listed.length === 0
    const isUnknown = gatesOf(site).length === 0 && site.compound?.isClosed === true
    if (isUnlisted && (isUnknown || (site.compound === null && site.block === null))) return { ...state, ways }
    return withGates({ ...state, ways }, site, (gates) =>
      isUnlisted
        ? [...gates, newGate(edit, site.at)]
        : gates.map((gate) => (isListed.has(JSON.stringify(gate)) ? opened(gate, edit) : gate)),
    )
  },
  tell(site, edit) {
    const { at, listed, barrier } = site
    const id = ownerName(site)
    return {
      said: [
        ...(id === '' || isOpenAlready(site, edit)
          ? []
          : [message(listed.length > 0 ? 'edit.opened-gate' : 'edit.new-gate', { id })]),
        ...(barrier < 0 ? [] : [message('edit.opened-barrier')]),
      ],
      touched: [
        ...touchedOwners(site),
        ...listed.map((gate) => ({ kind: 'gate' as const, id: gate.id ?? edit.id, name: gate.name })),
      ],
      lonLat: at,
      afterAll: (final) => (site.hasWall ? uncrossed(site, final) : null),
    }
  },
}

/** A gate of the list as the edit opens it. */
function opened(gate: CompoundGate, { who, direction, hours }: OpenGate): CompoundGate {
  const wanted = who ?? (gate.who === 'none' ? 'all' : gate.who)
  return { ...gate, state: 'open', who: wanted, direction: direction ?? gate.direction, hours: hours ?? gate.hours }
}

/** Whether the list has gates here that are open as the edit asks. */
function isOpenAlready({ listed }: GateSite, edit: OpenGate): boolean {
  return listed.length > 0 && listed.every((gate) => isUnchanged(opened(gate, edit), gate))
}

function isUnchanged(a: CompoundGate, b: CompoundGate): boolean {
  return opensWall(b) && a.who === b.who && a.direction === b.direction && a.hours === b.hours
}

function newGate({ which, name, who, direction, hours }: OpenGate, lonLat: LonLat): CompoundGate {
  const plain = { id: which.gate, name, lonLat, who: who ?? 'all', direction: direction ?? 'both' } as const
  return { ...plain, state: 'open', hours, stepFree: null }
}

/** Nobody passes at a gate where no street comes near it. A block whose walks begin there is changed all the same. */
function uncrossed(
  { compound, block, at, barrier }: OpenedGate,
  { closed, crossings }: WallCrossings,
): AfterAll | null {
  const isPassed = crossings.some(
    ({ compound: number, state, lonE7, latE7 }) =>
      closed[number]!.id === compound!.id &&
      state !== 'wall' &&
      greatCircleMetres(...at, lonE7 / E7, latE7 / E7) <= GATE_METRES,
  )
  if (isPassed) return null
  const said = message('edit.gate-no-street', { id: compound!.id, metres: GATE_METRES })
  return { said, isNothing: block === null && barrier < 0 }
}

function nearestBarrier({ nodeFlags, nodeLonE7, nodeLatE7 }: WalkableWays, [lon, lat]: LonLat, shut: number): number {
  let nearest = -1
  let least = BARRIER_METRES
  for (let node = 0; node < nodeFlags.length; node++) {
    if ((nodeFlags[node]! & shut) === 0) continue
    const metres = greatCircleMetres(lon, lat, nodeLonE7[node]! / E7, nodeLatE7[node]! / E7)
    if (metres < least) {
      nearest = node
      least = metres
    }
  }
  return nearest
}
