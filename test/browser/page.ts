// What a page does in the tests of its pool: everything that is asked of it by name, in a real browser.
import {
  createSweepPool,
  isLivingCircleError,
  type SweepPool,
  type WebSweepPoolOptions,
} from '../../src/browser/index.ts'
import { type SweepMethod, type SweepProblem, sweepReachedTimes } from '../../src/search/reached-times.ts'
import { visitsLeft, workOnBoard } from '../../src/search/sweep-board.ts'
import type { SweepTask } from '../../src/threads/sweep-thread.ts'
import { bytesOf, squares } from '../node/squares.ts'
import { problemOf } from '../search/random-streets.ts'

/** Tasks on their way to workers, which a test may change, or hold back. */
let onTask = (task: SweepTask, _post: (task: SweepTask) => void): SweepTask | undefined => task
const tasks: SweepTask[] = []

if (typeof Worker !== 'undefined') {
  const post = Worker.prototype.postMessage
  Worker.prototype.postMessage = function (this: Worker, task: SweepTask) {
    tasks.push(task)
    const postIt = (changed: SweepTask) => post.call(this, changed)
    const changed = onTask(task, postIt)
    if (changed !== undefined) postIt(changed)
  } as typeof post
}

const town = (method: SweepMethod): SweepProblem => ({ ...problemOf(squares(45)), method, nearestCount: 2 })

async function withPool<T>(options: WebSweepPoolOptions, use: (pool: SweepPool) => Promise<T>): Promise<T> {
  const pool = createSweepPool(options)
  try {
    return await use(pool)
  } finally {
    await pool.close()
  }
}

function plainError(error: unknown) {
  return isLivingCircleError(error) ? { code: error.code, message: error.message } : { message: String(error) }
}

/** While this holds, turns of the page's event loop, which it takes between its own visits, last until the worker has made some. */
let waitsForWorker = false

const say = MessagePort.prototype.postMessage
MessagePort.prototype.postMessage = function (this: MessagePort, message: unknown) {
  const hasStarted = () => workOnBoard(tasks[0]!.question.board).visitsByThread[1]! > 0
  const wait = () => (waitsForWorker && !hasStarted() ? setTimeout(wait, 1) : say.call(this, message))
  wait()
} as typeof say

const page = {
  isolation: () => ({
    crossOriginIsolated: globalThis.crossOriginIsolated,
    hasSharedMemory: typeof SharedArrayBuffer !== 'undefined',
  }),

  /** Both sides, on a pool of two and on one thread. */
  async sweeps(options: WebSweepPoolOptions) {
    return withPool(options, async (pool) => {
      const warm = await pool.warmUp()
      const found = []
      for (const method of ['from-origins', 'from-facilities'] as const) {
        tasks.length = 0
        waitsForWorker = pool.threads > 1
        const times = await pool.sweep(town(method))
        waitsForWorker = false
        found.push({ times: bytesOf(times), alone: bytesOf(sweepReachedTimes(town(method))) })
      }
      return { warm, threads: pool.threads, why: pool.whyOneThread, visits: pool.visitsByThread, found }
    })
  },

  async missingWorker() {
    return withPool({ threads: 2, startWorker: () => new Worker('/nothing.js', { type: 'module' }) }, async (pool) => {
      const warm = await pool.warmUp()
      const times = bytesOf(await pool.sweep(town('from-origins')))
      return { warm, why: pool.whyOneThread, times, alone: bytesOf(sweepReachedTimes(town('from-origins'))) }
    })
  },

  async cancelled(method: SweepMethod) {
    return withPool({ threads: 2 }, async (pool) => {
      await pool.warmUp()
      tasks.length = 0
      const held: (() => void)[] = []
      onTask = (task, post) => {
        held.push(() => post(task))
        return undefined
      }
      const controller = new AbortController()
      const run = { signal: controller.signal, onProgress: () => controller.abort() }
      const error = await pool.sweep(town(method), run).then(() => 'no error', plainError)
      // The worker hears of it late, and must find nothing to do.
      for (const post of held) post()
      onTask = (task) => task
      const { board } = tasks[0]!.question
      const again = bytesOf(await pool.sweep(town(method)))
      return {
        error,
        left: visitsLeft(board),
        byWorker: workOnBoard(board).visitsByThread[1],
        again,
        alone: bytesOf(sweepReachedTimes(town(method))),
      }
    })
  },

  async brokenWorker() {
    return withPool({ threads: 2 }, async (pool) => {
      await pool.warmUp()
      onTask = ({ question, ...task }) => ({ ...task, question: { ...question, step: undefined as never } })
      const error = await pool.sweep(town('from-origins')).then(() => 'no error', plainError)
      onTask = (task) => task
      const again = bytesOf(await pool.sweep(town('from-origins')))
      return { error, again, alone: bytesOf(sweepReachedTimes(town('from-origins'))) }
    })
  },
}

export type TestPage = typeof page
;(globalThis as unknown as { testPage: TestPage }).testPage = page
