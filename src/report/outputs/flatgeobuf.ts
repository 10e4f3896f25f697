// Layers as FlatGeobuf: an entry of the registry.
import { FILE_LAYERS, type Output, type OutputFile } from './output.ts'
import { fileForEachLayer } from './report-layers.ts'

export const FLATGEOBUF = {
  id: 'flatgeobuf',
  kind: 'layers',
  files: FILE_LAYERS.map((layer) => ({ name: `${layer}.fgb`, mediaType: 'application/flatgeobuf' })),
  aboutEn: 'GIS and web maps',
  aboutZh: 'GIS 与网络地图',
  needs: [],
  layer: {
    suffixes: ['.fgb'],
    canBeShifted: false,
    async write(layer) {
      const { toFlatGeobuf } = await import('../formats/flatgeobuf.ts')
      return [toFlatGeobuf(layer)]
    },
  },
  async make({ report }): Promise<OutputFile[]> {
    const { toFlatGeobuf } = await import('../formats/flatgeobuf.ts')
    return fileForEachLayer(report, FLATGEOBUF.files, toFlatGeobuf)
  },
} as const satisfies Output
