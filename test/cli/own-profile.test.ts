// Who walks: a profile from a file, another speed. Through the command line, on every command that has a profile.
import { readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { runCli, townFolder } from './run-cli.ts'

let town: ReturnType<typeof townFolder>
beforeAll(() => {
  town = townFolder()
  writeFileSync(join(town.path, 'cane.json'), '{"id": "cane", "basedOn": "frail", "walkMetresPerSecond": 0.45}')
  writeFileSync(join(town.path, 'slip.json'), '{"id": "cane", "walkMetresPerSecnd": 0.45}')
})
afterAll(() => town.done())

const TABLES = ['--facilities', 'facilities.csv', '--blocks', 'blocks.geojson']
const EXPLAIN = [
  'explain',
  'town.osm',
  ...TABLES,
  '--block',
  'BY-01',
  '--category',
  'kindergarten',
  '--minutes',
  '90',
  '--json',
]

const secondsOf = async (...who: string[]) => {
  const { code, stdout, stderr } = await runCli(town.path, [...EXPLAIN, ...who])
  expect([code, stderr.includes('error')]).toEqual([0, false])
  return (JSON.parse(stdout) as { to: { seconds: number } }).to.seconds
}

describe('who walks', () => {
  it('is as fast as --speed says, with everything else of the profile', async () => {
    const own = await secondsOf('--profile', 'older')
    expect(await secondsOf('--profile', 'older', '--speed', '0.45')).toBeCloseTo(own * 2, 0)
    expect(await secondsOf('--speed', '1.25')).toBeCloseTo(await secondsOf(), 1)
  }, 60_000)

  it('may be a profile of your own', async () => {
    const frail = await secondsOf('--profile', 'frail')
    expect(await secondsOf('--profile', 'cane.json')).toBeCloseTo((frail * 0.7) / 0.45, 0)
    expect(await secondsOf('--profile', './cane.json', '--speed', '0.7')).toBeCloseTo(frail, 1)
  }, 60_000)

  it('stands in the outputs', async () => {
    const argv = ['coverage', 'town.osm', ...TABLES, '--category', 'park', '--minutes', '15']
    const { code } = await runCli(town.path, [...argv, '--profile', 'cane.json', '--speed', '0.5', '--out', 'own'])
    expect(code).toBe(0)
    const { stdout } = await runCli(town.path, [
      'isochrone',
      'town.osm',
      '--at',
      '113.581764,34.811995',
      '--speed',
      '0.9',
    ])
    expect(stdout).toContain('adult@0.9')
    const { options } = JSON.parse(readFileSync(join(town.path, 'own', 'summary.json'), 'utf8')) as {
      options: { profile: object }
    }
    expect(options.profile).toEqual({
      ...{ id: 'cane@0.5', walkMetresPerSecond: 0.5, stepsTimeFactor: 3, crossingWaitSeconds: 0 },
    })
  }, 60_000)

  it.each<[string[], RegExp]>([
    [['--speed', '0'], /--speed.*0\.01.*100[\s\S]*--speed 1\.1/],
    [['--speed', 'NaN'], /--speed/],
    [['--speed', 'Infinity'], /--speed/],
    [['--speed', '-1'], /--speed/],
    [['--profile', 'slip.json'], /slip\.json.*walkMetresPerSecnd[\s\S]*Did you mean "walkMetresPerSecond"/],
    [['--profile', 'none.json'], /none\.json/],
    [['--profile', 'oldr'], /Unknown walking profile "oldr"[\s\S]*Did you mean "older"/],
  ])(
    '%j is refused before anything is read',
    async (who, expected) => {
      for (const command of [EXPLAIN.slice(0, -1), ['isochrone', 'town.osm', '--at', '113.581764,34.811995']]) {
        const { code, stderr } = await runCli(town.path, [...command, ...who])
        expect(code).not.toBe(0)
        expect(stderr).toMatch(expected)
      }
    },
    60_000,
  )
})
