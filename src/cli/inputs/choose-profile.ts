// `--profile WHO|FILE` and `--speed` → who walks: a built-in profile by its id, or one of the user's own from a JSON file; at another speed.
import { existsSync } from 'node:fs'
import type { WalkProfile } from '../library.ts'
import type { Library } from '../session.ts'

/** @throws LivingCircleError for an id that is not built in, a file that cannot be read, or a profile with mistakes */
export async function chooseProfile(
  library: Library,
  { profile: name, speed }: { readonly profile?: string; readonly speed?: number },
): Promise<WalkProfile> {
  const profile = name === undefined ? library.DEFAULT_PROFILE : await namedProfile(library, name)
  return speed === undefined ? profile : library.profileAtSpeed(profile, speed)
}

function namedProfile(library: Library, name: string): WalkProfile | Promise<WalkProfile> {
  const looksLikeFile = /[/\\]|\.json$/i.test(name)
  const known = library.WALK_PROFILES.some(({ id }) => id === name)
  if (known || (!looksLikeFile && !existsSync(name))) return library.walkProfile(name)
  return library.loadProfile(library.openFile(name))
}
