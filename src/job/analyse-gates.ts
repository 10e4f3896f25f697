// HALLWAY: compounds, their gates, and the one gate that would help most for each kind of place. No logic of its own.
import type { BestGate, GatesReport } from '../answer/gates-report.ts'
import { resolveOptions } from '../foundation/options.ts'
import { throwIfAborted } from '../foundation/progress.ts'
import { DEFAULT_MAX_LINK_METRES } from '../locate/link-points.ts'
import { buildStreets } from '../network/build-network.ts'
import { checkProfile } from '../network/check-profile.ts'
import { DEFAULT_PROFILE, type WalkProfile, walkProfile } from '../network/profile.ts'
import { categoryById } from '../normalise/categories/categories.ts'
import { throughRoadIds } from '../normalise/osm/through-roads.ts'
import { prepareStudy } from '../study/access-study.ts'
import { bestOf, judgeCandidates } from '../study/best-gates.ts'
import { findCompounds, findPrivateStreets } from '../study/compound-findings.ts'
import { compoundNotices } from '../study/compound-notices.ts'
import { type AppliedCompounds, summariseCompounds } from '../study/compound-summary.ts'
import { chooseLimits } from '../study/limits.ts'
import { summariseNetwork } from '../study/network-summary.ts'
import { reportBlocks } from '../study/report-records.ts'
import type { AnalyseOptions } from './analyse.ts'
import { chooseCategories } from './choose-categories.ts'
import type { LoadedArea } from './load-area.ts'
import type { LoadedBlocks } from './load-blocks.ts'
import type { LoadedFacilities } from './load-facilities.ts'
import { blocksWithin } from './load-study-area.ts'

/** How gates are judged: as in {@link AnalyseOptions}, at the largest limit. */
export type GatesOptions = Pick<
  AnalyseOptions,
  | 'minutes'
  | 'metres'
  | 'profile'
  | 'categories'
  | 'maxLinkMetres'
  | 'demand'
  | 'standard'
  | 'within'
  | 'signal'
  | 'onProgress'
>

const DEFAULTS = {
  minutes: undefined as GatesOptions['minutes'],
  metres: undefined as GatesOptions['metres'],
  profile: DEFAULT_PROFILE as string | WalkProfile,
  categories: undefined as GatesOptions['categories'],
  maxLinkMetres: DEFAULT_MAX_LINK_METRES,
  demand: 'auto' as NonNullable<GatesOptions['demand']>,
  standard: undefined as GatesOptions['standard'],
  within: undefined as GatesOptions['within'],
  signal: undefined as GatesOptions['signal'],
  onProgress: undefined as GatesOptions['onProgress'],
}

/**
 * Compounds with their gates and crossings, what looks wrong, and for each kind of place the one gate that would bring most people within the
 * largest limit.
 *
 * @param area of `closeCompounds`: only closed compounds have gates to be judged
 * @throws LivingCircleError `unknown-option`, `invalid-option` (limits, profile, category), `aborted`
 * @example
 * ```ts
 * import type { LoadedArea, LoadedBlocks, LoadedFacilities } from 'living-circle'
 * import { analyseGates } from 'living-circle/parts'
 * declare const area: LoadedArea
 * declare const facilities: LoadedFacilities
 * declare const blocks: LoadedBlocks
 * const gates = await analyseGates(area, facilities, blocks, { minutes: [15] })
 * ```
 */
export async function analyseGates(
  area: LoadedArea,
  facilities: LoadedFacilities,
  allBlocks: LoadedBlocks,
  options: GatesOptions = {},
): Promise<GatesReport> {
  const given = resolveOptions('analyseGates', options, DEFAULTS)
  const profile = typeof given.profile === 'string' ? walkProfile(given.profile) : checkProfile(given.profile)
  const { basis, limits } = chooseLimits(given.minutes, given.metres)
  const limit = limits.at(-1)!
  const within = given.within === undefined ? undefined : await blocksWithin(allBlocks, given.within, given.demand)
  const blocks = within?.loaded ?? allBlocks
  const applied = appliedOf(area, allBlocks)
  const pack = given.standard === undefined || !('pack' in given.standard) ? given.standard : given.standard.pack
  const categories = chooseCategories(given.categories, pack, facilities.facilities)
  const study = prepareStudy(area.network, facilities.facilities, blocks.blocks, {
    profile,
    maxLinkMetres: given.maxLinkMetres,
    demand: given.demand,
    direction: 'toFacility',
    categories,
  })
  throwIfAborted(given.signal)
  const { signal, onProgress } = given
  const judged = judgeCandidates(study, applied, basis, limit, { signal, onProgress })
  const count = new Map<string, number>()
  for (const { category } of study.facilities) count.set(category, (count.get(category) ?? 0) + 1)
  const best = categories.map((category, column): BestGate => {
    const known = categoryById(category)
    return {
      category,
      nameEn: known?.nameEn ?? category,
      nameZh: known?.nameZh ?? category,
      facilities: count.get(category) ?? 0,
      help: bestOf(judged, column, applied),
    }
  })
  const rejected = allBlocks.inputs.find(({ role }) => role === 'compounds')?.rejected ?? 0
  return {
    basis,
    limit,
    profile: profile.id,
    compounds: findCompounds({
      applied,
      survey: surveyOf(area, applied),
      blocks: blocks.blocks,
      throughRoads: throughRoadIds(area.raw),
    }),
    privateStreets: findPrivateStreets(area.network, applied.closed.length),
    best,
    candidates: judged.length,
    inputs: [area.input, ...facilities.inputs, ...blocks.inputs],
    notices: compoundNotices(
      summariseNetwork(area.network, study.time, area.counts),
      summariseCompounds(applied, rejected),
      reportBlocks(study),
    ),
  }
}

function appliedOf(
  { compounds, privateStreets }: LoadedArea,
  { compounds: known = [] }: LoadedBlocks,
): AppliedCompounds {
  return compounds ?? { privateStreets, known, closed: [], crossings: [] }
}

/** Streets with every known compound as a wall; those of the area where all are. */
function surveyOf({ network, ways }: LoadedArea, { known, closed, crossings }: AppliedCompounds) {
  if (closed.length === known.length) return { network, compounds: closed, crossings }
  return buildStreets(ways, { compounds: known.map((compound) => ({ ...compound, isClosed: true })) })
}
