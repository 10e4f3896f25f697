// What the commands answer on the sample town.
import { readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { fromWgs84 } from '../../src/normalise/coordinates/shifted-systems.ts'
import { runCli, townFolder } from './run-cli.ts'

const INPUTS = ['town.osm', '--facilities', 'facilities.csv', '--blocks', 'blocks.geojson', '--gates', 'gates.csv']
const FILES = [
  'blocks.geojson',
  'coverage.csv',
  'facilities.geojson',
  'gaps.geojson',
  'rejects.csv',
  'summary.json',
  'verdicts.csv',
]

let town: ReturnType<typeof townFolder>
beforeAll(() => {
  town = townFolder()
})
afterAll(() => town.done())

const read = (...path: string[]) => readFileSync(join(town.path, ...path), 'utf8')

describe('coverage', () => {
  it('writes the files of the contract; the same command gives the same bytes', async () => {
    const first = await runCli(town.path, ['coverage', ...INPUTS, '--out', 'first'])
    const second = await runCli(town.path, ['coverage', ...INPUTS, '--out', 'second'])
    expect([first.code, second.code]).toEqual([0, 0])
    expect(readdirSync(join(town.path, 'first'))).toEqual(expect.arrayContaining(FILES))
    expect(first.stdout).toBe(second.stdout)
    for (const name of readdirSync(join(town.path, 'first'))) expect(read('second', name)).toBe(read('first', name))
  })

  it('prints a table that ends with its denominators, narration goes to stderr, --quiet silences it', async () => {
    const { stdout, stderr } = await runCli(town.path, [
      'coverage',
      ...INPUTS,
      '--out',
      'loud',
      '--category',
      'pharmacy',
    ])
    expect(stdout).toMatch(
      /^facilities\.csv: 80 rows read = 6 used.*\n(?:.+\n)*category +facilities +≤ 5 min +≤ 10 min +≤ 15 min +population beyond +gaps\n/,
    )
    expect(stdout).toMatch(/^pharmacy +6 +[\d.]+ % +[\d.]+ % +[\d.]+ % /m)
    expect(stdout).toMatch(/Shares are of population \([\d,]+ in all\) in \d+ blocks; left out: .*\.\n\n/)
    // Last, the answer: what was asked, two sentences, the worst places, the largest gaps, how sure it is.
    const answer = stdout.slice(stdout.indexOf('\n\n'))
    expect(answer).toMatch(
      /^\n\nWho can walk to one kind of facility .*\nWalkers: adult, 4\.5 km\/h\. Counted: people\. Streets: .*\n95\.\d% of people .* reach a pharmacy .*\n/,
    )
    expect(answer).toMatch(
      /\nWorst served communities:\n(?: {2}.+: [\d.]+ of 1 kinds? on average \([\d,]+ people\)\n){1,3}/,
    )
    expect(answer).toMatch(/\nLargest gaps:\n(?: {2}[\d,]+ people without pharmacy: .+\. .+\.\n){3}/)
    expect(answer).toMatch(
      /\nHow sure this is:\n {2}99\.9% of [\d,]+ people are linked to the streets.*\n(?: {2}.+\n)+$/,
    )
    expect(stderr).toContain('facilities.csv: 80 of 80 facilities can be used')
    for (const argv of [
      ['-q', 'coverage'],
      ['coverage', '--quiet'],
    ]) {
      const quiet = await runCli(town.path, [...argv, ...INPUTS, '--out', `quiet${argv[0]}`, '--category', 'pharmacy'])
      expect(quiet).toEqual({ code: 0, stdout, stderr: '' })
    }
  })

  it('--json prints the summary that it writes', async () => {
    const { stdout } = await runCli(town.path, ['coverage', ...INPUTS, '--out', 'json', '--json', '--category', '药店'])
    expect(stdout).toBe(read('json', 'summary.json'))
    const summary = JSON.parse(stdout) as { categories: { id: string }[] }
    expect(summary.categories.map(({ id }) => id)).toEqual(['pharmacy'])
  })

  it('--metres measures distances', async () => {
    const argv = ['coverage', ...INPUTS, '--out', 'metres', '--metres', '300,500', '--category', 'pharmacy']
    const { stdout } = await runCli(town.path, argv)
    expect(stdout).toContain('≤ 300 m')
    expect(read('metres', 'coverage.csv').split('\n')[0]).toContain('count_300m,count_500m,share_300m,share_500m')
  })

  it('--fail-under ends with 4 when a category covers less, having written everything', async () => {
    const argv = ['coverage', ...INPUTS, '--category', 'pharmacy']
    const low = await runCli(town.path, [...argv, '--out', 'low', '--fail-under', '50'])
    const high = await runCli(town.path, [...argv, '--out', 'high', '--fail-under', '99.9'])
    expect([low.code, high.code]).toEqual([0, 4])
    expect(high.stderr).toContain('1 of 1 categories with data cover less than 99.9 %')
    expect(readdirSync(join(town.path, 'high'))).toEqual(expect.arrayContaining(FILES))
  })

  it('says "no data" of kinds that the data lack: unknown is not zero', async () => {
    const argv = ['coverage', ...INPUTS, '--category', 'pharmacy', 'nursing_home', '--out']
    const en = await runCli(town.path, [...argv, 'lacking'])
    expect(en.stdout).toMatch(/^nursing home for older people +0 +no data +no data +no data +– +–$/m)
    expect(en.stdout).toMatch(/^pharmacy +6 +[\d.]+ %/m)
    const zh = await runCli(town.path, [...argv, 'lacking-zh', '--lang', 'zh'])
    expect(zh.stdout).toMatch(/^老年养护院 +0 +无数据 +无数据 +无数据 +– +–$/m)
  })

  it('tells of rows that are used otherwise than they say', async () => {
    const table = 'id,name,category,lon,lat,capacity\nx1,钟楼日间照料中心,clinik,113.6,34.8,about ten\n'
    writeFileSync(join(town.path, 'overruled.csv'), table)
    const { code, stderr } = await runCli(town.path, [
      ...['coverage', 'town.osm', '--facilities', 'overruled.csv', '--blocks', 'blocks.geojson', '--out', 'overruled'],
    ])
    expect(code).toBe(0)
    expect(stderr).toMatch(
      /^warning: overruled\.csv: 1 used with a warning, unknown-category, such as line 2: category "clinik" is not known; taken as elderly_day_care by its name$/m,
    )
    expect(stderr).toMatch(/^warning: overruled\.csv: 1 used with a warning, invalid-number, such as line 2: /m)
  })

  it('--lang zh names the categories in Chinese', async () => {
    const { stdout } = await runCli(town.path, [
      'coverage',
      ...INPUTS,
      '--out',
      'zh',
      '--lang',
      'zh',
      '--category',
      'pharmacy',
    ])
    expect(stdout).toMatch(/^药/m)
  })

  it('takes everything from the extract where no file is given', async () => {
    const { code, stderr } = await runCli(town.path, ['coverage', 'town.osm', '--out', 'osm'])
    expect(code).toBe(0)
    expect(stderr).toMatch(/town\.osm: \d+ of \d+ facilities can be used/)
    expect(stderr).toMatch(/town\.osm: \d+ of \d+ blocks can be used/)
  })
})

describe('coverage --also', () => {
  it('writes further documents and layers beside the usual files, the same bytes each time', async () => {
    const also = ['html', 'print', 'sheets', 'map', 'xlsx', 'flatgeobuf', 'geoparquet', 'geopackage', 'qgis', 'kepler']
    const argv = ['coverage', ...INPUTS, '--category', 'pharmacy', 'park', '--also', ...also, '--out']
    const [first, second] = [await runCli(town.path, [...argv, 'also-1']), await runCli(town.path, [...argv, 'also-2'])]
    expect([first.code, second.code]).toEqual([0, 0])
    const names = readdirSync(join(town.path, 'also-1'))
    expect(names).toEqual(
      expect.arrayContaining([
        ...FILES,
        'report.html',
        'print.html',
        'sheets.html',
        'map.html',
        'coverage.xlsx',
        'coverage.gpkg',
        'blocks.fgb',
        'gaps.parquet',
        'coverage.qgs',
      ]),
    )
    for (const name of names) expect([name, read('also-2', name) === read('also-1', name)]).toEqual([name, true])
  }, 60_000)

  it('refuses what it cannot make', async () => {
    const { code, stderr } = await runCli(town.path, ['coverage', ...INPUTS, '--out', 'none', '--also', 'docx'])
    expect([code, stderr]).toEqual([2, expect.stringContaining('docx')])
  })
})

describe('poster', () => {
  it('makes a page per block and a sheet to print', async () => {
    const argv = [
      'poster',
      ...INPUTS,
      '--block',
      'BY-01',
      'BY-02',
      '--lang',
      'zh',
      '--link',
      'https://example.org/{block}',
      '--out',
    ]
    const { code, stdout } = await runCli(town.path, [...argv, 'posters'])
    expect([code, stdout]).toEqual([0, 'BY-01.svg\nBY-02.svg\nposters.html\n'])
    expect(read('posters', 'BY-01.svg')).toMatch(/^<svg [^>]*width="210mm"/)
    expect(read('posters', 'posters.html').match(/class="sheet"/g)?.length).toBe(2)
    const map = await runCli(town.path, [
      'poster',
      ...INPUTS,
      '--block',
      'BY-01',
      '--style',
      'map',
      '--size',
      'A3',
      '--out',
      'map-poster',
    ])
    expect([map.code, read('map-poster', 'BY-01.svg')]).toEqual([0, expect.stringContaining('width="297mm"')])
  })

  it('never leaves its folder, whatever the ids', async () => {
    writeFileSync(
      join(town.path, 'evil.csv'),
      'id,lon,lat\n../../x,113.6,34.8\n..,113.6,34.8\nA/b,113.6,34.8\na/B,113.6,34.8\nposters,113.6,34.8\n',
    )
    const before = readdirSync(town.path)
    const argv = [
      'poster',
      'town.osm',
      '--facilities',
      'facilities.csv',
      '--blocks',
      'evil.csv',
      '--all',
      '--out',
      'safe',
    ]
    expect((await runCli(town.path, argv)).code).toBe(0)
    expect(readdirSync(town.path).filter((name) => !before.includes(name))).toEqual(['safe'])
    expect(readdirSync(join(town.path, 'safe')).length).toBe(6)
  })

  it('refuses a block that is not there, and neither block nor --all', async () => {
    const wrong = await runCli(town.path, ['poster', ...INPUTS, '--block', 'BY-1', '--out', 'no-poster'])
    expect([wrong.code, wrong.stderr]).toEqual([2, expect.stringContaining('Did you mean "BY-01"?')])
    expect((await runCli(town.path, ['poster', ...INPUTS, '--out', 'no-poster'])).code).toBe(2)
    expect(readdirSync(town.path)).not.toContain('no-poster')
  })
})

describe('isochrone', () => {
  interface Collection {
    features: {
      properties: { origin_id: string; limit: number; link_status: string }
      geometry: { type: string } | null
    }[]
  }
  const collection = (text: string) => JSON.parse(text) as Collection

  it('draws from a place, on stdout and in a file', async () => {
    const argv = ['isochrone', 'town.osm', '--at', '113.6,34.8', '--minutes', '5,10']
    const piped = await runCli(town.path, argv)
    expect(piped.code).toBe(0)
    const { features } = collection(piped.stdout)
    expect(features.map(({ properties }) => properties.limit)).toEqual([10, 5])
    for (const { geometry } of features) expect(geometry?.type).toMatch(/Polygon$/)
    const filed = await runCli(town.path, [...argv, '-o', 'iso.geojson'])
    expect([filed.code, read('iso.geojson')]).toEqual([0, piped.stdout])
    expect(filed.stdout).toMatch(/^place +minutes +km of streets\n.*\n1 +5 +[\d.]+/)
  })

  it('draws from a table, one feature per line, and from all facilities of a kind together', async () => {
    const lines = await runCli(town.path, [
      'isochrone',
      'town.osm',
      '--from',
      'blocks.geojson',
      '--metres',
      '300',
      '-o',
      'blocks.geojsonl',
    ])
    expect([lines.code, lines.stderr]).toEqual([
      0,
      expect.stringContaining('2 of 48 places are not linked to a street'),
    ])
    expect(read('blocks.geojsonl').trim().split('\n').length).toBe(48)
    const union = await runCli(town.path, [
      'isochrone',
      'town.osm',
      '--category',
      'park',
      '--union',
      '--reverse',
      '--minutes',
      '10',
    ])
    expect([union.code, collection(union.stdout).features.length]).toEqual([0, 1])
  })

  it.each([
    [[], 2, /There is no place to draw from/, /--at/],
    [['--at', '113.6,34.8', '--category', 'park'], 2, /one source only/, /--at/],
    [['--at', '34.8,113.6'], 2, /--at "34.8,113.6" is not a place/, /--at 113.6,34.8/],
    [['--from', 'no.csv'], 3, /Cannot read no\.csv/, /Check the path/],
    [['--category', 'aed'], 3, /no facility of the kind aed/, /categories/],
  ] as const)('refuses %j', async (flags, code, message, hint) => {
    const result = await runCli(town.path, ['isochrone', 'town.osm', ...flags, '-o', 'refused.geojson'])
    expect([result.code, result.stderr]).toEqual([code, expect.stringMatching(message)])
    expect(result.stderr).toMatch(hint)
    expect(readdirSync(town.path)).not.toContain('refused.geojson')
  })
})

describe('explain', () => {
  it('adds up to the number in coverage.csv', async () => {
    await runCli(town.path, ['coverage', ...INPUTS, '--out', 'explained'])
    const [header, ...rows] = read('explained', 'coverage.csv').trim().split('\n')
    const at = (name: string) => header!.split(',').indexOf(name)
    let compared = 0
    for (const row of rows.filter((_, index) => index % 97 === 0)) {
      const cells = row.split(',')
      if (cells[at('status')] !== 'reached') continue
      const argv = [
        'explain',
        ...INPUTS,
        '--block',
        cells[at('block_id')]!,
        '--category',
        cells[at('category')]!,
        '--json',
      ]
      const { code, stdout } = await runCli(town.path, argv)
      expect(code).toBe(0)
      const walk = JSON.parse(stdout) as {
        to: { facilityId: string; seconds: number; metres: number }
        parts: { milliseconds: number; millimetres: number }[]
      }
      const sum = (of: 'milliseconds' | 'millimetres') => walk.parts.reduce((total, part) => total + part[of], 0) / 1000
      expect(walk.to.facilityId).toBe(cells[at('facility_id')])
      expect(sum('milliseconds')).toBeCloseTo(walk.to.seconds, 6)
      expect(sum('millimetres')).toBeCloseTo(walk.to.metres, 6)
      expect(Math.abs(walk.to.seconds - Number(cells[at('walk_seconds')]))).toBeLessThanOrEqual(0.0501)
      expect(Math.abs(walk.to.metres - Number(cells[at('walk_metres')]))).toBeLessThanOrEqual(0.0501)
      compared++
    }
    expect(compared).toBeGreaterThan(3)
  }, 60_000)

  it('says under which conditions, as coverage, gaps and poster do', async () => {
    const block = ['--block', 'BY-01', '--profile', 'wheelchair']
    for (const argv of [
      ['coverage', ...INPUTS, '--profile', 'wheelchair', '--out', 'conditions'],
      ['gaps', ...INPUTS, '--profile', 'wheelchair', '-o', '-'],
      ['explain', ...INPUTS, ...block, '--category', 'pharmacy'],
      ['poster', ...INPUTS, ...block, '--out', 'conditional'],
    ]) {
      const { code, stderr } = await runCli(town.path, argv)
      expect(code).toBe(0)
      expect(stderr).toContain('note: Walking times are for flat ground')
      expect(stderr).toContain('kerbs')
    }
  }, 30_000)

  it('says it part by part, with the names of streets', async () => {
    const argv = ['explain', ...INPUTS, '--block', 'BY-01', '--category', 'pharmacy', '--minutes', '30']
    const { stdout } = await runCli(town.path, argv)
    expect(stdout).toContain('(BY-01) to pharmacy (pharmacy)')
    expect(stdout).toMatch(/^Walk: \d+ min \d\d s \([\d.]+ s\), [\d.]+ m$/m)
    // The parts as printed add up to the number as printed, in both columns.
    const lastTwo = (line: string) => line.trim().split(/ +/).slice(-2).map(Number) as [number, number]
    const parts = stdout.split('\n').filter((line) => /^ *\d+ {2}/.test(line))
    const together = lastTwo(stdout.match(/^ +together +[\d.]+ +[\d.]+$/m)![0])
    for (const column of [0, 1] as const) {
      const sum = parts.reduce((total, line) => total + lastTwo(line)[column], 0)
      expect(sum).toBeCloseTo(together[column], 6)
    }
    expect(stdout).toMatch(/along the street +\S+.* way\/\d+/)
    expect(stdout).toContain('Next best:')
  })

  it('says why there is no walk', async () => {
    const island = await runCli(town.path, ['explain', ...INPUTS, '--block', 'HD-8', '--category', 'pharmacy'])
    expect([island.code, island.stdout]).toEqual([0, expect.stringContaining('Not linked to a street (island)')])
    const far = await runCli(town.path, [
      'explain',
      ...INPUTS,
      '--block',
      'BY-01',
      '--category',
      'park',
      '--minutes',
      '1',
    ])
    expect([far.code, far.stdout]).toEqual([0, expect.stringContaining('Unreached: no park within 1 minutes')])
  })

  it('says how far the nearest beyond the limit is, or how far was searched', async () => {
    const walk = async (minutes: string, ...more: string[]) => {
      const argv = ['explain', ...INPUTS, '--block', 'BY-01', '--minutes', minutes, ...more]
      return (await runCli(town.path, argv)).stdout
    }
    type Explained = {
      to: { facilityId: string; seconds: number; metres: number } | null
      beyond: { searchedLimit: number; nearest: { facilityId: string; seconds: number } | null } | null
    }
    const park = ['--category', 'park']
    const near = JSON.parse(await walk('60', ...park, '--json')) as Explained
    const { facilityId, seconds, metres } = near.to!
    expect(near.beyond).toBeNull()
    const limit = Math.floor(seconds / 60 / 2)
    const beyond = JSON.parse(await walk(String(limit), ...park, '--json')) as Explained
    expect([beyond.to, beyond.beyond!.searchedLimit]).toEqual([null, Math.max(60, 4 * limit)])
    expect(beyond.beyond!.nearest).toMatchObject({ facilityId, seconds })
    const said = await walk(String(limit), ...park)
    expect(said).toContain(`Nearest beyond the limit: `)
    expect(said).toContain(`(${facilityId}), ${Math.floor(Math.round(seconds) / 60)} min `)
    expect(said).toContain(`${metres.toFixed(1)} m.`)
    // From one end of the town to the other there is nothing within an hour.
    writeFileSync(join(town.path, 'far.csv'), 'id,name,category,lon,lat\nx1,A,clinic,113.5775,34.7875\n')
    const far = ['explain', 'town.osm', '--facilities', 'far.csv', '--blocks', 'blocks.geojson', '--profile', 'older']
    const none = await runCli(town.path, [...far, '--block', 'HD-7', '--category', 'clinic'])
    expect(none.stdout).toContain('Unreached: no clinic within 15 minutes.\nNone was found within 60 minutes either.\n')
    const within = await runCli(town.path, [...far, '--block', 'HD-7', '--category', 'clinic', '--minutes', '60'])
    expect(within.stdout).toMatch(/^Nearest beyond the limit: A \(x1\), \d+ min /m)
    expect(await walk('15', '--category', 'nursing_home')).toContain('No facility of this kind is in the data')
  })
})

describe('gaps', () => {
  it('prints GeoJSON on stdout, the same as in the file', async () => {
    const argv = ['gaps', ...INPUTS, '--category', 'park']
    const piped = await runCli(town.path, argv)
    const filed = await runCli(town.path, [...argv, '-o', 'parks.geojson'])
    expect(piped.stdout).toBe(read('parks.geojson'))
    expect(JSON.parse(piped.stdout)).toHaveProperty('type', 'FeatureCollection')
    expect(filed.stdout).toMatch(/^where +category +people +blocks +nearest +shortest walk +gap\n/)
  })
})

describe('check', () => {
  it('says what each file is and what was dropped, and writes nothing', async () => {
    const before = readdirSync(town.path)
    const { code, stdout } = await runCli(town.path, ['check', ...INPUTS])
    expect(code).toBe(0)
    expect(stdout).toMatch(/^town\.osm +streets +osm/m)
    expect(stdout).toContain('facilities.csv: csv, utf-8, separated by ","')
    expect(stdout).toContain('columns: id, name, category, lon, lat')
    expect(stdout).toMatch(/^blocks +46 +1 +1 +0$/m)
    expect(stdout).toContain('A gap in the data is not a gap in the city.')
    expect(readdirSync(town.path)).toEqual(before)
  })

  it('--json is for programs, --rejects writes the rows', async () => {
    const { stdout } = await runCli(town.path, ['check', ...INPUTS, '--json', '--rejects', 'rejected.csv'])
    const findings = JSON.parse(stdout) as {
      usable: boolean
      inputs: { read: number; used: number; rejected: number }[]
    }
    expect(findings.usable).toBe(true)
    for (const { read, used, rejected } of findings.inputs) expect(read).toBe(used + rejected)
    // Nothing was rejected: the columns of the first table and no row.
    expect(read('rejected.csv')).toMatch(/^\ufeffid,name,category,lon,lat,.*,reject_line,reject_code,reject_message\n$/)
  })

  it('tells all it knows when nothing can be measured, and ends with 3', async () => {
    const { code, stdout, stderr } = await runCli(town.path, [
      'check',
      'town.osm',
      '--blocks',
      'facilities.csv',
      '--facilities',
      'gates.csv',
    ])
    expect(code).toBe(3)
    expect(stdout).toContain('gates.csv')
    expect(stderr).toMatch(/^error: gates\.csv: none of 37 facilities can be used/m)
  })
})

describe('--crs', () => {
  const shifted = (name: string) => {
    const [header, ...rows] = read('facilities.csv').trim().split('\n')
    const moved = rows.map((row) => {
      const cells = row.split(',')
      const [lon, lat] = fromWgs84([Number(cells[3]), Number(cells[4])], 'gcj02')
      return [...cells.slice(0, 3), lon.toFixed(6), lat.toFixed(6), ...cells.slice(5)].join(',')
    })
    writeFileSync(join(town.path, name), `${[header, ...moved].join('\n')}\n`)
    return name
  }

  it('takes shifted coordinates back to where they are: declared or found out', async () => {
    const plain = await runCli(town.path, [
      'coverage',
      'town.osm',
      '--facilities',
      'facilities.csv',
      '--blocks',
      'blocks.geojson',
      '--out',
      'plain',
    ])
    expect(plain.code).toBe(0)
    const name = shifted('gcj02.csv')
    const argv = ['coverage', 'town.osm', '--facilities', name, '--facilities-from', 'files', '--out']
    const declared = await runCli(town.path, [...argv, 'declared', '--crs', 'gcj02'])
    const found = await runCli(town.path, [...argv, 'found', '--crs', 'auto'])
    expect([declared.code, found.code]).toEqual([0, 0])
    expect(declared.stderr).toMatch(/gcj02\.csv: coordinates: .*GCJ-02/)
    expect(read('found', 'facilities.geojson')).toBe(read('declared', 'facilities.geojson'))
    // Where nobody says, the streets decide, and the narration names what was found.
    const assumed = await runCli(town.path, [...argv, 'assumed'])
    expect(assumed.stderr).toMatch(/gcj02\.csv: coordinates: GCJ-02/)
    expect(read('assumed', 'facilities.geojson')).toBe(read('declared', 'facilities.geojson'))
  })

  it('refuses a system that is not known', async () => {
    const result = await runCli(town.path, ['check', 'town.osm', '--facilities', 'facilities.csv', '--crs', 'krypton'])
    expect([result.code, result.stderr]).toEqual([2, expect.stringMatching(/error: .*krypton.*\nhint: /)])
  })
})

describe('--out-crs', () => {
  it('shifts the GeoJSON layers only, and says so loudly', async () => {
    const argv = ['coverage', ...INPUTS, '--category', 'park', '--out']
    await runCli(town.path, [...argv, 'plain-crs'])
    const { code, stderr } = await runCli(town.path, [...argv, 'amap', '--out-crs', 'gcj02'])
    expect([code, stderr]).toEqual([
      0,
      expect.stringMatching(/^warning: The GeoJSON layers of this run are in GCJ-02/m),
    ])
    const point = (folder: string) => {
      const layer = JSON.parse(read(folder, 'facilities.geojson')) as {
        coordinate_system?: string
        features: { geometry: { coordinates: [number, number] } }[]
      }
      return { system: layer.coordinate_system, at: layer.features[0]!.geometry.coordinates }
    }
    const [here, there] = [point('plain-crs'), point('amap')]
    expect([here.system, there.system]).toEqual([undefined, expect.stringMatching(/^GCJ-02.*NOT WGS-84/)])
    const [lon, lat] = fromWgs84(here.at, 'gcj02')
    expect(there.at[0]).toBeCloseTo(lon, 6)
    expect(there.at[1]).toBeCloseTo(lat, 6)
    expect(read('amap', 'coverage.csv')).toBe(read('plain-crs', 'coverage.csv'))
    const summary = JSON.parse(read('amap', 'summary.json')) as { notices: { code: string }[] }
    expect(summary.notices[0]!.code).toBe('coordinates-gcj02')
  })

  it('refuses a project over shifted files, and a shift where there is none', async () => {
    const both = await runCli(town.path, ['coverage', ...INPUTS, '--out', 'no', '--out-crs', 'bd09', '--also', 'qgis'])
    expect([both.code, both.stderr]).toEqual([2, expect.stringMatching(/--also qgis.*\nhint: /)])
    const osm = read('town.osm').replaceAll(/(lon|minlon|maxlon)="113/g, '$1="13')
    writeFileSync(join(town.path, 'elsewhere.osm'), osm)
    const away = await runCli(town.path, ['gaps', 'elsewhere.osm', '--out-crs', 'gcj02'])
    expect([away.code, away.stdout, away.stderr]).toEqual([2, '', expect.stringMatching(/not shifted at 13\.\d+, 34/)])
  })
})

describe('check', () => {
  it('tells a block outside the data once', async () => {
    writeFileSync(join(town.path, 'far.csv'), 'id,lon,lat,population\nin,113.6,34.8,10\nout,113.9,34.8,20\n')
    const { stdout } = await runCli(town.path, ['check', 'town.osm', '--blocks', 'far.csv', '--json'])
    const { rejects, links } = JSON.parse(stdout) as {
      rejects: { source: string; code: string; count: number }[]
      links: { people: Record<string, number>; peopleWithoutStreet: number }
    }
    expect(rejects.filter(({ source }) => source === 'far.csv')).toMatchObject([{ code: 'outside-area', count: 1 }])
    expect(links).toMatchObject({ people: { linked: 10, outside: 20 }, peopleWithoutStreet: 20 })
  })
})

describe('--mapping', () => {
  it('is saved by check, edited, and understood again', async () => {
    const [, ...rows] = read('facilities.csv').trim().split('\n')
    writeFileSync(join(town.path, 'odd.csv'), `nr,what,sort,x1,y1,a,b,c,d,e\n${rows.join('\n')}\n`)
    const argv = ['town.osm', '--facilities', 'odd.csv', '--blocks', 'blocks.geojson']
    expect((await runCli(town.path, ['check', ...argv])).code).toBe(3)
    await runCli(town.path, ['check', ...INPUTS, '--save-mapping', 'columns.json'])
    const saved = JSON.parse(read('columns.json')) as {
      facilities: Record<string, string>
      blocks: Record<string, string>
    }
    expect(saved.facilities).toMatchObject({ id: 'id', lon: 'lon', category: 'category' })
    expect(saved.blocks).toHaveProperty('population')
    const facilities = { id: 'nr', name: 'what', category: 'sort', lon: 'x1', lat: 'y1' }
    writeFileSync(join(town.path, 'mine.json'), JSON.stringify({ facilities }))
    const { code, stderr } = await runCli(town.path, ['check', ...argv, '--mapping', 'mine.json'])
    expect([code, stderr]).toEqual([0, expect.stringContaining('odd.csv: 80 of 80 facilities can be used')])
  })

  it('says what is wrong with a mapping', async () => {
    for (const text of [
      '[',
      '[]',
      '{"shops": {}}',
      '{"blocks": 1}',
      '{"blocks": {"id": 1}}',
      '{"facilities": {"idd": "id"}}',
      '{"facilities": {"id": "no such"}}',
    ]) {
      writeFileSync(join(town.path, 'bad.json'), text)
      const { code, stderr } = await runCli(town.path, ['check', ...INPUTS, '--mapping', 'bad.json'])
      expect([text, [2, 3].includes(code), stderr]).toEqual([
        text,
        true,
        expect.stringMatching(/error: .+\nhint: .+\n$/),
      ])
    }
  })
})

describe('--standard', () => {
  it('judges by a built-in pack and by a file: verdicts and marks', async () => {
    const { code, stdout, stderr } = await runCli(town.path, [
      'coverage',
      ...INPUTS,
      '--out',
      'gb',
      '--standard',
      'gb50180-2018',
    ])
    expect(code).toBe(0)
    expect(stdout).toMatch(
      /\(gb50180-2018 \S+\), blocks by verdict:\nrule +level +within +duty +met +partial +unmet +unknown/,
    )
    expect(stderr).toContain('not verified against the printed standard')
    const [header, ...rows] = read('gb', 'verdicts.csv').trim().split('\n')
    expect(header).toMatch(/^block_id,rule_id,category,limit,basis,verdict,share,clause,source_verified/)
    expect(rows.length).toBeGreaterThan(48)
    const pack = JSON.parse((await runCli(town.path, ['standards', 'gb50180-2018', '--json'])).stdout) as {
      rules: unknown[]
    }
    expect(rows.length).toBe(48 * pack.rules.length)
  })

  it('says the rules least met first, what the data lack, and what is covered on paper only', async () => {
    const argv = ['coverage', ...INPUTS, '--standard', 'gb50180-2018', '--also', 'html', '--out', 'gb-table']
    const { stdout } = await runCli(town.path, argv)
    const table = stdout.slice(stdout.indexOf('blocks by verdict'))
    const rows = [...table.matchAll(/ m +(?:required|advised|as needed) +(\d+) +(\d+) +(\d+) +(\d+) /g)]
    expect(rows.length).toBeGreaterThan(10)
    expect(rows.length).toBeLessThanOrEqual(20)
    const met = rows.map((row) => Number(row[1]))
    expect(met).toEqual([...met].sort((a, b) => a - b))
    for (const row of rows) expect(row.slice(1).reduce((sum, count) => sum + Number(count), 0)).toBe(48)
    expect(table.match(/ not verified$/gm)?.length).toBe(rows.length)
    expect(table).toMatch(/^No facility in the data for \d+ rules: .*A gap in the data is not a gap in the city\.$/m)
    expect(table).toMatch(
      /^Completeness: of 36 mandatory rules 14 can be judged by these data; the middle block has \d+ judged: \d+ met\. \d+ of 46 blocks? meets? all that was judged\.$/m,
    )
    expect(table).toMatch(/^Covered on paper \(straight line\), not on foot, people: /m)
    expect(table).toMatch(/they are not the law\.\n$/)
    expect(read('gb-table', 'report.html')).toContain(
      'Neighbourhood shops (supermarket, pharmacy, laundry, hairdresser)',
    )
    const blocks = JSON.parse(read('gb-table', 'blocks.geojson')) as {
      features: { properties: Record<string, unknown> }[]
    }
    const linked = blocks.features.filter(({ properties }) => properties.link_status === 'linked')
    for (const { properties } of linked) {
      const { rules_required, rules_met, rules_partial, rules_unmet, completeness, ...others } = properties as Record<
        string,
        number
      >
      const { rules_judged, rules_unknown, rules_no_data } = others
      expect([rules_required, rules_judged! + rules_unknown! + rules_no_data!, rules_no_data]).toEqual([36, 36, 22])
      expect(rules_met! + rules_partial! + rules_unmet!).toBe(rules_judged)
      expect(Math.abs(completeness! - rules_met! / rules_judged!)).toBeLessThan(0.0001)
    }
    const gaps = JSON.parse(read('gb-table', 'gaps.geojson')) as { features: { properties: Record<string, unknown> }[] }
    const ofRules = gaps.features.filter(({ properties }) => properties.rule_id !== null)
    expect(ofRules.length).toBeGreaterThan(50)
    for (const { properties } of ofRules) {
      expect([properties.basis, properties.rule_verified]).toEqual(['distance', false])
      expect(properties.gap_id).toMatch(new RegExp(`^gb50180-2018\\.${properties.rule_id}-${properties.limit}m-`))
    }
  }, 60_000)

  it('judges by a file, which is named with its hash among the inputs; gaps and explain speak of its rules', async () => {
    const pack = {
      id: 'my-city',
      nameEn: 'My city',
      rules: [
        { id: 'child', categories: ['kindergarten'], limitMetres: 300, clause: 'Local rule 1' },
        { id: 'shop', categories: ['convenience_store', 'supermarket'], limitMinutes: 10, mandatory: false },
      ],
    }
    writeFileSync(join(town.path, 'my-city.json'), JSON.stringify(pack))
    await runCli(town.path, ['coverage', ...INPUTS, '--standard', 'my-city.json', '--out', 'mine'])
    const summary = JSON.parse(read('mine', 'summary.json')) as { inputs: Record<string, unknown>[] }
    expect(summary.inputs.at(-1)).toMatchObject({
      role: 'standard',
      name: 'my-city.json',
      read: 2,
      used: 2,
      rejected: 0,
    })
    expect(summary.inputs.at(-1)!.sha256).toMatch(/^[0-9a-f]{64}$/)
    const gaps = await runCli(town.path, ['gaps', ...INPUTS, '--standard', 'my-city.json', '-o', 'my-gaps.geojson'])
    expect(gaps.stdout).toMatch(
      /^where +rule +within +people +blocks +nearest +shortest walk +figure +gap\n(?:.+\n)+?.+ my-city\.child-300m-/m,
    )
    expect(gaps.stdout).not.toContain('shop')
    const argv = ['explain', ...INPUTS, '--standard', 'my-city.json', '--block', 'BY-03', '--category']
    const child = await runCli(town.path, [...argv, '幼儿园'])
    expect(child.stdout).toMatch(/^Rules of my-city \S+ that this kind can satisfy:$/m)
    expect(child.stdout).toMatch(/\(child\): required, within 300 m on foot; Local rule 1 \(own figure or reading\)/)
    expect(child.stdout).toMatch(/^ +(?:un)?met, n/m)
    const shop = await runCli(town.path, [...argv, 'supermarket', '--json'])
    const { rules, category } = JSON.parse(shop.stdout) as { rules: Record<string, unknown>[]; category: string }
    expect([category, rules.length]).toEqual(['supermarket', 1])
    expect(rules[0]).toMatchObject({ ruleId: 'shop', mandatory: false, verified: false, basis: 'time' })
    const none = await runCli(town.path, [...argv, 'park'])
    expect(none.stdout).toMatch(/No rule of my-city concerns this kind\.\n$/)
  }, 60_000)

  it('refuses what is not there, and a file with mistakes', async () => {
    const wrong = await runCli(town.path, ['check', 'town.osm', '--standard', 'gb50180-2008'])
    expect([wrong.code, wrong.stderr]).toEqual([
      2,
      expect.stringMatching(/^error: Unknown standard "gb50180-2008"\.\nhint: Did you mean/),
    ])
    const missing = await runCli(town.path, ['check', 'town.osm', '--standard', 'no.json'])
    expect([missing.code, missing.stderr]).toEqual([3, expect.stringMatching(/^error: Cannot read no\.json/)])
    writeFileSync(join(town.path, 'odd.json'), '{"id": "mine", "rules": 5}')
    const odd = await runCli(town.path, ['check', 'town.osm', '--standard', 'odd.json'])
    expect([odd.code, odd.stderr]).toEqual([3, expect.stringMatching(/^error: .*odd\.json.*\n(.*\n)*hint: /)])
  })
})

describe('lists', () => {
  it('standards: a table, one pack, JSON', async () => {
    const table = await runCli(town.path, ['standards'])
    expect(table.stdout).toMatch(/^gb50180-2018 +/m)
    const one = await runCli(town.path, ['standards', 'gb50180-2018'])
    expect(one.stdout).toMatch(/^rule +name +level +within +any of/m)
    expect(one.stdout).toContain('Sources:')
    const packs = JSON.parse((await runCli(town.path, ['standards', '--json'])).stdout) as { id: string }[]
    expect(packs.length).toBeGreaterThan(3)
    const wrong = await runCli(town.path, ['standards', 'gb5018'])
    expect(wrong.code).toBe(2)
  })

  it('categories: a table and JSON', async () => {
    const table = await runCli(town.path, ['categories'])
    expect(table.stdout).toMatch(/^pharmacy +药/m)
    const { stdout } = await runCli(town.path, ['categories', '--json'])
    const list = JSON.parse(stdout) as { id: string; source: string; mark: string }[]
    expect(list.length).toBeGreaterThan(50)
    for (const { source, mark } of list)
      expect([source, mark]).toEqual([expect.stringMatching(/./), expect.stringMatching(/./)])
  })
})

describe('the terminal', () => {
  it('has colours and a bar on a terminal only, and none with NO_COLOR', async () => {
    const argv = ['coverage', 'no.osm', '--out', 'x']
    expect((await runCli(town.path, argv, { terminal: true })).stderr).toContain('\u001b[31merror:\u001b[0m')
    for (const environment of [{ NO_COLOR: '1' }, { TERM: 'dumb' }] as Record<string, string>[]) {
      expect((await runCli(town.path, argv, { terminal: true, environment })).stderr).toMatch(/^error: /)
    }
    expect((await runCli(town.path, argv)).stderr).toMatch(/^error: /)
    const loud = await runCli(town.path, ['gaps', ...INPUTS, '--category', 'park'], { terminal: true })
    expect(loud.stderr).toContain('█')
    // The bar is wiped away at the end.
    expect(loud.stderr).toMatch(/\r\u001b\[K[^█]*$/)
    const still = await runCli(town.path, ['gaps', ...INPUTS, '--category', 'park'])
    expect(still.stderr).not.toMatch(/[█\r\u001b]/)
    const quiet = await runCli(town.path, ['-q', 'gaps', ...INPUTS, '--category', 'park'], { terminal: true })
    expect(quiet.stderr).toBe('')
  })
})
