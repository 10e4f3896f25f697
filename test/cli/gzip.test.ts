// coverage --gzip: the large texts packed, everything else as it is; what they hold is what the plain run writes.
import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { gunzipSync } from 'node:zlib'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { runCli, townFolder } from './run-cli.ts'

let town: ReturnType<typeof townFolder>
beforeAll(() => {
  town = townFolder()
})
afterAll(() => town.done())

const run = (out: string, ...more: string[]) =>
  runCli(town.path, [
    ...['coverage', 'town.osm', '--blocks', 'blocks.geojson', '--standard', 'gb50180-2018', '--lang', 'en'],
    ...['--out', out, ...more],
  ])
const file = (name: string) => readFileSync(join(town.path, name))
const PACKED = ['coverage.csv', 'verdicts.csv', 'blocks.geojson', 'facilities.geojson', 'gaps.geojson']

it('packs tables and layers, twice the same, and gunzip gives the plain files', async () => {
  const plain = await run('plain', '--also', 'geojsonseq')
  const first = await run('first', '--gzip', '--also', 'geojsonseq')
  await run('second', '--gzip', '--also', 'geojsonseq')
  expect([plain.code, first.code]).toEqual([0, 0])
  const large = [...PACKED, 'blocks.geojsonl', 'facilities.geojsonl', 'gaps.geojsonl']
  // run.json says which options and hashes each had.
  const names = readdirSync(join(town.path, 'plain')).filter((name) => name !== 'run.json')
  expect(names).toEqual(expect.arrayContaining(large))
  const expected = names.map((name) => (large.includes(name) ? `${name}.gz` : name)).sort()
  expect(readdirSync(join(town.path, 'first')).sort()).toEqual([...expected, 'run.json'].sort())
  for (const name of expected) {
    expect(Buffer.compare(file(`first/${name}`), file(`second/${name}`)), name).toBe(0)
    const bytes = name.endsWith('.gz') ? gunzipSync(file(`first/${name}`)) : file(`first/${name}`)
    expect(Buffer.compare(bytes, file(`plain/${name.replace(/\.gz$/, '')}`)), name).toBe(0)
  }
  for (const name of PACKED) expect(first.stderr).toContain(`${name}.gz`)
}, 60_000)

it('names plain files of an earlier run, and packed ones', async () => {
  await run('mixed')
  const packed = await run('mixed', '--gzip', '--overwrite')
  expect(packed.stderr).toContain(`Not of this run, but of earlier ones: ${PACKED.join(', ')} in mixed.`)
  const plain = await run('mixed', '--overwrite')
  expect(plain.stderr).toContain(PACKED.map((name) => `${name}.gz`).join(', '))
}, 60_000)

it('does not go together with a project over the GeoJSON files', async () => {
  const { code, stderr } = await run('qgis', '--gzip', '--also', 'qgis')
  expect([code, stderr]).toEqual([2, expect.stringContaining('--gzip and --also qgis cannot go together')])
})
