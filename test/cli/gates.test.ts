import { existsSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { runCli, townFolder } from './run-cli.ts'

const INPUTS = ['town.osm', '--facilities', 'facilities.csv', '--blocks', 'blocks.geojson', '--gates', 'gates.csv']

let town: ReturnType<typeof townFolder>
beforeAll(() => {
  town = townFolder()
  // One gate of each compound is shut.
  const [head, ...rows] = readFileSync(join(town.path, 'gates.csv'), 'utf8').trim().split('\n')
  const seen = new Set<string>()
  const shut = rows.map((row) => {
    const id = row.split(',')[0]!
    const state = seen.has(id) ? '' : '常闭'
    seen.add(id)
    return `${row.split(',').slice(0, 3).join(',')},${state}`
  })
  writeFileSync(
    join(town.path, 'shut.csv'),
    `${[`${head!.split(',').slice(0, 3).join(',')},state`, ...shut].join('\n')}\n`,
  )
})
afterAll(() => town.done())

describe('living-circle gates', () => {
  it('lists compounds and what would help most, in both languages', async () => {
    const { code, stdout, stderr } = await runCli(town.path, ['gates', ...INPUTS, '--lang', 'en'])
    expect(code).toBe(0)
    expect(stdout).toMatch(/^What would bring most people within 15 min, of \d+ possibilities:$/m)
    expect(stdout).toMatch(/^compound +state +ha +people/m)
    expect(stderr).toMatch(/\d+ of \d+ compounds are closed, with \d+ open gates on the list/)
    const chinese = await runCli(town.path, ['gates', ...INPUTS, '--lang', 'zh'])
    expect(chinese.stdout).toMatch(/^小区 +状态 +公顷 +居民/m)
    expect(chinese.stderr).toContain('按封闭处理')
  })

  it('finds the gate that is shut and would help, as JSON and as a layer', async () => {
    const gates = INPUTS.map((one) => (one === 'gates.csv' ? 'shut.csv' : one))
    const argv = ['gates', ...gates, '--demand', 'grid', '--minutes', '10', '--category', 'all']
    const { code, stdout } = await runCli(town.path, [...argv, '--json', '-o', 'gates.geojson'])
    expect(code).toBe(0)
    const found = JSON.parse(stdout)
    const helps = found.best.flatMap(({ help }: { help: unknown }) => (help === null ? [] : [help]))
    expect(helps.length).toBeGreaterThan(5)
    for (const { kind, people, gates: own } of helps) {
      expect(people).toBeGreaterThan(0)
      if (kind === 'open-gate') expect(own).toMatchObject([{ state: 'closed' }])
    }
    expect(helps.map(({ kind }: { kind: string }) => kind)).toContain('open-gate')
    const closed = found.compounds.filter(({ isClosed }: { isClosed: boolean }) => isClosed)
    expect(closed.every(({ gates: own }: { gates: unknown[] }) => own.length > 0)).toBe(true)
    const layer = JSON.parse(readFileSync(join(town.path, 'gates.geojson'), 'utf8'))
    const kinds = new Set(layer.features.map(({ properties }: { properties: { what: string } }) => properties.what))
    expect(kinds).toEqual(new Set(['compound', 'gate', 'crossing', 'help']))
  })

  it('goes by the speed, and counts people of the study area only', async () => {
    const gates = INPUTS.map((one) => (one === 'gates.csv' ? 'shut.csv' : one))
    const argv = ['gates', ...gates, '--demand', 'grid', '--minutes', '10', '--category', 'all', '--json']
    const gained = async (...more: string[]): Promise<number> => {
      const { code, stdout } = await runCli(town.path, [...argv, ...more])
      expect(code).toBe(0)
      const best: { help: { people: number } | null }[] = JSON.parse(stdout).best
      return best.reduce((sum, { help }) => sum + (help?.people ?? 0), 0)
    }
    const all = await gained()
    expect(await gained('--speed', '0.6')).not.toBe(all)
    const { features } = JSON.parse(readFileSync(join(town.path, 'blocks.geojson'), 'utf8'))
    writeFileSync(
      join(town.path, 'one.geojson'),
      JSON.stringify({ type: 'FeatureCollection', features: features.slice(0, 1) }),
    )
    expect(await gained('--within', 'one.geojson')).toBeLessThan(all)
  })

  it('writes GeoPackage, refuses to overwrite, and keeps stdout for one thing', async () => {
    const first = await runCli(town.path, ['gates', ...INPUTS, '-o', 'gates.gpkg'])
    expect([first.code, existsSync(join(town.path, 'gates.gpkg'))]).toEqual([0, true])
    expect((await runCli(town.path, ['gates', ...INPUTS, '-o', 'gates.gpkg'])).code).not.toBe(0)
    expect((await runCli(town.path, ['gates', ...INPUTS, '--json', '-o', '-'])).code).toBe(2)
    const stdout = await runCli(town.path, ['gates', ...INPUTS, '-o', '-'])
    expect(JSON.parse(stdout.stdout).features.length).toBeGreaterThan(40)
  })

  it('says what to give where nothing is closed', async () => {
    const { code, stdout } = await runCli(town.path, ['gates', ...INPUTS, '--closed', 'none', '--lang', 'en'])
    expect(code).toBe(0)
    expect(stdout).toContain('No compound is closed')
    const points = ['gates', 'town.osm', '--facilities', 'facilities.csv', '--blocks', 'points.csv', '--lang', 'en']
    writeFileSync(join(town.path, 'points.csv'), 'id,lon,lat\na,113.65,34.75\n')
    expect((await runCli(town.path, points)).stdout).toContain('No compound is known')
  })
})

describe('compounds as inputs', () => {
  it('are read by every command, with words, warnings and counts', async () => {
    const ring = '[[113.6,34.7],[113.601,34.7],[113.601,34.701],[113.6,34.7]]'
    const feature = (properties: string) =>
      `{"type":"Feature","properties":${properties},"geometry":{"type":"Polygon","coordinates":[${ring}]}}`
    writeFileSync(
      join(town.path, 'estates.geojson'),
      `{"type":"FeatureCollection","features":[${feature('{"id":"a","closed":"半封闭"}')},{"type":"Feature","properties":{"id":"b"},"geometry":{"type":"Point","coordinates":[113.6,34.7]}}]}`,
    )
    const argv = ['check', ...INPUTS, '--compounds', 'estates.geojson', '--lang', 'en']
    const { code, stdout, stderr } = await runCli(town.path, argv)
    expect(code).toBe(0)
    expect(stdout).toContain('estates.geojson: 2 rows read = 1 used + 0 merged + 1 rejected')
    expect(stderr).toContain('column "closed": "半封闭" is not known; taken as not said')
    expect(stderr).toContain('a compound is an area, not a point')
    expect((await runCli(town.path, ['check', 'town.osm', '--closed', 'some'])).code).toBe(2)
    expect((await runCli(town.path, ['check', 'town.osm', '--private', 'yes'])).code).toBe(2)
  })
})

describe('--private ordinary', () => {
  it('walks through what is private, for isochrones as for the rest', async () => {
    const argv = ['isochrone', 'town.osm', '--from', 'facilities.csv', '--minutes', '15', '--style', 'lines']
    const length = async (how: string): Promise<number> => {
      const { code, stdout } = await runCli(town.path, [...argv, '--private', how])
      expect(code).toBe(0)
      return stdout.length
    }
    expect(await length('ordinary')).toBeGreaterThan(await length('residents'))
  })
})
