// dBase table (.dbf), the attributes of a shapefile → columns and text rows. In: bytes and an encoding. Out: rows; deleted ones null.
import type { LivingCircleError } from '../../foundation/errors.ts'
import type { Message } from '../../foundation/message.ts'
import { message, problem } from '../../words/problem.ts'
import { type CountKnownWords, encodingLabel, encodingOfLegacy, isGb18030InDisguise } from '../bytes/text-encoding.ts'
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
 * @param encodings `asked` by the user; else what the .cpg file names, where the bytes do not contradict it; else strict UTF-8, the code
 * page of the file's own byte 29, or known words
 * @throws LivingCircleError `input-truncated`, `input-format`, `input-too-large`
 */
export function readDbf(source: string, bytes: Uint8Array, encodings: DbfEncodings): DbfTable {
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
  const encoding = encodings.asked ?? dbfEncoding(bytes, encodings)
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

/** What is known of the characters beside the bytes themselves. */
export interface DbfEncodings {
  /** By the user; `null`: to be found out. */
  readonly asked: string | null
  /** By the .cpg file beside the table, or `null`. */
  readonly cpg: string | null
  readonly knownWords?: CountKnownWords | undefined
}

/** Code pages by the language driver in byte 29, as programs of the dBase family number them; those that no decoder has are left out. */
const DRIVERS: Readonly<Record<number, string>> = {
  19: 'shift_jis',
  38: 'ibm866',
  77: 'gb18030',
  78: 'euc-kr',
  79: 'big5',
  80: 'windows-874',
  101: 'ibm866',
  120: 'big5',
  121: 'euc-kr',
  122: 'gb18030',
  123: 'shift_jis',
  124: 'windows-874',
  125: 'windows-1255',
  126: 'windows-1256',
  200: 'windows-1250',
  201: 'windows-1251',
  202: 'windows-1254',
  203: 'windows-1253',
  204: 'windows-1257',
}

/** The bytes decide against a label that they contradict: a .cpg often says UTF-8 over GBK. */
function dbfEncoding(bytes: Uint8Array, { cpg, knownWords = () => 0 }: DbfEncodings): string {
  const text = bytes.subarray(32)
  const driver = DRIVERS[bytes[29]!] ?? null
  const isUtf8 = fits('utf-8', text)
  if (cpg !== null && (cpg === 'utf-8' ? isUtf8 : !isUtf8 || isAscii(text))) return cpg
  if (isUtf8) {
    const isDoubtful = cpg !== null || driver !== null
    if (isDoubtful && !hasThreeByteCharacters(text) && !isAscii(text)) return cpg ?? driver ?? 'utf-8'
    return isGb18030InDisguise(text, knownWords) ? 'gb18030' : 'utf-8'
  }
  if (driver !== null && fits(driver, text)) return driver
  return encodingOfLegacy([text], knownWords)
}

function fits(encoding: string, bytes: Uint8Array): boolean {
  try {
    new TextDecoder(encoding, { fatal: true }).decode(bytes)
    return true
  } catch {
    return false
  }
}

const isAscii = (bytes: Uint8Array): boolean => bytes.every((byte) => byte < 0x80)
const hasThreeByteCharacters = (bytes: Uint8Array): boolean => bytes.some((byte) => byte >= 0xe0)

/** The encoding that a .cpg file names, or `null` where it is not known. */
export function encodingOfCpg(text: string): string | null {
  const name = text.trim().replace(/^(?:ANSI|OEM|CP|MS|IBM)[ _-]?(?=\d)/i, '')
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
