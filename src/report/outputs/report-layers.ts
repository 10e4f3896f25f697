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

/** All layers, from below; where profiles were compared, one more says who loses what; where a plan was made, two show its sites and who gains. */
export async function allLayers(report: AccessReport): Promise<Layer[]> {
  const { mapLayers } = await import('../layers/map-layers.ts')
  const layers = [...mapLayers(report)]
  if (report.profileLosses !== undefined) {
    const { lossLayer } = await import('../layers/loss-layer.ts')
    layers.push(lossLayer(report))
  }
  if (report.plan !== undefined) {
    const [{ gainLayer }, { siteLayer }] = await Promise.all([
      import('../layers/gain-layer.ts'),
      import('../layers/site-layer.ts'),
    ])
    layers.push(gainLayer(report), siteLayer(report))
  }
  return layers
}
