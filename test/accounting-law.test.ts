// The law of accounting over messy inputs: every row that stands in a file is read or said to be no row of data, every row read is used, of a kind
// not asked for, outside, or rejected with a reason, every person is counted once, and every output says the same figures. The rows are drawn
// from lots; what is counted here is counted from them, not from what the library says.
import { readFileSync } from 'node:fs'
import Papa from 'papaparse'
import { describe, expect, it } from 'vitest'
import { reconcileRows } from '../src/answer/reconciliation.ts'
import { analyseAccess, bytesSource, loadArea, loadBlocks, loadFacilities, reportFiles } from '../src/index.ts'

const utf8 = (text: string): Uint8Array => new TextEncoder().encode(text)
const TOWN = utf8(readFileSync(new URL('../data/sample-town/town.osm', import.meta.url), 'utf8'))

/** xorshift32: the same rows in every run. */
function lotsOf(seed: number): (below: number) => number {
  let state = Math.imul(seed + 1, 2_654_435_761) >>> 0 || 1
  return (below) => {
    state ^= state << 13
    state >>>= 0
    state ^= state >>> 17
    state ^= state << 5
    state >>>= 0
    return state % below
  }
}

const MESS = [
  '',
  ' ',
  '?',
  '-',
  'N/A',
  'NaN',
  'Infinity',
  '1e999',
  '-0',
  '0x10',
  '１２３',
  '12,5',
  'null',
  '\u0007',
  '=1+1',
  '"',
  ',',
  '\n',
  '不详',
  '9'.repeat(40),
]

interface Drawn {
  readonly facilities: readonly (readonly string[])[]
  readonly blocks: readonly (readonly string[])[]
}

function draw(seed: number): Drawn {
  const lot = lotsOf(seed)
  const of = <T>(...list: readonly T[]): T => list[lot(list.length)]!
  const messy = (sound: string, oneIn: number) => (lot(oneIn) === 0 ? of(...MESS) : sound)
  const lon = () => messy((113.58 + lot(40) * 0.001).toFixed(5), 12)
  const lat = () => messy((34.795 + lot(18) * 0.001).toFixed(5), 12)
  const far = (text: string) => (lot(25) === 0 ? of('0', '180', '-91', '34.8', '113.6', '12.5', '1136000') : text)
  const name = () => messy(of('红星', '花园', '东街', '钟楼', 'Nord', ''), 10)
  const facility = () => [
    messy(of(`f${lot(60)}`, `f${lot(60)}`, ''), 15),
    name(),
    messy(of('clinic', '药店', 'park', 'pharmacy', '银行', '棋牌馆', 'bank'), 12),
    far(lon()),
    far(lat()),
    messy(of('', '20', '约30', '12班'), 8),
    messy(of('', '', 'open', '拟建', '已关闭', '怪'), 10),
  ]
  const block = () => [
    messy(of(`b${lot(50)}`, ''), 15),
    name(),
    far(lon()),
    far(lat()),
    messy(of('100', '250', '', '约520', '7'), 8),
    messy(of('北', '南', ''), 10),
  ]
  const rows = (make: () => string[], count: number) => {
    const list = Array.from({ length: count }, make)
    // Some stand there twice.
    return [...list, ...list.filter(() => lot(8) === 0)]
  }
  return { facilities: rows(facility, 60), blocks: rows(block, 30) }
}

const toCsv = (head: string, rows: readonly (readonly string[])[]): string =>
  `${head}\n${rows.map((row) => row.map((cell) => `"${cell.replaceAll('"', '""')}"`).join(',')).join('\n')}\n`
/** Rows in which anything stands. */
const filled = (rows: readonly (readonly string[])[]): number =>
  rows.filter((row) => row.some((cell) => cell.replace(/[\s\u0007]/g, '') !== '')).length

async function analyse({ facilities, blocks }: Drawn, categories: 'all' | readonly string[]) {
  const area = await loadArea(bytesSource('town.osm', TOWN))
  const files = [bytesSource('f.csv', utf8(toCsv('id,name,category,lon,lat,capacity,status', facilities)))]
  const loadedFacilities = await loadFacilities(area, { files, crs: 'wgs84' })
  const file = bytesSource('b.csv', utf8(toCsv('id,name,lon,lat,population,community', blocks)))
  const loadedBlocks = await loadBlocks(area, { file, crs: 'wgs84' })
  const { report } = await analyseAccess(area, loadedFacilities, loadedBlocks, { categories })
  return report
}

