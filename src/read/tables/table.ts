// Tables of places from a file of any supported format, told by its first bytes. In: a byte source. Out: its tables, as RawTable.
// It does not know what any column means.

import type { LivingCircleError } from '../../foundation/errors.ts'
import type { Message } from '../../foundation/message.ts'
import type { RunOptions } from '../../foundation/progress.ts'
import { message, problem } from '../../words/problem.ts'
import type { ByteSource } from '../bytes/byte-source.ts'
import {
  type CountKnownWords,
  decodeText,
  detectEncoding,
  encodingLabel,
  encodingOfMark,
} from '../bytes/text-encoding.ts'
import type { KnowsHeader } from './header-rows.ts'
import { type RawTable, TABLE_LIMITS, type TableFormat } from './raw-table.ts'
import { firstSheet, readySheet, sheetOfFile, type TableFile, type TableSheet } from './table-file.ts'
import type { ZipArchive, ZipPart } from './zip-archive.ts'

/** Options of {@link readTable}. */
export interface ReadTableOptions extends RunOptions {
  /** Text encoding: `auto` (default; byte order mark, then strict UTF-8, then GB18030), `utf8`, `gb18030`, or a WHATWG name. */
  readonly encoding?: string | undefined
  /** How many words of a text are known: tells code pages apart where the bytes fit several. Default: by the shape of the bytes. */
  readonly knownWords?: CountKnownWords | undefined
  /** CSV delimiter: `auto` (default) or the character. */
  readonly delimiter?: string | undefined
  /** Sheet or layer by name or by number from 1; default the first that is not hidden. */
  readonly sheet?: string | number | undefined
  /** Which texts are words of headers: finds the header under titles, and parts of merged parents. Default: the first row of two cells. */
  readonly knowsHeader?: KnowsHeader | undefined
  /** Shapefile: the `.dbf`, `.prj` and `.cpg` files beside the `.shp`. */
  readonly siblings?: readonly ByteSource[] | undefined
}

/**
 * Opens a file of tables: CSV (comma, semicolon, tab), XLSX, ODS, HTML tables and the XML of Excel 2003 (often named .xls), GeoJSON (also
 * one feature per line), other JSON lists of places, KML and KMZ, GeoPackage, shapefile, FlatGeobuf. The format is told by the content.
 * A workbook has a table for each of its sheets, a GeoPackage for each layer, a KML document for each folder, a zip archive for each
 * shapefile in it; other formats have one without a name. Nothing is read before a table is asked for, but that formats without streams are in memory.
 *
 * @throws LivingCircleError `input-empty`, `input-format`, `input-unsupported`, `input-too-large`, `input-truncated`
 */
export async function openTableFile(source: ByteSource, options: ReadTableOptions = {}): Promise<TableFile> {
  const format = await sniffTableFormat(source)
  if (format === 'xlsx') return openZipped(source, options)
  return { source: source.name, format, sheets: await sheetsOf(source, format, options) }
}

async function sheetsOf(
  source: ByteSource,
  format: Exclude<TableFormat, 'xlsx' | 'ods'>,
  options: ReadTableOptions,
): Promise<readonly TableSheet[]> {
  switch (format) {
    case 'geojson': {
      const { readGeoJsonTable } = await import('./points-geojson.ts')
      return [readySheet(null, () => readGeoJsonTable(source, options))]
    }
    case 'json': {
      const { readJsonTable } = await import('./points-json.ts')
      return [readySheet(null, () => readJsonTable(source, options))]
    }
    case 'csv':
      return [{ name: null, hidden: false, chunks: () => csvChunks(source, options) }]
    case 'kml': {
      const { kmlSheets } = await import('./points-kml.ts')
      return kmlSheets(source.name, decodeText(source, await encodingOf(source, options)))
    }
    case 'html':
    case 'spreadsheetml': {
      const { markupSheets } = await import('./points-html.ts')
      return markupSheets(source.name, await wholeText(source, options), format, options)
    }
    case 'geopackage': {
      const { geopackageSheets } = await import('./points-geopackage.ts')
      return geopackageSheets(source.name, await wholeFile(source))
    }
    case 'shapefile':
      return [readySheet(null, () => readShapefileParts(source, options))]
    case 'flatgeobuf': {
      const { readFlatGeobuf } = await import('./points-flatgeobuf.ts')
      return [readySheet(null, async () => readFlatGeobuf(source.name, await wholeFile(source)))]
    }
  }
}

