// Documents beside the tables and layers, made on request: each costs time. What enters: an analysis and the inputs behind it.
import type { AccessAnalysis } from '../index.ts'
import type { LoadedInputs } from './load-inputs.ts'

type Content = string | Uint8Array

/** One further document. */
interface MoreOutput {
  readonly id: string
  readonly fileName: string
  make(inputs: LoadedInputs, analysis: AccessAnalysis, lang: 'en' | 'zh'): Promise<Content>
}

/** So many walks are drawn on the map as they go; beyond that straight lines stand for them. */
const MAX_ROUTES = 5000

const MORE_OUTPUTS: readonly MoreOutput[] = [
  {
    id: 'html',
    fileName: 'report.html',
    async make({ library, area }, { report }, lang) {
      return library.toReportHtml(report, await library.basemapFromOsm(area.raw), { lang })
    },
  },
  {
    id: 'map',
    fileName: 'map.html',
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
      return library.toMapHtml(report, basemap, assets, { lang, routes })
    },
  },
  {
    id: 'xlsx',
    fileName: 'coverage.xlsx',
    async make({ library }, { report }, lang) {
      return library.toXlsx(report, { lang })
    },
  },
]

/** What `--also` may name. */
export const MORE_OUTPUT_IDS: readonly string[] = MORE_OUTPUTS.map(({ id }) => id)

/** Makes the documents that were asked for, in a fixed order. */
export async function moreOutputs(
  asked: readonly string[],
  inputs: LoadedInputs,
  analysis: AccessAnalysis,
  lang: 'en' | 'zh',
): Promise<{ readonly name: string; readonly content: Content }[]> {
  const files = []
  for (const { id, fileName, make } of MORE_OUTPUTS) {
    if (asked.includes(id)) files.push({ name: fileName, content: await make(inputs, analysis, lang) })
  }
  return files
}
