import { existsSync, readFileSync } from 'node:fs'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { greatCircleMetres } from '../../src/foundation/geo.ts'
import type { LonLat } from '../../src/foundation/units.ts'
import { buildEdgeIndex, nearestEdges } from '../../src/locate/segments/edge-index.ts'
import { buildNetwork } from '../../src/network/build-network.ts'
import { candidateSystems } from '../../src/normalise/coordinates/candidate-systems.ts'
import { judgeCoordinateSystem } from '../../src/normalise/coordinates/coordinate-judgement.ts'
import { loadCoordinateSystem } from '../../src/normalise/coordinates/coordinate-systems.ts'
import { hintedSystem } from '../../src/normalise/coordinates/hinted-system.ts'
import { type BasicSystemId, basicSystem, fromWgs84, toWgs84 } from '../../src/normalise/coordinates/shifted-systems.ts'
import { normaliseWalkableWays } from '../../src/normalise/streets/walkable-ways.ts'
import { bytesSource } from '../../src/read/bytes/byte-source.ts'
import { readOsm } from '../../src/read/osm/osm.ts'

const SHIFTED: readonly BasicSystemId[] = ['wgs84', 'gcj02', 'bd09']
const metresBetween = (a: LonLat, b: LonLat): number => greatCircleMetres(a[0], a[1], b[0], b[1])

describe('GCJ-02 and BD-09', () => {
  it('come back to within a centimetre anywhere in China', () => {
    const position = fc.tuple(
      fc.double({ min: 73.5, max: 135, noNaN: true }),
      fc.double({ min: 18, max: 53.5, noNaN: true }),
    )
    fc.assert(
      fc.property(position, fc.constantFrom(...SHIFTED), (lonLat, crs) => {
        expect(metresBetween(toWgs84(fromWgs84(lonLat, crs), crs), lonLat)).toBeLessThan(0.01)
      }),
      { numRuns: 2000 },
    )
  })

  it('shift Beijing by the known distances', () => {
    const home: LonLat = [116.32, 39.99]
    expect(metresBetween(fromWgs84(home, 'gcj02'), home)).toBeGreaterThan(300)
    expect(metresBetween(fromWgs84(home, 'gcj02'), home)).toBeLessThan(700)
    expect(metresBetween(fromWgs84(home, 'bd09'), fromWgs84(home, 'gcj02'))).toBeGreaterThan(500)
    expect(fromWgs84(home, 'gcj02')[0]).toBeCloseTo(116.326126, 6)
  })

  it('do nothing outside China, and end at its border and on junk', () => {
    for (const crs of SHIFTED) {
      expect(toWgs84([2.17, 41.38], crs)).toEqual([2.17, 41.38])
      for (const lon of [72.004, 72.005, 72.01, 137.83, 137.8347]) toWgs84([lon, 30], crs)
      toWgs84([Number.NaN, Number.NaN], crs)
      toWgs84([1e9, -1e9], crs)
    }
  })
})

