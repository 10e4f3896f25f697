// Whose map it is, on every output: the invented sample town owes OpenStreetMap nothing; any other map is credited, in doubt, too.
import { readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { unzipSync } from 'fflate'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { isInventedMap } from '../../src/normalise/osm/invented-data.ts'
import { runCli, townFolder } from './run-cli.ts'

const TABLES = ['--facilities', 'facilities.csv', '--blocks', 'blocks.geojson', '--category', 'pharmacy', 'park']
const ALSO = ['--also', 'html', 'map', 'xlsx', 'flatgeobuf', 'geoparquet', 'geopackage', 'kepler']

/** What is said of the sample town, in a line or a sentence. */
const INVENTED = /Invented sample data|are invented/

let town: ReturnType<typeof townFolder>
beforeAll(() => {
  town = townFolder()
  const map = readFileSync(join(town.path, 'town.osm'), 'utf8')
  // The same streets, written by a program that says nothing of an invention.
  writeFileSync(join(town.path, 'real.osm'), map.replace(/generator="[^"]*"/, 'generator="osmium/1.16.0"'))
})
afterAll(() => town.done())

/** All text of a file, of a zipped one, too. */
function textOf(bytes: Uint8Array, name: string): string {
  if (!name.endsWith('.xlsx')) return Buffer.from(bytes).toString('utf8')
  return Object.values(unzipSync(bytes))
    .map((part) => Buffer.from(part).toString('utf8'))
    .join('\n')
}

async function outputs(map: string): Promise<Map<string, string>> {
  const out = `out-${map}`
  const texts = new Map<string, string>()
  const coverage = await runCli(town.path, ['coverage', map, ...TABLES, ...ALSO, '--out', out])
  texts.set('stderr', coverage.stderr)
  await runCli(town.path, ['poster', map, ...TABLES, '--block', 'BY-01', '--out', join(out, 'posters')])
  const iso = ['isochrone', map, '--at', '113.6,34.8', '-o']
  for (const ending of ['geojson', 'fgb']) await runCli(town.path, [...iso, join(out, `iso.${ending}`)])
  const park = ['isochrone', map, '--category', 'park', '--allocate', '-o']
  for (const ending of ['geojson', 'fgb']) await runCli(town.path, [...park, join(out, `nearest.${ending}`)])
  for (const name of readdirSync(join(town.path, out), { recursive: true }) as string[]) {
    // Tables hold what was measured and no more.
    if (!/\.(?:geojson|fgb|json|html|svg|xlsx|gpkg|parquet)$/.test(name)) continue
    texts.set(name.replace(/\\/g, '/'), textOf(readFileSync(join(town.path, out, name)), name))
  }
  return texts
}

describe('the credit', () => {
  it('is of OpenStreetMap for any map that does not say it is the invented one', async () => {
    const texts = await outputs('real.osm')
    expect(texts.size).toBeGreaterThan(20)
    for (const [name, text] of texts) {
      expect([name, text.includes('OpenStreetMap')]).toEqual([name, true])
      expect([name, INVENTED.test(text)]).toEqual([name, false])
    }
  }, 60_000)

  it('is not of OpenStreetMap for the sample town', async () => {
    const texts = await outputs('town.osm')
    expect(texts.size).toBeGreaterThan(20)
    for (const [name, text] of texts) {
      expect([name, /© OpenStreetMap|ODbL/.test(text.replace(/OpenStreetMap 贡献者/g, ''))]).toEqual([name, false])
      expect([name, INVENTED.test(text)]).toEqual([name, true])
    }
  }, 60_000)

  it('knows the sample town by one sentence in its head alone', () => {
    const header = { box: null, timestamp: null }
    const said = /generator="([^"]*)"/.exec(readFileSync(join(town.path, 'town.osm'), 'utf8'))![1]!
    expect(isInventedMap({ ...header, generator: said })).toBe(true)
    for (const generator of [null, '', 'make-sample-town', 'JOSM', `${said} `, said.toUpperCase(), 'osmium/1.16.0']) {
      expect(isInventedMap({ ...header, generator })).toBe(false)
    }
  })
})

describe('what FlatGeobuf says of itself', () => {
  it('is the credit and the conditions of the numbers, as GeoJSON does', async () => {
    const { code } = await runCli(town.path, [
      ...['coverage', 'real.osm', ...TABLES, '--profile', 'wheelchair', '--also', 'flatgeobuf', '--out', 'fgb'],
    ])
    expect(code).toBe(0)
    const { notes, attribution } = JSON.parse(readFileSync(join(town.path, 'fgb', 'blocks.geojson'), 'utf8')) as {
      notes: string[]
      attribution: string
    }
    expect(notes.join()).toMatch(/flat ground.*kerbs/)
    const bytes = readFileSync(join(town.path, 'fgb', 'blocks.fgb')).toString('utf8')
    expect(bytes).toContain([`${attribution}.`, ...notes].join(' '))
    await runCli(town.path, ['isochrone', 'real.osm', '--at', '113.6,34.8', '-o', 'one.fgb'])
    expect(readFileSync(join(town.path, 'one.fgb')).toString('utf8')).toContain(
      '© OpenStreetMap contributors. Drawings of the streets reached within each limit (inclusive), on flat ground',
    )
  })
})
