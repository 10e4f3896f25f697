// Why a gap is one, as codes and numbers. How causes are found stands in `plan/remedies`, how they are said in `report`.

/** Causes in the order in which they are looked for: what comes first is mended first. */
export const GAP_CAUSES = [
  'data',
  'unlinked',
  'compound',
  'barrier',
  'steps-or-slope',
  'hours',
  'full',
  'level',
  'too-far',
] as const
/** A cause of a gap. */
export type GapCause = (typeof GAP_CAUSES)[number]

/** More precisely, for causes that have several forms. */
export const CAUSE_REASONS = [
  'edge',
  'too-far-from-street',
  'island',
  'outside',
  'steps',
  'slope',
  'steps-and-slope',
  'pace',
  'size',
  'number',
  'beyond',
] as const
/** A form of a cause. */
export type CauseReason = (typeof CAUSE_REASONS)[number]

/** The numbers that show a cause, of the place in the gap where it is plainest. `null`: not applicable, or longer than was searched. */
export interface CauseEvidence {
  readonly reason: CauseReason | null
  /** The facility that would be reached but for the cause. */
  readonly facilityId: string | null
  readonly facilityName: string | null
  /** Straight line to it. */
  readonly straightMetres: number | null
  /** The walk today to the nearest that counts, in the unit of the gap's limit (minutes or metres). */
  readonly walk: number | null
  /** The walk without the cause, in the same unit. */
  readonly walkWithout: number | null
  /** Metres from a place that is not linked to the nearest street, or from a block to the data's edge. */
  readonly metres: number | null
  /** Closed compounds whose walls are in the way. */
  readonly compoundIds: readonly string[]
}

/** What was found of one cause at one gap. */
export interface CauseFinding {
  readonly cause: GapCause
  /** `false`: the facts that would show it are not there, so nothing is said of it. */
  readonly isExamined: boolean
  /** People of the gap's group for whom it is the first cause in the order; `null` where no number is known. */
  readonly people: number | null
  /** The same as shares of blocks, added up. */
  readonly blocks: number
  /** Shares of blocks for which it holds at all, whatever comes before it. */
  readonly blocksHolding: number
  readonly evidence: CauseEvidence | null
}

/** What can be done about gaps, from what costs least. */
export const REMEDY_KINDS = [
  'open-gate',
  'open-compound',
  'new-gate',
  'new-path',
  'new-crossing',
  'step-free-way',
  'open-planned',
  'add-places',
  'new-site',
] as const
/** Something that can be done. */
export type RemedyKind = (typeof REMEDY_KINDS)[number]

/** A remedy seen from one gap. */
export interface GapRemedy {
  /** Of the list of remedies of the same run. */
  readonly remedyId: string
  readonly kind: RemedyKind
  /** The gate, compound, planned facility, way or kind of place that it is about, for people; `null` for a crossing. */
  readonly name: string | null
  /** The same in Chinese, where it has a name of its own there. */
  readonly nameZh: string | null
  /** Metres of a path, else `null`. */
  readonly metres: number | null
  /** People of the gap's group who come within the limit by it alone; `null` where no number is known. */
  readonly people: number | null
  readonly blocks: number
  readonly cost: number | null
}

/** Why a gap is one, and what would help; only where that was asked. */
export interface GapDiagnosis {
  /** The cause of most of its people. */
  readonly cause: GapCause
  /** Every cause, in their order. */
  readonly findings: readonly CauseFinding[]
  /** The best few, best first; empty where nothing that was tried brings anybody within the limit. */
  readonly remedies: readonly GapRemedy[]
}
