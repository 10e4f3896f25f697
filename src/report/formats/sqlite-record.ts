// Rows as SQLite stores them (sqlite.org/fileformat2.html, sections 1.6 and 2.1): variable-length numbers and records. Values in,
// bytes out. It does not know pages.

/** A cell: nothing, a number, a text or bytes. A number is an integer where it has no fraction, unless it is wrapped as real. */
export type SqliteValue = null | number | string | Uint8Array | SqliteReal

/** A number that is stored as a double even where it has no fraction. */
export interface SqliteReal {
  readonly real: number
}

/** Bytes of a number from 0 to 2^53 as a varint; all numbers of this writer's own are below 2^49, so eight bytes do. */
export function varintLength(value: number): number {
  let bytes = 1
  for (let limit = 128; value >= limit; limit *= 128) bytes++
  return bytes
}

/** Writes a varint and returns where it ends. Big-endian groups of seven bits; a negative number takes nine bytes. */
export function writeVarint(bytes: Uint8Array, at: number, value: number): number {
  if (value < 0) {
    // Two's complement in 64 bits: eight groups of seven bits, then eight bits.
    const view = new DataView(bytes.buffer, bytes.byteOffset)
    let rest = BigInt.asUintN(64, BigInt(value))
    view.setUint8(at + 8, Number(rest & 0xffn))
    rest >>= 8n
    for (let i = 7; i >= 0; i--) {
      view.setUint8(at + i, Number(rest & 0x7fn) | 0x80)
      rest >>= 7n
    }
    return at + 9
  }
  if (value < 128) {
    bytes[at] = value
    return at + 1
  }
  const length = varintLength(value)
  let rest = value
  for (let i = length - 1; i >= 0; i--) {
    const next = Math.floor(rest / 128)
    bytes[at + i] = (rest - next * 128) | (i === length - 1 ? 0 : 0x80)
    rest = next
  }
  return at + length
}

/** Bytes of a row id as a varint. */
export function rowIdLength(rowId: number): number {
  return rowId < 0 ? 9 : varintLength(rowId)
}

/** Memory for one record; grows, is used again and again. */
let body = new Uint8Array(1 << 16)
let bodyView = new DataView(body.buffer)
const serialTypes: number[] = []
const encoder = new TextEncoder()

function reserve(byteLength: number): void {
  if (byteLength <= body.length) return
  const grown = new Uint8Array(Math.max(byteLength, body.length * 2))
  grown.set(body)
  body = grown
  bodyView = new DataView(body.buffer)
}

/** Writes an integer at `at` in as few bytes as its kind allows; returns its serial type. */
function writeInteger(at: number, value: number): number {
  if (value === 0 || value === 1) return 8 + value
  const size = Math.abs(value)
  if (size <= 0x7f) {
    bodyView.setInt8(at, value)
    return 1
  }
  if (size <= 0x7fff) {
    bodyView.setInt16(at, value)
    return 2
  }
  if (size <= 0x7fff_ffff) {
    bodyView.setInt32(at, value)
    return 4
  }
  bodyView.setBigInt64(at, BigInt(value))
  return 6
}

/** Bytes that follow in the body for serial types below 10. */
const BODY_BYTES = [0, 1, 2, 3, 4, 6, 8, 8, 0, 0]

/** Writes a value at `at`; returns its serial type. */
function writeValue(at: number, value: SqliteValue): number {
  if (value === null) return 0
  if (typeof value === 'string') {
    reserve(at + value.length * 3)
    return 13 + 2 * encoder.encodeInto(value, body.subarray(at)).written
  }
  if (value instanceof Uint8Array) {
    reserve(at + value.length)
    body.set(value, at)
    return 12 + 2 * value.length
  }
  reserve(at + 8)
  if (typeof value === 'number' && Number.isSafeInteger(value)) return writeInteger(at, value)
  bodyView.setFloat64(at, typeof value === 'number' ? value : value.real)
  return 7
}

/** A row as a record: the length of its head, a type per value, the values. */
export function toRecord(values: readonly SqliteValue[]): Uint8Array {
  let bodyLength = 0
  let typeBytes = 0
  for (let i = 0; i < values.length; i++) {
    const type = writeValue(bodyLength, values[i]!)
    serialTypes[i] = type
    typeBytes += varintLength(type)
    bodyLength += type < 12 ? BODY_BYTES[type]! : (type - (type & 1) - 12) / 2
  }
  // The head counts its own length; one more byte for the length may be needed because of that.
  const headLength = typeBytes + varintLength(typeBytes + varintLength(typeBytes))
  const record = new Uint8Array(headLength + bodyLength)
  let at = writeVarint(record, 0, headLength)
  for (let i = 0; i < values.length; i++) at = writeVarint(record, at, serialTypes[i]!)
  record.set(body.subarray(0, bodyLength), at)
  return record
}
