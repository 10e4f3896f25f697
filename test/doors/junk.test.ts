// Anything but what they ask for, given to every function of the front door and of the side door to Node: they name it, or take it. No TypeError or
// RangeError of the engine comes out, and nothing hangs. The list is the doors themselves.
import { describe, expect, it } from 'vitest'
import * as front from '../../src/index.ts'
import * as node from '../../src/node/index.ts'

type Call = (...given: unknown[]) => unknown

const JUNK: readonly unknown[] = [undefined, null, 42, Number.NaN, 'text', '', true, {}, [], () => 1, new Date(0)]
const LISTS: readonly (readonly unknown[])[] = [
  ...JUNK.map((value) => [value, value, value, value]),
  ...JUNK.map((value) => [value]),
  [Promise.resolve({}), Promise.resolve({}), Promise.resolve({})],
]

/** They act on the whole process, or write where they are told. */
const LEFT_OUT = new Set(['clearUp', 'createSweepPool', 'LivingCircleError'])

const functions = Object.entries({ ...front, ...node } as unknown as Record<string, unknown>).filter(
  (entry): entry is [string, Call] => typeof entry[1] === 'function' && !LEFT_OUT.has(entry[0]),
)

async function thrownBy(call: () => unknown): Promise<unknown> {
  try {
    const result = call() as { readonly next?: () => unknown } | undefined
    await (typeof result?.next === 'function' ? result.next() : result)
  } catch (error) {
    return error
  }
  return undefined
}

describe('junk', () => {
  it('meets all functions', () => expect(functions.length).toBeGreaterThan(70))

  it.each(functions)('%s names it', async (_, call) => {
    for (const given of LISTS) {
      const error = await thrownBy(() => call(...given))
      if (error === undefined) continue
      if (!front.isLivingCircleError(error)) throw error
      expect(error.message.length).toBeGreaterThan(10)
    }
  })
})
