// Long work in chunks on one thread: how far it is, and whether it is to stop. It does not know what the work is.
import type { Steps } from '../foundation/breath.ts'
import { type RunOptions, throwIfAborted } from '../foundation/progress.ts'

/**
 * Some tens of chunks, with a look at the signal and a word on progress before each and at the end; a step after each batch of one.
 *
 * @param batch how much is handed to `work` at once, at most
 */
export function* inChunks(
  count: number,
  { signal, onProgress }: RunOptions,
  batch: number,
  work: (first: number, end: number) => void,
): Steps<void> {
  const chunk = Math.max(1, Math.ceil(count / 50))
  for (let first = 0; first < count; first += chunk) {
    throwIfAborted(signal)
    onProgress?.({ step: 'walks', done: first, total: count })
    const end = Math.min(first + chunk, count)
    for (let at = first; at < end; at += batch) {
      work(at, Math.min(at + batch, end))
      yield
    }
  }
  throwIfAborted(signal)
  onProgress?.({ step: 'walks', done: count, total: count })
}
