// dBase table (.dbf), the attributes of a shapefile → columns and text rows. In: bytes and an encoding. Out: rows; deleted ones null.
import type { LivingCircleError } from '../../foundation/errors.ts'
import type { Message } from '../../foundation/message.ts'
import { message, problem } from '../../words/problem.ts'
import { encodingByShape, encodingLabel } from '../bytes/text-encoding.ts'
import { TABLE_LIMITS } from './raw-table.ts'

/** A dBase table. */
export interface DbfTable {
  readonly columns: readonly string[]
  /** `null` for a row that is marked as deleted. */
  readonly rows: readonly (readonly string[] | null)[]
  readonly encoding: string
}

interface DbfField {
  readonly nameBytes: Uint8Array
  readonly type: string
  readonly offset: number
  readonly length: number
}

/**
 * Reads a .dbf file.
 *
 * @param asked an encoding; `null` for: the file's .cpg, else strict UTF-8, else by the shape of the bytes (GB18030, Windows-1252)
 * @throws LivingCircleError `input-truncated`, `input-format`, `input-too-large`
 */
export function readDbf(source: string, bytes: Uint8Array, asked: string | null): DbfTable {
  if (bytes.length < 33) throw broken(source, message('part.no-header'))
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength)
  const count = view.getUint32(4, true)
  const headerBytes = view.getUint16(8, true)
  const recordBytes = view.getUint16(10, true)
  if (recordBytes < 1 || headerBytes < 33 || headerBytes > bytes.length)
    throw broken(source, message('part.header-broken'))
  const fields = readFields(source, bytes, view, headerBytes, recordBytes)
  if (count * fields.length > TABLE_LIMITS.cells) {
    throw problem(
      'input-too-large',
      'table.rows-columns',
      { source, rows: count, columns: fields.length },
      { hint: 'hint.cut-area' },
    )
  }
  // Some programs write a wrong count: what is there decides, but a file much shorter than it says is cut off.
  const present = Math.floor((bytes.length - headerBytes) / recordBytes)
  if (present < count) throw broken(source, message('part.rows-announced', { n: count, present }))
  const encoding = asked ?? dbfEncoding(bytes.subarray(32))
  const decoder = new TextDecoder(encoding)
  const rows: (string[] | null)[] = []
  for (let row = 0; row < count; row++) {
    const start = headerBytes + row * recordBytes
    if (bytes[start] === 0x2a) {
      rows.push(null)
      continue
    }
    rows.push(fields.map((field) => cellOf(bytes, start, field, decoder)))
  }
  return { columns: fields.map(({ nameBytes }) => decoder.decode(nameBytes).trim()), rows, encoding }
}

function dbfEncoding(bytes: Uint8Array): string {
  try {
    new TextDecoder('utf-8', { fatal: true }).decode(bytes)
    return 'utf-8'
  } catch {
    return encodingByShape([bytes])
  }
}

/** The encoding that a .cpg file names, or `null` where it is not known. */
export function encodingOfCpg(text: string): string | null {
  const name = text.trim().replace(/^(?:ANSI |OEM )/i, '')
  try {
    return encodingLabel(/^\d{4}$/.test(name) ? `windows-${name}` : name)
  } catch {
    return null
  }
}

function readFields(
  source: string,
  bytes: Uint8Array,
  view: DataView,
  headerBytes: number,
  recordBytes: number,
): DbfField[] {
  const fields: DbfField[] = []
  let offset = 1
  for (let at = 32; at + 32 <= headerBytes && bytes[at] !== 0x0d; at += 32) {
    const nameEnd = bytes.subarray(at, at + 11).indexOf(0)
    const type = String.fromCharCode(bytes[at + 11]!)
    // Character fields may be longer than 255: the second byte is where numbers keep their decimals.
    const length = type === 'C' ? view.getUint16(at + 16, true) : bytes[at + 16]!
    const fits = offset + length <= recordBytes ? length : bytes[at + 16]!
    fields.push({ nameBytes: bytes.subarray(at, at + (nameEnd < 0 ? 11 : nameEnd)), type, offset, length: fits })
    offset += fits
  }
  if (fields.length === 0 || offset > recordBytes) throw broken(source, message('part.fields-broken'))
  return fields
}

function cellOf(bytes: Uint8Array, start: number, field: DbfField, decoder: TextDecoder): string {
  const raw = bytes.subarray(start + field.offset, start + field.offset + field.length)
  const zero = raw.indexOf(0)
  const text = decoder.decode(zero < 0 ? raw : raw.subarray(0, zero)).trim()
  // Stars mean: a number that did not fit.
  if (/^[NF]$/.test(field.type) && /^\*+$/.test(text)) return ''
  if (field.type === 'L') return /^[YyTt]$/.test(text) ? 'true' : /^[NnFf]$/.test(text) ? 'false' : ''
  return text
}

function broken(source: string, what: Message): LivingCircleError {
  return problem('input-truncated', 'file.damaged-part', { source, what }, { hint: 'hint.export-shapefile' })
}
