// `--standard ID|FILE` → a rule pack: a built-in one by its id, or the user's own from a JSON file.
import { existsSync } from 'node:fs'
import type { LoadedStandard, StandardPack } from '../library.ts'
import type { Library } from '../session.ts'

/** @throws LivingCircleError for an id that is not built in, a file that cannot be read, or a pack with mistakes */
export async function loadStandard(library: Library, name: string): Promise<StandardPack | LoadedStandard> {
  const looksLikeFile = /[/\\]|\.json$/i.test(name)
  const known = library.standardPacks().some(({ id }) => id === name)
  if (known || (!looksLikeFile && !existsSync(name))) return library.standardPack(name)
  return library.loadStandard(library.openFile(name))
}
