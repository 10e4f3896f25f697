// Tables of places from a file of any supported format, told by its first bytes. In: a byte source. Out: its tables, as RawTable.
// It does not know what any column means.
import { checkOptions, type OptionKeys } from '../../foundation/options.ts'
import { problem } from '../../words/problem.ts'
import type { ByteSource } from '../bytes/byte-source.ts'
import { decodeText, detectEncoding, encodingLabel, encodingOfMark } from '../bytes/text-encoding.ts'
import { watchedSource } from '../bytes/watched-source.ts'
import { type RawTable, TABLE_LIMITS, type TableFormat } from './raw-table.ts'
import type { ReadTableOptions } from './read-table-options.ts'
import { shapefileOf } from './shapefile-parts.ts'
import { sniffTableFormat } from './sniff-table-format.ts'
import { firstSheet, readySheet, sheetOfFile, type TableFile, type TableSheet } from './table-file.ts'
import { firstBytes, wholeFile } from './whole-file.ts'
import { openZipped } from './zipped-tables.ts'

const KNOWN_READ_TABLE_OPTIONS: OptionKeys<ReadTableOptions> = {
  signal: true,
  onProgress: true,
  encoding: true,
  knownWords: true,
  delimiter: true,
  sheet: true,
  knowsHeader: true,
  siblings: true,
}

export type { ReadTableOptions } from './read-table-options.ts'

/**
 * Opens a file of tables: CSV (comma, semicolon, tab), XLSX, ODS, HTML tables and the XML of Excel 2003 (often named .xls), GeoJSON (also
 * one feature per line), other JSON lists of places, KML and KMZ, GeoPackage, shapefile, FlatGeobuf. The format is told by the content.
 * A workbook has a table for each of its sheets, a GeoPackage for each layer, a KML document for each folder, a zip archive for each
 * shapefile in it; other formats have one without a name. Nothing is read before a table is asked for, but that formats without streams are in memory.
 *
 * @throws LivingCircleError `input-empty`, `input-format`, `input-unsupported`, `input-too-large`, `input-truncated`
 */
export async function openTableFile(source: ByteSource, options: ReadTableOptions = {}): Promise<TableFile> {
  checkOptions('openTableFile', options, KNOWN_READ_TABLE_OPTIONS)
  const watched = watchedSource(source, options)
  const format = await sniffTableFormat(watched)
  if (format === 'xlsx') return openZipped(watched, options)
  return { source: source.name, format, sheets: await sheetsOf(watched, format, options) }
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
      // Changes that the program which has the file open did not write into it yet.
      if ((options.siblings ?? source.siblings?.() ?? []).some(({ name }) => name.endsWith('-wal'))) {
        throw problem('input-unusable', 'gpkg.log', { source: source.name }, { hint: 'hint.gpkg-log' })
      }
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
  checkOptions('readTable', options, KNOWN_READ_TABLE_OPTIONS)
  const file = await openTableFile(source, options)
  const sheet = options.sheet === undefined ? firstSheet(file) : sheetOfFile(file, options.sheet)
  return wholeTable(source.name, sheet.chunks())
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

/**
 * Like {@link readTable}, but a CSV comes in chunks of some 64 kB, so that its size does not matter; other formats come as one.
 * All chunks have the same columns.
 */
export async function* readTableChunks(source: ByteSource, options: ReadTableOptions = {}): AsyncGenerator<RawTable> {
  checkOptions('readTableChunks', options, KNOWN_READ_TABLE_OPTIONS)
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
