// The process that a run happens in: its streams, and Ctrl-C.
import { EXIT_INTERRUPTED } from './exit-codes.ts'
import type { TerminalStreams } from './terminal.ts'

/** The process's own streams. A reader that has had enough (`| head`) is no error. */
export function processStreams(): TerminalStreams {
  const ignoreClosedPipe = (error: NodeJS.ErrnoException) => {
    if (error.code !== 'EPIPE') throw error
  }
  process.stdout.on('error', ignoreClosedPipe)
  process.stderr.on('error', ignoreClosedPipe)
  return {
    stdout: (text) => process.stdout.write(text),
    stderr: (text) => process.stderr.write(text),
    stdoutIsTerminal: process.stdout.isTTY === true,
    stderrIsTerminal: process.stderr.isTTY === true,
    environment: process.env,
  }
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
