// scenario and compare on the sample town: files, words, exit codes, and that no edits change no byte.
import { readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { runCli, townFolder } from './run-cli.ts'

let town: ReturnType<typeof townFolder>
beforeAll(() => {
  town = townFolder()
})
afterAll(() => town.done())

const INPUTS = ['town.osm', '--facilities', 'facilities.csv', '--blocks', 'blocks.geojson', '--gates', 'gates.csv']
const KINDS = ['--category', 'elderly_day_care', 'park', 'pharmacy', 'kindergarten']
const run = (command: string, ...more: string[]) => runCli(town.path, [command, ...INPUTS, ...KINDS, ...more])
const read = (name: string) => readFileSync(join(town.path, name), 'utf8')
const write = (name: string, value: unknown) => writeFileSync(join(town.path, name), JSON.stringify(value))

describe('scenario', () => {
  it('writes the answer after the edits, what became of them, and who gains', { timeout: 60_000 }, async () => {
    expect((await run('coverage', '--out', 'base', '--lang', 'en')).code).toBe(0)
    const made = await run(
      'scenario',
      '--edits',
      'edits.json',
      '--out',
      'plan',
      '--also',
      'html',
      'xlsx',
      '--lang',
      'en',
    )
    expect([made.code, made.stdout]).toEqual([0, expect.stringMatching(/Scenario: 3 of 3 edits applied\./)])
    expect(made.stdout).toMatch(/\+ P1 add-path: A path of 150 m\. \[at way\/30, 0 m\]/)
    expect(made.stdout).toMatch(/of 48 blocks gain/)
    expect(made.stderr).toMatch(/This is a scenario: 3 of 3 edits of edits\.json are applied/)
    const edits = JSON.parse(read('plan/edits.json'))
    expect(edits.map(({ id, op, status }: Record<string, string>) => `${id} ${op} ${status}`)).toEqual([
      'D1 add-facility applied',
      'P1 add-path applied',
      'C1 set-capacity applied',
    ])
    expect(edits[0].joins[0]).toMatchObject({ street: '河东街' })
    const layer = JSON.parse(read('plan/edits.geojson'))
    expect(layer.features.map(({ geometry }: { geometry: { type: string } }) => geometry.type)).toEqual([
      'Point',
      'MultiLineString',
      'Point',
    ])
    expect(read('plan/changes.csv')).toMatch(/^scope,name,category,limit,unit,measure,before/)
    expect(read('plan/report.html')).toContain('id="scenario"')
    // The same numbers, read from the two folders.
    const compared = await runCli(town.path, ['compare', 'base', 'plan', '--out', 'cmp', '--lang', 'en'])
    expect([compared.code, readdirSync(join(town.path, 'cmp')).sort()]).toEqual([
      0,
      ['changes.csv', 'changes.geojson', 'compare.gpkg', 'compare.html', 'compare.json', 'compare.xlsx'],
    ])
    expect(read('cmp/changes.csv')).toBe(read('plan/changes.csv'))
    expect(made.stdout).toContain(compared.stdout)
    const json = await runCli(town.path, ['compare', 'base', 'plan', '--json'])
    expect(JSON.parse(json.stdout)).toEqual(JSON.parse(read('cmp/compare.json')))
  })

  it('without edits writes what coverage writes, byte for byte', { timeout: 60_000 }, async () => {
    write('none.json', [])
    expect((await run('scenario', '--edits', 'none.json', '--out', 'same', '--also', 'html', 'xlsx')).code).toBe(0)
    expect((await run('coverage', '--out', 'plain', '--also', 'html', 'xlsx')).code).toBe(0)
    const names = readdirSync(join(town.path, 'plain'))
    expect(readdirSync(join(town.path, 'same'))).toEqual(names)
    // run.json says that there was a list of edits.
    for (const name of names.filter((one) => one !== 'run.json')) {
      expect([
        name,
        readFileSync(join(town.path, 'same', name)).equals(readFileSync(join(town.path, 'plain', name))),
      ]).toEqual([name, true])
    }
  })

  it('opens what is planned', { timeout: 60_000 }, async () => {
    const planned = read('facilities.csv').replace(/^(F02,.*),open$/m, '$1,规划')
    expect(planned).not.toBe(read('facilities.csv'))
    writeFileSync(join(town.path, 'planned.csv'), planned)
    const inputs = [
      'town.osm',
      '--facilities',
      'planned.csv',
      '--blocks',
      'blocks.geojson',
      '--gates',
      'gates.csv',
      ...KINDS,
    ]
    const opened = await runCli(town.path, ['scenario', ...inputs, '--open-planned', '--out', 'opened', '--lang', 'zh'])
    expect([opened.code, opened.stdout]).toEqual([0, expect.stringMatching(/open-planned：规划设施 F02（.*）已开放。/)])
    expect((await run('coverage', '--out', 'all-open')).code).toBe(0)
    expect(read('opened/coverage.csv')).toBe(read('all-open/coverage.csv'))
  })

  it('refuses what it does not understand', async () => {
    expect((await run('scenario', '--out', 'x')).stderr).toMatch(/Nothing is to be edited|没有要修改/)
    write('bad.json', [{ op: 'add-facilty', category: 'clinic', at: [113.6, 34.8] }])
    const bad = await run('scenario', '--edits', 'bad.json', '--out', 'x', '--lang', 'en')
    expect([bad.code, bad.stderr]).toEqual([
      2,
      expect.stringMatching(/"add-facilty" is not known[\s\S]*"add-facility"/),
    ])
    const both = await run(
      'coverage',
      '--edits',
      'edits.json',
      '--compare-profiles',
      'adult,older',
      '--out',
      'x',
      '--lang',
      'en',
    )
    expect([both.code, both.stderr]).toEqual([2, expect.stringMatching(/--compare-profiles/)])
  })
})

describe('compare', () => {
  it('refuses unlike methods with 5, and folders without an answer with 2', { timeout: 60_000 }, async () => {
    expect((await run('coverage', '--out', 'one')).code).toBe(0)
    expect((await run('coverage', '--minutes', '10', '--out', 'ten')).code).toBe(0)
    const unlike = await runCli(town.path, ['compare', 'one', 'ten', '--lang', 'en'])
    expect([unlike.code, unlike.stdout, unlike.stderr]).toEqual([
      5,
      '',
      expect.stringMatching(/limits \(5, 10, 15 min \/ 10 min\)/),
    ])
    const json = await runCli(town.path, ['compare', 'one', 'ten', '--json'])
    expect([json.code, JSON.parse(json.stderr).details.unlike[0].part]).toEqual([5, 'limits'])
    const allowed = await runCli(town.path, ['compare', 'one', 'ten', '--allow', 'limits', '--lang', 'en'])
    expect([allowed.code, allowed.stdout]).toEqual([0, expect.stringMatching(/Nobody gains and nobody loses/)])
    expect((await runCli(town.path, ['compare', 'one', '.'])).code).toBe(2)
  })
})
