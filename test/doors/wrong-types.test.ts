// Every function of the front door says by name what it was given wrongly: no error of the language itself from deep inside. The list is the door itself.
import { describe, expect, it } from 'vitest'
import * as door from '../../src/index.ts'
import { loadSampleTown } from '../sample-analysis.ts'

const JUNK: readonly (readonly unknown[])[] = [
  [],
  [null],
  [42],
  ['text'],
  [{}],
  [[]],
  [() => 1],
  [{}, {}],
  [{}, {}, {}],
  [null, null, null],
  [[], [], {}],
  [new Map(), Symbol.iterator, 1n],
]

async function thrownBy(call: () => unknown): Promise<unknown> {
  try {
    await call()
    return undefined
  } catch (error) {
    return error
  }
}

const functions = Object.entries(door as unknown as Record<string, (...given: unknown[]) => unknown>).filter(
  ([name, value]) => typeof value === 'function' && name !== 'LivingCircleError',
)

describe('wrong types', () => {
  it.each(functions)('%s names them', async (_, call) => {
    for (const given of JUNK) {
      const error = await thrownBy(() => call(...given))
      if (error !== undefined && !door.isLivingCircleError(error)) throw error
    }
  })

  it('are told where the mistake is a promise', async () => {
    const { area, facilities, blocks } = await loadSampleTown()
    const { analyseAccess, loadBlocks } = door as unknown as Record<string, (...given: unknown[]) => unknown>
    const late = await thrownBy(() => analyseAccess!(area, facilities, Promise.resolve(blocks)))
    expect(late).toMatchObject({
      code: 'invalid-option',
      message: expect.stringContaining('analyseAccess: the blocks'),
      hint: 'It is a promise that was not awaited: await loadBlocks(…).',
    })
    expect(door.sayError(late as door.LivingCircleError, 'zh').hint).toContain('await loadBlocks')
    const number = await thrownBy(() => loadBlocks!(7))
    expect(number).toMatchObject({ code: 'invalid-option', hint: 'Give what one of these returns, awaited: loadArea.' })
    const swapped = await thrownBy(() => analyseAccess!(area, blocks, facilities))
    expect(swapped).toMatchObject({ code: 'invalid-option', message: expect.stringContaining('facilities') })
  })
})
