// Where to open sites: the six problems of the field, exactly, with a proof or a stated bound. In: a problem as plain columns. Out: an answer.
// The same problem gives the same answer, in whatever order its rows and sites stand. It knows no streets and no files.
import { resolveOptions } from '../../foundation/options.ts'
import { checkProblem } from './check-problem.ts'
import { chosenAnswer, infeasibleAnswer } from './siting-answer.ts'
import { findInfeasible } from './siting-infeasible.ts'
import { buildInstance, type SitingInstance } from './siting-instance.ts'
import { type ResolvedSitingOptions, SITING_DEFAULTS, type SitingOptions } from './siting-options.ts'
import type { SitingResult } from './siting-outcome.ts'
import type { SitingAnswer, SitingProblem } from './siting-problem.ts'
import { solveBackup } from './solve-backup.ts'
import { solveCapacitated } from './solve-capacitated.ts'
import { solveCoverage } from './solve-coverage.ts'
import { solveFacilities } from './solve-facilities.ts'
import { solveLongestWalk } from './solve-longest-walk.ts'
import { solveSingleSource } from './solve-single-source.ts'
import { solveWalk } from './solve-walk.ts'

/**
 * Chooses sites. Own bounds prove most choices; the solver HiGHS (WebAssembly) is loaded for what they leave open. No clock has a say
 * unless `timeLimitSeconds` is given. Cost: from milliseconds (hundreds of sites) to minutes where many sites are equally good.
 *
 * @param problem demand, sites and costs between them, and what is asked: see `SitingProblem`
 * @returns sites in natural order of ids with `status`, `objective`, `bound`, `gap`; `infeasible` with the reason where nothing does it
 * @throws LivingCircleError `invalid-option` for columns that do not fit together or words that mean nothing; `aborted`
 * @example
 * ```ts
 * import { solveSiting } from 'living-circle/parts'
 * const answer = await solveSiting({
 *   problem: 'maximise-coverage',
 *   demandIds: ['A', 'B', 'C'],
 *   demandWeight: Float64Array.of(30, 20, 40),
 *   siteIds: ['s1', 's2'],
 *   siteStatus: ['candidate', 'candidate'],
 *   // s1 is 200 m from A and 400 m from B; s2 is 300 m from C.
 *   costs: { rowOffset: Uint32Array.of(0, 1, 2, 3), site: Uint32Array.of(0, 0, 1), cost: Float64Array.of(200, 400, 300) },
 *   limit: 500,
 *   sites: 1,
 * })
 * answer.status // 'optimal'
 * answer.objective // 50
 * answer.chosen // [0]
 * ```
 */
export async function solveSiting(problem: SitingProblem, options: SitingOptions = {}): Promise<SitingAnswer> {
  const resolved = resolveOptions('solveSiting', options, SITING_DEFAULTS)
  checkProblem(problem)
  const instance = buildInstance(problem)
  const reason = findInfeasible(instance)
  if (reason !== null) return infeasibleAnswer(instance, reason)
  const { outcome, infeasible } = await solverOf(problem)(instance, resolved)
  return outcome === undefined ? infeasibleAnswer(instance, infeasible) : chosenAnswer(instance, outcome)
}

type Solver = (instance: SitingInstance, options: ResolvedSitingOptions) => Promise<SitingResult>

function solverOf({ problem, demandPlaces }: SitingProblem): Solver {
  switch (problem) {
    case 'maximise-coverage':
      return solveCoverage
    case 'maximise-capacitated-coverage':
      return solveCapacitated
    case 'minimise-facilities':
      return solveFacilities
    case 'minimise-walk':
      return demandPlaces === undefined ? solveWalk : solveSingleSource
    case 'minimise-longest-walk':
      return solveLongestWalk
    case 'backup-coverage':
      return solveBackup
  }
}
