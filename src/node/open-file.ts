// A file as a byte source. What enters: a path; what leaves: bytes with a name, a length and a checksum, or an error that says
// why the file cannot be read. It does not know what the bytes mean.
import { createHash, type Hash } from 'node:crypto'
import { createReadStream, existsSync, type Stats, statSync } from 'node:fs'
import { access, constants, type FileHandle, open } from 'node:fs/promises'
import { basename, extname } from 'node:path'
import { checkType } from '../foundation/arguments.ts'
import type { LivingCircleError } from '../foundation/errors.ts'
import type { ByteSource } from '../read/bytes/byte-source.ts'
import { problem } from '../words/problem.ts'
import { systemReason } from './system-errors.ts'

/** Bytes per read at most: few pieces for the readers to join, little memory. */
const CHUNK_BYTES = 4 * 1024 * 1024

/** Bytes per read at least: a small file is no reason for four megabytes that wait to be collected. */
const SMALLEST_CHUNK_BYTES = 16 * 1024

/** A {@link ByteSource} over a file, with its SHA-256. */
export interface FileSource extends ByteSource {
  readonly path: string
  sha256(): Promise<string>
}

/**
 * Opens a file for reading. The file is looked at right away and read when its stream is asked for.
 *
 * @param path absolute or relative to the working directory; `-` for standard input. What is no file (a pipe, standard input) can be read
 * once only and is kept in memory, for readers look at its beginning first
 * @throws LivingCircleError `input-unusable` where there is no such file, it is a folder, or it may not be read; `io` where
 *   reading fails half-way
 * @example
 * ```ts
 * import { loadArea, openFile } from 'living-circle/node'
 * const area = await loadArea(openFile('malta.osm.pbf'))
 * ```
 */
export function openFile(path: string): FileSource {
  checkType('openFile', 'path', path, 'string')
  return openFileFrom(path, undefined)
}

/** The same with another standard input than the process's own. */
export function openFileFrom(path: string, stdin: (() => AsyncIterable<Uint8Array>) | undefined): FileSource {
  if (path === '-') return readOnce(path, 'stdin', () => standardInput(path, stdin?.() ?? process.stdin))
  const name = basename(path)
  const stats = statOf(path)
  // What is no file (a pipe) does not say how much will come.
  if (!stats.isFile()) return readOnce(path, name, () => pipedChunks(path))
  const size = stats.size
  let digest: string | undefined
  const hashed = (hash: Hash) => {
    digest = hash.digest('hex')
  }
  return {
    path,
    name,
    byteLength: size,
    stream: () => readChunks(path, size, hashed),
    siblings: () => [...shapefileParts(path), ...changeLog(path)],
    async sha256() {
      // Reading the file leaves its checksum behind; only who has not read it pays for it here.
      if (digest === undefined) for await (const _ of readChunks(path, size, hashed));
      return digest!
    },
  }
}

/** The other files of a shapefile, in either case of their endings. */
function shapefileParts(path: string): FileSource[] {
  if (extname(path).toLowerCase() !== '.shp') return []
  const stem = path.slice(0, -extname(path).length)
  const endings = ['dbf', 'prj', 'cpg'].flatMap((ending) => [`.${ending}`, `.${ending.toUpperCase()}`])
  return endings.filter((ending) => existsSync(stem + ending)).map((ending) => openFile(stem + ending))
}

/** The changes beside an SQLite database (GeoPackage) that a program has open. */
function changeLog(path: string): FileSource[] {
  if (extname(path).toLowerCase() !== '.gpkg' || !existsSync(`${path}-wal`)) return []
  return statSync(`${path}-wal`).size > 0 ? [openFile(`${path}-wal`)] : []
}

function statOf(path: string): Stats {
  let stats: Stats
  try {
    stats = statSync(path)
  } catch (error) {
    throw unreadable(path, error)
  }
  if (!stats.isDirectory()) return stats
  throw problem('input-unusable', 'path.folder-no-file', { path }, { hint: 'hint.name-file-inside' })
}

