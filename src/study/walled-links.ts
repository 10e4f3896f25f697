// Places behind walls that nobody comes out of: their streets are an island today, and would be none with a gate. In: a study. Out: the same
// study, in which such places are linked to the streets inside their own wall, so that a gate can be asked what it would bring them.

import { buildLocator, linkPoints } from '../locate/link-points.ts'
import { LINK_LINKED, type Linkage } from '../locate/linkage.ts'
import { WAY_IN_OUTLINE } from '../normalise/streets/walkable-ways-record.ts'
import { type AccessStudy, entrancesOf } from './access-study.ts'
import { originWeights } from './access-table.ts'

/** The study with places inside walled islands linked. Where there are none it is the study itself. */
export function linkedBehindWalls(study: AccessStudy): AccessStudy {
  const { network, time } = study
  const walled = time.edgeOnIsland.map((bit, edge) => ((network.edgeFlags[edge]! & WAY_IN_OUTLINE) !== 0 ? bit : 0))
  if (!walled.some((bit) => bit === 1)) return study
  const edgeLinkableMinor = time.edgeLinkableMinor.map((bit, edge) => bit | walled[edge]!)
  const edgeOnIsland = time.edgeOnIsland.map((bit, edge) => bit & ~walled[edge]!)
  const locator = buildLocator(network, { edgeLinkable: time.edgeLinkable, edgeLinkableMinor, edgeOnIsland })
  const again = (linkage: Linkage, lonLat: Float64Array): Linkage => {
    const other = linkPoints(locator, lonLat, study.maxLinkMetres)
    const isWalled = (point: number) =>
      linkage.status[point] !== LINK_LINKED && other.edge[point]! >= 0 && walled[other.edge[point]!] === 1
    return {
      status: linkage.status.map((own, point) => (isWalled(point) ? other.status[point]! : own)),
      edge: linkage.edge.map((own, point) => (isWalled(point) ? other.edge[point]! : own)),
      fraction: linkage.fraction.map((own, point) => (isWalled(point) ? other.fraction[point]! : own)),
      metres: linkage.metres.map((own, point) => (isWalled(point) ? other.metres[point]! : own)),
    }
  }
  const demandLinkage = again(study.demandLinkage, study.demand.lonLat)
  return {
    ...study,
    demandLinkage,
    entranceLinkage: again(study.entranceLinkage, entrancesOf(study.facilities).lonLat),
    originWeight: originWeights(study.demand, study.origins, demandLinkage),
  }
}
