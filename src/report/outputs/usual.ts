// What every run writes: tables, GeoJSON layers and the summary. Entries of the registry; the files themselves are made by `reportFiles`.
import { FILE_LAYERS, type Output, type OutputContext, type OutputFile } from './output.ts'

const CSV = 'text/csv; charset=utf-8'

async function usualFiles({ report, lang, coordinates }: OutputContext, { files }: Pick<Output, 'files'>) {
  const { reportFiles } = await import('../tables/report-files.ts')
  const names = files.map(({ name }) => name)
  return reportFiles(report, { lang, coordinates })
    .filter(({ name }) => names.includes(name))
    .map(({ name, mediaType, bytes }): OutputFile => ({ name, mediaType, content: bytes }))
}

export const COVERAGE_CSV = {
  id: 'coverage-csv',
  kind: 'usual',
  files: [{ name: 'coverage.csv', mediaType: CSV }],
  aboutEn: 'a row per block and category',
  aboutZh: '每个小区、每类设施一行',
  needs: [],
  isLargeText: true,
  make: (context): Promise<OutputFile[]> => usualFiles(context, COVERAGE_CSV),
} as const satisfies Output

export const VERDICTS_CSV = {
  id: 'verdicts-csv',
  kind: 'usual',
  files: [{ name: 'verdicts.csv', mediaType: CSV }],
  aboutEn: 'a row per block and rule of the standard',
  aboutZh: '每个小区、每条标准条款一行',
  needs: [],
  isLargeText: true,
  make: (context): Promise<OutputFile[]> => usualFiles(context, VERDICTS_CSV),
} as const satisfies Output

export const GEOJSON = {
  id: 'geojson',
  kind: 'usual',
  files: FILE_LAYERS.map((layer) => ({ name: `${layer}.geojson`, mediaType: 'application/geo+json' })),
  aboutEn: 'map layers for any program',
  aboutZh: '通用地图图层',
  needs: [],
  isLargeText: true,
  layer: {
    suffixes: ['.geojson', '.json'],
    canBeShifted: true,
    async write(layer) {
      const { geoJsonBytes } = await import('../formats/geojson.ts')
      return geoJsonBytes(layer)
    },
  },
  make: (context): Promise<OutputFile[]> => usualFiles(context, GEOJSON),
} as const satisfies Output

export const STUDY_AREA = {
  id: 'study-area',
  kind: 'usual',
  files: [{ name: 'study_area.geojson', mediaType: 'application/geo+json' }],
  aboutEn: 'the border, where --within or --within-name gives one',
  aboutZh: '研究范围边界（使用 --within 或 --within-name 时）',
  needs: [],
  async make({ report, coordinates }): Promise<OutputFile[]> {
    if (report.studyArea === undefined) return []
    const [{ studyAreaLayer }, { shiftedLayer }, { geoJsonBytes }] = await Promise.all([
      import('../layers/study-area-layer.ts'),
      import('../layers/shifted-layer.ts'),
      import('../formats/geojson.ts'),
    ])
    const layer = studyAreaLayer(report)
    return layer === null
      ? []
      : [{ ...STUDY_AREA.files[0], content: () => geoJsonBytes(shiftedLayer(layer, coordinates)) }]
  },
} as const satisfies Output

export const SUMMARY_JSON = {
  id: 'summary-json',
  kind: 'usual',
  files: [{ name: 'summary.json', mediaType: 'application/json' }],
  aboutEn: 'all totals, options and inputs, for programs',
  aboutZh: '全部汇总数、选项与输入，供程序读取',
  needs: [],
  async make({ report, notOfThisRun }): Promise<OutputFile[]> {
    const { toSummaryJson } = await import('../tables/summary-json.ts')
    return [{ ...SUMMARY_JSON.files[0], content: toSummaryJson(report, { notOfThisRun }) }]
  },
} as const satisfies Output

export const REJECTS_CSV = {
  id: 'rejects-csv',
  kind: 'usual',
  files: [{ name: 'rejects.csv', mediaType: CSV }],
  aboutEn: 'what was not used, and why',
  aboutZh: '未采用的记录及原因',
  needs: [],
  make: (context): Promise<OutputFile[]> => usualFiles(context, REJECTS_CSV),
} as const satisfies Output
