// Files that appear whole or not at all, and sets of them that never mix. What enters: names and bytes; what leaves: files in a folder. They
// are written under temporary names beside their own, brought to the disk, and renamed when all are complete; after an error, an abort or
// a kill the folder is as it was, or the next run makes it so.

import { mkdirSync, renameSync } from 'node:fs'
import { open } from 'node:fs/promises'
import { basename, dirname, join } from 'node:path'
import { checkGiven, checkType } from '../foundation/arguments.ts'
import { isLivingCircleError } from '../foundation/errors.ts'
import { checkOptions, type OptionKeys } from '../foundation/options.ts'
import { throwIfAborted } from '../foundation/progress.ts'
import { isTooLarge } from '../foundation/too-large.ts'
import { problem } from '../words/problem.ts'
import type { FolderLock } from './folder-lock.ts'
import { removeLeftovers, removeQuietly, temporaryPath } from './leftovers.ts'
import { checkName, enterFolder, folderPlace, isSpecial, type OutputTerms, refuseReplacing } from './output-checks.ts'
import { cannotWrite, outputPlace, refuseReservedName } from './output-path.ts'
import { hasJournal, publishSet, type ToPublish } from './publish-set.ts'
import { type FileContent, isSystemError, type StagedFile, stageFile, syncFolder, writePieces } from './stage-file.ts'

const KNOWN_WRITE_OPTIONS: OptionKeys<WriteOptions> = { overwrite: true, inputs: true, leaveOut: true, signal: true }

/** One file to write. */
export interface FileToWrite {
  /** A plain file name, no path. */
  readonly name: string
  /** UTF-8 text, bytes, or pieces of them made while writing. */
  readonly content: FileContent
}

/** Refuses what is no list of files to write. @throws LivingCircleError `invalid-option` */
export function checkFiles(what: string, files: readonly FileToWrite[]): void {
  checkType(what, 'files', files, 'array')
  for (const file of files) checkGiven(what, 'files', file, 'output')
}

/** How to write. */
export interface WriteOptions extends OutputTerms {
  /** Asked where the content of a file turns out too large while it is made: true, and the others are written without it. */
  readonly leaveOut?: ((name: string, error: unknown) => boolean) | undefined
  readonly signal?: AbortSignal | undefined
}

/**
 * Writes a set of files into a folder, all or none. A folder that does not exist is made (its parent must exist) and appears with all files in
 * it. In one that exists each name holds the old or the new file at every moment; where the process is killed while names change, the
 * next call on that folder (or {@link finishInterrupted}) gives the rest theirs. A link is followed: what it leads to is written.
 *
 * @returns paths of the files
 * @throws LivingCircleError `usage` where a file of that name exists and `overwrite` is not set, or is one of `inputs`; `io` where the system
 *   refuses (no permission, disk full) or another run is writing there; `aborted`. In each case the folder is as it was.
 * @example
 * ```ts
 * import { mkdtemp } from 'node:fs/promises'
 * import { tmpdir } from 'node:os'
 * import { join } from 'node:path'
 * import { writeFilesAtomically } from 'living-circle/node'
 * const folder = await mkdtemp(join(tmpdir(), 'results-'))
 * await writeFilesAtomically(folder, [{ name: 'note.txt', content: 'done\n' }])
 * ```
 */
export async function writeFilesAtomically(
  folder: string,
  files: readonly FileToWrite[],
  options: WriteOptions = {},
): Promise<string[]> {
  checkOptions('writeFilesAtomically', options, KNOWN_WRITE_OPTIONS)
  checkType('writeFilesAtomically', 'folder', folder, 'string')
  checkFiles('writeFilesAtomically', files)
  for (const { name } of files) checkName(name)
  const place = folderPlace(folder, options.overwrite)
  const lock = enterFolder(place, folder, { shared: true })
  try {
    const terms = { ...options, shown: folder }
    const names =
      place.stats === undefined
        ? await writeNewFolder(place.real, files, terms)
        : await writeInto(place.real, files, { ...terms, lock })
    return names.map((name) => join(place.real, name))
  } finally {
    lock.release()
  }
}

/**
 * Writes one file, whole or not at all. What exists and is no file (a pipe, a device) is written to directly; a link is followed.
 *
 * @throws as {@link writeFilesAtomically}
 * @example
 * ```ts
 * import { writeFileAtomically } from 'living-circle/node'
 * declare const path: string
 * await writeFileAtomically(path, () => ['id,name\\n'], { overwrite: true })
 * ```
 */
