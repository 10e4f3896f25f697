// A pause in long work: lets a browser draw and an interruption arrive.
import { type RunOptions, throwIfAborted } from '../../foundation/progress.ts'

/** @throws LivingCircleError `aborted` */
export async function breathe({ signal, onProgress }: RunOptions): Promise<void> {
  throwIfAborted(signal)
  if (signal === undefined && onProgress === undefined) return
  await new Promise((resolve) => setTimeout(resolve, 0))
  throwIfAborted(signal)
}
