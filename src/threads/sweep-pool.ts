// Sweeps on several threads, with the results of one. The calling thread works, too, and lets its event loop run between chunks;
// others join where the work is long enough to be worth their start. It does not know what a thread is: a host starts them.
import { fromPlainError, type LivingCircleError } from '../foundation/errors.ts'
import { resolveOptions } from '../foundation/options.ts'
import { type RunOptions, throwIfAborted } from '../foundation/progress.ts'
import { planCrowds } from '../search/facility-crowds.ts'
import { stretchesOf, stretchShiftOf } from '../search/facility-sweeper.ts'
import type { LogPages } from '../search/meeting-log.ts'
import { buildOriginTargets } from '../search/origin-targets.ts'
import type { ReachedRows } from '../search/reached-rows.ts'
import {
  createRowsFor,
  FACILITIES_AT_ONCE,
  planSweeps,
  type ReachedTimes,
  reachedTimes,
  type SweepProblem,
  sweepWithPauses,
} from '../search/reached-times.ts'
import { createStepWorker, type SharedQuestion, type SweepStep, shareQuestion } from '../search/shared-sweep.ts'
import {
  type BoardWork,
  continueBoard,
  createBoard,
  type SweepBoard,
  stopBoard,
  takeVisits,
  visitsDone,
  visitsLeft,
  workOnBoard,
} from '../search/sweep-board.ts'
import type { VisitPlan } from '../search/visit-plan.ts'
import {
  layOutPairs,
  type PairProblem,
  planPairs,
  sweepPairsWithPauses,
  type WalkPairs,
  walkPairs,
} from '../search/walk-pairs.ts'
import { problem } from '../words/problem.ts'
import type { SweepReply, SweepTask } from './sweep-thread.ts'

/** So many visits are worth threads in any case: these start while the calling thread still lays out the question. */
const WORTH_STARTING_VISITS = 20_000

/**
 * With fewer, threads are started for work that would take the calling thread longer than this at the best pace it has shown. A new
 * thread takes some 60 ms to start and as long again until its code is compiled, as did the first visits here.
 */
const WORTH_STARTING_MS = 250

/** Earlier, the pace says little: code is still being compiled. */
const JUDGED_AFTER_MS = 100

/** How a pool is set up. */
export interface SweepPoolOptions {
  /** Threads that sweep, the calling one included. Default: as many as the machine runs at once. */
  readonly threads?: number | undefined
}

/** Threads that sweep. */
export interface SweepPool {
  /** Threads at most, the calling one included; 1 where there are no others. */
  readonly threads: number
  /** Why there is one thread only, in a sentence for developers; null where there can be more. */
  readonly whyOneThread: string | null
  /** Answers a question: the same bytes for any number of threads. For the option `sweep` of `analyseAccess`. */
  readonly sweep: (problem: SweepProblem, options?: RunOptions) => Promise<ReachedTimes>
  /** Finds all pairs within a limit, again the same bytes. For the option `sweepPairs` of `walkMatrix`. */
  readonly sweepPairs: (problem: PairProblem, options?: RunOptions) => Promise<WalkPairs>
  /** Starts all threads now rather than when they pay; tells how many there are then, the calling one included. */
  readonly warmUp: () => Promise<number>
  /** Ends the threads; a sweep that is running fails. The pool cannot be used afterwards. */
  readonly close: () => Promise<void>
  /** Visits that each thread made in the last sweep. */
  readonly visitsByThread: readonly number[]
}

/** A thread as its host hands it over. */
export interface HostedThread {
  readonly post: (task: SweepTask) => void
  /** Whether the process must wait for it. */
  readonly keepAlive: (isBusy: boolean) => void
  readonly end: () => Promise<unknown>
}

/** Where a pool lives. */
export interface ThreadHost {
  /** Threads that the machine runs at once. */
  readonly processors: number
  /** Why no thread can be started here; null where they can. */
  readonly whyNone: string | null
  /** Starts a thread. @throws where no more are to be had */
  readonly start: (onReply: (reply: SweepReply) => void, onEnd: (cause: Error) => void) => HostedThread
  /** Lets the event loop run once. */
  readonly breathe: () => Promise<void>
}

