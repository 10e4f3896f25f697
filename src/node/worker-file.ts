// Where the code of Node's worker threads comes from: here, from the file beside this one. The build puts a module in the place of this
// one that holds the code as text (scripts/worker-code.mjs), so that a program bundled with the library needs no file beside it.
import { existsSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { Worker } from 'node:worker_threads'

const WORKER_FILE = new URL('./worker-sweep.js', import.meta.url)

/** Starts a thread of a sweep pool. */
export function startWorkerFile(): Worker {
  return new Worker(WORKER_FILE)
}

/** Why none can be started; null where it can. */
export function whyNoWorkerFile(): string | null {
  return existsSync(fileURLToPath(WORKER_FILE)) ? null : 'The file that threads run, worker-sweep.js, is missing.'
}