const isWhole = (value: number): boolean => Number.isInteger(value) && value >= 0

describe.each(Array.from({ length: 25 }, (_, seed) => seed))('messy inputs %i', (seed) => {
  it('are accounted for, row by row and person by person, in every output', async () => {
    const drawn = draw(seed)
    const report = await analyse(drawn, seed % 2 === 0 ? 'all' : ['clinic', 'park'])
    const texts = new Map(reportFiles(report).map(({ name, text }) => [name, text]))
    const summary = JSON.parse(texts.get('summary.json')!)
    const rejectsCsv = Papa.parse<Record<string, string>>(texts.get('rejects.csv')!.replace(/^\ufeff/, ''), {
      header: true,
      skipEmptyLines: true,
    }).data

    for (const [name, rows] of [
      ['f.csv', drawn.facilities],
      ['b.csv', drawn.blocks],
    ] as const) {
      const input = report.inputs.find((one) => one.name === name)!
      const { skipped, people, ...counts } = reconcileRows(input)
      const { read, used, merged, closed, planned, rejected, outside, notAsked } = counts
      expect(Object.values(counts).every(isWhole), JSON.stringify(counts)).toBe(true)
      expect(read, name).toBe(used + merged + closed + planned + rejected + outside + notAsked)
      // Nothing that stands in the file has gone.
      const noRows = Object.values(skipped).reduce((sum, n) => sum + n, 0)
      expect(read + noRows, `${name}: rows in the file`).toBe(filled(rows))
      // What is not used has a reason, each row one that rejects it.
      const own = report.rejects.filter(({ source, severity }) => source === name && severity === 'rejected')
      expect(new Set(own.map(({ lineOrId }) => lineOrId)).size, `${name}: rejects`).toBe(input.rejected)
      expect(rejectsCsv.filter((row) => row.source === name && row.severity === 'rejected').length).toBe(own.length)
      // The summary says the same.
      const told = summary.inputs.find((one: { name: string }) => one.name === name)
      expect([told.read, told.used, told.rejected]).toEqual([read, used, input.rejected])
      if (people !== null) {
        expect(people.used).toBeLessThanOrEqual(people.read)
        const sum = report.blocks.reduce((all, { people: own }) => all + (own.population ?? 0), 0)
        expect(people.used).toBeCloseTo(sum, 6)
      }
    }
    const blocks = report.inputs.find(({ name }) => name === 'b.csv')!
    expect(report.blocks.length).toBe(blocks.used)
    const usedRows = new Set(
      report.facilities.filter(({ source }) => source === 'f.csv').map(({ lineOrId }) => lineOrId),
    )
    expect(usedRows.size).toBe(report.inputs.find(({ name }) => name === 'f.csv')!.used)

    // Every block has a status in every kind, and everybody is covered, beyond, not linked or unknown.
    const everybody = report.blocks.reduce((all, { people: own }) => all + (own.population ?? 0), 0)
    for (const category of summary.categories) {
      const { reached, unreached, unlinked, noData } = category.blocks
      expect(reached + unreached + unlinked + noData).toBe(report.blocks.length)
      for (const { shares } of category.coverage) {
        for (const share of shares) {
          if (share.measure !== 'population') continue
          // Nothing is known of a kind that the data lack: nobody is counted as covered or not.
          if (noData === report.blocks.length) {
            expect([share.share, share.total]).toEqual([null, 0])
            continue
          }
          expect(share.covered).toBeLessThanOrEqual(share.total + 1e-6)
          expect(share.total + share.unlinkedTotal).toBeCloseTo(everybody, 2)
          expect(share.blocks + share.blocksUnlinked + share.blocksUnknown).toBe(report.blocks.length)
        }
      }
    }
    const coverage = Papa.parse(texts.get('coverage.csv')!.replace(/^\ufeff/, ''), {
      header: true,
      skipEmptyLines: true,
    }).data
    expect(coverage.length).toBe(report.blocks.length * report.categories.length)
    for (const [name, count] of [
      ['blocks.geojson', report.blocks.length],
      ['facilities.geojson', report.facilities.length],
      ['gaps.geojson', report.gaps.length],
    ] as const) {
      expect(JSON.parse(texts.get(name)!).features.length, name).toBe(count)
    }
  }, 30_000)
})
