// The process that a run happens in: its streams, and the signals that end it.
import { fstatSync, writeSync } from 'node:fs'
import { EXIT_INTERRUPTED } from './exit-codes.ts'
import type { TerminalStreams } from './terminal.ts'

/** The process's own streams. One that takes no more (its disk is full, its reader has gone) is written to no more. */
export function processStreams(): TerminalStreams {
  const stdout = writerTo(process.stdout)
  const stderr = writerTo(process.stderr)
  return {
    stdout: stdout.write,
    stderr: stderr.write,
    stdoutIsTerminal: process.stdout.isTTY === true,
    stderrIsTerminal: process.stderr.isTTY === true,
    environment: process.env,
    async settled() {
      return { stdout: await stdout.settled(), stderr: await stderr.settled() }
    },
  }
}

function writerTo(stream: NodeJS.WriteStream & { readonly fd: number }): {
  readonly write: (text: string) => void
  readonly settled: () => Promise<Error | undefined>
} {
  let lost: Error | undefined
  let written = Promise.resolve()
  stream.on('error', (error) => {
    lost ??= error
  })
  const isFile = isRegularFile(stream.fd)
  return {
    write: (text) => {
      if (lost !== undefined) return
      try {
        if (isFile) writeWhole(stream.fd, text)
        else {
          written = new Promise((resolve) => {
            stream.write(text, (error) => {
              lost ??= error ?? undefined
              resolve()
            })
          })
        }
      } catch (error) {
        lost = error as Error
      }
    },
    async settled() {
      await written
      return lost
    },
  }
}

function isRegularFile(descriptor: number): boolean {
  try {
    return fstatSync(descriptor).isFile()
  } catch {
    return false
  }
}

/** A disk that fills up takes the beginning of a text and says nothing; only the next write fails. */
function writeWhole(descriptor: number, text: string): void {
  const bytes = new TextEncoder().encode(text)
  for (let at = 0; at < bytes.length; ) at += writeSync(descriptor, bytes, at)
}

/** Ctrl-C; what job schedulers and containers send; a terminal that is closed. */
const SIGNALS = ['SIGINT', 'SIGTERM', 'SIGHUP'] as const

/** The first Ctrl-C stops the run cleanly, a second one at once. */
export function listenForInterrupt(): { readonly signal: AbortSignal; readonly stop: () => void } {
  const controller = new AbortController()
  const interrupt = () => {
    if (controller.signal.aborted) process.exit(EXIT_INTERRUPTED)
    controller.abort()
  }
  for (const name of SIGNALS) process.on(name, interrupt)
  const stop = () => {
    for (const name of SIGNALS) process.off(name, interrupt)
  }
  return { signal: controller.signal, stop }
}
