// The sample town in shards: the answer of one machine, byte for byte, however it is cut and whatever is asked.
import { describe, expect, it } from 'vitest'
import { standardPack } from '../../src/index.ts'
import type { PlanShardsOptions } from '../../src/parts.ts'
import { loadSampleTown } from '../sample-analysis.ts'
import { firstDifference, inShards, onOneMachine } from './in-shards.ts'

const CASES: readonly (readonly [name: string, options: PlanShardsOptions, shards: readonly number[]])[] = [
  ['minutes', {}, [1, 7, 24]],
  ['metres', { metres: [300, 500, 1000] }, [7]],
  ['a wheelchair', { profile: 'wheelchair', minutes: [5, 15] }, [7]],
  ['a standard', { standard: standardPack('gb50180-2018') }, [1, 7]],
  ['a standard on metres and straight lines', { standard: standardPack('parks-gbt51346'), metres: [400] }, [24]],
  ['grid points and the essential kinds', { demand: 'grid', categories: 'essential', title: 'In shards' }, [7]],
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
