// A worker of a browser's sweep pool: a module of its own, which the pool starts.
import { type SweepReply, type SweepTask, workOnTask } from '../threads/sweep-thread.ts'

const scope = globalThis as unknown as DedicatedWorkerGlobalScope
const say = (reply: SweepReply) => scope.postMessage(reply)
scope.addEventListener('message', ({ data }: MessageEvent<SweepTask>) => say(workOnTask(data)))
say({ kind: 'ready' })
