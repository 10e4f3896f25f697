// Sweeps on several threads, with the results of one. The calling thread works, too, and lets its event loop run between chunks;
// others join where the work is long enough to be worth their start. Where threads or shared memory are not to be had, one does it all.
import { existsSync } from 'node:fs'
import { availableParallelism } from 'node:os'
import { fileURLToPath } from 'node:url'
import { Worker } from 'node:worker_threads'
import { fromPlainError, LivingCircleError } from '../foundation/errors.ts'
import { resolveOptions } from '../foundation/options.ts'
import { type RunOptions, throwIfAborted } from '../foundation/progress.ts'
import {
  createBoard,
  createRowsFor,
  OriginSweeper,
  planSweeps,
  type ReachedTimes,
  type SweepBoard,
  type SweepProblem,
  shareQuestion,
  stopBoard,
  sweepReachedTimes,
  takeVisits,
  visitsDone,
  workOnBoard,
} from '../sweep-threads.ts'
import type { SweepReply, SweepTask } from './worker-sweep.ts'

/** So many visits are worth threads in any case: these start while the calling thread still lays out the question. */
const WORTH_STARTING_VISITS = 5000

/** With fewer, threads are started for work that would take the calling thread longer than this. */
const WORTH_STARTING_MS = 250

/** The first milliseconds say little: code is still being compiled. */
const JUDGED_AFTER_MS = 30

const WORKER_FILE = new URL('./worker-sweep.js', import.meta.url)

/** How a pool is set up. */
export interface SweepPoolOptions {
  /** Threads that sweep, the calling one included. Default: as many as the machine runs at once. */
  readonly threads?: number | undefined
}

/** Threads that sweep. */
export interface SweepPool {
  /** Threads at most, the calling one included; 1 where there are no others. */
  readonly threads: number
  /** Answers a question: the same bytes for any number of threads. For the option `sweep` of `analyseAccess`. */
  readonly sweep: (problem: SweepProblem, options?: RunOptions) => Promise<ReachedTimes>
  /** Starts all threads now rather than when they pay; tells how many there are then, the calling one included. */
  readonly warmUp: () => Promise<number>
  /** Ends the threads; a sweep that is running fails. The pool cannot be used afterwards. */
  readonly close: () => Promise<void>
  /** Visits that each thread made in the last sweep. */
  readonly visitsByThread: readonly number[]
}

/**
 * A pool of threads for sweeps. Threads start when the work is worth them (or with `warmUp`, best before files are read), stop within
 * milliseconds of an `AbortSignal`, and change no byte of a result. Without shared memory there is one thread. Close the pool when
 * done; a forgotten one does not keep the process alive.
 *
 * @throws LivingCircleError `unknown-option`, `invalid-option`
 * @example
 * ```ts
 * import { analyseAccess, bytesSource, createSweepPool, loadArea, loadBlocks, loadFacilities } from 'living-circle/node'
 * const text = (value: string) => new TextEncoder().encode(value)
 * const osm = '<osm><node id="1" lat="0" lon="0"/><node id="2" lat="0" lon="0.005"/><way id="9"><nd ref="1"/><nd ref="2"/><tag k="highway" v="footway"/></way></osm>'
 * const area = await loadArea(bytesSource('tiny.osm', text(osm)))
 * const facilities = await loadFacilities(area, { files: [bytesSource('f.csv', text('id,category,lon,lat\nf1,clinic,0.004,0\n'))] })
 * const blocks = await loadBlocks(area, { file: bytesSource('b.csv', text('id,lon,lat,population\nb1,0.001,0,120\n')) })
 * const pool = createSweepPool({ threads: 2 })
 * const signal = AbortSignal.timeout(60_000)
 * const { report } = await analyseAccess(area, facilities, blocks, { sweep: pool.sweep, signal })
 * await pool.close()
 * report.table.walkMetres[0]?.toFixed(1) // '333.6'
 * ```
 */
