// Reads all tables of a file that a test made. Not part of the library.
import { spawnSync } from 'node:child_process'
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { bytesSource } from '../../src/read/bytes/byte-source.ts'
import type { RawTable } from '../../src/read/tables/raw-table.ts'
import { openTableFile, type ReadTableOptions, wholeTable } from '../../src/read/tables/table.ts'

export const utf8 = (text: string): Uint8Array => new TextEncoder().encode(text)

/** Every table of a file: name, whether it is hidden, content. */
export async function openSheets(
  bytes: Uint8Array | string,
  name = 'file',
  options: ReadTableOptions = {},
): Promise<{ name: string | null; hidden: boolean; table: RawTable }[]> {
  const source = bytesSource(name, typeof bytes === 'string' ? utf8(bytes) : bytes)
  const { sheets } = await openTableFile(source, options)
  const opened = []
  for (const { name: sheet, hidden, chunks } of sheets) {
    opened.push({ name: sheet, hidden, table: await wholeTable(name, chunks()) })
  }
  return opened
}

/** The first table of a file. */
export async function openFirst(bytes: Uint8Array | string, options: ReadTableOptions = {}): Promise<RawTable> {
  return (await openSheets(bytes, 'file', options))[0]!.table
}

/** Whether GDAL is on this machine. */
export const hasGdal = spawnSync('ogr2ogr', ['--version']).status === 0

/** What `ogr2ogr` makes of GeoJSON. */
export function convertedByGdal(
  geojson: unknown,
  format: string,
  ending: string,
  more: readonly string[] = [],
): Uint8Array {
  const folder = mkdtempSync(join(tmpdir(), 'living-circle-gdal-'))
  try {
    writeFileSync(join(folder, 'in.geojson'), JSON.stringify(geojson))
    const made = spawnSync('ogr2ogr', ['-f', format, `out.${ending}`, 'in.geojson', ...more], { cwd: folder })
    if (made.status !== 0) throw new Error(String(made.stderr))
    return readFileSync(join(folder, `out.${ending}`))
  } finally {
    rmSync(folder, { recursive: true, force: true })
  }
}
