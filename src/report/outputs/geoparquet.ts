// Layers as GeoParquet: an entry of the registry.
import { FILE_LAYERS, type Output, type OutputFile } from './output.ts'
import { fileForEachLayer } from './report-layers.ts'

export const GEOPARQUET = {
  id: 'geoparquet',
  kind: 'layers',
  files: FILE_LAYERS.map((layer) => ({ name: `${layer}.parquet`, mediaType: 'application/vnd.apache.parquet' })),
  aboutEn: 'DuckDB, pandas, R',
  aboutZh: 'DuckDB、pandas、R',
  needs: [],
  layer: {
    suffixes: ['.parquet'],
    canBeShifted: false,
    async write(layer) {
      const { toGeoParquet } = await import('../formats/geoparquet.ts')
      return [await toGeoParquet(layer)]
    },
  },
  async make({ report }): Promise<OutputFile[]> {
    const { toGeoParquet } = await import('../formats/geoparquet.ts')
    return fileForEachLayer(report, GEOPARQUET.files, toGeoParquet)
  },
} as const satisfies Output
