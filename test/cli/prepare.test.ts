// prepare: every command answers on the prepared town what it answers on the extract and its tables, byte for byte; what was changed is refused.
import { readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { hasSharedData, SHARED_DATA } from '../real/shared-data.ts'
import { type CliResult, runCli, townFolder } from './run-cli.ts'

let town: ReturnType<typeof townFolder>
beforeAll(async () => {
  town = townFolder()
  const prepared = await run('prepare', 'town.osm', ...TABLES, '-o', 'town.lc')
  expect([prepared.code, prepared.stderr]).toEqual([0, expect.stringContaining('Wrote town.lc')])
  expect(prepared.stdout).toMatch(/blocks\.geojson: \d+ rows read/)
})
afterAll(() => town.done())

const TABLES = ['--facilities', 'facilities.csv', '--blocks', 'blocks.geojson', '--gates', 'gates.csv']
const run = (...argv: string[]): Promise<CliResult> => runCli(town.path, argv)
const at = (...parts: string[]) => join(town.path, ...parts)

/** Two folders hold the same files, but for what says which inputs were read. */
function expectSame(one: string, other: string) {
  const names = readdirSync(one).filter((name) => name !== 'run.json')
  expect(readdirSync(other).filter((name) => name !== 'run.json')).toEqual(names)
  for (const name of names) {
    expect([name, readFileSync(join(other, name)).equals(readFileSync(join(one, name)))]).toEqual([name, true])
  }
}

describe('a prepared town', () => {
  it.each([
    ['as it is', []],
    ['by a standard, with documents', ['--standard', 'gb50180-2018', '--also', 'html', 'map', 'xlsx', 'geopackage']],
    ['in metres, as another walker', ['--metres', '300,800', '--profile', 'wheelchair']],
    ['with ordinary private streets', ['--private', 'ordinary']],
    ['with hours and levels', ['--hours', '--levels']],
    ['at a moment', ['--at', 'Tu 19:00', '--rest-metres', '150']],
  ])('gives the same files: %s', async (name, options) => {
    const folder = name.replaceAll(/[ ,]+/g, '-')
    const plain = await run('coverage', 'town.osm', ...TABLES, ...options, '--out', `plain-${folder}`)
    const prepared = await run('coverage', 'town.lc', ...options, '--out', `town-${folder}`)
    expect([plain.code, prepared.code]).toEqual([0, 0])
    expect(prepared.stdout).toBe(plain.stdout)
    expectSame(at(`plain-${folder}`), at(`town-${folder}`))
    const verified = await run('verify', `town-${folder}`)
    expect([verified.code, verified.stderr]).toEqual([0, ''])
  })

  it.each([
    ['gaps', ['-o', '-']],
    ['gates', ['--json']],
    ['explain', ['--block', 'BY-01', '--category', 'clinic']],
    ['isochrone', ['--at', '116.32,40.01', '-o', '-']],
    ['capacity', ['--category', 'nursery', '--json']],
    ['site', ['--category', 'nursery', '--sites', '1', '--json']],
    ['check', ['--json']],
  ])('%s answers the same', async (command, options) => {
    const needs = command === 'isochrone' ? [] : TABLES
    const plain = await run(command, 'town.osm', ...needs, ...options)
    const prepared = await run(command, 'town.lc', ...options)
    expect([command, plain.code, prepared.code]).toEqual([command, 0, 0])
    expect(plain.stdout.length).toBeGreaterThan(100)
    if (command !== 'check') expect(prepared.stdout).toBe(plain.stdout)
  })

  it('keeps to edits as the extract does', async () => {
    const edits = [{ op: 'close-facility', facility: 'F01' }]
    writeFileSync(at('edits.json'), JSON.stringify(edits))
    expect((await run('scenario', 'town.osm', ...TABLES, '--edits', 'edits.json', '--out', 'plan')).code).toBe(0)
    expect((await run('scenario', 'town.lc', '--edits', 'edits.json', '--out', 'town-plan')).code).toBe(0)
    expectSame(at('plan'), at('town-plan'))
  })

  it('lets tables of a question go before its own, and the extract’s places before both', async () => {
    await run('coverage', 'town.osm', '--facilities-from', 'osm', '--blocks', 'blocks.geojson', '--out', 'osm')
    await run('coverage', 'town.lc', '--facilities-from', 'osm', '--blocks', 'blocks.geojson', '--out', 'town-osm')
    expectSame(at('osm'), at('town-osm'))
    expect((await run('verify', 'town-osm')).code).toBe(0)
  })

  it('does not mix its blocks with gates of another table', async () => {
    const { code, stderr } = await run('coverage', 'town.lc', '--gates', 'gates.csv', '--out', 'mixed')
    expect([code, stderr]).toEqual([2, expect.stringContaining('belong to a table of blocks')])
  })

  it('is the same file twice, and does not replace one', async () => {
    const again = await run('prepare', 'town.osm', ...TABLES, '-o', 'again.lc')
    expect(again.code).toBe(0)
    expect(readFileSync(at('again.lc')).equals(readFileSync(at('town.lc')))).toBe(true)
    expect((await run('prepare', 'town.osm', '-o', 'again.lc')).code).toBe(2)
    expect((await run('prepare', 'town.osm', '--overwrite', '-o', 'again.lc')).code).toBe(0)
  })

  it('is refused where it was changed, cut off, or made by another version', async () => {
    const bytes = readFileSync(at('town.lc'))
    for (let part = 1; part < 20; part++) {
      const wounded = Buffer.from(bytes)
      wounded[Math.floor((bytes.length * part) / 20)]! ^= 8
      writeFileSync(at('wounded.lc'), wounded)
      expect((await run('coverage', 'wounded.lc', '--out', 'never')).code).toBe(3)
    }
    writeFileSync(at('short.lc'), bytes.subarray(0, bytes.length >> 1))
    const { code, stderr } = await run('coverage', 'short.lc', '--out', 'never')
    expect([code, stderr]).toEqual([3, expect.stringMatching(/should have [\d,]+ bytes but has/)])
  })
})

describe('--files', () => {
  it('writes what was asked for, the same bytes, and finds no gaps that nobody asks for', async () => {
    await run('coverage', 'town.osm', ...TABLES, '--standard', 'gb50180-2018', '--out', 'all')
    const { code, stdout } = await run(
      ...['coverage', 'town.osm', ...TABLES, '--standard', 'gb50180-2018', '--files', 'csv', '--out', 'csv'],
    )
    expect(code).toBe(0)
    expect(stdout).not.toMatch(/gaps/i)
    expect(readdirSync(at('csv')).sort()).toEqual(['coverage.csv', 'rejects.csv', 'run.json', 'verdicts.csv'])
    for (const name of ['coverage.csv', 'rejects.csv', 'verdicts.csv']) {
      expect(readFileSync(at('csv', name)).equals(readFileSync(at('all', name)))).toBe(true)
    }
    expect((await run('verify', 'csv')).code).toBe(0)
    const two = await run('coverage', 'town.osm', ...TABLES, '--files', 'json,geojson', '--out', 'two')
    expect(two.code).toBe(0)
    expect(readdirSync(at('two')).sort()).toEqual(
      ['blocks.geojson', 'facilities.geojson', 'gaps.geojson', 'run.json', 'summary.json'].sort(),
    )
  })

  it('keeps documents that are asked for', async () => {
    const { code } = await run('coverage', 'town.osm', ...TABLES, '--files', 'csv', '--also', 'html', '--out', 'page')
    expect([code, readdirSync(at('page')).includes('report.html')]).toEqual([0, true])
  })

  it('refuses a kind that is none', async () => {
    const { code, stderr } = await run('coverage', 'town.osm', '--files', 'csv,pdf', '--out', 'never')
    expect([code, stderr]).toEqual([2, expect.stringMatching(/no kind of file "pdf"[\s\S]*csv, geojson, json, answer/)])
  })
})

it('--timings prints a line for each stage, and changes no file', async () => {
  const { stderr } = await run('coverage', 'town.lc', '--out', 'timed', '--timings', '--quiet')
  for (const stage of ['start', 'streets', 'facilities', 'blocks', 'answer', 'files', 'all']) {
    expect(stderr).toMatch(new RegExp(`^${stage} +[\\d.]+ +[\\d.]+ +[\\d,]+$`, 'm'))
  }
  expect(JSON.parse(readFileSync(at('timed', 'run.json'), 'utf8')).options.timings).toBeUndefined()
})

describe.skipIf(!hasSharedData)('Malta', () => {
  it('gives the same files', { timeout: 60_000 }, async () => {
    const table = (name: string) => join(SHARED_DATA, 'tables', name)
    const tables = ['--facilities', table('malta-facilities.csv'), '--blocks', table('malta-blocks.csv')]
    const extract = join(SHARED_DATA, 'malta.osm.pbf')
    await run('coverage', extract, ...tables, '--out', 'malta')
    await run('prepare', extract, ...tables, '-o', 'malta.lc')
    await run('coverage', 'malta.lc', '--out', 'town-malta')
    expectSame(at('malta'), at('town-malta'))
  })
})