/** A pool in a place where threads can be had, or not. @throws LivingCircleError `unknown-option`, `invalid-option` */
export function createPoolIn(host: ThreadHost, options: SweepPoolOptions): SweepPool {
  const { threads } = resolveOptions('createSweepPool', options, { threads: undefined as number | undefined })
  if (threads !== undefined && !(Number.isInteger(threads) && threads >= 1 && threads <= 256)) {
    throw problem(
      'invalid-option',
      'threads.count',
      { n: String(threads) },
      { hint: 'hint.threads', details: { threads } },
    )
  }
  return new ThreadPool(host, threads)
}

function reasonForOne({ whyNone, processors }: ThreadHost, asked: number | undefined): string | null {
  if (asked === 1) return 'One thread was asked for.'
  if (whyNone !== null) return whyNone
  return asked === undefined && processors === 1 ? 'This machine runs one thread at a time.' : null
}

/** A thread as the pool sees it. */
interface Thread {
  readonly hosted: HostedThread
  readonly number: number
  /** Settles when the thread can take work, or cannot be had. */
  readonly ready: Promise<void>
  isReady: boolean
  isBusy: boolean
}

/** The step at hand. */
interface CurrentTask {
  readonly number: number
  readonly step: SweepStep
  readonly board: SweepBoard
  /** Logs of threads that met anybody, by number. */
  readonly logs: (LogPages | undefined)[]
  failure: Error | undefined
  /** Called whenever a thread has said something. */
  wake: () => void
}

/** A question that is being answered. */
interface Job {
  readonly problem: SweepProblem
  readonly signal: AbortSignal | undefined
}

class ThreadPool implements SweepPool {
  readonly threads: number
  whyOneThread: string | null
  visitsByThread: readonly number[] = []
  readonly #host: ThreadHost
  #others: Thread[] = []
  #hasStarted = false
  #isClosed = false
  #task: CurrentTask | undefined
  #taskNumber = 0
  #brokenOff: Error = problem('internal', 'thread.undone', {})
  /** Sweeps wait for each other. */
  #last: Promise<unknown> = Promise.resolve()

  constructor(host: ThreadHost, asked: number | undefined) {
    this.#host = host
    this.whyOneThread = reasonForOne(host, asked)
    this.threads = this.whyOneThread === null ? (asked ?? host.processors) : 1
  }

  readonly sweep = (problem: SweepProblem, options: RunOptions = {}): Promise<ReachedTimes> =>
    this.#inTurn(() => this.#sweep(problem, options))

