// What each arc costs one kind of walker: integer milliseconds (time) or millimetres (distance). Made from network and
// profile in one pass; shares everything else. Knows no coordinates.
import { type Basis, UNREACHED } from '../foundation/units.ts'
import {
  NODE_SIGNALS,
  WAY_BACKWARD_ONLY,
  WAY_BRIDGE,
  WAY_FORWARD_ONLY,
  WAY_STEEP,
  WAY_STEPS,
  WAY_TUNNEL,
  WAY_UNLINKED,
} from '../normalise/streets/walkable-ways-record.ts'
import { checkProfile } from './check-profile.ts'
import { countedLengthMm, labelComponents } from './components.ts'
import { shareableMemory } from './network-buffer.ts'
import type { WalkProfile } from './profile.ts'
import { hasSlopes, levelLengths, type UnevenEdges } from './uneven-edges.ts'
import { ARC_BOTH, ARC_IN, ARC_OUT } from './walk-arcs.ts'
import type { WalkNetwork } from './walk-network.ts'

/** A part of the network that adds up to this many metres is major, as the longest one is. */
export const MAJOR_PART_METRES = 20_000
/** One of this many metres is minor: linked to where no major one is near. */
export const MINOR_PART_METRES = 1000
/** What no point links to, wherever it lies. */
const NEVER_LINKED = WAY_BRIDGE | WAY_TUNNEL | WAY_UNLINKED

/** Costs of a network for one profile and one basis. `UNREACHED` = may not be walked that way. */
export interface Impedance {
  readonly basis: Basis
  readonly profile: WalkProfile
  /** Cost of an edge in drawing direction and against it, without waits; ms or mm. */
  readonly edgeForwardCost: Uint32Array
  readonly edgeBackwardCost: Uint32Array
  /** Wait on entering a vertex, ms; all 0 for distance. */
  readonly vertexWaitCost: Uint32Array
  /** Cost of walking arc a from the vertex that owns it to its target, wait at the target included. */
  readonly arcCost: Uint32Array
  /** Cost of walking arc a the other way, from its target to the vertex that owns it: for sweeps from the facilities. Same array where symmetric. */
  readonly arcCostReversed: Uint32Array
  /** 1 where the profile may walk the edge in some direction. */
  readonly edgePassable: Uint8Array
  /** 1 where points may link to the edge: passable, no bridge, tunnel or chord, in a major part. */
  readonly edgeLinkable: Uint8Array
  /** 1 where they may, but only where no edge of a major part is near: a minor part. */
  readonly edgeLinkableMinor: Uint8Array
  /** 1 where the edge would be a candidate but for its part: an island. */
  readonly edgeOnIsland: Uint8Array
  /** How costs are spread along edges with slopes; `null` where every edge costs the same per metre throughout. */
  readonly uneven: UnevenEdges | null
  /** Cost of one metre of the straight access leg. */
  readonly accessCostPerMetre: number
}

/**
 * Costs of walking a network. O(V + E).
 *
 * @throws LivingCircleError `invalid-option` for a profile whose numbers are out of bounds
 * @example
 * ```ts
 * import { bytesSource, walkProfile } from 'living-circle'
 * import { buildImpedance, buildNetwork, normaliseWalkableWays, readOsm } from 'living-circle/parts'
 * const osm = '<osm><node id="1" lat="0" lon="0"/><node id="2" lat="0" lon="0.001"/><way id="9"><nd ref="1"/><nd ref="2"/><tag k="highway" v="steps"/></way></osm>'
 * const network = buildNetwork(normaliseWalkableWays(await readOsm(bytesSource('tiny.osm', new TextEncoder().encode(osm)))))
 * buildImpedance(network, walkProfile('adult'), 'time').edgeForwardCost[0] // 177912: 111.195 m at 1.25 m/s, twice for steps
 * ```
 */
export function buildImpedance(network: WalkNetwork, profile: WalkProfile, basis: Basis): Impedance {
  checkProfile(profile)
  const edges = network.edgeFrom.length
  const edgeForwardCost = shareableWords(edges)
  const edgeBackwardCost = shareableWords(edges)
  const edgePassable = new Uint8Array(edges)
  const level = basis === 'time' && hasSlopes(network) ? levelLengths(network) : null
  const { forwardMm, backwardMm } = level ?? { forwardMm: network.edgeLengthMm, backwardMm: network.edgeLengthMm }
  for (let edge = 0; edge < edges; edge++) {
    const flags = network.edgeFlags[edge]!
    const forward = edgeCost(forwardMm[edge]!, flags, profile, basis)
    const backward = edgeCost(backwardMm[edge]!, flags, profile, basis)
    edgeForwardCost[edge] = (flags & WAY_BACKWARD_ONLY) !== 0 ? UNREACHED : forward
    edgeBackwardCost[edge] = (flags & WAY_FORWARD_ONLY) !== 0 ? UNREACHED : backward
    edgePassable[edge] = edgeForwardCost[edge] === UNREACHED && edgeBackwardCost[edge] === UNREACHED ? 0 : 1
  }
  const vertexWaitCost = new Uint32Array(network.vertexFlags.length)
  const waitMs = basis === 'time' ? Math.round(profile.crossingWaitSeconds * 1000) : 0
  if (waitMs > 0) {
    network.vertexFlags.forEach((flags, vertex) => {
      if ((flags & NODE_SIGNALS) !== 0) vertexWaitCost[vertex] = waitMs
    })
  }
  return {
    basis,
    profile,
    edgeForwardCost,
    edgeBackwardCost,
    vertexWaitCost,
    ...arcCosts(network, edgeForwardCost, edgeBackwardCost, vertexWaitCost),
    edgePassable,
    ...linkableEdges(network, edgePassable),
    uneven: level?.uneven ?? null,
    accessCostPerMetre: basis === 'time' ? 1000 / profile.walkMetresPerSecond : 1000,
  }
}

