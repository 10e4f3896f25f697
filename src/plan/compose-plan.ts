// What a solved plan brings: before and after, steps, who serves whom, what no site reaches, and why nothing may do. A question and its
// solution in, a plan out. It knows no solver.
import type { PlanInfeasible, PlanKind, PlanStep, SitingPlan } from '../answer/siting-plan.ts'
import { costPerLimitUnit } from '../foundation/limits.ts'
import { UNREACHED } from '../foundation/units.ts'
import type { CandidateChoice } from './candidate-choice.ts'
import { type KindState, kindStates, totalOf } from './kind-states.ts'
import type { OpenSites } from './open-sites.ts'
import { LOOKS_BEYOND, type PlanQuestion, searchLimit } from './plan-question.ts'
import { planSites, unlinkedCandidates } from './plan-sites.ts'
import type { PlanWalks } from './plan-walks.ts'
import type { SitingAnswer } from './siting/siting-problem.ts'
import type { SiteColumns } from './siting-columns.ts'
import { forDemandRows } from './siting-demand.ts'
import type { SitingRows } from './siting-rows.ts'

/** A question as it was put, and its answer. */
export interface SolvedPlan {
  readonly answer: SitingAnswer
  readonly walks: PlanWalks
  readonly open: readonly OpenSites[]
  readonly columns: SiteColumns
  readonly rows: SitingRows
  readonly choice: CandidateChoice
}

/** The plan as people read it. */
export function composePlan(question: PlanQuestion, solved: SolvedPlan): SitingPlan {
  const { problem, basis, limit, amount, candidates, study } = question
  const { answer, walks, columns, choice, open } = solved
  const before = kindStates(question, walks)
  const steps = planSteps(question, solved, before)
  const after = kindStates(question, walks)
  const reach = outOfReach(question, solved)
  const categories = question.demands.map(({ category }) => category)
  const kinds = question.demands.map(({ category, measure, rate, said }, kind): PlanKind => {
    const isWalk = problem === 'minimise-walk'
    return {
      ...{ category, measure, demandRate: rate, rate: said },
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
    sites: planSites(study, categories, candidates, columns, answer, demandBySite(question, solved)),
    steps,
    unlinked: unlinkedCandidates(study, candidates),
    infeasible: infeasibleOf(question, solved),
    alternatives: answer.alternatives.map(({ chosen }) => chosen.map((site) => columns.columns[site]!.id)),
  }
}

/** Demand of each chosen site: what is given to it where places count, else what has it as its nearest within the search. */
function demandBySite(
  { study, demands, problem }: PlanQuestion,
  { answer, walks }: SolvedPlan,
): (column: number) => number {
  const sums = new Map<number, number>()
  if (problem === 'maximise-capacitated-coverage') {
    for (const { site, demand } of answer.perSite) sums.set(site, demand)
  } else {
    demands.forEach((demand, kind) => {
      forDemandRows(study, demand, (_, row, amount) => {
        const column = walks.column[kind]![row]!
        if (column >= 0) sums.set(column, (sums.get(column) ?? 0) + amount)
      })
    })
  }
  return (column) => sums.get(column) ?? 0
}

/** Opens site after site and says what each brings. */
function planSteps(question: PlanQuestion, solved: SolvedPlan, before: readonly KindState[]): PlanStep[] {
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
function outOfReach({ study, demands, candidateWalks }: PlanQuestion, { walks, open }: SolvedPlan) {
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

function infeasibleOf({ study, basis }: PlanQuestion, { answer, rows }: SolvedPlan): PlanInfeasible | null {
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
