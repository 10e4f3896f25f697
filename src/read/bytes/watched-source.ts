// A source that tells how far it has been read and stops when it is told to. A source in, the same bytes out; knows no format.
import { pause } from '../../foundation/breath.ts'
import { type RunOptions, throwIfAborted } from '../../foundation/progress.ts'
import type { ByteSource } from './byte-source.ts'

/** Bytes between two words on progress, at least. */
const LEAST_BYTES = 1 << 20

/**
 * A source whose readers say how far they are (step `read`), pause when they have held the thread for long, and hear the signal. A
 * source that is read several times, say for its encoding first, counts once.
 */
export function watchedSource(source: ByteSource, { signal, onProgress }: RunOptions): ByteSource {
  const total = source.byteLength ?? 0
  const every = Math.max(LEAST_BYTES, total / 50)
  let told = 0
  const tell = (done: number) => {
    if (onProgress === undefined || done <= told || (done < told + every && done !== total)) return
    told = done
    onProgress({ step: 'read', done, total })
  }
  return {
    name: source.name,
    byteLength: source.byteLength,
    async *stream() {
      let done = 0
      for await (const chunk of source.stream()) {
        await pause(signal)
        done += chunk.length
        tell(done)
        throwIfAborted(signal)
        yield chunk
      }
    },
    ...(source.sha256 === undefined ? {} : { sha256: () => source.sha256!() }),
    ...(source.siblings === undefined ? {} : { siblings: () => source.siblings!() }),
  }
}
