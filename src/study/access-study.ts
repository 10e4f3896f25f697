// One study: a network, its walkers, the facilities and the blocks, linked once and asked many times (by time, by distance,
// at any limit). It knows no files and no formats.

import type { DemandMethod } from '../answer/measured-places.ts'
import { atOnce, type Steps } from '../foundation/breath.ts'
import { costLimits } from '../foundation/limits.ts'
import { compareNaturally } from '../foundation/natural-order.ts'
import type { RunOptions } from '../foundation/progress.ts'
import type { Basis } from '../foundation/units.ts'
import { type Locator, linkPoints, sharedLocator } from '../locate/link-points.ts'
import { LINK_OUTSIDE, type Linkage } from '../locate/linkage.ts'
import { buildImpedance, type Impedance } from '../network/impedance.ts'
import type { WalkProfile } from '../network/profile.ts'
import type { WalkNetwork } from '../network/walk-network.ts'
import type { BlockRecord } from '../normalise/places/block-record.ts'
import type { FacilityRecord } from '../normalise/places/facility-record.ts'
import { buildFacilityTargets, type FacilityTargets, type WalkDirection } from '../search/facility-targets.ts'
import { buildPlaceLegs, type PlaceLegs, rowOffsets, type WalkEnd } from '../search/place-legs.ts'
import { type ReachedTimes, type SweepProblem, sweepReachedTimes } from '../search/reached-times.ts'
import { checkWord } from '../words/option-values.ts'
import { problem } from '../words/problem.ts'
import { type DemandOrigins, groupOrigins, originWeights } from './access-table.ts'
import { buildDemandPoints, type DemandPoints } from './demand-points.ts'

/** A network as one kind of walker finds it, ready for places to be linked. */
export interface WalkGround {
  readonly network: WalkNetwork
  readonly profile: WalkProfile
  readonly maxLinkMetres: number
  readonly locator: Locator
  readonly time: Impedance
  readonly distance: Impedance
}

/** Who walks to what, and where they touch the streets; of the streets themselves only where the data end and whether heights are known. */
export interface StudyPlaces {
  readonly network: Pick<WalkNetwork, 'box' | 'slopeOffset'>
  readonly profile: WalkProfile
  readonly maxLinkMetres: number
  /** In natural order of id. */
  readonly blocks: readonly BlockRecord[]
  readonly demand: DemandPoints
  readonly origins: DemandOrigins
  readonly demandLinkage: Linkage
  readonly originWeight: Float64Array
  /** In natural order of id. */
  readonly facilities: readonly FacilityRecord[]
  /** Category ids, in the order given. */
  readonly categories: readonly string[]
  readonly entranceLinkage: Linkage
  readonly facilityOfEntrance: Uint32Array
  readonly categoryOfFacility: Uint32Array
  readonly direction: WalkDirection
  /** By facility: 1 where it serves nobody now, though the data have it; missing where all serve. */
  readonly isShut?: Uint8Array | undefined
}

/** Everything linked and ready to be asked. */
export interface AccessStudy extends StudyPlaces, WalkGround {
  readonly network: WalkNetwork
}

/** How a study is set up. */
export interface StudyOptions {
  readonly profile: WalkProfile
  readonly maxLinkMetres: number
  readonly demand: 'auto' | DemandMethod
  readonly direction: WalkDirection
  /** Category ids in the order of the result's columns; facilities of other categories take no part. */
  readonly categories: readonly string[]
}

/** Costs and indexes of a network for a walker. O(V + E log E). */
export function prepareGround(network: WalkNetwork, profile: WalkProfile, maxLinkMetres: number): WalkGround {
  return atOnce(groundSteps(network, profile, maxLinkMetres))
}

/** {@link prepareGround} in steps. */
export function* groundSteps(network: WalkNetwork, profile: WalkProfile, maxLinkMetres: number): Steps<WalkGround> {
  const time = buildImpedance(network, profile, 'time')
  yield
  const distance = buildImpedance(network, profile, 'distance')
  yield
  return { network, profile, maxLinkMetres, locator: sharedLocator(network, time), time, distance }
}

/**
 * Links blocks and facilities to a network. O((demand points + entrances) log segments).
 *
 * @example
 * ```ts
 * import { walkProfile } from 'living-circle'
 * import { type BlockRecord, type FacilityRecord, type WalkNetwork, prepareStudy } from 'living-circle/parts'
 * declare const network: WalkNetwork
 * declare const facilities: readonly FacilityRecord[]
 * declare const blocks: readonly BlockRecord[]
 * const study = prepareStudy(network, facilities, blocks, { profile: walkProfile('adult'), maxLinkMetres: 200, demand: 'auto', direction: 'toFacility', categories: ['clinic'] })
 * ```
 */
export function prepareStudy(
  network: WalkNetwork,
  facilities: readonly FacilityRecord[],
  blocks: readonly BlockRecord[],
  options: StudyOptions,
): AccessStudy {
  return atOnce(studySteps(network, facilities, blocks, options))
}

/** {@link prepareStudy} in steps. */
export function* studySteps(
  network: WalkNetwork,
  facilities: readonly FacilityRecord[],
  blocks: readonly BlockRecord[],
  options: StudyOptions,
): Steps<AccessStudy> {
  const ground = yield* groundSteps(network, options.profile, options.maxLinkMetres)
  yield
  return yield* linkingSteps(ground, facilities, blocks, options)
}

/** Links blocks and facilities on a ground that is there. */
export function studyOn(
  ground: WalkGround,
  facilities: readonly FacilityRecord[],
  blocks: readonly BlockRecord[],
  options: Omit<StudyOptions, 'profile' | 'maxLinkMetres'>,
): AccessStudy {
  return atOnce(linkingSteps(ground, facilities, blocks, options))
}

