// The first thread of a run: the command line is run in a thread of its own, so that this one always hears Ctrl-C, however long a step of
// the work is. It prints what the other thread says, and ends it where that does not end by itself.
import { existsSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { Worker } from 'node:worker_threads'
import { asksForJson, langOf } from './first-look.ts'
import { listenForInterrupt, processStreams } from './process-streams.ts'
import type { Session } from './session.ts'
import { Terminal, type TerminalStreams } from './terminal.ts'
import { type ClaimedPlace, type FromRun, type RunGiven, type ToRun, toPlain } from './thread-messages.ts'
import { loadWords } from './words.ts'

/** A run that has not ended by itself so long after Ctrl-C is ended. */
const GRACE_MS = 150

const THREAD_FILE = new URL('./run-thread.js', import.meta.url)

/** True where there is a built file for a thread; the sources run in one thread. */
export function hasThreadFile(): boolean {
  return existsSync(fileURLToPath(THREAD_FILE))
}

/** Runs one command line in a thread of its own; its exit code. */
export function runInThread(argv: readonly string[]): Promise<number> {
  const streams = processStreams()
  const { stdoutIsTerminal, stderrIsTerminal } = streams
  const workerData: RunGiven = { argv, stdoutIsTerminal, stderrIsTerminal }
  const worker = new Worker(THREAD_FILE, { workerData })
  const reply = (message: ToRun) => worker.postMessage(message)
  const input = standardInput()
  const claimed: ClaimedPlace[] = []
  let hasWritten = false
  const { signal, stop } = listenForInterrupt()
  return new Promise((resolve) => {
    let isOver = false
    const finish = async (code: () => number | Promise<number>) => {
      if (isOver) return
      isOver = true
      await worker.terminate()
      const ended = await code()
      stop()
      if (input.isUsed()) process.stdin.destroy()
      resolve(ended)
    }
    const fail = (error: unknown) => finish(() => tellFailure(argv, streams, error, () => hasWritten))
    worker.on('message', (message: FromRun) => {
      if (message.kind === 'print') streams[message.to](message.text)
      else if (message.kind === 'settle') void settle(streams, message.id, reply)
      else if (message.kind === 'read') void input.next(message.id, reply)
      else if (message.kind === 'claim') claimed.push(message.place)
      else if (message.kind === 'written') hasWritten = true
      else void finish(() => message.code)
    })
    worker.on('error', fail)
    worker.on('exit', (code) => fail(new Error(`the thread that works ended with ${code}`)))
    signal.addEventListener('abort', () => {
      reply({ kind: 'interrupt' })
      // Loaded while the other thread tries to end by itself; of the library no more than this.
      const [files] = [import('../node/clear-up.ts'), import('./tell-error.ts'), loadWords()]
      setTimeout(() => {
        void finish(async () => {
          const { clearUp } = await files
          for (const { path, what } of claimed) clearUp(path, what)
          return tellFailure(argv, streams, signal.reason, () => hasWritten)
        })
      }, GRACE_MS).unref()
    })
  })
}

async function settle(streams: TerminalStreams, id: number, reply: (message: ToRun) => void): Promise<void> {
  const lost = await streams.settled!()
  reply({ kind: 'settled', id, stdout: toPlain(lost.stdout), stderr: toPlain(lost.stderr) })
}

/** Standard input, a piece whenever one is asked for; untouched while nobody does. */
function standardInput() {
  let chunks: AsyncIterator<Uint8Array> | undefined
  return {
    isUsed: () => chunks !== undefined,
    async next(id: number, reply: (message: ToRun) => void): Promise<void> {
      chunks ??= process.stdin[Symbol.asyncIterator]() as AsyncIterator<Uint8Array>
      try {
        const { value, done } = await chunks.next()
        reply({ kind: 'chunk', id, bytes: done === true ? undefined : value, error: undefined })
      } catch (error) {
        reply({ kind: 'chunk', id, bytes: undefined, error: toPlain(error as Error) })
      }
    },
  }
}

/** What the other thread can tell no more: that it was interrupted, that memory was used up, or a bug. */
async function tellFailure(
  argv: readonly string[],
  streams: TerminalStreams,
  error: unknown,
  hasWritten: () => boolean,
): Promise<number> {
  const terminal = new Terminal(streams)
  const lang = langOf(argv, streams.environment)
  const library: Session['library'] = () => import('./library.ts')
  const { signal } = new AbortController()
  const json = asksForJson(argv)
  const session: Session = {
    terminal,
    signal,
    lang,
    json,
    exitCode: 0,
    line: undefined,
    times: undefined,
    command: undefined,
    files: undefined,
    hasWritten,
    library,
  }
  if (streams.stderrIsTerminal) streams.stderr('\r\u001b[K')
  const { tellError } = await import('./tell-error.ts')
  const usedUp = (error as NodeJS.ErrnoException | null)?.code === 'ERR_WORKER_OUT_OF_MEMORY'
  if (!usedUp) return tellError(session, error)
  const { problem } = await library()
  return tellError(session, problem('io', 'run.out-of-memory', {}, { hint: 'hint.more-memory', cause: error }))
}
