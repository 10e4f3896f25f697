// A worksheet with some cells exchanged and rows added behind the last; all else stays letter for letter. Places and cells in, XML out.

import type { SheetCell } from '../workbook/xlsx-sheet.ts'
import { columnName, xmlText } from '../workbook/xlsx-text.ts'
import type { SheetSource, SourceRow, Span } from './sheet-source.ts'

/** What changes in a sheet. */
export interface SheetEdits {
  /** Line → column (from 0) → what stands there now. */
  readonly cells: ReadonlyMap<number, ReadonlyMap<number, SheetCell>>
  /** New rows, column → cell, behind the last. */
  readonly added: readonly ReadonlyMap<number, SheetCell>[]
}

/** The new XML; the same text where nothing changes. */
export function editSheet(sheet: SheetSource, { cells, added }: SheetEdits): string {
  const pieces: (Span & { readonly text: string })[] = []
  for (const row of sheet.rows) {
    const own = cells.get(row.line)
    if (own !== undefined && own.size > 0) pieces.push(...editRow(sheet, row, own))
  }
  const last = sheet.rows.at(-1)?.line ?? 0
  if (added.length > 0) {
    pieces.push(...appended(sheet, added, last))
    for (const { start, end, range } of sheet.ranges)
      pieces.push({ start, end, text: grownRange(range, last, last + added.length) })
  }
  return spliced(sheet.xml, pieces)
}

/** A range that ended with the last row ends with the new last one. */
export function grownRange(range: string, last: number, newLast: number): string {
  return range.replace(/^(\$?[A-Z]{1,3}\$?\d+:\$?[A-Z]{1,3}\$?)(\d+)$/, (whole, head: string, end: string) =>
    Number(end) >= last && Number(end) < newLast ? `${head}${newLast}` : whole,
  )
}

function editRow(sheet: SheetSource, row: SourceRow, own: ReadonlyMap<number, SheetCell>): (Span & { text: string })[] {
  const pieces: (Span & { text: string })[] = []
  const missing: [number, SheetCell][] = []
  for (const [column, value] of own) {
    const cell = row.cells.find((one) => one.column === column)
    if (cell === undefined) missing.push([column, value])
    else
      pieces.push({
        start: cell.start,
        end: cell.end,
        text: cellXml(sheet.prefix, column, row.line, value, cell.style),
      })
  }
  const places = new Map<number, string>()
  for (const [column, value] of missing.sort(([a], [b]) => a - b)) {
    const before = row.cells.find((one) => one.column > column)
    const at = before?.start ?? row.contentEnd
    places.set(
      at,
      `${places.get(at) ?? ''}${cellXml(sheet.prefix, column, row.line, value, styleBelow(sheet, column, row.line))}`,
    )
  }
  for (const [at, text] of places) {
    if (row.closesItself) {
      const tag = sheet.xml.slice(row.start, row.end).replace(/\s*\/>$/, '>')
      return [{ start: row.start, end: row.end, text: `${tag}${text}</${sheet.prefix}row>` }]
    }
    pieces.push({ start: at, end: at, text })
  }
  return pieces
}

/** A cell of that column in another row has the style that the column is shown in: the nearest row above with one, else any. */
function styleBelow(sheet: SheetSource, column: number, line: number): string | null {
  const styled = sheet.rows.filter(({ cells }) => cells.some((cell) => cell.column === column && cell.style !== null))
  const row = styled.findLast((one) => one.line < line && one.line > 1) ?? styled.at(-1)
  return row?.cells.find((cell) => cell.column === column)?.style ?? null
}

/** New rows look like the last one that has a cell in the column. */
function appended(
  sheet: SheetSource,
  added: readonly ReadonlyMap<number, SheetCell>[],
  last: number,
): (Span & { text: string })[] {
  const columns = new Set(added.flatMap((row) => [...row.keys()]))
  const styles = new Map([...columns].map((column) => [column, styleBelow(sheet, column, last + 1)]))
  let text = ''
  added.forEach((row, i) => {
    const line = last + 1 + i
    const cells = [...row]
      .sort(([a], [b]) => a - b)
      .map(([column, value]) => cellXml(sheet.prefix, column, line, value, styles.get(column) ?? null))
    text += `<${sheet.prefix}row r="${line}">${cells.join('')}</${sheet.prefix}row>`
  })
  const { data, prefix } = sheet
  if (!data.closesItself) return [{ start: data.end, end: data.end, text }]
  return [{ ...data.element, text: `<${prefix}sheetData>${text}</${prefix}sheetData>` }]
}

/** Texts are typed as texts, so nothing in them is a formula. */
function cellXml(prefix: string, column: number, line: number, value: SheetCell, style: string | null): string {
  const head = `<${prefix}c r="${columnName(column)}${line}"${style === null ? '' : ` s="${xmlText(style)}"`}`
  if (value === null || value === '' || (typeof value === 'number' && !Number.isFinite(value))) return `${head}/>`
  if (typeof value === 'number') return `${head}><${prefix}v>${value}</${prefix}v></${prefix}c>`
  if (typeof value === 'boolean') return `${head} t="b"><${prefix}v>${value ? 1 : 0}</${prefix}v></${prefix}c>`
  return `${head} t="inlineStr"><${prefix}is><${prefix}t xml:space="preserve">${xmlText(value)}</${prefix}t></${prefix}is></${prefix}c>`
}

function spliced(xml: string, pieces: readonly (Span & { readonly text: string })[]): string {
  if (pieces.length === 0) return xml
  const parts: string[] = []
  let at = 0
  for (const { start, end, text } of [...pieces].sort((a, b) => a.start - b.start || a.end - b.end)) {
    parts.push(xml.slice(at, start), text)
    at = end
  }
  parts.push(xml.slice(at))
  return parts.join('')
}
