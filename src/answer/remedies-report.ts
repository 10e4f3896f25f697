// Causes of gaps and what would mend them: plain data. It does not know how anything was computed or is written down.
import type { PolygonRings } from '../foundation/geo.ts'
import type { Basis, LonLat } from '../foundation/units.ts'
import type { CauseFinding, GapCause, GapRemedy, RemedyKind } from './gap-cause.ts'
import type { InputRecord, Notice } from './sources.ts'

/** What one kind of remedy costs; `null` is unknown, never free. */
export interface RemedyCost {
  readonly kind: RemedyKind
  /** For facilities: the category that it is the price of; `null` for all. */
  readonly category: string | null
  /** Once for each remedy. */
  readonly each: number | null
  readonly perMetre: number | null
  readonly perPlace: number | null
}

/** A table of costs. */
export interface RemedyCosts {
  /** What all amounts are counted in, e.g. `CNY`; `null` where the table does not say. */
  readonly currency: string | null
  readonly costs: readonly RemedyCost[]
}

/** What a remedy brings to one gap. */
export interface RemedyGain {
  readonly gapId: string
  readonly people: number | null
  readonly blocks: number
}

/** One operation of the file of edits that would carry a remedy out. */
export interface RemedyEdit {
  readonly id: string
  readonly op: 'open-gate' | 'add-path' | 'add-crossing' | 'add-facility' | 'set-capacity'
  readonly [column: string]: string | number | readonly number[] | null
}

/** One thing that could be done, with what it brings by itself. */
export interface Remedy {
  /** `R1`, `R2` … in order of rank. */
  readonly id: string
  readonly kind: RemedyKind
  /** The gate, the middle of the path, the site. */
  readonly lonLat: LonLat
  /** The two ends of a path or crossing; empty for others. */
  readonly line: readonly LonLat[]
  /** Length of it; 0 for others. */
  readonly metres: number
  readonly compoundId: string | null
  readonly gateIds: readonly string[]
  /** The planned facility that opens, or the one that grows. */
  readonly facilityId: string | null
  /** Of a facility that opens or is built. */
  readonly category: string | null
  /** The OSM way of steps that would become step-free. */
  readonly wayId: number | null
  /** Places that a facility would get more. */
  readonly places: number | null
  /** What it is about, for people: gate, compound, facility, way, kind of place; `null` for a crossing. */
  readonly name: string | null
  readonly nameZh: string | null
  /** By gap, most people first. */
  readonly gains: readonly RemedyGain[]
  /** People who come within the limit, counted once for each kind of place or rule that they gain, where numbers are known. */
  readonly people: number
  /** The same as shares of blocks. */
  readonly blocks: number
  /** By the table of costs; `null` where that is blank. */
  readonly cost: number | null
  /** Edits for `scenario --edits`; empty for what no edit can say. */
  readonly edits: readonly RemedyEdit[]
}

/** A gap with its cause. */
export interface DiagnosedGap {
  readonly gapId: string
  readonly kind: 'category' | 'rule'
  /** Category, or the rule's. */
  readonly categories: readonly string[]
  readonly ruleId: string | null
  readonly basis: Basis
  readonly limit: number
  readonly centre: LonLat
  readonly polygons: readonly PolygonRings[]
  readonly blockIds: readonly string[]
  readonly people: number | null
  /** Whose people these are; the gap's own group, or everybody where numbers of that are not known. */
  readonly group: string
  readonly cause: GapCause
  readonly findings: readonly CauseFinding[]
  readonly remedies: readonly GapRemedy[]
  /** `false`: the rule asks for several facilities at once, so what one remedy brings was not tried. */
  readonly isTried: boolean
}

/** A kind of place that the data lack altogether: there are no gaps of it, because nothing is known of it. */
export interface LackingKind {
  readonly category: string
  readonly nameEn: string
  readonly nameZh: string
}

/** Blocks that no street is near: nothing is known of their walks, so they are in no gap. */
export interface UnlinkedBlock {
  readonly blockId: string
  readonly status: 'too-far' | 'island' | 'outside'
  /** To the nearest street; `null` where none is near. */
  readonly metres: number | null
  readonly people: number | null
}

/** More places at a facility that is full, and whom they serve. */
export interface PlaceAddition {
  readonly facilityId: string
  readonly name: string | null
  readonly category: string
  readonly lonLat: LonLat
  /** Today's. */
  readonly places: number
  /** Places more that are of use there, all else as it is: as many more are served. */
  readonly more: number
  readonly cost: number | null
}

/** Places that are missing by one rate of demand, in its unit. */
export interface PlaceShortage {
  readonly rateId: string
  readonly categories: readonly string[]
  readonly unit: string
  readonly group: string
  readonly demand: number
  readonly served: number
  readonly missing: number
  /** Of what is missing: no place within reach … */
  readonly unreachable: number
  /** … and places within reach, all of them taken: the cause `full`. */
  readonly full: number
  /** The best facilities to add places at, best first. */
  readonly additions: readonly PlaceAddition[]
}

/** Remedies chosen together. */
export interface JointChoice {
  readonly budget: number | null
  readonly most: number
  /** `exact`: no other choice of as many within the budget brings more, by the count below. `greedy`: chosen one after the other. */
  readonly method: 'exact' | 'greedy'
  readonly steps: readonly JointStep[]
  readonly people: number
  readonly blocks: number
  readonly cost: number | null
  /** How many remedies were looked at for it. */
  readonly considered: number
}

/** One remedy of a joint choice. */
export interface JointStep {
  readonly remedyId: string
  /** People whom none of the former steps brings within the limit by itself. */
  readonly peopleNew: number
  readonly blocksNew: number
  readonly peopleTotal: number
  readonly costTotal: number | null
}

/** Causes and remedies of a run. */
export interface RemediesReport {
  readonly basis: Basis
  readonly profile: string
  readonly currency: string | null
  /** `people-per-cost` where costs are known, else `people`; `blocks` where nobody's number is known. */
  readonly rankedBy: 'people-per-cost' | 'people' | 'blocks'
  readonly gaps: readonly DiagnosedGap[]
  readonly remedies: readonly Remedy[]
  readonly joint: JointChoice
  /** Within reach, but without a place: only where rates of demand were given, and then nobody of these is in a gap. */
  readonly places: readonly PlaceShortage[]
  readonly lacking: readonly LackingKind[]
  /** Kinds of which every place in the data is shut at the moment of the run: there are no gaps of them, because all would be one. */
  readonly shut: readonly LackingKind[]
  readonly unlinked: readonly UnlinkedBlock[]
  /** How many of each kind were tried, helpful or not. */
  readonly tried: Readonly<Partial<Record<RemedyKind, number>>>
  readonly inputs: readonly InputRecord[]
  readonly notices: readonly Notice[]
}
