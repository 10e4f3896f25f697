import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { REMEDY_FILE_NAMES } from '../../src/parts.ts'
import { runCli, townFolder } from './run-cli.ts'

const INPUTS = [
  'town.osm',
  '--facilities',
  'facilities.csv',
  'planned.csv',
  '--blocks',
  'blocks.geojson',
  '--gates',
  'gates.csv',
  '--minutes',
  '8',
]

let town: ReturnType<typeof townFolder>
beforeAll(() => {
  town = townFolder()
})
afterAll(() => town.done())

describe('living-circle remedies', () => {
  it('writes its files and says causes and what is chosen, in both languages', async () => {
    const run = await runCli(town.path, ['remedies', ...INPUTS, '--out', 'out', '--lang', 'en'])
    expect(run.code).toBe(0)
    expect(readdirSync(join(town.path, 'out')).sort()).toEqual([...REMEDY_FILE_NAMES, 'run.json'].sort())
    expect(run.stdout).toMatch(/^cause +gaps +people, once per gap +blocks/m)
    expect(run.stdout).toMatch(/^R\d+ +/m)
    expect(run.stderr).toContain('Together they bring at least this.')
    const chinese = await runCli(town.path, ['remedies', ...INPUTS, '--out', 'zh', '--lang', 'zh'])
    expect(chinese.stdout).toMatch(/^成因 +盲区/m)
    expect(readFileSync(join(town.path, 'zh/remedies.html'), 'utf8')).toContain('data-lang="zh"')
  }, 60_000)

  it('keeps to a budget, and writes documents whose gaps say causes', async () => {
    const argv = [
      'remedies',
      ...INPUTS,
      '--costs',
      'costs.csv',
      '--budget',
      '500000',
      '--most',
      '4',
      '--also',
      'html',
      'xlsx',
    ]
    const { code, stdout } = await runCli(town.path, [...argv, '--out', 'costs', '--json', '--lang', 'en'])
    expect(code).toBe(0)
    const found = JSON.parse(stdout)
    expect(found).toMatchObject({ schema: 'living-circle/remedies', currency: 'coins', rankedBy: 'people-per-cost' })
    expect(found.joint.cost).toBeLessThanOrEqual(500_000)
    expect(found.joint.steps.length).toBeLessThanOrEqual(4)
    expect(found.tried['open-planned']).toBe(2)
    expect(readdirSync(join(town.path, 'costs'))).toEqual(expect.arrayContaining(['report.html', 'coverage.xlsx']))
    expect(readFileSync(join(town.path, 'costs/report.html'), 'utf8')).toContain('Best remedy')
  }, 60_000)

  it('its edits run through scenario', async () => {
    const argv = [
      'scenario',
      ...INPUTS.filter((one) => one !== 'planned.csv'),
      '--edits',
      'costs/edits.json',
      '--out',
      'after',
    ]
    const { code, stderr } = await runCli(town.path, argv)
    expect([code, code === 0 ? '' : stderr]).toEqual([0, ''])
  }, 60_000)

  it('refuses what makes no sense', async () => {
    const budget = await runCli(town.path, ['remedies', ...INPUTS, '--budget', '5', '--out', 'none'])
    expect(budget.code).toBe(2)
    expect(budget.stderr).toContain('A budget needs costs')
    const twice = await runCli(town.path, ['remedies', ...INPUTS, '--out', 'out'])
    expect(twice.code).toBe(2)
    const most = await runCli(town.path, ['remedies', ...INPUTS, '--most', '0', '--out', 'none'])
    expect(most.code).toBe(2)
    const costs = await runCli(town.path, ['remedies', ...INPUTS, '--costs', 'gates.csv', '--out', 'none'])
    expect(costs.code).not.toBe(0)
    expect(() => readdirSync(join(town.path, 'none'))).toThrow()
  }, 60_000)
})
