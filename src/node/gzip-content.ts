// Content of a file packed as gzip (RFC 1952), piece by piece. What enters: text or bytes, at once or while they are made; what leaves: the same
// packed, in the order of the pieces. It does not know what is in it. A piece is packed by itself, in the threads that Node's zlib has, with the
// end of the piece before it as dictionary, so that rows are made and packed at the same time; together the pieces are one plain stream that
// every program reads. The head holds no time and no name: the same content gives the same bytes (of the same zlib).
import { constants, crc32, deflateRaw } from 'node:zlib'
import { checkGiven } from '../foundation/arguments.ts'
import { type FileContent, gathered } from './stage-file.ts'
import type { FileToWrite } from './write-files.ts'

/** Bytes that are packed in one go. */
const PIECE_BYTES = 1 << 20
/** Pieces that are being packed or wait for it: what is held of a file of any length. */
const AT_ONCE = 4
/** As far back as deflate looks. */
const WINDOW_BYTES = 1 << 15
/** zlib's own balance of size and time. */
const LEVEL = 6

/** Deflate, no flags, no time, no system. */
const HEAD = Uint8Array.of(0x1f, 0x8b, 8, 0, 0, 0, 0, 0, 0, 0xff)
/** A last block that is empty. */
const LAST_BLOCK = Uint8Array.of(3, 0)

/**
 * A file as its gzip: `coverage.csv` → `coverage.csv.gz`, packed while it is written; some megabytes are held at a time, however long it is.
 *
 * @returns the same bytes for the same content and the same Node
 * @example
 * ```ts
 * import { mkdtemp } from 'node:fs/promises'
 * import { tmpdir } from 'node:os'
 * import { join } from 'node:path'
 * import { gzippedFile, writeFilesAtomically } from 'living-circle/node'
 * const folder = await mkdtemp(join(tmpdir(), 'results-'))
 * await writeFilesAtomically(folder, [gzippedFile({ name: 'note.txt', content: 'done\n' })])
 * ```
 */
export function gzippedFile(file: FileToWrite): FileToWrite {
  checkGiven('gzippedFile', 'file', file, 'output')
  const { name, content } = file
  return { name: `${name}.gz`, content: () => packed(content) }
}

async function* packed(content: FileContent): AsyncGenerator<Uint8Array> {
  const waiting: Promise<Uint8Array>[] = []
  let checksum = 0
  let length = 0
  let before: Uint8Array | undefined
  yield HEAD
  for await (const piece of gathered(content, PIECE_BYTES)) {
    checksum = crc32(piece, checksum)
    length += piece.length
    if (waiting.length === AT_ONCE) yield await waiting.shift()!
    waiting.push(packPiece(piece, before))
    before = piece.subarray(-WINDOW_BYTES)
  }
  for (const bytes of waiting) yield await bytes
  yield LAST_BLOCK
  const end = new DataView(new ArrayBuffer(8))
  end.setUint32(0, checksum, true)
  end.setUint32(4, length % 2 ** 32, true)
  yield new Uint8Array(end.buffer)
}

/** Blocks of deflate that end on a whole byte, so that others can follow. */
function packPiece(piece: Uint8Array, before: Uint8Array | undefined): Promise<Uint8Array> {
  const dictionary = before === undefined || before.length === 0 ? {} : { dictionary: before }
  const options = { level: LEVEL, chunkSize: PIECE_BYTES / 4, finishFlush: constants.Z_SYNC_FLUSH, ...dictionary }
  const packing = new Promise<Uint8Array>((resolve, reject) => {
    deflateRaw(piece, options, (error, bytes) => (error === null ? resolve(bytes) : reject(error)))
  })
  // Whoever waits for it hears of an error; where nobody does, the file has failed before.
  packing.catch(() => {})
  return packing
}
