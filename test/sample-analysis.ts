// The sample town, loaded and analysed, for tests that need a real report.
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { type AnalyseOptions, analyseAccess, bytesSource, loadArea, loadBlocks, loadFacilities } from '../src/index.ts'

const folder = fileURLToPath(new URL('../data/sample-town/', import.meta.url))

/** A file of the sample town as a byte source. */
export function sampleSource(name: string) {
  return bytesSource(name, readFileSync(join(folder, name)))
}

/** Loads the sample town with its tables. */
export async function loadSampleTown() {
  const area = await loadArea(sampleSource('town.osm'))
  const facilities = await loadFacilities(area, { files: [sampleSource('facilities.csv')] })
  const blocks = await loadBlocks(area, { file: sampleSource('blocks.geojson'), gates: sampleSource('gates.csv') })
  return { area, facilities, blocks }
}

/** Analyses the sample town. */
export async function analyseSampleTown(options: AnalyseOptions = {}) {
  const { area, facilities, blocks } = await loadSampleTown()
  return { area, facilities, blocks, ...(await analyseAccess(area, facilities, blocks, options)) }
}
