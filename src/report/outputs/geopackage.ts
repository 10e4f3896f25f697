// All layers as one GeoPackage: an entry of the registry.
import type { Output, OutputFile } from './output.ts'
import { allLayers } from './report-layers.ts'

export const GEOPACKAGE = {
  id: 'geopackage',
  kind: 'layers',
  files: [{ name: 'coverage.gpkg', mediaType: 'application/geopackage+sqlite3' }],
  aboutEn: 'QGIS and others: all layers and styles in one file',
  aboutZh: 'QGIS 等：一个文件含全部图层与样式',
  needs: [],
  layer: {
    suffixes: ['.gpkg'],
    canBeShifted: false,
    async write(layer) {
      const { toGeoPackage } = await import('../formats/geopackage.ts')
      return [toGeoPackage([layer])]
    },
  },
  async make({ report }): Promise<OutputFile[]> {
    const { toGeoPackage } = await import('../formats/geopackage.ts')
    return [{ ...GEOPACKAGE.files[0], content: toGeoPackage(await allLayers(report)) }]
  },
} as const satisfies Output
