import { readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { runCli, townFolder } from './run-cli.ts'

const HOW = ['--ready', '60', '--speed', '4']
const INPUTS = ['respond', 'town.osm', '--from', 'stations.csv', '--blocks', 'blocks.geojson', '--gates', 'gates.csv']

let town: ReturnType<typeof townFolder>
beforeAll(() => {
  town = townFolder()
  const rows = readFileSync(join(town.path, 'facilities.csv'), 'utf8').trim().split('\n')
  writeFileSync(join(town.path, 'stations.csv'), `${rows.slice(0, 4).join('\n')}\n`)
})
afterAll(() => town.done())

describe('living-circle respond', () => {
  it('tells times, who is late and who is last, in both languages', async () => {
    const { code, stdout, stderr } = await runCli(town.path, [...INPUTS, ...HOW, '--lang', 'en'])
    expect(code).toBe(0)
    expect(stdout).toMatch(/^3 stations, 60 s to get ready, 4 m\/s on the way\.$/m)
    expect(stdout).toMatch(/^Half of the blocks within [\d.]+ min, nine tenths within [\d.]+ min\.$/m)
    expect(stdout).toMatch(/^Over 3 min: \d+ of \d+ blocks, [\d,]+ people\.$/m)
    expect(stdout).toContain('Reached last:')
    expect(stderr).toContain('stations.csv: 3 of 3 facilities can be used')
    const chinese = await runCli(town.path, [...INPUTS, ...HOW, '--lang', 'zh'])
    expect(chinese.stdout).toMatch(/^超过 5 分钟：\d+ 个小区中 \d+ 个/m)
  })

  it('writes a table, a layer and JSON that agree', async () => {
    const files = ['--table', 'r.csv', '-o', 'r.geojson']
    const { code, stdout } = await runCli(town.path, [...INPUTS, ...HOW, '--late', '2,4', ...files, '--json'])
    expect(code).toBe(0)
    const { rows, times } = JSON.parse(stdout)
    expect(times.late.map(({ minutes }: { minutes: number }) => minutes)).toEqual([2, 4])
    const csv = readFileSync(join(town.path, 'r.csv'), 'utf8').trim().split('\n')
    expect(csv).toHaveLength(rows.length + 1)
    const { features } = JSON.parse(readFileSync(join(town.path, 'r.geojson'), 'utf8'))
    expect(features).toHaveLength(rows.length)
    expect(features[0].properties.seconds).toBeCloseTo(rows[0].seconds, 1)
  })

  it('refuses what makes no sense', async () => {
    const from = ['respond', 'town.osm', '--from', 'stations.csv']
    for (const argv of [
      [...from, '--ready', '60'],
      [...from, '--ready', '-1', '--speed', '4'],
      [...from, '--ready', '60', '--speed', '0'],
      [...from, '--ready', '60', '--speed', 'NaN'],
      [...INPUTS, ...HOW, '--json', '--table', '-'],
    ]) {
      expect((await runCli(town.path, argv)).code, argv.join(' ')).toBe(2)
    }
    expect((await runCli(town.path, [...from, ...HOW, '--gates', 'missing.csv'])).code).not.toBe(0)
  })
})
