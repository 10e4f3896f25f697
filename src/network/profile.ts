// The profile of an id, or what to do where there is none of that id.
import { checkType } from '../foundation/arguments.ts'
import { suggest } from '../foundation/options.ts'
import { message, problem } from '../words/problem.ts'
import { WALK_PROFILES, type WalkProfile } from './profile-list.ts'

export { DEFAULT_PROFILE, WALK_PROFILES, type WalkProfile } from './profile-list.ts'

/**
 * The built-in profile of an id.
 *
 * @throws LivingCircleError `invalid-option` for an id that is not built in
 * @example
 * ```ts
 * import { walkProfile } from 'living-circle'
 * walkProfile('older').walkMetresPerSecond // 0.9
 * ```
 */
export function walkProfile(id: string): WalkProfile {
  checkType('walkProfile', 'id', id, 'string')
  const profile = WALK_PROFILES.find((candidate) => candidate.id === id)
  if (profile !== undefined) return profile
  const ids = WALK_PROFILES.map((candidate) => candidate.id)
  const near = suggest(id, ids)
  throw problem(
    'invalid-option',
    'profile.unknown',
    { id },
    {
      hint:
        near === undefined
          ? message('hint.profiles', { list: ids.join(', ') })
          : message('hint.did-you-mean', { word: near }),
      details: { profile: id, known: ids },
    },
  )
}
