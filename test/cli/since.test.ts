// coverage --since: gaps keep the ids of an earlier result, and the terminal tells what became of them.
import { copyFileSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { runCli, townFolder } from './run-cli.ts'

let town: ReturnType<typeof townFolder>
beforeAll(() => {
  town = townFolder()
  const path = join(town.path, 'facilities.csv')
  const [head, ...rows] = readFileSync(path, 'utf8').trimEnd().split('\n')
  // Next year's list: every third facility is gone.
  writeFileSync(join(town.path, 'next.csv'), `${[head, ...rows.filter((_, i) => i % 3 !== 0)].join('\n')}\n`)
})
afterAll(() => town.done())

const coverage = (facilities: string, ...more: string[]) =>
  runCli(town.path, [
    ...['coverage', 'town.osm', '--facilities', facilities, '--blocks', 'blocks.geojson', '--lang', 'en'],
    ...['--minutes', '15', '--category', 'kindergarten', 'pharmacy', ...more],
  ])
const gapsIn = (folder: string) =>
  (
    JSON.parse(readFileSync(join(town.path, folder, 'gaps.geojson'), 'utf8')) as {
      features: { properties: Record<string, unknown> }[]
    }
  ).features.map(({ properties }) => properties)

describe('coverage --since', () => {
  it('carries ids over from the folder of an earlier run, and tells what became of its gaps', async () => {
    expect((await coverage('facilities.csv', '--out', 'year1')).code).toBe(0)
    const { code, stdout } = await coverage('next.csv', '--out', 'year2', '--since', 'year1')
    expect(code).toBe(0)
    const before = new Set(gapsIn('year1').map(({ gap_id }) => gap_id))
    const rows = gapsIn('year2')
    for (const { gap_id, gap_state } of rows) expect(before.has(gap_id)).toBe(gap_state === 'known')
    const count = (state: string) => rows.filter(({ gap_state }) => gap_state === state).length
    expect(count('known')).toBeGreaterThan(0)
    expect(stdout).toContain(`Since year1: ${count('known')} gaps are known, ${count('part')} are parts`)
    const summary = JSON.parse(readFileSync(join(town.path, 'year2', 'summary.json'), 'utf8'))
    expect(summary.since).toMatchObject({ known: count('known'), part: count('part'), new: count('new') })
    // The folder itself may be written over: it is read first.
    const again = await coverage('next.csv', '--out', 'year2', '--since', 'year2', '--overwrite')
    expect([again.code, again.stdout.includes(`${rows.length} gaps are known, 0 are parts`)]).toEqual([0, true])
    expect(gapsIn('year2').map(({ gap_id }) => gap_id)).toEqual(rows.map(({ gap_id }) => gap_id))
  }, 60_000)

  it('refuses a folder without an answer, before anything is measured', async () => {
    mkdirSync(join(town.path, 'empty'), { recursive: true })
    for (const folder of ['empty', 'nowhere']) {
      const { code, stderr } = await coverage('facilities.csv', '--out', 'unused', '--since', folder)
      expect(code).toBeGreaterThan(1)
      expect(stderr).toContain('answer.bin')
    }
    copyFileSync(join(town.path, 'facilities.csv'), join(town.path, 'empty', 'answer.bin'))
    const { code, stderr } = await coverage('facilities.csv', '--out', 'unused', '--since', 'empty')
    expect(code).toBe(3)
    expect(stderr).toMatch(/^error: /)
  }, 60_000)
})
