// isochrone on the sample town: formats, tables of people and land, uncovered land, nearest facility.
import { spawnSync } from 'node:child_process'
import { readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest'
import { fromWgs84 } from '../../src/normalise/coordinates/shifted-systems.ts'
import { runCli, townFolder } from './run-cli.ts'

vi.setConfig({ testTimeout: 30_000 })

const hasOgr = spawnSync('ogrinfo', ['--version']).status === 0

let town: ReturnType<typeof townFolder>
beforeAll(() => {
  town = townFolder()
})
afterAll(() => town.done())

const read = (name: string) => readFileSync(join(town.path, name), 'utf8')
const run = (...argv: string[]) => runCli(town.path, ['isochrone', 'town.osm', ...argv])

interface Feature {
  readonly properties: Readonly<Record<string, string | number | boolean | null>>
  readonly geometry: { readonly type: string; readonly coordinates: unknown } | null
}
const featuresOf = (text: string) => (JSON.parse(text) as { features: Feature[] }).features

/** What GDAL says about a file: number of features and type of geometry. */
function ogr(name: string): { count: number; type: string; stderr: string } {
  const { stdout, stderr } = spawnSync('ogrinfo', ['-so', '-al', join(town.path, name)], { encoding: 'utf8' })
  return {
    count: Number(/Feature Count: (\d+)/.exec(stdout)?.[1]),
    type: /Geometry: (.*)/.exec(stdout)?.[1] ?? '',
    stderr,
  }
}

describe('isochrone formats', () => {
  it.skipIf(!hasOgr).each([
    ['geojson', []],
    ['geojsonl', []],
    ['geojsons', []],
    ['fgb', []],
    ['fgb', ['--style', 'lines']],
  ] as const)('.%s %j: GDAL reads every feature', async (suffix, flags) => {
    const name = `all-${flags.length}.${suffix}`
    const { code } = await run('--from', 'blocks.geojson', '--metres', '300,500', ...flags, '-o', name)
    expect(code).toBe(0)
    const { count, type, stderr } = ogr(name)
    expect([count, stderr]).toEqual([96, ''])
    expect(type).toMatch(flags.length > 0 ? /Multi Line String/ : /Polygon|Unknown|Geometry Collection/)
  })

  it('refuses a suffix that names no format, before any work', async () => {
    for (const option of ['-o', '--uncovered']) {
      const { code, stderr } = await run('--category', 'park', option, 'map.shp')
      expect([code, stderr]).toEqual([2, expect.stringContaining('the suffix names no format')])
    }
  })
})

describe('isochrone --from', () => {
  it('takes a table of facilities for one, though none of its rows but the first are open', async () => {
    const [head, ...rows] = read('facilities.csv').trim().split('\n')
    const planned = rows.map((row, i) => (i === 0 ? row : row.replace(/,open$/, ',planned')))
    writeFileSync(join(town.path, 'most-planned.csv'), [head, ...planned].join('\n'))
    const { stderr } = await run('--from', 'most-planned.csv', '--minutes', '5', '-o', 'p.geojson')
    expect(stderr).toContain('1 of 80 facilities can be used')
  })

  it('takes facilities with their kinds, and blocks with their gates', async () => {
    const facilities = await run('--from', 'facilities.csv', '--minutes', '5', '-o', 'f.geojson')
    expect([facilities.code, facilities.stderr]).toEqual([
      0,
      expect.stringContaining('80 of 80 facilities can be used'),
    ])
    expect(featuresOf(read('f.geojson')).length).toBe(80)
    const blocks = await run('--from', 'blocks.geojson', '--minutes', '5', '-o', 'b.geojson')
    expect([blocks.code, blocks.stderr]).toEqual([0, expect.stringContaining('blocks can be used')])
    expect(featuresOf(read('b.geojson')).length).toBe(48)
  })

  it('makes one origin of all gates of an id, the same as of the block with these gates', async () => {
    const rows = read('gates.csv').trim().split('\n').slice(1)
    const ids = new Set(rows.map((row) => row.split(',')[0]))
    expect(ids.size).toBeLessThan(rows.length)
    const gates = await run('--from', 'gates.csv', '--minutes', '5', '--style', 'lines', '-o', 'g.geojson')
    expect([gates.code, gates.stderr]).toEqual([
      0,
      expect.stringContaining(`${rows.length} of ${rows.length} gates can be used`),
    ])
    expect(gates.stderr).not.toMatch(/rejected/)
    const features = featuresOf(read('g.geojson'))
    expect(features.length).toBe(ids.size)
    const own = rows.filter((row) => row.startsWith('BY-01,')).map((row) => row.split(',').slice(1, 3).join(','))
    expect(own.length).toBe(2)
    const at = own.flatMap((place) => ['--at', place])
    await run(...at, '--union', '--minutes', '5', '--style', 'lines', '-o', 'u.geojson')
    const united = featuresOf(read('u.geojson'))[0]!
    const block = features.find(({ properties }) => properties.origin_id === 'BY-01')!
    expect(block.geometry).toEqual(united.geometry)
    writeFileSync(
      join(town.path, 'nameless.csv'),
      `block_id,lon,lat\n${own.map((place) => `,${place}`).join('\n')}\nA,${own[0]}\n`,
    )
    const { stderr } = await run('--from', 'nameless.csv', '--minutes', '5', '-o', 'n.geojson')
    expect(stderr).toMatch(/1 of 3 gates can be used \(2 rejected\)\n.*2 rejected as missing-id/)
    expect(featuresOf(read('n.geojson')).map(({ properties }) => properties.origin_id)).toEqual(['A'])
  })
})

describe('isochrone --out-crs', () => {
  const positions = (text: string) =>
    featuresOf(text).map(({ geometry }) => (geometry as { coordinates: [number, number][][] }).coordinates.flat(2))

  it('moves drawings for maps in shifted coordinates, and the file says so', async () => {
    const argv = ['--at', '113.6,34.8', '--minutes', '5', '--style', 'lines', '-o']
    await run(...argv, 'plain.geojson')
    const plain = positions(read('plain.geojson'))[0]!.map(Number)
    for (const [name, lines] of [
      ['shifted.geojson', false],
      ['shifted.geojsonl', true],
    ] as const) {
      expect((await run(...argv, name, '--out-crs', 'gcj02')).code).toBe(0)
      const text = lines ? `{"features":[${read(name).trim().split('\n').join()}]}` : read(name)
      const moved = positions(text)[0]!.map(Number)
      expect(moved.length).toBe(plain.length)
      for (let at = 0; at < plain.length; at += 2) {
        const [lon, lat] = fromWgs84([plain[at]!, plain[at + 1]!], 'gcj02')
        expect([moved[at], moved[at + 1]]).toEqual([Math.round(lon * 1e7) / 1e7, Math.round(lat * 1e7) / 1e7])
      }
    }
    const head = JSON.parse(read('shifted.geojson')) as Record<string, string>
    expect(head.coordinate_system).toMatch(/GCJ-02.*NOT WGS-84/)
    expect([head.name, head.note]).toEqual(['isochrones', (JSON.parse(read('plain.geojson')) as typeof head).note])
    const left = [
      '--category',
      'park',
      '--blocks',
      'blocks.geojson',
      '--uncovered',
      'left.geojson',
      '--out-crs',
      'bd09',
    ]
    expect((await run(...left)).code).toBe(0)
    expect(read('left.geojson')).toContain(
      '"coordinate_system":"BD-09 (Baidu): shifted by some hundred metres, NOT WGS-84',
    )
  })

  it('is refused for FlatGeobuf', async () => {
    const { code, stderr } = await run('--at', '113.6,34.8', '-o', 'x.fgb', '--out-crs', 'gcj02')
    expect([code, stderr]).toEqual([2, expect.stringMatching(/^error: --out-crs is for GeoJSON: x\.fgb.*\nhint: /)])
  })
})

describe('isochrone --blocks', () => {
  it.each([
    ['through no walls', []],
    ['with the gates of a list', ['--gates', 'gates.csv']],
    ['with every other compound shut', ['--gates', 'gates.csv', '--closed', 'all']],
  ])('counts the people that coverage counts, %s', async (_, walls) => {
    const inputs = ['--facilities', 'facilities.csv', '--blocks', 'blocks.geojson', ...walls]
    const counted = await run('--category', 'pharmacy', ...inputs)
    expect(counted.code).toBe(0)
    await runCli(town.path, [
      'coverage',
      'town.osm',
      ...inputs,
      '--category',
      'pharmacy',
      '--out',
      'coverage',
      '--overwrite',
    ])
    const { categories } = JSON.parse(read('coverage/summary.json')) as {
      categories: { coverage: { limit: number; shares: { measure: string; covered: number; total: number }[] }[] }[]
    }
    const shares = categories[0]!.coverage.map((entry) => entry.shares.find(({ measure }) => measure === 'population')!)
    const digits = (value: number) => Math.round(value).toLocaleString('en-US')
    const row = counted.stdout.split('\n').find((line) => line.startsWith('population'))!
    const cells = row.split(/ {2,}/)
    expect(shares.length).toBe(3)
    expect([cells[1], cells[3], cells[5], cells[7]]).toEqual([
      ...shares.map(({ covered }) => digits(covered)),
      digits(shares[0]!.total),
    ])
    expect(counted.stdout).toMatch(/^age_60_plus /m)
    // No drawing was asked for.
    expect(counted.stdout).not.toContain('FeatureCollection')
  })

  it('draws what is reached through gates only', async () => {
    // The first gate of each compound only.
    const rows = read('gates.csv').trim().split('\n')
    const first = rows.filter((row, i) => row.split(',')[0] !== rows[i - 1]?.split(',')[0])
    writeFileSync(join(town.path, 'first-gates.csv'), first.join('\n'))
    const metresOf = async (...walls: string[]) => {
      const { code, stdout } = await run('--at', '113.592609,34.8102', '--metres', '400', '--style', 'lines', ...walls)
      expect(code).toBe(0)
      return Number(featuresOf(stdout)[0]!.properties.street_m)
    }
    const open = await metresOf()
    const shut = await metresOf('--compounds', 'blocks.geojson', '--gates', 'first-gates.csv', '--closed', 'all')
    expect(shut).toBeGreaterThan(0)
    expect(shut).toBeLessThan(open)
  })

  it('puts the tables on stderr where stdout takes the drawing', async () => {
    const { stdout, stderr } = await run('--category', 'park', '--union', '--blocks', 'blocks.geojson', '-o', '-')
    expect(featuresOf(stdout).length).toBe(3)
    expect(stderr).toMatch(/^population /m)
  })
})

describe('isochrone --land', () => {
  it('sets straight lines and walks side by side; a walk never covers more than a straight line as long', async () => {
    const { code, stdout } = await run(
      '--category',
      'park',
      '--blocks',
      'blocks.geojson',
      '--land',
      '--metres',
      '300,500',
    )
    expect(code).toBe(0)
    const lines = stdout.split('\n').filter((line) => line.startsWith('≤ '))
    expect(lines.length).toBe(2)
    for (const line of lines) {
      const [, radius, straightHa, straightShare, walkHa, walkShare, ofHa] = line.split(/ {2,}/)
      expect(`≤ ${radius}`).toBe(line.split(/ {2,}/)[0])
      expect(Number(straightHa)).toBeGreaterThan(Number(walkHa))
      expect(Number.parseFloat(straightShare!)).toBeGreaterThan(Number.parseFloat(walkShare!))
      expect(Number(ofHa)).toBeGreaterThan(Number(straightHa))
    }
  })

  it('needs outlines', async () => {
    const { code, stderr } = await run('--category', 'park', '--blocks', 'gates.csv', '--land')
    expect([code, stderr]).toEqual([3, expect.stringMatching(/No block has an outline/)])
  })
})

describe('isochrone --uncovered', () => {
  it('writes what is left of each block; more walking leaves less', async () => {
    const inputs = ['--category', 'pharmacy', '--facilities', 'facilities.csv', '--blocks', 'blocks.geojson']
    const sums: number[] = []
    for (const minutes of ['5', '15']) {
      const { code, stdout } = await run(...inputs, '--minutes', minutes, '--uncovered', `left-${minutes}.geojson`)
      expect([code, stdout]).toEqual([
        0,
        expect.stringMatching(/^Drawn as uncovered, beyond 50 m of the streets within reach: [\d.]+ ha of [\d.]+ ha/m),
      ])
      const features = featuresOf(read(`left-${minutes}.geojson`))
      let sum = 0
      for (const { properties, geometry } of features) {
        expect(geometry?.type).toMatch(/Polygon$/)
        expect(Number(properties.uncovered_m2)).toBeLessThanOrEqual(Number(properties.land_m2))
        expect(properties.limit).toBe(Number(minutes))
        sum += Number(properties.uncovered_m2)
      }
      sums.push(sum)
      if (hasOgr) expect(ogr(`left-${minutes}.geojson`)).toMatchObject({ count: features.length, stderr: '' })
    }
    expect(sums[0]).toBeGreaterThan(sums[1]!)
  })

  it('takes the residential areas of the extract where no blocks are given', async () => {
    const { code } = await run('--category', 'park', '--uncovered', 'left.fgb')
    expect(code).toBe(0)
    if (hasOgr) expect(ogr('left.fgb').count).toBeGreaterThan(0)
  })
})

describe('isochrone --allocate', () => {
  it('gives each facility its streets: lines and ground, every metre once', async () => {
    const inputs = ['--category', 'pharmacy', '--facilities', 'facilities.csv', '--allocate', '--minutes', '10,15']
    const ground = await run(...inputs, '-o', 'ground.geojson')
    const streets = await run(...inputs, '--style', 'lines', '-o', 'streets.fgb')
    expect([ground.code, streets.code]).toEqual([0, 0])
    const features = featuresOf(read('ground.geojson'))
    const metres = features.reduce((sum, { properties }) => sum + Number(properties.street_m), 0)
    const { stdout } = await run(
      '--category',
      'pharmacy',
      '--facilities',
      'facilities.csv',
      '--union',
      '--reverse',
      '--minutes',
      '15',
    )
    const [union] = featuresOf(stdout)
    expect(Math.abs(metres - Number(union!.properties.street_m))).toBeLessThan(0.1 * (features.length + 1))
    expect(features.every(({ properties }) => properties.limit === 15)).toBe(true)
    if (hasOgr) {
      expect(ogr('ground.geojson')).toMatchObject({ count: features.length, stderr: '' })
      expect(ogr('streets.fgb')).toMatchObject({ count: features.length, stderr: '' })
    }
  })

  it.each([[['--union']], [['--style', 'smooth']]])('refuses %j', async (flags) => {
    const { code, stderr } = await run(
      '--category',
      'pharmacy',
      '--facilities',
      'facilities.csv',
      '--allocate',
      ...flags,
      '-o',
      'refused.geojson',
    )
    expect([code, stderr]).toEqual([2, expect.stringContaining('--allocate')])
  })
})
