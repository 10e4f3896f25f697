// What lies in an overwritten folder and is not of this run is named, and stays.
import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { Ajv2020 } from 'ajv/dist/2020.js'
import { afterAll, beforeAll, expect, it } from 'vitest'
import schema from '../../docs/summary.schema.json' with { type: 'json' }
import { runCli, townFolder } from './run-cli.ts'

let town: ReturnType<typeof townFolder>
beforeAll(() => {
  town = townFolder()
})
afterAll(() => town.done())

const ARGV = [
  'coverage',
  'town.osm',
  '--blocks',
  'blocks.geojson',
  '--category',
  'park',
  '--out',
  'out',
  '--lang',
  'en',
]
const summary = () => JSON.parse(readFileSync(join(town.path, 'out/summary.json'), 'utf8'))

it('older documents are told on the terminal and in summary.json, and stay', async () => {
  const first = await runCli(town.path, [...ARGV, '--also', 'html', 'kepler'])
  expect([first.code, summary().notOfThisRun, first.stderr.includes('Not of this run')]).toEqual([0, undefined, false])
  const second = await runCli(town.path, [...ARGV, '--overwrite', '--also', 'kepler', 'xlsx', '--json'])
  expect(second.stderr).toContain('warning: Not of this run, but of earlier ones: report.html in out.')
  expect(summary().notOfThisRun).toEqual(['report.html'])
  expect(JSON.parse(second.stdout)).toEqual(summary())
  expect(existsSync(join(town.path, 'out/report.html'))).toBe(true)
  const validate = new Ajv2020({ strict: false }).compile(schema)
  expect([validate(summary()), validate.errors]).toEqual([true, null])
}, 60_000)
