// The sample town in shards: the answer of one machine, byte for byte, however it is cut and whatever is asked.
import { describe, expect, it } from 'vitest'
import { standardPack, type WalkProfile, walkProfile } from '../../src/index.ts'
import type { PlanShardsOptions } from '../../src/parts.ts'
import { loadSampleTown } from '../sample-analysis.ts'
import { firstDifference, inShards, onOneMachine } from './in-shards.ts'

/** Half of the town, cut through blocks. */
const WEST = {
  name: 'West',
  polygons: [
    [
      [
        [113.57, 34.78],
        [113.6, 34.78],
        [113.6, 34.82],
        [113.57, 34.82],
        [113.57, 34.78],
      ],
    ],
  ],
  input: null,
  rejects: [],
} satisfies PlanShardsOptions['within']

/** Waits at signals: the fast and the slow need sweeps of their own. Steps are quicker than level ground: the halo is wider. */
const WAITING: WalkProfile = { ...walkProfile('adult'), id: 'waiting', crossingWaitSeconds: 20, stepsTimeFactor: 0.8 }

const CASES: readonly (readonly [name: string, options: PlanShardsOptions, shards: readonly number[]])[] = [
  ['minutes', {}, [1, 7, 24]],
  ['metres', { metres: [300, 500, 1000] }, [7]],
  ['a wheelchair', { profile: 'wheelchair', minutes: [5, 15] }, [7]],
  ['a standard', { standard: standardPack('gb50180-2018') }, [1, 7]],
  ['a standard on metres and straight lines', { standard: standardPack('parks-gbt51346'), metres: [400] }, [24]],
  ['grid points and the essential kinds', { demand: 'grid', categories: 'essential', title: 'In shards' }, [7]],
  ['a study area and a standard', { within: WEST, demand: 'grid', standard: standardPack('gb50180-2018') }, [7]],
  [
    'a profile that waits',
    { profile: WAITING, minutes: [5], standard: standardPack('mofcom-convenience-5-8-15') },
    [7],
  ],
]

describe('the sample town in shards', () => {
  it.each(CASES)('is the same by %s', async (_, options, counts) => {
    const town = await loadSampleTown()
    const whole = await onOneMachine(town, options)
    for (const shards of counts) {
      expect(firstDifference(await inShards(town, { ...options, shards }), whole)).toBe(-1)
    }
  })
})
