// Pages of a database file: balanced trees of records built from sorted rows, bottom up (sqlite.org/fileformat2.html, sections 1.2 to
// 1.6). Records in, pages out. It does not know what the records hold.
import { problem } from '../../words/problem.ts'
import { rowIdLength, varintLength, writeVarint } from './sqlite-record.ts'

const PAGE_BYTES = 4096
const FILE_HEAD_BYTES = 100
const TABLE_LEAF = 0x0d
const TABLE_INTERIOR = 0x05
const INDEX_LEAF = 0x0a
const INDEX_INTERIOR = 0x02
/** Longest records that stay on their page; of longer ones a part goes to overflow pages. */
const MAX_TABLE_PAYLOAD = PAGE_BYTES - 35
const MAX_INDEX_PAYLOAD = Math.floor(((PAGE_BYTES - 12) * 64) / 255) - 23
const MIN_PAYLOAD = Math.floor(((PAGE_BYTES - 12) * 32) / 255) - 23
/** Children of an interior page of a table: cells of at most 13 bytes and their pointers, also beside the head of the file. */
const MAX_CHILDREN = Math.floor((PAGE_BYTES - FILE_HEAD_BYTES - 12) / 15)
/** Room kept free on pages of an index, so that the last record always finds some. */
const INDEX_RESERVE_BYTES = MAX_INDEX_PAYLOAD + 16
/** The version that the file says it was written by; readers show it, nothing depends on it. */
const SQLITE_VERSION = 3_040_001

/** A record and its row id. */
export interface TableRecord {
  readonly rowId: number
  readonly record: Uint8Array
}

/** A record as it stands on a leaf. */
interface TableCell {
  readonly rowId: number
  readonly cell: Uint8Array
}

/** A page in the level below, and the greatest row id in it. */
interface Child {
  readonly page: number
  readonly lastRowId: number
}

/** Order of bytes, as memcmp. */
export function compareBytes(a: Uint8Array, b: Uint8Array): number {
  const shorter = Math.min(a.length, b.length)
  for (let i = 0; i < shorter; i++) if (a[i] !== b[i]) return a[i]! - b[i]!
  return a.length - b.length
}

/** A page that is being filled with cells. */
class PageFill {
  readonly kind: number
  readonly start: number
  readonly cells: Uint8Array[] = []
  #used: number

  constructor(kind: number, start = 0) {
    this.kind = kind
    this.start = start
    this.#used = start + (kind === TABLE_INTERIOR || kind === INDEX_INTERIOR ? 12 : 8)
  }

  fits(cell: Uint8Array, reserveBytes = 0): boolean {
    return this.#used + cell.length + 2 + reserveBytes <= PAGE_BYTES
  }

  add(cell: Uint8Array): void {
    this.cells.push(cell)
    this.#used += cell.length + 2
  }

  /** The page's bytes; `rightmost` is the last child of an interior page. */
  finish(rightmost: number): Uint8Array {
    const bytes = new Uint8Array(PAGE_BYTES)
    const view = new DataView(bytes.buffer)
    const interior = this.kind === TABLE_INTERIOR || this.kind === INDEX_INTERIOR
    let pointer = this.start + (interior ? 12 : 8)
    let content = PAGE_BYTES
    for (const cell of this.cells) {
      content -= cell.length
      bytes.set(cell, content)
      view.setUint16(pointer, content)
      pointer += 2
    }
    view.setUint8(this.start, this.kind)
    view.setUint16(this.start + 3, this.cells.length)
    view.setUint16(this.start + 5, content)
    if (interior) view.setUint32(this.start + 8, rightmost)
    return bytes
  }
}

/** The pages of a file. Page 1 holds the schema and is written last. */
export class SqlitePages {
  #pages: Uint8Array[] = [new Uint8Array(PAGE_BYTES)]

