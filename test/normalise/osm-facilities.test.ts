import { describe, expect, it } from 'vitest'
import { greatCircleMetres } from '../../src/foundation/geo.ts'
import { facilitiesFromOsm } from '../../src/normalise/osm/osm-facilities.ts'
import { at, boxNodes, boxRefs, type Elements, rawOsmFrom } from './raw-osm-from.ts'

async function facilities(elements: Elements) {
  return facilitiesFromOsm(rawOsmFrom(elements))
}

describe('facilitiesFromOsm', () => {
  it('reads nodes with category, reason, capacity and hours', async () => {
    const tags = { amenity: 'kindergarten', name: '向阳幼儿园', capacity: '120', opening_hours: 'Mo-Fr 07:30-17:30' }
    const result = await facilities({ nodes: [[5, ...at(0, 0), tags]] })
    expect(result.facilities).toEqual([
      {
        id: 'node/5',
        name: '向阳幼儿园',
        category: 'kindergarten',
        categoryReason: 'amenity=kindergarten + name contains "幼儿园"',
        categorySaid: {
          key: 'reason.sign-and-name',
          values: { sign: { key: 'reason.tags', values: { tags: 'amenity=kindergarten' } }, text: '幼儿园' },
        },
        lonLat: rounded(at(0, 0)),
        entrances: [rounded(at(0, 0))],
        polygons: null,
        source: 'osm',
        lineOrId: 'node/5',
        capacity: 120,
        floorAreaSquareMetres: null,
        level: null,
        hours: 'Mo-Fr 07:30-17:30',
        status: null,
      },
    ])
    expect(result.counts).toEqual({ source: 'osm', read: 1, used: 1, rejected: 0 })
  })

  it('makes two facilities of a bank with a cash machine, and none of a bench nobody may use', async () => {
    const result = await facilities({
      nodes: [
        [1, ...at(0, 0), { amenity: 'bank', atm: 'yes' }],
        [2, ...at(500, 0), { amenity: 'bench', access: 'private' }],
        [3, ...at(900, 0), { amenity: 'school', access: 'private' }],
        [4, ...at(1500, 0), { shop: 'supermarket', disused: 'yes' }],
      ],
    })
    expect(result.facilities.map(({ id, category }) => [id, category])).toEqual([
      ['node/1', 'bank'],
      ['node/1#atm', 'atm'],
      ['node/3', 'school'],
    ])
    expect(result.rejects.map(({ lineOrId, code }) => [lineOrId, code])).toEqual([
      ['node/2', 'closed'],
      ['node/4', 'closed'],
    ])
    expect(result.counts).toMatchObject({ read: 5, used: 3, rejected: 2 })
  })

  it('reaches an area at the gates on its outline', async () => {
    const [sw, se, ne, nw] = boxNodes(1, 0, 0, 100, 100)
    const result = await facilities({
      nodes: [
        [...sw!, { barrier: 'gate' }],
        [...se!, { entrance: 'no' }],
        [...ne!, { barrier: 'gate', access: 'no' }],
        [...nw!, { entrance: 'main' }],
        [9, ...at(50, 50), { barrier: 'gate' }],
      ],
      ways: [[7, boxRefs(1), { amenity: 'hospital' }]],
    })
    expect(result.facilities[0]!.entrances).toEqual([at(0, 0), at(0, 100)].map(rounded))
  })

  it('reaches a park without gates along its edge, at most 50 m apart, and a school inside it', async () => {
    const nodes = [...boxNodes(1, 0, 0, 120, 40), ...boxNodes(11, 500, 0, 600, 100)]
    const result = await facilities({
      nodes,
      ways: [
        [7, boxRefs(1), { leisure: 'park' }],
        [8, boxRefs(11), { amenity: 'school' }],
      ],
    })
    const [park, school] = result.facilities
    // 320 m of outline: seven points, 45.7 m apart along it.
    expect(park!.entrances).toHaveLength(7)
    park!.entrances.forEach((point, index, all) => {
      const [lon, lat] = all[(index + 1) % all.length]!
      expect(greatCircleMetres(point[0], point[1], lon, lat)).toBeLessThanOrEqual(45.8)
    })
    expect(school!.entrances).toEqual([school!.lonLat])
    expect(greatCircleMetres(...school!.lonLat, ...at(550, 50))).toBeLessThan(0.03)
  })

  it('puts the point of a bent area inside it', async () => {
    // An L whose centroid lies outside: 10 m wide, 200 m long legs.
    const corners = [at(0, 0), at(200, 0), at(200, 10), at(10, 10), at(10, 200), at(0, 200)]
    const nodes = corners.map(([lon, lat], index) => [index + 1, lon, lat] as const)
    const result = await facilities({ nodes, ways: [[7, [1, 2, 3, 4, 5, 6, 1], { amenity: 'hospital' }]] })
    const [lon, lat] = result.facilities[0]!.lonLat
    const east = (lon - 10) * 111_195.08
    const north = lat * 111_195.08
    expect(east > 0 && north > 0 && east < 200 && north < 200 && (east < 10 || north < 10)).toBe(true)
  })

  it('takes a node and its area for one place', async () => {
    const nodes = boxNodes(1, 0, 0, 100, 100)
    const result = await facilities({
      nodes: [
        ...nodes,
        [20, ...at(50, 50), { amenity: 'pharmacy', name: '国大药房' }],
        [21, ...at(140, 50), { amenity: 'pharmacy' }],
        [22, ...at(151, 50), { amenity: 'pharmacy' }],
        [23, ...at(50, 60), { amenity: 'pharmacy', name: '同仁堂' }],
        [24, ...at(50, 60), { amenity: 'bank' }],
      ],
      ways: [[7, boxRefs(1), { amenity: 'pharmacy', name: '国大药房(中关村店)' }]],
    })
    expect(result.facilities.map((facility) => facility.id)).toEqual(['node/22', 'node/23', 'node/24', 'way/7'])
    expect(result.rejects.map((reject) => reject.message)).toEqual([
      'node/20 "国大药房" is the same place as way/7 "国大药房(中关村店)" (pharmacy, inside it).',
      'node/21 is the same place as way/7 "国大药房(中关村店)" (pharmacy, 40 m apart).',
    ])
    expect(result.counts).toMatchObject({ read: 6, used: 4, rejected: 2 })
  })

  it('reaches a station at its entrances', async () => {
    const result = await facilities({
      nodes: [
        [1, ...at(0, 0), { railway: 'station', name: '五道口' }],
        [2, ...at(8, 0), { railway: 'station', name: '五道口' }],
        [3, ...at(100, 0), { railway: 'subway_entrance', name: 'A' }],
        [4, ...at(-90, 0), { railway: 'subway_entrance' }],
        [5, ...at(2000, 0), { railway: 'subway_entrance' }],
      ],
    })
    expect(result.facilities.map(({ id, entrances }) => [id, entrances.length])).toEqual([
      ['node/1', 2],
      ['node/5', 1],
    ])
    expect(result.facilities[0]!.entrances).toEqual([at(100, 0), at(-90, 0)].map(rounded))
    expect(result.counts).toMatchObject({ read: 5, used: 2, rejected: 3 })
  })

  it('does not read unclosed ways, and says so', async () => {
    const result = await facilities({ nodes: boxNodes(1, 0, 0, 9, 9), ways: [[7, [1, 2, 3], { amenity: 'school' }]] })
    expect(result.facilities).toEqual([])
    expect(result.rejects[0]!.code).toBe('unsupported-geometry')
    expect(result.counts).toMatchObject({ read: 1, used: 0, rejected: 1 })
  })
})

function rounded([lon, lat]: readonly [number, number]): [number, number] {
  return [Math.round(lon * 1e7) / 1e7, Math.round(lat * 1e7) / 1e7]
}
