// What goes wrong in real life: each with a message that names the file and the numbers, a hint, the right exit code, and no
// half-written output.
import { chmodSync, existsSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { deflateSync } from 'node:zlib'
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest'
import { encodeBlock, encodeHeader, frame } from '../read/pbf-encoder.ts'
import { type CliResult, runCli, townFolder } from './run-cli.ts'

let town: ReturnType<typeof townFolder>
const out = () => join(town.path, 'out')

beforeAll(() => {
  town = townFolder()
})
afterAll(() => town.done())
afterEach(() => rmSync(out(), { recursive: true, force: true }))

const put = (name: string, content: string | Uint8Array) => {
  writeFileSync(join(town.path, name), content)
  return name
}

const coverage = (area: string, ...more: string[]) => runCli(town.path, ['coverage', area, '--out', 'out', ...more])
const onTown = (...more: string[]) => coverage('town.osm', '--facilities', 'facilities.csv', ...more)

/** One error line and one hint line, nothing on stdout, no stack, no output folder, nothing temporary. */
function expectRefusal(result: CliResult, code: number, message: RegExp, hint: RegExp): void {
  const lines = result.stderr.trimEnd().split('\n')
  expect(result.stderr).not.toMatch(/\n {4}at |bug/)
  expect([result.code, lines.at(-2), lines.at(-1)]).toEqual([
    code,
    expect.stringMatching(new RegExp(`^error: .*${message.source}`, message.flags)),
    expect.stringMatching(new RegExp(`^hint: .*${hint.source}`, hint.flags)),
  ])
  expect(result.stdout).toBe('')
  expect(existsSync(out())).toBe(false)
  expect(readdirSync(town.path).filter((name) => name.endsWith('.tmp'))).toEqual([])
}

const NODES = [1, 2].map((id) => ({ id, tags: [], lat: id, lon: id }))
const pbf = (header: number[]) =>
  Uint8Array.from([...frame('OSMHeader', header, true), ...frame('OSMData', encodeBlock({ nodes: NODES }), true)])

describe('a bad area', () => {
  it('missing file', async () => {
    expectRefusal(await coverage('no.osm.pbf'), 3, /Cannot read no\.osm\.pbf: there is no such file/, /Check the path/)
  })

  it('a folder', async () => {
    expectRefusal(await coverage('.'), 3, /is a folder/, /file inside/)
  })

  it('truncated PBF', async () => {
    const whole = pbf(encodeHeader())
    put('cut.osm.pbf', whole.subarray(0, whole.length - 7))
    expectRefusal(
      await coverage('cut.osm.pbf'),
      3,
      /cut\.osm\.pbf ends after \d+ bytes .* 7 more bytes/,
      /download the extract again/,
    )
  })

  it('PBF with a required feature that is not known', async () => {
    put('new.osm.pbf', pbf(encodeHeader({ required: ['OsmSchema-V0.6', 'Quantum'] })))
    expectRefusal(await coverage('new.osm.pbf'), 3, /requires the feature "Quantum"/, /osmium cat/)
  })

  it('PBF with damaged content', async () => {
    const bytes = pbf(encodeHeader())
    bytes[bytes.length - 10]! ^= 0xff
    put('damaged.osm.pbf', bytes)
    expectRefusal(await coverage('damaged.osm.pbf'), 3, /damaged\.osm\.pbf.*byte \d+/, /again/)
  })

  it('a web page saved as .osm', async () => {
    put('page.osm', '<!DOCTYPE html>\n<html><body>429 Too Many Requests</body></html>')
    expectRefusal(await coverage('page.osm'), 3, /page\.osm is a web page \(HTML\)/, /\.osm\.pbf/)
  })

  it('an empty file', async () => {
    put('empty.osm', '')
    expectRefusal(await coverage('empty.osm'), 3, /empty\.osm is empty/, /download/)
  })

  it('a table in the place of the area', async () => {
    expectRefusal(await coverage('facilities.csv'), 3, /facilities\.csv is not OSM data/, /\.osm\.pbf/)
  })

  it('a compressed file of another kind', async () => {
    put('town.osm.bz2', 'BZh91AY&SY')
    expectRefusal(await coverage('town.osm.bz2'), 3, /bzip2/, /bunzip2/)
  })

  it('no street at all', async () => {
    put('bare.osm', '<osm version="0.6"><node id="1" lat="1" lon="1"/></osm>')
    expectRefusal(await coverage('bare.osm', '--blocks', 'blocks.geojson'), 3, /[Nn]o walkable ways|no street/, /./)
  })

  it('a bomb of entities', async () => {
    put('bomb.osm', '<?xml version="1.0"?><!DOCTYPE osm [<!ENTITY a "aaaa">]><osm/>')
    expectRefusal(await coverage('bomb.osm'), 3, /DOCTYPE/, /again/)
  })

  it('a zlib bomb: a block that unpacks to more than it says', async () => {
    const zlib = deflateSync(Buffer.alloc(20_000_000))
    const blob = [0x10, 100, 0x1a, ...varint(zlib.length), ...zlib]
    const type = [0x0a, 7, ...new TextEncoder().encode('OSMData'), 0x18, ...varint(blob.length)]
    put(
      'bomb.osm.pbf',
      Uint8Array.from([...frame('OSMHeader', encodeHeader(), true), 0, 0, 0, type.length, ...type, ...blob]),
    )
    expectRefusal(await coverage('bomb.osm.pbf'), 3, /bomb\.osm\.pbf.*byte/, /again/)
  })
})

function varint(value: number): number[] {
  return value < 128 ? [value] : [(value & 127) | 128, ...varint(value >>> 7)]
}

describe('bad tables', () => {
  it('missing file, told before anything is read', async () => {
    const result = await onTown('--blocks', 'no.csv')
    expectRefusal(result, 3, /Cannot read no\.csv/, /Check the path/)
    expect(result.stderr.split('\n').length).toBe(3)
  })

  it('empty CSV', async () => {
    expectRefusal(await onTown('--blocks', put('empty.csv', '')), 3, /empty\.csv is empty/, /header line/)
  })

  it('CSV with nothing but a header', async () => {
    expectRefusal(
      await onTown('--blocks', put('head.csv', 'id,lon,lat\n')),
      3,
      /head\.csv has no rows/,
      /at least one row/,
    )
  })

  it('CSV without coordinates', async () => {
    expectRefusal(
      await onTown('--blocks', put('bare.csv', 'name,people\na,3\n')),
      3,
      /bare\.csv has no coordinates/,
      /lon and lat/,
    )
  })

  it('swapped coordinates', async () => {
    const name = put('swapped.csv', 'id,lon,lat,population\nb1,34.80,113.60,5\nb2,34.81,113.61,5\n')
    expectRefusal(
      await onTown('--blocks', name),
      3,
      /swapped\.csv: none of 2 blocks can be used \(swapped-coordinates/,
      /Swap the columns/,
    )
  })

  it('coordinates outside the extract', async () => {
    const name = put('far.csv', 'id,lon,lat,population\nb1,2.17,41.38,5\nb2,2.18,41.39,5\n')
    expectRefusal(
      await onTown('--blocks', name),
      3,
      /All 2 blocks lie outside the extract: the first at 2\.17, 41\.38/,
      /extract of the right place/,
    )
  })

  it('NaN', async () => {
    const name = put('nan.csv', 'id,lon,lat\nb1,NaN,34.8\n')
    expectRefusal(
      await onTown('--blocks', name),
      3,
      /nan\.csv: none of 1 blocks can be used \(invalid-coordinates/,
      /check/,
    )
  })

  it('facilities of kinds that are not known', async () => {
    const name = put('odd.csv', 'id,category,lon,lat\nf1,clinik,113.6,34.8\n')
    const result = await coverage('town.osm', '--facilities', name, '--blocks', 'blocks.geojson')
    expectRefusal(
      result,
      3,
      /odd\.csv: none of 1 facilities can be used \(unknown-category.*"clinic"/,
      /living-circle categories/,
    )
  })

  it('some bad rows among good ones: used and rejected add up, each reason is told', async () => {
    const rows = [
      'b1,113.6,34.8,100',
      'b2,34.8,113.6,50',
      'b3,2.17,41.38,5',
      'b4,NaN,34.8,5',
      'b1,113.601,34.8,7',
      'b5,,,3',
      'b6,113.602,34.801,',
    ]
    const name = put('mixed.csv', `id,lon,lat,population\n${rows.join('\n')}\n`)
    const { code, stderr } = await onTown('--blocks', name)
    expect(code).toBe(0)
    expect(stderr).toContain('mixed.csv: 3 of 7 blocks can be used (4 rejected)')
    for (const reason of ['swapped-coordinates', 'invalid-coordinates', 'duplicate-id', 'missing-coordinates']) {
      expect(stderr).toMatch(new RegExp(`warning: mixed\\.csv: 1 rejected as ${reason}, such as line \\d`))
    }
    const rejects = readFileSync(join(out(), 'rejects.csv'), 'utf8')
    expect(rejects.split('\n').filter((line) => line.endsWith(',rejected')).length).toBe(4)
    const summary = JSON.parse(readFileSync(join(out(), 'summary.json'), 'utf8')) as {
      inputs: { role: string; read: number; used: number; rejected: number }[]
    }
    for (const { read, used, rejected } of summary.inputs) expect(read).toBe(used + rejected)
    // Unknown people stay unknown, and the stranger is not linked rather than lost.
    expect(stderr).toContain('population of 1 of 3 blocks is unknown')
    expect(readFileSync(join(out(), 'coverage.csv'), 'utf8')).toMatch(/^b3,\w+,unlinked,/m)
  })

  it('the same places in two files: each once, and said so', async () => {
    put('again.csv', readFileSync(join(town.path, 'facilities.csv'), 'utf8'))
    const inputs = ['--facilities', 'facilities.csv', 'again.csv', '--blocks', 'blocks.geojson']
    const { code, stderr } = await coverage('town.osm', ...inputs)
    expect(code).toBe(0)
    expect(stderr).toMatch(/80 rejected as duplicate-place/)
    const lines = readFileSync(join(out(), 'rejects.csv'), 'utf8').match(/,duplicate-place,/g)
    expect(lines?.length).toBe(80)
  })

  it('blocks without people: measured by dwellings or blocks, and said so', async () => {
    const name = put('nobody.csv', 'id,lon,lat\nb1,113.6,34.8\nb2,113.602,34.801\n')
    const { code, stdout, stderr } = await onTown('--blocks', name)
    expect(code).toBe(0)
    expect(stdout).toContain('Shares are of 2 blocks, each counted as one')
    expect(stderr).toContain('population of 2 of 2 blocks is unknown; unknown is not zero')
  })
})

describe('a bad question', () => {
  it.each([
    [['--category', 'clinik'], /Unknown category "clinik"/, /Did you mean "clinic"/],
    [['--profile', 'oldr'], /Unknown walking profile "oldr"/, /Did you mean "older"/],
    [['--minutes', '5,x'], /--minutes "5,x" is not a list/, /5,10,15/],
    [['--minutes', '0'], /--minutes "0"/, /5,10,15/],
    [['--minutes', '5', '--metres', '300'], /cannot go together/, /by time or by distance/],
    [['--minuts', '5'], /[Uu]nknown option '--minuts'/, /--minutes/],
    [['--fail-under', '101'], /--fail-under "101"/, /./],
    [['--facilities-from', 'nowhere'], /nowhere/, /./],
    [['--threads', '0'], /--threads "0"/, /./],
  ])('%j', async (flags, message, hint) => {
    expectRefusal(await onTown('--blocks', 'blocks.geojson', ...flags), 2, message, hint)
  })

  it('no area, no folder, a mistyped command', async () => {
    expectRefusal(await runCli(town.path, ['coverage', '--out', 'out']), 2, /argument 'area'/, /area file first/)
    expectRefusal(await runCli(town.path, ['coverage', 'town.osm']), 2, /--out/, /--help/)
    expectRefusal(await runCli(town.path, ['covrage', 'town.osm']), 2, /[Uu]nknown command 'covrage'/, /coverage/)
  })

  it('a folder named as stdout', async () => {
    const argv = ['coverage', 'town.osm', '--out', '-']
    expectRefusal(await runCli(town.path, argv), 2, /--out is a folder/, /gaps -o -/)
    expect(existsSync(join(town.path, '-'))).toBe(false)
  })

  it('explain: a block that is not there', async () => {
    const argv = ['explain', 'town.osm', '--facilities', 'facilities.csv', '--blocks', 'blocks.geojson']
    const result = await runCli(town.path, [...argv, '--block', 'BY-1', '--category', 'pharmacy'])
    expectRefusal(result, 2, /no block "BY-1" among 48/, /BY-01/)
  })

  it('files asked for, none given', async () => {
    expectRefusal(await coverage('town.osm', '--facilities-from', 'files'), 2, /needs --facilities FILE/, /./)
  })
})

describe('a bad place for the output', () => {
  it('a folder that is not empty: refused before the work, then allowed', async () => {
    mkdirSync(out())
    writeFileSync(join(out(), 'mine.txt'), 'precious')
    const refused = await onTown('--blocks', 'blocks.geojson')
    expect([refused.code, refused.stdout]).toEqual([2, ''])
    expect(refused.stderr).toMatch(/^error: The folder out exists and is not empty\.\nhint: .*--overwrite.*\n$/)
    expect(readdirSync(out())).toEqual(['mine.txt'])
    const allowed = await onTown('--blocks', 'blocks.geojson', '--overwrite', '--category', 'pharmacy')
    expect(allowed.code).toBe(0)
    expect(readFileSync(join(out(), 'mine.txt'), 'utf8')).toBe('precious')
    expect(readdirSync(out())).toContain('coverage.csv')
  })

  it('a file in its place', async () => {
    writeFileSync(out(), 'a file')
    const result = await onTown('--blocks', 'blocks.geojson', '--overwrite')
    expect(result.code).toBe(2)
    expect(result.stderr).toMatch(/error: out is a file, not a folder/)
    expect(readFileSync(out(), 'utf8')).toBe('a file')
  })

  it('a folder whose parent is missing', async () => {
    const result = await runCli(town.path, ['coverage', 'town.osm', '--out', 'no/such/out'])
    expectRefusal(result, 1, /Cannot make no\/such\/out/, /above/)
  })

  it.skipIf(process.getuid?.() === 0)('a folder that may not be written to', async () => {
    mkdirSync(join(town.path, 'locked'))
    chmodSync(join(town.path, 'locked'), 0o500)
    const result = await runCli(town.path, [
      'coverage',
      'town.osm',
      '--blocks',
      'blocks.geojson',
      '--out',
      'locked/out',
    ])
    expectRefusal(result, 1, /permission denied/, /may write/)
  })

  it.skipIf(!existsSync('/dev/full'))('a full disk', async () => {
    const argv = ['gaps', 'town.osm', '--facilities', 'facilities.csv', '--blocks', 'blocks.geojson', '-o', '/dev/full']
    expectRefusal(await runCli(town.path, argv), 1, /no space left on the disk/, /Free some space/)
  })

  it('gaps refuses a file that exists', async () => {
    put('gaps.geojson', 'mine')
    const argv = [
      'gaps',
      'town.osm',
      '--facilities',
      'facilities.csv',
      '--blocks',
      'blocks.geojson',
      '-o',
      'gaps.geojson',
    ]
    const result = await runCli(town.path, argv)
    expectRefusal(result, 2, /gaps\.geojson exists already/, /--overwrite/)
    expect(readFileSync(join(town.path, 'gaps.geojson'), 'utf8')).toBe('mine')
    expect((await runCli(town.path, [...argv, '--overwrite'])).code).toBe(0)
    expect(JSON.parse(readFileSync(join(town.path, 'gaps.geojson'), 'utf8'))).toHaveProperty(
      'type',
      'FeatureCollection',
    )
  })
})

describe('Ctrl-C', () => {
  it.each(['streets can be walked', 'facilities can be used', 'blocks can be used'])(
    'after "%s": 130 and nothing written',
    async (moment) => {
      const controller = new AbortController()
      const result = await runCli(
        town.path,
        ['coverage', 'town.osm', '--facilities', 'facilities.csv', '--blocks', 'blocks.geojson', '--out', 'out'],
        {
          signal: controller.signal,
          onStderr: (text) => {
            if (text.includes(moment)) controller.abort()
          },
        },
      )
      expectRefusal(result, 130, /Interrupted/, /Nothing was written/)
    },
  )

  it('a good and an unusable file together stop', async () => {
    put('all-bad.csv', 'id,name,category,lon,lat\na,A,pharmacy,,\nb,B,pharmacy,0,0\n')
    for (const files of [
      ['facilities.csv', 'all-bad.csv'],
      ['all-bad.csv', 'facilities.csv'],
    ]) {
      const { code, stderr } = await coverage('town.osm', '--facilities', ...files)
      expect([code, existsSync(out())]).toEqual([3, false])
      expect(stderr).toMatch(/^error: .*all-bad\.csv/m)
    }
  })
})
