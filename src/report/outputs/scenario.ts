// What a scenario changes: an entry of the registry. A run has it where edits were applied.
import type { Output, OutputFile } from './output.ts'

export const SCENARIO = {
  id: 'scenario',
  kind: 'usual',
  withOption: '--edits',
  files: [
    { name: 'edits.json', mediaType: 'application/json' },
    { name: 'edits.geojson', mediaType: 'application/geo+json' },
    { name: 'changes.csv', mediaType: 'text/csv; charset=utf-8' },
    { name: 'changes.geojson', mediaType: 'application/geo+json' },
  ],
  aboutEn: 'what each edit of a scenario did, and who gains and loses by them',
  aboutZh: '情景方案各项修改的结果，以及哪些人口与小区有增减',
  needs: [],
  async make({ report, coordinates }): Promise<OutputFile[]> {
    const { scenario } = report
    if (scenario === undefined) return []
    const [
      { toEditsJson },
      { toChangesCsv },
      { editLayer },
      { changeLayer },
      { shiftedLayer },
      { geoJsonBytes },
      { licenceOf },
    ] = await Promise.all([
      import('../tables/changes-json.ts'),
      import('../tables/changes-csv.ts'),
      import('../layers/edit-layer.ts'),
      import('../layers/change-layer.ts'),
      import('../layers/shifted-layer.ts'),
      import('../formats/geojson.ts'),
      import('../../answer/sources.ts'),
    ])
    const edits = shiftedLayer(editLayer(report), coordinates)
    const changes = shiftedLayer(changeLayer(scenario.changes, licenceOf(report).attribution), coordinates)
    return [
      { ...SCENARIO.files[0], content: toEditsJson(scenario) },
      { ...SCENARIO.files[1], content: () => geoJsonBytes(edits) },
      { ...SCENARIO.files[2], content: toChangesCsv(scenario.changes) },
      { ...SCENARIO.files[3], content: () => geoJsonBytes(changes) },
    ]
  },
} as const satisfies Output
