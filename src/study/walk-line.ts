// The line of a traced walk on the map: along the streets, from foot to foot. For drawing.
import { localScale } from '../foundation/geo.ts'
import { E7, type LonLat } from '../foundation/units.ts'
import type { WalkNetwork } from '../network/walk-network.ts'
import type { WalkTrace } from '../search/origin-visit.ts'
import type { AccessStudy } from './access-study.ts'

/** A place on a street: the edge, and how far along it, 0 at its first vertex, 1 at its second. */
export interface StreetFoot {
  readonly edge: number
  readonly at: number
}

/** Positions along the streets of a trace, from the foot of a demand point to the foot of an entrance. */
export function streetLine(study: AccessStudy, trace: WalkTrace, point: number, entrance: number): LonLat[] {
  const { demandLinkage, entranceLinkage, network } = study
  const start = { edge: demandLinkage.edge[point]!, at: demandLinkage.fraction[point]! }
  const end = { edge: entranceLinkage.edge[entrance]!, at: entranceLinkage.fraction[entrance]! }
  return lineOfTrace(network, trace, start, end)
}

/** Positions along the streets of a trace, from the foot of its place to the foot of its entrance. */
export function lineOfTrace(network: WalkNetwork, trace: WalkTrace, start: StreetFoot, end: StreetFoot): LonLat[] {
  if (trace.direct) return edgeLine(network, start.edge, start.at, end.at)
  const line = edgeLine(network, start.edge, start.at, trace.placeEnd)
  for (const arc of trace.arcs) {
    // The walk runs against each traced arc.
    const against = (network.arcEdge[arc]! & 1) === 1
    line.push(...edgeLine(network, network.arcEdge[arc]! >>> 1, against ? 0 : 1, against ? 1 : 0))
  }
  line.push(...edgeLine(network, end.edge, trace.entranceEnd, end.at))
  return line
}

/** Positions of an edge between two places on it (fractions of its length), in that order. */
function edgeLine(network: WalkNetwork, edge: number, from: number, to: number): LonLat[] {
  const corners: LonLat[] = [vertexPosition(network, network.edgeFrom[edge]!)]
  for (let i = network.shapeOffset[edge]!; i < network.shapeOffset[edge + 1]!; i++) {
    corners.push([network.shapeLonE7[i]! / E7, network.shapeLatE7[i]! / E7])
  }
  corners.push(vertexPosition(network, network.edgeTo[edge]!))
  const along = [0]
  for (let i = 1; i < corners.length; i++) {
    const [aLon, aLat] = corners[i - 1]!
    const [bLon, bLat] = corners[i]!
    const scale = localScale(aLat)
    along.push(
      along[i - 1]! + Math.hypot((bLon - aLon) * scale.metresPerDegreeLon, (bLat - aLat) * scale.metresPerDegreeLat),
    )
  }
  const total = along.at(-1)!
  const low = Math.min(from, to) * total
  const high = Math.max(from, to) * total
  const line: LonLat[] = [placeAt(corners, along, low)]
  corners.forEach((corner, i) => {
    if (along[i]! > low && along[i]! < high) line.push(corner)
  })
  line.push(placeAt(corners, along, high))
  return from <= to ? line : line.reverse()
}

function placeAt(corners: readonly LonLat[], along: readonly number[], distance: number): LonLat {
  for (let i = 1; i < corners.length; i++) {
    if (along[i]! < distance && i + 1 < corners.length) continue
    const length = along[i]! - along[i - 1]!
    const part = length > 0 ? Math.min(1, Math.max(0, (distance - along[i - 1]!) / length)) : 0
    const [aLon, aLat] = corners[i - 1]!
    const [bLon, bLat] = corners[i]!
    return [aLon + part * (bLon - aLon), aLat + part * (bLat - aLat)]
  }
  return corners[0]!
}

function vertexPosition(network: WalkNetwork, vertex: number): LonLat {
  return [network.vertexLonE7[vertex]! / E7, network.vertexLatE7[vertex]! / E7]
}
