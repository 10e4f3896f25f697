// Files that are no files: standard input, pipes, patterns that the shell left as they are. Through the built command, as a shell runs it.
import { execFileSync, spawnSync } from 'node:child_process'
import { createHash } from 'node:crypto'
import { existsSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { toGeoPackage } from '../../src/report/formats/geopackage.ts'
import { mapLayers } from '../../src/report/layers/map-layers.ts'
import { makeReport } from '../report/table-fixture.ts'
import { runCli, townFolder } from './run-cli.ts'

const COMMAND = fileURLToPath(new URL('../../bin/living-circle.js', import.meta.url))
const isBuilt = existsSync(fileURLToPath(new URL('../../dist/cli/main.js', import.meta.url)))

let town: ReturnType<typeof townFolder>
beforeAll(() => {
  town = townFolder()
})
afterAll(() => town.done())

const put = (name: string, content: string | Uint8Array) => writeFileSync(join(town.path, name), content)
const run = (argv: readonly string[], input: string | Uint8Array = '') => {
  const { status, stdout, stderr } = spawnSync(process.execPath, [COMMAND, ...argv], {
    cwd: town.path,
    input,
    encoding: 'utf8',
  })
  return { code: status, stdout, stderr }
}
const sha256 = (bytes: string | Uint8Array) => createHash('sha256').update(bytes).digest('hex')
const inputs = (folder: string) =>
  (
    JSON.parse(readFileSync(join(town.path, folder, 'summary.json'), 'utf8')) as {
      inputs: { role: string; name: string; format: string; sha256: string; used: number }[]
    }
  ).inputs

const CSV = 'id,name,category,lon,lat\n1,a,bank,113.6,34.8\n2,b,clinic,113.61,34.8\n'

describe.skipIf(!isBuilt)('standard input', () => {
  it('is read as FILE -, its format found out, its checksum in summary.json', () => {
    const json = JSON.stringify({
      status: '1',
      pois: [{ id: 'B1', name: '药店', typecode: '090601', location: '113.606,34.799' }],
    })
    for (const [format, bytes] of [
      ['csv', CSV],
      ['json', json],
    ] as const) {
      const { code, stderr } = run(['coverage', 'town.osm', '--facilities', '-', '--out', `out-${format}`], bytes)
      expect([code, stderr.includes('error')]).toEqual([0, false])
      expect(inputs(`out-${format}`)).toContainEqual(
        expect.objectContaining({ role: 'facilities', name: 'stdin', format, sha256: sha256(bytes) }),
      )
    }
  }, 60_000)

  it('can be blocks (a GeoPackage) or the extract, too', () => {
    const area = run(['check', '-', '--facilities', 'facilities.csv'], readFileSync(join(town.path, 'town.osm')))
    expect([area.code, area.stderr]).toEqual([0, expect.stringContaining('streets can be walked')])
    const layers = mapLayers(makeReport({ blocks: 5, geometry: 'polygons' })).filter(({ name }) => name === 'blocks')
    const { stderr } = run(['check', 'town.osm', '--blocks', '-', '--crs', 'wgs84'], toGeoPackage(layers))
    expect(stderr).toMatch(/^stdin: \d of 5 blocks can be used/m)
  }, 60_000)

  it('twice is refused, an empty one is empty', () => {
    const twice = run(['check', 'town.osm', '--facilities', '-', '--blocks', '-'], CSV)
    expect([twice.code, twice.stderr]).toEqual([
      2,
      expect.stringMatching(/^error: Only one input can be read from standard input/m),
    ])
    const area = run(['isochrone', '-', '--from', '-'], CSV)
    expect([area.code, area.stderr]).toEqual([2, expect.stringContaining('Only one input')])
    const empty = run(['check', 'town.osm', '--facilities', '-'])
    expect([empty.code, empty.stderr]).toEqual([3, expect.stringContaining('stdin is empty')])
  }, 60_000)

  it.skipIf(process.platform === 'win32')(
    'a named pipe is read once, and by its content',
    () => {
      const pipe = join(town.path, 'pipe')
      execFileSync('mkfifo', [pipe])
      put('places.csv', CSV)
      const command = `cat places.csv > pipe & "${process.execPath}" "${COMMAND}" coverage town.osm --facilities pipe --out out-pipe`
      const { status } = spawnSync('sh', ['-c', command], { cwd: town.path, encoding: 'utf8' })
      expect(status).toBe(0)
      expect(inputs('out-pipe')).toContainEqual(
        expect.objectContaining({ name: 'pipe', format: 'csv', sha256: sha256(CSV) }),
      )
    },
    60_000,
  )
})

describe('patterns', () => {
  it('mean the files that match, in natural order; none is said so', async () => {
    for (const n of [10, 2]) put(`list${n}.csv`, `id,name,category,lon,lat\n${n},p${n},bank,113.6${n},34.8\n`)
    put('.list1.csv', 'hidden')
    const { code, stderr } = await runCli(town.path, ['check', 'town.osm', '--facilities', 'list*.csv'])
    expect(code).toBe(0)
    expect([...stderr.matchAll(/^(list\d+\.csv): \d of/gm)].map(([, name]) => name)).toEqual([
      'list2.csv',
      'list10.csv',
    ])
    const none = await runCli(town.path, ['check', 'town.osm', '--facilities', 'no*.csv'])
    expect([none.code, none.stderr]).toEqual([3, expect.stringContaining('No file matches no*.csv')])
    const one = await runCli(town.path, ['check', 'town.osm', '--facilities', 'list?.csv'])
    expect(one.stderr).not.toContain('list10')
  }, 60_000)

  it('--help says what FILE may be', async () => {
    for (const command of ['coverage', 'check', 'gaps']) {
      const { stdout } = await runCli(town.path, [command, '--help'])
      expect(stdout.replace(/\s+/g, ' ')).toContain('FILE may be - (standard input)')
    }
  })
})

describe('addresses without coordinates', () => {
  const TABLE = '名称,类别,地址\n=甲食堂,银行,北苑街1号\n乙诊所,药店,北苑街2号\n'

  it('are refused as such, and the command of the hint writes what is to be filled in', async () => {
    put('addresses.csv', TABLE)
    const plain = await runCli(town.path, ['coverage', 'town.osm', '--facilities', 'addresses.csv', '--out', 'o'])
    expect([plain.code, plain.stderr]).toEqual([
      3,
      expect.stringContaining('addresses.csv has addresses (column 地址), but no coordinates'),
    ])
    const hint = /"living-circle (check AREA --facilities FILE --rejects \S+)"/.exec(plain.stderr)![1]!
    const argv = hint.replace('AREA', 'town.osm').replace('FILE', 'addresses.csv').split(' ')
    const { code, stderr } = await runCli(town.path, argv)
    expect([code, stderr]).toEqual([3, expect.stringContaining('2 rows with empty columns lon and lat in TO-FILL.csv')])
    const template = readFileSync(join(town.path, 'TO-FILL.csv'), 'utf8').replace('\ufeff', '')
    expect(template).toBe(
      "名称,类别,地址,lon,lat,reject_marked\n'=甲食堂,银行,北苑街1号,,,1\n乙诊所,药店,北苑街2号,,,\n",
    )
    put('filled.csv', template.replace('1号,,', '1号,113.607,34.799').replace('2号,,', '2号,113.608,34.8'))
    const filled = await runCli(town.path, ['check', 'town.osm', '--facilities', 'filled.csv', '--crs', 'wgs84'])
    expect(filled.stderr).toContain('filled.csv: 2 of 2 facilities can be used')
  }, 60_000)

  it('say it in Chinese, and for blocks', async () => {
    put('小区.csv', '小区名称,人口,地址\na,5,x\n')
    const { code, stderr } = await runCli(town.path, [
      'check',
      'town.osm',
      '--blocks',
      '小区.csv',
      '--lang',
      'zh',
      '--rejects',
      '-',
    ])
    expect([code, stderr]).toEqual([
      3,
      expect.stringMatching(/小区\.csv 只有地址（“地址”列），没有坐标[\s\S]*--blocks FILE/),
    ])
  }, 60_000)
})
