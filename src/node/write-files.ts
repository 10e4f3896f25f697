// Files that appear whole or not at all. What enters: names and bytes; what leaves: files in a folder. They are written under
// temporary names in the same folder and renamed when all are complete; after an error or an abort nothing is left behind.
import { existsSync, readdirSync, statSync } from 'node:fs'
import { type FileHandle, mkdir, open, rename, rm } from 'node:fs/promises'
import { basename, dirname, join, resolve } from 'node:path'
import { isLivingCircleError, type LivingCircleError } from '../foundation/errors.ts'
import { throwIfAborted } from '../foundation/progress.ts'
import { problem } from '../words/problem.ts'
import { systemReason } from './system-errors.ts'

/** One file to write. */
export interface FileToWrite {
  /** A plain file name, no path. */
  readonly name: string
  /** UTF-8 text, bytes, or pieces of them made while writing. */
  readonly content: string | Uint8Array | (() => Iterable<string | Uint8Array>)
}

/** How to write. */
export interface WriteOptions {
  /** Replace files of the same names. Default: refuse. */
  readonly overwrite?: boolean | undefined
  readonly signal?: AbortSignal | undefined
}

/** Pieces smaller than this are gathered before a write. */
const WRITE_BYTES = 128 * 1024

/**
 * Writes a set of files into a folder, all or none. A folder that does not exist is made (its parent must exist) and appears with all files in it.
 *
 * @returns paths of the files
 * @throws LivingCircleError `usage` where a file of that name exists and `overwrite` is not set; `io` where the system refuses
 *   (no permission, disk full); `aborted`. In each case the folder is as it was.
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
  for (const { name } of files) checkName(name)
  const target = resolve(folder)
  if (!existsSync(target)) return writeNewFolder(target, files, options)
  if (!statSync(target).isDirectory()) throw notAFolder(folder)
  for (const { name } of files) refuseExisting(join(target, name), options.overwrite)
  const staged: StagedFile[] = []
  try {
    for (const file of files) staged.push(await stage(target, file, options.signal))
    await publish(staged)
  } catch (error) {
    for (const { temporary } of staged) await rm(temporary, { force: true }).catch(() => {})
    throw error
  }
  return staged.map(({ path }) => path)
}

/**
 * Writes one file, whole or not at all. What exists and is no file (a pipe, a device) is written to directly.
 *
 * @throws as {@link writeFilesAtomically}
 */
export async function writeFileAtomically(
  path: string,
  content: FileToWrite['content'],
  options: WriteOptions = {},
): Promise<void> {
  const folder = dirname(resolve(path))
  if (!existsSync(folder)) {
    throw problem('io', 'path.no-folder', { path, folder: dirname(path) }, { hint: 'hint.make-folder' })
  }
  if (isSpecial(path)) await writeInto(path, content, options.signal)
  else await writeFilesAtomically(folder, [{ name: basename(path), content }], options)
}

/** A pipe or device: renaming something over it would destroy it. */
function isSpecial(path: string): boolean {
  if (!existsSync(path)) return false
  const stats = statSync(path)
  return !stats.isFile() && !stats.isDirectory()
}

async function writeInto(
  path: string,
  content: FileToWrite['content'],
  signal: AbortSignal | undefined,
): Promise<void> {
  try {
    const handle = await open(path, 'w')
    try {
      await writePieces(handle, content, signal)
    } finally {
      await handle.close()
    }
  } catch (error) {
    throw isSystemError(error) ? failed(path, error) : error
  }
}

/**
 * Says no before the work begins: for a folder to be filled that holds something already, or a file in its place.
 *
 * @throws LivingCircleError `usage`, `io` (the folder above does not exist)
 */
export function checkOutputFolder(folder: string, options: WriteOptions = {}): void {
  const target = resolve(folder)
  if (!existsSync(target)) {
    if (existsSync(dirname(target))) return
    throw problem('io', 'path.no-folder-above', { folder }, { hint: 'hint.make-folder-above' })
  }
  if (!statSync(target).isDirectory()) throw notAFolder(folder)
  let occupied: boolean
  try {
    occupied = readdirSync(target).length > 0
  } catch (error) {
    throw failed(folder, error)
  }
  if (!occupied || options.overwrite === true) return
  throw problem('usage', 'path.folder-not-empty', { folder }, { hint: 'hint.other-folder-or-overwrite' })
}

/** Says no before the work begins: for a file that exists. @throws LivingCircleError `usage`, `io` */
export function checkOutputFile(path: string, options: WriteOptions = {}): void {
  if (!isSpecial(path)) refuseExisting(resolve(path), options.overwrite, path)
  const folder = dirname(resolve(path))
  if (existsSync(folder)) return
  throw problem('io', 'path.no-folder', { path, folder: dirname(path) }, { hint: 'hint.make-folder' })
}

interface StagedFile {
  readonly path: string
  readonly temporary: string
}

