// How fairly something is shared, as plain values: numbers, or the reason why there is none, and what was left out. It does not know how any
// of it was computed, nor what is shared.

import type { AreaLevel } from './area-level.ts'

/** A corner of the curve: part of the people, part of all value. Both 0…1. */
export type LorenzPoint = readonly [people: number, value: number]

/** Ranks that part the people: the poorest are at or below `low`, the richest above `high`. */
export interface PalmaCuts {
  readonly low: number
  readonly high: number
}

export interface TheilGroup {
  readonly group: string
  readonly population: number
  readonly mean: number
  /** Theil's T among its own cells. */
  readonly theil: number
}

/** Why cells were left out of a measure. Each is counted once, for the first reason that holds. */
export interface DroppedCells {
  readonly valueUnknown: number
  readonly populationUnknown: number
  /** Nobody lives there: such a cell has no say. */
  readonly populationZero: number
}

/** Why a measure has no number. */
export const FAIRNESS_REASONS = [
  'no-cells',
  'all-zero',
  'no-rank',
  'no-group',
  'nobody-above',
  'nothing-below',
  'all-equal',
] as const

export type FairnessReason = (typeof FAIRNESS_REASONS)[number]

/** The measures by the names of the file for programs. */
export const FAIRNESS_MEASURES = [
  'gini',
  'palma',
  'theil',
  'theil_between',
  'theil_within',
  'concentration',
  'concentration_corrected',
] as const

export type FairnessMeasure = (typeof FAIRNESS_MEASURES)[number]

/** Fairness of one list of cells. */
export interface Fairness {
  /** `null` with a reason in `reasons`. */
  readonly measures: Readonly<Record<FairnessMeasure, number | null>>
  readonly reasons: Readonly<Partial<Record<FairnessMeasure, FairnessReason>>>
  /** Cells given, and those that count. */
  readonly cells: number
  readonly counted: number
  readonly population: number
  readonly mean: number | null
  readonly dropped: DroppedCells & {
    /** Of those that count: without a rank, left out of Palma and concentration … */
    readonly rankUnknown: number
    /** … without a group: then Theil is not split … */
    readonly groupUnknown: number
    /** … with value 0, left out of Theil. */
    readonly valueZero: number
  }
  readonly palmaCuts: PalmaCuts | null
  readonly groups: readonly TheilGroup[]
  /** The curve of Gini; `null` where it has no number. */
  readonly lorenz: readonly LorenzPoint[] | null
}

/** Fairness of one thing that an answer says, for one group of people. */
export interface AnswerFairness {
  readonly subject: 'walk' | 'within' | 'served'
  readonly category: string
  /** The limit that a share is within; null for walks. */
  readonly limit: number | null
  readonly unit: 'min' | 'm' | 'share'
  readonly populationGroup: string
  /** Areas that Theil is split by; null where blocks name none. */
  readonly level: AreaLevel | null
  readonly fairness: Fairness
}
