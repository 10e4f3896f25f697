// HALLWAY: one analysis for each of several profiles over what was loaded once, and who is served as the first but not as the others.

import type { ProfileLoss } from '../answer/profile-losses.ts'
import { checkType } from '../foundation/arguments.ts'
import { checkOptions, type OptionKeys } from '../foundation/options.ts'
import { type WalkProfile, walkProfile } from '../network/profile.ts'
import { measureProfileLoss } from '../study/profile-losses.ts'
import { problem } from '../words/problem.ts'
import { type AccessAnalysis, type AnalyseOptions, analyseAccess } from './analyse.ts'
import type { LoadedArea } from './load-area.ts'
import type { LoadedBlocks } from './load-blocks.ts'
import type { LoadedFacilities } from './load-facilities.ts'

const KNOWN_COMPARE_PROFILES_OPTIONS: OptionKeys<CompareProfilesOptions> = {
  signal: true,
  onProgress: true,
  minutes: true,
  metres: true,
  restMetres: true,
  categories: true,
  maxLinkMetres: true,
  demand: true,
  standard: true,
  title: true,
  former: true,
  within: true,
  at: true,
  hours: true,
  levels: true,
  direction: true,
  demandRates: true,
  servingRule: true,
  sweep: true,
  profiles: true,
}

/** How to compare: as {@link AnalyseOptions}, with several profiles for one. */
export interface CompareProfilesOptions extends Omit<AnalyseOptions, 'profile' | 'gaps'> {
  /** Two or more: the first is the one that the report is of, the others are compared with it. */
  readonly profiles: readonly (string | WalkProfile)[]
}

/**
 * The analysis as the first profile, with what every other profile loses against it: `report.profileLosses`. Each profile links to the
 * streets that it may walk on and has the numbers of an analysis of its own. A standard is judged as the first profile only.
 *
 * @throws LivingCircleError `invalid-option` for fewer than two profiles, or one given twice; else as {@link analyseAccess}
 * @example
 * ```ts
 * import { bytesSource, compareProfiles, loadArea, loadBlocks, loadFacilities } from 'living-circle'
 * const text = (value: string) => new TextEncoder().encode(value)
 * const osm = '<osm><node id="1" lat="0" lon="0"/><node id="2" lat="0" lon="0.02"/><way id="9"><nd ref="1"/><nd ref="2"/><tag k="highway" v="footway"/></way></osm>'
 * const area = await loadArea(bytesSource('tiny.osm', text(osm)))
 * const facilities = await loadFacilities(area, { files: [bytesSource('f.csv', text('id,category,lon,lat\nf1,clinic,0.001,0\n'))] })
 * const blocks = await loadBlocks(area, { file: bytesSource('b.csv', text('id,lon,lat,population\nb1,0.009,0,120\n')) })
 * const { report } = await compareProfiles(area, facilities, blocks, { profiles: ['adult', 'frail'], minutes: [15] })
 * report.profileLosses?.others[0]?.losses[0]?.shares[0]?.lost // 120: 890 m are 12 minutes for an adult, 21 for a frail person
 * ```
 */
export async function compareProfiles(
  area: LoadedArea,
  facilities: LoadedFacilities,
  blocks: LoadedBlocks,
  options: CompareProfilesOptions,
): Promise<AccessAnalysis> {
  checkType('compareProfiles', 'options', options, 'object')
  if (Object.hasOwn(options, 'profile')) {
    const values = { what: 'compareProfiles', option: 'profile' }
    throw problem('unknown-option', 'option.unknown', values, { hint: 'hint.compare-profiles' })
  }
  checkOptions('compareProfiles', options, KNOWN_COMPARE_PROFILES_OPTIONS)
  const [first, ...others] = chosenProfiles(options.profiles)
  const { profiles: _, ...asked } = options
  const analysis = await analyseAccess(area, facilities, blocks, { ...asked, profile: first })
  const { report } = analysis
  const kinds = report.categories.map(({ id }) => id)
  const losses: ProfileLoss[] = []
  const notices = [...report.notices]
  for (const profile of others) {
    // The same kinds; what the comparison does not need (a standard, former gaps) is not worked out again.
    const again = { ...asked, profile, categories: kinds, standard: undefined, former: undefined }
    const other = (await analyseAccess(area, facilities, blocks, again)).report
    losses.push(measureProfileLoss(report, other))
    // What is not judged for a wheelchair is to be said, too.
    notices.push(...other.notices.filter(({ code }) => notices.every((notice) => notice.code !== code)))
  }
  return { ...analysis, report: { ...report, notices, profileLosses: { first: first!, others: losses } } }
}

function chosenProfiles(profiles: CompareProfilesOptions['profiles']): WalkProfile[] {
  const chosen = (profiles ?? []).map((profile) => (typeof profile === 'string' ? walkProfile(profile) : profile))
  const ids = chosen.map(({ id }) => id)
  const twice = ids.find((id, i) => ids.indexOf(id) < i)
  if (twice !== undefined)
    throw problem('invalid-option', 'profile.twice', { id: twice }, { hint: 'hint.compare-profiles' })
  if (ids.length < 2) {
    throw problem(
      'invalid-option',
      'profile.too-few',
      {},
      { hint: 'hint.compare-profiles', details: { profiles: ids } },
    )
  }
  return chosen
}
