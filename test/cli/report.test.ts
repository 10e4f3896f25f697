// report: documents from a saved answer are those that coverage would have written.
import { copyFileSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { OUTPUTS } from '../../src/report/outputs/outputs.ts'
import { hasSharedData, SHARED_DATA } from '../real/shared-data.ts'
import { runCli, townFolder } from './run-cli.ts'

const ALSO = OUTPUTS.flatMap(({ id, kind }) => (kind === 'usual' ? [] : [id]))
const INPUTS = ['town.osm', '--facilities', 'facilities.csv', '--blocks', 'blocks.geojson', '--gates', 'gates.csv']

let town: ReturnType<typeof townFolder>
beforeAll(() => {
  town = townFolder()
})
afterAll(() => town.done())

const read = (...path: string[]) => readFileSync(join(town.path, ...path))
const run = (...argv: string[]) => runCli(town.path, argv)

/** Names of files that differ between two folders, or are in one only. */
function different(a: string, b: string): string[] {
  const names = new Set([...readdirSync(join(town.path, a)), ...readdirSync(join(town.path, b))])
  // What was asked for, and when, is not the same.
  names.delete('run.json')
  return [...names].filter((name) => {
    try {
      return Buffer.compare(read(a, name), read(b, name)) !== 0
    } catch {
      return true
    }
  })
}

describe('report', () => {
  it.each([
    ['en', []],
    ['zh', ['--standard', 'gb50180-2018', '--metres', '300,500']],
  ] as const)(
    'makes every document and layer of coverage, in %s, byte for byte',
    { timeout: 60_000 },
    async (lang, more) => {
      const options = [...INPUTS, ...more, '--lang', lang]
      expect((await run('coverage', ...options, '--out', `at-once-${lang}`, '--also', ...ALSO)).code).toBe(0)
      expect((await run('coverage', ...options, '--out', `later-${lang}`)).code).toBe(0)
      const { code, stdout, stderr } = await run('report', `later-${lang}`, '--also', ...ALSO, '--lang', lang)
      expect([code, stdout]).toEqual([0, ''])
      expect(stderr).toContain('report.html')
      expect(different(`at-once-${lang}`, `later-${lang}`)).toEqual([])
      expect(readdirSync(join(town.path, `later-${lang}`)).length).toBeGreaterThan(20)
    },
  )

  it('writes to another folder, and over nothing unless it is told to', async () => {
    expect((await run('report', 'later-en', '--also', 'xlsx', '--out', 'elsewhere')).code).toBe(0)
    expect(readdirSync(join(town.path, 'elsewhere'))).toEqual(['coverage.xlsx'])
    writeFileSync(join(town.path, 'later-en', 'report.html'), 'mine')
    const refused = await run('report', 'later-en', '--also', 'html')
    expect([refused.code, read('later-en', 'report.html').toString()]).toEqual([2, 'mine'])
    expect(refused.stderr).toContain('--overwrite')
    expect((await run('report', 'later-en', '--also', 'html', '--overwrite')).code).toBe(0)
    expect(different('at-once-en', 'later-en')).toEqual([])
    expect((await run('report', 'later-en', '--also', 'xlsx', '--out', 'elsewhere')).code).toBe(2)
  })

  it('refuses a folder without an answer, and says what to do', async () => {
    mkdirSync(join(town.path, 'empty'))
    const { code, stderr } = await run('report', 'empty', '--also', 'html')
    expect(code).toBe(2)
    expect(stderr).toMatch(/^error: empty has no answer\.bin\.\nhint: .*coverage --out/m)
    expect((await run('report', 'nowhere', '--also', 'html')).code).toBe(2)
    expect((await run('report', 'empty', '--also', 'html', '--lang', 'zh')).stderr).toMatch(
      /empty 中没有 answer\.bin。/,
    )
    expect((await run('report', 'later-en')).code).toBe(2)
  })

  it('refuses an answer that is damaged, as input that cannot be used', async () => {
    mkdirSync(join(town.path, 'broken'))
    copyFileSync(join(town.path, 'later-en', 'answer.bin'), join(town.path, 'broken', 'answer.bin'))
    const bytes = read('broken', 'answer.bin')
    writeFileSync(join(town.path, 'broken', 'answer.bin'), bytes.subarray(0, bytes.length / 2))
    const { code, stderr } = await run('report', 'broken', '--also', 'html')
    expect([code, readdirSync(join(town.path, 'broken'))]).toEqual([3, ['answer.bin']])
    expect(stderr).toMatch(/^error: The saved file should have [\d,]+ bytes but has [\d,]+\./m)
  })

  it('refuses what lies over GeoJSON files in shifted coordinates, as coverage does', async () => {
    expect(
      (await run('coverage', ...INPUTS, '--category', 'park', '--out', 'shifted', '--out-crs', 'gcj02')).code,
    ).toBe(0)
    expect((await run('report', 'shifted', '--also', 'qgis')).code).toBe(2)
    expect((await run('report', 'shifted', '--also', 'geopackage')).code).toBe(0)
  })
})

describe.skipIf(!hasSharedData)('report on the tables of Malta', () => {
  it('makes every document and layer of coverage, byte for byte', { timeout: 300_000 }, async () => {
    const table = (name: string) => join(SHARED_DATA, 'tables', `malta-${name}.csv`)
    const inputs = [
      join(SHARED_DATA, 'malta.osm.pbf'),
      '--facilities',
      table('facilities'),
      '--blocks',
      table('blocks'),
    ]
    expect((await run('coverage', ...inputs, '--out', 'malta-at-once', '--also', ...ALSO)).code).toBe(0)
    expect((await run('coverage', ...inputs, '--out', 'malta-later')).code).toBe(0)
    // The extract is neither here nor beside the results: it is named.
    const extract = inputs[0]!
    expect((await run('report', 'malta-later', '--also', ...ALSO, '--area', extract)).code).toBe(0)
    expect(different('malta-at-once', 'malta-later')).toEqual([])
    const without = await run('report', 'malta-later', '--also', 'html', '--out', 'no-streets')
    expect([without.code, without.stderr]).toEqual([
      0,
      expect.stringContaining('malta.osm.pbf, the extract of this run'),
    ])
    const other = await run('report', 'malta-later', '--also', 'html', '--area', 'town.osm', '--overwrite')
    expect([other.code, other.stderr]).toEqual([2, expect.stringContaining('town.osm is not the extract')])
  })
})
