// A plan over the streets: puts demand, what is open and what could be built together as one siting problem, and has it solved. A study,
// matrices and a solver in, a plan out. It knows no files.
import type { SitingPlan } from '../answer/siting-plan.ts'
import { costLimits } from '../foundation/limits.ts'
import { type CandidateChoice, chooseCandidates } from './candidate-choice.ts'
import { composePlan } from './compose-plan.ts'
import { costsOf, openSites } from './open-sites.ts'
import { COVERS_ALL, LOOKS_BEYOND, type PlanQuestion, searchLimit } from './plan-question.ts'
import { PlanWalks } from './plan-walks.ts'
import type { SitingAnswer, SitingProblem } from './siting/siting-problem.ts'
import { type SiteColumns, siteColumns } from './siting-columns.ts'
import { type SitingRows, sitingRows } from './siting-rows.ts'

/** Solves a siting problem. */
export type SolveSiting = (problem: SitingProblem) => Promise<SitingAnswer>

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
  const open = question.facilityWalks.map((matrix, kind) =>
    openSites(matrix, problem, cutOff, (facility) => question.placesOf(kind, facility)),
  )
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
