// Real extracts in shards: the answer of one machine, byte for byte, with compounds and gates, slopes, steps, islands, squares, standards.
import { describe, expect, it } from 'vitest'
import {
  bytesSource,
  closeCompounds,
  type LoadedArea,
  loadArea,
  loadBlocks,
  loadFacilities,
  standardPack,
} from '../../src/index.ts'
import type { PlanShardsOptions } from '../../src/parts.ts'
import { hasSharedData, sharedSource } from '../real/shared-data.ts'
import { firstDifference, inShards, onOneMachine, type Town } from './in-shards.ts'

/** What is read beside the streets. */
interface Places {
  readonly tables?: string
  readonly compounds?: string
  readonly dem?: string
  /** Places at every so-manieth vertex, where the extract has none. */
  readonly every?: number
}

async function townOf(osm: string, { tables, compounds, dem, every }: Places): Promise<Town> {
  const heights = dem === undefined ? [] : [sharedSource(`dem/${dem}.tif`)]
  const area = await loadArea(sharedSource(osm), { heights })
  if (every !== undefined) return madeTown(area, every)
  const files = tables === undefined ? [] : [sharedSource(`tables/${tables}-facilities.csv`)]
  const facilities = await loadFacilities(area, { files })
  const blocks = await loadBlocks(area, {
    file: tables === undefined ? undefined : sharedSource(`tables/${tables}-blocks.csv`),
    compounds: compounds === undefined ? undefined : sharedSource(`compounds/${compounds}-compounds.geojson`),
    gates: compounds === undefined ? undefined : sharedSource(`compounds/${compounds}-gates.csv`),
  })
  return { area: closeCompounds(area, blocks.compounds ?? []), facilities, blocks }
}

/** Streets without places: some at their vertices, a little beside them. */
async function madeTown(area: LoadedArea, every: number): Promise<Town> {
  const { vertexLonE7, vertexLatE7 } = area.network
  const rows = (what: (i: number) => string, step: number, shift: number) =>
    Array.from({ length: Math.floor(vertexLonE7.length / step) }, (_, i) => {
      const vertex = i * step
      return `${what(i)},${(vertexLonE7[vertex]! + shift) / 1e7},${vertexLatE7[vertex]! / 1e7}`
    }).join('\n')
  const table = (name: string, head: string, text: string) =>
    bytesSource(name, new TextEncoder().encode(`${head}\n${text}\n`))
  const kinds = ['clinic', 'primary_school', 'park']
  const facilities = await loadFacilities(area, {
    files: [
      table(
        'f.csv',
        'id,category,lon,lat',
        rows((i) => `f${i},${kinds[i % 3]}`, every * 4, 900),
      ),
    ],
  })
  const blocks = await loadBlocks(area, {
    file: table(
      'b.csv',
      'id,population,lon,lat',
      rows((i) => `b${i},${i % 90}`, every, 400),
    ),
  })
  return { area, facilities, blocks }
}

const GB = standardPack('gb50180-2018')

const CASES: readonly (readonly [
  name: string,
  osm: string,
  places: Places,
  options: PlanShardsOptions,
  shards: number,
])[] = [
  ['Wudaokou: compounds with gates', 'beijing-wudaokou.osm.pbf', { compounds: 'wudaokou' }, {}, 24],
  ['Wudaokou as XML: metres', 'beijing-wudaokou.osm', { tables: 'wudaokou' }, { metres: [100, 300] }, 7],
  ['Qinghua East Road: islands, a standard', 'beijing-cau.osm.pbf', {}, { standard: GB, minutes: [5] }, 24],
  ['Malta: a wheelchair', 'malta.osm.pbf', { tables: 'malta' }, { profile: 'wheelchair', minutes: [5, 10] }, 24],
  [
    'Malta: closed compounds',
    'malta.osm.pbf',
    { compounds: 'malta' },
    { minutes: [5], categories: ['pharmacy', 'bank'] },
    7,
  ],
  [
    'Porto Alegre: slopes',
    'porto-alegre.osm.pbf',
    { tables: 'porto-alegre', dem: 'porto-alegre' },
    { profile: 'older', minutes: [10] },
    24,
  ],
  ['Munich: a standard, squares', 'munich-centre.osm.pbf', {}, { standard: GB, metres: [300] }, 7],
  ['Monaco: steps', 'monaco-streets.osm.pbf', { every: 10 }, { profile: 'frail', minutes: [2, 5] }, 24],
  ['Porto: the largest network', 'porto.osm.pbf', { every: 200 }, { minutes: [3] }, 24],
]

describe.skipIf(!hasSharedData)('real extracts in shards', () => {
  it.each(CASES)('%s', async (_, osm, places, options, shards) => {
    const town = await townOf(osm, places)
    const whole = await onOneMachine(town, options)
    expect(firstDifference(await inShards(town, { ...options, shards }), whole)).toBe(-1)
  })
})
