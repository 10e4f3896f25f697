// Walks over the hills of Porto Alegre against the independent program: same status, same time within half a second.
import { describe, expect, it } from 'vitest'
import { analyseAccess, loadArea, loadBlocks, loadFacilities } from '../../src/index.ts'
import { ACCESS_STATUS_NAMES } from '../../src/parts.ts'
import { hasSharedData, sharedCsv, sharedSource } from './shared-data.ts'

const LIMIT_SECONDS = 900
const TABLES = 'tables/porto-alegre'

/** Rows that differ, by origin and category. */
async function differing(expected: string, profile: 'adult' | 'older', heights: readonly string[]): Promise<string[]> {
  const area = await loadArea(sharedSource('porto-alegre.osm.pbf'), { heights: heights.map(sharedSource) })
  const facilities = await loadFacilities(area, { files: [sharedSource(`${TABLES}-facilities.csv`)] })
  const blocks = await loadBlocks(area, { file: sharedSource(`${TABLES}-blocks.csv`) })
  const { report } = await analyseAccess(area, facilities, blocks, { profile })
  const rowOf = new Map(report.blocks.map((block, row) => [block.id, row]))
  const columnOf = new Map(report.categories.map((category, column) => [category.id, column]))
  const rows = sharedCsv(`expected-2/${expected}.csv`)
  expect(rows.length).toBeGreaterThan(2000)
  return rows.flatMap(({ origin, category, status, value }) => {
    const block = rowOf.get(origin!)!
    const at = block * report.table.categoryCount + columnOf.get(category!)!
    const { linkStatus } = report.blocks[block]!
    const ours = linkStatus === 'linked' ? ACCESS_STATUS_NAMES[report.table.status[at]!] : linkStatus
    const seconds = report.table.walkSeconds[at]!
    const atLimit = Math.abs((status === 'reached' ? Number(value) : seconds) - LIMIT_SECONDS) <= 0.5
    const same = ours === status && (status !== 'reached' || Math.abs(seconds - Number(value)) <= 0.5)
    return same || atLimit ? [] : [`${origin} ${category}`]
  })
}

describe.skipIf(!hasSharedData)('independently computed walks over hills', () => {
  for (const profile of ['adult', 'older'] as const) {
    it(`agree in every row: ${profile}`, { timeout: 120_000 }, async () => {
      expect(await differing(`porto-alegre-slopes-${profile}-time`, profile, ['dem/porto-alegre.tif'])).toEqual([])
    })
  }
})
