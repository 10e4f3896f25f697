import { describe, expect, it } from 'vitest'
import { polygonsSquareMetres, ringSquareMetres } from '../../src/foundation/geo.ts'
import { areasFromOsm } from '../../src/normalise/osm/osm-areas.ts'
import type { OsmTags } from '../../src/normalise/osm/osm-tags.ts'
import { boxNodes, boxRefs, type Elements, rawOsmFrom } from './raw-osm-from.ts'

const residential = (tags: OsmTags) => tags.get('landuse') === 'residential'
const LAND = { landuse: 'residential' }
const MULTIPOLYGON = { type: 'multipolygon' }

async function areas(elements: Elements) {
  return areasFromOsm(rawOsmFrom(elements), residential)
}

describe('areasFromOsm', () => {
  it('makes a polygon of a closed way, anticlockwise whichever way it was drawn', async () => {
    const nodes = [...boxNodes(1, 0, 0, 100, 50), ...boxNodes(11, 200, 0, 300, 50)]
    const result = await areas({
      nodes,
      ways: [
        [1, boxRefs(1), LAND],
        [2, boxRefs(11).reverse(), LAND],
      ],
    })
    expect(result.areas.map((area) => area.osmId)).toEqual(['way/1', 'way/2'])
    for (const area of result.areas) {
      expect(ringSquareMetres(area.polygons[0]![0]!)).toBeCloseTo(5000, -1)
    }
    expect(result.counts).toEqual({ source: 'osm', read: 2, used: 2, rejected: 0 })
  })

  it('says which wanted ways have no surface', async () => {
    const nodes = [...boxNodes(1, 0, 0, 100, 50), ...boxNodes(11, 200, 0, 300, 0)]
    const ways: Elements['ways'] = [
      [1, [1, 2, 3, 4], LAND],
      [2, [1, 2, 3, 99, 1], LAND],
      [3, boxRefs(11), LAND],
      [4, [1, 2, 1], LAND],
      [5, boxRefs(1), { landuse: 'forest' }],
    ]
    const result = await areas({ nodes, ways })
    expect(result.areas).toEqual([])
    expect(result.rejects.map((reject) => [reject.lineOrId, reject.code])).toEqual([
      ['way/1', 'unsupported-geometry'],
      ['way/2', 'missing-members'],
      ['way/3', 'invalid-geometry'],
      ['way/4', 'unsupported-geometry'],
    ])
    expect(result.rejects[1]!.message).toContain('1 of its 5 nodes')
    expect(result.counts).toMatchObject({ read: 4, used: 0, rejected: 4 })
  })

  it('assembles a relation from split ways, with a hole and a second part', async () => {
    const nodes = [...boxNodes(1, 0, 0, 100, 100), ...boxNodes(11, 20, 20, 40, 40), ...boxNodes(21, 500, 0, 510, 10)]
    const result = await areas({
      nodes,
      ways: [
        [1, [1, 2, 3]],
        [2, [1, 4, 3]],
        [3, boxRefs(11)],
        [4, boxRefs(21)],
      ],
      relations: [
        [
          7,
          [
            ['way', 3, 'inner'],
            ['way', 2, 'outer'],
            ['way', 1, ''],
            ['way', 4, 'outer'],
          ],
          { ...MULTIPOLYGON, ...LAND },
        ],
      ],
    })
    expect(result.rejects).toEqual([])
    expect(result.areas).toHaveLength(1)
    const { osmId, polygons } = result.areas[0]!
    expect(osmId).toBe('relation/7')
    expect(polygons.map((rings) => rings.length)).toEqual([2, 1])
    expect(polygonsSquareMetres(polygons)).toBeCloseTo(10_000 - 400 + 100, -1)
    expect(ringSquareMetres(polygons[0]![0]!)).toBeGreaterThan(0)
    expect(ringSquareMetres(polygons[0]![1]!)).toBeLessThan(0)
  })

  it('does not repeat an outline that carries the same tags as its relation, but keeps one with its own', async () => {
    const nodes = [...boxNodes(1, 0, 0, 100, 100), ...boxNodes(11, 200, 0, 300, 100)]
    const result = await areas({
      nodes,
      ways: [
        [1, boxRefs(1), LAND],
        [2, boxRefs(11), { ...LAND, name: 'Estate' }],
      ],
      relations: [
        [
          7,
          [
            ['way', 1, 'outer'],
            ['way', 2, 'outer'],
          ],
          { ...MULTIPOLYGON, ...LAND },
        ],
      ],
    })
    expect(result.areas.map((area) => area.osmId)).toEqual(['way/2', 'relation/7'])
    expect(result.rejects.map((reject) => [reject.lineOrId, reject.code])).toEqual([['way/1', 'duplicate-place']])
    expect(result.counts).toMatchObject({ read: 3, used: 2, rejected: 1 })
  })

  it('takes an old-style multipolygon (tags on its only outer way) once, with its hole', async () => {
    const nodes = [...boxNodes(1, 0, 0, 100, 100), ...boxNodes(11, 20, 20, 40, 40)]
    const result = await areas({
      nodes,
      ways: [
        [1, boxRefs(1), LAND],
        [2, boxRefs(11)],
      ],
      // The outer way is listed twice: still one outline.
      relations: [
        [
          7,
          [
            ['way', 1, 'outer'],
            ['way', 2, 'inner'],
            ['way', 1, ''],
          ],
          { ...MULTIPOLYGON, source: 'survey' },
        ],
      ],
    })
    expect(result.areas.map((area) => area.osmId)).toEqual(['way/1'])
    expect(polygonsSquareMetres(result.areas[0]!.polygons)).toBeCloseTo(9_600, -1)
    expect(result.counts).toMatchObject({ read: 1, used: 1, rejected: 0 })
  })

  it('uses only complete rings, and says what is missing', async () => {
    const nodes = [...boxNodes(1, 0, 0, 100, 100), ...boxNodes(11, 200, 0, 300, 100)]
    const tags = { ...MULTIPOLYGON, ...LAND }
    const result = await areas({
      nodes,
      ways: [
        [1, boxRefs(1)],
        [2, [11, 12, 13]],
        [3, [11, 12, 13, 98, 14, 11]],
      ],
      relations: [
        [
          7,
          [
            ['way', 1, 'outer'],
            ['way', 99, 'outer'],
          ],
          tags,
        ],
        [8, [['way', 99, 'outer']], tags],
        [9, [['way', 2, 'outer']], tags],
        [10, [['way', 3, 'outer']], tags],
        [11, [['node', 1, 'outer']], tags],
      ],
    })
    expect(result.areas.map((area) => area.osmId)).toEqual(['relation/7'])
    expect(result.rejects.map(({ lineOrId, code, severity }) => [lineOrId, code, severity])).toEqual([
      ['relation/7', 'missing-members', 'warning'],
      ['relation/8', 'missing-members', 'rejected'],
      ['relation/9', 'invalid-geometry', 'rejected'],
      ['relation/10', 'missing-members', 'rejected'],
      ['relation/11', 'invalid-geometry', 'rejected'],
    ])
    expect(result.counts).toMatchObject({ read: 5, used: 1, rejected: 4 })
  })
})
