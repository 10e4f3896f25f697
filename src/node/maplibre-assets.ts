// The text of MapLibre GL, for pages that hold it whole: as the build laid it into dist/maplibre/, or, for the sources, as it is installed.
// Files in, text out.
import { existsSync } from 'node:fs'
import { readFile } from 'node:fs/promises'
import { createRequire } from 'node:module'
import { problem } from '../words/problem.ts'

/** The text of MapLibre GL's files for pages with a content security policy. */
export interface MaplibreAssetTexts {
  readonly maplibreJs: string
  readonly maplibreWorkerJs: string
  readonly maplibreCss: string
}

/**
 * Reads the three files of MapLibre GL that `toMapHtml` puts into its page.
 *
 * @throws LivingCircleError `io` when they are not there: a program that is bundled must bring `living-circle` or `maplibre-gl` along
 * @example
 * ```ts
 * import { readMaplibreAssets } from 'living-circle/node'
 * const { maplibreCss } = await readMaplibreAssets()
 * ```
 */
export async function readMaplibreAssets(): Promise<MaplibreAssetTexts> {
  const read = (file: string) => readFile(placeOf(file), 'utf8')
  try {
    const [maplibreJs, maplibreWorkerJs, maplibreCss] = await Promise.all([
      read('maplibre-gl-csp.js'),
      read('maplibre-gl-csp-worker.js'),
      read('maplibre-gl.css'),
    ])
    return { maplibreJs, maplibreWorkerJs, maplibreCss }
  } catch (cause) {
    throw problem('io', 'map.no-maplibre', {}, { hint: 'hint.install-maplibre', cause })
  }
}

/** Every file of the library, bundled or not, lies in a folder of dist/. */
function placeOf(file: string): string | URL {
  const laid = new URL(`../maplibre/${file}`, import.meta.url)
  return existsSync(laid) ? laid : createRequire(import.meta.url).resolve(`maplibre-gl/dist/${file}`)
}
