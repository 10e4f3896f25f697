// Which candidates take part in a plan: those that are linked, not excluded, and of which what the question needs is known. The others
// are counted by reason. It knows no solver and no demand.
import type { CandidateCounts, PlanAmount } from '../answer/siting-plan.ts'
import type { SiteCandidate } from '../normalise/places/site-candidate.ts'
import { message, problem } from '../words/problem.ts'
import type { SitingProblemName } from './siting/siting-problem.ts'

/** See the head of the file. */
export interface CandidateChoice {
  readonly counts: CandidateCounts
  readonly takesPart: (candidate: number) => boolean
  /** Whether any candidate says what it costs; without, each counts 1. */
  readonly hasCosts: boolean
}

/** Why a candidate takes no part. */
type WhyNot = 'excluded' | 'otherKinds' | 'unlinked' | 'unknownCost' | 'unknownPlaces'

/**
 * Chooses the candidates that take part.
 *
 * @throws LivingCircleError `input-unusable` where none is left, or a required one cannot take part
 */
export function chooseCandidates(
  candidates: readonly SiteCandidate[],
  linked: Uint8Array,
  categories: readonly string[],
  siting: SitingProblemName,
  { budget }: PlanAmount,
): CandidateChoice {
  const isNew = ({ status }: SiteCandidate) => status === 'candidate' || status === 'required'
  const hasCosts = candidates.some((one) => isNew(one) && one.buildCost !== null)
  const needsCost = budget !== null && hasCosts
  const needsPlaces = siting === 'maximise-capacitated-coverage'
  const whyNot = candidates.map((candidate, number): WhyNot | null => {
    if (candidate.status === 'excluded') return 'excluded'
    if (candidate.categories?.some((id) => categories.includes(id)) === false) return 'otherKinds'
    if (linked[number] !== 1) return 'unlinked'
    if (needsCost && isNew(candidate) && candidate.buildCost === null) return 'unknownCost'
    return needsPlaces && candidate.places === null ? 'unknownPlaces' : null
  })
  candidates.forEach(({ id, status }, number) => {
    const why = whyNot[number]
    if (status !== 'required' || why === null || why === undefined) return
    throw problem(
      'input-unusable',
      'siting.required',
      { id: id.slice(0, 80), why: message(`siting.${why}`) },
      { hint: 'hint.siting-required' },
    )
  })
  const count = (test: (candidate: SiteCandidate, number: number) => boolean) => candidates.filter(test).length
  const counts = {
    candidate: count(({ status }, number) => status === 'candidate' && whyNot[number] === null),
    required: count(({ status }, number) => status === 'required' && whyNot[number] === null),
    existing: count(({ status }, number) => status === 'existing' && whyNot[number] === null),
    excluded: count((_, number) => whyNot[number] === 'excluded'),
    otherKinds: count((_, number) => whyNot[number] === 'otherKinds'),
    unlinked: count((_, number) => whyNot[number] === 'unlinked'),
    unknownCost: count((_, number) => whyNot[number] === 'unknownCost'),
    unknownPlaces: count((_, number) => whyNot[number] === 'unknownPlaces'),
  }
  if (counts.candidate + counts.required === 0) {
    const { excluded, otherKinds, unlinked, unknownCost, unknownPlaces } = counts
    const values = { n: candidates.length, excluded, otherKinds, unlinked, unknownCost, unknownPlaces }
    throw problem('input-unusable', 'siting.no-candidates', values, {
      hint: unknownPlaces > 0 ? 'hint.siting-places' : 'hint.siting-candidates',
    })
  }
  return { counts, takesPart: (candidate) => whyNot[candidate] === null, hasCosts }
}
