// Threads run JavaScript files, so the pool and its worker are bundled from the sources into a temporary folder first.
import { existsSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath, pathToFileURL } from 'node:url'
import { Worker } from 'node:worker_threads'
import { build } from 'esbuild'
import fc from 'fast-check'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { fromPlainError, isLivingCircleError } from '../../src/foundation/errors.ts'
import { createSweepPool as createFromSources } from '../../src/node/worker-pool.ts'
import type { SweepReply } from '../../src/node/worker-sweep.ts'
import { type ReachedTimes, type SweepProblem, sweepReachedTimes } from '../../src/search/reached-times.ts'
import { problemOf, type Street, type Town, towns } from '../search/random-streets.ts'

const folder = mkdtempSync(join(tmpdir(), 'living-circle-threads-'))
let createSweepPool: typeof createFromSources

beforeAll(async () => {
  await build({
    entryPoints: ['worker-pool.ts', 'worker-sweep.ts'].map((name) =>
      fileURLToPath(new URL(`../../src/node/${name}`, import.meta.url)),
    ),
    outdir: folder,
    bundle: true,
    platform: 'node',
    format: 'esm',
  })
  writeFileSync(join(folder, 'package.json'), '{"type":"module"}')
  ;({ createSweepPool } = await import(pathToFileURL(join(folder, 'worker-pool.js')).href))
})

afterAll(() => rmSync(folder, { recursive: true, force: true }))

/** A town of squares, large enough for several threads: `side` × `side` junctions, an origin on every street. */
function squares(side: number): Town {
  const streets: Street[] = []
  const street = (from: number, to: number) => {
    const forward = 8 * (1 + ((from * 7 + to * 13) % 5))
    streets.push({ from, to, forward, backward: forward, forwardAlong: forward + 8, backwardAlong: forward + 16 })
  }
  for (let row = 0; row < side; row++) {
    for (let column = 0; column < side; column++) {
      const here = row * side + column
      if (column > 0) street(here - 1, here)
      if (row > 0) street(here - side, here)
    }
  }
  return {
    vertices: side * side,
    waits: Array.from({ length: side * side }, (_, vertex) => vertex % 4),
    streets,
    origins: streets.map((_, number) => [{ street: number, eighth: number % 9, metres: number % 7 }]),
    facilities: streets.flatMap((_, number) =>
      number % 5 === 0
        ? [{ category: number % 3, entrances: [{ street: number, eighth: number % 4, metres: 2 }] }]
        : [],
    ),
    categories: 3,
    limits: [40, 90, 150],
    direction: 'toFacility',
  }
}

/** A result as plain values, to be compared. */
function bytesOf(times: ReachedTimes) {
  const plain = (value: unknown) => (ArrayBuffer.isView(value) ? [...(value as Uint32Array)] : value)
  return Object.fromEntries(Object.entries(times).map(([name, value]) => [name, plain(value)]))
}

async function withPool<T>(threads: number, use: (pool: ReturnType<typeof createSweepPool>) => Promise<T>): Promise<T> {
  const pool = createSweepPool({ threads })
  try {
    return await use(pool)
  } finally {
    await pool.close()
  }
}

describe('createSweepPool', () => {
  it('gives the same bytes for any number of threads, and shares the work', async () => {
    const problem: SweepProblem = { ...problemOf(squares(45)), method: 'from-origins', nearestCount: 2 }
    const expected = bytesOf(sweepReachedTimes(problem))
    for (const threads of [1, 2, 3, 5]) {
      await withPool(threads, async (pool) => {
        expect(await pool.warmUp()).toBe(threads)
        for (let again = 0; again < 2; again++) expect(bytesOf(await pool.sweep(problem))).toEqual(expected)
        if (threads === 1) return
        expect(pool.visitsByThread.reduce((sum, visits) => sum + visits, 0)).toBe(problem.originOffset.length - 1)
        expect(pool.visitsByThread.filter((visits) => visits > 0).length).toBeGreaterThan(1)
      })
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

  it('stops when asked, and can be used again', async () => {
    const problem: SweepProblem = { ...problemOf(squares(45)), method: 'from-origins' }
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
      expect(told.at(-1)!).toBeLessThan(problem.originOffset.length - 1)
      await expect(pool.sweep(problem, { signal: controller.signal })).rejects.toMatchObject({ code: 'aborted' })
      expect(bytesOf(await pool.sweep(problem))).toEqual(bytesOf(sweepReachedTimes(problem)))
    })
  }, 60_000)

  it('tells progress to its end, some tens of times', async () => {
    const problem: SweepProblem = { ...problemOf(squares(30)), method: 'from-origins' }
    await withPool(2, async (pool) => {
      const told: number[] = []
      await pool.sweep(problem, { onProgress: ({ done, total }) => told.push(done / total) })
      expect(told.at(-1)).toBe(1)
      expect(told.length).toBeLessThan(60)
    })
  }, 60_000)

  it('lets errors cross from a thread', async () => {
    const worker = new Worker(pathToFileURL(join(folder, 'worker-sweep.js')))
    try {
      const replies: SweepReply[] = []
      await new Promise<void>((resolve) => {
        worker.on('message', (reply: SweepReply) => {
          replies.push(reply)
          if (reply.kind === 'ready') worker.postMessage({ task: 7, thread: 1, question: { broken: true } })
          else resolve()
        })
      })
      const failed = replies.at(-1)!
      expect(failed).toMatchObject({ kind: 'failed', task: 7 })
      if (failed.kind === 'failed') expect(isLivingCircleError(fromPlainError(failed.error))).toBe(true)
    } finally {
      await worker.terminate()
    }
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

  it('refuses bad options and work after it was closed', async () => {
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