describe('projected systems', () => {
  // Reference values by PROJ 9 (cs2cs) for 116.32° E, 39.99° N.
  it.each([
    ['EPSG:4547', 698152.18, 4430997.626],
    ['EPSG:4548', 441923.467, 4428640.17],
    ['EPSG:4527', 39441923.467, 4428640.17],
    ['EPSG:32650', 441946.698, 4426868.714],
    ['EPSG:3857', 12948683.169, 4864489.213],
  ])('%s', async (crs, x, y) => {
    const system = await loadCoordinateSystem(crs)
    expect(system.kind).toBe('projected')
    const [lon, lat] = system.toWgs84([x, y])
    expect(metresBetween([lon, lat], [116.32, 39.99])).toBeLessThan(0.05)
    const [backX, backY] = system.fromWgs84([lon, lat])
    expect(Math.hypot(backX - x, backY - y)).toBeLessThan(0.01)
  })

  it('take a definition, and WKT as in .prj files', async () => {
    const byText = await loadCoordinateSystem('+proj=utm +zone=50 +datum=WGS84')
    expect(metresBetween(byText.toWgs84([441946.698, 4426868.714]), [116.32, 39.99])).toBeLessThan(0.05)
    const wkt =
      'PROJCS["CGCS2000_3_Degree_GK_CM_117E",GEOGCS["GCS_China_Geodetic_Coordinate_System_2000",DATUM["D_China_2000",SPHEROID["CGCS2000",6378137.0,298.257222101]],PRIMEM["Greenwich",0.0],UNIT["Degree",0.0174532925199433]],PROJECTION["Gauss_Kruger"],PARAMETER["False_Easting",500000.0],PARAMETER["False_Northing",0.0],PARAMETER["Central_Meridian",117.0],PARAMETER["Scale_Factor",1.0],PARAMETER["Latitude_Of_Origin",0.0],UNIT["Meter",1.0]]'
    const byWkt = await loadCoordinateSystem(wkt)
    expect(metresBetween(byWkt.toWgs84([441923.467, 4428640.17]), [116.32, 39.99])).toBeLessThan(1)
    const geographic =
      'GEOGCS["GCS_WGS_1984",DATUM["D_WGS_1984",SPHEROID["WGS_1984",6378137.0,298.257223563]],PRIMEM["Greenwich",0.0],UNIT["Degree",0.0174532925199433]]'
    expect((await loadCoordinateSystem(geographic)).id).toBe('wgs84')
  })

  it('know names and refuse what they do not know', async () => {
    expect((await loadCoordinateSystem('GCJ-02')).id).toBe('gcj02')
    expect((await loadCoordinateSystem('cgcs2000')).id).toBe('wgs84')
    expect((await loadCoordinateSystem('EPSG:4326')).id).toBe('wgs84')
    await expect(loadCoordinateSystem('EPSG:2362')).rejects.toMatchObject({
      hint: expect.stringContaining('Xian 1980'),
    })
    await expect(loadCoordinateSystem('EPSG:99999')).rejects.toMatchObject({ code: 'invalid-option' })
    await expect(loadCoordinateSystem('somewhere')).rejects.toMatchObject({ code: 'invalid-option' })
    await expect(loadCoordinateSystem('+proj=nonsense')).rejects.toMatchObject({ code: 'invalid-option' })
    await expect(loadCoordinateSystem('PROJCS["x",')).rejects.toMatchObject({ code: 'invalid-option' })
  })
})

