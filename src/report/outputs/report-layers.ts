// The layers of a report for outputs that write them, loaded when one is made.
import type { AccessReport } from '../../answer/access-report.ts'
import type { Layer } from '../layers/layer.ts'
import { FILE_LAYERS, type OutputFile } from './output.ts'

/** A file for each layer, in the order of the files. */
export async function fileForEachLayer(
  report: AccessReport,
  files: readonly { readonly name: string; readonly mediaType: string }[],
  contentOf: (layer: Layer) => OutputFile['content'] | Promise<OutputFile['content']>,
): Promise<OutputFile[]> {
  const { layerOf } = await import('../layers/map-layers.ts')
  return Promise.all(
    FILE_LAYERS.map(async (name, i) => ({ ...files[i]!, content: await contentOf(layerOf(report, name)) })),
  )
}

/** All layers, from below; where profiles were compared, one more says who loses what. */
export async function allLayers(report: AccessReport): Promise<Layer[]> {
  const { mapLayers } = await import('../layers/map-layers.ts')
  const layers = mapLayers(report)
  if (report.profileLosses === undefined) return layers
  const { lossLayer } = await import('../layers/loss-layer.ts')
  return [...layers, lossLayer(report)]
}
