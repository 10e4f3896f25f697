// A zip archive: its list of parts, and each part as a stream of bytes that cannot grow beyond the caps and must come to the size and
// checksum that the list says. It knows no workbook.
import { Inflate } from 'fflate/browser'
import type { LivingCircleError } from '../../foundation/errors.ts'
import type { Message } from '../../foundation/message.ts'
import { message, problem } from '../../words/problem.ts'
import { crc32 } from '../bytes/checksums.ts'
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
  readonly unpackedBytes: number
  /** CRC-32 of the unpacked bytes. */
  readonly checksum: number
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
 * @throws LivingCircleError `input-truncated` (no list at the end, a damaged part: also while it is read), `input-unsupported` (zip64, encrypted), `input-too-large` (a part
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
  const listStart = at
  const parts: ZipPart[] = []
  for (let i = 0; i < count; i++) {
    if (at + 46 > bytes.length || view.getUint32(at, true) !== 0x02014b50)
      throw truncated(source, message('zip.broken-contents'))
    const nameLength = view.getUint16(at + 28, true)
    const rawName = bytes.subarray(at + 46, at + 46 + nameLength)
    const headerAt = view.getUint32(at + 42, true)
    if (!hasLocalName(view, bytes, headerAt, rawName)) throw truncated(source, message('zip.broken-contents'))
    parts.push({
      // Some programs on Windows write backslashes, which the format does not have.
      name: new TextDecoder().decode(rawName).replaceAll('\\', '/'),
      compressedBytes: view.getUint32(at + 20, true),
      unpackedBytes: view.getUint32(at + 24, true),
      checksum: view.getUint32(at + 16, true),
      method: view.getUint16(at + 10, true),
      encrypted: (view.getUint16(at + 8, true) & 1) === 1,
      headerAt,
    })
    at += 46 + nameLength + view.getUint16(at + 30, true) + view.getUint16(at + 32, true)
  }
  // A list that goes on behind its last part has lost some.
  if (at - listStart !== view.getUint32(end + 12, true) || view.getUint16(end + 8, true) !== count) {
    throw truncated(source, message('zip.broken-contents'))
  }
  return parts
}

/** The name of a part stands in the list and before the part itself: where they differ, one of them is damaged. */
function hasLocalName(view: DataView, bytes: Uint8Array, headerAt: number, name: Uint8Array): boolean {
  const at = headerAt + 30
  if (at + name.length > bytes.length || view.getUint16(headerAt + 26, true) !== name.length) return false
  return name.every((byte, i) => bytes[at + i] === byte)
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
  let checksum = 0
  const agree = (): void => {
    if (expanded !== part.unpackedBytes || checksum !== part.checksum) {
      throw truncated(source, message('zip.checksum', { part: part.name }))
    }
  }
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
    const stored = bytes.subarray(start, end)
    checksum = crc32(stored)
    agree()
    yield stored
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
      checksum = crc32(chunk, checksum)
      if (chunk.length > 0) yield chunk
    }
  }
  agree()
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
