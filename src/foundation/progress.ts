// Long work: how far it is, and how to stop it. Knows no terminal.
import { LivingCircleError } from './errors.ts'

/** One report of a long step. `total` is 0 where it is not known beforehand. */
export interface Progress {
  readonly step: string
  readonly done: number
  readonly total: number
}

/** What every long function takes among its options. */
export interface RunOptions {
  /** Stops the work; the function then throws `aborted`: an error called `AbortError`, with the signal's reason as its cause. */
  readonly signal?: AbortSignal | undefined
  /** Called some tens of times per step, never per element. */
  readonly onProgress?: ((progress: Progress) => void) | undefined
}

/** @throws LivingCircleError `aborted` when the signal says so */
export function throwIfAborted(signal: AbortSignal | undefined): void {
  if (signal?.aborted !== true) return
  throw new LivingCircleError('aborted', 'Interrupted.', { said: { key: 'run.interrupted' }, cause: signal.reason })
}
