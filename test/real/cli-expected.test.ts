// The command line, file to file, against the independently computed walks: every row of coverage.csv, through a child process.
import { execFile } from 'node:child_process'
import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { promisify } from 'node:util'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { hasSharedData, SHARED_DATA, sharedCsv } from './shared-data.ts'

const COMMAND = fileURLToPath(new URL('../../bin/living-circle.js', import.meta.url))
const isBuilt = existsSync(fileURLToPath(new URL('../../dist/cli/main.js', import.meta.url)))

const CASES = [
  ['malta-nearest-adult-time', 'malta.osm.pbf', 'malta', '--minutes', '5,10,15'],
  ['malta-nearest-older-time', 'malta.osm.pbf', 'malta', '--profile', 'older'],
  ['malta-nearest-wheelchair-time', 'malta.osm.pbf', 'malta', '--profile', 'wheelchair'],
  ['malta-nearest-distance', 'malta.osm.pbf', 'malta', '--metres', '300,500,1000'],
  ['porto-alegre-nearest-adult-time', 'porto-alegre.osm.pbf', 'porto-alegre'],
  ['wudaokou-nearest-adult-time', 'beijing-wudaokou.osm.pbf', 'wudaokou'],
  ['wudaokou-nearest-adult-time', 'beijing-wudaokou.osm', 'wudaokou'],
  ['malta-compounds-adult-time', 'malta.osm.pbf', 'malta', '--demand', 'point', ...compounds('malta')],
  [
    'malta-compounds-all-closed-adult-time',
    'malta.osm.pbf',
    'malta',
    ...['--demand', 'point', '--closed', 'all', ...compounds('malta')],
  ],
  [
    'wudaokou-compounds-adult-time',
    'beijing-wudaokou.osm.pbf',
    'wudaokou',
    '--demand',
    'point',
    ...compounds('wudaokou'),
  ],
] as const

/** Outlines and gates of a place. */
function compounds(place: string): string[] {
  const file = (name: string) => join(SHARED_DATA, 'compounds', `${place}-${name}`)
  return ['--compounds', file('compounds.geojson'), '--gates', file('gates.csv')]
}

let folder: string
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'living-circle-expected-'))
})
afterAll(() => rmSync(folder, { recursive: true, force: true }))

/** Rows of a CSV without line breaks in its cells; these tables have no quotes either. */
function rowsOf(path: string): Record<string, string>[] {
  const [head, ...lines] = readFileSync(path, 'utf8').trimEnd().split('\n')
  const columns = head!.split(',')
  return lines.map((line) => {
    const cells = line.split(',')
    expect(cells.length, line).toBe(columns.length)
    return Object.fromEntries(columns.map((column, i) => [column, cells[i]!]))
  })
}

describe.skipIf(!hasSharedData || !isBuilt)('coverage.csv against independently computed walks', () => {
  CASES.forEach(([expected, area, tables, ...flags], i) => {
    it(`${expected} from ${area}`, { timeout: 60_000 }, async () => {
      const out = join(folder, String(i))
      const table = (kind: string) => join(SHARED_DATA, 'tables', `${tables}-${kind}.csv`)
      const inputs = ['--facilities', table('facilities'), '--blocks', table('blocks')]
      const argv = ['coverage', join(SHARED_DATA, area), ...inputs, ...flags, '--out', out, '--quiet']
      const { stderr } = await promisify(execFile)(process.execPath, [COMMAND, ...argv])
      expect(stderr).not.toMatch(/error|bug/)

      const wanted = sharedCsv(`expected-2/${expected}.csv`)
      const ours = rowsOf(join(out, 'coverage.csv'))
      expect(ours.length).toBe(wanted.length)
      const byKey = new Map(ours.map((row) => [`${row.block_id} ${row.category}`, row]))
      const column = expected.endsWith('-time') ? 'walk_seconds' : 'walk_metres'
      const wrong: string[] = []
      let reached = 0
      for (const { origin, category, status, value } of wanted) {
        const row = byKey.get(`${origin} ${category}`)!
        const isLinked = row.status !== 'unlinked'
        const same = (isLinked ? row.status : row.link_status) === status && (row.link_status === 'linked') === isLinked
        if (status === 'reached') reached++
        // Written with one decimal, so half a tenth is lost on the way.
        const near = status === 'reached' ? Math.abs(Number(row[column]) - Number(value)) <= 0.1 : row[column] === ''
        const largest = status === 'reached' ? Number(row.count_15min ?? row.count_1000m) > 0 : true
        if (!same || !near || !largest)
          wrong.push(`${origin} ${category}: ${status} ${value}, ours ${Object.values(row)}`)
      }
      expect(wrong).toEqual([])
      expect(reached).toBeGreaterThan(700)
    })
  })
})
