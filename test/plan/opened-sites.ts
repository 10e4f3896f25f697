// What a plan promises, measured by the analysis itself: its sites as facilities, and coverage anew.
import type { SitingPlan } from '../../src/answer/siting-plan.ts'
import type { AccessReport, LoadedArea, LoadedBlocks, LoadedFacilities, LonLat } from '../../src/index.ts'
import { type AnalyseOptions, analyseAccess } from '../../src/index.ts'
import type { LoadedCandidates } from '../../src/job/load-candidates.ts'
import type { FacilityRecord } from '../../src/normalise/places/facility-record.ts'
import type { SiteCandidate } from '../../src/normalise/places/site-candidate.ts'

/** A facility with one entrance. */
export function facilityAt(id: string, category: string, lonLat: LonLat): FacilityRecord {
  return {
    ...{ id, name: null, category, categoryReason: 'plan', lonLat, entrances: [lonLat], polygons: null },
    ...{ source: 'plan', lineOrId: id, capacity: null, floorAreaSquareMetres: null, level: null, hours: null },
    status: null,
  }
}

/** The facilities, and those of the plan. */
export function withSites(facilities: LoadedFacilities, { sites }: SitingPlan): LoadedFacilities {
  const opened = sites.flatMap(({ id, categories, lonLat }) =>
    categories.map((category) => facilityAt(`opened ${category} ${id}`, category, lonLat)),
  )
  return { ...facilities, facilities: [...facilities.facilities, ...opened] }
}

/** Covered amount of a kind by a measure at the largest limit. */
export function coveredBy({ coverage, options }: AccessReport, category: string, measure: string): number {
  const entry = coverage.find((one) => one.category === category && one.limit === options.limits.at(-1))!
  return entry.shares.find((share) => share.measure === measure)!.covered
}

/** Coverage with the plan's sites opened: kind by kind what the plan promised, and what is found. */
export async function keptPromises(
  [area, facilities, blocks]: readonly [LoadedArea, LoadedFacilities, LoadedBlocks],
  plan: SitingPlan,
  options: AnalyseOptions,
): Promise<{ readonly promised: readonly number[]; readonly found: readonly number[] }> {
  const categories = plan.kinds.map(({ category }) => category)
  const { report } = await analyseAccess(area, withSites(facilities, plan), blocks, { ...options, categories })
  return {
    promised: plan.kinds.map(({ after }) => after.covered),
    found: plan.kinds.map(({ category, measure }) => coveredBy(report, category, measure)),
  }
}

/** A candidate. */
export const candidateAt = (id: string, lonLat: LonLat, more: Partial<SiteCandidate> = {}): SiteCandidate => ({
  ...{ id, name: null, lonLat, status: 'candidate', categories: null, buildCost: null, places: null },
  ...{ source: 'test', lineOrId: id },
  ...more,
})

/** Candidates as a file of them would be loaded. */
export const loadedCandidates = (candidates: readonly SiteCandidate[]): LoadedCandidates => ({
  candidates,
  rejects: [],
  input: {
    ...{ role: 'candidates', name: 'test', byteLength: null, sha256: null, date: null, format: 'csv' },
    ...{ read: candidates.length, used: candidates.length, rejected: 0 },
  },
  understood: [],
  coordinates: [],
})
