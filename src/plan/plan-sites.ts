// The chosen sites of a plan as records, and the candidates that do not touch the streets. Candidates and a solver's answer in, records
// out. It knows no walk.
import type { PlanSite, UnlinkedCandidate } from '../answer/siting-plan.ts'
import { linkPoints } from '../locate/link-points.ts'
import { LINK_LINKED, LINK_STATUS_NAMES, type Linkage } from '../locate/linkage.ts'
import type { SiteCandidate } from '../normalise/places/site-candidate.ts'
import type { AccessStudy } from '../study/access-study.ts'
import type { SitingAnswer } from './siting/siting-problem.ts'
import type { SiteColumns } from './siting-columns.ts'

/** Chosen sites in the order of their steps, with the demand that each serves in the finished plan. */
export function planSites(
  study: AccessStudy,
  categories: readonly string[],
  candidates: readonly SiteCandidate[],
  { columns }: SiteColumns,
  { chosen, steps }: SitingAnswer,
  demandOf: (column: number) => number,
): PlanSite[] {
  const inSteps = steps.map(({ site }) => site)
  const rest = chosen.filter((site) => !inSteps.includes(site))
  const order = [...inSteps, ...rest]
  const links = linksOf(
    study,
    order.map((site) => candidates[columns[site]!.candidate]!),
  )
  return order.map((site, at): PlanSite => {
    const { id, candidate, kinds } = columns[site]!
    const { id: candidateId, name, lonLat, status, buildCost, places, source, lineOrId } = candidates[candidate]!
    return {
      ...{ id, candidateId, name, lonLat, status },
      categories: kinds.map((kind) => categories[kind]!),
      ...{ buildCost, places, linkMetres: links.metres[at]!, source, lineOrId },
      demand: demandOf(site),
    }
  })
}

/** Candidates without a link, with the reason. */
export function unlinkedCandidates(study: AccessStudy, candidates: readonly SiteCandidate[]): UnlinkedCandidate[] {
  const { status } = linksOf(study, candidates)
  return candidates.flatMap(({ id, name, lonLat }, number) => {
    const reason = LINK_STATUS_NAMES[status[number]!]!
    return status[number] === LINK_LINKED || reason === 'linked' ? [] : [{ id, name, lonLat, reason }]
  })
}

function linksOf({ locator, maxLinkMetres }: AccessStudy, candidates: readonly SiteCandidate[]): Linkage {
  return linkPoints(locator, Float64Array.from(candidates.flatMap(({ lonLat }) => lonLat)), maxLinkMetres)
}
