// Places where a short path through a compound's wall would reach a public street: inner junctions and dead ends with a public street
// within a few metres of straight line, and no short walk to it. In: a study with its compounds. Out: candidates. It knows no people.
import { insidePolygons } from '../foundation/geo.ts'
import { E7, type LonLat, UNREACHED } from '../foundation/units.ts'
import { placeOnEdge } from '../locate/edge-place.ts'
import { linkToPublicStreets } from '../locate/link-points.ts'
import type { Linkage } from '../locate/linkage.ts'
import type { Impedance } from '../network/impedance.ts'
import { placeVerticesOf } from '../network/walk-arcs.ts'
import { NODE_WALL, WAY_IN_OUTLINE } from '../normalise/streets/walkable-ways-record.ts'
import { BoundedSweep } from '../search/bounded-sweep.ts'
import { buildPlaceLegs, type PlaceLegs } from '../search/place-legs.ts'
import type { AccessStudy } from './access-study.ts'
import type { AppliedCompounds } from './compound-summary.ts'

/** The longest path that is looked for. */
export const MOST_PATH_METRES = 30
/** Where the walk to the same place is shorter than this today, a path is not worth its wall. */
export const LEAST_DETOUR_METRES = 200

/** A path from an inner street vertex straight to a place on a public street. */
export interface PathCandidate {
  readonly compound: number
  readonly inner: number
  readonly innerLonLat: LonLat
  readonly metres: number
  /** Row of {@link PathCandidates.legs}. */
  readonly row: number
}

/** Paths, and the places where they end. */
export interface PathCandidates {
  readonly paths: readonly PathCandidate[]
  /** From the places on public streets, without any access leg. */
  readonly legs: PlaceLegs
}

/** Finds them. O(inner vertices × (log streets + vertices within the least detour)). */
export function pathCandidates(study: AccessStudy, { closed }: AppliedCompounds, impedance: Impedance): PathCandidates {
  const { network, locator } = study
  const inner = innerVertices(study, closed.length)
  const lonLat = new Float64Array(2 * inner.length)
  inner.forEach(({ vertex }, at) => {
    lonLat[2 * at] = network.vertexLonE7[vertex]! / E7
    lonLat[2 * at + 1] = network.vertexLatE7[vertex]! / E7
  })
  const linkage = linkToPublicStreets(locator, lonLat, MOST_PATH_METRES)
  const legs = buildPlaceLegs(network, impedance, withoutAccess(linkage), 'start')
  const sweep = new BoundedSweep(network)
  const places = placeVerticesOf(network)
  const perMetre = impedance.accessCostPerMetre
  const paths = inner.flatMap(({ vertex, compound }, at): PathCandidate[] => {
    const row = legs.rowOffset[at]!
    if (linkage.edge[at]! < 0) return []
    const end = placeOnEdge(network, legs.edge[row]!, legs.fraction[row]!)
    if (insidePolygons(end[0], end[1], closed[compound]!.outline)) return []
    sweep.run(impedance.arcCost, [places.leaving(vertex)], [0], Math.round(LEAST_DETOUR_METRES * perMetre))
    const nearEnd = Math.min(sweep.label(legs.vertexFrom[row]!), sweep.label(legs.vertexTo[row]!))
    if (nearEnd !== UNREACHED) return []
    const innerLonLat: LonLat = [lonLat[2 * at]!, lonLat[2 * at + 1]!]
    return [{ compound, inner: vertex, innerLonLat, metres: linkage.metres[at]!, row }]
  })
  return { paths, legs }
}

function withoutAccess(linkage: Linkage): Linkage {
  return { ...linkage, metres: new Float64Array(linkage.metres.length) }
}

/** Street vertices inside outlines that are no crossings, ascending. */
function innerVertices({ network }: AccessStudy, compounds: number): { vertex: number; compound: number }[] {
  const compoundOf = new Map<number, number>()
  network.edgeFlags.forEach((flags, edge) => {
    const compound = network.edgeRegion[edge]! - 1
    if ((flags & WAY_IN_OUTLINE) === 0 || compound < 0 || compound >= compounds) return
    for (const vertex of [network.edgeFrom[edge]!, network.edgeTo[edge]!]) {
      const isCrossing =
        (network.vertexFlags[vertex]! & NODE_WALL) !== 0 || placeVerticesOf(network).at(vertex).length > 1
      if (!isCrossing) compoundOf.set(vertex, compound)
    }
  })
  return [...compoundOf].sort(([a], [b]) => a - b).map(([vertex, compound]) => ({ vertex, compound }))
}
