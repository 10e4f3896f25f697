// The 35 Wudaokou facilities exported five ways, from the command line to the layer: the same facilities each time.
import { existsSync, readFileSync, writeFileSync } from 'node:fs'
import { join, resolve } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { greatCircleMetres } from '../../src/foundation/geo.ts'
import { readAllBytes } from '../../src/read/bytes/byte-source.ts'
import { EXPORTS, placesOfCsv } from '../normalise/five-exports.ts'
import { runCli, townFolder } from './run-cli.ts'

const DATA = resolve('../shared/data')

interface Facility {
  properties: { facility_id: string; category: string; link_status: string; link_metres: number | null }
  geometry: { coordinates: [number, number] }
}

describe.skipIf(!existsSync(DATA))('35 facilities exported five ways, by the command line', () => {
  const table = join(DATA, 'tables/wudaokou-facilities.csv')
  const area = join(DATA, 'beijing-wudaokou.osm.pbf')
  const places = existsSync(table) ? placesOfCsv(readFileSync(table, 'utf8')) : []
  let town: ReturnType<typeof townFolder>
  beforeAll(() => {
    town = townFolder()
  })
  afterAll(() => town.done())

  async function put(kind: string, count = places.length): Promise<string> {
    const { source, siblings = [] } = EXPORTS[kind]!(places.slice(0, count))
    for (const file of [source, ...siblings]) writeFileSync(join(town.path, file.name), await readAllBytes(file))
    return source.name
  }

  async function coverage(file: string, out: string): Promise<Facility[]> {
    const argv = ['coverage', area, '--facilities', file, '--crs', 'auto', '--out', out]
    const { code, stderr } = await runCli(town.path, argv)
    expect([file, code, code === 0 ? '' : stderr]).toEqual([file, 0, ''])
    expect(stderr).toContain(`${file}: 35 of 35 facilities can be used`)
    const { features } = JSON.parse(readFileSync(join(town.path, out, 'facilities.geojson'), 'utf8')) as {
      features: Facility[]
    }
    return features.sort((a, b) => (a.properties.facility_id < b.properties.facility_id ? -1 : 1))
  }

  it('gives the same linked facilities and categories with --crs auto', async () => {
    const runs: Facility[][] = []
    for (const [number, kind] of Object.keys(EXPORTS).entries()) {
      runs.push(await coverage(await put(kind), `out-${number}`))
    }
    expect(runs.length).toBe(5)
    const [first] = runs
    const truth = [...places].sort((a, b) => (a.id < b.id ? -1 : 1))
    expect(first!.map(({ properties }) => properties.category)).toEqual(truth.map(({ category }) => category))
    expect(first!.filter(({ properties }) => properties.link_status === 'linked').length).toBeGreaterThan(30)
    for (const run of runs) {
      run.forEach(({ properties, geometry }, i) => {
        const same = first![i]!.properties
        expect([properties.facility_id, properties.category, properties.link_status]).toEqual([
          truth[i]!.id,
          same.category,
          same.link_status,
        ])
        expect(greatCircleMetres(...geometry.coordinates, ...truth[i]!.lonLat)).toBeLessThan(1)
        expect(Math.abs((properties.link_metres ?? 0) - (same.link_metres ?? 0))).toBeLessThan(1.1)
      })
    }
  }, 120_000)

  it('takes what a header says where a few rows do not tell, else asks: exit code 3, what to type', async () => {
    const few = await put('GBK CSV in GCJ-02 with AMap headers', 6)
    const argv = ['coverage', area, '--crs', 'auto', '--facilities']
    const said = await runCli(town.path, [...argv, few, '--out', 'said'])
    expect([said.code, said.stderr]).toEqual([0, expect.stringMatching(/amap\.csv: coordinates: .*speaks for GCJ-02/)])
    const text = new TextDecoder('gbk').decode(readFileSync(join(town.path, few)))
    writeFileSync(join(town.path, 'silent.csv'), text.replace('typecode', '类型编码'))
    const asked = await runCli(town.path, [...argv, 'silent.csv', '--out', 'asked'])
    expect([asked.code, asked.stdout, existsSync(join(town.path, 'asked'))]).toEqual([3, '', false])
    expect(asked.stderr).toMatch(/^error: silent\.csv: its coordinate system is not clear: /m)
    expect(asked.stderr).toMatch(/^hint: .*--crs gcj02/m)
    const plain = await put('UTF-8 CSV in WGS-84', 6)
    // Six places that fit WGS-84 best are taken as that.
    const open = await runCli(town.path, ['check', area, '--facilities', plain, '--crs', 'auto'])
    expect([open.code, open.stdout]).toEqual([0, expect.stringMatching(/coordinates: WGS 84/)])
  }, 60_000)

  it('warns of a declared system that fits worse than another', async () => {
    const file = await put('XLSX in BD-09 with Chinese headers')
    const { code, stderr } = await runCli(town.path, ['check', area, '--facilities', file, '--crs', 'gcj02'])
    expect([code, stderr]).toEqual([0, expect.stringMatching(/^warning: 设施\.xlsx: declared GCJ-02.*BD-09/m)])
  }, 60_000)
})
