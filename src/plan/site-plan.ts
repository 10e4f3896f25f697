// A plan over the streets: puts demand, what is open and what could be built together as one siting problem, has it solved, and says
// what each site brings, in the very arithmetic of coverage. A study, matrices and a solver in, a plan out. It knows no files.
import type { CoverageShare } from '../answer/coverage-share.ts'
import { blockAmount, type MeasuredBlock } from '../answer/measured-places.ts'
import type {
  CandidateOrigin,
  PlanAmount,
  PlanInfeasible,
  PlanKind,
  PlanStep,
  SitingPlan,
} from '../answer/siting-plan.ts'
import { BEYOND_LIMIT_FACTOR, costLimits, costPerLimitUnit } from '../foundation/limits.ts'
import { type Basis, UNREACHED } from '../foundation/units.ts'
import type { SiteCandidate } from '../normalise/places/site-candidate.ts'
import type { AccessStudy } from '../study/access-study.ts'
import { coverageShare } from '../study/coverage.ts'
import type { WalkMatrix } from '../study/walk-matrix.ts'
import { type CandidateChoice, chooseCandidates } from './candidate-choice.ts'
import { costsOf, type OpenSites, openSites } from './open-sites.ts'
import { planSites, unlinkedCandidates } from './plan-sites.ts'
import { PlanWalks } from './plan-walks.ts'
import type { SitingAnswer, SitingProblem, SitingProblemName } from './siting/siting-problem.ts'
import { type SiteColumns, siteColumns } from './siting-columns.ts'
import { forDemandRows, meanWalk, type SitingDemand, sharesWithin } from './siting-demand.ts'
import { type SitingRows, sitingRows } from './siting-rows.ts'

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
  readonly candidatesFrom: CandidateOrigin
  readonly candidatesEvery: number | null
  /** In natural order of id. */
  readonly candidates: readonly SiteCandidate[]
  /** Walks to the facilities of each kind, and to the candidates; searched to {@link searchLimit}. */
  readonly facilityWalks: readonly WalkMatrix[]
  readonly candidateWalks: WalkMatrix
}

/** Solves a siting problem. */
export type SolveSiting = (problem: SitingProblem) => Promise<SitingAnswer>

/** Problems over the length of walks look farther than the limit. */
const LOOKS_BEYOND: ReadonlySet<SitingProblemName> = new Set(['minimise-walk', 'minimise-longest-walk'])

/** Problems that cover everybody: who is out of all reach is named apart instead of making them impossible. */
const COVERS_ALL: ReadonlySet<SitingProblemName> = new Set([
  'minimise-facilities',
  'minimise-longest-walk',
  'backup-coverage',
])

/** How far walks are searched for a problem, minutes or metres. */
export function searchLimit(problem: SitingProblemName, limit: number): number {
  return LOOKS_BEYOND.has(problem) ? limit * BEYOND_LIMIT_FACTOR : limit
}

/**
 * The plan.
 *
 * @throws LivingCircleError `input-unusable` (no candidate, a required one without a link, no places), what the solver throws
 */
export async function makeSitePlan(question: PlanQuestion, solve: SolveSiting): Promise<SitingPlan> {
  const { study, problem, basis, limit, amount, demands, candidates, candidateWalks } = question
  const searchedTo = searchLimit(problem, limit)
  const cutOff = costLimits(basis, [searchedTo])[0]!
  const categories = demands.map(({ category }) => category)
  const choice = chooseCandidates(candidates, candidateWalks.columnLinked, categories, problem, amount)
  const open = question.facilityWalks.map((matrix) => openSites(study, matrix, problem, cutOff))
  const columns = siteColumns(
    categories,
    open.map(({ places }) => places),
    candidates,
    choice.takesPart,
  )
  const candidatePairs = {
    rowOffset: candidateWalks.rowOffset,
    column: candidateWalks.column,
    cost: costsOf(candidateWalks),
  }
  const rows = sitingRows({
    ...{ study, demands, open: open.map(({ pairs }) => pairs), candidates: candidatePairs, columns },
    merges: !LOOKS_BEYOND.has(problem),
    skipsOutOfReach: COVERS_ALL.has(problem) && amount.targetPercent === null,
  })
  const answer = await solve(problemOf(question, rows, columns, choice, cutOff))
  const walks = new PlanWalks(
    candidatePairs,
    columns,
    open.map(({ nearest }) => nearest),
  )
  return composePlan(question, { answer, walks, open, columns, rows, choice })
}

