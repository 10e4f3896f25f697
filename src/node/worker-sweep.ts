// A worker thread of Node's sweep pool.
import { parentPort } from 'node:worker_threads'
import { type SweepTask, workOnTask } from '../threads/sweep-thread.ts'

const port = parentPort
if (port !== null) {
  port.on('message', (task: SweepTask) => port.postMessage(workOnTask(task)))
  port.postMessage({ kind: 'ready' })
}