/** The encoding that the user names, that a page or document names at its head, or that the bytes tell. */
async function encodingOf(source: ByteSource, options: ReadTableOptions): Promise<string> {
  const asked = options.encoding ?? 'auto'
  if (asked !== 'auto') return encodingLabel(asked)
  const head = await firstBytes(source, 2048)
  const marked = encodingOfMark(head)
  if (marked !== null) return marked
  const named = /(?:charset\s*=\s*["']?|<\?xml[^>]*encoding\s*=\s*["'])([\w-]+)/i.exec(
    new TextDecoder('latin1').decode(head),
  )?.[1]
  try {
    if (named !== undefined) return encodingLabel(named)
  } catch {
    // A name that nobody knows: the bytes tell.
  }
  return detectEncoding(source, options.signal, options.knownWords)
}

async function wholeText(source: ByteSource, options: ReadTableOptions): Promise<string> {
  const encoding = await encodingOf(source, options)
  return new TextDecoder(encoding).decode(await wholeFile(source))
}

/**
 * Reads one table of a file that {@link openTableFile} opens: the sheet that `sheet` names, else the first that is not hidden.
 * Cells stay text; malformed rows are in `rejects`.
 *
 * @throws LivingCircleError `input-empty`, `input-format`, `input-unsupported`, `input-too-large`, `input-truncated`
 * @example
 * ```ts
 * import { bytesSource } from 'living-circle'
 * import { readTable } from 'living-circle/parts'
 * const bytes = new TextEncoder().encode('名称,经度,纬度\n社区食堂,116.32,39.99\n')
 * const table = await readTable(bytesSource('places.csv', bytes))
 * table.columns // ['名称', '经度', '纬度']
 * table.line[0] // 2
 * ```
 */
export async function readTable(source: ByteSource, options: ReadTableOptions = {}): Promise<RawTable> {
  const file = await openTableFile(source, options)
  const sheet = options.sheet === undefined ? firstSheet(file) : sheetOfFile(file, options.sheet)
  return wholeTable(source.name, sheet.chunks())
}

/** The bytes of a file that must be read as a whole. */
async function wholeFile(source: ByteSource): Promise<Uint8Array> {
  const chunks: Uint8Array[] = []
  let length = 0
  for await (const chunk of source.stream()) {
    length += chunk.length
    if (length > TABLE_LIMITS.wholeFileBytes) {
      throw problem(
        'input-too-large',
        'table.too-large',
        { name: source.name, most: TABLE_LIMITS.wholeFileBytes },
        { hint: 'hint.cut-area-or-csv', details: { limitBytes: TABLE_LIMITS.wholeFileBytes } },
      )
    }
    chunks.push(chunk)
  }
  return joined(chunks)
}

/** What a zip archive is: shapefiles, a KMZ, an OpenDocument spreadsheet, or else a workbook. */
async function openZipped(source: ByteSource, options: ReadTableOptions): Promise<TableFile> {
  const { openZip } = await import('./zip-archive.ts')
  const { name } = source
  const archive = openZip(name, await wholeFile(source))
  const parts = archive.parts.filter((part) => !/(?:^|[\\/])(?:__MACOSX|\._)/.test(part.name))
  const shp = parts.filter((part) => /\.shp$/i.test(part.name))
  if (shp.length > 0) return { source: name, format: 'shapefile', sheets: shapefilesOf(name, archive, shp, options) }
  const kml = parts.filter((part) => /\.kml$/i.test(part.name))
  if (kml.length > 0) {
    const { kmlSheets } = await import('./points-kml.ts')
    // The first document is the one that counts; others are pictures' and links' own.
    const bytes = joined([...archive.open(archive.find('doc.kml') ?? kml[0]!)])
    return { source: name, format: 'kml', sheets: await kmlSheets(name, [new TextDecoder().decode(bytes)]) }
  }
  if (archive.find('content.xml') !== undefined && archive.find('xl/workbook.xml') === undefined) {
    const { odsSheets } = await import('./points-ods.ts')
    return { source: name, format: 'ods', sheets: odsSheets(name, archive, options) }
  }
  const { xlsxSheets } = await import('./points-xlsx.ts')
  return { source: name, format: 'xlsx', sheets: xlsxSheets(name, archive, options) }
}

function shapefilesOf(
  source: string,
  archive: ZipArchive,
  shp: readonly ZipPart[],
  options: ReadTableOptions,
): TableSheet[] {
  return shp.map(({ name }) => {
    const stem = name.slice(0, -4)
    const unpack = (extension: string): Uint8Array | null => {
      const part = archive.find(stem + extension)
      return part === undefined ? null : joined([...archive.open(part)])
    }
    const layer = shp.length === 1 ? null : stem.slice(stem.lastIndexOf('/') + 1)
    return readySheet(layer, () => shapefileOf(source, unpack('.shp')!, unpack, options))
  })
}

function joined(chunks: readonly Uint8Array[]): Uint8Array {
  if (chunks.length === 1) return chunks[0]!
  const bytes = new Uint8Array(chunks.reduce((sum, { length }) => sum + length, 0))
  let at = 0
  for (const chunk of chunks) {
    bytes.set(chunk, at)
    at += chunk.length
  }
  return bytes
}

/** A .shp file with its siblings. */
async function readShapefileParts(source: ByteSource, options: ReadTableOptions): Promise<RawTable> {
  const siblings = new Map<string, Uint8Array>()
  for (const sibling of options.siblings ?? source.siblings?.() ?? []) {
    const extension = /\.(?:dbf|prj|cpg)$/i.exec(sibling.name)?.[0].toLowerCase()
    if (extension !== undefined) siblings.set(extension, await wholeFile(sibling))
  }
  if (!siblings.has('.dbf')) {
    throw problem('input-unusable', 'shp.no-dbf', { source: source.name }, { hint: 'hint.keep-together' })
  }
  return shapefileOf(source.name, await wholeFile(source), (extension) => siblings.get(extension) ?? null, options)
}

async function shapefileOf(
  name: string,
  shp: Uint8Array,
  sibling: (extension: string) => Uint8Array | null,
  options: ReadTableOptions,
): Promise<RawTable> {
  const { readShapefile } = await import('./points-shapefile.ts')
  const text = (extension: string): string | null => {
    const bytes = sibling(extension)
    return bytes === null ? null : new TextDecoder().decode(bytes)
  }
  const asked = options.encoding ?? 'auto'
  const encoding = asked === 'auto' ? null : encodingLabel(asked)
  const parts = { shp, dbf: sibling('.dbf'), prj: text('.prj'), cpg: text('.cpg') }
  return readShapefile(name, parts, encoding, options.knownWords)
}

/**
 * Like {@link readTable}, but a CSV comes in chunks of about a megabyte, so that its size does not matter; other formats come as one.
 * All chunks have the same columns.
 */
export async function* readTableChunks(source: ByteSource, options: ReadTableOptions = {}): AsyncGenerator<RawTable> {
  const file = await openTableFile(source, options)
  yield* (options.sheet === undefined ? firstSheet(file) : sheetOfFile(file, options.sheet)).chunks()
}

async function* csvChunks(source: ByteSource, options: ReadTableOptions): AsyncGenerator<RawTable> {
  const { readCsvChunks } = await import('./points-csv.ts')
  yield* readCsvChunks(source, options)
}

/**
 * The chunks of a table as one.
 *
 * @param source the file's name, for messages
 * @throws LivingCircleError `input-too-large`
 */
export async function wholeTable(source: string, chunks: AsyncIterable<RawTable>): Promise<RawTable> {
  const all: RawTable[] = []
  let cells = 0
  for await (const chunk of chunks) {
    cells += chunk.rows.length * chunk.columns.length
    if (cells > TABLE_LIMITS.cells) {
      throw problem(
        'input-too-large',
        'table.cells',
        { source, most: TABLE_LIMITS.cells },
        { hint: 'hint.cut-area-or-chunks', details: { limit: TABLE_LIMITS.cells } },
      )
    }
    all.push(chunk)
  }
  const last = all[all.length - 1]!
  if (all.length === 1) return last
  return {
    ...last,
    rows: all.flatMap(({ rows }) => rows),
    line: Uint32Array.from(all.flatMap(({ line }) => [...line])),
    rejects: all.flatMap(({ rejects }) => rejects),
    warnings: all.flatMap(({ warnings }) => warnings),
  }
}

const UNSUPPORTED: readonly (readonly [signature: string, what: Message, hint: Message])[] = [
  ['25504446', message('kind.pdf'), message('hint.export-csv-xlsx')],
  ['1f8b', message('kind.gzip'), message('hint.unpack')],
  ['50415231', message('kind.parquet'), message('hint.export-csv-fgb')],
  ['89504e47', message('kind.picture'), message('hint.give-places')],
  ['ffd8ff', message('kind.picture'), message('hint.give-places')],
]

/**
 * Tells a table's format by its first bytes.
 *
 * @throws LivingCircleError `input-empty`; `input-unsupported` for formats that are known but not read
 */
export async function sniffTableFormat(source: ByteSource): Promise<Exclude<TableFormat, 'ods'>> {
  const head = await firstBytes(source, 4096)
  if (head.length === 0) {
    throw problem('input-empty', 'table.empty', { name: source.name }, { hint: 'hint.table-rows' })
  }
  const hex = Array.from(head.subarray(0, 8), (byte) => byte.toString(16).padStart(2, '0')).join('')
  if (hex.startsWith('504b0304') || hex.startsWith('504b0506')) return 'xlsx'
  if (hex.startsWith('0000270a')) return 'shapefile'
  if (hex.startsWith('66676203666762')) return 'flatgeobuf'
  if (hex.startsWith('53514c69')) return 'geopackage'
  if (hex.startsWith('d0cf11e0')) throw await oldWorkbook(source)
  for (const [signature, what, hint] of UNSUPPORTED) {
    if (hex.startsWith(signature)) {
      throw problem('input-unsupported', 'kind.is', { name: source.name, what }, { hint })
    }
  }
  const text = new TextDecoder(encodingOfMark(head) ?? 'utf-8').decode(head).replace(/^[\s\uFEFF\u001e]+/, '')
  if (text.startsWith('{')) return isGeoJsonHead(text) ? 'geojson' : 'json'
  if (/^\[\s*[{[]/.test(text)) return 'json'
  return text.startsWith('<') ? markupFormat(source.name, text) : 'csv'
}

const GEOJSON_TYPE =
  /"type"\s*:\s*"(?:FeatureCollection|Feature|Topology|GeometryCollection|(?:Multi)?(?:Point|LineString|Polygon))"/
const PLACES_LIST = /"(?:pois|results?|data|content|list|items|records|rows|places)"\s*:\s*[[{]/

/** A document that says so, or one that holds no list of places either: the reader of GeoJSON says what it is instead. */
function isGeoJsonHead(text: string): boolean {
  return GEOJSON_TYPE.test(text) || !PLACES_LIST.test(text)
}

function markupFormat(name: string, text: string): 'kml' | 'html' | 'spreadsheetml' {
  if (/<(?:\w+:)?kml[\s>]/i.test(text)) return 'kml'
  if (/progid="Excel\.Sheet"|urn:schemas-microsoft-com:office:spreadsheet/i.test(text)) {
    if (/^<\?xml/i.test(text) || /<(?:\w+:)?Workbook[\s>]/.test(text)) return 'spreadsheetml'
  }
  if (/^<(?:!doctype\s+html|html|head|meta|body|table|div|style|center)\b/i.test(text)) return 'html'
  throw problem(
    'input-unsupported',
    'table.not-a-table',
    { name, start: text.slice(0, 15) },
    { hint: 'hint.web-page-instead' },
  )
}

/** Office files of the years before 2007, and new ones under a password, begin alike: their streams' names tell them apart. */
async function oldWorkbook(source: ByteSource): Promise<LivingCircleError> {
  const bytes = await wholeFile(source)
  const isEncrypted = new TextDecoder('latin1').decode(bytes).includes([...'EncryptedPackage'].join('\0'))
  const said = isEncrypted ? message('kind.encrypted') : message('kind.xls')
  const hint = isEncrypted ? 'hint.save-no-password' : 'hint.convert-xls'
  return problem('input-unsupported', 'kind.is', { name: source.name, what: said }, { hint })
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
