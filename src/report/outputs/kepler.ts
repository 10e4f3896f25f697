// A map for kepler.gl: an entry of the registry.
import type { Output, OutputFile } from './output.ts'
import { allLayers } from './report-layers.ts'

export const KEPLER = {
  id: 'kepler',
  kind: 'layers',
  files: [{ name: 'coverage.kepler.json', mediaType: 'application/json' }],
  aboutEn: 'kepler.gl',
  aboutZh: 'kepler.gl',
  needs: [],
  async make({ report, lang }): Promise<OutputFile[]> {
    const { toKeplerMap } = await import('../formats/kepler-map.ts')
    return [{ ...KEPLER.files[0], content: toKeplerMap(await allLayers(report), { lang, title: report.title }) }]
  },
} as const satisfies Output