function* linkingSteps(
  ground: WalkGround,
  facilities: readonly FacilityRecord[],
  blocks: readonly BlockRecord[],
  options: Omit<StudyOptions, 'profile' | 'maxLinkMetres'>,
): Steps<AccessStudy> {
  const { locator, maxLinkMetres } = ground
  const { direction, categories } = options
  checkWord('direction', direction, ['toFacility', 'fromFacility'])
  const sortedBlocks = sortById(blocks, 'block')
  const demand = buildDemandPoints(sortedBlocks, options.demand)
  const origins = groupOrigins(demand)
  yield
  const demandLinkage = linkPoints(locator, demand.lonLat, maxLinkMetres)
  yield
  const columnOf = new Map(categories.map((id, column) => [id, column]))
  const used = sortById(
    facilities.filter((facility) => columnOf.has(facility.category)),
    'facility',
  )
  const entrances = entrancesOf(used)
  return {
    ...ground,
    blocks: sortedBlocks,
    demand,
    origins,
    demandLinkage,
    originWeight: originWeights(demand, origins, demandLinkage),
    facilities: used,
    categories,
    entranceLinkage: linkPoints(locator, entrances.lonLat, maxLinkMetres),
    facilityOfEntrance: entrances.facilityOfEntrance,
    categoryOfFacility: Uint32Array.from(used, (facility) => columnOf.get(facility.category)!),
    direction,
  }
}

export function sortById<T extends { readonly id: string }>(records: readonly T[], what: string): readonly T[] {
  const sorted = [...records].sort((a, b) => compareNaturally(a.id, b.id))
  for (let i = 1; i < sorted.length; i++) {
    if (sorted[i]!.id === sorted[i - 1]!.id) {
      throw problem('usage', 'id.twice', { what, id: sorted[i]!.id }, { hint: 'hint.unique-ids' })
    }
  }
  return sorted
}

export function entrancesOf(facilities: readonly FacilityRecord[]): {
  lonLat: Float64Array
  facilityOfEntrance: Uint32Array
} {
  const lonLat: number[] = []
  const owner: number[] = []
  facilities.forEach((facility, number) => {
    for (const [lon, lat] of facility.entrances) {
      lonLat.push(lon, lat)
      owner.push(number)
    }
  })
  return { lonLat: Float64Array.from(lonLat), facilityOfEntrance: Uint32Array.from(owner) }
}

/** A study put as a question to the search: by time or distance, up to limits in ms or mm. */
export interface StudyQuestion {
  readonly basis: Basis
  readonly problem: SweepProblem
}

/**
 * Puts the question of a basis and limits.
 *
 * @param alongside what else is measured of every walk; default: the other basis
 */
export function poseQuestion(
  study: AccessStudy,
  basis: Basis,
  limits: Uint32Array,
  alongside: Impedance = basis === 'time' ? study.distance : study.time,
): StudyQuestion {
  const impedance = basis === 'time' ? study.time : study.distance
  const { network, demandLinkage, entranceLinkage, direction } = study
  const [home, door]: readonly WalkEnd[] = direction === 'toFacility' ? ['start', 'end'] : ['end', 'start']
  const origins = buildPlaceLegs(network, impedance, demandLinkage, home)
  const problem: SweepProblem = {
    network,
    impedance,
    alongside,
    origins,
    originOffset: rowOffsets(origins, study.origins.originOffset),
    targets: targetsOf(study, buildPlaceLegs(network, impedance, entranceLinkage, door)),
    alongsideOrigins: buildPlaceLegs(network, alongside, demandLinkage, home),
    alongsideEntrances: buildPlaceLegs(network, alongside, entranceLinkage, door),
    limits,
  }
  return { basis, problem }
}

/** The facilities of a study where a sweep meets them, by the legs of their entrances. */
export function targetsOf(study: AccessStudy, legs: PlaceLegs): FacilityTargets {
  return buildFacilityTargets(
    study.network,
    legsOfOpen(study, legs),
    study.facilityOfEntrance,
    study.categoryOfFacility,
    study.categories.length,
    study.direction,
    (facility) => study.facilities[facility]!.serves === 'residents',
  )
}

/** Entrances of what is shut hang on no street. */
function legsOfOpen({ isShut, facilityOfEntrance }: AccessStudy, legs: PlaceLegs): PlaceLegs {
  if (isShut === undefined) return legs
  const edge = legs.edge.map((own, row) => (isShut[facilityOfEntrance[legs.link[row]!]!] === 1 ? -1 : own))
  return { ...legs, edge }
}

/**
 * Walks of every demand point under a basis; limits in minutes or metres, ascending.
 *
 * @example
 * ```ts
 * import { type AccessStudy, sweepStudy } from 'living-circle/parts'
 * declare const study: AccessStudy
 * const times = sweepStudy(study, 'time', [5, 10, 15])
 * ```
 */
export function sweepStudy(
  study: AccessStudy,
  basis: Basis,
  limits: readonly number[],
  options: RunOptions = {},
): ReachedTimes {
  return sweepReachedTimes(poseQuestion(study, basis, costLimits(basis, limits)).problem, options)
}

/** By category of a study: 1 where the data hold a facility of it. One outside the data's box is none of theirs. */
export function kindsWithData(study: StudyPlaces): Uint8Array {
  const { categories, entranceLinkage, facilityOfEntrance, categoryOfFacility } = study
  const hasData = new Uint8Array(categories.length)
  facilityOfEntrance.forEach((facility, entrance) => {
    if (entranceLinkage.status[entrance] !== LINK_OUTSIDE) hasData[categoryOfFacility[facility]!] = 1
  })
  return hasData
}