export function createSweepPool(options: SweepPoolOptions = {}): SweepPool {
  const { threads } = resolveOptions('createSweepPool', options, { threads: undefined as number | undefined })
  if (threads !== undefined && !(Number.isInteger(threads) && threads >= 1 && threads <= 256)) {
    throw new LivingCircleError('invalid-option', `threads is ${String(threads)}.`, {
      hint: 'Give a whole number from 1 to 256.',
      details: { threads },
    })
  }
  const canShare = typeof SharedArrayBuffer !== 'undefined' && existsSync(fileURLToPath(WORKER_FILE))
  return new ThreadPool(canShare ? (threads ?? availableParallelism()) : 1)
}

/** A worker thread as the pool sees it. */
interface Thread {
  readonly worker: Worker
  readonly number: number
  /** Settles when the thread can take work, or cannot be had. */
  readonly ready: Promise<void>
  isBusy: boolean
}

/** The question at hand. */
interface CurrentTask {
  readonly number: number
  readonly board: SweepBoard
  failure: Error | undefined
  /** Called whenever a thread has said something. */
  wake: () => void
}

class ThreadPool implements SweepPool {
  readonly threads: number
  visitsByThread: readonly number[] = []
  #others: Thread[] = []
  #hasStarted = false
  #isClosed = false
  #task: CurrentTask | undefined
  #taskNumber = 0
  #brokenOff: Error = new LivingCircleError('internal', 'A thread left its visits undone.')
  /** Sweeps wait for each other. */
  #last: Promise<unknown> = Promise.resolve()

  constructor(threads: number) {
    this.threads = threads
  }

  readonly sweep = (problem: SweepProblem, options: RunOptions = {}): Promise<ReachedTimes> => {
    const result = this.#last.then(() => this.#sweep(problem, options))
    this.#last = result.catch(() => undefined)
    return result
  }

