// After a run that was ended by force: what it left is removed. A file of its own, for it is loaded while somebody waits after Ctrl-C.
import { removeQuietly } from './leftovers.ts'
import { checkOutputFile, claimFolder } from './output-checks.ts'

/**
 * Removes what a run of this process left that was ended by force; a set that was half renamed is finished. Never throws.
 *
 * @example
 * ```ts
 * import { clearUp } from 'living-circle/node'
 * declare const path: string
 * clearUp(path, 'file')
 * ```
 */
export function clearUp(path: string, what: 'file' | 'folder' | 'scratch'): void {
  try {
    if (what === 'scratch') removeQuietly(path)
    else if (what === 'folder') claimFolder(path, { overwrite: true }, { shared: true }).release()
    else checkOutputFile(path, { overwrite: true })
  } catch {
    // The next run tries again.
  }
}
