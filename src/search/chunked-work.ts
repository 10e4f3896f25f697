// Long work in chunks on one thread: how far it is, and whether it is to stop. It does not know what the work is.
import { type RunOptions, throwIfAborted } from '../foundation/progress.ts'

/** Some tens of chunks, with a look at the signal and a word on progress before each and at the end. */
export function inChunks(
  count: number,
  { signal, onProgress }: RunOptions,
  work: (first: number, end: number) => void,
): void {
  const chunk = Math.max(1, Math.ceil(count / 50))
  for (let first = 0; first < count; first += chunk) {
    throwIfAborted(signal)
    onProgress?.({ step: 'walks', done: first, total: count })
    work(first, Math.min(first + chunk, count))
  }
  throwIfAborted(signal)
  onProgress?.({ step: 'walks', done: count, total: count })
}
