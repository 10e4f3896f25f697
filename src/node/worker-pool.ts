// The pool of threads in Node: how worker threads are started, heard and ended. What they do is not its business.
import { availableParallelism } from 'node:os'
import type { Worker } from 'node:worker_threads'
import { resolveOptions } from '../foundation/options.ts'
import { createPoolIn, type SweepPool, type SweepPoolOptions, type ThreadHost } from '../threads/sweep-pool.ts'
import type { SweepReply } from '../threads/sweep-thread.ts'
import { startWorkerFile, whyNoWorkerFile } from './worker-file.ts'

/** How a pool is set up in Node. */
export interface NodeSweepPoolOptions extends SweepPoolOptions {
  /**
   * Starts one worker thread that runs the module `living-circle/node/worker-sweep`. Default: one that runs the same code, which the
   * library carries with it, so that bundled programs need none of this.
   */
  readonly startWorker?: (() => Worker) | undefined
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
export function createSweepPool(options: NodeSweepPoolOptions = {}): SweepPool {
  const { startWorker, ...rest } = resolveOptions('createSweepPool', options, {
    threads: undefined as number | undefined,
    startWorker: undefined as (() => Worker) | undefined,
  })
  return createPoolIn(nodeHost(startWorker), rest)
}

function nodeHost(startWorker: (() => Worker) | undefined): ThreadHost {
  const noMemory = typeof SharedArrayBuffer === 'undefined' ? 'There is no shared memory here.' : null
  return {
    processors: availableParallelism(),
    whyNone: noMemory ?? (startWorker === undefined ? whyNoWorkerFile() : null),
    start: (onReply, onEnd) => hear((startWorker ?? startWorkerFile)(), onReply, onEnd),
    breathe: () => new Promise((resolve) => setImmediate(resolve)),
  }
}

function hear(worker: Worker, ...[onReply, onEnd]: Parameters<ThreadHost['start']>): ReturnType<ThreadHost['start']> {
  worker.unref()
  worker.on('message', (reply: SweepReply) => onReply(reply))
  worker.on('error', onEnd)
  worker.on('exit', (code) => onEnd(new Error(`a thread ended with exit code ${code}`)))
  return {
    post: (task) => worker.postMessage(task),
    keepAlive: (isBusy) => (isBusy ? worker.ref() : worker.unref()),
    end: () => worker.terminate(),
  }
}
