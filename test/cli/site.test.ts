// site INPUTS as people run it: the table in both languages, JSON, a folder that `report` and `coverage` can go on from, mistakes.
import { existsSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { runCli, townFolder } from './run-cli.ts'

const INPUTS = ['town.osm', '--facilities', 'facilities.csv', '--blocks', 'blocks.geojson', '--gates', 'gates.csv']
const ASKED = [...INPUTS, '--category', 'nursery', '--minutes', '10']

let town: ReturnType<typeof townFolder>
beforeAll(() => {
  town = townFolder()
})
afterAll(() => town.done())

const site = (...argv: string[]) => runCli(town.path, ['site', ...argv])
const read = (name: string) => readFileSync(join(town.path, name), 'utf8')

describe('living-circle site', () => {
  it('prints what was asked, what it brings, and the steps, in both languages', async () => {
    const { code, stdout, stderr } = await site(...ASKED, '--sites', '3', '--lang', 'en')
    expect(code).toBe(0)
    expect(stdout).toMatch(/^Asked: cover as many as possible, 10 minutes on foot, with at most 3 new sites/)
    expect(stdout).toMatch(/instead of [\d.]+% of children aged 0–3/)
    expect(stdout).toContain('Proved')
    expect(
      stdout
        .trimEnd()
        .split('\n')
        .slice(-3)
        .map((line) => line.trim()[0]),
    ).toEqual(['1', '2', '3'])
    expect(stderr).toContain('no street is near')
    const chinese = await site(...ASKED, '--sites', '3', '--lang', 'zh')
    expect(chinese.stdout).toContain('已证明')
    expect(chinese.stdout).toContain('设施点')
  })

  it('writes a folder; the chosen sites as facilities give the promised coverage', async () => {
    const { code, stdout } = await site(
      ...ASKED,
      '--sites',
      '2',
      '--candidates-from',
      'streets',
      '--out',
      'plan',
      '--json',
      '--also',
      'html',
      'xlsx',
      'geopackage',
    )
    expect(code).toBe(0)
    const plan = JSON.parse(stdout)
    expect(JSON.parse(read('plan/siting.json'))).toEqual(plan)
    for (const name of [
      'siting-steps.csv',
      'sites.geojson',
      'gains.geojson',
      'answer.bin',
      'report.html',
      'coverage.xlsx',
    ]) {
      expect(existsSync(join(town.path, 'plan', name)), name).toBe(true)
    }
    const [head, ...rows] = read('facilities.csv').trimEnd().split('\n')
    const columns = head!.split(',')
    const added = plan.per_site.map(({ lon, lat }: { lon: number; lat: number }, i: number) =>
      columns.map((column) => ({ id: `new${i}`, category: 'nursery', lon, lat })[column] ?? '').join(','),
    )
    writeFileSync(join(town.path, 'more.csv'), `${[head, ...rows, ...added].join('\n')}\n`)
    const opened = ASKED.map((one) => (one === 'facilities.csv' ? 'more.csv' : one))
    const after = await runCli(town.path, ['coverage', ...opened, '--out', 'after', '--json'])
    const [kind] = JSON.parse(after.stdout).categories
    const share = kind.coverage[0].shares.find(({ measure }: { measure: string }) => measure === 'age_0_3')
    expect(share.covered).toBeCloseTo(plan.demand_covered, 3)
    // Documents of a saved plan need no second analysis.
    const later = await runCli(town.path, ['report', 'plan', '--also', 'print', '--out', 'later'])
    expect(later.code).toBe(0)
    expect(read('later/print.html')).toContain('before-after')
  })

  it('gives the same bytes twice', async () => {
    const argv = [...ASKED, '--sites', '3', '--candidates-from', 'gaps', '--json', '--quiet']
    expect((await site(...argv)).stdout).toBe((await site(...argv)).stdout)
  })

  it('takes candidates of a file, with words and costs', async () => {
    writeFileSync(
      join(town.path, 'plots.csv'),
      'id,name,lon,lat,status,build_cost\nA,North plot,113.589,34.811,,4\nB,River plot,113.6165,34.8016,必选,3\nC,South plot,113.5942,34.7925,排除,1\n',
    )
    const { code, stdout, stderr } = await site(...ASKED, '--candidates', 'plots.csv', '--budget', '8', '--json')
    expect(code).toBe(0)
    expect(JSON.parse(stdout).sites).toContain('B')
    expect(JSON.parse(stdout).candidates).toMatchObject({ from: 'file', candidate: 1, required: 1, excluded: 1 })
    expect(stderr).toContain('plots.csv: 3 of 3')
    writeFileSync(join(town.path, 'wrong.csv'), 'id,lon,lat,status\nA,113.589,34.811,perhaps\n')
    const wrong = await site(...ASKED, '--candidates', 'wrong.csv', '--sites', '1', '--lang', 'en')
    expect(wrong.code).toBe(3)
    expect(wrong.stderr).toContain('wrong.csv, line 2: "perhaps" is no status')
  })

  it('says what is impossible, and what would be possible', async () => {
    const { code, stdout } = await site(...ASKED, '--target', '100', '--candidates', 'plots.csv', '--lang', 'en')
    expect(code).toBe(0)
    expect(stdout).toMatch(/No plan does what was asked: .*\n.*\nAt most [\d.]+ % can be reached/)
  })

  it('refuses what does not go together', async () => {
    for (const argv of [
      [...INPUTS, '--sites', '3'],
      [...ASKED],
      [...ASKED, '--sites', '1', '--target', '50'],
      [...ASKED, '--sites', '1', '--candidates', 'plots.csv', '--candidates-from', 'gaps'],
      [...ASKED, '--sites', '1', '--candidates-every', '100'],
      [...ASKED, '--sites', '1', '--also', 'html'],
      [...ASKED, '--sites', '1', '--problem', 'guess'],
      [...ASKED, '--sites', '1.5'],
      [...ASKED, '--sites', '1', '--demand', 'houses'],
    ]) {
      const { code, stdout } = await site(...argv)
      expect([code, stdout], argv.slice(ASKED.length).join(' ')).toEqual([2, ''])
    }
  })
})