/** A new folder is filled under another name beside its place and renamed at the end. */
async function writeNewFolder(
  target: string,
  files: readonly FileToWrite[],
  { signal }: WriteOptions,
): Promise<string[]> {
  const temporary = temporaryName(dirname(target), basename(target))
  try {
    await mkdir(temporary)
    for (const file of files) {
      const { path, temporary: staged } = await stage(temporary, file, signal, target)
      await rename(staged, path)
    }
    throwIfAborted(signal)
    await rename(temporary, target)
  } catch (error) {
    await rm(temporary, { recursive: true, force: true }).catch(() => {})
    throw isLivingCircleError(error) ? error : failed(target, error)
  }
  return files.map(({ name }) => join(target, name))
}

/** Writes one file under a temporary name; removes it again on any error. */
async function stage(
  folder: string,
  file: FileToWrite,
  signal: AbortSignal | undefined,
  shownFolder = folder,
): Promise<StagedFile> {
  const temporary = temporaryName(folder, file.name)
  try {
    const handle = await open(temporary, 'wx')
    try {
      await writePieces(handle, file.content, signal)
    } finally {
      await handle.close()
    }
    throwIfAborted(signal)
  } catch (error) {
    await rm(temporary, { force: true }).catch(() => {})
    throw isSystemError(error) ? failed(join(shownFolder, file.name), error) : error
  }
  return { path: join(folder, file.name), temporary }
}

/** Renames all files into place; on an error puts back what was there. */
async function publish(staged: readonly StagedFile[]): Promise<void> {
  const done: { readonly path: string; readonly backup: string | undefined }[] = []
  try {
    for (const { path, temporary } of staged) {
      const backup = existsSync(path) ? temporaryName(dirname(path), basename(path)) : undefined
      if (backup !== undefined) await rename(path, backup)
      done.push({ path, backup })
      await rename(temporary, path)
    }
  } catch (error) {
    for (const { path, backup } of done.reverse()) {
      await rm(path, { force: true }).catch(() => {})
      if (backup !== undefined) await rename(backup, path).catch(() => {})
    }
    throw failed(done[0]?.path ?? staged[0]!.path, error)
  }
  for (const { backup } of done) if (backup !== undefined) await rm(backup, { force: true }).catch(() => {})
}

/** Writes content piece by piece; the next piece is made while the last one is written. */
async function writePieces(
  handle: FileHandle,
  content: FileToWrite['content'],
  signal: AbortSignal | undefined,
): Promise<void> {
  let writing = Promise.resolve()
  try {
    for (const bytes of gathered(content)) {
      throwIfAborted(signal)
      await writing
      writing = writeAll(handle, bytes)
    }
  } finally {
    await writing
  }
}

async function writeAll(handle: FileHandle, bytes: Uint8Array): Promise<void> {
  let at = 0
  while (at < bytes.length) at += (await handle.write(bytes, at, bytes.length - at)).bytesWritten
}

/** Content as pieces of at least {@link WRITE_BYTES}, the last one excepted. */
function* gathered(content: FileToWrite['content']): Generator<Uint8Array> {
  if (typeof content !== 'function') {
    yield typeof content === 'string' ? Buffer.from(content) : content
    return
  }
  let waiting: Uint8Array[] = []
  let length = 0
  for (const piece of content()) {
    const bytes = typeof piece === 'string' ? Buffer.from(piece) : piece
    waiting.push(bytes)
    length += bytes.length
    if (length < WRITE_BYTES) continue
    yield waiting.length === 1 ? bytes : Buffer.concat(waiting)
    waiting = []
    length = 0
  }
  if (length > 0) yield Buffer.concat(waiting)
}

let counter = 0

function temporaryName(folder: string, name: string): string {
  counter++
  return join(folder, `.${name.slice(0, 100)}.${process.pid}-${counter}.tmp`)
}

function isSystemError(error: unknown): boolean {
  return error instanceof Error && 'syscall' in error
}

function failed(path: string, error: unknown): LivingCircleError {
  const { reason, hint, code } = systemReason(error, 'write')
  return problem(
    'io',
    'path.cannot-write',
    { path, reason },
    { hint, details: { path, systemCode: code }, cause: error },
  )
}

/** A folder is never replaced, a file only where that is allowed. */
function refuseExisting(path: string, overwrite: boolean | undefined, shown = path): void {
  if (!existsSync(path)) return
  if (statSync(path).isDirectory()) {
    throw problem('usage', 'path.is-folder', { path: shown }, { hint: 'hint.name-file' })
  }
  if (overwrite === true) return
  throw problem('usage', 'path.exists', { path: shown }, { hint: 'hint.other-file-or-overwrite' })
}

function notAFolder(folder: string): LivingCircleError {
  return problem('usage', 'path.file-no-folder', { folder }, { hint: 'hint.name-folder' })
}

function checkName(name: string): void {
  if (name !== '' && name !== '.' && name !== '..' && !/[/\\\0]/.test(name)) return
  throw problem('usage', 'path.no-plain-name', { name })
}
