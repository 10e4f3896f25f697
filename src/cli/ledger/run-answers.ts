// What `ledger answers` does: reads sheets, tells of each, writes edits.
import type { LoadedFieldAnswers } from '../library.ts'
import { deliver } from '../output-file.ts'
import { runOptions, type Session } from '../session.ts'
import { sayIn, sayReject } from '../words.ts'

export interface AnswersFlags {
  readonly output: string
  readonly overwrite?: boolean
}

export async function runAnswers(
  session: Session,
  given: readonly string[],
  { output, overwrite }: AnswersFlags,
): Promise<void> {
  const library = await session.library()
  if (output !== '-') library.checkOutputFile(output, { overwrite })
  const paths = given.flatMap((path) => library.matchingFiles(path))
  const all: LoadedFieldAnswers[] = []
  for (const [at, path] of paths.entries()) {
    const loaded = await library.loadFieldAnswers(library.openFile(path), `S${at + 1}-`, runOptions(session))
    session.terminal.finish()
    tell(session, path, loaded)
    all.push(loaded)
  }
  const edits = all.flatMap((loaded) => loaded.edits)
  const text = `${JSON.stringify(edits, null, 2)}\n`
  await deliver(session, output, () => [new TextEncoder().encode(text)], { overwrite })
}

/** Every row that was read is in the sentence. */
function tell(
  { terminal, lang }: Session,
  path: string,
  { edits, confirmed, blank, counts, rejects }: LoadedFieldAnswers,
): void {
  const { read, rejected } = counts
  terminal.note(`${path}: ${sayIn(lang)('led_answers', { read, edits: edits.length, confirmed, blank, rejected })}`)
  for (const reject of rejects.filter(({ severity }) => severity === 'rejected'))
    terminal.warn(`${path}:${reject.lineOrId} ${sayReject(reject, lang)}`)
}
