// The files of a run of `remedies`: tables, layers, edits and the page. A report of remedies and its answer in, files out. It does not know where they go.
import type { AccessReport } from '../../answer/access-report.ts'
import type { RemediesReport } from '../../answer/remedies-report.ts'
import { licenceOf } from '../../answer/sources.ts'
import { geoJsonBytes } from '../formats/geojson.ts'
import { layerOf } from '../layers/map-layers.ts'
import { remediesLayer } from '../layers/remedies-layer.ts'
import { toRemediesHtml } from '../pages/remedies-html.ts'
import { toCausesCsv, toRemediesCsv } from '../tables/remedies-csv.ts'
import { toRemediesJson, toRemedyEdits } from '../tables/remedies-json.ts'
import type { OutputContext, OutputFile } from './output.ts'

const CSV = 'text/csv; charset=utf-8'
const GEOJSON = 'application/geo+json'

/** Names of the files, in their order. */
export const REMEDY_FILE_NAMES = [
  'remedies.json',
  'remedies.csv',
  'causes.csv',
  'remedies.geojson',
  'gaps.geojson',
  'edits.json',
  'remedies.html',
] as const

/** What the files are made from, beside the remedies. */
export interface RemedyFileContext extends Pick<OutputContext, 'lang' | 'basemap'> {
  /** The answer whose gaps say their causes: the one that `findRemedies` gives. */
  readonly report: AccessReport
}

/**
 * All of them: `remedies.json`, `remedies.csv` (a row per remedy), `causes.csv` (a row per gap), `remedies.geojson`, `gaps.geojson` with causes, `edits.json` for
 * `scenario --edits`, and `remedies.html`.
 *
 * @param context `basemap` lies under the drawings of the page
 * @example
 * ```ts
 * import { type RemediesReport, type RemedyFileContext, remedyFiles } from 'living-circle/parts'
 * declare const remedies: RemediesReport
 * declare const context: RemedyFileContext
 * const files = await remedyFiles(remedies, context)
 * ```
 */
export async function remedyFiles(remedies: RemediesReport, context: RemedyFileContext): Promise<OutputFile[]> {
  const { report, lang } = context
  const basemap = await context.basemap!()
  const { attribution } = licenceOf(report)
  const json = 'application/json'
  const [all, rows, causes, layer, gaps, edits, page] = REMEDY_FILE_NAMES
  return [
    { name: all, mediaType: json, content: toRemediesJson(remedies) },
    { name: rows, mediaType: CSV, content: toRemediesCsv(remedies, { bom: true, lang }) },
    { name: causes, mediaType: CSV, content: toCausesCsv(remedies, { bom: true, lang }) },
    { name: layer, mediaType: GEOJSON, content: () => geoJsonBytes(remediesLayer(remedies, attribution)) },
    { name: gaps, mediaType: GEOJSON, content: () => geoJsonBytes(layerOf(report, 'gaps')) },
    { name: edits, mediaType: json, content: toRemedyEdits(remedies) },
    {
      name: page,
      mediaType: 'text/html; charset=utf-8',
      content: toRemediesHtml(remedies, report, basemap, { lang, title: report.title ?? null }),
    },
  ]
}
