// The bytes of a source, as a whole within the caps, or its beginning. In: a byte source. Out: bytes. It knows no format.
import { problem } from '../../words/problem.ts'
import type { ByteSource } from '../bytes/byte-source.ts'
import { TABLE_LIMITS } from './raw-table.ts'

/**
 * The bytes of a file that must be read as a whole.
 *
 * @throws LivingCircleError `input-too-large`
 */
export async function wholeFile(source: ByteSource): Promise<Uint8Array> {
  const chunks: Uint8Array[] = []
  let length = 0
  for await (const chunk of source.stream()) {
    length += chunk.length
    if (length > TABLE_LIMITS.wholeFileBytes) {
      throw problem(
        'input-too-large',
        'table.too-large',
        { name: source.name, most: TABLE_LIMITS.wholeFileBytes },
        { hint: 'hint.cut-area-or-csv', details: { limitBytes: TABLE_LIMITS.wholeFileBytes } },
      )
    }
    chunks.push(chunk)
  }
  return joined(chunks)
}

/** Pieces as one. */
export function joined(chunks: readonly Uint8Array[]): Uint8Array {
  if (chunks.length === 1) return chunks[0]!
  const bytes = new Uint8Array(chunks.reduce((sum, { length }) => sum + length, 0))
  let at = 0
  for (const chunk of chunks) {
    bytes.set(chunk, at)
    at += chunk.length
  }
  return bytes
}

/** The first bytes of a source, at most as many as are wanted. */
export async function firstBytes(source: ByteSource, wanted: number): Promise<Uint8Array> {
  const head = new Uint8Array(wanted)
  let length = 0
  for await (const chunk of source.stream()) {
    const part = chunk.subarray(0, wanted - length)
    head.set(part, length)
    length += part.length
    if (length === wanted) break
  }
  return head.subarray(0, length)
}