describe('judging a system', () => {
  /** Streets every 200 m east–west and north–south near a place: distance to the nearest. */
  const grid = (lonLat: Float64Array): Float64Array => {
    const result = new Float64Array(lonLat.length / 2)
    for (let i = 0; i < result.length; i++) {
      const toLine = (metres: number): number => Math.abs((((metres % 200) + 300) % 200) - 100)
      const x = (lonLat[2 * i]! - 116.3) * 85_180
      const y = (lonLat[2 * i + 1]! - 39.98) * 111_195
      const inside = x > 0 && x < 3000 && y > 0 && y < 3000
      result[i] = inside ? Math.min(toLine(x), toLine(y)) : Number.NaN
    }
    return result
  }
  const atStreets = (count: number): LonLat[] =>
    Array.from({ length: count }, (_, i) => [
      116.3 + (200 * (1 + ((i * 5) % 13)) + (i % 9)) / 85_180,
      39.98 + (60 + ((i * 197) % 2800)) / 111_195,
    ])
  const flat = (list: readonly LonLat[]): Float64Array => Float64Array.from(list.flat())

  it.each(SHIFTED)('finds %s, and warns of another that is declared', (truth) => {
    const positions = flat(atStreets(60).map((lonLat) => fromWgs84(lonLat, truth)))
    const candidates = SHIFTED.map(basicSystem)
    const judged = judgeCoordinateSystem(positions, { candidates, linkMetres: grid })
    expect(judged.verdict).toBe('clear')
    expect(judged.system!.id).toBe(truth)
    expect(judged.evidence[0]!.medianLinkMetres).toBeLessThan(10)
    expect(judged.evidence[0]!.standardErrorsBehind).toBe(0)
    for (const declared of candidates) {
      const checked = judgeCoordinateSystem(positions, { candidates, linkMetres: grid, declared })
      expect(checked.system).toBe(declared)
      expect(checked.warning === null).toBe(declared.id === truth)
    }
  })

  it('says ambiguous where positions are few, random, or nowhere near', () => {
    const candidates = SHIFTED.map(basicSystem)
    const judge = (list: readonly LonLat[]) => judgeCoordinateSystem(flat(list), { candidates, linkMetres: grid })
    expect(judge(atStreets(5))).toMatchObject({ verdict: 'ambiguous', system: null })
    expect(judge([])).toMatchObject({ verdict: 'ambiguous' })
    const random = Array.from(
      { length: 60 },
      (_, i): LonLat => [116.312 + (((i * 7919) % 997) / 997) * 0.012, 39.99 + (((i * 104729) % 991) / 991) * 0.01],
    )
    expect(judge(random)).toMatchObject({ verdict: 'ambiguous' })
    expect(judge(Array.from({ length: 60 }, (_, i): LonLat => [100 + i / 100, 30]))).toMatchObject({
      verdict: 'ambiguous',
    })
  })

  it('does not depend on the order of the rows', () => {
    const list = atStreets(60).map((lonLat) => fromWgs84(lonLat, 'gcj02'))
    const options = { candidates: SHIFTED.map(basicSystem), linkMetres: grid }
    expect(judgeCoordinateSystem(flat([...list].reverse()), options)).toEqual(
      judgeCoordinateSystem(flat(list), options),
    )
  })

  it('offers the systems that apply', async () => {
    const beijing = [116.3, 39.98, 116.34, 40.01] as const
    const ids = async (list: readonly LonLat[], area: readonly [number, number, number, number]) =>
      (await candidateSystems(flat(list), area)).map(({ id }) => id)
    expect(await ids([[116.31, 39.99]], beijing)).toEqual(['wgs84', 'gcj02', 'bd09'])
    expect(await ids([[14.5, 35.9]], [14.1, 35.7, 14.6, 36.1])).toEqual(['wgs84'])
    expect(await ids([[441923.467, 4428640.17]], beijing)).toContain('EPSG:4548')
    expect(await ids([[39441923.467, 4428640.17]], beijing)).toEqual(['EPSG:4527'])
    expect(await ids([[1, 1e6]], beijing)).toEqual([])
  })

  it('reads hints from headers', () => {
    expect(hintedSystem(['名称', '高德经度', '高德纬度'])).toEqual({ id: 'gcj02', header: '高德经度' })
    expect(hintedSystem(['bd09_lng'])).toEqual({ id: 'bd09', header: 'bd09_lng' })
    expect(hintedSystem(['id', 'typecode'])).toEqual({ id: 'gcj02', header: 'typecode' })
    expect(hintedSystem(['lng', 'lat'])).toBeNull()
  })
})

const DATA = '../shared/data'
describe.skipIf(!existsSync(DATA))('judging the real Wudaokou tables', () => {
  it.each(['facilities', 'blocks'])('%s in each of the three systems', async (kind) => {
    const osm = await readOsm(bytesSource('wudaokou', readFileSync(`${DATA}/beijing-wudaokou.osm.pbf`)))
    const index = buildEdgeIndex(buildNetwork(normaliseWalkableWays(osm)))
    const rows = readFileSync(`${DATA}/tables/wudaokou-${kind}.csv`, 'utf8').trim().split('\n').slice(1)
    const places = rows.map((row): LonLat => [Number(row.split(',')[2]), Number(row.split(',')[3])])
    for (const truth of SHIFTED) {
      const positions = Float64Array.from(places.flatMap((lonLat) => [...fromWgs84(lonLat, truth)]))
      const judged = judgeCoordinateSystem(positions, {
        candidates: SHIFTED.map(basicSystem),
        linkMetres: (lonLat) => nearestEdges(index, lonLat, 200).metres,
      })
      expect([judged.verdict, judged.system?.id]).toEqual(['clear', truth])
    }
  })
})
