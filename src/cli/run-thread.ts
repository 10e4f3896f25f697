// The thread that works: one command line from beginning to end. It prints, reads standard input and hears of Ctrl-C through the thread that
// started it, which is never busy.
import { parentPort, workerData } from 'node:worker_threads'
import { main } from './main.ts'
import type { TerminalStreams } from './terminal.ts'
import { type FromRun, fromPlain, type RunGiven, type ToRun } from './thread-messages.ts'

const port = parentPort!
const given = workerData as RunGiven
const interruption = new AbortController()
const waiting = new Map<number, (reply: ToRun) => void>()
let asked = 0

port.on('message', (message: ToRun) => {
  if (message.kind === 'interrupt') interruption.abort()
  else waiting.get(message.id)?.(message)
})

const say = (message: FromRun): void => port.postMessage(message)

async function ask<Kind extends 'settled' | 'chunk'>(
  question: 'settle' | 'read',
): Promise<Extract<ToRun, { kind: Kind }>> {
  const id = ++asked
  const reply = new Promise<ToRun>((resolve) => waiting.set(id, resolve))
  say({ kind: question, id })
  const message = await reply
  waiting.delete(id)
  return message as Extract<ToRun, { kind: Kind }>
}

const streams: TerminalStreams = {
  stdout: (text) => say({ kind: 'print', to: 'stdout', text }),
  stderr: (text) => say({ kind: 'print', to: 'stderr', text }),
  stdoutIsTerminal: given.stdoutIsTerminal,
  stderrIsTerminal: given.stderrIsTerminal,
  environment: process.env,
  async settled() {
    const { stdout, stderr } = await ask<'settled'>('settle')
    return { stdout: fromPlain(stdout), stderr: fromPlain(stderr) }
  },
}

async function* standardInput(): AsyncGenerator<Uint8Array> {
  for (;;) {
    const { bytes, error } = await ask<'chunk'>('read')
    if (error !== undefined) throw fromPlain(error)
    if (bytes === undefined) return
    yield bytes
  }
}

const files = {
  standardInput,
  onClaim: (what: 'file' | 'folder' | 'scratch', path: string) => say({ kind: 'claim', place: { what, path } }),
  onWritten: () => say({ kind: 'written' }),
}
say({ kind: 'end', code: await main(given.argv, streams, interruption.signal, files) })
