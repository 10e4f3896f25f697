// An SQLite database file, read only: its schema, and the rows of a table in order of rowid. In: bytes. Out: values. Every page and
// length is checked, each page of a tree is visited once. It knows neither SQL nor what a table means.
// Format: "Database File Format" of the SQLite documentation.
import type { LivingCircleError } from '../../foundation/errors.ts'
import { message, problem } from '../../words/problem.ts'
import { TABLE_LIMITS } from './raw-table.ts'

/** A value of a cell. A whole number beyond 2^53 is text. */
export type SqliteValue = string | number | Uint8Array | null

/** One row: its rowid and the values of its columns; fewer than the table has where columns were added later. */
export interface SqliteRow {
  readonly rowid: number
  readonly values: readonly SqliteValue[]
}

/** A table or view as the schema names it. */
export interface SqliteTable {
  readonly name: string
  readonly rootPage: number
  /** The statement that made it. */
  readonly sql: string
}

/** A database in memory. */
export interface SqliteDatabase {
  readonly tables: readonly SqliteTable[]
  /** Names of views: questions to tables, not kept as rows. */
  readonly views: readonly string[]
  /** True where recent changes may lie in a -wal file beside it. */
  readonly hasLog: boolean
  rows(table: SqliteTable): Generator<SqliteRow, void, void>
}

const HEADER = 'SQLite format 3\0'
const TABLE_INTERIOR = 5
const TABLE_LEAF = 13
const INDEX_KINDS: ReadonlySet<number> = new Set([2, 10])
/** Trees are this deep at most: more would need more rows than a file can hold. */
const MAX_DEPTH = 40

/**
 * Opens a database.
 *
 * @throws LivingCircleError `input-truncated` for a damaged file, also while rows are read; `input-unsupported` (encrypted, UTF-16)
 */
export function openSqlite(source: string, bytes: Uint8Array): SqliteDatabase {
  const head = new TextDecoder('latin1').decode(bytes.subarray(0, 16))
  if (bytes.length < 512 || head !== HEADER) throw damaged(source)
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength)
  const stored = view.getUint16(16)
  const pageBytes = stored === 1 ? 65_536 : stored
  const usable = pageBytes - bytes[20]!
  if (pageBytes < 512 || (pageBytes & (pageBytes - 1)) !== 0 || usable < 480) throw damaged(source)
  if (view.getUint32(56) > 1) {
    throw problem('input-unsupported', 'sqlite.utf16', { source }, { hint: 'hint.export-layer' })
  }
  const file: PagedFile = { source, bytes, view, pageBytes, usable, pages: Math.floor(bytes.length / pageBytes) }
  const schema = [...treeRows(file, { name: 'sqlite_schema', rootPage: 1 })]
  const tables = schema.flatMap(({ values }): SqliteTable[] => {
    const [type, name, , rootPage, sql] = values
    if (type !== 'table' || typeof name !== 'string' || typeof rootPage !== 'number' || typeof sql !== 'string')
      return []
    return [{ name, rootPage, sql }]
  })
  const views = schema.flatMap(({ values: [type, name] }) =>
    type === 'view' && typeof name === 'string' ? [name] : [],
  )
  return { tables, views, hasLog: bytes[18] === 2 || bytes[19] === 2, rows: (table) => treeRows(file, table) }
}

interface PagedFile {
  readonly source: string
  readonly bytes: Uint8Array
  readonly view: DataView
  readonly pageBytes: number
  /** Bytes of a page without what is reserved at its end. */
  readonly usable: number
  readonly pages: number
}

function damaged(source: string): LivingCircleError {
  return problem(
    'input-truncated',
    'file.damaged-part',
    { source, what: message('sqlite.damaged') },
    { hint: 'hint.copy-again' },
  )
}

/**
 * The rows of a table's tree, from left to right. A page that comes twice is a loop; cells do not overlap, so that all records together are
 * no longer than the file.
 */
function* treeRows(
  file: PagedFile,
  { name, rootPage }: Pick<SqliteTable, 'name' | 'rootPage'>,
): Generator<SqliteRow, void, void> {
  const budget = { left: file.bytes.length }
  const seen = new Set<number>()
  const stack: { page: number; next: number }[] = [{ page: rootPage, next: 0 }]
  visit(file, rootPage, seen)
  while (stack.length > 0) {
    if (stack.length > MAX_DEPTH) throw damaged(file.source)
    const top = stack[stack.length - 1]!
    const start = (top.page - 1) * file.pageBytes
    const header = start + (top.page === 1 ? 100 : 0)
    const kind = file.bytes[header]!
    if (stack.length === 1 && INDEX_KINDS.has(kind)) {
      throw problem(
        'input-unsupported',
        'sqlite.without-rowid',
        { source: file.source, name },
        { hint: 'hint.export-layer' },
      )
    }
    const cells = file.view.getUint16(header + 3)
    const isInterior = kind === TABLE_INTERIOR
    const pointers = header + (isInterior ? 12 : 8)
    if ((!isInterior && kind !== TABLE_LEAF) || pointers + 2 * cells > start + file.usable) throw damaged(file.source)
    if (!isInterior) {
      for (let cell = 0; cell < cells; cell++) {
        yield readCell(file, start + file.view.getUint16(pointers + 2 * cell), budget)
      }
      stack.pop()
    } else if (top.next > cells) {
      stack.pop()
    } else {
      const at = top.next === cells ? header + 8 : start + file.view.getUint16(pointers + 2 * top.next)
      top.next++
      if (at + 4 > file.bytes.length) throw damaged(file.source)
      const child = file.view.getUint32(at)
      visit(file, child, seen)
      stack.push({ page: child, next: 0 })
    }
  }
}

