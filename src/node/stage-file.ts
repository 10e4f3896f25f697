// One file written under a temporary name, whole and on the disk. What enters: a folder and content in pieces; what leaves: the temporary
// path. It knows nothing of sets.
import { closeSync, fsyncSync, openSync } from 'node:fs'
import { type FileHandle, open } from 'node:fs/promises'
import { throwIfAborted } from '../foundation/progress.ts'
import { removeQuietly, type TemporaryKind, temporaryPath } from './leftovers.ts'
import { cannotWrite } from './output-path.ts'

/** What is written: UTF-8 text, bytes, or pieces of them made while writing. */
export type FileContent =
  | string
  | Uint8Array
  | (() => Iterable<string | Uint8Array> | AsyncIterable<string | Uint8Array>)

/** A file under its temporary name. */
export interface StagedFile {
  readonly temporary: string
  /** Settles when its bytes are on the disk, not only on their way. */
  readonly durable: Promise<void>
}

/** How a file is staged. */
export interface StageOptions {
  readonly signal?: AbortSignal | undefined
  /** As the user knows the file, for errors. */
  readonly shown: string
  /** Permissions of the file that it replaces. */
  readonly mode?: number | undefined
  readonly kind?: TemporaryKind
}

/** Pieces smaller than this are gathered before a write. */
const WRITE_BYTES = 128 * 1024

/**
 * Writes a file under a temporary name in a folder; removes it again on any error.
 *
 * @throws LivingCircleError `io`, `aborted`
 */
export async function stageFile(folder: string, content: FileContent, options: StageOptions): Promise<StagedFile> {
  const { signal, shown, mode, kind } = options
  const temporary = temporaryPath(folder, kind)
  let handle: FileHandle | undefined
  try {
    throwIfAborted(signal)
    handle = await open(temporary, 'wx')
    await writePieces(handle, content, signal)
    if (mode !== undefined) await handle.chmod(mode & 0o7777).catch(() => {})
    throwIfAborted(signal)
  } catch (error) {
    await handle?.close().catch(() => {})
    removeQuietly(temporary)
    throw isSystemError(error) ? cannotWrite(shown, error) : error
  }
  // The disk works while the next file is made.
  const durable = settle(handle).catch((error: unknown) => {
    throw cannotWrite(shown, error)
  })
  // Whoever waits for it hears of an error; until then it is not an unheard one.
  durable.catch(() => {})
  return { temporary, durable }
}

/** Writes content to what is open already: a pipe, a device, a file. */
export async function writePieces(
  handle: FileHandle,
  content: FileContent,
  signal: AbortSignal | undefined,
): Promise<void> {
  let writing = Promise.resolve()
  try {
    for await (const bytes of gathered(content, WRITE_BYTES)) {
      throwIfAborted(signal)
      await writing
      writing = writeAll(handle, bytes)
      // A step of the loop between two pieces: Ctrl-C is heard.
      await new Promise((resolve) => setImmediate(resolve))
    }
  } finally {
    await writing
  }
}

async function settle(handle: FileHandle): Promise<void> {
  try {
    await handle.sync()
  } catch (error) {
    if (!cannotSync(error)) throw error
  } finally {
    await handle.close()
  }
}

/** Makes the names of a folder durable, where the system can do that. */
export function syncFolder(folder: string): void {
  try {
    const descriptor = openSync(folder, 'r')
    try {
      fsyncSync(descriptor)
    } finally {
      closeSync(descriptor)
    }
  } catch {
    // Windows opens no folders, some shared drives sync none: the names come to the disk in their own time.
  }
}

/** Drives that have no such thing are no reason to lose the work. */
function cannotSync(error: unknown): boolean {
  return ['EINVAL', 'ENOTSUP', 'EOPNOTSUPP', 'ENOSYS', 'EPERM'].includes(
    (error as NodeJS.ErrnoException | null)?.code ?? '',
  )
}

export function isSystemError(error: unknown): boolean {
  return error instanceof Error && 'syscall' in error
}

async function writeAll(handle: FileHandle, bytes: Uint8Array): Promise<void> {
  let at = 0
  while (at < bytes.length) at += (await handle.write(bytes, at, bytes.length - at)).bytesWritten
}

/** Content as pieces of at least so many bytes, the last one excepted. */
export async function* gathered(content: FileContent, least: number): AsyncGenerator<Uint8Array> {
  if (typeof content !== 'function') {
    yield typeof content === 'string' ? Buffer.from(content) : content
    return
  }
  let waiting: Uint8Array[] = []
  let length = 0
  for await (const piece of content()) {
    const bytes = typeof piece === 'string' ? Buffer.from(piece) : piece
    waiting.push(bytes)
    length += bytes.length
    if (length < least) continue
    yield waiting.length === 1 ? bytes : Buffer.concat(waiting)
    waiting = []
    length = 0
  }
  if (length > 0) yield Buffer.concat(waiting)
}
