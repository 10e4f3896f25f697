// Everything that an analysis found, as one plain value: what report and standard read, and what is saved and loaded again.
// It does not know how anything was computed or is written down.
import type { Basis } from '../foundation/units.ts'
import type { WalkProfile } from '../network/profile.ts'
import type { Reject } from '../normalise/places/rejects.ts'
import type { AccessTable } from './access-table.ts'
import type { ScenarioReport } from './answer-changes.ts'
import type { AccessFacts } from './answer-facts.ts'
import type { CapacityReport } from './capacity-report.ts'
import type { CompoundShapes } from './compound-shapes.ts'
import type { CompoundSummary } from './compound-summary.ts'
import type { CategoryCoverage } from './coverage-share.ts'
import type { Gap } from './gap.ts'
import type { LevelReport } from './level-report.ts'
import type { DemandMethod, MeasuredBlock, MeasuredFacility, ReportCategory } from './measured-places.ts'
import type { Moment, MomentCoverage } from './moment-coverage.ts'
import type { ProfileLosses } from './profile-losses.ts'
import type { SitingPlan } from './siting-plan.ts'
import type { DataLicence, InputRecord, NetworkSummary, Notice, SearchRecord, StudyArea } from './sources.ts'
import type { StandardReport, Verdict } from './verdicts.ts'

/** What was asked. */
export interface AnalysisOptionsRecord {
  readonly basis: Basis
  /** Minutes (time) or metres (distance), ascending. */
  readonly limits: readonly number[]
  readonly profile: WalkProfile
  readonly maxLinkMetres: number
  readonly demand: 'auto' | DemandMethod
  readonly standard: string | null
  /** The moment that all of the answer is of; missing where opening hours were not asked for. */
  readonly at?: Moment | undefined
}

/** Everything an analysis found. Blocks are in natural order of id, facilities in order of id, so input order has no influence. */
export interface AccessReport {
  readonly schemaVersion: string
  readonly modelVersion: string
  readonly toolVersion: string
  readonly options: AnalysisOptionsRecord
  /** Heading of every document; missing: the name of the area's file. */
  readonly title?: string | undefined
  readonly inputs: readonly InputRecord[]
  readonly network: NetworkSummary
  /** Compounds and their gates; missing where nobody asked for any. */
  readonly compounds?: CompoundSummary | undefined
  /** Closed compounds as maps draw them; missing where none is closed. */
  readonly compoundShapes?: CompoundShapes | undefined
  /** How the walks were searched; null where they were found by other means. */
  readonly search?: SearchRecord | null | undefined
  readonly categories: readonly ReportCategory[]
  readonly blocks: readonly MeasuredBlock[]
  readonly facilities: readonly MeasuredFacility[]
  readonly table: AccessTable
  readonly coverage: readonly CategoryCoverage[]
  /** Coverage at moments of the week; only where opening hours were asked for. */
  readonly hours?: readonly MomentCoverage[] | undefined
  /** Places against demand; missing where nobody gave rates. */
  readonly capacity?: CapacityReport | undefined
  /** Each facility's walk to the next level up; only where it was asked for. */
  readonly levels?: LevelReport | undefined
  /** Who is served as this profile but not as others; only where profiles were compared. */
  readonly profileLosses?: ProfileLosses | undefined
  /** Edits that this is the answer after, and what they change; missing where there are none. */
  readonly scenario?: ScenarioReport | undefined
  readonly gaps: readonly Gap[]
  /** Ids of gaps of a former answer that are no more, in natural order; only where one was given. */
  readonly closedGapIds?: readonly string[] | undefined
  /** What documents say first, counted once for all of them. */
  readonly facts: AccessFacts
  /** Sites for new facilities, and who gains by them; only where a plan was made. */
  readonly plan?: SitingPlan | undefined
  /** Where blocks, people and gaps count; missing where everywhere. */
  readonly studyArea?: StudyArea | undefined
  /** Blocks × rules of the standard; empty without one. */
  readonly verdicts: readonly Verdict[]
  readonly standard?: StandardReport | null | undefined
  readonly rejects: readonly Reject[]
  /** Sentences that every output repeats: flat, restricted ways count as ordinary, categories without data … Codes for translation. */
  readonly notices: readonly Notice[]
  /** Of the map; default: that of OpenStreetMap. */
  readonly licence?: DataLicence | undefined
}

/** An answer before its facts are counted. */
export type AnswerWithoutFacts = Omit<AccessReport, 'facts'>