  readonly sweepPairs = (problem: PairProblem, options: RunOptions = {}): Promise<WalkPairs> =>
    this.#inTurn(() => this.#sweepPairs(problem, options))

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
    await Promise.all(others.map(({ hosted }) => hosted.end()))
  }

  #inTurn<T>(sweep: () => Promise<T>): Promise<T> {
    const result = this.#last.then(sweep)
    this.#last = result.catch(() => undefined)
    return result
  }

  async #sweep(problem: SweepProblem, options: RunOptions): Promise<ReachedTimes> {
    this.#refuseIfClosed()
    throwIfAborted(options.signal)
    if (this.threads === 1) return sweepWithPauses(problem, options)
    const plan = planSweeps(problem)
    const { origins, facilities } = plan
    if ((facilities ?? origins).visitCount >= WORTH_STARTING_VISITS) this.#start()
    const job: Job = { problem, signal: options.signal }
    const rows = createRowsFor(problem, true)
    try {
      const work = await (facilities === null
        ? this.#fromOrigins(job, rows, origins, options)
        : this.#fromFacilities(job, rows, origins, facilities, options))
      this.visitsByThread = work.visitsByThread
      return reachedTimes(problem, plan, rows, work)
    } finally {
      for (const { hosted } of this.#others) hosted.keepAlive(false)
    }
  }

  async #sweepPairs(problem: PairProblem, options: RunOptions): Promise<WalkPairs> {
    this.#refuseIfClosed()
    throwIfAborted(options.signal)
    if (this.threads === 1) return sweepPairsWithPauses(problem, options)
    const search = planPairs(problem, this.threads)
    const { visitCount } = search.step.plan
    if (visitCount >= WORTH_STARTING_VISITS) this.#start()
    const job: Job = { problem, signal: options.signal }
    const visits = createBoard(visitCount, this.threads, search.mostVisitsAtOnce)
    const stretches = createBoard(search.stretchCount, this.threads)
    try {
      const logs = await this.#runStep(job, search.step, visits, progressTeller(visits, options))
      const step = layOutPairs(problem, search, logs, visitsDone(visits) === visitCount, true)
      await this.#runStep(job, step, stretches, () => {})
      this.visitsByThread = workOnBoard(visits).visitsByThread
      return walkPairs(search.plan, step.pairs, [workOnBoard(visits), workOnBoard(stretches)])
    } finally {
      for (const { hosted } of this.#others) hosted.keepAlive(false)
    }
  }

  async #fromOrigins(job: Job, rows: ReachedRows, plan: VisitPlan, options: RunOptions): Promise<BoardWork> {
    const board = createBoard(plan.visitCount, this.threads)
    await this.#runStep(job, { kind: 'origins', plan, rows }, board, progressTeller(board, options))
    return workOnBoard(board)
  }

  /** Visits and gathering take turns where the logs of meetings fill up before all facilities have been visited. */
  async #fromFacilities(
    job: Job,
    rows: ReachedRows,
    origins: VisitPlan,
    facilities: VisitPlan,
    options: RunOptions,
  ): Promise<BoardWork> {
    const { plan, crowds } = planCrowds(facilities, job.problem.targets)
    const stretchShift = stretchShiftOf(rows)
    const stretchCount = stretchesOf(origins, stretchShift)
    const targets = buildOriginTargets(job.problem, origins)
    const limit = rows.limits[rows.limits.length - 1]!
    const visits: SweepStep = { kind: 'facilities', plan, limit, stretchShift, stretchCount, targets }
    const all = createBoard(plan.visitCount, this.threads, FACILITIES_AT_ONCE)
    const tell = progressTeller(all, options)
    const done: BoardWork[] = []
    const gathered: BoardWork[] = []
    for (let isLast = false; !isLast; ) {
      const board = continueBoard(all)
      const logs = await this.#runStep(job, visits, board, tell)
      done.push(workOnBoard(board))
      isLast = visitsDone(board) === board.visitCount
      const stretches = createBoard(stretchCount, this.threads)
      await this.#runStep(job, { kind: 'gather', plan: origins, rows, logs, crowds, isLast }, stretches, () => {})
      gathered.push(workOnBoard(stretches))
    }
    const sum = (numbers: readonly number[]) => numbers.reduce((total, number) => total + number, 0)
    return {
      verticesReached: sum([...done, ...gathered].map((work) => work.verticesReached)),
      expansions: sum([...done, ...gathered].map((work) => work.expansions)),
      visitsByThread: done[0]!.visitsByThread.map((_, thread) => sum(done.map((work) => work.visitsByThread[thread]!))),
    }
  }

  /** All threads' part in a step; whom they met, where facilities were visited. */
  async #runStep(job: Job, step: SweepStep, board: SweepBoard, tell: () => void): Promise<LogPages[]> {
    const task: CurrentTask = {
      number: ++this.#taskNumber,
      step,
      board,
      logs: [],
      failure: undefined,
      wake: () => {},
    }
    this.#task = task
    try {
      if (this.#others.length > 0) this.#join(task, job)
      await this.#work(task, job, tell)
      await this.#awaitOthers(task)
      throwIfAborted(job.signal)
      tell()
      return task.logs.filter((log) => log !== undefined)
    } catch (error) {
      stopBoard(board)
      throw error
    } finally {
      this.#task = undefined
    }
  }

  /** This thread's part. */
  async #work(task: CurrentTask, job: Job, tell: () => void): Promise<void> {
    const { board, step } = task
    const { sweeper, plan, log } = createStepWorker(job.problem, step)
    const begin = performance.now()
    let msPerVisit = Number.POSITIVE_INFINITY
    while (log?.isFull !== true) {
      throwIfAborted(job.signal)
      if (task.failure !== undefined) throw task.failure
      tell()
      const start = performance.now()
      if (!takeVisits(board, 0, sweeper, plan)) break
      const now = performance.now()
      msPerVisit = Math.min(msPerVisit, (now - start) / board.visitsAtOnce)
      const leftMs = msPerVisit * (board.visitCount - visitsDone(board))
      if (!this.#hasStarted && now - begin > JUDGED_AFTER_MS && leftMs > WORTH_STARTING_MS) {
        this.#start()
        this.#join(task, job)
      }
      await this.#host.breathe()
    }
    if (log !== undefined) task.logs[0] = log.pages
  }

  /** Waits until the others have made the visits that they took, and handed over whom they met. */
  async #awaitOthers(task: CurrentTask): Promise<void> {
    const { board, step, logs } = task
    const isDone = () => visitsDone(board) === board.visitCount
    const owesLog = (thread: number) => 'stretchCount' in step && workOnBoard(board).visitsByThread[thread]! > 0
    const isAwaited = ({ isBusy, number }: Thread) => isBusy && (!isDone() || owesLog(number))
    while (task.failure === undefined && this.#others.some(isAwaited)) {
      await new Promise<void>((resolve) => {
        task.wake = resolve
      })
    }
    if (task.failure !== undefined) throw task.failure
    const isLogMissing = workOnBoard(board).visitsByThread.some((_, at) => owesLog(at) && logs[at] === undefined)
    if (isLogMissing || visitsDone(board) + visitsLeft(board) < board.visitCount) throw this.#brokenOff
  }

  #start(): void {
    if (this.#hasStarted) return
    this.#hasStarted = true
    for (let number = 1; number < this.threads; number++) {
      try {
        this.#others.push(this.#startThread(number))
      } catch (error) {
        // No more threads to be had: fewer do the work.
        if (this.#others.length === 0) this.whyOneThread = `No thread could be started: ${(error as Error).message}`
        return
      }
    }
  }

  #startThread(number: number): Thread {
    let settle = () => {}
    const ready = new Promise<void>((resolve) => {
      settle = resolve
    })
    const onReply = (reply: SweepReply) => {
      if (reply.kind !== 'ready') return this.#hear(thread, reply)
      thread.isReady = true
      settle()
    }
    const hosted = this.#host.start(onReply, (cause) => this.#lose(thread, cause, settle))
    const thread: Thread = { hosted, number, ready, isReady: false, isBusy: false }
    return thread
  }

  #hear(thread: Thread, reply: Exclude<SweepReply, { kind: 'ready' }>): void {
    const task = this.#task
    if (task === undefined || reply.task !== task.number) return
    thread.isBusy = false
    if (reply.kind === 'failed') task.failure ??= fromPlainError(reply.error)
    else task.logs[thread.number] = reply.log
    task.wake()
  }

  /** A thread that ended is done without; if it had taken visits, these are missing in the end. */
  #lose(thread: Thread, cause: Error, settle: () => void): void {
    const at = this.#others.indexOf(thread)
    if (at < 0) return
    this.#others.splice(at, 1)
    settle()
    if (this.#others.length === 0 && !thread.isReady) {
      this.whyOneThread = `No thread could be started: ${cause.message}`
    }
    this.#brokenOff = problem(
      'internal',
      'thread.broke-off',
      { reason: cause.message },
      { hint: 'hint.one-thread', cause },
    )
    this.#task?.wake()
  }

  /** Gives the question to all threads. */
  #join(task: CurrentTask, { problem }: Job): void {
    const question: SharedQuestion = shareQuestion(problem, task.step, task.board)
    for (const thread of this.#others) {
      thread.isBusy = true
      thread.hosted.keepAlive(true)
      thread.hosted.post({ task: task.number, thread: thread.number, question })
    }
  }

  #refuseIfClosed(): void {
    if (this.#isClosed) throw closedError()
  }
}

function closedError(): LivingCircleError {
  return problem('usage', 'thread.closed', {}, { hint: 'hint.new-pool' })
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
