// HALLWAY: candidates for new sites where no file names any: the blocks, the gaps, or places along the streets.
import type { AccessReport } from '../answer/access-report.ts'
import { compareNaturally } from '../foundation/natural-order.ts'
import type { LonLat } from '../foundation/units.ts'
import { insideTest } from '../normalise/places/inside-test.ts'
import type { SiteCandidate } from '../normalise/places/site-candidate.ts'
import { contentId, numberedIds } from '../normalise/tables/content-ids.ts'
import { placesAlongStreets } from '../plan/street-candidates.ts'
import type { AccessStudy } from '../study/access-study.ts'
import { problem } from '../words/problem.ts'

/** Metres between candidates on streets where nothing is said. */
export const DEFAULT_CANDIDATES_EVERY = 250

/** Candidates of one origin. */
export type MadeFrom = 'blocks' | 'gaps' | 'streets'

/**
 * Candidates in natural order of id. `blocks`: the place of each block. `gaps`: the middle of each gap of the kinds, and the blocks in
 * it. `streets`: places along the public streets, within the study area where there is one.
 *
 * @param places places that each of them would have; `null` unknown
 * @throws LivingCircleError `input-unusable` without gaps, `input-too-large`
 */
export function makeCandidates(
  from: MadeFrom,
  { study, report }: { readonly study: AccessStudy; readonly report: AccessReport },
  everyMetres: number,
  places: number | null,
): SiteCandidate[] {
  const taken = new Set<string>()
  const idsOf = new Map<string, Generator<string, never>>()
  const made: SiteCandidate[] = []
  const add = (wanted: string, name: string | null, lonLat: LonLat, lineOrId: string) => {
    const ids = idsOf.get(wanted) ?? numberedIds(wanted, (one) => taken.has(one))
    idsOf.set(wanted, ids)
    const id = ids.next().value
    taken.add(id)
    made.push({
      ...{ id, name, lonLat, places, lineOrId },
      status: 'candidate',
      categories: null,
      buildCost: null,
      source: from,
    })
  }
  if (from === 'streets') {
    const border = report.studyArea === undefined ? null : insideTest(report.studyArea.polygons)
    const inside = border === null ? undefined : border.inside
    for (const lonLat of placesAlongStreets(study.network, study.time.edgeLinkable, everyMetres, inside)) {
      const id = contentId(null, null, lonLat, 'street')
      add(id, null, lonLat, id)
    }
  } else {
    const inGaps = new Set(report.gaps.flatMap((gap) => (gap.kind === 'category' ? gap.blockIds : [])))
    for (const { id, name, lonLat } of report.blocks) if (from === 'blocks' || inGaps.has(id)) add(id, name, lonLat, id)
    if (from === 'gaps') {
      for (const gap of report.gaps) if (gap.kind === 'category') add(gap.id, null, gap.centre, gap.id)
      if (made.length === 0) throw problem('input-unusable', 'siting.no-gaps', {}, { hint: 'hint.siting-blocks' })
    }
  }
  return made.sort((a, b) => compareNaturally(a.id, b.id))
}
