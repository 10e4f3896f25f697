// Small writers for tests: what planners' programs would write. Not part of the library.
import { strToU8, zipSync } from 'fflate'

/** GBK bytes of a text, by turning the decoder round. */
export function gbk(text: string): Uint8Array {
  const table = gbkTable()
  const bytes: number[] = []
  for (const character of text) {
    const code = character.codePointAt(0)!
    if (code < 0x80) bytes.push(code)
    else {
      const pair = table.get(character)
      if (pair === undefined) throw new Error(`not in GBK: ${character}`)
      bytes.push(pair >> 8, pair & 0xff)
    }
  }
  return Uint8Array.from(bytes)
}

let cached: Map<string, number> | undefined
function gbkTable(): Map<string, number> {
  if (cached !== undefined) return cached
  cached = new Map()
  const decoder = new TextDecoder('gb18030')
  for (let lead = 0x81; lead <= 0xfe; lead++) {
    for (let trail = 0x40; trail <= 0xfe; trail++) {
      if (trail === 0x7f) continue
      const text = decoder.decode(Uint8Array.of(lead, trail))
      if ([...text].length === 1 && text !== '\ufffd' && !cached.has(text)) cached.set(text, lead * 256 + trail)
    }
  }
  return cached
}

const escapeXml = (text: string): string =>
  text.replace(/[&<>"]/g, (c) => ({ '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;' })[c]!)

/** Letters of a column from 0: A … Z, AA … */
export function columnLetters(column: number): string {
  return column < 26
    ? String.fromCharCode(65 + column)
    : columnLetters(Math.floor(column / 26) - 1) + columnLetters(column % 26)
}

export type Cell = string | number | boolean | null

/** XML of one sheet; texts go into `shared`. */
export function sheetXml(rows: readonly (readonly Cell[])[], shared: Map<string, number>): string {
  const cell = (value: Cell, row: number, column: number): string => {
    const at = `${columnLetters(column)}${row + 1}`
    if (value === null) return `<c r="${at}" s="1"/>`
    if (typeof value === 'number') return `<c r="${at}"><v>${value}</v></c>`
    if (typeof value === 'boolean') return `<c r="${at}" t="b"><v>${value ? 1 : 0}</v></c>`
    if (!shared.has(value)) shared.set(value, shared.size)
    return `<c r="${at}" t="s"><v>${shared.get(value)}</v></c>`
  }
  const xml = rows
    .map((row, r) => `<row r="${r + 1}">${row.map((value, c) => cell(value, r, c)).join('')}</row>`)
    .join('')
  return `<?xml version="1.0" encoding="UTF-8"?><worksheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><sheetData>${xml}</sheetData></worksheet>`
}

/** A workbook of sheets; `parts` replace or add parts. */
export function xlsx(
  sheets: readonly { name: string; rows: readonly (readonly Cell[])[]; hidden?: boolean }[],
  parts: Record<string, Uint8Array> = {},
): Uint8Array {
  const shared = new Map<string, number>()
  const files: Record<string, Uint8Array> = {}
  sheets.forEach(({ rows }, i) => {
    files[`xl/worksheets/sheet${i + 1}.xml`] = strToU8(sheetXml(rows, shared))
  })
  const list = sheets
    .map(
      ({ name, hidden }, i) =>
        `<sheet name="${escapeXml(name)}" sheetId="${i + 1}" ${hidden ? 'state="hidden" ' : ''}r:id="rId${i + 1}"/>`,
    )
    .join('')
  const relations = sheets
    .map(
      (_, i) =>
        `<Relationship Id="rId${i + 1}" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/worksheet" Target="worksheets/sheet${i + 1}.xml"/>`,
    )
    .join('')
  files['xl/workbook.xml'] = strToU8(`<workbook xmlns:r="r"><sheets>${list}</sheets></workbook>`)
  files['xl/_rels/workbook.xml.rels'] = strToU8(`<Relationships>${relations}</Relationships>`)
  files['xl/sharedStrings.xml'] = strToU8(
    `<sst>${[...shared.keys()].map((text) => `<si><t xml:space="preserve">${escapeXml(text)}</t></si>`).join('')}</sst>`,
  )
  return zipSync({ ...files, ...parts }, { level: 6 })
}

/** A .shp file of points. */
export function shpOfPoints(points: readonly (readonly [number, number])[]): Uint8Array {
  const bytes = new Uint8Array(100 + 28 * points.length)
  const view = new DataView(bytes.buffer)
  view.setInt32(0, 9994)
  view.setInt32(24, bytes.length / 2)
  view.setInt32(28, 1000, true)
  view.setInt32(32, 1, true)
  points.forEach(([x, y], i) => {
    const at = 100 + 28 * i
    view.setInt32(at, i + 1)
    view.setInt32(at + 4, 10)
    view.setInt32(at + 8, 1, true)
    view.setFloat64(at + 12, x, true)
    view.setFloat64(at + 20, y, true)
  })
  return bytes
}

/** A .dbf file of text columns. */
export function dbf(
  columns: readonly string[],
  rows: readonly (readonly string[])[],
  encode: (text: string) => Uint8Array,
): Uint8Array {
  const encoded = rows.map((row) => row.map(encode))
  const widths = columns.map((_, c) => Math.max(1, ...encoded.map((row) => row[c]!.length)))
  const recordBytes = 1 + widths.reduce((a, b) => a + b, 0)
  const headerBytes = 32 + 32 * columns.length + 1
  const bytes = new Uint8Array(headerBytes + recordBytes * rows.length + 1).fill(0x20)
  const view = new DataView(bytes.buffer)
  bytes.fill(0, 0, headerBytes)
  bytes[0] = 3
  view.setUint32(4, rows.length, true)
  view.setUint16(8, headerBytes, true)
  view.setUint16(10, recordBytes, true)
  columns.forEach((name, c) => {
    bytes.set(encode(name).subarray(0, 10), 32 + 32 * c)
    bytes[32 + 32 * c + 11] = 'C'.charCodeAt(0)
    bytes[32 + 32 * c + 16] = widths[c]!
  })
  bytes[headerBytes - 1] = 0x0d
  encoded.forEach((row, r) => {
    let at = headerBytes + r * recordBytes + 1
    row.forEach((cell, c) => {
      bytes.set(cell, at)
      at += widths[c]!
    })
  })
  bytes[bytes.length - 1] = 0x1a
  return bytes
}
