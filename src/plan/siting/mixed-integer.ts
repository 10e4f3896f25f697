// Mixed integer programmes: put together row by row, solved by HiGHS with nothing left to a tolerance of gaps. In: a model, perhaps a first
// solution. Out: the best values found and the bound that was proved. It does not know what a column stands for.
import type { Highs, ModelData } from 'highs'
import { forgetHighs, loadHighs } from './load-highs.ts'

/** Columns between 0 and 1 (or `upper`), rows of coefficients; the sum of `gain` × value is to be as large as possible. */
export class MixedIntegerModel {
  readonly gain: number[] = []
  readonly upper: number[] = []
  readonly isWhole: boolean[] = []
  readonly rowLower: number[] = []
  readonly rowUpper: number[] = []
  readonly starts: number[] = [0]
  readonly indices: number[] = []
  readonly values: number[] = []

  /** @returns the column's number */
  addColumn(gain: number, isWhole: boolean, upper = 1): number {
    this.gain.push(gain)
    this.upper.push(upper)
    this.isWhole.push(isWhole)
    return this.gain.length - 1
  }

  /** A row `lower ≤ Σ values × columns ≤ upper`. */
  addRow(columns: readonly number[], values: readonly number[], lower: number, upper: number): void {
    for (let i = 0; i < columns.length; i++) {
      this.indices.push(columns[i]!)
      this.values.push(values[i]!)
    }
    this.starts.push(this.indices.length)
    this.rowLower.push(lower)
    this.rowUpper.push(upper)
  }
}

/** How long to search. */
export interface MixedIntegerLimits {
  /** Default: by the size of the model, so that a search takes a minute or two at most. */
  readonly maxNodes: number | undefined
  readonly timeLimitSeconds: number | undefined
  /** Two solutions that differ by less than this are the same; 0.99 where all values are whole. */
  readonly gapTolerance: number
}

/** What the search found. */
export interface MixedIntegerResult {
  /** `stopped`: a limit struck, or the solver gave up. */
  readonly status: 'optimal' | 'infeasible' | 'stopped'
  /** `null` where no solution is known. */
  readonly values: Float64Array | null
  /** No solution is above it; `Infinity` where nothing was proved. */
  readonly upper: number
  readonly struckTime: boolean
}

/** HiGHS' word for a solution that keeps to all rows. */
const FEASIBLE = 2

const NOTHING: MixedIntegerResult = {
  status: 'stopped',
  values: null,
  upper: Number.POSITIVE_INFINITY,
  struckTime: false,
}

/** Solves a model. @param start values of all columns to begin with */
export async function solveMixedInteger(
  model: MixedIntegerModel,
  limits: MixedIntegerLimits,
  start?: ArrayLike<number>,
): Promise<MixedIntegerResult> {
  // The solver has no answer to nothing.
  if (model.gain.length === 0) {
    const isFeasible = model.rowLower.every((lower, row) => lower <= 0 && model.rowUpper[row]! >= 0)
    return { ...NOTHING, status: isFeasible ? 'optimal' : 'infeasible', values: new Float64Array(0), upper: 0 }
  }
  const highs = await loadHighs()
  // Large coefficients are made smaller by a power of two, which changes no digit.
  const largest = model.gain.reduce((most, gain) => Math.max(most, Math.abs(gain)), 1)
  const scale = 2 ** -Math.max(0, Math.ceil(Math.log2(largest)) - 20)
  try {
    return highs.withModel(dataOf(highs, model, scale), (solver) => {
      solver.options.set({
        output_flag: false,
        mip_rel_gap: 0,
        mip_abs_gap: limits.gapTolerance * scale,
        mip_max_nodes: limits.maxNodes ?? nodesFor(model),
        ...(limits.timeLimitSeconds === undefined ? {} : { time_limit: limits.timeLimitSeconds }),
      })
      if (start !== undefined) solver.setSolution({ colValue: Float64Array.from(start) })
      solver.run()
      const status = solver.getModelStatus()
      const known = highs.constants.modelStatus
      // All columns have bounds: nothing is unbounded.
      if (status === known.infeasible || status === known.unboundedOrInfeasible) {
        return { ...NOTHING, status: 'infeasible' as const }
      }
      const isOptimal = status === known.optimal
      const hasSolution = Number(solver.info.get('primal_solution_status')) === FEASIBLE
      const values = hasSolution ? solver.getSolution().colValue : undefined
      const bound = Number(solver.info.get('mip_dual_bound'))
      return {
        status: isOptimal ? ('optimal' as const) : ('stopped' as const),
        values: values === undefined ? null : Float64Array.from(values),
        upper: Number.isFinite(bound) ? bound / scale : Number.POSITIVE_INFINITY,
        struckTime: status === known.timeLimit,
      }
    })
  } catch (error) {
    // Out of memory, or a trap in the solver: own bounds stand.
    if (error instanceof WebAssembly.RuntimeError || error instanceof RangeError) {
      forgetHighs()
      return NOTHING
    }
    throw error
  }
}

/** Nodes of large models take long. */
function nodesFor({ indices }: MixedIntegerModel): number {
  return Math.round(Math.min(20_000, Math.max(100, 2e7 / (1 + indices.length))))
}

function dataOf(highs: Highs, model: MixedIntegerModel, scale: number): ModelData {
  const { integer, continuous } = highs.constants.variableType
  const numCols = model.gain.length
  const numRows = model.rowLower.length
  const infinite = (value: number) => (Number.isFinite(value) ? value : value < 0 ? -highs.infinity : highs.infinity)
  return {
    numCols,
    numRows,
    sense: highs.constants.objectiveSense.maximize,
    colCost: Float64Array.from(model.gain, (gain) => gain * scale),
    colLower: new Float64Array(numCols),
    colUpper: Float64Array.from(model.upper, infinite),
    rowLower: Float64Array.from(model.rowLower, infinite),
    rowUpper: Float64Array.from(model.rowUpper, infinite),
    matrix: {
      format: 'csr',
      numRows,
      numCols,
      starts: Int32Array.from(model.starts),
      indices: Int32Array.from(model.indices),
      values: Float64Array.from(model.values),
    },
    integrality: model.isWhole.map((isWhole) => (isWhole ? integer : continuous)),
  }
}
