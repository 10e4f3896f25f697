// What is to be planned over streets, and how far walks are searched for it. Types and two rules; it computes nothing.
import type { MeasuredBlock } from '../answer/measured-places.ts'
import type { CandidateOrigin, PlanAmount } from '../answer/siting-plan.ts'
import { BEYOND_LIMIT_FACTOR } from '../foundation/limits.ts'
import type { Basis } from '../foundation/units.ts'
import type { SiteCandidate } from '../normalise/places/site-candidate.ts'
import type { AccessStudy } from '../study/access-study.ts'
import type { WalkMatrix } from '../study/walk-matrix.ts'
import type { SitingProblemName } from './siting/siting-problem.ts'
import type { SitingDemand } from './siting-demand.ts'

/** What is to be planned. */
export interface PlanQuestion {
  readonly study: AccessStudy
  readonly blocks: readonly MeasuredBlock[]
  readonly problem: SitingProblemName
  readonly basis: Basis
  /** Minutes or metres. */
  readonly limit: number
  readonly amount: PlanAmount
  /** By kind. */
  readonly demands: readonly SitingDemand[]
  /** Places of a facility of the study in what the demand of a kind is counted in; `null` where not known. */
  readonly placesOf: (kind: number, facility: number) => number | null
  readonly candidatesFrom: CandidateOrigin
  readonly candidatesEvery: number | null
  /** In natural order of id. */
  readonly candidates: readonly SiteCandidate[]
  /** Walks to the facilities of each kind, and to the candidates; searched to {@link searchLimit}. */
  readonly facilityWalks: readonly WalkMatrix[]
  readonly candidateWalks: WalkMatrix
}

/** Problems over the length of walks look farther than the limit. */
export const LOOKS_BEYOND: ReadonlySet<SitingProblemName> = new Set(['minimise-walk', 'minimise-longest-walk'])

/** Problems that cover everybody: who is out of all reach is named apart instead of making them impossible. */
export const COVERS_ALL: ReadonlySet<SitingProblemName> = new Set([
  'minimise-facilities',
  'minimise-longest-walk',
  'backup-coverage',
])

/** How far walks are searched for a problem, minutes or metres. */
export function searchLimit(problem: SitingProblemName, limit: number): number {
  return LOOKS_BEYOND.has(problem) ? limit * BEYOND_LIMIT_FACTOR : limit
}
