// `--standard ID|FILE` → a rule pack: a built-in one by its id, or the user's own from a JSON file.
import { existsSync } from 'node:fs'
import type { StandardPack } from '../index.ts'
import type { Library } from './session.ts'

/** A pack is a page of text; what is larger is something else. */
const MAX_PACK_BYTES = 10 * 1024 * 1024

/** @throws LivingCircleError for an id that is not built in, a file that cannot be read, or a pack with mistakes */
export async function loadStandard(library: Library, name: string): Promise<StandardPack> {
  const looksLikeFile = /[/\\]|\.json$/i.test(name)
  const known = library.standardPacks().some(({ id }) => id === name)
  if (known || (!looksLikeFile && !existsSync(name))) return library.standardPack(name)
  const file = library.openFile(name)
  if ((file.byteLength ?? 0) > MAX_PACK_BYTES) {
    throw new library.LivingCircleError(
      'input-too-large',
      `${name} is too large for a rule pack (${file.byteLength} bytes).`,
      {
        hint: 'A rule pack is a small JSON file; see data/standards for examples.',
      },
    )
  }
  const text = new TextDecoder().decode(await library.readAllBytes(file))
  return library.userStandardPack(text, { name: file.name })
}
