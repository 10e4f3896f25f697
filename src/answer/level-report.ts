// Facilities by level: each one's walk to the next level up, those that have none, and what that is by district, street and community.
// Plain values; it does not know how a walk was found.
import type { AreaLevel } from './area-level.ts'

/**
 * How a facility stands to the next level up. `served`: within the limit. `too-far`: there is one, and it is farther. `unreached`: no walk to one
 * within four times the limit. `unlinked`: it has no street. `parent-unknown`: its row names a facility that is not in the data. `no-upper`: the data
 * have none of a higher level. `top`: it is of the highest level of its kind. `level-unknown`: no level that is understood, and no parent.
 */
export const LEVEL_STATES = [
  'served',
  'too-far',
  'unreached',
  'unlinked',
  'parent-unknown',
  'no-upper',
  'top',
  'level-unknown',
] as const
/** One of them. */
export type LevelState = (typeof LEVEL_STATES)[number]

/** States of a facility without anything above it within the limit, though there should be. Where the data lack the next level, nothing is known. */
export const ORPHAN_STATES: readonly LevelState[] = ['too-far', 'unreached', 'parent-unknown']

/** One facility and the next level up. */
export interface LevelUnit {
  readonly facilityId: string
  readonly name: string | null
  readonly category: string
  /** As its row says, and what that means; `null` where it is not understood. */
  readonly level: string | null
  readonly levelName: string | null
  /** The id that its row names; `null` where it names none. */
  readonly parent: string | null
  readonly state: LevelState
  /** Its parent, or the nearest of the next level; `null` where there is none in reach. */
  readonly upperId: string | null
  readonly upperName: string | null
  readonly upperLevelName: string | null
  readonly walkSeconds: number | null
  readonly walkMetres: number | null
  /** Facilities of the next level within the limit: two or more serve it twice. */
  readonly uppersWithin: number
  /** Where it lies, as the nearest block says. */
  readonly district: string | null
  readonly street: string | null
  readonly community: string | null
}

/** Facilities of one level in an area. The counts by state add up to `units`. */
export interface LevelArea {
  readonly areaLevel: AreaLevel | 'all'
  readonly district: string | null
  readonly street: string | null
  readonly community: string | null
  /** Name of the facilities' level; empty where it is not understood. */
  readonly levelName: string
  readonly units: number
  readonly served: number
  readonly orphans: number
  readonly top: number
  /** Not linked, of no level that is understood, or without a higher level in the data. */
  readonly unknown: number
  /** Of the served: those with two or more of the next level within the limit. */
  readonly doubleServed: number
  /** Of those with a walk; `null` where none has one. */
  readonly meanWalkMetres: number | null
}

/** What is said of levels. */
export interface LevelReport {
  /** Minutes or metres, by the answer's basis. */
  readonly limit: number
  /** In natural order of id. */
  readonly units: readonly LevelUnit[]
  /** Everything, then districts, streets and communities, each by level from the highest. */
  readonly areas: readonly LevelArea[]
}
