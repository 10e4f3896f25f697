// A layer to a file by its suffix, in any of the library's formats. It does not know what the layer stands for.
import { layerSuffixes, layerWriterOf } from '../report/outputs/layer-writers.ts'
import type { Layer, LayerInParts, LayerWriter, OutCoordinates } from './library.ts'
import { deliver } from './output-file.ts'
import type { Library, Session } from './session.ts'
import { UsageError, usage } from './usage-error.ts'

/** What the layers of one run have in common, whatever they stand for. */
export interface LayerTerms {
  /** Whose map they are made from. */
  readonly attribution: string
  /** Coordinates to write in; `undefined`: WGS-84. */
  readonly coordinates: OutCoordinates | undefined
}

/** The format that a file name asks for; GeoJSON for stdout (`-`). @throws UsageError */
export function writerOf(option: string, path: string): LayerWriter {
  const writer = layerWriterOf(path === '-' ? '-.geojson' : path)
  if (writer !== undefined) return writer
  throw new UsageError(
    usage('usage.suffix', { option, path }),
    usage('hint.suffixes', { list: layerSuffixes().join(', ') }),
  )
}

/** Writes a layer; a layer in parts is computed while it is written where the format allows it. */
export async function deliverLayer(
  session: Session,
  library: Library,
  [option, path]: readonly [option: string, path: string],
  layer: Layer | LayerInParts,
  { coordinates, overwrite }: Pick<LayerTerms, 'coordinates'> & { readonly overwrite: boolean | undefined },
): Promise<void> {
  const pieces = await writerOf(option, path).write(library.shiftedLayer(layer, coordinates))
  await deliver(session, path, () => pieces, { overwrite })
}
