// The plan for new sites: an entry of the registry. A run of `site` has it.
import type { Output, OutputFile } from './output.ts'

export const SITING = {
  id: 'siting',
  kind: 'usual',
  withOption: 'site',
  files: [
    { name: 'siting.json', mediaType: 'application/json' },
    { name: 'siting-steps.csv', mediaType: 'text/csv; charset=utf-8' },
    { name: 'sites.geojson', mediaType: 'application/geo+json' },
    { name: 'gains.geojson', mediaType: 'application/geo+json' },
  ],
  aboutEn: 'the plan for new sites: what was asked and found, steps, sites, who gains',
  aboutZh: '选址方案：所问与所得、步骤、设施点、受益小区',
  needs: [],
  async make({ report, coordinates }): Promise<OutputFile[]> {
    if (report.plan === undefined) return []
    const { toPlanJson } = await import('../tables/plan-json.ts')
    const { toSitingStepsCsv } = await import('../tables/siting-steps-csv.ts')
    const { siteLayer } = await import('../layers/site-layer.ts')
    const { gainLayer } = await import('../layers/gain-layer.ts')
    const { shiftedLayer } = await import('../layers/shifted-layer.ts')
    const { geoJsonBytes } = await import('../formats/geojson.ts')
    const [json, csv, sites, gains] = SITING.files
    return [
      { ...json, content: toPlanJson(report) },
      { ...csv, content: toSitingStepsCsv(report) },
      { ...sites, content: () => geoJsonBytes(shiftedLayer(siteLayer(report), coordinates)) },
      { ...gains, content: () => geoJsonBytes(shiftedLayer(gainLayer(report), coordinates)) },
    ]
  },
} as const satisfies Output
