// The pool of threads in browsers: how web workers are started, heard and ended, and when a page may have them. What they do is not
// its business.
import { resolveOptions } from '../foundation/options.ts'
import { createPoolIn, type SweepPool, type SweepPoolOptions, type ThreadHost } from '../threads/sweep-pool.ts'
import type { SweepReply } from '../threads/sweep-thread.ts'
import { startWorkerFile } from './worker-file.ts'

/** How a pool is set up in a browser. */
export interface WebSweepPoolOptions extends SweepPoolOptions {
  /**
   * Starts one worker that runs the module `living-circle/browser/worker-sweep`. Default: one that runs the same code, which the
   * library carries with it and gives to the page as a Blob; any bundler will do. For pages whose content security policy does not
   * allow that (`worker-src blob:`), e.g. `() => new Worker(new URL('./my-worker.js', import.meta.url), { type: 'module' })` with a
   * file that imports that module.
   */
  readonly startWorker?: (() => Worker) | undefined
}

/**
 * A pool of web workers for sweeps, from a page or from a worker. They start when the work is worth them (or with `warmUp`), stop
 * within milliseconds of an `AbortSignal`, and change no byte of a result. The calling thread works, too, some milliseconds at a time.
 *
 * Workers share the network's memory, which browsers allow only to pages that are cross-origin isolated: served with the headers
 * `Cross-Origin-Opener-Policy: same-origin` and `Cross-Origin-Embedder-Policy: require-corp`. Elsewhere the calling thread does it
 * all, and `whyOneThread` says why. Read files after the page is isolated, as memory is shared from the start or not at all.
 *
 * @throws LivingCircleError `unknown-option`, `invalid-option`
 * @example
 * ```ts
 * import { analyseAccess, bytesSource, createSweepPool, loadArea, loadBlocks, loadFacilities } from 'living-circle/browser'
 * const text = (value: string) => new TextEncoder().encode(value)
 * const osm = '<osm><node id="1" lat="0" lon="0"/><node id="2" lat="0" lon="0.005"/><way id="9"><nd ref="1"/><nd ref="2"/><tag k="highway" v="footway"/></way></osm>'
 * const area = await loadArea(bytesSource('tiny.osm', text(osm)))
 * const facilities = await loadFacilities(area, { files: [bytesSource('f.csv', text('id,category,lon,lat\nf1,clinic,0.004,0\n'))] })
 * const blocks = await loadBlocks(area, { file: bytesSource('b.csv', text('id,lon,lat,population\nb1,0.001,0,120\n')) })
 * const pool = createSweepPool()
 * if (pool.whyOneThread !== null) console.info(pool.whyOneThread)
 * const { report } = await analyseAccess(area, facilities, blocks, { sweep: pool.sweep })
 * await pool.close()
 * report.table.walkMetres[0]?.toFixed(1) // '333.6'
 * ```
 */
export function createSweepPool(options: WebSweepPoolOptions = {}): SweepPool {
  const { startWorker, ...rest } = resolveOptions('createSweepPool', options, {
    threads: undefined as number | undefined,
    startWorker: startWorkerFile,
  })
  return createPoolIn(
    {
      processors: globalThis.navigator?.hardwareConcurrency || 1,
      whyNone: whyNone(),
      start: (onReply, onEnd) => hear(startWorker(), onReply, onEnd),
      breathe,
    },
    rest,
  )
}

function whyNone(): string | null {
  if (typeof Worker === 'undefined') return 'There are no web workers here.'
  if (globalThis.crossOriginIsolated && typeof SharedArrayBuffer !== 'undefined') return null
  return (
    'This page is not cross-origin isolated, so that memory cannot be shared. Serve it with the headers ' +
    'Cross-Origin-Opener-Policy: same-origin and Cross-Origin-Embedder-Policy: require-corp.'
  )
}

function hear(worker: Worker, ...[onReply, onEnd]: Parameters<ThreadHost['start']>): ReturnType<ThreadHost['start']> {
  const end = (cause: string) => {
    worker.terminate()
    onEnd(new Error(cause))
  }
  worker.addEventListener('message', ({ data }: MessageEvent<SweepReply>) => onReply(data))
  // A file that is not there or must not run says nothing more than that.
  worker.addEventListener('error', ({ message }) => end(message || 'the worker file could not be loaded'))
  worker.addEventListener('messageerror', () => end('a message could not be read'))
  return {
    post: (task) => worker.postMessage(task),
    keepAlive: () => {},
    end: async () => worker.terminate(),
  }
}

/** A turn of the event loop; timers would wait for milliseconds. */
function breathe(): Promise<void> {
  return new Promise((resolve) => {
    const { port1, port2 } = new MessageChannel()
    port1.onmessage = () => {
      port1.close()
      resolve()
    }
    port2.postMessage(null)
  })
}
