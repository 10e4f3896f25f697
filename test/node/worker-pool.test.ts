// The pool: the same bytes for any number of threads, several questions, cancelling, progress, mistakes.
import { existsSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import fc from 'fast-check'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { createSweepPool as createFromSources } from '../../src/node/worker-pool.ts'
import { type SweepProblem, sweepReachedTimes } from '../../src/search/reached-times.ts'
import { type PairProblem, sweepWalkPairs, type WalkPairs } from '../../src/search/walk-pairs.ts'
import { problemOf, towns } from '../search/random-streets.ts'
import { type BundledPool, bundlePool } from './bundled-pool.ts'
import { bytesOf, squares } from './squares.ts'

let bundled: BundledPool

beforeAll(async () => {
  bundled = await bundlePool()
})

afterAll(() => bundled.remove())

type SweepPool = ReturnType<typeof createFromSources>

async function withPool<T>(threads: number, use: (pool: SweepPool) => Promise<T>): Promise<T> {
  const pool = bundled.createSweepPool({ threads })
  try {
    return await use(pool)
  } finally {
    await pool.close()
  }
}

function expectSamePairs(actual: WalkPairs, expected: WalkPairs): void {
  for (const name of ['rowOffset', 'column', 'cost', 'alongside'] as const) {
    const [a, b] = [actual[name], expected[name]]
    expect(Buffer.from(a.buffer, a.byteOffset, a.byteLength).equals(Buffer.from(b.buffer))).toBe(true)
  }
  expect(actual.method).toBe(expected.method)
}

describe('createSweepPool', () => {
  it('gives the same bytes for any number of threads', async () => {
    const problem: SweepProblem = { ...problemOf(squares(45)), method: 'from-origins', nearestCount: 2 }
    const expected = bytesOf(sweepReachedTimes(problem))
    for (const threads of [1, 2, 3, 5]) {
      await withPool(threads, async (pool) => {
        expect(await pool.warmUp()).toBe(threads)
        for (let again = 0; again < 2; again++) expect(bytesOf(await pool.sweep(problem))).toEqual(expected)
        if (threads === 1) return
        expect(pool.visitsByThread.reduce((sum, visits) => sum + visits, 0)).toBe(problem.originOffset.length - 1)
      })
    }
  }, 60_000)

  it('does so from the facilities, too, where fewer are asked, and ranks the nearest', async () => {
    const problem: SweepProblem = { ...problemOf(squares(45)), method: 'from-facilities', nearestCount: 3 }
    const expected = bytesOf(sweepReachedTimes(problem))
    const { method, facilityPlaces, verticesReached, expansions, ...table } = expected
    expect(bytesOf(sweepReachedTimes({ ...problem, method: 'from-origins' }))).toMatchObject(table)
    expect(method).toBe('from-facilities')
    for (const threads of [2, 3, 5]) {
      await withPool(threads, async (pool) => {
        await pool.warmUp()
        for (let again = 0; again < 2; again++) expect(bytesOf(await pool.sweep(problem))).toEqual(expected)
        expect(pool.visitsByThread.reduce((sum, visits) => sum + visits, 0)).toBe(problem.targets.facilityCount)
      })
    }
  }, 60_000)

  it('finds the same pairs with any number of threads, from either side', async () => {
    for (const method of ['from-origins', 'from-facilities'] as const) {
      const problem: PairProblem = { ...problemOf(squares(45)), method, maxPairs: 1_000_000 }
      const expected = sweepWalkPairs(problem)
      for (const threads of [1, 2, 4]) {
        await withPool(threads, async (pool) => {
          expect(await pool.warmUp()).toBe(threads)
          for (let again = 0; again < 2; again++) {
            expectSamePairs(await pool.sweepPairs(problem), expected)
          }
          await expect(pool.sweepPairs({ ...problem, maxPairs: 5 })).rejects.toThrow('at most 5 are kept')
          const abort = new AbortController()
          const stopped = pool.sweepPairs(problem, { signal: abort.signal, onProgress: () => abort.abort() })
          await expect(stopped).rejects.toThrow('Interrupted.')
          expectSamePairs(await pool.sweepPairs(problem), expected)
        })
      }
    }
  }, 60_000)

  it('gives the same bytes on random towns, also from the facilities, before threads have started', async () => {
    await withPool(3, async (pool) => {
      await pool.warmUp()
      await fc.assert(
        fc.asyncProperty(
          towns(),
          fc.constantFrom(undefined, 'from-origins', 'from-facilities'),
          async (town, method) => {
            const problem = { ...problemOf(town), method } as SweepProblem
            expect(bytesOf(await pool.sweep(problem))).toEqual(bytesOf(sweepReachedTimes(problem)))
          },
        ),
        { numRuns: 40 },
      )
    })
    const problem = problemOf(squares(20))
    await withPool(4, async (pool) => {
      expect(bytesOf(await pool.sweep(problem))).toEqual(bytesOf(sweepReachedTimes(problem)))
    })
  }, 60_000)

  it('answers several questions at once, one after the other', async () => {
    const problem = problemOf(squares(25))
    const expected = bytesOf(sweepReachedTimes(problem))
    await withPool(2, async (pool) => {
      await pool.warmUp()
      const answers = await Promise.all([pool.sweep(problem), pool.sweep(problem), pool.sweep(problem)])
      for (const answer of answers) expect(bytesOf(answer)).toEqual(expected)
    })
  }, 60_000)

  it.each(['from-origins', 'from-facilities'] as const)(
    'stops when asked, and can be used again, %s',
    async (method) => {
      const problem: SweepProblem = { ...problemOf({ ...squares(45), limits: [40, 90, 9000] }), method }
      const visits = method === 'from-origins' ? problem.originOffset.length - 1 : problem.targets.facilityCount
      await withPool(2, async (pool) => {
        await pool.warmUp()
        const controller = new AbortController()
        const told: number[] = []
        const onProgress = ({ done }: { readonly done: number }) => {
          told.push(done)
          if (done > 100) controller.abort()
        }
        await expect(pool.sweep(problem, { signal: controller.signal, onProgress })).rejects.toMatchObject({
          code: 'aborted',
        })
        expect(told.at(-1)!).toBeLessThan(visits)
        await expect(pool.sweep(problem, { signal: controller.signal })).rejects.toMatchObject({ code: 'aborted' })
        expect(bytesOf(await pool.sweep(problem))).toEqual(bytesOf(sweepReachedTimes(problem)))
      })
    },
    60_000,
  )

  it('tells progress to its end, some tens of times', async () => {
    const problem: SweepProblem = { ...problemOf(squares(30)), method: 'from-origins' }
    await withPool(2, async (pool) => {
      const told: number[] = []
      await pool.sweep(problem, { onProgress: ({ done, total }) => told.push(done / total) })
      expect(told.at(-1)).toBe(1)
      expect(told.length).toBeLessThan(60)
    })
  }, 60_000)

  it('fails a sweep whose question is broken, in whichever thread that shows', async () => {
    const whole = problemOf(squares(30))
    // An entrance that claims to lie at a vertex where no walk can explain its cost.
    const legs = {
      ...whole.targets.legs,
      inFrom: whole.targets.legs.inFrom.map((cost) => cost + 1),
      inTo: whole.targets.legs.inTo.map((cost) => cost + 1),
    }
    const problem: SweepProblem = { ...whole, method: 'from-origins', targets: { ...whole.targets, legs } }
    await withPool(2, async (pool) => {
      await pool.warmUp()
      await expect(pool.sweep(problem)).rejects.toThrow('no walk explains the cost')
    })
  }, 60_000)

  it('says why there is one thread', async () => {
    const pools = [1, 2].map((threads) => bundled.createSweepPool({ threads }))
    expect(pools.map(({ whyOneThread }) => whyOneThread)).toEqual(['One thread was asked for.', null])
    for (const pool of pools) await pool.close()
  })

  it('refuses bad options and work after it was closed', async () => {
    const { createSweepPool } = bundled
    expect(() => createSweepPool({ threads: 0 })).toThrow('threads is 0')
    expect(() => createSweepPool({ thread: 2 } as never)).toThrow('thread')
    const pool = createSweepPool({ threads: 2 })
    await pool.warmUp()
    await pool.close()
    await expect(pool.sweep(problemOf(squares(3)))).rejects.toMatchObject({ code: 'usage' })
  }, 60_000)

  it('does it all on one thread where the worker file is not there', async () => {
    const pool = createFromSources({ threads: 4 })
    expect(pool.threads).toBe(1)
    expect(pool.whyOneThread).toContain('worker-sweep.js, is missing')
    const problem = problemOf(squares(10))
    expect(bytesOf(await pool.sweep(problem))).toEqual(bytesOf(sweepReachedTimes(problem)))
    await pool.close()
  })

  const built = fileURLToPath(new URL('../../dist/node/worker-pool.js', import.meta.url))
  it.skipIf(!existsSync(built))(
    'finds its worker in dist',
    async () => {
      const { createSweepPool: createBuilt } = (await import(built)) as typeof import('../../src/node/worker-pool.ts')
      const pool = createBuilt({ threads: 2 })
      expect(await pool.warmUp()).toBe(2)
      await pool.close()
    },
    60_000,
  )
})
