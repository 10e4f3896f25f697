// The streets of a command, with the heights of `--dem` where it is given. Files in, a loaded area out, with a line of narration for each.
import type { AreaLoadOptions, ByRole, ByteSource, FileSource, LoadedArea } from '../library.ts'
import { breathe, type Library, runOptions, type Session } from '../session.ts'
import { tellArea, tellHeights } from './tell-inputs.ts'

/** Opens the files of `--dem`; patterns are allowed. @throws LivingCircleError where one is not there */
export function openHeights(library: Library, paths: readonly string[] | undefined): FileSource[] {
  return (paths ?? []).flatMap((path) => library.matchingFiles(path)).map((path) => library.openFile(path))
}

/** Reads the area and says what it is. */
export async function loadAreaFile(
  session: Session,
  library: Library,
  file: ByteSource,
  how: Pick<AreaLoadOptions, 'heights' | 'private'> & { readonly crs?: ByRole | undefined } = {},
): Promise<LoadedArea> {
  const { crs, ...options } = how
  const heightsCrs = typeof crs === 'string' ? crs : crs?.heights
  session.times?.begin('streets')
  const reading = { ...runOptions(session), inflate: library.nativeInflate, heightsCrs }
  const area = await library.loadArea(file, { ...reading, ...options })
  tellArea(session, library, area)
  tellHeights(session, area)
  await breathe(session)
  return area
}
