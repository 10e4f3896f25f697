// `--within FILE` or `--within-name NAME` → a study area, with a line about it.
import type { ByteSource, LoadedArea, LoadedStudyArea, TableLoadOptions } from '../library.ts'
import type { Session } from '../session.ts'
import { sayIn } from '../words.ts'
import { describeInput } from './tell-inputs.ts'

/** The study area; `undefined` without one. @throws LivingCircleError */
export async function loadWithin(
  session: Session,
  area: LoadedArea,
  file: ByteSource | undefined,
  reading: TableLoadOptions,
  { withinName }: { readonly withinName?: string },
): Promise<LoadedStudyArea | undefined> {
  const library = await session.library()
  if (withinName !== undefined) return library.namedStudyArea(area, withinName)
  if (file === undefined) return undefined
  // A sheet that was asked for is one of the tables.
  const within = await library.loadStudyArea(area, file, { ...reading, sheet: undefined })
  if (within.input !== null) session.terminal.note(describeInput(within.input, sayIn(session.lang)))
  return within
}
