// What goes on between the pool and its threads: when they start, that they end their work when told to, what happens to their
// errors and when one dies. The threads are real; what is said to them and by them is listened to.
import { syncBuiltinESMExports } from 'node:module'
import workerThreads, { type Worker } from 'node:worker_threads'
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { isLivingCircleError, LivingCircleError, toPlainError } from '../../src/foundation/errors.ts'
import { type SweepMethod, type SweepProblem, sweepReachedTimes } from '../../src/search/reached-times.ts'
import { type SweepBoard, visitsDone, workOnBoard } from '../../src/search/sweep-board.ts'
import type { SweepReply, SweepTask } from '../../src/threads/sweep-thread.ts'
import { problemOf } from '../search/random-streets.ts'
import { type BundledPool, bundlePool } from './bundled-pool.ts'
import { bytesOf, squares } from './squares.ts'

interface Heard {
  readonly worker: Worker
  readonly replies: SweepReply[]
  readonly tasks: SweepTask[]
  hasEnded: boolean
}

/** Every thread that was started since the test began. */
let threads: Heard[] = []
/** Changes a question on its way to a thread. */
let onTask: (task: SweepTask, thread: Heard) => SweepTask = (task) => task

const RealWorker = workerThreads.Worker
let bundled: BundledPool

beforeAll(async () => {
  // The pool's own import of Worker follows this, as it is a live binding.
  workerThreads.Worker = class extends RealWorker {
    constructor(...given: ConstructorParameters<typeof RealWorker>) {
      super(...given)
      const heard: Heard = { worker: this, replies: [], tasks: [], hasEnded: false }
      threads.push(heard)
      this.on('message', (reply: SweepReply) => heard.replies.push(reply))
      this.on('exit', () => {
        heard.hasEnded = true
      })
      const post = this.postMessage.bind(this)
      this.postMessage = (task: SweepTask) => {
        heard.tasks.push(task)
        post(onTask(task, heard))
      }
    }
  }
  syncBuiltinESMExports()
  bundled = await bundlePool()
})

beforeEach(() => {
  threads = []
  onTask = (task) => task
})

afterAll(() => {
  workerThreads.Worker = RealWorker
  syncBuiltinESMExports()
  bundled.remove()
})

const town = (side: number, method: SweepMethod = 'from-origins'): SweepProblem => ({
  ...problemOf(squares(side)),
  method,
})

/** Some tenths of a second of work: the calling thread may be kept waiting for a while, too. */
const longWork = (): SweepProblem => ({
  ...problemOf({ ...squares(45), limits: [40, 90, 9000] }),
  method: 'from-origins',
})

async function until(condition: () => boolean): Promise<void> {
  const start = performance.now()
  while (!condition()) {
    if (performance.now() - start > 20_000) throw new Error('waited in vain')
    await new Promise((resolve) => setTimeout(resolve, 1))
  }
}

const boardOf = (thread: Heard): SweepBoard => thread.tasks.at(-1)!.question.board

