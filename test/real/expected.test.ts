// Every row of the independently computed results: same status, same walk within 0.5 s or 0.5 m.
import { describe, expect, it } from 'vitest'
import { type AnalyseOptions, analyseAccess, loadArea, loadBlocks, loadFacilities } from '../../src/index.ts'
import { ACCESS_STATUS_NAMES } from '../../src/parts.ts'
import { hasSharedData, sharedCsv, sharedSource } from './shared-data.ts'

interface Case {
  readonly expected: string
  readonly area: string
  readonly tables: string
  readonly options: AnalyseOptions
}

const CASES: readonly Case[] = [
  { expected: 'malta-nearest-adult-time', area: 'malta.osm.pbf', tables: 'malta', options: { minutes: [5, 10, 15] } },
  {
    expected: 'malta-nearest-older-time',
    area: 'malta.osm.pbf',
    tables: 'malta',
    options: { profile: 'older', minutes: [5, 10, 15] },
  },
  {
    expected: 'malta-nearest-wheelchair-time',
    area: 'malta.osm.pbf',
    tables: 'malta',
    options: { profile: 'wheelchair', minutes: [5, 10, 15] },
  },
  { expected: 'malta-nearest-distance', area: 'malta.osm.pbf', tables: 'malta', options: { metres: [300, 500, 1000] } },
  { expected: 'porto-alegre-nearest-adult-time', area: 'porto-alegre.osm.pbf', tables: 'porto-alegre', options: {} },
  { expected: 'wudaokou-nearest-adult-time', area: 'beijing-wudaokou.osm.pbf', tables: 'wudaokou', options: {} },
  { expected: 'wudaokou-nearest-adult-time', area: 'beijing-wudaokou.osm', tables: 'wudaokou', options: {} },
]

describe.skipIf(!hasSharedData)('independently computed walks', () => {
  for (const { expected, area, tables, options } of CASES) {
    it(`${expected} from ${area}`, { timeout: 60_000 }, async () => {
      const loaded = await loadArea(sharedSource(area))
      const facilities = await loadFacilities(loaded, { files: [sharedSource(`tables/${tables}-facilities.csv`)] })
      const blocks = await loadBlocks(loaded, { file: sharedSource(`tables/${tables}-blocks.csv`) })
      const { report } = await analyseAccess(loaded, facilities, blocks, options)
      const rowOf = new Map(report.blocks.map((block, row) => [block.id, row]))
      const columnOf = new Map(report.categories.map((category, column) => [category.id, column]))
      const wrong: string[] = []
      const rows = sharedCsv(`expected-2/${expected}.csv`)
      for (const { origin, category, status, value } of rows) {
        const block = rowOf.get(origin!)!
        const row = block * report.table.categoryCount + columnOf.get(category!)!
        const linkStatus = report.blocks[block]!.linkStatus
        const ours = linkStatus === 'linked' ? ACCESS_STATUS_NAMES[report.table.status[row]!] : linkStatus
        const walk = (report.options.basis === 'time' ? report.table.walkSeconds : report.table.walkMetres)[row]!
        if (ours !== status || (status === 'reached' && !(Math.abs(walk - Number(value)) <= 0.5))) {
          wrong.push(`${origin} ${category}: expected ${status} ${value}, got ${ours} ${walk}`)
        }
      }
      expect(rows.length).toBeGreaterThan(1000)
      expect(wrong).toEqual([])
      expect(report.blocks.length).toBe(sharedCsv(`tables/${tables}-blocks.csv`).length)
    })
  }
})
