// A table of places from a file of any supported format, told by its first bytes. In: a byte source. Out: a RawTable.
// It does not know what any column means.
import { LivingCircleError } from '../foundation/errors.ts'
import type { RunOptions } from '../foundation/progress.ts'
import type { ByteSource } from './byte-source.ts'
import { readCsvChunks } from './points-csv.ts'
import { readGeoJsonTable } from './points-geojson.ts'
import { type RawTable, type RawTableProblem, TABLE_LIMITS, type TableFormat } from './raw-table.ts'
import { encodingOfMark } from './text-encoding.ts'

/** Options of {@link readTable}. */
export interface ReadTableOptions extends RunOptions {
  /** Text encoding: `auto` (default; byte order mark, then strict UTF-8, then GB18030), `utf8`, `gb18030`, or a WHATWG name. */
  readonly encoding?: string | undefined
  /** CSV delimiter: `auto` (default) or the character. */
  readonly delimiter?: string | undefined
  /** XLSX: sheet by name or by number from 1; default the first. */
  readonly sheet?: string | number | undefined
  /** Shapefile: the `.dbf`, `.prj` and `.cpg` files beside the `.shp`. */
  readonly siblings?: readonly ByteSource[] | undefined
}

/**
 * Reads a table of points or areas: CSV (comma, semicolon, tab), XLSX, GeoJSON (also one feature per line), shapefile, FlatGeobuf.
 * The format is told by the content. Cells stay text; malformed rows are in `rejects`.
 *
 * @throws LivingCircleError `input-empty`, `input-format`, `input-unsupported`, `input-too-large`, `input-truncated`
 * @example
 * ```ts
 * import { bytesSource, readTable } from 'living-circle'
 * const bytes = new TextEncoder().encode('名称,经度,纬度\n社区食堂,116.32,39.99\n')
 * const table = await readTable(bytesSource('places.csv', bytes))
 * table.columns // ['名称', '经度', '纬度']
 * table.line[0] // 2
 * ```
 */
export async function readTable(source: ByteSource, options: ReadTableOptions = {}): Promise<RawTable> {
  switch (await sniffTableFormat(source)) {
    case 'geojson':
      return readGeoJsonTable(source, options)
    case 'csv':
      return readWholeCsv(source, options)
    case 'xlsx':
    case 'shapefile':
    case 'flatgeobuf':
      throw new LivingCircleError('input-unsupported', `${source.name}: this format is not read yet.`, {
        hint: 'Save it as CSV (UTF-8) or GeoJSON.',
      })
  }
}

/**
 * Like {@link readTable}, but a CSV comes in chunks of about a megabyte, so that its size does not matter; other formats come as one.
 * All chunks have the same columns.
 */
export async function* readTableChunks(source: ByteSource, options: ReadTableOptions = {}): AsyncGenerator<RawTable> {
  if ((await sniffTableFormat(source)) === 'csv') yield* readCsvChunks(source, options)
  else yield await readTable(source, options)
}

async function readWholeCsv(source: ByteSource, options: ReadTableOptions): Promise<RawTable> {
  const rows: (readonly string[])[] = []
  const lines: number[] = []
  const rejects: RawTableProblem[] = []
  const warnings: RawTableProblem[] = []
  let last: RawTable | null = null
  let cells = 0
  for await (const chunk of readCsvChunks(source, options)) {
    cells += chunk.rows.length * chunk.columns.length
    if (cells > TABLE_LIMITS.cells) {
      throw new LivingCircleError('input-too-large', `${source.name}: more than ${TABLE_LIMITS.cells} cells.`, {
        hint: 'Cut it to the study area first, or read it in chunks (readTableChunks).',
        details: { limit: TABLE_LIMITS.cells },
      })
    }
    for (const row of chunk.rows) rows.push(row)
    for (const line of chunk.line) lines.push(line)
    for (const reject of chunk.rejects) rejects.push(reject)
    for (const warning of chunk.warnings) warnings.push(warning)
    last = chunk
  }
  return { ...last!, rows, line: Uint32Array.from(lines), rejects, warnings }
}

const UNSUPPORTED: readonly (readonly [signature: string, what: string, hint: string])[] = [
  ['d0cf11e0', 'an old Excel workbook (.xls)', 'Save it as .xlsx or CSV.'],
  ['25504446', 'a PDF', 'Export the table as CSV or .xlsx.'],
  ['1f8b', 'gzip', 'Unpack it first.'],
  ['53514c69', 'SQLite (a GeoPackage?)', 'Export the layer as FlatGeobuf or GeoJSON.'],
  ['50415231', 'Parquet', 'Export it as CSV or FlatGeobuf.'],
  ['89504e47', 'a picture', 'Give a table of places.'],
  ['ffd8ff', 'a picture', 'Give a table of places.'],
]

/**
 * Tells a table's format by its first bytes.
 *
 * @throws LivingCircleError `input-empty`; `input-unsupported` for formats that are known but not read
 */
export async function sniffTableFormat(source: ByteSource): Promise<TableFormat> {
  const head = await firstBytes(source, 4096)
  if (head.length === 0) {
    throw new LivingCircleError('input-empty', `${source.name} is empty.`, {
      hint: 'A table needs a header line and at least one row.',
    })
  }
  const hex = Array.from(head.subarray(0, 8), (byte) => byte.toString(16).padStart(2, '0')).join('')
  if (hex.startsWith('504b0304') || hex.startsWith('504b0506')) return 'xlsx'
  if (hex.startsWith('0000270a')) return 'shapefile'
  if (hex.startsWith('66676203666762')) return 'flatgeobuf'
  for (const [signature, what, hint] of UNSUPPORTED) {
    if (hex.startsWith(signature)) {
      throw new LivingCircleError('input-unsupported', `${source.name} is ${what}.`, { hint })
    }
  }
  const text = new TextDecoder(encodingOfMark(head) ?? 'utf-8').decode(head).replace(/^[\s\uFEFF\u001e]+/, '')
  if (text.startsWith('{')) return 'geojson'
  if (/^\[\s*[{[]/.test(text)) {
    throw new LivingCircleError('input-unsupported', `${source.name} is a JSON list.`, {
      hint: 'Export it as a GeoJSON FeatureCollection or as CSV.',
    })
  }
  if (/^<(!doctype|html|\?xml|osm|kml|gpx)/i.test(text)) {
    throw new LivingCircleError(
      'input-unsupported',
      `${source.name} is not a table: it starts with "${text.slice(0, 15)}".`,
      {
        hint: 'If it was downloaded, the server may have sent a web page instead of the file.',
      },
    )
  }
  return 'csv'
}

async function firstBytes(source: ByteSource, wanted: number): Promise<Uint8Array> {
  const head = new Uint8Array(wanted)
  let length = 0
  for await (const chunk of source.stream()) {
    const part = chunk.subarray(0, wanted - length)
    head.set(part, length)
    length += part.length
    if (length === wanted) break
  }
  return head.subarray(0, length)
}
