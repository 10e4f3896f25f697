import { describe, expect, expectTypeOf, it } from 'vitest'
import type { Basemap } from '../../src/answer/basemap.ts'
import { ringSquareMetres } from '../../src/foundation/geo.ts'
import type { ShapeColumns } from '../../src/foundation/shape-columns.ts'
import { E7, type LonLat } from '../../src/foundation/units.ts'
import { basemapFromOsm, joinedAtEnds, type OsmBasemap } from '../../src/normalise/osm/basemap.ts'
import { rawOsmFrom } from './raw-osm-from.ts'

const count = (shapes: ShapeColumns) => shapes.offset.length - 1
const positions = (shapes: ShapeColumns, shape: number): LonLat[] =>
  Array.from({ length: shapes.offset[shape + 1]! - shapes.offset[shape]! }, (_, i) => [
    shapes.lonE7[shapes.offset[shape]! + i]! / E7,
    shapes.latE7[shapes.offset[shape]! + i]! / E7,
  ])

describe('basemapFromOsm', () => {
  const square = (id: number, lon: number, lat: number, side: number): [number, number, number][] => [
    [id, lon, lat],
    [id + 1, lon + side, lat],
    [id + 2, lon + side, lat + side],
    [id + 3, lon, lat + side],
  ]
  const ring = (id: number) => [id, id + 1, id + 2, id + 3, id]

  it('is what a page takes for its basemap', () => {
    expectTypeOf<OsmBasemap>().toExtend<Basemap>()
  })

  it('tells streets by kind, and draws bridges twice', async () => {
    const nodes = square(1, 0, 0, 0.01)
    const raw = rawOsmFrom({
      nodes,
      ways: [
        [1, [1, 2], { highway: 'secondary' }],
        [2, [2, 3], { highway: 'residential', bridge: 'yes' }],
        [3, [3, 4], { highway: 'footway' }],
        [4, [4, 1], { highway: 'steps' }],
        [5, [1, 3], { highway: 'service', service: 'driveway' }],
        [6, [1, 3], { highway: 'proposed' }],
        [7, [1, 3], { railway: 'rail' }],
        [8, [1, 3], { railway: 'subway', tunnel: 'yes' }],
        [9, [1, 3], { waterway: 'stream' }],
      ],
    })
    const { streets, railway, waterway } = await basemapFromOsm(raw)
    expect([streets.major, streets.minor, streets.path, streets.steps, streets.bridge].map(count)).toEqual([
      1, 1, 2, 1, 1,
    ])
    expect([count(railway), count(waterway)]).toEqual([1, 1])
    expect(positions(streets.major, 0)).toEqual([
      [0, 0],
      [0.01, 0],
    ])
  })

  it('turns outer rings anticlockwise and holes clockwise, whatever way they were drawn', async () => {
    const raw = rawOsmFrom({
      nodes: [...square(1, 0, 0, 0.01), ...square(11, 0.004, 0.004, 0.002)],
      ways: [
        [1, ring(1).reverse()],
        [2, ring(11)],
      ],
      relations: [
        [
          1,
          [
            ['way', 1, 'outer'],
            ['way', 2, 'inner'],
          ],
          { type: 'multipolygon', natural: 'water' },
        ],
      ],
    })
    const { water } = await basemapFromOsm(raw)
    expect(count(water)).toBe(2)
    expect(ringSquareMetres(positions(water, 0))).toBeGreaterThan(0)
    expect(ringSquareMetres(positions(water, 1))).toBeLessThan(0)
  })

  it('splits a line at nodes that the file lacks, and counts areas it cannot close', async () => {
    const raw = rawOsmFrom({
      nodes: square(1, 0, 0, 0.01),
      ways: [
        [1, [1, 2, 99, 3, 4], { highway: 'residential' }],
        [2, [1, 2, 98, 1], { leisure: 'park' }],
      ],
    })
    const basemap = await basemapFromOsm(raw)
    expect(count(basemap.streets.minor)).toBe(2)
    expect(count(basemap.green)).toBe(0)
    expect(basemap.incompleteAreas).toBe(1)
  })

  it('joins coastlines to rings and keeps names of places', async () => {
    const raw = rawOsmFrom({
      nodes: [...square(1, 0, 0, 0.01), [50, 0.005, 0.005, { place: 'town', name: '清河', 'name:en': 'Qinghe' }]],
      ways: [
        [1, [3, 4, 1], { natural: 'coastline' }],
        [2, [1, 2, 3], { natural: 'coastline' }],
      ],
    })
    const { coastline, places } = await basemapFromOsm(raw)
    expect(count(coastline)).toBe(1)
    const line = positions(coastline, 0)
    expect(line[0]).toEqual(line[line.length - 1])
    expect(places).toEqual([{ lonLat: [0.005, 0.005], name: '清河', nameZh: null, nameEn: 'Qinghe', rank: 1 }])
  })

  it('joins lines only where one ends and the next begins', () => {
    expect(
      joinedAtEnds([
        [1, 2],
        [3, 4],
        [2, 3],
      ]),
    ).toEqual([[1, 2, 3, 4]])
    expect(
      joinedAtEnds([
        [1, 2],
        [3, 2],
      ]),
    ).toEqual([
      [1, 2],
      [3, 2],
    ])
    expect(
      joinedAtEnds([
        [1, 2],
        [2, 1],
      ]),
    ).toEqual([[1, 2, 1]])
    expect(
      joinedAtEnds([
        [-1, 2],
        [2, 5],
      ]),
    ).toEqual([[-1, 2, 5]])
  })
})
