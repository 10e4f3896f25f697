// What the map knows of wheels on the walks of a table: metres known to be step-free, metres known not to be. The same sweeps are asked once
// more, measuring these metres alongside. A study and a question in, columns of a table out. It knows no tags.
import type { AccessTable } from '../answer/access-table.ts'
import { UNREACHED } from '../foundation/units.ts'
import type { Impedance } from '../network/impedance.ts'
import type { WalkNetwork } from '../network/walk-network.ts'
import { WAY_NOT_STEP_FREE, WAY_STEP_FREE } from '../normalise/streets/walkable-ways-record.ts'
import type { ReachedTimes, SweepProblem } from '../search/reached-times.ts'
import { type AccessStudy, poseQuestion, type StudyQuestion } from './access-study.ts'
import { buildAccessTable } from './access-table.ts'

/** Columns of a table, metres; NaN where nothing is reached. What is left of the walk is unknown. */
export type StepFreeColumns = Required<Pick<AccessTable, 'stepFreeMetres' | 'notStepFreeMetres'>>

/**
 * Measures the walks of a table (those of `times`); where the map knows nothing at all, no sweep is made. As costly as the table itself, twice.
 *
 * @param sweep whoever runs the sweeps, as for the table
 */
export async function measureStepFree(
  study: AccessStudy,
  { basis, problem }: StudyQuestion,
  times: ReachedTimes,
  sweep: (problem: SweepProblem) => ReachedTimes | Promise<ReachedTimes>,
): Promise<StepFreeColumns> {
  const tableOf = (found: ReachedTimes) => {
    const edgeMetres = new Float64Array(study.blocks.length)
    return buildAccessTable(found, study.origins, study.originWeight, basis, edgeMetres, 0)
  }
  const columnOf = async (flag: number): Promise<Float64Array> => {
    if (!study.network.edgeFlags.some((flags) => (flags & flag) !== 0)) {
      return tableOf(times).walkMetres.map((metres) => (Number.isNaN(metres) ? Number.NaN : 0))
    }
    const alongside = metresWith(study.network, study.distance, flag)
    const measured = tableOf(await sweep(poseQuestion(study, basis, problem.limits, alongside).problem))
    // Under a basis the other measure is what was walked alongside: thousandths in the search, whole units in the table.
    return basis === 'time' ? measured.walkMetres : measured.walkSeconds
  }
  return { stepFreeMetres: await columnOf(WAY_STEP_FREE), notStepFreeMetres: await columnOf(WAY_NOT_STEP_FREE) }
}

/** Costs that are the length of edges with a flag, mm; other edges, and straight legs, cost nothing. What may be walked is the same. */
function metresWith(network: WalkNetwork, distance: Impedance, flag: number): Impedance {
  const has = (edge: number) => (network.edgeFlags[edge]! & flag) !== 0
  const ofEdges = (cost: Uint32Array) => cost.map((mm, edge) => (mm === UNREACHED || has(edge) ? mm : 0))
  const ofArcs = (cost: Uint32Array) =>
    cost.map((mm, arc) => (mm === UNREACHED || has(network.arcEdge[arc]! >>> 1) ? mm : 0))
  const arcCost = ofArcs(distance.arcCost)
  return {
    ...distance,
    edgeForwardCost: ofEdges(distance.edgeForwardCost),
    edgeBackwardCost: ofEdges(distance.edgeBackwardCost),
    arcCost,
    arcCostReversed: distance.arcCostReversed === distance.arcCost ? arcCost : ofArcs(distance.arcCostReversed),
    accessCostPerMetre: 0,
  }
}
