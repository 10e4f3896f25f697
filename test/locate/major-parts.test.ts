// Which part of the network a point links to: the longest and those of 20 km first, those of 1 km where none of them is near.
import { describe, expect, it } from 'vitest'
import { buildLocator, linkPoints } from '../../src/locate/link-points.ts'
import { LINK_ISLAND, LINK_LINKED, LINK_TOO_FAR } from '../../src/locate/linkage.ts'
import { buildNetwork } from '../../src/network/build-network.ts'
import { buildImpedance } from '../../src/network/impedance.ts'
import { walkProfile } from '../../src/network/profile.ts'
import { normaliseWalkableWays } from '../../src/normalise/streets/walkable-ways.ts'
import { rawOsmFrom } from '../normalise/raw-osm-from.ts'

const METRE = 1 / 111_195.08
/** Streets from west to east, each with an id, metres north of the equator, and its length. */
const STREETS = [
  { id: 1, north: 0, metres: 30_000 },
  { id: 2, north: 300, metres: 20_001 },
  { id: 3, north: 400, metres: 19_990 },
  { id: 4, north: 1000, metres: 1010 },
  { id: 5, north: 1050, metres: 990 },
  { id: 6, north: 3000, metres: 990 },
]

function linked(north: number, maxLinkMetres = 200) {
  const raw = rawOsmFrom({
    nodes: STREETS.flatMap(({ id, north, metres }) => [
      [2 * id, 0, north * METRE] as const,
      [2 * id + 1, metres * METRE, north * METRE] as const,
    ]),
    ways: STREETS.map(({ id }) => [id, [2 * id, 2 * id + 1], { highway: 'footway' }] as const),
  })
  const network = buildNetwork(normaliseWalkableWays(raw))
  const locator = buildLocator(network, buildImpedance(network, walkProfile('adult'), 'time'))
  const { status, edge, metres } = linkPoints(locator, Float64Array.of(500 * METRE, north * METRE), maxLinkMetres)
  return { status: status[0], way: edge[0]! < 0 ? null : network.edgeWayId[edge[0]!], metres: Math.round(metres[0]!) }
}

describe('a point links', () => {
  it('to a major part although a minor one is nearer: the longest, and any of 20 km', () => {
    expect(linked(390)).toEqual({ status: LINK_LINKED, way: 2, metres: 90 })
    expect(linked(499)).toEqual({ status: LINK_LINKED, way: 2, metres: 199 })
    expect(linked(170)).toEqual({ status: LINK_LINKED, way: 2, metres: 130 })
    expect(linked(140)).toEqual({ status: LINK_LINKED, way: 1, metres: 140 })
  })

  it('to a minor part where no major one is within the limit', () => {
    expect(linked(501)).toEqual({ status: LINK_LINKED, way: 3, metres: 101 })
    expect(linked(390, 50)).toEqual({ status: LINK_LINKED, way: 3, metres: 10 })
  })

  it('to a part of 1 km although an island is nearer', () => {
    expect(linked(1045)).toEqual({ status: LINK_LINKED, way: 4, metres: 45 })
  })

  it('to none where only islands or nothing are near', () => {
    expect(linked(3010)).toEqual({ status: LINK_ISLAND, way: null, metres: 10 })
    expect(linked(2000).status).toBe(LINK_TOO_FAR)
  })
})