function visit(file: PagedFile, page: number, seen: Set<number>): void {
  if (page < 1 || page > file.pages || seen.has(page)) throw damaged(file.source)
  seen.add(page)
}

/** A cell of a leaf: length, rowid, and as much of the record as fits; the rest is in overflow pages. */
function readCell(file: PagedFile, at: number, budget: { left: number }): SqliteRow {
  const cursor = { at }
  const length = varint(file, cursor)
  const rowid = varint(file, cursor)
  budget.left -= length
  if (length < 0 || budget.left < 0) throw damaged(file.source)
  const most = file.usable - 35
  if (length <= most) return { rowid, values: recordValues(file, slice(file, cursor.at, length)) }
  const least = Math.floor(((file.usable - 12) * 32) / 255) - 23
  const wanted = least + ((length - least) % (file.usable - 4))
  const local = wanted <= most ? wanted : least
  const record = new Uint8Array(length)
  record.set(slice(file, cursor.at, local))
  let page = file.view.getUint32(within(file, cursor.at + local, 4))
  let filled = local
  const seen = new Set<number>()
  while (filled < length) {
    visit(file, page, seen)
    const start = (page - 1) * file.pageBytes
    const part = Math.min(file.usable - 4, length - filled)
    record.set(slice(file, start + 4, part), filled)
    filled += part
    page = file.view.getUint32(start)
  }
  return { rowid, values: recordValues(file, record) }
}

function within(file: PagedFile, at: number, length: number): number {
  if (at < 0 || at + length > file.bytes.length) throw damaged(file.source)
  return at
}

function slice(file: PagedFile, at: number, length: number): Uint8Array {
  return file.bytes.subarray(within(file, at, length), at + length)
}

/** Up to nine bytes, seven bits each, the most significant first; the ninth has eight. Negative numbers have all nine. */
function varint({ source, bytes }: Pick<PagedFile, 'source' | 'bytes'>, cursor: { at: number }): number {
  const from = cursor.at
  let value = 0
  for (let i = 0; i < 8; i++) {
    const byte = bytes[cursor.at++]
    if (byte === undefined) throw damaged(source)
    value = value * 128 + (byte & 0x7f)
    if (byte < 0x80) return value
  }
  const last = bytes[cursor.at++]
  if (last === undefined) throw damaged(source)
  let exact = 0n
  for (let i = from; i < from + 8; i++) exact = exact * 128n + BigInt(bytes[i]! & 0x7f)
  return Number(BigInt.asIntN(64, exact * 256n + BigInt(last)))
}

const TEXT = new TextDecoder()

/** A record: the sizes and kinds of its values, then the values. */
function recordValues({ source }: PagedFile, record: Uint8Array): SqliteValue[] {
  const inside = { source, bytes: record }
  const cursor = { at: 0 }
  const headerEnd = varint(inside, cursor)
  if (headerEnd < cursor.at || headerEnd > record.length) throw damaged(source)
  const view = new DataView(record.buffer, record.byteOffset, record.byteLength)
  const values: SqliteValue[] = []
  let at = headerEnd
  while (cursor.at < headerEnd) {
    if (values.length >= TABLE_LIMITS.columns) throw damaged(source)
    const kind = varint(inside, cursor)
    const size = kind < 0 ? Number.POSITIVE_INFINITY : sizeOf(kind)
    if (at + size > record.length) throw damaged(source)
    values.push(decoded(kind, view, record, at, size))
    at += size
  }
  return values
}

const NUMBER_SIZES = [0, 1, 2, 3, 4, 6, 8, 8, 0, 0]

function sizeOf(kind: number): number {
  if (kind < NUMBER_SIZES.length) return NUMBER_SIZES[kind]!
  return kind < 12 ? 0 : Math.floor((kind - 12) / 2)
}

function decoded(kind: number, view: DataView, bytes: Uint8Array, at: number, size: number): SqliteValue {
  if (kind === 0 || kind === 10 || kind === 11) return null
  if (kind === 8 || kind === 9) return kind - 8
  if (kind === 7) return view.getFloat64(at)
  if (kind < 7) return integerAt(view, at, size)
  const part = bytes.subarray(at, at + size)
  return kind % 2 === 0 ? part : TEXT.decode(part)
}

/** A number that a double cannot hold stays text: it is an id. */
function integerAt(view: DataView, at: number, size: number): number | string {
  if (size === 8) {
    const exact = view.getBigInt64(at)
    const value = Number(exact)
    return Number.isSafeInteger(value) ? value : String(exact)
  }
  let value = view.getInt8(at)
  for (let i = 1; i < size; i++) value = value * 256 + view.getUint8(at + i)
  return value
}
