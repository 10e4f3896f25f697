// What is refused before the work begins, and what is put in order: a folder that is full, a file that exists, an input that would be replaced,
// another run that is writing; leftovers of killed runs. What enters: paths and terms; what leaves: nothing, a lock, or a refusal.

import { createHash } from 'node:crypto'
import { existsSync, readdirSync } from 'node:fs'
import { basename, dirname, join } from 'node:path'
import { checkType } from '../foundation/arguments.ts'
import type { LivingCircleError } from '../foundation/errors.ts'
import { checkOptions, type OptionKeys } from '../foundation/options.ts'
import { problem } from '../words/problem.ts'
import { type FolderLock, takeLock } from './folder-lock.ts'
import { isTemporaryName, removeLeftovers } from './leftovers.ts'
import {
  cannotWrite,
  fileIdentity,
  type OutputPlace,
  outputPlace,
  refuseReservedName,
  refuseUnwritable,
} from './output-path.ts'
import { finishJournal, hasJournal, isPlainName, JOURNAL_NAME } from './publish-set.ts'
import { isSystemError } from './stage-file.ts'

const KNOWN_OUTPUT_TERMS: OptionKeys<OutputTerms> = { overwrite: true, inputs: true }

const KNOWN_FOLDER_CHECK: OptionKeys<FolderCheck> = { overwrite: true, inputs: true, names: true, amongOthers: true }

/** What may be replaced. */
export interface OutputTerms {
  /** Replace files of the same names. Default: refuse. */
  readonly overwrite?: boolean | undefined
  /** Files that are not replaced, whatever they are called and whatever `overwrite` says: those that the run reads. */
  readonly inputs?: readonly string[] | undefined
}

/** What is known of a set before it is made. */
export interface FolderCheck extends OutputTerms {
  /** Names of the files, as far as they are known: they are looked at now, not when the work is done. */
  readonly names?: readonly string[] | undefined
  /** The folder is meant to hold other files; only `names` must be new. */
  readonly amongOthers?: boolean | undefined
}

/**
 * Says no before the work begins: for a folder to be filled that holds something already, a file in its place, a folder in which another run
 * writes. What killed runs left there is finished or removed.
 *
 * @throws LivingCircleError `usage`, `io` (the folder above does not exist, nothing can be written there, another run writes)
 * @example
 * ```ts
 * import { checkOutputFolder } from 'living-circle/node'
 * declare const folder: string
 * checkOutputFolder(folder, { overwrite: true })
 * ```
 */
export function checkOutputFolder(folder: string, options: FolderCheck = {}): void {
  checkOptions('checkOutputFolder', options, KNOWN_FOLDER_CHECK)
  checkType('checkOutputFolder', 'folder', folder, 'string')
  claimFolder(folder, options, { shared: true }).release()
}

/** The same, and the folder stays this run's own until the lock is released. */
export function claimFolder(folder: string, check: FolderCheck, how: { readonly shared: boolean }): FolderLock {
  const place = folderPlace(folder, check.overwrite)
  const { real, stats } = place
  const mayBeFull = stats === undefined || check.overwrite === true || check.amongOthers === true
  const isFull = !mayBeFull && entriesOf(real).some((name) => !isTrace(name))
  const refusal = () =>
    problem('usage', 'path.folder-not-empty', { folder }, { hint: 'hint.other-folder-or-overwrite' })
  // A folder that is refused is not touched, but for what a killed run left.
  if (isFull && !entriesOf(real).some(isTrace)) throw refusal()
  const lock = enterFolder(place, folder, how)
  try {
    if (isFull) throw refusal()
    for (const name of stats === undefined ? [] : (check.names ?? [])) {
      checkName(name)
      const shown = join(folder, name)
      const one = outputPlace(join(real, name))
      if (isSpecial(one)) throw problem('usage', 'path.special', { path: shown }, { hint: 'hint.name-file' })
      refuseReplacing(one, shown, check)
    }
  } catch (error) {
    lock.release()
    throw error
  }
  return lock
}

/**
 * Says no before the work begins: for a file that exists, or that cannot be written. @throws LivingCircleError `usage`, `io`
 * @example
 * ```ts
 * import { checkOutputFile } from 'living-circle/node'
 * declare const path: string
 * checkOutputFile(path, { overwrite: true })
 * ```
 */
export function checkOutputFile(path: string, options: OutputTerms = {}): void {
  checkOptions('checkOutputFile', options, KNOWN_OUTPUT_TERMS)
  checkType('checkOutputFile', 'path', path, 'string')
  const place = outputPlace(path)
  if (isSpecial(place)) return
  refuseReplacing(place, path, options)
  const folder = dirname(place.real)
  refuseUnwritable(folder, path)
  if (hasJournal(folder)) finishInterrupted(folder)
  else removeLeftovers(folder, new Set())
}

