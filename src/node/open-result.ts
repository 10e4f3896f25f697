// A file of an earlier result. What enters: its folder and name; what leaves: a byte source. What a killed run began there is finished first, so
// that the files of a result belong together.
import { join } from 'node:path'
import { checkType } from '../foundation/arguments.ts'
import { type FileSource, openFile } from './open-file.ts'
import { finishInterrupted } from './output-checks.ts'

/**
 * Opens a file of a folder that a run has written. It is no input that must be kept: a run may write over the result that it goes on from.
 *
 * @throws as `openFile`; `io` where another run is giving the files of that folder their names at this moment
 * @example
 * ```ts
 * import { openResult } from 'living-circle/node'
 * import { loadAnswer, readAllBytes } from 'living-circle/parts'
 * declare const folder: string
 * const { report } = loadAnswer(await readAllBytes(openResult(folder, 'answer.bin')))
 * ```
 */
export function openResult(folder: string, name: string): FileSource {
  checkType('openResult', 'folder', folder, 'string')
  checkType('openResult', 'name', name, 'string')
  finishInterrupted(folder)
  return openFile(join(folder, name))
}
