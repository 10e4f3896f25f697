// The words of siting that a saved plan may hold: the same as those of the solver's room, or nothing compiles.
import type { CandidateStatus } from '../normalise/places/site-candidate.ts'
import type { SitingInfeasible, SitingProblemName } from '../plan/siting/siting-problem.ts'

const problems = {
  'maximise-coverage': true,
  'maximise-capacitated-coverage': true,
  'minimise-facilities': true,
  'minimise-walk': true,
  'minimise-longest-walk': true,
  'backup-coverage': true,
} satisfies Record<SitingProblemName, true>

/** Every siting problem. */
export const SITING_PROBLEM_NAMES = Object.keys(problems) as readonly SitingProblemName[]

const statuses = { existing: true, required: true, candidate: true, excluded: true } satisfies Record<
  CandidateStatus,
  true
>

/** Every status of a candidate. */
export const SITE_STATUS_NAMES = Object.keys(statuses) as readonly CandidateStatus[]

const codes = {
  uncoverable: true,
  'required-exceed-sites': true,
  'required-exceed-budget': true,
  'too-few-sites': true,
  'budget-too-small': true,
  'target-unreachable': true,
  'not-enough-places': true,
} satisfies Record<SitingInfeasible['code'], true>

/** Why nothing can be chosen. */
export const INFEASIBLE_CODES = Object.keys(codes) as readonly SitingInfeasible['code'][]

const relaxations = {
  limit: true,
  sites: true,
  budget: true,
  'target-percent': true,
  places: true,
} satisfies Record<NonNullable<SitingInfeasible['relaxation']>['what'], true>

/** What could be relaxed. */
export const RELAXATIONS = Object.keys(relaxations) as readonly NonNullable<SitingInfeasible['relaxation']>['what'][]
