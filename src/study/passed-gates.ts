// Where a traced walk leaves a compound or a private street, and where it enters one. A trace and a network in, places out. It knows no
// names of gates.
import { E7, type LonLat } from '../foundation/units.ts'
import type { CompoundCrossing } from '../network/street-regions.ts'
import type { WalkNetwork } from '../network/walk-network.ts'
import type { CompoundRecord } from '../normalise/places/compound-record.ts'
import type { WalkTrace } from '../search/origin-visit.ts'
import type { PlaceLegs } from '../search/place-legs.ts'

/** A place where a walk passes from one region to another: a gate, or the end of a private street. */
export interface PassedGate {
  /** What it leaves or enters: id of the compound, or `way/…` for private streets without an outline. */
  readonly regionId: string
  /** As the walk goes: out of the region that it begins in, or into the one that it ends in. */
  readonly passed: 'out' | 'in'
  readonly lonLat: LonLat
}

/**
 * Gates of a walk, in the order in which it passes them.
 *
 * @param regionIds ids of regions 1 …
 * @param isOutwards whether the trace runs as people walk: from the demand point to the facility
 */
export function passedGates(
  network: WalkNetwork,
  regionIds: readonly string[],
  trace: WalkTrace,
  { origins, entrances }: { readonly origins: PlaceLegs; readonly entrances: PlaceLegs },
  isOutwards: boolean,
): PassedGate[] {
  const { edgeRegion, arcEdge, arcTarget } = network
  if (trace.direct || regionIds.length === 0) return []
  const regions = [origins.region[trace.place]!]
  const vertices: number[] = []
  for (const arc of trace.arcs) {
    vertices.push(arcTarget[arc]!)
    regions.push(edgeRegion[arcEdge[arc]! >>> 1]!)
  }
  const { vertexFrom, vertexTo, region } = entrances
  vertices.push((trace.entranceEnd === 0 ? vertexFrom : vertexTo)[trace.entrance]!)
  regions.push(region[trace.entrance]!)
  const gates: PassedGate[] = []
  vertices.forEach((vertex, at) => {
    const left = regions[at]!
    const entered = regions[at + 1]!
    if (left === entered) return
    const lonLat: LonLat = [network.vertexLonE7[vertex]! / E7, network.vertexLatE7[vertex]! / E7]
    // Read against the walk, leaving is entering.
    if (left > 0) gates.push({ regionId: regionIds[left - 1]!, passed: isOutwards ? 'out' : 'in', lonLat })
    if (entered > 0) gates.push({ regionId: regionIds[entered - 1]!, passed: isOutwards ? 'in' : 'out', lonLat })
  })
  return isOutwards ? gates : gates.reverse()
}

/** A passed gate with what its compound's list of gates calls it; `null` where nobody has said. */
export interface NamedGate extends PassedGate {
  readonly compoundName: string | null
  readonly gateName: string | null
}

/** Gates by name: those of closed compounds, found by the crossing at the very place. */
export function nameGates(
  gates: readonly PassedGate[],
  applied: { readonly closed: readonly CompoundRecord[]; readonly crossings: readonly CompoundCrossing[] } | undefined,
): NamedGate[] {
  return gates.map((gate) => {
    const number = applied?.closed.findIndex(({ id }) => id === gate.regionId) ?? -1
    if (applied === undefined || number < 0) return { ...gate, compoundName: null, gateName: null }
    const compound = applied.closed[number]!
    const crossing = applied.crossings.find(
      ({ compound: own, lonE7, latE7 }) =>
        own === number && lonE7 / E7 === gate.lonLat[0] && latE7 / E7 === gate.lonLat[1],
    )
    const own = crossing === undefined ? undefined : compound.gates[crossing.gates[0] ?? -1]
    return { ...gate, compoundName: compound.name, gateName: own?.name ?? own?.id ?? null }
  })
}