/**
 * Finishes what a run that was killed while it gave a set of files their names has begun in a folder. For readers: the files of the folder belong
 * together afterwards. Does nothing where nothing is to be done.
 *
 * @throws LivingCircleError `io` where another run writes there at this moment, or the folder cannot be written
 * @example
 * ```ts
 * import { finishInterrupted } from 'living-circle/node'
 * declare const folder: string
 * finishInterrupted(folder)
 * ```
 */
export function finishInterrupted(folder: string): void {
  checkType('finishInterrupted', 'folder', folder, 'string')
  if (!hasJournal(folder)) return
  enterFolder(folderPlace(folder, true), folder, { shared: true }).release()
}

/**
 * Files of a folder of results that are there, of those that a run could have written.
 *
 * @example
 * ```ts
 * import { presentFiles } from 'living-circle/node'
 * declare const folder: string
 * const there = presentFiles(folder, ['coverage.csv', 'summary.json'])
 * ```
 */
export function presentFiles(folder: string, names: readonly string[]): string[] {
  checkType('presentFiles', 'folder', folder, 'string')
  checkType('presentFiles', 'names', names, 'array')
  return names.filter((name) => isPlainName(name) && existsSync(join(folder, name)))
}

/** The lock of a folder that is there lies in it, that of a new one beside its place. */
export function enterFolder(place: OutputPlace, shown: string, how: { readonly shared: boolean }): FolderLock {
  const { real, stats } = place
  const folder = stats === undefined ? dirname(real) : real
  const name = stats === undefined ? `.living-circle-${shortHash(basename(real))}.lock` : LOCK_NAME
  let lock: FolderLock
  try {
    lock = takeLock(join(folder, name), shown, how)
  } catch (error) {
    throw isSystemError(error) ? cannotWrite(shown, error) : error
  }
  try {
    if (stats !== undefined) finishJournal(folder, shown)
    if (!hasJournal(folder)) removeLeftovers(folder, new Set(lock.predecessor === undefined ? [] : [lock.predecessor]))
  } catch (error) {
    lock.release()
    throw error
  }
  return lock
}

const LOCK_NAME = '.living-circle.lock'

/** Where case does not tell files apart, it does not tell locks apart. */
function shortHash(name: string): string {
  const folded = process.platform === 'linux' ? name : name.normalize('NFC').toLowerCase()
  return createHash('sha256').update(folded).digest('hex').slice(0, 16)
}

function entriesOf(folder: string): string[] {
  try {
    return readdirSync(folder)
  } catch (error) {
    throw cannotWrite(folder, error)
  }
}

/** Names that runs leave when they are killed, or have while they write. */
function isTrace(name: string): boolean {
  return name === JOURNAL_NAME || isTemporaryName(name) || /^\.living-circle[-0-9a-f]*\.lock$/.test(name)
}

export function folderPlace(folder: string, overwrite: boolean | undefined): OutputPlace {
  const place = outputPlace(folder, 'folder')
  if (place.stats === undefined) {
    refuseReservedName(basename(place.real), folder)
    if (!place.isDangling || overwrite === true) return place
    throw problem('usage', 'path.exists', { path: folder }, { hint: 'hint.other-folder-or-overwrite' })
  }
  if (place.stats.isDirectory()) return place
  throw problem('usage', 'path.file-no-folder', { folder }, { hint: 'hint.name-folder' })
}

/** A pipe or device: renaming something over it would destroy it. */
export function isSpecial({ stats }: OutputPlace): boolean {
  return stats !== undefined && !stats.isFile() && !stats.isDirectory()
}

/** A folder is never replaced, nor an input; a file only where that is allowed. */
export function refuseReplacing(place: OutputPlace, shown: string, options: OutputTerms): void {
  if (place.stats === undefined) refuseReservedName(basename(place.real), shown)
  if (place.stats?.isDirectory() === true) {
    throw problem('usage', 'path.is-folder', { path: shown }, { hint: 'hint.name-file' })
  }
  const identity = place.stats === undefined ? undefined : fileIdentity(place.real)
  const input = (options.inputs ?? []).find((one) => identity !== undefined && fileIdentity(one) === identity)
  if (input !== undefined) throw replacesInput(shown, input)
  if (options.overwrite === true || (place.stats === undefined && !place.isDangling)) return
  throw problem('usage', 'path.exists', { path: shown }, { hint: 'hint.other-file-or-overwrite' })
}

function replacesInput(path: string, input: string): LivingCircleError {
  return problem('usage', 'path.is-input', { path, input }, { hint: 'hint.other-output' })
}

export function checkName(name: string): void {
  if (isPlainName(name)) return
  throw problem('usage', 'path.no-plain-name', { name })
}
