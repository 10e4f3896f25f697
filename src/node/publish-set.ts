// Staged files get their names, all or none. Each name holds its old or its new file at every moment. A journal says which names are to
// change before the first one does: who finds one of a killed run gives the rest their names, so that a set never stays mixed. What enters:
// staged files of one folder; what leaves: the same under their names. All of it happens in one go, without a pause in which the
// process could be interrupted.
import {
  closeSync,
  constants,
  copyFileSync,
  existsSync,
  fsyncSync,
  linkSync,
  openSync,
  readFileSync,
  renameSync,
  statSync,
  unlinkSync,
  writeSync,
} from 'node:fs'
import { basename, dirname, join } from 'node:path'
import { isTemporaryName, removeQuietly, temporaryPath } from './leftovers.ts'
import { cannotWrite, outputPlace } from './output-path.ts'
import { syncFolder } from './stage-file.ts'

/** A staged file and where it belongs. */
export interface ToPublish {
  /** Its name in the folder of the set. */
  readonly name: string
  /** Where that is, links followed. */
  readonly path: string
  readonly temporary: string
  readonly shown: string
}

/** The journal of a folder. */
export const JOURNAL_NAME = '.living-circle.journal'

/**
 * Gives staged files their names.
 *
 * @throws LivingCircleError `io`; everything is then as it was
 */
export function publishSet(folder: string, set: readonly ToPublish[]): void {
  const backups: (string | undefined)[] = []
  let journal: string | undefined
  let done = 0
  try {
    for (const { path } of set) backups.push(existsSync(path) ? backUp(path) : undefined)
    // A single name changes in one step anyway.
    if (set.length > 1) journal = writeJournal(folder, set)
    for (const { temporary, path } of set) {
      renameFirmly(temporary, path)
      done++
    }
  } catch (error) {
    // What cannot be put back is finished by the next run: the journal stays.
    const isAsBefore = putBack(set.slice(0, done), backups)
    if (isAsBefore && journal !== undefined) removeQuietly(journal)
    removeBackups(backups)
    throw cannotWrite(set[done]?.shown ?? folder, error)
  }
  for (const parent of new Set(set.map(({ path }) => dirname(path)))) syncFolder(parent)
  if (journal !== undefined) removeQuietly(journal)
  removeBackups(backups)
}

function removeBackups(backups: readonly (string | undefined)[]): void {
  for (const backup of backups) if (backup !== undefined) removeQuietly(backup)
}

/** The last name first; true where all are as they were. */
function putBack(done: readonly ToPublish[], backups: readonly (string | undefined)[]): boolean {
  let isWhole = true
  for (const [index, { path }] of [...done.entries()].reverse()) {
    const backup = backups[index]
    try {
      if (backup === undefined) unlinkSync(path)
      else renameFirmly(backup, path)
    } catch {
      isWhole = false
    }
  }
  return isWhole
}

/** The old file under another name, too: its own is not vacant for a moment. */
function backUp(path: string): string {
  const backup = temporaryPath(dirname(path))
  try {
    linkSync(path, backup)
  } catch {
    // Drives without hard links.
    copyFileSync(path, backup, constants.COPYFILE_EXCL | constants.COPYFILE_FICLONE)
  }
  return backup
}

function writeJournal(folder: string, set: readonly ToPublish[]): string {
  const path = join(folder, JOURNAL_NAME)
  const staged = temporaryPath(folder)
  const files = set.map(({ name, temporary }) => ({ name, temporary: basename(temporary) }))
  try {
    const descriptor = openSync(staged, 'wx')
    try {
      writeSync(descriptor, `${JSON.stringify({ journal: 'living-circle', files })}\n`)
      fsyncSync(descriptor)
    } finally {
      closeSync(descriptor)
    }
    renameSync(staged, path)
  } catch (error) {
    removeQuietly(staged)
    throw cannotWrite(folder, error)
  }
  syncFolder(folder)
  return path
}

/** Whether a killed run left names half-way; only whoever holds the lock of the folder may finish them. */
export function hasJournal(folder: string): boolean {
  return existsSync(join(folder, JOURNAL_NAME))
}

/**
 * Finishes what a killed run began: every file that waits gets its name. A journal that says anything else than names of this folder and of
 * temporary files is none of ours and is left alone.
 *
 * @throws LivingCircleError `io` where a file cannot be renamed; the next run tries again
 */
export function finishJournal(folder: string, shown: string): void {
  const path = join(folder, JOURNAL_NAME)
  const files = existsSync(path) ? journalled(path) : undefined
  if (files === undefined) return
  try {
    for (const { name, temporary } of files) {
      const place = outputPlace(join(folder, name)).real
      const kind = dirname(place) === folder ? 'tmp' : 'link'
      const waiting = join(dirname(place), temporary)
      if (isTemporaryName(temporary, kind) && existsSync(waiting)) renameFirmly(waiting, place)
    }
  } catch (error) {
    throw cannotWrite(shown, error)
  }
  syncFolder(folder)
  removeQuietly(path)
}

interface Journalled {
  readonly name: string
  readonly temporary: string
}

function journalled(path: string): readonly Journalled[] | undefined {
  let value: unknown
  try {
    value = JSON.parse(readFileSync(path, 'utf8'))
  } catch {
    return undefined
  }
  const { journal, files } = (value ?? {}) as { journal?: unknown; files?: unknown }
  if (journal !== 'living-circle' || !Array.isArray(files)) return undefined
  return files.every(isJournalled) ? files : undefined
}

function isJournalled(value: unknown): value is Journalled {
  const { name, temporary } = (value ?? {}) as { name?: unknown; temporary?: unknown }
  const isPlain = typeof name === 'string' && isPlainName(name)
  return isPlain && typeof temporary === 'string' && (isTemporaryName(temporary) || isTemporaryName(temporary, 'link'))
}

/** A name and no path. */
export function isPlainName(name: string): boolean {
  return name !== '' && name !== '.' && name !== '..' && !/[/\\\0]/.test(name)
}

const WINDOWS_TRIES = 20

/** On Windows scanners of viruses and searches hold files for a moment. */
function renameFirmly(from: string, to: string): void {
  for (let tries = 1; ; tries++) {
    try {
      renameSync(from, to)
      return
    } catch (error) {
      const code = (error as NodeJS.ErrnoException).code
      const mayPass = process.platform === 'win32' && (code === 'EPERM' || code === 'EACCES' || code === 'EBUSY')
      if (!mayPass || tries === WINDOWS_TRIES || isFolder(to)) throw error
      Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, 50)
    }
  }
}

function isFolder(path: string): boolean {
  return existsSync(path) && statSync(path).isDirectory()
}
