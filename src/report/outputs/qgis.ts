// A QGIS project and styles over the GeoJSON layers: an entry of the registry.
import { FILE_LAYERS, type Output, type OutputFile } from './output.ts'
import { allLayers, fileForEachLayer } from './report-layers.ts'

const STYLES = FILE_LAYERS.map((layer) => ({ name: `${layer}.qml`, mediaType: 'application/xml' }))
const PROJECT = { name: 'coverage.qgs', mediaType: 'application/x-qgis-project' }

export const QGIS = {
  id: 'qgis',
  kind: 'layers',
  files: [...STYLES, PROJECT],
  aboutEn: 'a QGIS project over the GeoJSON beside it',
  aboutZh: '叠加旁边 GeoJSON 的 QGIS 工程',
  needs: [],
  liesOver: 'geojson',
  async make({ report, lang }): Promise<OutputFile[]> {
    const [{ toQml }, { toQgisProject }] = await Promise.all([
      import('../formats/qgis-styles.ts'),
      import('../formats/qgis-project.ts'),
    ])
    const styles = await fileForEachLayer(report, STYLES, (layer) => toQml(layer, { lang }))
    return [...styles, { ...PROJECT, content: toQgisProject(await allLayers(report), { lang, title: report.title }) }]
  },
} as const satisfies Output
