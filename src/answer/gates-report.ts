// What is known of compounds and their gates, and the one gate that would help most for each kind of place. Plain data. It does not know how
// anything was computed or is written down.
import type { PolygonRings } from '../foundation/geo.ts'
import type { Basis, LonLat } from '../foundation/units.ts'
import type { CompoundGate } from '../normalise/places/compound-record.ts'
import type { InputRecord, Notice } from './sources.ts'

/** What looks wrong with an outline or with private streets, to be checked by somebody who knows the place. */
export type CompoundDoubt = 'large' | 'crossed-by-road' | 'no-streets' | 'sealed' | 'long-private-streets'

/** One place where a street crosses an outline. */
export interface CompoundPassage {
  readonly lonLat: LonLat
  /** `gate`: open by a gate of the list; `wall`: no open gate; `unknown`: no gate of the compound is known; `open`: the compound is not closed. */
  readonly state: 'gate' | 'wall' | 'unknown' | 'open'
}

/** One compound. */
export interface CompoundFinding {
  readonly id: string
  readonly name: string | null
  readonly outline: readonly PolygonRings[]
  readonly isClosed: boolean
  readonly squareMetres: number
  /** Blocks that lie in it, and their people; `null` where nobody's number is known. */
  readonly blocks: number
  readonly people: number | null
  /** Streets inside that belong to it. */
  readonly streetMetres: number
  readonly gates: readonly CompoundGate[]
  readonly openGates: number
  /** Open gates that open no crossing; 0 where it is not closed. */
  readonly gatesWithoutCrossing: number
  /** In order of longitude, then latitude. */
  readonly passages: readonly CompoundPassage[]
  /** Metres of tertiary and larger roads inside: these stay public. */
  readonly throughRoadMetres: number
  readonly doubts: readonly CompoundDoubt[]
}

/** Private streets without an outline that are long and touch public streets in several places. */
export interface PrivateStreets {
  /** Of the lowest way. */
  readonly id: string
  readonly metres: number
  /** Places where they meet other streets. */
  readonly contacts: number
}

/** What would help most: `open-gate` a gate of the list that is shut, `new-gate` a wall across a street, `new-path` a wall beside a street, `open-compound` walks through it. */
export type HelpKind = 'open-gate' | 'new-gate' | 'new-path' | 'open-compound'

/** What a gate, a path or an open compound would bring for one category. */
export interface BestGate {
  readonly category: string
  readonly nameEn: string
  readonly nameZh: string
  /** Facilities in the data; where there is none, nothing can be said. */
  readonly facilities: number
  /** `null` where nothing would bring anybody within the limit. */
  readonly help: GateHelp | null
}

/** One thing that would help. */
export interface GateHelp {
  readonly kind: HelpKind
  readonly compoundId: string
  readonly compoundName: string | null
  readonly lonLat: LonLat
  /** Gates of the list that are shut and stand there. */
  readonly gates: readonly CompoundGate[]
  /** Straight metres of a new path, else 0. */
  readonly pathMetres: number
  /** People who come within the limit, of blocks whose number is known; and blocks, by their shares. */
  readonly people: number
  readonly blocks: number
}

/** Compounds and gates of a run. */
export interface GatesReport {
  readonly basis: Basis
  readonly limit: number
  readonly profile: string
  /** In natural order of id. */
  readonly compounds: readonly CompoundFinding[]
  /** Longest first. */
  readonly privateStreets: readonly PrivateStreets[]
  readonly best: readonly BestGate[]
  /** What was looked at for the best. */
  readonly candidates: number
  readonly inputs: readonly InputRecord[]
  readonly notices: readonly Notice[]
}