  readonly warmUp = async (): Promise<number> => {
    this.#refuseIfClosed()
    this.#start()
    await Promise.all(this.#others.map(({ ready }) => ready))
    return this.#others.length + 1
  }

  readonly close = async (): Promise<void> => {
    this.#isClosed = true
    const others = this.#others
    this.#others = []
    if (this.#task !== undefined) {
      stopBoard(this.#task.board)
      this.#task.failure ??= closedError()
      this.#task.wake()
    }
    await Promise.all(others.map(({ worker }) => worker.terminate()))
  }

  async #sweep(problem: SweepProblem, options: RunOptions): Promise<ReachedTimes> {
    this.#refuseIfClosed()
    throwIfAborted(options.signal)
    if (this.threads === 1) return sweepReachedTimes(problem, options)
    const plan = planSweeps(problem)
    const { method, origins } = plan
    if (method === 'from-facilities') return sweepReachedTimes(problem, options, plan)
    if (origins.visitCount >= WORTH_STARTING_VISITS) this.#start()
    const rows = createRowsFor(problem, true)
    const board = createBoard(origins.visitCount, this.threads)
    const task: CurrentTask = { number: ++this.#taskNumber, board, failure: undefined, wake: () => {} }
    this.#task = task
    const join = () => this.#join(task, () => shareQuestion(problem, origins, rows, board))
    try {
      if (this.#others.length > 0) join()
      await this.#work(task, new OriginSweeper(problem, rows), origins, options, join)
    } catch (error) {
      stopBoard(board)
      throw error
    } finally {
      this.#task = undefined
      for (const { worker } of this.#others) worker.unref()
    }
    const { verticesReached, expansions, visitsByThread } = workOnBoard(board)
    this.visitsByThread = visitsByThread
    return { originCount: problem.originOffset.length - 1, ...rows, method, verticesReached, expansions }
  }

  /** This thread's part, and waiting for the others' last chunks. */
  async #work(
    task: CurrentTask,
    sweeper: OriginSweeper,
    plan: ReturnType<typeof planSweeps>['origins'],
    options: RunOptions,
    join: () => void,
  ): Promise<void> {
    const { board } = task
    const tell = progressTeller(board, options)
    const start = performance.now()
    for (let own = board.visitsAtOnce; ; own += board.visitsAtOnce) {
      throwIfAborted(options.signal)
      if (task.failure !== undefined) throw task.failure
      tell()
      if (!takeVisits(board, 0, sweeper, plan)) break
      const pastMs = performance.now() - start
      const leftMs = (pastMs / own) * (board.visitCount - visitsDone(board))
      if (!this.#hasStarted && pastMs > JUDGED_AFTER_MS && leftMs > WORTH_STARTING_MS) {
        this.#start()
        join()
      }
      await new Promise((resolve) => setImmediate(resolve))
    }
    await this.#awaitOthers(task)
    if (task.failure !== undefined) throw task.failure
    throwIfAborted(options.signal)
    tell()
  }

  /** Waits until the others have made the visits that they took. */
  async #awaitOthers(task: CurrentTask): Promise<void> {
    const { board } = task
    while (visitsDone(board) < board.visitCount && task.failure === undefined) {
      if (!this.#others.some(({ isBusy }) => isBusy)) throw this.#brokenOff
      await new Promise<void>((resolve) => {
        task.wake = resolve
      })
    }
  }

  #start(): void {
    if (this.#hasStarted) return
    this.#hasStarted = true
    for (let number = 1; number < this.threads; number++) {
      try {
        this.#others.push(this.#startThread(number))
      } catch {
        // No more threads to be had: fewer do the work.
        return
      }
    }
  }

  #startThread(number: number): Thread {
    const worker = new Worker(WORKER_FILE)
    worker.unref()
    let settle = () => {}
    const ready = new Promise<void>((resolve) => {
      settle = resolve
    })
    const thread: Thread = { worker, number, ready, isBusy: false }
    worker.on('message', (reply: SweepReply) => {
      if (reply.kind === 'ready') settle()
      else this.#hear(thread, reply)
    })
    worker.on('error', (error) => this.#lose(thread, error, settle))
    worker.on('exit', (code) => this.#lose(thread, new Error(`a thread ended with exit code ${code}`), settle))
    return thread
  }

  #hear(thread: Thread, reply: Exclude<SweepReply, { kind: 'ready' }>): void {
    const task = this.#task
    if (task === undefined || reply.task !== task.number) return
    thread.isBusy = false
    if (reply.kind === 'failed') task.failure ??= fromPlainError(reply.error)
    task.wake()
  }

  /** A thread that ended is done without; if it had taken visits, these are missing in the end. */
  #lose(thread: Thread, cause: Error, settle: () => void): void {
    const at = this.#others.indexOf(thread)
    if (at < 0) return
    this.#others.splice(at, 1)
    settle()
    this.#brokenOff = new LivingCircleError('internal', `A thread broke off: ${cause.message}.`, {
      hint: 'Run with one thread, and report this.',
      cause,
    })
    this.#task?.wake()
  }

  /** Gives the question to all threads. */
  #join(task: CurrentTask, share: () => ReturnType<typeof shareQuestion>): void {
    const question = share()
    for (const thread of this.#others) {
      thread.isBusy = true
      thread.worker.ref()
      const message: SweepTask = { task: task.number, thread: thread.number, question }
      thread.worker.postMessage(message)
    }
  }

  #refuseIfClosed(): void {
    if (this.#isClosed) throw closedError()
  }
}

function closedError(): LivingCircleError {
  return new LivingCircleError('usage', 'The sweep pool is closed.', { hint: 'Make a new one with createSweepPool.' })
}

/** Tells progress some fifty times, and the end. */
function progressTeller(board: SweepBoard, { onProgress }: RunOptions): () => void {
  let told = -1
  return () => {
    const done = visitsDone(board)
    const step = Math.floor((done * 50) / Math.max(1, board.visitCount))
    if (step === told) return
    told = step
    onProgress?.({ step: 'walks', done, total: board.visitCount })
  }
}
