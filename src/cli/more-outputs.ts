// Documents beside the tables and layers, made on request: each costs time. What enters: an analysis and the inputs behind it.

import type { LoadedInputs } from './inputs/loaded-inputs.ts'
import type { AccessAnalysis } from './library.ts'

type Content = string | Uint8Array

type Files = readonly { readonly name: string; readonly content: Content }[]

/** One kind of further documents. */
interface MoreOutput {
  readonly id: string
  make(inputs: LoadedInputs, analysis: AccessAnalysis, lang: 'en' | 'zh'): Promise<Files>
}

/** So many walks are drawn on the map as they go; beyond that straight lines stand for them. */
const MAX_ROUTES = 5000

const MORE_OUTPUTS: readonly MoreOutput[] = [
  {
    id: 'html',
    async make({ library, area }, { report }, lang) {
      const basemap = await library.basemapFromOsm(area.raw)
      return [{ name: 'report.html', content: library.toReportHtml(report, basemap, { lang }) }]
    },
  },
  {
    id: 'map',
    async make({ library, area }, { report, study }, lang) {
      const assets = await library.readMaplibreAssets()
      const basemap = await library.basemapFromOsm(area.raw)
      const routes: { blockId: string; category: string; line: readonly (readonly [number, number])[] }[] = []
      if (report.blocks.length * report.categories.length <= MAX_ROUTES) {
        const explain = library.createWalkExplainer(study, report.options.basis, report.options.limits.at(-1)!)
        for (const { id: blockId } of report.blocks) {
          for (const { id: category } of report.categories) {
            const line = explain(blockId, category)?.line ?? []
            if (line.length > 1) routes.push({ blockId, category, line })
          }
        }
      }
      return [{ name: 'map.html', content: library.toMapHtml(report, basemap, assets, { lang, routes }) }]
    },
  },
  {
    id: 'xlsx',
    async make({ library }, { report }, lang) {
      return [{ name: 'coverage.xlsx', content: library.toXlsx(report, { lang }) }]
    },
  },
  ...(['flatgeobuf', 'geoparquet', 'geopackage', 'qgis', 'kepler'] as const).map(
    (id): MoreOutput => ({
      id,
      async make({ library }, { report }, lang) {
        const files = await library.layerFiles(report, { formats: [id], lang })
        return files.map(({ name, bytes }) => ({ name, content: bytes }))
      },
    }),
  ),
]

/** What `--also` may name. */
export const MORE_OUTPUT_IDS: readonly string[] = MORE_OUTPUTS.map(({ id }) => id)

/** Makes the documents that were asked for, in a fixed order. */
export async function moreOutputs(
  asked: readonly string[],
  inputs: LoadedInputs,
  analysis: AccessAnalysis,
  lang: 'en' | 'zh',
): Promise<Files> {
  const files = []
  for (const { id, make } of MORE_OUTPUTS) if (asked.includes(id)) files.push(...(await make(inputs, analysis, lang)))
  return files
}
