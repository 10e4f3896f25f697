// How the program starts: what only asks for help is answered at once, everything else is a run. It loads no more than the answer takes.
import { answerAtOnce } from './prepared-help.ts'

/** Asked and answered soon: a thread would take longer to start. */
const QUICK = new Set(['-h', '--help', '-V', '--version', 'help'])

/** Runs one command line of this process; its exit code. */
export async function start(argv: readonly string[]): Promise<number> {
  const isQuick = argv.length === 0 || argv.some((word) => QUICK.has(word))
  if (isQuick && (await answerAtOnce(argv))) return 0
  if (!isQuick) {
    const { hasThreadFile, runInThread } = await import('./first-thread.ts')
    if (hasThreadFile()) return runInThread(argv)
  }
  const { main } = await import('./main.ts')
  return main(argv)
}
