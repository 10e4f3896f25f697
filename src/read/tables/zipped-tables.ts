// What lies in a zip archive: shapefiles, the documents of a KMZ, an OpenDocument spreadsheet, or else a workbook.
// In: a byte source. Out: its tables. It does not know what any column means.
import { isLivingCircleError } from '../../foundation/errors.ts'
import type { ByteSource } from '../bytes/byte-source.ts'
import type { ReadTableOptions } from './read-table-options.ts'
import { shapefileOf } from './shapefile-parts.ts'
import { readySheet, type TableFile, type TableSheet } from './table-file.ts'
import { joined, wholeFile } from './whole-file.ts'
import type { ZipArchive, ZipPart } from './zip-archive.ts'

/** The tables of a zip archive. */
export async function openZipped(source: ByteSource, options: ReadTableOptions): Promise<TableFile> {
  const { openZip } = await import('./zip-archive.ts')
  const { name } = source
  const archive = openZip(name, await wholeFile(source))
  const parts = archive.parts.filter((part) => !/(?:^|[\\/])(?:__MACOSX|\._)/.test(part.name))
  const shp = parts.filter((part) => /\.shp$/i.test(part.name))
  if (shp.length > 0) {
    return { source: name, format: 'shapefile', sheets: shapefilesOf(name, archive, shp, options) }
  }
  const kml = parts.filter((part) => /\.kml$/i.test(part.name))
  if (kml.length > 0) {
    return { source: name, format: 'kml', sheets: await kmzSheets(name, archive, kml) }
  }
  if (archive.find('content.xml') !== undefined && archive.find('xl/workbook.xml') === undefined) {
    const { odsSheets } = await import('./points-ods.ts')
    return { source: name, format: 'ods', sheets: odsSheets(name, archive, options) }
  }
  const { xlsxSheets } = await import('./points-xlsx.ts')
  return { source: name, format: 'xlsx', sheets: xlsxSheets(name, archive, options) }
}

/** The folders of all documents of a KMZ; one without placemarks only links to the others. */
async function kmzSheets(source: string, archive: ZipArchive, documents: readonly ZipPart[]): Promise<TableSheet[]> {
  const { kmlSheets } = await import('./points-kml.ts')
  const sheets: TableSheet[] = []
  let failure: unknown
  for (const part of documents.slice(0, MOST_KML_DOCUMENTS)) {
    try {
      const folders = await kmlSheets(source, textOf(archive, part))
      sheets.push(...(documents.length === 1 ? folders : folders.map((folder) => inDocument(part.name, folder))))
    } catch (error) {
      if (!isLivingCircleError(error) || error.code !== 'input-empty') throw error
      failure ??= error
    }
  }
  if (sheets.length === 0) throw failure
  return sheets
}

/** A folder named after its document, too. */
function inDocument(path: string, folder: TableSheet): TableSheet {
  const document = path.slice(path.lastIndexOf('/') + 1, -'.kml'.length)
  const name = folder.name === null ? document : `${document}: ${folder.name}`
  return {
    ...folder,
    name,
    async *chunks() {
      for await (const table of folder.chunks()) yield { ...table, sheet: name }
    },
  }
}

const MOST_KML_DOCUMENTS = 1_000

function* textOf(archive: ZipArchive, part: ZipPart): Generator<string, void, void> {
  const decoder = new TextDecoder()
  for (const chunk of archive.open(part)) yield decoder.decode(chunk, { stream: true })
  yield decoder.decode()
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
