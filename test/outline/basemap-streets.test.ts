import { describe, expect, it } from 'vitest'
import { buildNetwork } from '../../src/network/build-network.ts'
import { normaliseWalkableWays } from '../../src/normalise/streets/walkable-ways.ts'
import { WAY_BRIDGE, WAY_STEPS } from '../../src/normalise/streets/walkable-ways-record.ts'
import { basemapStreets } from '../../src/outline/basemap-streets.ts'
import { rawOsmFrom } from '../normalise/raw-osm-from.ts'

describe('basemapStreets', () => {
  it('uses the bits of the walkable ways', () => {
    expect([WAY_STEPS, WAY_BRIDGE]).toEqual([1, 2])
  })

  it('gives every edge once, with its bends, steps and bridges apart', () => {
    const raw = rawOsmFrom({
      nodes: [
        [1, 0, 0],
        [2, 0.001, 0],
        [3, 0.001, 0.001],
        [4, 0.002, 0.001],
        [5, 0.003, 0.001],
      ],
      ways: [
        [1, [1, 2, 3], { highway: 'residential' }],
        [2, [3, 4], { highway: 'steps' }],
        [3, [4, 5], { highway: 'footway', bridge: 'yes' }],
      ],
    })
    const { major, minor, path, steps, bridge } = basemapStreets(buildNetwork(normaliseWalkableWays(raw)))
    expect([major, minor, path, steps, bridge].map((shapes) => shapes.offset.length - 1)).toEqual([0, 2, 0, 1, 1])
    const bent = [0, 1].map((shape) => minor.offset[shape + 1]! - minor.offset[shape]!)
    expect(bent.sort()).toEqual([2, 3])
    expect([...minor.lonE7].includes(10_000)).toBe(true)
  })
})