  #push(page: Uint8Array): number {
    this.#pages.push(page)
    return this.#pages.length
  }

  /** The part of a record that stays on its page; the rest goes to a chain of overflow pages. */
  #localPart(record: Uint8Array): { local: Uint8Array; overflowPage: number } {
    if (record.length <= MAX_TABLE_PAYLOAD) return { local: record, overflowPage: 0 }
    const wanted = MIN_PAYLOAD + ((record.length - MIN_PAYLOAD) % (PAGE_BYTES - 4))
    const localLength = wanted <= MAX_TABLE_PAYLOAD ? wanted : MIN_PAYLOAD
    const overflowPage = this.#pages.length + 1
    for (let at = localLength; at < record.length; at += PAGE_BYTES - 4) {
      const page = new Uint8Array(PAGE_BYTES)
      const part = record.subarray(at, at + PAGE_BYTES - 4)
      page.set(part, 4)
      const number = this.#push(page)
      if (at + part.length < record.length) new DataView(page.buffer).setUint32(0, number + 1)
    }
    return { local: record.subarray(0, localLength), overflowPage }
  }

  *#cells(records: Iterable<TableRecord>): Generator<TableCell, void, undefined> {
    for (const record of records) yield { rowId: record.rowId, cell: this.#tableCell(record) }
  }

  #tableCell({ rowId, record }: TableRecord): Uint8Array {
    const { local, overflowPage } = this.#localPart(record)
    const length = varintLength(record.length) + rowIdLength(rowId) + local.length + (overflowPage === 0 ? 0 : 4)
    const cell = new Uint8Array(length)
    const at = writeVarint(cell, writeVarint(cell, 0, record.length), rowId)
    cell.set(local, at)
    if (overflowPage !== 0) new DataView(cell.buffer).setUint32(at + local.length, overflowPage)
    return cell
  }

  #leaves(cells: Iterable<TableCell>): Child[] {
    const children: Child[] = []
    let leaf = new PageFill(TABLE_LEAF)
    let lastRowId = 0
    for (const { rowId, cell } of cells) {
      if (!leaf.fits(cell)) {
        children.push({ page: this.#push(leaf.finish(0)), lastRowId })
        leaf = new PageFill(TABLE_LEAF)
      }
      leaf.add(cell)
      lastRowId = rowId
    }
    children.push({ page: this.#push(leaf.finish(0)), lastRowId })
    return children
  }

  /** One level above: pages with about the same number of children, never one alone. */
  #level(children: readonly Child[], start: number): { fill: PageFill; rightmost: Child }[] {
    const pageCount = Math.ceil(children.length / MAX_CHILDREN)
    return Array.from({ length: pageCount }, (_, page) => {
      const first = Math.floor((page * children.length) / pageCount)
      const last = Math.floor(((page + 1) * children.length) / pageCount) - 1
      const fill = new PageFill(TABLE_INTERIOR, start)
      for (const child of children.slice(first, last)) {
        const cell = new Uint8Array(4 + rowIdLength(child.lastRowId))
        new DataView(cell.buffer).setUint32(0, child.page)
        writeVarint(cell, 4, child.lastRowId)
        fill.add(cell)
      }
      return { fill, rightmost: children[last]! }
    })
  }

  /** A table's tree; returns its root page. */
  addTable(records: Iterable<TableRecord>): number {
    let children = this.#leaves(this.#cells(records))
    while (children.length > 1) {
      children = this.#level(children, 0).map(({ fill, rightmost }) => ({
        page: this.#push(fill.finish(rightmost.page)),
        lastRowId: rightmost.lastRowId,
      }))
    }
    return children[0]!.page
  }

  /** The tree of the schema, whose root is page 1. */
  addSchema(records: readonly TableRecord[]): void {
    const cells = [...this.#cells(records)]
    const only = new PageFill(TABLE_LEAF, FILE_HEAD_BYTES)
    const fits = cells.every(({ cell }) => {
      const room = only.fits(cell)
      if (room) only.add(cell)
      return room
    })
    if (fits) this.#pages[0] = only.finish(0)
    else {
      const roots = this.#level(this.#leaves(cells), FILE_HEAD_BYTES)
      if (roots.length !== 1) throw problem('internal', 'sqlite.schema', {})
      this.#pages[0] = roots[0]!.fill.finish(roots[0]!.rightmost.page)
    }
  }

  /** An index's tree over sorted records; returns its root page. Every record stands once, on a leaf or between two pages. */
  addIndex(records: readonly Uint8Array[]): number {
    let level = records.map((record) => indexCell(record))
    let children: number[] = []
    let kind = INDEX_LEAF
    for (;;) {
      const pages: number[] = []
      const between: Uint8Array[] = []
      let fill = new PageFill(kind)
      let next = 0
      level.forEach((cell, i) => {
        const full = kind === INDEX_LEAF ? cell : withChild(cell, children[next]!)
        // The record that no longer fits goes up between this page and the next, which must not stay empty.
        if (i === level.length - 1 || fill.fits(full, INDEX_RESERVE_BYTES)) {
          fill.add(full)
          next++
        } else {
          pages.push(this.#push(fill.finish(children[next] ?? 0)))
          next++
          between.push(cell)
          fill = new PageFill(kind)
        }
      })
      pages.push(this.#push(fill.finish(children[next] ?? 0)))
      if (pages.length === 1) return pages[0]!
      children = pages
      level = between
      kind = INDEX_INTERIOR
    }
  }

  /** The whole file. */
  toBytes(applicationId: number, userVersion: number): Uint8Array {
    const bytes = new Uint8Array(this.#pages.length * PAGE_BYTES)
    this.#pages.forEach((page, i) => {
      bytes.set(page, i * PAGE_BYTES)
    })
    const view = new DataView(bytes.buffer)
    bytes.set(new TextEncoder().encode('SQLite format 3\0'), 0)
    view.setUint16(16, PAGE_BYTES)
    // Rollback journal; no reserved bytes; fixed payload fractions.
    bytes.set([1, 1, 0, 64, 32, 32], 18)
    view.setUint32(24, 1)
    view.setUint32(28, this.#pages.length)
    view.setUint32(40, 1)
    view.setUint32(44, 4)
    view.setUint32(56, 1)
    view.setUint32(60, userVersion)
    view.setUint32(68, applicationId)
    view.setUint32(92, 1)
    view.setUint32(96, SQLITE_VERSION)
    return bytes
  }
}

function indexCell(record: Uint8Array): Uint8Array {
  if (record.length > MAX_INDEX_PAYLOAD) throw problem('internal', 'sqlite.key-length', { n: record.length })
  const cell = new Uint8Array(varintLength(record.length) + record.length)
  cell.set(record, writeVarint(cell, 0, record.length))
  return cell
}

function withChild(cell: Uint8Array, child: number): Uint8Array {
  const full = new Uint8Array(4 + cell.length)
  new DataView(full.buffer).setUint32(0, child)
  full.set(cell, 4)
  return full
}
