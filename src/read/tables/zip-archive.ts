// A zip archive: its list of parts, and each part as a stream of bytes that cannot grow beyond the caps. It knows no workbook.
import { Inflate } from 'fflate/browser'
import type { LivingCircleError } from '../../foundation/errors.ts'
import type { Message } from '../../foundation/message.ts'
import { message, problem } from '../../words/problem.ts'
import { TABLE_LIMITS } from './raw-table.ts'

/** Compressed bytes handed to the inflater at a time: bounds what one step can expand to (1,032 times). */
const STEP_BYTES = 16_384
const MAX_PARTS = 10_000
/** The ratio is not judged below this many bytes. */
const SMALL_BYTES = 10_000_000

/** One part of an archive. */
export interface ZipPart {
  readonly name: string
  readonly compressedBytes: number
  readonly method: number
  readonly encrypted: boolean
  /** Where its local header begins. */
  readonly headerAt: number
}

/** An archive in memory. */
export interface ZipArchive {
  readonly parts: readonly ZipPart[]
  /** The part of a name (case does not matter), or `undefined`. */
  find(name: string): ZipPart | undefined
  /** The bytes of a part, in pieces; the caps hold over all parts together. */
  open(part: ZipPart): Generator<Uint8Array, void, void>
}

/**
 * Reads the list of parts.
 *
 * @throws LivingCircleError `input-truncated` (no list at the end), `input-unsupported` (zip64, encrypted), `input-too-large` (a part
 *   that expands beyond the caps, thrown while it is read)
 */
export function openZip(source: string, bytes: Uint8Array): ZipArchive {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength)
  const parts = listParts(source, view, bytes)
  const byName = new Map(parts.map((part) => [part.name.toLowerCase(), part]))
  const budget = { left: TABLE_LIMITS.unzippedBytes }
  return {
    parts,
    find: (name) => byName.get(name.replace(/^\//, '').toLowerCase()),
    open: (part) => expand(source, view, bytes, part, budget),
  }
}

function listParts(source: string, view: DataView, bytes: Uint8Array): ZipPart[] {
  const end = findEnd(view)
  if (end < 0) throw truncated(source, message('zip.no-contents'))
  const count = view.getUint16(end + 10, true)
  let at = view.getUint32(end + 16, true)
  if (count === 0xffff || at === 0xffffffff) {
    throw problem('input-unsupported', 'zip.zip64', { source }, { hint: 'hint.save-csv' })
  }
  if (count > MAX_PARTS) throw tooLarge(source, message('zip.parts', { n: count }))
  const parts: ZipPart[] = []
  for (let i = 0; i < count; i++) {
    if (at + 46 > bytes.length || view.getUint32(at, true) !== 0x02014b50)
      throw truncated(source, message('zip.broken-contents'))
    const nameLength = view.getUint16(at + 28, true)
    parts.push({
      // Some programs on Windows write backslashes, which the format does not have.
      name: new TextDecoder().decode(bytes.subarray(at + 46, at + 46 + nameLength)).replaceAll('\\', '/'),
      compressedBytes: view.getUint32(at + 20, true),
      method: view.getUint16(at + 10, true),
      encrypted: (view.getUint16(at + 8, true) & 1) === 1,
      headerAt: view.getUint32(at + 42, true),
    })
    at += 46 + nameLength + view.getUint16(at + 30, true) + view.getUint16(at + 32, true)
  }
  return parts
}

/** The end record is at the end, before a comment of at most 64 kB. */
function findEnd(view: DataView): number {
  const last = view.byteLength - 22
  for (let at = last; at >= 0 && at >= last - 65_535; at--) {
    if (view.getUint32(at, true) === 0x06054b50) return at
  }
  return -1
}

function* expand(
  source: string,
  view: DataView,
  bytes: Uint8Array,
  part: ZipPart,
  budget: { left: number },
): Generator<Uint8Array, void, void> {
  const { headerAt, compressedBytes } = part
  if (part.encrypted) {
    throw problem('input-unsupported', 'zip.password', { source }, { hint: 'hint.save-no-password' })
  }
  if (headerAt + 30 > bytes.length || view.getUint32(headerAt, true) !== 0x04034b50) throw truncated(source, part.name)
  const start = headerAt + 30 + view.getUint16(headerAt + 26, true) + view.getUint16(headerAt + 28, true)
  const end = start + compressedBytes
  if (end > bytes.length) throw truncated(source, part.name)
  let expanded = 0
  const spend = (count: number): void => {
    expanded += count
    budget.left -= count
    if (budget.left < 0 || (expanded > SMALL_BYTES && expanded > compressedBytes * TABLE_LIMITS.unzipRatio)) {
      throw tooLarge(
        source,
        message('zip.expands', { part: part.name, n: Math.round(expanded / 1e6), bytes: compressedBytes }),
      )
    }
  }
  if (part.method === 0) {
    spend(compressedBytes)
    yield bytes.subarray(start, end)
    return
  }
  if (part.method !== 8) {
    throw problem(
      'input-unsupported',
      'zip.method',
      { source, part: part.name, method: part.method },
      { hint: 'hint.save-again-or-csv' },
    )
  }
  const ready: Uint8Array[] = []
  const inflate = new Inflate((chunk) => ready.push(chunk))
  for (let at = start; at < end; at += STEP_BYTES) {
    const stop = Math.min(at + STEP_BYTES, end)
    try {
      inflate.push(bytes.subarray(at, stop), stop === end)
    } catch (cause) {
      throw truncated(source, message('zip.damaged-part', { part: part.name }), cause)
    }
    for (const chunk of ready.splice(0)) {
      spend(chunk.length)
      if (chunk.length > 0) yield chunk
    }
  }
}

function truncated(source: string, what: Message | string, cause?: unknown): LivingCircleError {
  return problem('input-truncated', 'file.damaged-part', { source, what }, { hint: 'hint.copy-again', cause })
}

function tooLarge(source: string, what: Message): LivingCircleError {
  return problem(
    'input-too-large',
    'file.refused',
    { source, what },
    { hint: 'hint.zip-bomb', details: { limitBytes: TABLE_LIMITS.unzippedBytes, limitRatio: TABLE_LIMITS.unzipRatio } },
  )
}
