// A shapefile is several files: the shapes, their table, the system, the code page. In: the shapes and a way to the others. Out: a raw table.
import { type CountKnownWords, encodingLabel } from '../bytes/text-encoding.ts'
import type { RawTable } from './raw-table.ts'

/** How the texts of the table are read. */
export interface ShapefileTextOptions {
  readonly encoding?: string | undefined
  readonly knownWords?: CountKnownWords | undefined
}

/**
 * The table of a shapefile.
 *
 * @param sibling bytes of another part by its ending (`.dbf`), or `null`
 */
export async function shapefileOf(
  name: string,
  shp: Uint8Array,
  sibling: (extension: string) => Uint8Array | null,
  options: ShapefileTextOptions,
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