export async function writeFileAtomically(
  path: string,
  content: FileContent,
  options: WriteOptions = {},
): Promise<void> {
  checkOptions('writeFileAtomically', options, KNOWN_WRITE_OPTIONS)
  checkType('writeFileAtomically', 'path', path, 'string')
  if (typeof content !== 'string' && typeof content !== 'function')
    checkGiven('writeFileAtomically', 'content', content, 'bytes')
  const place = outputPlace(path)
  if (isSpecial(place)) {
    await writeThrough(path, content, options.signal)
    return
  }
  refuseReplacing(place, path, options)
  const folder = dirname(place.real)
  const { temporary, durable } = await stageFile(folder, content, {
    signal: options.signal,
    shown: path,
    mode: place.stats?.mode,
  })
  try {
    await durable
    throwIfAborted(options.signal)
    refuseReplacing(outputPlace(path), path, options)
    publishSet(folder, [{ name: basename(place.real), path: place.real, temporary, shown: path }])
  } catch (error) {
    removeQuietly(temporary)
    throw error
  }
}

async function writeThrough(path: string, content: FileContent, signal: AbortSignal | undefined): Promise<void> {
  try {
    const handle = await open(path, 'w')
    try {
      await writePieces(handle, content, signal)
    } finally {
      await handle.close()
    }
  } catch (error) {
    throw isSystemError(error) ? cannotWrite(path, error) : error
  }
}

interface SetOptions extends WriteOptions {
  readonly shown: string
}

/** A new folder is filled under another name beside its place and renamed at the end. */
async function writeNewFolder(target: string, files: readonly FileToWrite[], options: SetOptions): Promise<string[]> {
  const { signal, shown } = options
  const temporary = temporaryPath(dirname(target))
  const staged: (StagedFile & { readonly name: string })[] = []
  try {
    mkdirSync(temporary)
    for (const { name, content } of files) {
      refuseReservedName(name, join(shown, name))
      const file = await stageUnlessTooLarge(options, name, temporary, content, { signal, shown: join(shown, name) })
      if (file !== undefined) staged.push({ name, ...file })
    }
    for (const { durable } of staged) await durable
    throwIfAborted(signal)
    for (const { name, temporary: from } of staged) renameSync(from, join(temporary, name))
    syncFolder(temporary)
    renameSync(temporary, target)
  } catch (error) {
    removeQuietly(temporary)
    throw isLivingCircleError(error) || !isSystemError(error) ? error : cannotWrite(shown, error)
  }
  syncFolder(dirname(target))
  return staged.map(({ name }) => name)
}

/** A staged file; none where it turned out too large and the others are wanted all the same. */
async function stageUnlessTooLarge(
  { leaveOut }: WriteOptions,
  name: string,
  ...[folder, content, options]: Parameters<typeof stageFile>
): Promise<StagedFile | undefined> {
  try {
    return await stageFile(folder, content, options)
  } catch (error) {
    if (isTooLarge(error) && leaveOut?.(name, error) === true) return undefined
    throw error
  }
}

async function writeInto(
  folder: string,
  files: readonly FileToWrite[],
  options: SetOptions & { readonly lock: FolderLock },
): Promise<string[]> {
  const { signal, shown, lock } = options
  const targets = files.map(({ name, content }) => {
    const place = outputPlace(join(folder, name))
    const path = join(shown, name)
    if (isSpecial(place)) throw problem('usage', 'path.special', { path }, { hint: 'hint.name-file' })
    refuseReplacing(place, path, options)
    return { name, content, place, shown: path }
  })
  const staged: (ToPublish & Pick<StagedFile, 'durable'>)[] = []
  try {
    for (const { name, content, place, shown: path } of targets) {
      const home = dirname(place.real)
      const kind = home === folder ? 'tmp' : 'link'
      if (kind === 'link') removeLeftovers(home, new Set(), 'link')
      const how = { signal, shown: path, mode: place.stats?.mode, kind } as const
      const file = await stageUnlessTooLarge(options, name, home, content, how)
      if (file !== undefined) staged.push({ name, path: place.real, shown: path, ...file })
    }
    for (const { durable } of staged) await durable
    throwIfAborted(signal)
    // From here on nothing waits. Files that came into being meanwhile are looked at, too.
    if (!lock.isHeld()) throw problem('io', 'path.taken-over', { path: shown }, { hint: 'hint.busy' })
    for (const { name, shown: path } of targets) refuseReplacing(outputPlace(join(folder, name)), path, options)
    publishSet(folder, staged)
  } catch (error) {
    // Files that a journal promises are needed by the run that will finish it.
    if (!hasJournal(folder)) for (const { temporary } of staged) removeQuietly(temporary)
    throw error
  }
  return staged.map(({ name }) => name)
}
