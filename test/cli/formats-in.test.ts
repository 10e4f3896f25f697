// Layers of GDAL and of a database through the command line: a projected system, two layers in one file, headers that name a system.
import { readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import initSqlJs from 'sql.js'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { convertedByGdal, hasGdal } from '../read/open-sheets.ts'
import { runCli, townFolder } from './run-cli.ts'

let town: ReturnType<typeof townFolder>
beforeAll(() => {
  town = townFolder()
})
afterAll(() => town.done())

const blocks = () => JSON.parse(readFileSync(join(town.path, 'blocks.geojson'), 'utf8')) as unknown
const check = async (...argv: string[]) => {
  const { code, stdout, stderr } = await runCli(town.path, ['check', 'town.osm', ...argv])
  expect(code, stderr).toBe(0)
  return stdout + stderr
}

describe.skipIf(!hasGdal)('a GeoPackage of GDAL', () => {
  it('in a projected system is the same blocks and people as the GeoJSON', async () => {
    writeFileSync(join(town.path, 'own.gpkg'), convertedByGdal(blocks(), 'GPKG', 'gpkg', ['-t_srs', 'EPSG:4547']))
    const plain = await check('--blocks', 'blocks.geojson')
    const projected = await check('--blocks', 'own.gpkg')
    expect(projected).toContain('own.gpkg: coordinates: EPSG:4547')
    const usable = (said: string) => /^Usable: .*$/m.exec(said)![0]
    expect(usable(projected)).toBe(usable(plain))
    expect(usable(projected)).toContain('115,901 people')
  }, 60_000)

  it('as KML and ODS is the same, too', async () => {
    const named = blocks() as { features: { properties: Record<string, unknown> }[] }
    for (const { properties } of named.features) properties.Name = properties.name
    writeFileSync(join(town.path, 'own.kml'), convertedByGdal(named, 'KML', 'kml'))
    const said = await check('--blocks', 'own.kml')
    expect(said).toMatch(/own\.kml: 48 rows read = 48 used .*people: 115,901 of 115,901/)
    const points = convertedByGdal(blocks(), 'ODS', 'ods', [
      ...['-dialect', 'sqlite', '-sql'],
      'SELECT *, ST_X(ST_Centroid(geometry)) AS lon, ST_Y(ST_Centroid(geometry)) AS lat FROM "in"',
    ])
    writeFileSync(join(town.path, 'own.ods'), points)
    expect(await check('--blocks', 'own.ods')).toMatch(/own\.ods: 48 rows read = 48 used .*people: 115,901 of 115,901/)
  }, 60_000)
})

describe('a GeoPackage', () => {
  it('of attributes whose headers name AMap is GCJ-02; one that is open elsewhere is refused', async () => {
    const { Database } = await initSqlJs()
    const made = new Database() as unknown as { run(sql: string): void; export(): Uint8Array }
    made.run(`CREATE TABLE gpkg_contents (table_name TEXT PRIMARY KEY, data_type TEXT);
      INSERT INTO gpkg_contents VALUES ('t', 'attributes');
      CREATE TABLE t (id INTEGER PRIMARY KEY, 名称 TEXT, 类别 TEXT, 高德经度 REAL, 高德纬度 REAL);
      INSERT INTO t VALUES (1, '药店', '药店', 113.6127, 34.7985), (2, '银行', '银行', 113.6133, 34.799)`)
    writeFileSync(join(town.path, 'amap.gpkg'), made.export())
    expect(await check('--facilities', 'amap.gpkg')).toMatch(/amap\.gpkg: coordinates: GCJ-02 .* as declared/)
    writeFileSync(join(town.path, 'amap.gpkg-wal'), 'x')
    const open = await runCli(town.path, ['check', 'town.osm', '--facilities', 'amap.gpkg'])
    expect([open.code, open.stderr]).toEqual([3, expect.stringContaining('amap.gpkg is open in another program')])
  }, 60_000)
})
