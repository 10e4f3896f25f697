// What outputs are made from, straight after an analysis: the report, and a basemap and walks made from the inputs behind it when an output
// asks for them. Steps of other rooms; it makes no output.
import { basemapFromOsm } from '../normalise/osm/basemap.ts'
import type { OutputContext } from '../report/outputs/output.ts'
import { walkRoutes } from '../study/walk-routes.ts'
import type { AccessAnalysis } from './analyse.ts'
import type { LoadedArea } from './load-area.ts'

/** So many walks are drawn on the map as they go; beyond that straight lines stand for them. */
export const MOST_ROUTES = 5000

/** What only the caller knows. */
export type OutputSettings = Pick<OutputContext, 'lang' | 'coordinates' | 'maplibre' | 'notOfThisRun' | 'leaveOut'>

/**
 * The context of `makeOutputs` after an analysis.
 *
 * @param settings language, coordinates of GeoJSON, and how the text of MapLibre GL is come by (in Node `readMaplibreAssets`)
 * @example
 * ```ts
 * import type { AccessReport, LoadedArea } from 'living-circle'
 * import { type AccessStudy, makeOutputs, outputContext } from 'living-circle/parts'
 * declare const report: AccessReport
 * declare const study: AccessStudy
 * declare const area: LoadedArea
 * const files = await makeOutputs(['html', 'geopackage'], outputContext({ report, study }, area, { lang: 'en' }))
 * ```
 */
export function outputContext(
  { report, study }: AccessAnalysis,
  area: LoadedArea,
  settings: OutputSettings,
): OutputContext {
  const { basis, limits } = report.options
  let basemap: ReturnType<typeof basemapFromOsm> | undefined
  return {
    ...settings,
    report,
    basemap: () => {
      basemap ??= basemapFromOsm(area.raw)
      return basemap
    },
    routes: () => walkRoutes(study, basis, limits.at(-1)!, MOST_ROUTES),
  }
}