function problemOf(
  { problem, amount }: PlanQuestion,
  rows: SitingRows,
  { columns }: SiteColumns,
  { hasCosts }: CandidateChoice,
  cutOff: number,
): SitingProblem {
  return {
    problem,
    sites: amount.sites ?? undefined,
    budget: amount.budget ?? undefined,
    targetPercent: amount.targetPercent ?? undefined,
    limit: cutOff,
    demandIds: rows.ids,
    demandWeight: rows.weight,
    siteIds: columns.map(({ id }) => id),
    siteStatus: columns.map(({ status }) => status),
    sitePlaces:
      problem === 'maximise-capacitated-coverage' ? Float64Array.from(columns, ({ places }) => places) : undefined,
    siteBuildCost:
      hasCosts && amount.budget !== null
        ? Float64Array.from(columns, ({ status, buildCost }) => (status === 'existing' ? 0 : buildCost))
        : undefined,
    costs: { rowOffset: rows.rowOffset, site: rows.site, cost: rows.cost },
  }
}

interface Solved {
  readonly answer: SitingAnswer
  readonly walks: PlanWalks
  readonly open: readonly OpenSites[]
  readonly columns: SiteColumns
  readonly rows: SitingRows
  readonly choice: CandidateChoice
}

function composePlan(question: PlanQuestion, solved: Solved): SitingPlan {
  const { problem, basis, limit, amount, candidates, study } = question
  const { answer, walks, columns, choice, open } = solved
  const before = kindStates(question, walks)
  const steps = planSteps(question, solved, before)
  const after = kindStates(question, walks)
  const reach = outOfReach(question, solved)
  const kinds = question.demands.map(({ category, measure, rate }, kind): PlanKind => {
    const isWalk = problem === 'minimise-walk'
    return {
      ...{ category, measure, demandRate: rate },
      before: before[kind]!.coverage,
      after: after[kind]!.coverage,
      meanWalkBefore: isWalk ? before[kind]!.meanWalk : null,
      meanWalkAfter: isWalk ? after[kind]!.meanWalk : null,
      ...reach[kind]!,
      existing: open[kind]!.linked,
      existingUnknownPlaces: open[kind]!.unknownPlaces,
      shareBefore: before[kind]!.shares,
      shareAfter: after[kind]!.shares,
    }
  })
  const demandTotal = totalOf(question, before, 'total')
  const covered = totalOf(question, after, 'covered')
  const scaled = (value: number | null) =>
    value === null || !LOOKS_BEYOND.has(problem) ? value : value / costPerLimitUnit(basis)
  // The solver counts in thousandths of people; what coverage says of the very same sites is exact.
  const isCoverage = problem === 'maximise-coverage' && answer.objective !== null
  const objective = isCoverage ? covered : scaled(answer.objective)
  return {
    ...{ problem, basis, limit, searchedTo: searchLimit(problem, limit), asked: amount },
    candidatesFrom: question.candidatesFrom,
    candidatesEvery: question.candidatesEvery,
    candidates: choice.counts,
    status: answer.status,
    objective,
    bound: isCoverage && answer.status === 'optimal' ? objective : scaled(answer.bound),
    gap: answer.gap,
    demandTotal,
    demandCovered: problem === 'maximise-capacitated-coverage' ? answer.demandCovered : covered,
    kinds,
    sites: planSites(
      study,
      question.demands.map(({ category }) => category),
      candidates,
      columns,
      answer,
    ),
    steps,
    unlinked: unlinkedCandidates(study, candidates),
    infeasible: infeasibleOf(question, solved),
    alternatives: answer.alternatives.map(({ chosen }) => chosen.map((site) => columns.columns[site]!.id)),
  }
}

