// A plan for new facilities: what was asked, which sites were chosen, what each adds, and who gains. Plain data. It does not know how
// the sites were found.
import type { Basis, LonLat } from '../foundation/units.ts'
import type { LinkStatus } from '../locate/linkage.ts'
import type { CandidateStatus } from '../normalise/places/site-candidate.ts'
import type { SitingInfeasible, SitingProblemName, SitingStatus } from '../plan/siting/siting-problem.ts'
import type { CoverageShare } from './coverage-share.ts'

/** Where the candidates came from. */
export type CandidateOrigin = 'file' | 'blocks' | 'gaps' | 'streets'

/** A plan over the streets; part of an answer where one was made. */
export interface SitingPlan {
  readonly problem: SitingProblemName
  readonly basis: Basis
  /** Minutes or metres, inclusive: what counts as cover. */
  readonly limit: number
  /** Minutes or metres: walks were searched up to here. The same as `limit`, but where walks themselves are made short. */
  readonly searchedTo: number
  readonly asked: PlanAmount
  readonly candidatesFrom: CandidateOrigin
  /** Metres between candidates on streets; `null` where they come from elsewhere. */
  readonly candidatesEvery: number | null
  readonly candidates: CandidateCounts
  readonly status: SitingStatus
  /** People covered or served, sites, people × minutes (or metres), the longest walk: by the problem. `null` where infeasible. */
  readonly objective: number | null
  /** Nothing better than this exists. */
  readonly bound: number | null
  /** Relative, 0 where proved. */
  readonly gap: number | null
  /** Sum of demand that counts over the kinds, and what of it the plan covers or serves. */
  readonly demandTotal: number
  readonly demandCovered: number
  readonly kinds: readonly PlanKind[]
  /** Chosen sites, in the order of the steps. */
  readonly sites: readonly PlanSite[]
  readonly steps: readonly PlanStep[]
  /** Candidates that do not touch the streets: nothing is known of them. */
  readonly unlinked: readonly UnlinkedCandidate[]
  readonly infeasible: PlanInfeasible | null
  /** Other choices that are as good, as ids of sites; only where they were asked for. */
  readonly alternatives: readonly (readonly string[])[]
}

/** How many: one of them, or none. */
export interface PlanAmount {
  readonly sites: number | null
  readonly budget: number | null
  readonly targetPercent: number | null
}

/** Candidates by status; those without a link or (under a budget) without a cost are counted apart. */
export interface CandidateCounts {
  readonly candidate: number
  readonly required: number
  readonly existing: number
  readonly excluded: number
  /** Offer none of the kinds that were asked for. */
  readonly otherKinds: number
  readonly unlinked: number
  readonly unknownCost: number
  readonly unknownPlaces: number
}

/** One kind of facility in a plan. */
export interface PlanKind {
  readonly category: string
  /** `population`, `age_60_plus`, …, `dwellings` or `blocks`: whose walks count. */
  readonly measure: string
  /** Demand per person; 1 where everybody counts. */
  readonly demandRate: number
  /** Where the rate comes from, and what it counts in; `null` where none was given. */
  readonly rate: PlanRate | null
  /** Within the limit before and after, by the measure. Unlinked and unknown blocks are counted apart, as in every coverage. */
  readonly before: CoverageShare
  readonly after: CoverageShare
  /** Mean walk to the nearest one, before and after: minutes or metres, those beyond the search at its end; `null` for other problems. */
  readonly meanWalkBefore: number | null
  readonly meanWalkAfter: number | null
  /** Demand that no site, open or allowed, could ever reach within the search, and the blocks where all or a part of it is. */
  readonly outOfReach: number
  readonly blocksOutOfReach: readonly string[]
  /** Facilities that are open, and those of them whose places are not known (only where places count). */
  readonly existing: number
  readonly existingUnknownPlaces: number
  /** Part of each block within the limit with the plan, in the report's order of blocks; NaN where not linked. */
  readonly shareBefore: Float64Array
  readonly shareAfter: Float64Array
}

/** A rate of demand, as its table has it. */
export interface PlanRate {
  readonly id: string
  readonly unit: string
  readonly source: string
  readonly sourceZh: string
  /** Whether it was read in a source; false is never shown as law. */
  readonly verified: boolean
}

/** A chosen site. */
export interface PlanSite {
  /** Of the candidate; with the kind where one candidate was chosen for several. */
  readonly id: string
  readonly candidateId: string
  readonly name: string | null
  readonly lonLat: LonLat
  readonly status: CandidateStatus
  readonly categories: readonly string[]
  readonly buildCost: number | null
  readonly places: number | null
  readonly linkMetres: number
  readonly source: string
  readonly lineOrId: string
  /** Demand whose nearest site it is in the finished plan, or that it is given where places are counted. */
  readonly demand: number
}

/** One line of the table of steps. */
export interface PlanStep {
  readonly siteId: string
  /** Demand that this site is the first to cover or serve, and all that is covered or served then. */
  readonly demandNew: number
  readonly demandTotal: number
  /** Of all demand, 0 to 1; `null` where there is none. */
  readonly share: number | null
  readonly placesUsed: number | null
  readonly costTotal: number | null
}

/** A candidate that is not linked. */
export interface UnlinkedCandidate {
  readonly id: string
  readonly name: string | null
  readonly lonLat: LonLat
  readonly reason: Exclude<LinkStatus, 'linked'>
}

/** Why no plan does what was asked, and the least that would have to change; see `SitingInfeasible`. */
export interface PlanInfeasible {
  readonly code: SitingInfeasible['code']
  /** Blocks where the demand is that stands in the way. */
  readonly blockIds: readonly string[]
  /** Limits in minutes or metres. */
  readonly relaxation: SitingInfeasible['relaxation']
}
