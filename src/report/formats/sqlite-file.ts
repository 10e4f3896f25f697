// A database file written once, from front to back, as SQLite reads it (sqlite.org/fileformat2.html): tables in order of row id and the
// indexes of their keys. Rows in, bytes out; the same rows give the same bytes. No SQL is run. It does not know what the tables mean.
import { problem } from '../../words/problem.ts'
import { utf8 } from '../text/byte-text.ts'
import { compareBytes, SqlitePages } from './sqlite-pages.ts'
import { type SqliteValue, toRecord } from './sqlite-record.ts'

/** One row: its id, and a value for each column (`null` for the column that is the row id). */
export interface SqliteRow {
  readonly rowId: number
  readonly values: readonly SqliteValue[]
}

/** One table. Rows come in rising order of row id. */
export interface SqliteTable {
  readonly name: string
  /** The `CREATE TABLE` statement. */
  readonly sql: string
  readonly rows: Iterable<SqliteRow>
  /** Columns of each `PRIMARY KEY` (of texts) and `UNIQUE` in the statement, in its order. */
  readonly keys: readonly (readonly number[])[]
}

/** What marks the file as a kind of database. */
export interface SqliteMarks {
  readonly applicationId: number
  readonly userVersion: number
}

interface SchemaEntry {
  readonly type: 'table' | 'index'
  readonly name: string
  readonly table: string
  readonly root: number
  readonly sql: string | null
}

interface KeyEntry {
  readonly texts: readonly (string | null)[]
  readonly rowId: number
}

/** As SQLite sorts: nothing first, then by bytes. */
function compareTexts(a: string | null, b: string | null): number {
  if (a === b) return 0
  if (a === null || b === null) return a === null ? -1 : 1
  return compareBytes(utf8(a), utf8(b))
}

function compareKeys(a: KeyEntry, b: KeyEntry): number {
  for (let i = 0; i < a.texts.length; i++) {
    const order = compareTexts(a.texts[i]!, b.texts[i]!)
    if (order !== 0) return order
  }
  return a.rowId - b.rowId
}

/** Two keys are one where no part of them is nothing. */
function sameKey(a: KeyEntry, b: KeyEntry): boolean {
  return a.texts.every((text, i) => text !== null && text === b.texts[i])
}

function keyText(value: SqliteValue): string | null {
  if (value === null || typeof value === 'string') return value
  throw problem('internal', 'sqlite.keys', {})
}

function addTable(pages: SqlitePages, table: SqliteTable): SchemaEntry[] {
  const entries: KeyEntry[][] = table.keys.map(() => [])
  const records = function* () {
    for (const { rowId, values } of table.rows) {
      table.keys.forEach((columns, key) => {
        entries[key]!.push({ texts: columns.map((column) => keyText(values[column]!)), rowId })
      })
      yield { rowId, record: toRecord(values) }
    }
  }
  const root = pages.addTable(records())
  const indexes = entries.map((list, key): SchemaEntry => {
    const sorted = list.sort(compareKeys)
    sorted.forEach((entry, i) => {
      if (i > 0 && sameKey(entry, sorted[i - 1]!)) {
        throw problem('internal', 'sqlite.same-key', {
          name: table.name,
          texts: `"${entry.texts.join('", "')}"`,
        })
      }
    })
    const indexRoot = pages.addIndex(sorted.map(({ texts, rowId }) => toRecord([...texts, rowId])))
    const name = `sqlite_autoindex_${table.name}_${key + 1}`
    return { type: 'index', name, table: table.name, root: indexRoot, sql: null }
  })
  return [{ type: 'table', name: table.name, table: table.name, root, sql: table.sql }, ...indexes]
}

/**
 * A database file.
 *
 * @param tables in the order in which the schema lists them; keys are of text columns
 * @param marks application id and user version
 * @throws LivingCircleError `internal` for two rows with one key
 */
export function toSqliteFile(tables: readonly SqliteTable[], marks: SqliteMarks): Uint8Array {
  const pages = new SqlitePages()
  const schema = tables.flatMap((table) => addTable(pages, table))
  pages.addSchema(
    schema.map(({ type, name, table, root, sql }, i) => ({
      rowId: i + 1,
      record: toRecord([type, name, table, root, sql]),
    })),
  )
  return pages.toBytes(marks.applicationId, marks.userVersion)
}
