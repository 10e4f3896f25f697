// Help and version as the build wrote them down (scripts/help-texts.mjs), for windows of the usual width or wider and for pipes: to put the texts
// together takes longer than all else. Whoever asks in another way, or in a narrower window, gets them put together anew.
import { existsSync, readFileSync } from 'node:fs'
import { langOf } from './first-look.ts'
import { PACKAGE_ROOT } from './package-root.ts'
import { processStreams } from './process-streams.ts'

/** Columns that help is broken for at most, wherever it is put together: longer lines are no easier to read. */
export const USUAL_COLUMNS = 80

/** What a command line asks for: `''` for the program, the name of a command, `--version`; nothing where it is no plain question. */
export function askedFor(argv: readonly string[]): string | undefined {
  const words = argv.map((word) => (word === '-h' ? '--help' : word === '-V' ? '--version' : word))
  if (words.length === 1 && words[0] === '--version') return '--version'
  const isHelp = words.at(-1) === '--help' || words[0] === 'help'
  const names = words.at(-1) === '--help' ? words.slice(0, -1) : words.slice(1)
  return isHelp && names.every((name) => /^[a-z][a-z-]*$/.test(name) && name !== 'help') ? names.join(' ') : undefined
}

/** Prints a prepared text where there is one for the question; true when it was printed whole. */
export async function answerAtOnce(argv: readonly string[]): Promise<boolean> {
  const asked = askedFor(argv)
  const { isTTY, columns } = process.stdout
  if (asked === undefined || (isTTY && columns < USUAL_COLUMNS)) return false
  const file = new URL(`dist/cli/help-${langOf(argv, process.env)}.json`, PACKAGE_ROOT)
  if (!existsSync(file)) return false
  const texts = JSON.parse(readFileSync(file, 'utf8')) as Readonly<Record<string, string>>
  if (!Object.hasOwn(texts, asked)) return false
  const streams = processStreams()
  streams.stdout(texts[asked]!)
  const lost = await streams.settled!()
  return lost.stdout === undefined
}
