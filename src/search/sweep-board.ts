// Who makes which visits: a board in memory that all threads see. Each thread begins with a stretch of its own, so that what it reads
// is near what it read last, then takes of others'. Neither the number of threads nor their order has any influence on results.
import type { VisitPlan, VisitSweeper } from './visit-plan.ts'

/** Most visits taken at once: some milliseconds of work, so that threads end together and notice soon when they are to stop. */
const MOST_VISITS_AT_ONCE = 256

const IS_STOPPED = 0
const VISITS_DONE = 1
/** From here on: the next visit of each thread's own stretch. */
const NEXT_VISIT = 2

/** Words per thread in `work`: visits, vertices reached, expansions. */
const WORK = 3

/** Who does what, in memory that all threads see. */
export interface SweepBoard {
  readonly visitCount: number
  readonly threads: number
  readonly visitsAtOnce: number
  readonly control: Int32Array
  readonly work: Float64Array
}

/** A board for visits that nobody has taken yet. */
export function createBoard(visitCount: number, threads: number, mostAtOnce = MOST_VISITS_AT_ONCE): SweepBoard {
  const control = new Int32Array(new SharedArrayBuffer((NEXT_VISIT + threads) * 4))
  for (let thread = 0; thread < threads; thread++)
    control[NEXT_VISIT + thread] = stretchStart(visitCount, threads, thread)
  return {
    visitCount,
    threads,
    visitsAtOnce: Math.min(mostAtOnce, Math.max(1, Math.ceil(visitCount / (threads * 32)))),
    control,
    work: createWork(threads),
  }
}

/** The same board with what was done up to here forgotten; visits that were taken stay taken. */
export function continueBoard(board: SweepBoard): SweepBoard {
  return { ...board, work: createWork(board.threads) }
}

function createWork(threads: number): Float64Array {
  return new Float64Array(new SharedArrayBuffer(threads * WORK * 8))
}

/** Where a thread's own stretch begins. */
function stretchStart(visitCount: number, threads: number, thread: number): number {
  return Math.floor((visitCount * thread) / threads)
}

/**
 * Takes the next visits, if there are any, and makes them: of the thread's own stretch, then of others'. False when there is nothing
 * left to take.
 */
export function takeVisits(board: SweepBoard, thread: number, sweeper: VisitSweeper, plan: VisitPlan): boolean {
  const { control, visitCount, threads, visitsAtOnce, work } = board
  for (let turn = 0; turn < threads; turn++) {
    if (Atomics.load(control, IS_STOPPED) !== 0) return false
    const stretch = (thread + turn) % threads
    const stretchEnd = stretchStart(visitCount, threads, stretch + 1)
    if (Atomics.load(control, NEXT_VISIT + stretch) >= stretchEnd) continue
    const first = Atomics.add(control, NEXT_VISIT + stretch, visitsAtOnce)
    if (first >= stretchEnd) continue
    const end = Math.min(first + visitsAtOnce, stretchEnd)
    sweeper.sweep(plan, first, end)
    work[thread * WORK]! += end - first
    work[thread * WORK + 1] = sweeper.verticesReached
    work[thread * WORK + 2] = sweeper.expansions
    Atomics.add(control, VISITS_DONE, end - first)
    return true
  }
  return false
}

/** Visits made so far by all threads. */
export function visitsDone({ control }: SweepBoard): number {
  return Atomics.load(control, VISITS_DONE)
}

/** Visits that nobody has taken so far. */
export function visitsLeft({ control, visitCount, threads }: SweepBoard): number {
  let left = 0
  for (let stretch = 0; stretch < threads; stretch++) {
    const end = stretchStart(visitCount, threads, stretch + 1)
    left += Math.max(0, end - Atomics.load(control, NEXT_VISIT + stretch))
  }
  return left
}

/** Lets no thread take further visits. */
export function stopBoard({ control }: SweepBoard): void {
  Atomics.store(control, IS_STOPPED, 1)
}

/** What threads did. */
export interface BoardWork {
  readonly verticesReached: number
  readonly expansions: number
  readonly visitsByThread: readonly number[]
}

/** What all threads did, and the visits of each. */
export function workOnBoard({ work }: SweepBoard): BoardWork {
  const column = (word: number) =>
    Array.from({ length: work.length / WORK }, (_, thread) => work[thread * WORK + word]!)
  const sum = (numbers: readonly number[]) => numbers.reduce((total, number) => total + number, 0)
  return { verticesReached: sum(column(1)), expansions: sum(column(2)), visitsByThread: column(0) }
}