describe('threads', () => {
  it('start only where there is work for them, then at once', async () => {
    const pool = bundled.createSweepPool({ threads: 3 })
    try {
      await pool.sweep(town(10))
      expect(threads.length).toBe(0)
      let startedAtFirstWord = -1
      const onProgress = () => {
        if (startedAtFirstWord < 0) startedAtFirstWord = threads.length
      }
      const problem = town(102)
      expect(problem.originOffset.length - 1).toBe(20_604)
      expect(bytesOf(await pool.sweep(problem, { onProgress }))).toEqual(bytesOf(sweepReachedTimes(problem)))
      expect(startedAtFirstWord).toBe(2)
      expect(threads.length).toBe(2)
    } finally {
      await pool.close()
    }
    expect(threads.map(({ hasEnded }) => hasEnded)).toEqual([true, true])
  }, 60_000)

  it.each(['from-origins', 'from-facilities'] as const)(
    'share the work, %s',
    async (method) => {
      const problem = town(45, method)
      const pool = bundled.createSweepPool({ threads: 3 })
      const sleeper = new Int32Array(new SharedArrayBuffer(4))
      const visitsOf = ({ tasks }: Heard) => workOnBoard(tasks[0]!.question.board).visitsByThread
      // The calling thread begins when the others have made some visits (one of them may be kept waiting all the while).
      const onProgress = () => {
        const start = performance.now()
        while (visitsOf(threads[0]!)[1] === 0 && visitsOf(threads[0]!)[2] === 0) {
          if (performance.now() - start > 20_000) throw new Error('waited in vain')
          Atomics.wait(sleeper, 0, 0, 1)
        }
      }
      try {
        await pool.warmUp()
        expect(bytesOf(await pool.sweep(problem, { onProgress }))).toEqual(bytesOf(sweepReachedTimes(problem)))
      } finally {
        await pool.close()
      }
      expect(pool.visitsByThread).toEqual(visitsOf(threads[0]!))
      expect(pool.visitsByThread.slice(1).some((visits) => visits > 0)).toBe(true)
    },
    60_000,
  )

  it('get nothing large by copy: every column they read is in shared memory', async () => {
    const pool = bundled.createSweepPool({ threads: 2 })
    try {
      await pool.warmUp()
      await pool.sweep(town(40))
      await pool.sweep(town(40, 'from-facilities'))
    } finally {
      await pool.close()
    }
    const copied: string[] = []
    const look = (value: unknown, path: string) => {
      if (ArrayBuffer.isView(value)) {
        if (!(value.buffer instanceof SharedArrayBuffer) && value.byteLength > 64) copied.push(path)
      } else if (typeof value === 'object' && value !== null) {
        for (const [key, inner] of Object.entries(value)) look(inner, `${path}.${key}`)
      }
    }
    const { tasks, replies } = threads[0]!
    expect(tasks.map(({ question }) => question.step.kind)).toEqual(['origins', 'facilities', 'gather'])
    look({ tasks, replies }, 'said')
    expect(copied).toEqual([])
  }, 60_000)

  it('end their work midway when the signal says so, and take the next question', async () => {
    const problem = longWork()
    const pool = bundled.createSweepPool({ threads: 3 })
    try {
      await pool.warmUp()
      const controller = new AbortController()
      const onProgress = ({ done }: { readonly done: number }) => {
        if (done > 200) controller.abort()
      }
      const sweep = pool.sweep(problem, { signal: controller.signal, onProgress })
      await expect(sweep).rejects.toMatchObject({ name: 'AbortError', code: 'aborted' })
      await until(() => threads.every(({ replies }) => replies.at(-1)!.kind === 'idle'))
      const board = boardOf(threads[0]!)
      const done = visitsDone(board)
      expect(done).toBeGreaterThan(200)
      expect(done).toBeLessThan(board.visitCount)
      await new Promise((resolve) => setTimeout(resolve, 30))
      expect(visitsDone(board)).toBe(done)
      expect(threads.every(({ hasEnded }) => !hasEnded)).toBe(true)
      expect(bytesOf(await pool.sweep(problem))).toEqual(bytesOf(sweepReachedTimes(problem)))
    } finally {
      await pool.close()
    }
    expect(threads.every(({ hasEnded }) => hasEnded)).toBe(true)
  }, 60_000)

  it('end when the pool is closed midway, and the sweep says why it failed', async () => {
    const pool = bundled.createSweepPool({ threads: 2 })
    await pool.warmUp()
    let closing: Promise<void> | undefined
    const onProgress = ({ done }: { readonly done: number }) => {
      if (done > 200) closing ??= pool.close()
    }
    await expect(pool.sweep(longWork(), { onProgress })).rejects.toMatchObject({ code: 'usage' })
    await closing
    expect(threads.map(({ hasEnded }) => hasEnded)).toEqual([true])
  }, 60_000)

  it('hand over their errors with code, details and hint', async () => {
    const error = new LivingCircleError('input-unusable', 'Such a question has no answer.', {
      hint: 'Ask another.',
      details: { asked: 42 },
    })
    onTask = (task, thread) => {
      // As the thread would say it: through the clone that every message goes through.
      const reply: SweepReply = structuredClone({ kind: 'failed', task: task.task, error: toPlainError(error) })
      setImmediate(() => thread.worker.emit('message', reply))
      return task
    }
    const pool = bundled.createSweepPool({ threads: 2 })
    try {
      await pool.warmUp()
      const failed = await pool.sweep(town(45)).catch((cause: unknown) => cause)
      expect(isLivingCircleError(failed)).toBe(true)
      expect(failed).toMatchObject({
        code: 'input-unusable',
        message: 'Such a question has no answer.',
        hint: 'Ask another.',
        details: { asked: 42 },
      })
    } finally {
      await pool.close()
    }
  }, 60_000)

  it('say what went wrong where only they meet it, and work again afterwards', async () => {
    const problem = town(45)
    const pool = bundled.createSweepPool({ threads: 2 })
    try {
      await pool.warmUp()
      onTask = ({ question, ...task }) => ({ ...task, question: { ...question, step: undefined as never } })
      await expect(pool.sweep(problem)).rejects.toMatchObject({ name: 'LivingCircleError', code: 'internal' })
      expect(threads[0]!.replies.at(-1)).toMatchObject({ kind: 'failed', error: { code: 'internal' } })
      onTask = (task) => task
      expect(bytesOf(await pool.sweep(problem))).toEqual(bytesOf(sweepReachedTimes(problem)))
      expect(pool.visitsByThread.length).toBe(2)
    } finally {
      await pool.close()
    }
  }, 60_000)

  it.each(['from-origins', 'from-facilities'] as const)(
    'may die: a sweep %s fails, the next does without',
    async (method) => {
      const problem = town(45, method)
      const pool = bundled.createSweepPool({ threads: 2 })
      try {
        await pool.warmUp()
        // A thread that has taken visits and never says that they are done.
        onTask = (task, thread) => {
          const { control, visitsAtOnce } = task.question.board
          Atomics.add(control, control.length - 1, visitsAtOnce)
          void thread.worker.terminate()
          return task
        }
        await expect(pool.sweep(problem)).rejects.toMatchObject({
          code: 'internal',
          message: expect.stringContaining('A thread broke off'),
          hint: expect.stringContaining('one thread'),
        })
        onTask = (task) => task
        expect(bytesOf(await pool.sweep(problem))).toEqual(bytesOf(sweepReachedTimes(problem)))
      } finally {
        await pool.close()
      }
    },
    60_000,
  )

  it('that die after their visits of facilities, but before they say whom these met, fail the sweep, too', async () => {
    const problem = town(45, 'from-facilities')
    const pool = bundled.createSweepPool({ threads: 2 })
    try {
      await pool.warmUp()
      // A thread whose visits are all done, but whose answer never comes.
      onTask = (task, thread) => {
        const { control, work } = task.question.board
        Atomics.add(control, control.length - 1, 1)
        Atomics.add(control, 1, 1)
        work[3] = 1
        void thread.worker.terminate()
        return task
      }
      await expect(pool.sweep(problem)).rejects.toMatchObject({
        message: expect.stringContaining('A thread broke off'),
      })
    } finally {
      await pool.close()
    }
  }, 60_000)

  it('gather whom they met whenever their memory for it is full', async () => {
    const whole = problemOf({ ...squares(60), limits: [500, 1500, 5000] })
    const problem: SweepProblem = { ...whole, method: 'from-facilities' }
    const expected = bytesOf(sweepReachedTimes(problem))
    const { method, facilityPlaces, verticesReached, expansions, ...table } = expected
    expect(bytesOf(sweepReachedTimes({ ...problem, method: 'from-origins' }))).toMatchObject(table)
    const pool = bundled.createSweepPool({ threads: 2 })
    try {
      await pool.warmUp()
      expect(bytesOf(await pool.sweep(problem))).toEqual(expected)
    } finally {
      await pool.close()
    }
    const steps = threads[0]!.tasks.map(({ question }) => question.step)
    const gathered = steps.flatMap((step) => (step.kind === 'gather' ? [step.isLast] : []))
    // Ten million meetings of 16 bytes, at most a little over 64 MB in each thread at once.
    expect(problem.targets.facilityCount * (problem.originOffset.length - 1)).toBe(10_025_280)
    expect(gathered.length).toBeGreaterThanOrEqual(2)
    expect(gathered.indexOf(true)).toBe(gathered.length - 1)
  }, 60_000)
})
