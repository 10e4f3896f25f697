// What may be said beside a siting problem: how long to search, how many further choices. Defaults in one table.
import type { RunOptions } from '../../foundation/progress.ts'

/** Options of `solveSiting`. */
export interface SitingOptions extends RunOptions {
  /** Nodes that the solver may search after own bounds; then the answer is `bounded`. Default: the fewer, the larger the model, 100 to 20,000. */
  readonly maxNodes?: number | undefined
  /** Entries of the largest model that is given to the solver; beyond it the answer is `bounded` by own bounds. Default 150,000. */
  readonly maxModelEntries?: number | undefined
  /** Seconds for the solver; off by default, as it makes answers differ from run to run (`reproducible: false` where it struck). */
  readonly timeLimitSeconds?: number | undefined
  /** How many of the next best choices to find besides. Default 0. */
  readonly alternatives?: number | undefined
}

/** {@link SitingOptions} with nothing left open. */
export interface ResolvedSitingOptions extends RunOptions {
  readonly maxNodes: number | undefined
  readonly maxModelEntries: number
  readonly timeLimitSeconds: number | undefined
  readonly alternatives: number
}

export const SITING_DEFAULTS: ResolvedSitingOptions = {
  maxNodes: undefined,
  maxModelEntries: 150_000,
  timeLimitSeconds: undefined,
  alternatives: 0,
  signal: undefined,
  onProgress: undefined,
}
