// Is this somebody who can walk? Profiles of other people's making: numbers within bounds, or an error that says which is not. A profile in, the
// same out. It knows no network.
import { resolveOptions } from '../foundation/options.ts'
import { message, problem } from '../words/problem.ts'
import { DEFAULT_PROFILE, PROFILE_BOUNDS, WALK_PROFILES, type WalkProfile } from './profile-list.ts'

/** An id or a name longer than this is a slip. */
const LONGEST_NAME = 80

/**
 * The profile itself, if its numbers are some: a speed of 0 reaches nothing, and one that is no number everything.
 *
 * @throws LivingCircleError `invalid-option`
 * @example
 * ```ts
 * import { checkProfile } from 'living-circle/parts'
 * checkProfile({ id: 'cane', walkMetresPerSecond: 0.55, stepsTimeFactor: null, crossingWaitSeconds: 0 }).id // 'cane'
 * ```
 */
export function checkProfile(profile: WalkProfile): WalkProfile {
  if (typeof profile !== 'object' || profile === null)
    throw problem('invalid-option', 'profile.no-object', {}, example(profile))
  if (!isName(profile.id)) throw problem('invalid-option', 'profile.no-id', {}, example(profile.id))
  for (const field of Object.keys(PROFILE_BOUNDS) as (keyof typeof PROFILE_BOUNDS)[]) {
    const value: unknown = profile[field]
    if (field === 'stepsTimeFactor' && value === null) continue
    const [least, most] = PROFILE_BOUNDS[field]
    // Written so that NaN fails, too.
    if (typeof value === 'number' && value >= least && value <= most) continue
    throw problem(
      'invalid-option',
      'profile.number',
      { id: profile.id, field, value: shown(value) },
      {
        hint: message(field === 'stepsTimeFactor' ? 'hint.profile-factor' : 'hint.profile-number', { least, most }),
        details: { profile: profile.id, field, value: shown(value) },
      },
    )
  }
  return profile
}

/** What `limitInMetres` and its like take. @throws LivingCircleError `invalid-option` for a speed that is none */
export function checkSpeed<T extends { readonly walkMetresPerSecond: number }>(walker: T): T {
  checkProfile({ ...DEFAULT_PROFILE, walkMetresPerSecond: walker.walkMetresPerSecond })
  return walker
}

/**
 * A profile at another speed, under an id and names that say so.
 *
 * @throws LivingCircleError `invalid-option` for a speed out of bounds
 * @example
 * ```ts
 * import { walkProfile } from 'living-circle'
 * import { profileAtSpeed } from 'living-circle/parts'
 * profileAtSpeed(walkProfile('older'), 1.1).id // 'older@1.1'
 * ```
 */
export function profileAtSpeed(profile: WalkProfile, walkMetresPerSecond: number): WalkProfile {
  const { id, nameEn = id, nameZh = nameEn } = profile
  return checkProfile({
    ...profile,
    id: `${id}@${walkMetresPerSecond}`,
    nameEn: `${nameEn} at ${walkMetresPerSecond} m/s`,
    nameZh: `${nameZh}（${walkMetresPerSecond} 米/秒）`,
    walkMetresPerSecond,
  })
}

/**
 * A profile from the value of a JSON file. `basedOn` names the built-in profile that what is left out comes from (default `adult`).
 *
 * @param name what to call the file in errors
 * @throws LivingCircleError `invalid-option`, `unknown-option` with the nearest known key
 * @example
 * ```ts
 * import { parseWalkProfile } from 'living-circle/parts'
 * parseWalkProfile({ id: 'cane', basedOn: 'frail', walkMetresPerSecond: 0.55 }, 'cane.json').stepsTimeFactor // 3
 * ```
 */
export function parseWalkProfile(value: unknown, name: string): WalkProfile {
  if (typeof value !== 'object' || value === null || Array.isArray(value))
    throw problem('invalid-option', 'profile.no-object', {}, example(value))
  const given = resolveOptions<{ readonly [Key in keyof WalkProfile | 'basedOn']: unknown }>(name, value, {
    id: undefined,
    nameEn: undefined,
    nameZh: undefined,
    walkMetresPerSecond: undefined,
    stepsTimeFactor: undefined,
    crossingWaitSeconds: undefined,
    basedOn: undefined,
  })
  const based = given.basedOn ?? DEFAULT_PROFILE.id
  const base = WALK_PROFILES.find(({ id }) => id === based)
  if (base === undefined) {
    const list = WALK_PROFILES.map(({ id }) => id).join(', ')
    const hint = message('hint.profiles', { list })
    throw problem('invalid-option', 'profile.based-on', { value: shown(based) }, { hint })
  }
  const { id, nameEn, nameZh } = given
  if (!isName(id)) throw problem('invalid-option', 'profile.no-id', {}, example(id))
  if (WALK_PROFILES.some((known) => known.id === id))
    throw problem('invalid-option', 'profile.taken', { id }, example(id))
  for (const text of [nameEn, nameZh]) {
    if (text !== undefined && !isName(text)) throw problem('invalid-option', 'profile.no-name', { id }, example(text))
  }
  const own = Object.fromEntries(
    (['walkMetresPerSecond', 'stepsTimeFactor', 'crossingWaitSeconds'] as const)
      .filter((field) => given[field] !== undefined)
      .map((field) => [field, given[field]]),
  )
  const { walkMetresPerSecond, stepsTimeFactor, crossingWaitSeconds } = { ...base, ...own } as WalkProfile
  return checkProfile({
    ...({ id, nameEn: nameEn ?? id, nameZh: nameZh ?? nameEn ?? id } as Pick<WalkProfile, 'id' | 'nameEn' | 'nameZh'>),
    walkMetresPerSecond,
    stepsTimeFactor,
    crossingWaitSeconds,
  })
}

function isName(value: unknown): value is string {
  return typeof value === 'string' && value.trim() !== '' && value.length <= LONGEST_NAME && !/\p{Cc}/u.test(value)
}

function shown(value: unknown): string {
  return typeof value === 'number' ? String(value) : (JSON.stringify(value) ?? 'undefined').slice(0, 60)
}

/** What to do about a profile that is none. */
function example(given: unknown) {
  return { hint: 'hint.profile-example', details: { given: shown(given) } } as const
}
