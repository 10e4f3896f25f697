import { describe, expect, it } from 'vitest'
import type { MeasuredBlock } from '../../src/answer/measured-places.ts'
import type { BlockRecord } from '../../src/normalise/places/block-record.ts'
import type { ReachedTimes } from '../../src/search/reached-times.ts'
import { groupOrigins, medianOrigin, originWeights, shareWithin } from '../../src/study/access-table.ts'
import { coverageShare } from '../../src/study/coverage.ts'
import { buildDemandPoints } from '../../src/study/demand-points.ts'

const UNREACHED = 0xffffffff

function block(id: string, more: Partial<BlockRecord> = {}): BlockRecord {
  return {
    id,
    name: null,
    lonLat: [0, 0],
    polygons: null,
    people: { population: null },
    dwellings: null,
    landSquareMetres: null,
    gates: [],
    buildings: [],
    community: null,
    street: null,
    district: null,
    source: 'test',
    lineOrId: '1',
    ...more,
  }
}

/** A square of so many metres near the equator. */
function square(metres: number) {
  const side = metres / 111_195.08
  return [[[0, 0] as const, [side, 0] as const, [side, side] as const, [0, side] as const, [0, 0] as const]]
}

const times = (nearest: number[]): ReachedTimes => ({
  originCount: nearest.length,
  categoryCount: 1,
  limits: Uint32Array.of(900_000),
  nearestCost: Uint32Array.from(nearest),
  nearestAlongside: Uint32Array.from(nearest),
  nearestFacility: Int32Array.from(nearest, (cost) => (cost === UNREACHED ? -1 : 0)),
  count: new Uint32Array(nearest.length),
  verticesReached: 0,
  expansions: 0,
})

describe('demand points', () => {
  it('take the first method that applies', () => {
    const polygons = [square(200)]
    const gates = [[0, 0] as const]
    const buildings = [
      { lonLat: [0, 0] as const, weight: 300 },
      { lonLat: [0.001, 0] as const, weight: 100 },
    ]
    const demand = buildDemandPoints([
      block('a', { polygons, gates, buildings }),
      block('b', { polygons, buildings }),
      block('c', { polygons }),
      block('d'),
    ])
    expect(demand.method).toEqual(['gates', 'buildings', 'grid', 'point'])
    expect([...demand.weight.subarray(demand.offset[1]!, demand.offset[2]!)]).toEqual([0.75, 0.25])
    // 200 m ÷ 50 m = 4 × 4 points of weight 1/16.
    expect(demand.offset[3]! - demand.offset[2]!).toBe(16)
    expect(demand.weight[demand.offset[2]!]).toBe(1 / 16)
  })

  it('give every area at least one point', () => {
    const demand = buildDemandPoints([block('tiny', { polygons: [square(3)], lonLat: [0.00001, 0.00001] })])
    expect([...demand.lonLat]).toEqual([0.00001, 0.00001])
  })

  it('refuse a block the size of a province', () => {
    expect(() => buildDemandPoints([block('huge', { polygons: [square(60_000)] })])).toThrow('too large')
  })

  it('prefer what was asked for where it is possible', () => {
    const demand = buildDemandPoints([block('a', { polygons: [square(200)], gates: [[0, 0]] }), block('b')], 'grid')
    expect(demand.method).toEqual(['grid', 'point'])
  })
})

describe('shares and headlines', () => {
  const demand = buildDemandPoints([block('c', { polygons: [square(100)] })])
  const origins = groupOrigins(demand)
  const linkage = (status: number[]) => ({
    status: Uint8Array.from(status),
    edge: Int32Array.from(status, (s) => (s === 0 ? 0 : -1)),
    fraction: new Float64Array(4),
    metres: new Float64Array(4),
  })

  it('weigh linked points only: unknown is not unserved', () => {
    const weight = originWeights(demand, origins, linkage([0, 0, 0, 1]))
    const walks = times([100_000, 900_000, 900_001, UNREACHED])
    expect(shareWithin(walks, origins, weight, 0, 0, 900_000)).toBeCloseTo(2 / 3, 12)
    expect(medianOrigin(walks, origins, weight, 0, 0)).toBe(1)
  })

  it('sort unreached points last', () => {
    const weight = originWeights(demand, origins, linkage([0, 0, 0, 0]))
    expect(medianOrigin(times([UNREACHED, UNREACHED, UNREACHED, 5]), origins, weight, 0, 0)).toBe(0)
    expect(medianOrigin(times([UNREACHED, 7, UNREACHED, 5]), origins, weight, 0, 0)).toBe(1)
  })

  it('say nothing where nothing is linked', () => {
    const weight = originWeights(demand, origins, linkage([1, 2, 3, 1]))
    expect(medianOrigin(times([1, 1, 1, 1]), origins, weight, 0, 0)).toBe(-1)
    expect(shareWithin(times([1, 1, 1, 1]), origins, weight, 0, 0, 900_000)).toBeNaN()
  })

  it('let the gates of a compound walk as one', () => {
    const compound = buildDemandPoints([
      block('g', {
        gates: [
          [0, 0],
          [1, 1],
          [2, 2],
        ],
      }),
      block('p'),
    ])
    expect([...groupOrigins(compound).originOffset]).toEqual([0, 3, 4])
    expect([...groupOrigins(compound).blockOrigin]).toEqual([0, 1, 2])
  })
})

describe('coverage', () => {
  it('keeps unlinked and unknown out of the denominator and counts them', () => {
    const people = [100, null, 300, 50]
    const blocks = people.map((population, i) => ({ id: `b${i}`, people: { population } }) as unknown as MeasuredBlock)
    const shares = [1, 0.5, 0.25, Number.NaN]
    const share = coverageShare(
      'population',
      blocks,
      (b) => b.people.population ?? null,
      (b) => shares[b]!,
    )
    expect(share).toEqual({
      measure: 'population',
      covered: 175,
      total: 400,
      share: 0.4375,
      blocks: 2,
      blocksUnlinked: 1,
      blocksUnknown: 1,
      unlinkedTotal: 50,
    })
  })

  it('has no share of nothing', () => {
    const none = coverageShare(
      'dwellings',
      [],
      () => null,
      () => 1,
    )
    expect(none.share).toBeNull()
  })
})