function unreadable(path: string, error: unknown): LivingCircleError {
  const { reason, hint, code } = systemReason(error, 'read')
  return problem(
    'input-unusable',
    'path.cannot-read',
    { path, reason },
    { hint: hint ?? 'hint.check-path-retry', details: { path, systemCode: code }, cause: error },
  )
}

/** Bytes of a pipe that are kept: who needs more gives a file. */
const MOST_PIPED_BYTES = 500_000_000

/** What can be read once only: what has come is kept, the rest is read when somebody asks for it, so that whoever stops early ends an endless pipe. */
function readOnce(path: string, name: string, read: () => AsyncIterable<Uint8Array>): FileSource {
  const hash = createHash('sha256')
  const chunks: Uint8Array[] = []
  let length = 0
  let digest: string | undefined
  let coming: AsyncIterator<Uint8Array> | undefined
  let waiting: Promise<void> | undefined
  const takeNext = async (): Promise<void> => {
    coming ??= read()[Symbol.asyncIterator]()
    const { done, value } = await coming.next()
    if (done === true) {
      digest = hash.digest('hex')
      return
    }
    length += value.length
    if (length > MOST_PIPED_BYTES) {
      await coming.return?.()
      throw problem(
        'input-too-large',
        'path.pipe-too-large',
        { path, most: MOST_PIPED_BYTES },
        { hint: 'hint.give-file' },
      )
    }
    hash.update(value)
    chunks.push(value)
  }
  /** Two who read at once wait for the same piece. */
  const next = (): Promise<void> => {
    waiting ??= takeNext().finally(() => {
      waiting = undefined
    })
    return waiting
  }
  return {
    path,
    name,
    byteLength: undefined,
    async *stream() {
      for (let at = 0; ; at++) {
        while (at >= chunks.length && digest === undefined) await next()
        if (at >= chunks.length) return
        yield chunks[at]!
      }
    },
    siblings: () => [],
    async sha256() {
      while (digest === undefined) await next()
      return digest
    },
  }
}

async function* readChunks(
  path: string,
  size: number | undefined,
  done: (hash: Hash) => void = () => {},
): AsyncGenerator<Uint8Array> {
  const hash = createHash('sha256')
  let handle: FileHandle
  try {
    await access(path, constants.R_OK)
    handle = await open(path, 'r')
  } catch (error) {
    throw unreadable(path, error)
  }
  let left = size ?? Infinity
  try {
    for (;;) {
      // A file that has grown meanwhile is read to its end all the same.
      const room = Math.min(CHUNK_BYTES, Math.max(SMALLEST_CHUNK_BYTES, left))
      const chunk = await readChunk(path, handle, room)
      if (chunk.length === 0) break
      left -= chunk.length
      hash.update(chunk)
      yield chunk
    }
    done(hash)
  } finally {
    await handle.close()
  }
}

/** A stream and no file handle: one that nobody reads to its end is closed with the program, without a word. */
async function* pipedChunks(path: string): AsyncGenerator<Uint8Array> {
  try {
    for await (const chunk of createReadStream(path, { highWaterMark: CHUNK_BYTES })) yield chunk as Uint8Array
  } catch (error) {
    throw unreadable(path, error)
  }
}

async function* standardInput(path: string, stdin: AsyncIterable<unknown>): AsyncGenerator<Uint8Array> {
  try {
    for await (const chunk of stdin) yield chunk as Uint8Array
  } catch (error) {
    throw unreadable(path, error)
  }
}

async function readChunk(path: string, handle: FileHandle, room: number): Promise<Uint8Array> {
  const buffer = new Uint8Array(room)
  try {
    const { bytesRead } = await handle.read(buffer, 0, room)
    return buffer.subarray(0, bytesRead)
  } catch (error) {
    const { reason, code } = systemReason(error, 'read')
    throw problem(
      'io',
      'path.reading-failed',
      { path, reason },
      { hint: 'hint.check-drive', details: { path, systemCode: code }, cause: error },
    )
  }
}
