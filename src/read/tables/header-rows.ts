// Which of the first rows of a sheet are its header? Titles and notes stand above it; a second row may name the parts of merged parents.
// In: the first rows and what is merged in them. Out: where the header is, and its texts. Which words headers have, it is told.
import { uniqueHeaders } from './raw-table.ts'

/** Cells that are one: rows by line, columns from 0, ends included. */
export interface CellMerge {
  readonly firstLine: number
  readonly lastLine: number
  readonly firstColumn: number
  readonly lastColumn: number
}

/** A row before it is known to be header or data. */
export interface NumberedRow {
  readonly line: number
  readonly cells: readonly string[]
}

/** Whether a cell's text is a word that headers have. */
export type KnowsHeader = (text: string) => boolean

/** The header of a table. */
export interface FoundHeader {
  /** Rows before it: titles. */
  readonly titles: number
  /** Rows that it takes: 1, or 2 with parents above their parts. */
  readonly rows: 1 | 2
  /** Unique texts; a part has its parent's before its own. */
  readonly columns: readonly string[]
  /** The texts of the parts alone where the header has two rows, else `null`. */
  readonly ownTexts: readonly string[] | null
}

/** Rows that are looked at to find the header under titles. */
export const HEADER_SEARCH_ROWS = 30

/** How many of a row's cells are words of headers. */
export function knownWords(cells: readonly string[], knows: KnowsHeader): number {
  let count = 0
  for (const cell of cells) if (cell !== '' && knows(cell)) count++
  return count
}

/** Cells with something in them. */
export function filledCells(cells: readonly string[]): number {
  let count = 0
  for (const cell of cells) if (cell !== '' && cell.trim() !== '') count++
  return count
}

/**
 * The header among the first rows: the row with the most known words (two or more), else the first with two filled cells, else the first.
 */
export function findHeader(
  head: readonly NumberedRow[],
  merges: readonly CellMerge[],
  knows: KnowsHeader,
): FoundHeader {
  const at = headerRow(head, knows)
  const above = at > 0 ? twoRows(head[at - 1]!, head[at]!, merges, knows) : null
  if (above !== null) return { ...above, titles: at - 1 }
  const below = at + 1 < head.length ? twoRows(head[at]!, head[at + 1]!, merges, knows) : null
  if (below !== null) return { ...below, titles: at }
  return { titles: at, rows: 1, columns: uniqueHeaders(head[at]!.cells), ownTexts: null }
}

function headerRow(head: readonly NumberedRow[], knows: KnowsHeader): number {
  let best = -1
  let most = 1
  head.forEach(({ cells }, index) => {
    const known = knownWords(cells, knows)
    if (known > most) {
      most = known
      best = index
    }
  })
  if (best >= 0) return best
  return Math.max(
    0,
    head.findIndex(({ cells }) => filledCells(cells) >= 2),
  )
}

/** Two rows read as parents and parts, or `null` where the lower one is data (or the upper one a title). */
function twoRows(
  upper: NumberedRow,
  lower: NumberedRow,
  merges: readonly CellMerge[],
  knows: KnowsHeader,
): Omit<FoundHeader, 'titles'> | null {
  const width = Math.max(upper.cells.length, lower.cells.length)
  const text = ({ cells }: NumberedRow, column: number) => (cells[column] ?? '').trim()
  const parents = Array.from({ length: width }, (_, column) => text(upper, column))
  const covered = new Set<number>()
  let parentsOverParts = 0
  for (const { firstLine, lastLine, firstColumn, lastColumn } of merges) {
    if (firstLine > upper.line || lastLine < upper.line) continue
    // A cell merged down over both rows names its column alone.
    if (lastLine >= lower.line) covered.add(firstColumn)
    if (lastColumn <= firstColumn || lastLine >= lower.line) continue
    // Merged over the whole width it is a title.
    if (filledCells(upper.cells) < 2) return null
    parentsOverParts++
    for (let column = firstColumn + 1; column <= Math.min(lastColumn, width - 1); column++) {
      parents[column] = parents[firstColumn]!
    }
  }
  const parts = Array.from({ length: width }, (_, column) => (covered.has(column) ? '' : text(lower, column)))
  if (parts.every((part) => part === '') || parts.some(isNumeric)) return null
  if (parentsOverParts === 0 && !spreadsByBlanks(parents, parts, covered)) return null
  if (knownWords(parts, knows) === 0) return null
  // Data under a header that happens to be merged has texts in most columns; parts stand under their parents only.
  const alone = parents.filter((parent, column) => parent !== '' && ['', parent].includes(parts[column]!)).length
  if (alone === 0 && knownWords(parts, knows) < 2) return null
  const joined = parts.map((part, column) => {
    const parent = parents[column]!
    return part === '' ? parent : parent === part ? part : parent + part
  })
  const own = parts.map((part, column) => (part === '' ? parents[column]! : part))
  return { rows: 2, columns: uniqueHeaders(joined), ownTexts: own }
}

/** Without merges (a CSV of such a sheet): blanks after a parent in the upper row, parts below these blanks, blanks below the others. */
function spreadsByBlanks(parents: string[], parts: readonly string[], covered: ReadonlySet<number>): boolean {
  let parent = -1
  let spread = 0
  for (let column = 0; column < parents.length; column++) {
    if (parents[column] !== '') {
      parent = column
      continue
    }
    if (parts[column] === '' || parent < 0 || covered.has(parent) || parts[parent] === '') continue
    parents[column] = parents[parent]!
    spread++
  }
  // Where merges were written out, a parent stands over each of its parts, and a cell over two rows in both.
  for (let column = 1; column < parents.length; column++) {
    if (parents[column] !== '' && parents[column] === parents[column - 1] && parts[column] !== parts[column - 1])
      spread++
  }
  const isAlone = (text: string, column: number) => text !== '' && (parts[column] === '' || parts[column] === text)
  const stray = parents.filter(isAlone).length
  return spread > 0 && stray > 0
}

function isNumeric(text: string): boolean {
  return /^[-+]?[\d\uff10-\uff19][\d\uff10-\uff19.,，\s]*$/.test(text)
}
