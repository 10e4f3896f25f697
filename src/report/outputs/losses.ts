// Who is served as the first profile but not as others: an entry of the registry. A run has it where profiles were compared.
import type { Output, OutputFile } from './output.ts'

export const LOSSES = {
  id: 'losses',
  kind: 'usual',
  withOption: '--compare-profiles',
  files: [
    { name: 'losses.csv', mediaType: 'text/csv; charset=utf-8' },
    { name: 'losses.geojson', mediaType: 'application/geo+json' },
  ],
  aboutEn: 'who is served as the first profile but not as the others',
  aboutZh: '换一种步行者即失去服务的人口与小区',
  needs: [],
  async make({ report, coordinates }): Promise<OutputFile[]> {
    if (report.profileLosses === undefined) return []
    const { toLossesCsv } = await import('../tables/losses-csv.ts')
    const { lossLayer } = await import('../layers/loss-layer.ts')
    const { shiftedLayer } = await import('../layers/shifted-layer.ts')
    const { geoJsonBytes } = await import('../formats/geojson.ts')
    const layer = shiftedLayer(lossLayer(report), coordinates)
    return [
      { ...LOSSES.files[0], content: toLossesCsv(report) },
      { ...LOSSES.files[1], content: () => geoJsonBytes(layer) },
    ]
  },
} as const satisfies Output
