// The columns of a CREATE TABLE statement, in the order in which rows have them. In: the statement as SQLite keeps it. Out: columns.
// It knows no type but what decides where a value stands.

/** A column of an SQLite table. */
export interface TableColumn {
  readonly name: string
  /** An INTEGER PRIMARY KEY is the rowid itself; its cell is empty. */
  readonly isRowid: boolean
  /** What rows have that were written before the column was added. */
  readonly fallback: string | number | null
}

const CONSTRAINT = /^(?:CONSTRAINT|PRIMARY|UNIQUE|CHECK|FOREIGN)\b/i

/** Columns of a statement; computed columns that rows do not hold are left out. */
export function columnsOf(statement: string): TableColumn[] {
  const sql = withoutComments(statement)
  const open = sql.indexOf('(')
  if (open < 0) return []
  const parts = splitAtCommas(sql.slice(open + 1)).map((part) => part.trim())
  const key = parts.map(soleKey).find((name) => name !== null)
  return parts.flatMap((definition): TableColumn[] => {
    if (definition === '' || CONSTRAINT.test(definition)) return []
    const [name, rest] = nameAndRest(definition)
    if (name === '' || (/\bAS\s*\(/i.test(rest) && !/\bSTORED\b/i.test(rest))) return []
    const isInteger = /^\s*INTEGER\b/i.test(rest)
    const isKey = /\bPRIMARY\s+KEY\b/i.test(rest) || name.toLowerCase() === key
    return [{ name, isRowid: isInteger && isKey, fallback: defaultOf(rest) }]
  })
}

/** `PRIMARY KEY ("fid" AUTOINCREMENT)` behind the columns: the name in small letters. */
function soleKey(definition: string): string | null {
  const inside = /^(?:CONSTRAINT\s+\S+\s+)?PRIMARY\s+KEY\s*\(([^(),]+)\)/i.exec(definition)?.[1]
  return inside === undefined ? null : nameAndRest(inside.trim())[0].toLowerCase()
}

function nameAndRest(definition: string): readonly [name: string, rest: string] {
  const quoted = /^(?:"((?:[^"]|"")*)"|`((?:[^`]|``)*)`|\[([^\]]*)\]|'((?:[^']|'')*)')(.*)$/s.exec(definition)
  if (quoted !== null) {
    const [, double, tick, bracket, single, rest] = quoted
    const name = double?.replaceAll('""', '"') ?? tick?.replaceAll('``', '`') ?? bracket ?? single
    return [name ?? '', rest ?? '']
  }
  const plain = /^([^\s(]+)(.*)$/s.exec(definition)
  return [plain?.[1] ?? '', plain?.[2] ?? '']
}

function defaultOf(rest: string): string | number | null {
  const match = /\bDEFAULT\s*\(?\s*(?:'((?:[^']|'')*)'|([-+]?\d+(?:\.\d+)?))/i.exec(rest)
  if (match === null) return null
  return match[1] === undefined ? Number(match[2]) : match[1].replaceAll("''", "'")
}

/** Comments go; what stands in quotes stays. */
function withoutComments(sql: string): string {
  return sql.replace(
    /("[^"]*"|'[^']*'|`[^`]*`|\[[^\]]*\])|--[^\n]*|\/\*[\s\S]*?\*\//g,
    (_, kept: string | undefined) => (kept === undefined ? ' ' : kept),
  )
}

/** Parts between the commas of the outermost bracket; quotes and brackets inside hold together. */
function splitAtCommas(body: string): string[] {
  const parts: string[] = []
  let depth = 0
  let quote = ''
  let from = 0
  for (let at = 0; at < body.length; at++) {
    const character = body[at]!
    if (quote !== '') {
      if (character === quote) quote = ''
    } else if (character === '"' || character === "'" || character === '`') quote = character
    else if (character === '[') quote = ']'
    else if (character === '(') depth++
    else if (character === ')' && --depth < 0) {
      parts.push(body.slice(from, at))
      return parts
    } else if (character === ',' && depth === 0) {
      parts.push(body.slice(from, at))
      from = at + 1
    }
  }
  return [...parts, body.slice(from)]
}
