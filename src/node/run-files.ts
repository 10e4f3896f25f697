// The files of one run: what it reads and what it writes, so that no output replaces an input and no two runs write into one folder. What
// enters: paths; what leaves: sources, and files. It does not know what they hold.
import { join, resolve } from 'node:path'
import { checkType } from '../foundation/arguments.ts'
import { problem } from '../words/problem.ts'
import type { FolderLock } from './folder-lock.ts'
import { makeScratchFolder, removeQuietly } from './leftovers.ts'
import { type FileSource, openFileFrom } from './open-file.ts'
import { openResult } from './open-result.ts'
import {
  checkOutputFile,
  claimFolder,
  type FolderCheck,
  folderPlace,
  type OutputTerms,
  refuseReplacing,
} from './output-checks.ts'
import { outputPlace } from './output-path.ts'
import { type FileToWrite, type WriteOptions, writeFileAtomically, writeFilesAtomically } from './write-files.ts'

/** The functions of this library that read and write files, for one run. */
export interface RunFiles {
  /** As `openFile`, and the file is an input of this run from now on. @throws also `usage` where an output would replace it */
  openFile(path: string): FileSource
  /** As `openResult`; what is read of an earlier result is listed, too, but may be replaced. */
  openResult(folder: string, name: string): FileSource
  /** Everything that this run has opened, once each, in the order of opening; a shapefile with its other files. */
  sources(): readonly FileSource[]
  /** As `checkOutputFile`; inputs are not replaced. */
  checkOutputFile(path: string, options?: OutputTerms): void
  /** As `checkOutputFolder`; the folder stays this run's own until `release`. */
  checkOutputFolder(folder: string, options?: FolderCheck): void
  writeFileAtomically(path: string, content: FileToWrite['content'], options?: WriteOptions): Promise<void>
  writeFilesAtomically(folder: string, files: readonly FileToWrite[], options?: WriteOptions): Promise<string[]>
  /** An empty folder among the system's temporary ones, which goes with `release`. @throws LivingCircleError `io` */
  scratchFolder(): string
  /** As `writeFileAtomically`, over a file that was read: what people keep and a run brings up to date. */
  writeInPlace(path: string, content: FileToWrite['content'], options?: WriteOptions): Promise<void>
  /** True once a file is written. */
  hasWritten(): boolean
  /** Gives the folders free. */
  release(): void
}

/** What a run lays hold of; `scratch` is a folder that nobody needs afterwards. */
export type ClaimedKind = 'file' | 'folder' | 'scratch'

/** Where a run lies: all optional. */
export interface RunFilesTerms {
  /** What is read for `-`; default: the process's own. */
  readonly standardInput?: (() => AsyncIterable<Uint8Array>) | undefined
  /** Hears of each place that will be written: who ends the run by force clears it up. */
  readonly onClaim?: ((what: ClaimedKind, path: string) => void) | undefined
  /** Hears when files are written. */
  readonly onWritten?: (() => void) | undefined
}

/**
 * The files of one run.
 *
 * @example
 * ```ts
 * import { mkdtemp, writeFile } from 'node:fs/promises'
 * import { tmpdir } from 'node:os'
 * import { join, resolve } from 'node:path'
 * import { createRunFiles } from 'living-circle/node'
 * const folder = await mkdtemp(join(tmpdir(), 'run-'))
 * await writeFile(join(folder, 'blocks.csv'), 'id,lon,lat\n')
 * const run = createRunFiles()
 * run.openFile(join(folder, 'blocks.csv'))
 * run.checkOutputFolder(folder, { overwrite: true })
 * await run.writeFilesAtomically(folder, [{ name: 'coverage.csv', content: 'block_id\n' }], { overwrite: true })
 * run.release()
 * ```
 */
export function createRunFiles(terms: RunFilesTerms = {}): RunFiles {
  checkType('createRunFiles', 'terms', terms, 'object')
  const { standardInput, onClaim, onWritten } = terms
  const inputs: string[] = []
  /** Paths that will be written, as far as they are announced. */
  const outputs: string[] = []
  const written = new Set<string>()
  const locks: FolderLock[] = []
  const scratch: string[] = []
  const claimed = new Set<string>()
  const opened = new Map<string, FileSource>()
  const list = (source: FileSource) => {
    if (!opened.has(source.path)) opened.set(source.path, source)
    return source
  }
  const guarded = <Terms extends OutputTerms>(options: Terms): Terms => ({ ...options, inputs: [...inputs] })
  const note = (path: string) => {
    const { real } = outputPlace(path)
    if (written.has(real)) throw problem('usage', 'path.written-before', { path }, { hint: 'hint.other-output' })
    return real
  }
  return {
    openFile: (path) => {
      const source = openFileFrom(path, standardInput)
      const siblings = (source.siblings?.() ?? []) as FileSource[]
      const paths = path === '-' ? [] : [path, ...siblings.map((one) => one.path)]
      for (const output of outputs) refuseReplacing(outputPlace(output), output, { overwrite: true, inputs: paths })
      inputs.push(...paths)
      for (const sibling of siblings) list(sibling)
      return list(source)
    },
    openResult: (folder, name) => list(openResult(folder, name)),
    sources: () => [...opened.values()],
    checkOutputFile: (path, options = {}) => {
      checkOutputFile(path, guarded(options))
      onClaim?.('file', resolve(path))
      outputs.push(path)
    },
    checkOutputFolder: (folder, options = {}) => {
      const { real, stats } = folderPlace(folder, true)
      onClaim?.('folder', resolve(folder))
      locks.push(claimFolder(folder, guarded(options), { shared: claimed.has(real) }))
      claimed.add(real)
      if (stats !== undefined) {
        outputs.push(...(options.names ?? []).map((name) => join(folder, name)))
      }
    },
    writeFileAtomically: async (path, content, options = {}) => {
      const real = note(path)
      await writeFileAtomically(path, content, guarded(options))
      written.add(real)
      onWritten?.()
    },
    writeInPlace: async (path, content, options = {}) => {
      const real = note(path)
      onClaim?.('file', resolve(path))
      await writeFileAtomically(path, content, options)
      written.add(real)
      onWritten?.()
    },
    writeFilesAtomically: async (folder, files, options = {}) => {
      const paths = await writeFilesAtomically(folder, files, guarded(options))
      for (const path of paths) written.add(path)
      onWritten?.()
      return paths
    },
    scratchFolder: () => {
      const folder = makeScratchFolder()
      onClaim?.('scratch', folder)
      scratch.push(folder)
      return folder
    },
    hasWritten: () => written.size > 0,
    release: () => {
      for (const lock of locks.splice(0)) lock.release()
      for (const folder of scratch.splice(0)) removeQuietly(folder)
    },
  }
}
