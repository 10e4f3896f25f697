// The planner's files in the formats of QGIS, Google Earth, LibreOffice and AMap, end to end: what the folder's README says is right.
import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { runCli } from '../cli/run-cli.ts'
import { SHARED_DATA } from './shared-data.ts'

const PLANNER = join(SHARED_DATA, 'planner')
const TOWN = join(SHARED_DATA, 'beijing-wudaokou.osm.pbf')

let folder: string
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'living-circle-formats-'))
})
afterAll(() => rmSync(folder, { recursive: true, force: true }))

interface Input {
  role: string
  name: string
  format: string
  read: number
  used: number
  planned?: number
}

async function coverage(...argv: string[]) {
  const { code, stdout, stderr } = await runCli(folder, ['coverage', TOWN, ...argv, '--out', 'out', '--overwrite'])
  expect([code, stderr.includes('error:')]).toEqual([0, false])
  const summary = JSON.parse(readFileSync(join(folder, 'out', 'summary.json'), 'utf8')) as { inputs: Input[] }
  return { said: stdout + stderr, inputs: summary.inputs }
}

describe.skipIf(!existsSync(join(PLANNER, 'README.md')))('files of a planning office', () => {
  it.each([
    ['compounds.gpkg', 'geopackage', 10, '29,250 of 29,250'],
    ['小区-WKT.csv', 'csv', 10, '29,250 of 29,250'],
    ['小区-度分秒.csv', 'csv', 10, '29,250 of 29,250'],
    ['街坊.kml', 'kml', 2, null],
  ])(
    '%s is blocks',
    async (name, format, rows, people) => {
      const { said, inputs } = await coverage('--blocks', join(PLANNER, name))
      expect(inputs.find(({ role }) => role === 'blocks')).toMatchObject({ name, format, read: rows, used: rows })
      if (people !== null) expect(said).toContain(`people: ${people}`)
    },
    60_000,
  )

  it.each([
    ['设施.ods', 'ods', 24, 23],
    ['amap-pois.json', 'json', 9, 9],
  ])(
    '%s is facilities',
    async (name, format, read, used) => {
      const { said, inputs } = await coverage('--facilities', join(PLANNER, name))
      expect(inputs.find(({ role }) => role === 'facilities')).toMatchObject({ name, format, read, used })
      expect(said).toMatch(/coordinates: GCJ-02/)
    },
    60_000,
  )

  it('设施-只有地址.csv is refused with a template of its 24 rows', async () => {
    const table = join(PLANNER, '设施-只有地址.csv')
    const { code, stderr } = await runCli(folder, ['check', TOWN, '--facilities', table, '--rejects', 'fill.csv'])
    expect([code, stderr]).toEqual([3, expect.stringContaining('has addresses (column 地址), but no coordinates')])
    const [header, ...rows] = readFileSync(join(folder, 'fill.csv'), 'utf8').replace('\ufeff', '').trim().split('\n')
    expect([header, rows.length]).toEqual(['名称,类别,地址,lon,lat', 24])
  }, 60_000)
})
