// HALLWAY: from loaded inputs and options to a study that can be walked: what is asked, of whom, to what. No logic of its own.

import type { DemandMethod } from '../answer/measured-places.ts'
import type { Moment } from '../answer/moment-coverage.ts'
import type { Basis } from '../foundation/units.ts'
import { checkProfile } from '../network/check-profile.ts'
import { type WalkProfile, walkProfile } from '../network/profile.ts'
import type { WalkDirection } from '../search/facility-targets.ts'
import type { StandardPack } from '../standard/standard-pack.ts'
import { type AccessStudy, prepareStudy, type StudyOptions } from '../study/access-study.ts'
import { chooseLimits } from '../study/limits.ts'
import { problem } from '../words/problem.ts'
import { type CategoryChoice, chooseCategories } from './choose-categories.ts'
import type { LoadedArea } from './load-area.ts'
import type { LoadedBlocks } from './load-blocks.ts'
import type { LoadedFacilities } from './load-facilities.ts'
import { type LoadedStandard, standardInput } from './load-standard.ts'
import { type BlocksWithin, blocksWithin, type LoadedStudyArea } from './load-study-area.ts'
import { askedMoments, momentOf, placesAt, shutAt, statesAt } from './measure-moments.ts'

/** What decides a study; see `AnalyseOptions`. */
export interface AnalysisTerms {
  readonly minutes: readonly number[] | undefined
  readonly metres: readonly number[] | undefined
  readonly profile: string | WalkProfile
  readonly categories: CategoryChoice | undefined
  readonly maxLinkMetres: number
  readonly demand: 'auto' | DemandMethod
  readonly standard: StandardPack | LoadedStandard | undefined
  readonly within: LoadedStudyArea | undefined
  readonly at: string | undefined
  readonly hours: boolean | readonly string[] | undefined
  readonly direction: WalkDirection
}

/** A study, and what it was made of. */
export interface PosedAnalysis {
  readonly study: AccessStudy
  readonly studyOptions: StudyOptions
  readonly profile: WalkProfile
  readonly basis: Basis
  readonly limits: readonly number[]
  readonly standard: LoadedStandard | undefined
  readonly within: BlocksWithin | undefined
  /** The blocks that count, at any hour. */
  readonly loaded: LoadedBlocks
  /** Streets and blocks as they are at the moment asked for. */
  readonly places: { readonly area: LoadedArea; readonly blocks: LoadedBlocks }
  readonly at: Moment | undefined
  readonly moments: ReturnType<typeof askedMoments>
  readonly states: ReturnType<typeof statesAt> | undefined
}

/** Links everything. @throws LivingCircleError `invalid-option` (limits, profile, category), `input-unusable` (no blocks) */
export async function poseAnalysis(
  area: LoadedArea,
  facilities: LoadedFacilities,
  allBlocks: LoadedBlocks,
  given: AnalysisTerms,
): Promise<PosedAnalysis> {
  const standard = loadedStandard(given.standard)
  const profile = typeof given.profile === 'string' ? walkProfile(given.profile) : checkProfile(given.profile)
  const { basis, limits } = chooseLimits(given.minutes, given.metres)
  if (allBlocks.blocks.length === 0) {
    throw problem('input-unusable', 'nothing.blocks', {}, { hint: 'hint.give-blocks' })
  }
  const within = given.within === undefined ? undefined : await blocksWithin(allBlocks, given.within, given.demand)
  const loaded = within?.loaded ?? allBlocks
  const at = given.at === undefined ? undefined : momentOf(given.at)
  const moments = askedMoments(given.hours, at)
  const now = at === undefined ? { area, blocks: loaded.blocks } : placesAt(area, loaded.blocks, at.minute, false)
  const studyOptions: StudyOptions = {
    profile,
    maxLinkMetres: given.maxLinkMetres,
    demand: given.demand,
    direction: given.direction,
    categories: chooseCategories(given.categories, standard?.pack, facilities.facilities),
  }
  const whole = prepareStudy(now.area.network, facilities.facilities, now.blocks, studyOptions)
  const states = at === undefined ? undefined : statesAt(whole, at.minute)
  const study = states === undefined ? whole : shutAt(whole, states)
  const places = { area: now.area, blocks: { ...loaded, blocks: now.blocks } }
  return { study, studyOptions, profile, basis, limits, standard, within, loaded, places, at, moments, states }
}

function loadedStandard(standard: StandardPack | LoadedStandard | undefined): LoadedStandard | undefined {
  if (standard === undefined || 'pack' in standard) return standard
  return { pack: standard, input: standardInput(standard) }
}
