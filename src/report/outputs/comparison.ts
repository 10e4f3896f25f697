// The files of a comparison of two answers: a page with a map, tables, layers. No entry of the registry: it is made of two answers.
import type { AccessReport } from '../../answer/access-report.ts'
import type { AnswerChanges } from '../../answer/answer-changes.ts'
import type { Basemap } from '../../answer/basemap.ts'
import { licenceOf } from '../../answer/sources.ts'
import { resolveOptions } from '../../foundation/options.ts'
import type { LedgerProgress } from '../../ledger/ledger-progress.ts'
import type { Lang } from '../../words/languages.ts'
import type { OutputFile } from './output.ts'

const FILES = {
  page: { name: 'compare.html', mediaType: 'text/html; charset=utf-8' },
  json: { name: 'compare.json', mediaType: 'application/json' },
  table: { name: 'changes.csv', mediaType: 'text/csv; charset=utf-8' },
  layer: { name: 'changes.geojson', mediaType: 'application/geo+json' },
  package: { name: 'compare.gpkg', mediaType: 'application/geopackage+sqlite3' },
  workbook: {
    name: 'compare.xlsx',
    mediaType: 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
  },
} as const

/** Names of the files that a comparison writes. */
export const COMPARISON_FILES: readonly string[] = Object.values(FILES).map(({ name }) => name)

/** Options of {@link comparisonFiles}. */
export interface ComparisonOptions {
  /** Language that the page opens in, and of the workbook. Default `en`. */
  readonly lang?: Lang | undefined
  /** Heading; default: the later answer's own. */
  readonly title?: string | undefined
  /** What lies under the blocks; default: nothing. */
  readonly basemap?: Basemap | undefined
  /** What became of the gaps of a ledger between the two; default: nothing is said of it. */
  readonly progress?: LedgerProgress | undefined
}

/**
 * All files of a comparison.
 *
 * @example
 * ```ts
 * import type { AccessReport } from 'living-circle'
 * import { type AnswerChanges, comparisonFiles } from 'living-circle/parts'
 * declare const changes: AnswerChanges
 * declare const before: AccessReport
 * declare const after: AccessReport
 * const files = await comparisonFiles(changes, before, after, { lang: 'zh' })
 * ```
 */
export async function comparisonFiles(
  changes: AnswerChanges,
  before: AccessReport,
  after: AccessReport,
  options: ComparisonOptions = {},
): Promise<OutputFile[]> {
  const { lang, title, basemap, progress } = resolveOptions('comparisonFiles', options, {
    lang: 'en' as Lang,
    title: undefined as string | undefined,
    basemap: undefined as Basemap | undefined,
    progress: undefined as LedgerProgress | undefined,
  })
  const [
    { toCompareHtml },
    { toChangesJson },
    { toChangesCsv },
    { changeLayer },
    { geoJsonBytes },
    { toGeoPackage },
    { toComparisonXlsx },
  ] = await Promise.all([
    import('../pages/compare-html.ts'),
    import('../tables/changes-json.ts'),
    import('../tables/changes-csv.ts'),
    import('../layers/change-layer.ts'),
    import('../formats/geojson.ts'),
    import('../formats/geopackage.ts'),
    import('../workbook/xlsx-comparison.ts'),
  ])
  const layer = changeLayer(changes, licenceOf(after).attribution)
  return [
    {
      ...FILES.page,
      content: toCompareHtml(changes, before, after, {
        lang,
        title: title ?? null,
        basemap: basemap ?? null,
        progress: progress ?? null,
      }),
    },
    { ...FILES.json, content: toChangesJson(changes, progress) },
    { ...FILES.table, content: toChangesCsv(changes) },
    { ...FILES.layer, content: () => geoJsonBytes(layer) },
    { ...FILES.package, content: toGeoPackage([layer]) },
    { ...FILES.workbook, content: toComparisonXlsx(changes, after, { lang, title }) },
  ]
}