/** Cover and walks of one kind at some stage of the plan. */
interface KindState {
  readonly shares: Float64Array
  readonly coverage: CoverageShare
  readonly meanWalk: number | null
}

function kindStates({ study, basis, limit, problem, demands, blocks }: PlanQuestion, walks: PlanWalks): KindState[] {
  const most = costLimits(basis, [limit])[0]!
  const cutOff = costLimits(basis, [searchLimit(problem, limit)])[0]!
  return demands.map((demand, kind) => {
    const nearest = walks.nearest[kind]!
    const shares = sharesWithin(study, (row) => nearest[row]!, most)
    const amountOf = (block: MeasuredBlock) => blockAmount(block, demand.measure)
    return {
      shares,
      coverage: coverageShare(demand.measure, blocks, amountOf, (block) => shares[block]!),
      meanWalk: meanWalk(study, demand, (row) => Math.min(nearest[row]!, cutOff) / costPerLimitUnit(basis)),
    }
  })
}

/** Sum over the kinds of what is covered, or of all. */
function totalOf({ demands }: PlanQuestion, states: readonly KindState[], what: 'covered' | 'total'): number {
  return demands.reduce((sum, { rate }, kind) => sum + states[kind]!.coverage[what] * rate, 0)
}

/** Opens site after site and says what each brings. */
function planSteps(question: PlanQuestion, solved: Solved, before: readonly KindState[]): PlanStep[] {
  const { answer, walks, columns, choice } = solved
  const total = totalOf(question, before, 'total')
  let covered = totalOf(question, before, 'covered')
  let cost = 0
  return answer.steps.map(({ site, demandNew, demandTotal, share, placesUsed }): PlanStep => {
    const { id, buildCost } = columns.columns[site]!
    walks.open(site)
    const now = totalOf(question, kindStates(question, walks), 'covered')
    cost += buildCost
    const step = { siteId: id, placesUsed, costTotal: choice.hasCosts && !Number.isNaN(cost) ? cost : null }
    const isNew = now - covered
    covered = now
    // Where places count, it is not reach that serves: who is given what is the solver's.
    if (question.problem === 'maximise-capacitated-coverage') return { ...step, demandNew, demandTotal, share }
    return { ...step, demandNew: isNew, demandTotal: now, share: total > 0 ? now / total : null }
  })
}

/** Demand that nothing open and nothing allowed could ever reach within the search, and its blocks. */
function outOfReach({ study, demands, candidateWalks }: PlanQuestion, { walks, open }: Solved) {
  return demands.map((demand, kind) => {
    const blocksOutOfReach: string[] = []
    let sum = 0
    forDemandRows(study, demand, (block, row, amount) => {
      if (open[kind]!.nearest[row] !== UNREACHED || walks.reaches(kind, row, candidateWalks)) return
      sum += amount
      const { id } = study.blocks[block]!
      if (blocksOutOfReach.at(-1) !== id) blocksOutOfReach.push(id)
    })
    return { outOfReach: sum, blocksOutOfReach }
  })
}

function infeasibleOf({ study, basis }: PlanQuestion, { answer, rows }: Solved): PlanInfeasible | null {
  if (answer.infeasible === null) return null
  const { code, rows: blocking, relaxation } = answer.infeasible
  const blocks = [...new Set(blocking.map((row) => rows.block[row]!))].sort((a, b) => a - b)
  return {
    code,
    blockIds: blocks.map((block) => study.blocks[block]!.id),
    relaxation:
      relaxation?.what === 'limit' ? { what: 'limit', value: relaxation.value / costPerLimitUnit(basis) } : relaxation,
  }
}
