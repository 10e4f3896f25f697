// The slow truth against the independently computed results of walking model 2.0: two programs made from one page by two hands.
// Wudaokou whole; of Porto Alegre every second block and of Malta every 25th, whatever their links and walks need.
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import type { CompoundRecord } from '../../src/normalise/places/compound-record.ts'
import { readOsm } from '../../src/read/osm/osm.ts'
import { hasSharedData, SHARED_DATA, sharedCsv, sharedSource } from '../real/shared-data.ts'
import { heightsOf, readPlainGeoTiff } from './truth-raster.ts'
import { truthCompounds, truthOf } from './truth-town.ts'
import { TRUTH_PROFILES, TruthWalks } from './truth-walks.ts'

interface Case {
  readonly expected: string
  readonly area: string
  readonly tables: string
  readonly profile?: string
  readonly basis?: 'distance'
  /** Which compounds are closed. */
  readonly closed?: 'gates' | 'all'
  readonly dem?: string
  readonly every?: number
}
const WUDAOKOU = { area: 'beijing-wudaokou.osm.pbf', tables: 'wudaokou' }
const PORTO_ALEGRE = { area: 'porto-alegre.osm.pbf', tables: 'porto-alegre', every: 2 }
const MALTA = { area: 'malta.osm.pbf', tables: 'malta', every: 25 }
const CASES: readonly Case[] = [
  { ...WUDAOKOU, expected: 'wudaokou-nearest-adult-time' },
  { ...WUDAOKOU, expected: 'wudaokou-compounds-adult-time', closed: 'gates' },
  { ...PORTO_ALEGRE, expected: 'porto-alegre-nearest-adult-time' },
  { ...PORTO_ALEGRE, expected: 'porto-alegre-slopes-adult-time', dem: 'dem/porto-alegre.tif' },
  { ...PORTO_ALEGRE, expected: 'porto-alegre-slopes-older-time', profile: 'older', dem: 'dem/porto-alegre.tif' },
  { ...MALTA, expected: 'malta-nearest-wheelchair-time', profile: 'wheelchair' },
  { ...MALTA, expected: 'malta-nearest-distance', basis: 'distance' },
  { ...MALTA, expected: 'malta-compounds-adult-time', closed: 'gates' },
  { ...MALTA, expected: 'malta-compounds-all-closed-adult-time', closed: 'all' },
]
const MAX_LINK_METRES = 200
const TOLERANCE = 0.5

const bytesOf = (name: string) => readFileSync(join(SHARED_DATA, name))

function sharedCompounds(name: string, closed: 'gates' | 'all'): CompoundRecord[] {
  const { features } = JSON.parse(bytesOf(`compounds/${name}-compounds.geojson`).toString('utf8'))
  const rows = sharedCsv(`compounds/${name}-gates.csv`)
  return features.map(({ properties, geometry }: GeoJsonFeature): CompoundRecord => {
    const gates = rows
      .filter(({ block_id }) => block_id === properties.id)
      .map(({ lon, lat }) => ({
        id: null,
        name: null,
        lonLat: [Number(lon), Number(lat)] as const,
        who: 'all' as const,
        direction: 'both' as const,
        state: 'open' as const,
        hours: null,
        stepFree: null,
      }))
    const isClosed = closed === 'all' || gates.length > 0
    return { id: properties.id, name: null, outline: [geometry.coordinates], isClosed, gates }
  })
}
interface GeoJsonFeature {
  readonly properties: { readonly id: string }
  readonly geometry: { readonly coordinates: CompoundRecord['outline'][number] }
}

describe.skipIf(!hasSharedData)('the truth against independently computed walks', () => {
  for (const { expected, area, tables, profile = 'adult', basis = 'time', closed, dem, every = 1 } of CASES) {
    it(expected, { timeout: 240_000 }, async () => {
      const raw = await readOsm(sharedSource(area))
      const compounds = closed === undefined ? [] : truthCompounds(sharedCompounds(tables, closed))
      const heights = dem === undefined ? undefined : heightsOf(readPlainGeoTiff(bytesOf(dem)))
      const network = truthOf(raw, { compounds, ...(heights === undefined ? {} : { heights }) })
      const walks = new TruthWalks(network, TRUTH_PROFILES[profile]!, basis)
      const limit = basis === 'time' ? 900 : 1000
      const linkOf = ({ lon, lat }: Record<string, string>) => walks.link(Number(lon), Number(lat), MAX_LINK_METRES)
      const facilities = sharedCsv(`tables/${tables}-facilities.csv`).map((row) => ({
        category: row.category!,
        link: linkOf(row),
      }))
      const rowsOf = new Map<string, Record<string, string>[]>()
      for (const row of sharedCsv(`expected-2/${expected}.csv`)) {
        if (!rowsOf.has(row.origin!)) rowsOf.set(row.origin!, [])
        rowsOf.get(row.origin!)!.push(row)
      }
      const wrong: string[] = []
      let compared = 0
      sharedCsv(`tables/${tables}-blocks.csv`).forEach((block, i) => {
        if (i % every !== 0) return
        const home = linkOf(block)
        const reached = home.status === 'linked' ? walks.reach(home, limit) : new Map<string, number>()
        for (const { category, status, value } of rowsOf.get(block.id!) ?? []) {
          const doors = facilities.filter(
            ({ category: own, link }) => own === category && link.status === 'linked' && home.status === 'linked',
          )
          const best = Math.min(...doors.map(({ link }) => walks.walk(reached, home, link)))
          const ours = home.status !== 'linked' ? home.status : best <= limit ? 'reached' : 'unreached'
          compared++
          const isAtLimit = Math.abs(best - limit) <= TOLERANCE
          const isWrong =
            ours !== status ? !isAtLimit : ours === 'reached' && !(Math.abs(best - Number(value)) <= TOLERANCE)
          if (isWrong) wrong.push(`${block.id} ${category}: expected ${status} ${value}, truth ${ours} ${best}`)
        }
      })
      expect(wrong).toEqual([])
      expect(compared).toBeGreaterThan(1000)
    })
  }
})
