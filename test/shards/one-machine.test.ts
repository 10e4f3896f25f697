// The hint that an input nears what one machine can do: from the counts alone, at their very limits; and the refusal of what no map of an engine holds.
import { describe, expect, it } from 'vitest'
import { analyseAccess } from '../../src/index.ts'
import { nearsOneMachine } from '../../src/parts.ts'
import { loadSampleTown } from '../sample-analysis.ts'

const near = (streetVertices: number, length: number) =>
  nearsOneMachine({ network: { streetVertices } }, { blocks: { length } })

describe('what one machine can do', () => {
  it('is neared from five million vertices or half a million blocks on', () => {
    expect(near(4_999_999, 499_999)).toBe(false)
    expect(near(5_000_000, 1)).toBe(true)
    expect(near(1, 500_000)).toBe(true)
  })

  it('ends at the size of an engine’s maps, with a sentence', async () => {
    const { area, facilities, blocks } = await loadSampleTown()
    const many = { ...blocks, blocks: new Array(2 ** 24) }
    await expect(analyseAccess(area, facilities, many)).rejects.toMatchObject({
      code: 'input-too-large',
      message: expect.stringContaining('16,777,216'),
    })
  })
})
