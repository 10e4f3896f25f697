// Layers with a feature per line: an entry of the registry.
import { FILE_LAYERS, type Output, type OutputFile } from './output.ts'
import { fileForEachLayer } from './report-layers.ts'

export const GEOJSONSEQ = {
  id: 'geojsonseq',
  kind: 'layers',
  files: FILE_LAYERS.map((layer) => ({ name: `${layer}.geojsonl`, mediaType: 'application/x-ndjson' })),
  aboutEn: 'GeoJSON with a feature per line: tile makers, databases, streams',
  aboutZh: '每行一个要素的 GeoJSON：切片工具、数据库、数据流',
  needs: [],
  isLargeText: true,
  layer: {
    suffixes: ['.geojsonl', '.geojsons', '.geojsonseq', '.ndjson'],
    canBeShifted: true,
    async write(layer) {
      const { geoJsonSeqBytes } = await import('../formats/geojson.ts')
      return geoJsonSeqBytes(layer)
    },
  },
  async make({ report }): Promise<OutputFile[]> {
    const { geoJsonSeqBytes } = await import('../formats/geojson.ts')
    return fileForEachLayer(report, GEOJSONSEQ.files, (layer) => () => geoJsonSeqBytes(layer))
  },
} as const satisfies Output
