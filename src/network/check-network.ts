// Does a network that was loaded hold together? Every index points at something, every list ascends to its end, every place lies on the
// Earth. A network in, an error or nothing out. It knows no bytes and no checksum.
import { E7 } from '../foundation/units.ts'
import { problem } from '../words/problem.ts'
import type { WalkNetwork } from './walk-network.ts'

/**
 * Refuses a network whose arrays do not fit one another: sweeps trust them. O(size of the network).
 *
 * @throws LivingCircleError `input-format`
 */
export function checkNetwork(network: WalkNetwork): void {
  const what = firstMisfit(network)
  if (what !== null) throw problem('input-format', 'network.misfit', { what }, { hint: 'hint.build-again' })
}

/** The first array that does not fit the others, by its name, or `null`. */
function firstMisfit(network: WalkNetwork): keyof WalkNetwork | null {
  const vertices = network.vertexFlags.length
  const edges = network.edgeFrom.length
  const { streetVertices } = network
  const regions = countRegions(network.regionNames)
  if (regions === null) return 'regionNames'
  const hasSlopes = network.slopeOffset.length > 0
  const checks: readonly (readonly [name: keyof WalkNetwork, fits: boolean])[] = [
    ['arcOffset', ascendsTo(network.arcOffset, network.arcTarget.length)],
    ['arcTarget', allBelow(network.arcTarget, vertices)],
    ['arcEdge', allBelow(network.arcEdge, 2 * edges)],
    ['arcDirection', [0, network.arcTarget.length].includes(network.arcDirection.length)],
    ['arcDirection', allBelow(network.arcDirection, 3)],
    ['edgeFrom', allBelow(network.edgeFrom, streetVertices)],
    ['edgeTo', allBelow(network.edgeTo, streetVertices)],
    ['edgeRegion', allBelow(network.edgeRegion, regions + 1)],
    ['shapeOffset', ascendsTo(network.shapeOffset, network.shapeLonE7.length)],
    ['slopeOffset', !hasSlopes || ascendsTo(network.slopeOffset, network.slopeGrade.length)],
    ['component', allBelow(network.component, network.componentMetres.length)],
    ['componentMetres', network.componentMetres.every((metres) => metres >= 0 && metres < Infinity)],
    ['leavingStreetVertex', allBelow(network.leavingStreetVertex, streetVertices)],
    ['leavingStreetVertex', network.leavingStreetVertex.every((street, i, all) => i === 0 || street > all[i - 1]!)],
    ['sharedOffset', ascendsTo(network.sharedOffset, network.sharedVertex.length)],
    ['sharedVertex', allBelow(network.sharedVertex, streetVertices)],
    ['ringRegion', allBelow(network.ringRegion, regions + 1)],
    ['ringOffset', ascendsTo(network.ringOffset, network.ringLonE7.length)],
    ['vertexLonE7', onEarth(network.vertexLonE7, network.vertexLatE7)],
    ['shapeLonE7', onEarth(network.shapeLonE7, network.shapeLatE7)],
    ['ringLonE7', onEarth(network.ringLonE7, network.ringLatE7)],
    ['box', network.box.every(Number.isFinite)],
  ]
  return checks.find(([, fits]) => !fits)?.[0] ?? null
}

/** How many regions a network names, or `null` where that is no list of texts. */
function countRegions(regionNames: Uint8Array): number | null {
  if (regionNames.length === 0) return 0
  try {
    const ids: unknown = JSON.parse(new TextDecoder('utf-8', { fatal: true }).decode(regionNames.slice()))
    return Array.isArray(ids) && ids.every((id) => typeof id === 'string') ? ids.length : null
  } catch {
    return null
  }
}

function allBelow(values: Uint32Array | Uint8Array, end: number): boolean {
  for (let i = 0; i < values.length; i++) if (values[i]! >= end) return false
  return true
}

/** Offsets begin at 0, never fall, and end where the list that they cut ends. */
function ascendsTo(offsets: Uint32Array, end: number): boolean {
  if (offsets[0] !== 0 || offsets[offsets.length - 1] !== end) return false
  for (let i = 1; i < offsets.length; i++) if (offsets[i]! < offsets[i - 1]!) return false
  return true
}

function onEarth(lonE7: Int32Array, latE7: Int32Array): boolean {
  for (let i = 0; i < lonE7.length; i++) {
    if (Math.abs(lonE7[i]!) > 180 * E7 || Math.abs(latE7[i]!) > 90 * E7) return false
  }
  return true
}
