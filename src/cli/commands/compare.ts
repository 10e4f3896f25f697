// compare: two result folders: who gains, who loses, and why nobody does.
import { Command } from 'commander'
import { examples } from '../examples.ts'
import { langOption } from '../inputs/lang-option.ts'
import { folderName, idList, titleText } from '../inputs/option-values.ts'
import { basemapOfResult } from '../inputs/result-extract.ts'
import { savedAnswer } from '../inputs/saved-answer.ts'
import { progressOf } from '../ledger/progress.ts'
import type { MethodPart } from '../library.ts'
import { breathe, type Session } from '../session.ts'
import { changeTable, progressText } from '../tables/change-table.ts'
import { sayIn } from '../words.ts'

interface CompareFlags {
  readonly out?: string
  readonly overwrite?: boolean
  readonly json?: boolean
  readonly allow?: readonly string[]
  readonly title?: string
  readonly area?: string
  readonly ledger?: string
}

export function compareCommand(session: Session): Command {
  const command = new Command('compare')
    .description(
      'Compare two result folders: people and blocks gained and lost by kind, limit, group and place, or why there is no difference.',
    )
    .argument('<before>', 'folder that "living-circle coverage" or "scenario" has written')
    .argument('<after>', 'the later one, or the one after edits')
    .option(
      '-o, --out <folder>',
      'folder for a page with a map, tables and layers; made where it does not exist',
      folderName,
    )
    .option('--overwrite', 'replace files in a folder that is not empty')
    .option('--json', 'print the comparison as JSON')
    .option(
      '--allow <list>',
      'parts of the method that may be unlike: model, profile, basis, limits, kinds, rules, blocks, demand, links, streets, moment; else exit with 5',
      idList,
    )
    .option(
      '--area <file>',
      'the extract of the later run, for the streets under the blocks (default: found by its name and content)',
    )
    .option('--ledger <file>', 'ledger that both results have updated: what was mended in between, row by row')
    .option('--title <text>', 'heading of the documents (default: that of the later result)', titleText)
    .addOption(langOption('language of headings, names and notes'))
    .action((before: string, after: string, flags: CompareFlags) => runCompare(session, before, after, flags))
  return examples(command, [
    'living-circle compare results plan',
    'living-circle compare results plan --out comparison --lang zh',
    'living-circle compare results plan --allow limits,kinds --json',
  ])
}

async function runCompare(session: Session, before: string, after: string, flags: CompareFlags): Promise<void> {
  const library = await session.library()
  const { out, overwrite, json } = flags
  if (out !== undefined) library.checkOutputFolder(out, { overwrite, names: library.COMPARISON_FILES })
  const [one, other] = [(await savedAnswer(library, before)).report, (await savedAnswer(library, after)).report]
  // What the list names is judged by the library, which names its parts.
  const allow = flags.allow as readonly MethodPart[] | undefined
  const changes = library.compareAnswers(one, other, { allow })
  const progress =
    flags.ledger === undefined ? undefined : await progressOf(session, library, flags.ledger, before, after)
  await breathe(session)
  if (out !== undefined) {
    const title = flags.title ?? other.title
    const basemap = (await basemapOfResult(session, library, other, after, flags.area)) ?? undefined
    const files = await library.comparisonFiles(changes, one, other, { lang: session.lang, title, basemap, progress })
    await library.writeFilesAtomically(out, files, { overwrite, signal: session.signal })
    const say = sayIn(session.lang)
    session.terminal.note(say('wrote_to', { names: files.map(({ name }) => name).join(say('list')), path: out }))
  }
  const text =
    changeTable(library, changes, session.lang) + (progress === undefined ? '' : progressText(progress, session.lang))
  session.terminal.result(json === true ? library.toChangesJson(changes, progress) : text)
}
