// Rows without ids in another order: every file but the list of rejected rows (which names lines) has the same bytes.
import { readFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import { analyseAccess, bytesSource, loadArea, loadBlocks, loadFacilities, reportFiles } from '../src/index.ts'
import { toGeoPackage } from '../src/parts.ts'
import { mapLayers } from '../src/report/layers/map-layers.ts'

const utf8 = (text: string): Uint8Array => new TextEncoder().encode(text)
const TOWN = utf8(readFileSync(new URL('../data/sample-town/town.osm', import.meta.url), 'utf8'))

/** mulberry32: the same rows in every run. */
function lotsOf(seed: number): (below: number) => number {
  let state = seed
  return (below) => {
    state = (state + 0x6d2b79f5) >>> 0
    let t = Math.imul(state ^ (state >>> 15), state | 1)
    t ^= t + Math.imul(t ^ (t >>> 7), t | 61)
    return ((t ^ (t >>> 14)) >>> 0) % below
  }
}

function shuffled<T>(list: readonly T[], lot: (below: number) => number): T[] {
  const all = [...list]
  for (let i = all.length - 1; i > 0; i--) {
    const j = lot(i + 1)
    ;[all[i], all[j]] = [all[j]!, all[i]!]
  }
  return all
}

/** Rows with few names and places, so that many are alike in some of their cells and some in all. */
function drawRows(lot: (below: number) => number) {
  const of = <T>(...list: T[]): T => list[lot(list.length)]!
  const place = () => `${(113.58 + lot(25) * 0.0008).toFixed(5)},${(34.795 + lot(12) * 0.0008).toFixed(5)}`
  const name = () => of('红星', '花园', '东街', '', '', '钟楼')
  const facilities = Array.from({ length: 90 }, () =>
    [
      name(),
      of('clinic', '药店', 'park', 'pharmacy;clinic'),
      place(),
      of('', '20', '约30'),
      of('', '拟建', '怪'),
    ].join(),
  )
  const blocks = Array.from({ length: 40 }, () => [name(), place(), of('', '100', '约520', '7'), of('北', '南')].join())
  return { facilities: [...facilities, ...facilities.slice(0, 9)], blocks: [...blocks, ...blocks.slice(0, 6)] }
}

async function filesOf(facilityRows: readonly string[], blockRows: readonly string[]) {
  const area = await loadArea(bytesSource('town.osm', TOWN))
  const csv = (name: string, head: string, rows: readonly string[]) =>
    bytesSource(name, utf8([head, ...rows].map((row) => `${row}\n`).join('')))
  const files = [csv('f.csv', 'name,category,lon,lat,capacity,status', facilityRows)]
  const facilities = await loadFacilities(area, { files, crs: 'wgs84' })
  const file = csv('b.csv', 'name,lon,lat,population,community', blockRows)
  const blocks = await loadBlocks(area, { file, crs: 'wgs84' })
  const { report } = await analyseAccess(area, facilities, blocks, {})
  return new Map<string, string>([
    ...reportFiles(report).map(({ name, text }) => [name, text] as const),
    ['coverage.gpkg', Buffer.from(toGeoPackage(mapLayers(report))).toString('base64')],
  ])
}

describe('rows without ids', () => {
  it('give the same bytes in any order', async () => {
    const lot = lotsOf(20_261_201)
    const { facilities, blocks } = drawRows(lot)
    const first = await filesOf(facilities, blocks)
    for (let round = 0; round < 3; round++) {
      const again = await filesOf(shuffled(facilities, lot), shuffled(blocks, lot))
      for (const [name, text] of first) {
        if (name !== 'rejects.csv') expect([name, again.get(name) === text]).toEqual([name, true])
      }
    }
    expect(first.get('coverage.csv')!.split('\n').length).toBeGreaterThan(60)
    expect(first.get('coverage.csv')).toContain('#2')
  })
})
