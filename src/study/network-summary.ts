// A network in numbers: what was kept, what is restricted, what is an island.

import type { NetworkSummary, SlopeSummary } from '../answer/sources.ts'
import type { Impedance } from '../network/impedance.ts'
import type { SlopeCounts } from '../network/slope-profiles.ts'
import { isStreet } from '../network/street-edges.ts'
import type { WalkNetwork } from '../network/walk-network.ts'
import type { WalkableWaysCounts } from '../normalise/streets/walkable-ways-record.ts'
import { NODE_BLOCKED, NODE_RESTRICTED, WAY_RESTRICTED } from '../normalise/streets/walkable-ways-record.ts'

/** Sums up heights. */
export function summariseSlopes(counts: SlopeCounts, sources: readonly string[]): SlopeSummary {
  return {
    sources,
    kilometres: counts.metres / 1000,
    unknownKilometres: counts.unknownMetres / 1000,
    inclineKilometres: counts.inclineMetres / 1000,
    spannedKilometres: counts.spannedMetres / 1000,
    cutParts: counts.cutParts,
    cutKilometres: counts.cutMetres / 1000,
  }
}

/** Sums up a network under a profile. O(V + E). */
export function summariseNetwork(
  network: WalkNetwork,
  impedance: Impedance,
  counts: WalkableWaysCounts,
  slopes?: SlopeSummary,
): NetworkSummary {
  let totalMm = 0
  let restrictedMm = 0
  let islandMm = 0
  network.edgeLengthMm.forEach((length, edge) => {
    // Chords and rings of relations lie over streets that are counted, or over squares.
    if (!isStreet(network, edge)) return
    totalMm += length
    if ((network.edgeFlags[edge]! & WAY_RESTRICTED) !== 0) restrictedMm += length
    if (impedance.edgeOnIsland[edge] === 1) islandMm += length
  })
  const seen = { blocked: new Set<string>(), restricted: new Set<string>() }
  network.vertexFlags.forEach((flags, vertex) => {
    if (flags === 0) return
    // A blocked node has a vertex per way side; its position tells that they are one.
    const place = `${network.vertexLonE7[vertex]},${network.vertexLatE7[vertex]}`
    if ((flags & NODE_BLOCKED) !== 0) seen.blocked.add(place)
    if ((flags & NODE_RESTRICTED) !== 0) seen.restricted.add(place)
  })
  return {
    vertices: network.vertexFlags.length,
    edges: network.edgeFrom.length,
    walkableKilometres: totalMm / 1e6,
    restrictedKilometres: restrictedMm / 1e6,
    restrictedNodes: seen.restricted.size,
    blockedNodes: seen.blocked.size,
    components: network.componentMetres.length,
    islandKilometres: islandMm / 1e6,
    highwayWays: counts.highwayWays,
    walkableWays: counts.walkableWays,
    notWalkableWays: counts.notWalkableWays,
    emptyWays: counts.emptyWays,
    squares: counts.squares,
    outlineOnlySquares: counts.outlineOnlySquares,
    chords: counts.chords,
    incompleteSquareRelations: counts.incompleteSquareRelations,
    nodeRefs: counts.nodeRefs,
    missingNodeRefs: counts.missingNodeRefs,
    box: network.box,
    boxIsDeclared: network.boxIsDeclared,
    ...(slopes === undefined ? {} : { slopes }),
  }
}
