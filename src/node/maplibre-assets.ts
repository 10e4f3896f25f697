// The text of MapLibre GL as it lies in node_modules, for pages that hold it whole. Files in, text out.
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
 * @throws LivingCircleError `io` when the package `maplibre-gl` is not installed
 * @example
 * ```ts
 * import { readMaplibreAssets } from 'living-circle/node'
 * const { maplibreCss } = await readMaplibreAssets()
 * ```
 */
export async function readMaplibreAssets(): Promise<MaplibreAssetTexts> {
  const require = createRequire(import.meta.url)
  const read = (file: string) => readFile(require.resolve(`maplibre-gl/dist/${file}`), 'utf8')
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
