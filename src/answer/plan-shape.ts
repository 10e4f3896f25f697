// Whether a loaded value is a plan: every field of its type, every list as long as what it is about.
import { INFEASIBLE_CODES, RELAXATIONS, SITE_STATUS_NAMES, SITING_PROBLEM_NAMES } from './siting-names.ts'
import type {
  CandidateCounts,
  PlanAmount,
  PlanInfeasible,
  PlanKind,
  PlanRate,
  PlanSite,
  PlanStep,
  SitingPlan,
  UnlinkedCandidate,
} from './siting-plan.ts'
import * as is from './value-shape.ts'

const position = is.listOf(is.number, 2)
const amounts = is.orNull(is.number)

/** A check of plans for an answer with so many blocks; `share` checks a coverage share. */
export function planShape(blocks: number, share: is.Check): is.Check {
  const kind = is.record<PlanKind>({
    category: is.text,
    measure: is.text,
    demandRate: is.number,
    rate: is.orNull(
      is.record<PlanRate>({ id: is.text, unit: is.text, source: is.text, sourceZh: is.text, verified: is.flag }),
    ),
    before: share,
    after: share,
    meanWalkBefore: amounts,
    meanWalkAfter: amounts,
    outOfReach: is.number,
    blocksOutOfReach: is.listOf(is.text),
    existing: is.count,
    existingUnknownPlaces: is.count,
    shareBefore: is.array(Float64Array, blocks),
    shareAfter: is.array(Float64Array, blocks),
  })
  return is.record<SitingPlan>({
    problem: is.oneOf(SITING_PROBLEM_NAMES),
    basis: is.oneOf(['time', 'distance']),
    limit: is.number,
    searchedTo: is.number,
    asked: is.record<PlanAmount>({ sites: amounts, budget: amounts, targetPercent: amounts }),
    candidatesFrom: is.oneOf(['file', 'blocks', 'gaps', 'streets']),
    candidatesEvery: amounts,
    candidates: is.record<CandidateCounts>({
      candidate: is.count,
      required: is.count,
      existing: is.count,
      excluded: is.count,
      otherKinds: is.count,
      unlinked: is.count,
      unknownCost: is.count,
      unknownPlaces: is.count,
    }),
    status: is.oneOf(['optimal', 'bounded', 'infeasible']),
    objective: amounts,
    bound: amounts,
    gap: amounts,
    demandTotal: is.number,
    demandCovered: is.number,
    kinds: is.listOf(kind),
    sites: is.listOf(site),
    steps: is.listOf(step),
    unlinked: is.listOf(unlinked),
    infeasible: is.orNull(infeasible),
    alternatives: is.listOf(is.listOf(is.text)),
  })
}

const site = is.record<PlanSite>({
  id: is.text,
  candidateId: is.text,
  name: is.orNull(is.text),
  lonLat: position,
  status: is.oneOf(SITE_STATUS_NAMES),
  categories: is.listOf(is.text),
  buildCost: amounts,
  places: amounts,
  linkMetres: is.number,
  source: is.text,
  lineOrId: is.text,
  demand: is.number,
})

const step = is.record<PlanStep>({
  siteId: is.text,
  demandNew: is.number,
  demandTotal: is.number,
  share: amounts,
  placesUsed: amounts,
  costTotal: amounts,
})

const unlinked = is.record<UnlinkedCandidate>({
  id: is.text,
  name: is.orNull(is.text),
  lonLat: position,
  reason: is.oneOf(['too-far', 'island', 'outside'] satisfies UnlinkedCandidate['reason'][]),
})

const infeasible = is.record<PlanInfeasible>({
  code: is.oneOf(INFEASIBLE_CODES),
  blockIds: is.listOf(is.text),
  relaxation: is.orNull(
    is.record<NonNullable<PlanInfeasible['relaxation']>>({
      what: is.oneOf(RELAXATIONS),
      value: is.number,
    }),
  ),
})
