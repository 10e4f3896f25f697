// Long work in steps: a function that yields where it may pause is run through at once, or with pauses in which timers, signals and the
// page have their turn. It pauses by the clock, so that short work never does, and never changes what is computed.
import { type RunOptions, throwIfAborted } from './progress.ts'

/** Work that yields between batches, some milliseconds of work each at most, and returns its result. */
export type Steps<Result> = Generator<void, Result, void>

/** The thread is held this long before it is let go: half a frame of a page, as a batch comes on top. */
const SLICE_MS = 8

/** When others last had their turn; one clock for all work of a thread. */
let lastTurn = 0

/** True where a pause is due. Cheap enough to be asked between batches, not within them. */
export function isPauseDue(): boolean {
  return performance.now() - lastTurn >= SLICE_MS
}

/**
 * Lets others have their turn, if the thread was held for long.
 *
 * @throws LivingCircleError `aborted`
 */
export async function pause(signal: AbortSignal | undefined): Promise<void> {
  throwIfAborted(signal)
  if (!isPauseDue()) return
  await nextTurn()
  lastTurn = performance.now()
  throwIfAborted(signal)
}

/** Runs steps through without a pause. */
export function atOnce<Result>(steps: Steps<Result>): Result {
  for (;;) {
    const step = steps.next()
    if (step.done === true) return step.value
  }
}

/**
 * Runs steps through with pauses.
 *
 * @throws LivingCircleError `aborted` between two steps; what the steps throw
 */
export async function withPauses<Result>(steps: Steps<Result>, { signal }: RunOptions): Promise<Result> {
  await pause(signal)
  for (;;) {
    const step = steps.next()
    if (step.done === true) return step.value
    if (signal?.aborted === true || isPauseDue()) await pause(signal)
  }
}

/** `[first, end)` in batches, with a step after each. */
export function* inBatches(count: number, batch: number, work: (first: number, end: number) => void): Steps<void> {
  for (let first = 0; first < count; first += batch) {
    work(first, Math.min(first + batch, count))
    yield
  }
}

/** After events that wait. Timers of pages would take 4 ms each, messages take none. */
function nextTurn(): Promise<void> {
  const { setImmediate } = globalThis as { readonly setImmediate?: (call: () => void) => void }
  return new Promise((resolve) => {
    if (setImmediate !== undefined) setImmediate(resolve)
    else if (typeof MessageChannel === 'undefined') setTimeout(resolve, 0)
    else {
      const { port1, port2 } = new MessageChannel()
      port1.onmessage = () => {
        port1.close()
        resolve()
      }
      port2.postMessage(null)
    }
  })
}
