// The ledger as a plain value: gaps with an identity that lasts, what people wrote beside them, and the runs that were looked at. Types only; it
// does not know what file it stands in, or in which language.
import type { Basis } from '../foundation/units.ts'

/** What a rerun says of a row. */
export const LEDGER_STATES = ['open', 'still-open', 'resolved', 'reopened', 'unknown', 'method-changed'] as const
/** `open`: new. `unknown`: no proof either way. `method-changed`: measured otherwise than the row was, so nothing is proved. */
export type LedgerState = (typeof LEDGER_STATES)[number]

/** Why a row is neither proved nor disproved. */
export type UnknownReason = 'blocks-missing' | 'blocks-unlinked' | 'no-data' | 'edge' | 'not-measured' | 'not-judged'

/** Words of people about a row; other words are kept as they are. */
export const HUMAN_STATES = ['accepted', 'in-progress', 'done-claimed', 'rejected'] as const
/** One of them. */
export type HumanState = (typeof HUMAN_STATES)[number]

/** Columns that people fill; no rerun changes them. */
export const HUMAN_KEYS = ['department', 'owner', 'due', 'fund', 'status', 'note'] as const
/** One of them. */
export type HumanKey = (typeof HUMAN_KEYS)[number]

/** Columns that a rerun fills where it knows something, and that are people's where it does not. */
export const SHARED_KEYS = ['cause', 'measure'] as const
/** One of them. */
export type SharedKey = (typeof SHARED_KEYS)[number]

/** What was asked where a gap was found: gaps of unlike questions are never the same. */
export interface GapQuestion {
  readonly kind: 'category' | 'rule'
  /** Category id, or id of the rule. */
  readonly subject: string
  /** Id of the standard; `null` for a category. */
  readonly standard: string | null
  /** Minutes or metres. */
  readonly limit: number
  readonly basis: Basis
}

/** A block that a gap covered when it was last seen. */
export interface SightedBlock {
  readonly id: string
  /** Part of its linked demand points, above 0, up to 1. */
  readonly part: number
  /** People of the whole block; `null` unknown. */
  readonly people: number | null
  readonly demandPoints: number
}

/** What a run says of a gap, in numbers and names. */
export interface LedgerFacts {
  /** The smallest unit that all its blocks lie in, and its name; `several`: that of the block with most people. */
  readonly level: 'block' | 'community' | 'street' | 'district' | 'several'
  readonly unit: string
  /** The block that has most of its people. */
  readonly mainBlock: string
  readonly blocks: number
  /** Names of what is lacking. */
  readonly nameEn: string
  readonly nameZh: string
  /** The nearest walk, minutes or metres by the question; `null`: farther than was searched, or there is none. */
  readonly value: number | null
  /** People of the kind's own group without cover; `null` unknown. */
  readonly shortfall: number | null
  readonly populationGroup: string
  readonly people: number | null
  readonly age60Plus: number | null
  readonly age0To3: number | null
  /** Of the rule; `null` for a category. */
  readonly clauseEn: string | null
  readonly clauseZh: string | null
  readonly verified: boolean | null
  /** Why it is a gap and what would mend it, as sentences; `null` where that was not asked. */
  readonly causeEn: string | null
  readonly causeZh: string | null
  readonly measureEn: string | null
  readonly measureZh: string | null
  /** People who come within the limit by that measure alone. */
  readonly gain: number | null
  readonly edgeAffected: boolean
}

/** What the ledger knows of a gap by itself; people see it as cells. */
export interface LedgerGap {
  /** `LC-` and 8 letters; given once, never made anew. */
  readonly id: string
  readonly question: GapQuestion
  /** Parts of the method that it was last seen by, as texts that are equal where the parts are. */
  readonly method: Readonly<Record<string, string>>
  /** Parts that the last run had otherwise. */
  readonly methodChanged: readonly string[]
  readonly blocks: readonly SightedBlock[]
  readonly facts: LedgerFacts
  readonly state: LedgerState
  readonly unknownReason: UnknownReason | null
  /** The gap that it is a part of, and the one that it has grown into. */
  readonly parent: string | null
  readonly mergedInto: string | null
  /** Dates, ISO. */
  readonly firstSeen: string
  readonly lastChecked: string
  /** Name of the run that says so. */
  readonly evidence: string
  /** The row had been deleted, and the gap is there: it came back. */
  readonly cameBack: boolean
}

/** One row: a gap with what people wrote, or a row of people's own. */
export interface LedgerRow {
  /** `null`: a row that people added. */
  readonly gap: LedgerGap | null
  readonly human: Readonly<Partial<Record<HumanKey | SharedKey, string>>>
}

/** A run that the ledger was updated by. */
export interface LedgerRun {
  readonly runId: string
  /** ISO date of the update. */
  readonly date: string
  readonly toolVersion: string
  readonly modelVersion: string
  /** Date of the streets. */
  readonly osmDate: string | null
  readonly standard: string | null
  /** The method in a few words, as `limits 5, 10, 15 min` …. */
  readonly method: string
  readonly counts: Readonly<Record<LedgerState, number>>
  /** People in rows that are open, and in those resolved by this run; of those known. */
  readonly peopleOpen: number
  readonly peopleResolved: number
}

/** Something that two sides say unlike; nothing of it is lost. */
export interface LedgerConflict {
  readonly code: 'same-id-twice' | 'cell-overwritten' | 'status-unknown' | 'id-unknown' | 'memory-lost'
  readonly id: string
  /** Key of the column; empty for the whole row. */
  readonly column: string
  /** What stood there. */
  readonly text: string
}

/** A ledger. Rows are in the order in which people keep them. */
export interface Ledger {
  readonly rows: readonly LedgerRow[]
  /** Gaps whose rows were deleted: should they be seen again, they come back under their own id. */
  readonly deleted: readonly LedgerGap[]
  readonly runs: readonly LedgerRun[]
}