/** Costs that sweeps read lie where other threads see them, so that nothing is copied for these. */
function shareableWords(length: number): Uint32Array {
  return new Uint32Array(shareableMemory(length * 4))
}

function edgeCost(lengthMm: number, flags: number, profile: WalkProfile, basis: Basis): number {
  const isSteps = (flags & WAY_STEPS) !== 0
  // Whom steps stop, an incline beyond 1:12 stops, too. A raster of heights cannot decide that, and does not.
  if (profile.stepsTimeFactor === null && (isSteps || (flags & WAY_STEEP) !== 0)) return UNREACHED
  const factor = isSteps ? profile.stepsTimeFactor! : 1
  const cost = basis === 'distance' ? lengthMm : Math.round((lengthMm / profile.walkMetresPerSecond) * factor)
  // At least 1, so that labels fall strictly on the way back along a walk.
  return Math.min(UNREACHED - 1, Math.max(1, cost))
}

function arcCosts(
  network: WalkNetwork,
  forward: Uint32Array,
  backward: Uint32Array,
  wait: Uint32Array,
): Pick<Impedance, 'arcCost' | 'arcCostReversed'> {
  const { arcOffset, arcTarget, arcEdge, arcDirection } = network
  const symmetric = costsAreSymmetric(network, forward, backward, wait)
  const arcCost = shareableWords(arcTarget.length)
  const arcCostReversed = symmetric ? arcCost : shareableWords(arcTarget.length)
  for (let vertex = 0; vertex + 1 < arcOffset.length; vertex++) {
    for (let arc = arcOffset[vertex]!; arc < arcOffset[vertex + 1]!; arc++) {
      const edge = arcEdge[arc]! >>> 1
      const against = (arcEdge[arc]! & 1) === 1
      const along = against ? backward[edge]! : forward[edge]!
      const direction = arcDirection.length === 0 ? ARC_BOTH : arcDirection[arc]!
      arcCost[arc] = along === UNREACHED || direction === ARC_IN ? UNREACHED : sumOf(along, wait[arcTarget[arc]!]!)
      if (symmetric) continue
      const back = against ? forward[edge]! : backward[edge]!
      arcCostReversed[arc] = back === UNREACHED || direction === ARC_OUT ? UNREACHED : sumOf(back, wait[vertex]!)
    }
  }
  return { arcCost, arcCostReversed }
}

/** A cost with a wait; where a street is so long that it would run over, as much as can be. */
function sumOf(cost: number, wait: number): number {
  return Math.min(UNREACHED - 1, cost + wait)
}

/** Whether every arc costs the same either way. */
function costsAreSymmetric(
  { edgeFrom, edgeTo, arcDirection }: WalkNetwork,
  forward: Uint32Array,
  backward: Uint32Array,
  wait: Uint32Array,
): boolean {
  if (arcDirection.length > 0) return false
  for (let edge = 0; edge < forward.length; edge++) {
    const ahead = forward[edge] === UNREACHED ? UNREACHED : forward[edge]! + wait[edgeTo[edge]!]!
    const back = backward[edge] === UNREACHED ? UNREACHED : backward[edge]! + wait[edgeFrom[edge]!]!
    if (ahead !== back) return false
  }
  return true
}

function linkableEdges(
  network: WalkNetwork,
  passable: Uint8Array,
): Pick<Impedance, 'edgeLinkable' | 'edgeLinkableMinor' | 'edgeOnIsland'> {
  const everything = passable.every((value) => value === 1)
  const lengthMm = countedLengthMm(network.edgeLengthMm, network.edgeFlags)
  const { component, componentMetres } = everything
    ? network
    : labelComponents(network.streetVertices, network.edgeFrom, network.edgeTo, lengthMm, passable, network)
  const edgeLinkable = new Uint8Array(passable.length)
  const edgeLinkableMinor = new Uint8Array(passable.length)
  const edgeOnIsland = new Uint8Array(passable.length)
  for (let edge = 0; edge < passable.length; edge++) {
    if (passable[edge] === 0 || (network.edgeFlags[edge]! & NEVER_LINKED) !== 0) continue
    const part = component[network.edgeFrom[edge]!]!
    if (part === 0 || componentMetres[part]! >= MAJOR_PART_METRES) edgeLinkable[edge] = 1
    else if (componentMetres[part]! >= MINOR_PART_METRES) edgeLinkableMinor[edge] = 1
    else edgeOnIsland[edge] = 1
  }
  return { edgeLinkable, edgeLinkableMinor, edgeOnIsland }
}
