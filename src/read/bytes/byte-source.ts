// Where bytes come from: a file, a browser File, a test. Readers see only this. Knows no format.
import { checkGiven, checkType } from '../../foundation/arguments.ts'
import { problem } from '../../words/problem.ts'

/** Bytes with a name. `living-circle/node` makes one from a path; {@link bytesSource} and {@link blobSource} from memory. */
export interface ByteSource {
  /** For messages and for the `source` of rejects: a file's base name. */
  readonly name: string
  /** Total bytes, or `undefined` where it is not known (a pipe). */
  readonly byteLength: number | undefined
  /** The bytes in order, in chunks of any size. May be called again to read once more. */
  stream(): AsyncIterable<Uint8Array>
  /** SHA-256 of the bytes in hexadecimal, where the source can tell (files can). */
  sha256?(): Promise<string>
  /** Files of the same name with other endings that belong to this one (a shapefile's .dbf, .prj, .cpg), where the source can tell. */
  siblings?(): readonly ByteSource[]
}

/**
 * A source over bytes in memory.
 *
 * @param name of the file, for messages and for `source` of rejects
 * @throws LivingCircleError `usage` for what is no name or no bytes
 * @example
 * ```ts
 * import { bytesSource } from 'living-circle'
 * bytesSource('b.csv', new TextEncoder().encode('id,lon,lat\n')).byteLength // 11
 * ```
 */
export function bytesSource(name: string, bytes: Uint8Array): ByteSource {
  checkType('bytesSource', 'name', name, 'string')
  checkGiven('bytesSource', 'bytes', bytes, 'bytes')
  return {
    name,
    byteLength: bytes.length,
    async *stream() {
      yield bytes
    },
  }
}

/**
 * A source over a `Blob` or browser `File`.
 *
 * @param name of the file, for messages and for `source` of rejects
 * @throws LivingCircleError `usage` for what is no name or no Blob
 * @example
 * ```ts
 * import { blobSource } from 'living-circle'
 * const input = new Blob(['id,lon,lat\n']) // or a File of <input type="file">
 * blobSource('b.csv', input).byteLength // 11
 * ```
 */
export function blobSource(name: string, blob: Blob): ByteSource {
  checkType('blobSource', 'name', name, 'string')
  checkGiven('blobSource', 'blob', blob, 'blob')
  return {
    name,
    byteLength: blob.size,
    async *stream() {
      const reader = blob.stream().getReader()
      for (;;) {
        const { done, value } = await reader.read()
        if (done) return
        yield value as Uint8Array
      }
    },
  }
}

/**
 * All bytes of a source in one array.
 *
 * @param most bytes at most: a pipe may never end
 * @throws LivingCircleError `input-too-large`
 * @example
 * ```ts
 * import { bytesSource } from 'living-circle'
 * import { readAllBytes } from 'living-circle/parts'
 * (await readAllBytes(bytesSource('x', Uint8Array.of(1, 2)))).length // 2
 * ```
 */
export async function readAllBytes(source: ByteSource, most: number = Number.POSITIVE_INFINITY): Promise<Uint8Array> {
  const chunks: Uint8Array[] = []
  let length = 0
  for await (const chunk of source.stream()) {
    length += chunk.length
    if (length > most) throw problem('input-too-large', 'table.too-large', { name: source.name, most })
    chunks.push(chunk)
  }
  if (chunks.length === 1) return chunks[0]!
  const all = new Uint8Array(length)
  let at = 0
  for (const chunk of chunks) {
    all.set(chunk, at)
    at += chunk.length
  }
  return all
}
