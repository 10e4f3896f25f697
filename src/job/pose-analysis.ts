// HALLWAY: from loaded inputs and options to a study that can be walked: what is asked, of whom, to what. No logic of its own.

import { DEMAND_METHODS, type DemandMethod } from '../answer/measured-places.ts'
import type { Moment } from '../answer/moment-coverage.ts'
import { checkGiven } from '../foundation/arguments.ts'
import { withPauses } from '../foundation/breath.ts'
import type { RunOptions } from '../foundation/progress.ts'
import type { Basis } from '../foundation/units.ts'
import { MOST_LINK_METRES } from '../locate/link-points.ts'
import { checkProfile } from '../network/check-profile.ts'
import { type WalkProfile, walkProfile } from '../network/profile.ts'
import type { WalkDirection } from '../search/facility-targets.ts'
import type { StandardPack } from '../standard/standard-pack.ts'
import { type AccessStudy, type StudyOptions, studySteps } from '../study/access-study.ts'
import { chooseLimits } from '../study/limits.ts'
import { checkNumber, checkWord } from '../words/option-values.ts'
import { problem } from '../words/problem.ts'
import { type CategoryChoice, chooseCategories } from './choose-categories.ts'
import type { LoadedArea } from './load-area.ts'
import type { LoadedBlocks } from './load-blocks.ts'
import type { LoadedFacilities } from './load-facilities.ts'
import { type LoadedStandard, standardInput } from './load-standard.ts'
import { type BlocksWithin, blocksWithin, type LoadedStudyArea } from './load-study-area.ts'
import { askedMoments, momentOf, placesAt, shutAt, statesAt } from './measure-moments.ts'
import { MOST_BLOCKS } from './shards/one-machine.ts'

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

/**
 * Links everything.
 *
 * @param what who asks, for errors
 * @throws LivingCircleError `invalid-option` (limits, profile, category, words), `input-unusable` (no blocks)
 */
export async function poseAnalysis(
  what: string,
  area: LoadedArea,
  facilities: LoadedFacilities,
  allBlocks: LoadedBlocks,
  given: AnalysisTerms,
  run: RunOptions,
): Promise<PosedAnalysis> {
  const asked = given.standard
  if (asked !== undefined) checkGiven(what, 'standard', 'pack' in asked ? asked.pack : asked, 'pack')
  const standard = loadedStandard(asked)
  if (given.within !== undefined) checkGiven(what, 'within', given.within, 'studyArea')
  const profile = typeof given.profile === 'string' ? walkProfile(given.profile) : checkProfile(given.profile)
  const { basis, limits } = chooseLimits(given.minutes, given.metres)
  checkWords(given)
  if (allBlocks.blocks.length === 0) {
    throw problem('input-unusable', 'nothing.blocks', {}, { hint: 'hint.give-blocks' })
  }
  if (allBlocks.blocks.length > MOST_BLOCKS) {
    const values = { n: allBlocks.blocks.length, most: MOST_BLOCKS }
    throw problem('input-too-large', 'blocks.too-many', values, { hint: 'hint.blocks-by-region' })
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
  const whole = await withPauses(studySteps(now.area.network, facilities.facilities, now.blocks, studyOptions), run)
  const states = at === undefined ? undefined : statesAt(whole, at.minute)
  const study = states === undefined ? whole : shutAt(whole, states)
  const places = { area: now.area, blocks: { ...loaded, blocks: now.blocks } }
  return { study, studyOptions, profile, basis, limits, standard, within, loaded, places, at, moments, states }
}

/** What would else be found out after long work, or never. @throws LivingCircleError `invalid-option` */
function checkWords({ demand, direction, maxLinkMetres }: AnalysisTerms): void {
  checkWord('demand', demand, ['auto', ...DEMAND_METHODS])
  checkWord('direction', direction, ['toFacility', 'fromFacility'])
  checkNumber('maxLinkMetres', maxLinkMetres, 0, MOST_LINK_METRES)
}

function loadedStandard(standard: StandardPack | LoadedStandard | undefined): LoadedStandard | undefined {
  if (standard === undefined || 'pack' in standard) return standard
  return { pack: standard, input: standardInput(standard) }
}
