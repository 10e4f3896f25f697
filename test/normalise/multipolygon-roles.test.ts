// Multipolygons whose ways have no role: geometry says what is a hole.
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { polygonsSquareMetres } from '../../src/foundation/geo.ts'
import { relationWays } from '../../src/normalise/osm/multipolygon-roles.ts'
import { areasFromOsm } from '../../src/normalise/osm/osm-areas.ts'
import { blocksFromOsm } from '../../src/normalise/osm/osm-blocks.ts'
import { boxNodes, boxRefs, type Elements, rawOsmFrom } from './raw-osm-from.ts'

const HOME = { type: 'multipolygon', landuse: 'residential' }

/** Squares of the given sides around one middle, each a closed way; ways are numbered from 1. */
function nested(sides: readonly number[], roles: readonly string[]) {
  const nodes = sides.flatMap((side, i) => boxNodes(10 * (i + 1), -side / 2, -side / 2, side / 2, side / 2))
  const ways = sides.map((_, i) => [i + 1, boxRefs(10 * (i + 1))] as const)
  const members = roles.map((role, i) => ['way', i + 1, role] as const)
  return rawOsmFrom({ nodes, ways, relations: [[1, members, HOME]] })
}

const isHome = (tags: ReadonlyMap<string, string>) => tags.get('landuse') === 'residential'
const squareMetres = async (raw: ReturnType<typeof rawOsmFrom>) => {
  const { areas, rejects } = await areasFromOsm(raw, isHome)
  return { land: areas.map(({ polygons }) => Math.round(polygonsSquareMetres(polygons))), rejects }
}

describe('ways of a multipolygon without a role', () => {
  it('are a hole where they lie inside another ring, and that is said', async () => {
    const { land, rejects } = await squareMetres(nested([200, 100], ['', '']))
    expect(land.map((metres) => Math.round(metres / 100))).toEqual([300])
    expect(rejects).toMatchObject([{ code: 'missing-role', severity: 'warning', lineOrId: 'relation/1' }])
    expect(rejects[0]!.message).toContain('1 of them lies inside another ring')
  })

  it('give the same land as right roles do, for any rings in each other and any roles left out', async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(fc.boolean(), { minLength: 2, maxLength: 6 }), fc.boolean(), async (blank, turned) => {
        const sides = blank.map((_, i) => 400 - 50 * i)
        const right = sides.map((_, i) => (i % 2 === 0 ? 'outer' : 'inner'))
        if (turned) for (const list of [sides, right]) list.reverse()
        const given = right.map((role, i) => (blank[i] ? '' : role))
        const expected = (await squareMetres(nested(sides, right))).land
        expect((await squareMetres(nested(sides, given))).land).toEqual(expected)
      }),
      { numRuns: 60 },
    )
  })

  it('are outlines side by side, without a word', async () => {
    const nodes = [...boxNodes(10, 0, 0, 100, 100), ...boxNodes(20, 200, 0, 300, 100)]
    const elements: Elements = {
      nodes,
      ways: [
        [1, boxRefs(10)],
        [2, boxRefs(20)],
      ],
      relations: [
        [
          1,
          [
            ['way', 1, ''],
            ['way', 2, ''],
          ],
          HOME,
        ],
      ],
    }
    const { land, rejects } = await squareMetres(rawOsmFrom(elements))
    expect([land.map((metres) => Math.round(metres / 100)), rejects]).toEqual([[200], []])
  })

  it('go with the ways that they make a ring with', () => {
    const nodes = [...boxNodes(10, 0, 0, 200, 200), ...boxNodes(20, 50, 50, 100, 100)]
    const raw = rawOsmFrom({
      nodes,
      ways: [
        [1, [10, 11, 12]],
        [2, [10, 13, 12]],
        [3, [20, 21, 22]],
        [4, [22, 23, 20]],
      ],
      relations: [
        [
          1,
          [
            ['way', 1, 'outer'],
            ['way', 2, ''],
            ['way', 3, ''],
            ['way', 4, ''],
          ],
          HOME,
        ],
      ],
    })
    const { ways, holesFound } = relationWays(raw, 0)
    expect(ways.map(({ role }) => role)).toEqual(['outer', 'outer', 'inner', 'inner'])
    expect(holesFound).toBe(1)
  })

  it('do not make a hole where ways or nodes are missing', () => {
    const raw = rawOsmFrom({
      nodes: boxNodes(10, 0, 0, 200, 200),
      ways: [
        [1, boxRefs(10)],
        [2, [97, 98, 99, 97]],
      ],
      relations: [
        [
          1,
          [
            ['way', 1, ''],
            ['way', 2, ''],
            ['way', 3, ''],
          ],
          HOME,
        ],
      ],
    })
    expect(relationWays(raw, 0).ways.map(({ role }) => role)).toEqual(['outer', 'outer', 'outer'])
  })
})

describe('a closed way with area=no', () => {
  it('is a line: no block, and that is said', async () => {
    const raw = rawOsmFrom({
      nodes: boxNodes(10, 0, 0, 100, 100),
      ways: [[1, boxRefs(10), { landuse: 'residential', area: 'no' }]],
    })
    const { blocks, rejects, counts } = await blocksFromOsm(raw)
    expect(blocks).toEqual([])
    expect(rejects).toMatchObject([{ code: 'unsupported-geometry', severity: 'rejected', lineOrId: 'way/1' }])
    expect(counts).toMatchObject({ read: 1, used: 0, rejected: 1 })
  })
})
