// The same 35 facilities as five programs would export them: five files in, one set of facilities out.
import { existsSync, readFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import { greatCircleMetres } from '../../src/foundation/geo.ts'
import type { BoundingBox } from '../../src/foundation/units.ts'
import { buildEdgeIndex, nearestEdges } from '../../src/locate/segments/edge-index.ts'
import { buildNetwork } from '../../src/network/build-network.ts'
import type { CoordinateJudgement } from '../../src/normalise/coordinates/coordinate-judgement.ts'
import { normaliseWalkableWays } from '../../src/normalise/streets/walkable-ways.ts'
import { judgeTableSystem } from '../../src/normalise/tables/table-coordinates.ts'
import { type FacilityTable, facilitiesFromTable } from '../../src/normalise/tables/table-facilities.ts'
import { bytesSource } from '../../src/read/bytes/byte-source.ts'
import { readOsm } from '../../src/read/osm/osm.ts'
import { readTable } from '../../src/read/tables/table.ts'
import { EXPORTS, placesOfCsv } from './five-exports.ts'

const DATA = '../shared/data'

describe.skipIf(!existsSync(DATA))('35 Wudaokou facilities exported five ways', async () => {
  if (!existsSync(DATA)) return
  const places = placesOfCsv(readFileSync(`${DATA}/tables/wudaokou-facilities.csv`, 'utf8'))
  const network = buildNetwork(
    normaliseWalkableWays(await readOsm(bytesSource('osm', readFileSync(`${DATA}/beijing-wudaokou.osm.pbf`)))),
  )
  const index = buildEdgeIndex(network)
  const area: BoundingBox = [116.3, 39.98, 116.335, 40.015]

  async function intake(kind: string): Promise<{ table: FacilityTable; judged: CoordinateJudgement }> {
    const { source, siblings } = EXPORTS[kind]!(places)
    const raw = await readTable(source, { siblings })
    const judged = await judgeTableSystem(raw, 'facilities', {
      crs: 'auto',
      area,
      linkMetres: (lonLat) => nearestEdges(index, lonLat, 200).metres,
    })
    return { table: facilitiesFromTable(raw, { area, toWgs84: judged.system!.toWgs84 }), judged }
  }

  it.each([
    ['UTF-8 CSV in WGS-84', 'clear', 'wgs84'],
    ['GBK CSV in GCJ-02 with AMap headers', 'clear', 'gcj02'],
    ['XLSX in BD-09 with Chinese headers', 'clear', 'bd09'],
    ['GeoJSON', 'clear', 'wgs84'],
    ['shapefile with GBK attributes in CGCS2000 zone coordinates', 'declared', 'custom'],
  ])('%s', async (kind, verdict, system) => {
    const { table, judged } = await intake(kind)
    expect([judged.verdict, judged.system!.id, judged.warning]).toEqual([verdict, system, null])
    expect(table.counts).toMatchObject({ read: 35, used: 35, rejected: 0 })
    expect(table.facilities.map(({ id }) => id)).toEqual(places.map(({ id }) => id).sort())
    const byId = new Map(places.map((place) => [place.id, place]))
    const links = nearestEdges(index, Float64Array.from(table.facilities.flatMap(({ lonLat }) => [...lonLat])), 200)
    const truth = nearestEdges(
      index,
      Float64Array.from(table.facilities.flatMap(({ id }) => [...byId.get(id)!.lonLat])),
      200,
    )
    table.facilities.forEach((facility, i) => {
      const place = byId.get(facility.id)!
      expect(facility.category).toBe(place.category)
      expect(greatCircleMetres(...facility.lonLat, ...place.lonLat)).toBeLessThan(1)
      expect(Math.abs(links.metres[i]! - truth.metres[i]!)).toBeLessThan(1)
    })
  })

  it('takes what a header says where a few rows do not tell, warns of a wrong declaration, refuses metres of nowhere', async () => {
    const linkMetres = (lonLat: Float64Array) => nearestEdges(index, lonLat, 200).metres
    const few = await readTable(EXPORTS['GBK CSV in GCJ-02 with AMap headers']!(places.slice(0, 6)).source)
    const asked = await judgeTableSystem(few, 'facilities', { area, linkMetres, crs: 'auto' })
    expect(asked).toMatchObject({ verdict: 'declared', system: { id: 'gcj02' } })
    expect(asked.reason).toContain('the header "typecode" speaks for GCJ-02')
    const baidu = await readTable(EXPORTS['XLSX in BD-09 with Chinese headers']!(places).source)
    const wrong = await judgeTableSystem(baidu, 'facilities', { area, linkMetres, crs: 'wgs84' })
    expect(wrong).toMatchObject({ verdict: 'declared', warning: expect.stringContaining('BD-09') })
    // Where nobody says, the streets decide; a few rows that they cannot tell apart are taken as WGS-84.
    expect(await judgeTableSystem(baidu, 'facilities', { area, linkMetres })).toMatchObject({
      system: { id: 'bd09' },
      warning: null,
    })
    expect(await judgeTableSystem(few, 'facilities', { area, linkMetres })).toMatchObject({ system: { id: 'gcj02' } })
    const metres = await readTable(bytesSource('m.csv', new TextEncoder().encode('id,x,y\n1,12,34567\n2,13,34568\n')))
    await expect(judgeTableSystem(metres, 'facilities', { area, linkMetres, crs: 'auto' })).rejects.toMatchObject({
      code: 'input-unusable',
    })
  })
})
