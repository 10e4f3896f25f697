import { describe, expect, it } from 'vitest'
import { addBuildings, addGates, blocksFromOsm } from '../../src/normalise/osm/osm-blocks.ts'
import { at, boxNodes, boxRefs, type Elements, rawOsmFrom } from './raw-osm-from.ts'

const LAND = { landuse: 'residential' }

describe('blocksFromOsm', () => {
  it('makes blocks of residential areas; people are unknown unless tagged', async () => {
    const nodes = [...boxNodes(1, 0, 0, 100, 50), ...boxNodes(11, 200, 0, 300, 50), ...boxNodes(21, 400, 0, 500, 50)]
    const { blocks, counts } = await blocksFromOsm(
      rawOsmFrom({
        nodes,
        ways: [
          [10, boxRefs(1), LAND],
          [9, boxRefs(11), { ...LAND, name: '幸福里', population: '1200' }],
          [8, boxRefs(21), { ...LAND, population: 'about 300' }],
        ],
      }),
    )
    expect(blocks.map(({ id, name, people }) => [id, name, people.population])).toEqual([
      ['way/8', null, null],
      ['way/9', '幸福里', 1200],
      ['way/10', null, null],
    ])
    expect(blocks[0]!.landSquareMetres).toBeCloseTo(5000, -1)
    expect(counts).toEqual({ source: 'osm', read: 3, used: 3, rejected: 0 })
  })

  it('takes a neighbourhood only where no residential area lies in it or around it', async () => {
    const nodes = [
      ...boxNodes(1, 0, 0, 400, 400),
      ...boxNodes(11, 10, 10, 60, 60),
      ...boxNodes(21, 20, 20, 30, 30),
      ...boxNodes(31, 1000, 0, 1100, 100),
      ...boxNodes(41, 12, 40, 20, 50),
    ]
    const { blocks, rejects, counts } = await blocksFromOsm(
      rawOsmFrom({
        nodes,
        ways: [
          [1, boxRefs(1), { place: 'quarter' }],
          [2, boxRefs(11), LAND],
          [3, boxRefs(21), { place: 'neighbourhood' }],
          [4, boxRefs(31), { place: 'neighbourhood' }],
          [5, boxRefs(41), LAND],
        ],
      }),
    )
    expect(blocks.map((block) => block.id)).toEqual(['way/2', 'way/4', 'way/5'])
    expect(rejects.map(({ lineOrId, code, severity }) => [lineOrId, code, severity])).toEqual([
      ['way/1', 'duplicate-place', 'rejected'],
      ['way/3', 'duplicate-place', 'rejected'],
      ['way/5', 'duplicate-place', 'warning'],
    ])
    expect(counts).toMatchObject({ read: 5, used: 3, rejected: 2 })
  })
})

describe('addBuildings', () => {
  const nodes = [
    ...boxNodes(1, 0, 0, 100, 100),
    ...boxNodes(11, 200, 0, 300, 100),
    ...boxNodes(21, 10, 10, 20, 30),
    ...boxNodes(31, 50, 50, 60, 60),
    ...boxNodes(41, 95, 50, 104, 60),
    ...boxNodes(51, 210, 10, 220, 20),
    ...boxNodes(61, 96, 20, 116, 30),
  ]
  const elements: Elements = {
    nodes,
    ways: [
      [1, boxRefs(1), LAND],
      [2, boxRefs(11), LAND],
      [21, boxRefs(21), { building: 'apartments', 'building:levels': '6' }],
      [31, boxRefs(31), { building: 'retail' }],
      [41, boxRefs(41), { building: 'house', 'building:levels': 'many' }],
      [51, boxRefs(51), { building: 'yes', 'building:levels': '0' }],
      [61, boxRefs(61), { building: 'house' }],
      [62, boxRefs(61), { building: 'no' }],
    ],
  }

  it('gives a block its homes, or all its buildings where there is no home, weighted by floors', async () => {
    const raw = rawOsmFrom(elements)
    const { blocks } = await blocksFromOsm(raw)
    const [first, second] = await addBuildings(blocks, raw)
    // 200 m² (200.1 on whole 1e-7 degrees) × 6 floors; 90 m² of unknown height whose centre (99.5 east) is inside. The one at 106 east is outside.
    expect(first!.buildings.map((building) => Math.round(building.weight))).toEqual([1201, 90])
    expect(second!.buildings.map((building) => Math.round(building.weight))).toEqual([100])
  })

  it('leaves point blocks alone', async () => {
    const raw = rawOsmFrom(elements)
    const { blocks } = await blocksFromOsm(raw)
    const points = blocks.map((block) => ({ ...block, polygons: null }))
    expect(await addBuildings(points, raw)).toEqual(points)
  })
})

describe('addGates', () => {
  it('finds gates on the outline that lie on a walkable way', async () => {
    const [sw, se, ne, nw] = boxNodes(1, 0, 0, 100, 100)
    const raw = rawOsmFrom({
      nodes: [
        [...sw!, { barrier: 'gate' }],
        [...se!, { barrier: 'gate' }],
        [...ne!, { entrance: 'yes' }],
        [...nw!, { barrier: 'gate', locked: 'yes' }],
        [5, ...at(50, 0.5), { barrier: 'gate' }],
        [6, ...at(50, 3), { barrier: 'gate' }],
        [7, ...at(100, 40), { barrier: 'wall' }],
      ],
      ways: [[1, boxRefs(1), LAND]],
    })
    const { blocks } = await blocksFromOsm(raw)
    const walkable = Float64Array.from([1, 3, 4, 5, 6, 7])
    const [block] = addGates(blocks, raw, walkable)
    const east = block!.gates.map(([lon]) => Math.round((lon - 10) * 111_195.08))
    expect(east).toEqual([0, 100, 50])
    const given = [{ ...blocks[0]!, gates: [at(7, 7)] }]
    expect(addGates(given, raw, walkable)).toEqual(given)
    expect(addGates(blocks, raw, new Float64Array())[0]!.gates).toEqual([])
  })
})
