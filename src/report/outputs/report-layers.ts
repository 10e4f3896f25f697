// The layers of a report for outputs that write them, loaded when one is made.
import type { AccessReport } from '../../answer/access-report.ts'
import { licenceOf } from '../../answer/sources.ts'
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

/** All layers, from below; where profiles were compared, a plan or a scenario was made, further ones say who loses and gains what. */
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
  if (report.scenario !== undefined) {
    const { changeLayer } = await import('../layers/change-layer.ts')
    const { editLayer } = await import('../layers/edit-layer.ts')
    layers.push(changeLayer(report.scenario.changes, licenceOf(report).attribution), editLayer(report))
  }
  return layers
}
