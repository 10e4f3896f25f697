// A folder of an earlier run → the answer that it holds.
import type { LoadedAnswer } from '../library.ts'
import type { Library } from '../session.ts'
import { UsageError, usage } from '../usage-error.ts'

/** The file of a results folder that holds its answer. */
const ANSWER_FILE = 'answer.bin'

/** @throws UsageError where the folder has no answer, LivingCircleError where that cannot be read */
export async function savedAnswer(library: Library, folder: string): Promise<LoadedAnswer> {
  let bytes: Uint8Array
  try {
    bytes = await library.readAllBytes(library.openResult(folder, ANSWER_FILE))
  } catch (error) {
    if (!library.isLivingCircleError(error) || error.code === 'io') throw error
    throw new UsageError(usage('usage.no-answer', { folder }), usage('hint.coverage-folder'))
  }
  return library.loadAnswer(bytes)
}
