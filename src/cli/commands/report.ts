// report: documents and layers from a saved answer, without analysing again; of the inputs at most the extract is read, for the streets
// that are drawn under the blocks.
import { basename } from 'node:path'
import { Command, Option } from 'commander'
import { examples } from '../examples.ts'
import { langOption } from '../inputs/lang-option.ts'
import { folderName, titleText } from '../inputs/option-values.ts'
import { basemapOfResult } from '../inputs/result-extract.ts'
import { savedAnswer } from '../inputs/saved-answer.ts'
import type { AccessReport } from '../library.ts'
import { furtherOutputs } from '../make-outputs.ts'
import { ALSO, alsoHelp, alsoNames, refuseShifted } from '../more-outputs.ts'
import { breathe, type Session } from '../session.ts'
import { sayIn } from '../words.ts'
import { leavingOut } from '../write-outputs.ts'

interface ReportFlags {
  readonly also: readonly string[]
  readonly out?: string
  readonly area?: string
  readonly overwrite?: boolean
  readonly title?: string
}

export function reportCommand(session: Session): Command {
  const command = new Command('report')
    .description('Make documents and map layers from the folder of an earlier run, without analysing again.')
    .argument('<folder>', 'folder that "living-circle coverage" has written')
    .addOption(
      new Option('--also <document...>', 'documents and map layers to make')
        .choices(ALSO.map(({ id }) => id))
        .makeOptionMandatory(),
    )
    .option(
      '-o, --out <folder>',
      'folder for them; made where it does not exist (default: the same folder)',
      folderName,
    )
    .option(
      '--area <file>',
      'the extract of that run, for the streets under the blocks (default: found by its name and content)',
    )
    .option('--title <text>', 'heading of every document (default: that of the earlier run)', titleText)
    .option('--overwrite', 'replace files that exist')
    .addOption(langOption('language of headings, names and notes'))
    .action((folder: string, flags: ReportFlags) => runReport(session, folder, flags))
  command.addHelpText('after', () => alsoHelp(command, session.lang))
  return examples(command, [
    'living-circle report results --also html map xlsx --out documents',
    'living-circle report results --also geopackage --out layers --lang zh',
  ])
}

async function runReport(
  session: Session,
  folder: string,
  { also, out = folder, area, overwrite, title }: ReportFlags,
): Promise<void> {
  const library = await session.library()
  const saved = await savedAnswer(library, folder)
  const answer = title === undefined ? saved : { ...saved, report: { ...saved.report, title } }
  if (isShifted(answer.report)) refuseShifted(also)
  library.checkOutputFolder(out, { overwrite, names: alsoNames(also), amongOthers: out === folder })
  const hasGround = ALSO.some(({ id, needs }) => also.includes(id) && needs.includes('basemap'))
  const basemap = hasGround ? await basemapOfResult(session, library, answer.report, folder, area) : null
  const left = leavingOut(session, library)
  const files = await furtherOutputs(library, { ...answer, basemap }, also, session.lang, left.output)
  // Nothing else was asked for.
  if (files.length === 0) throw left.error()
  await breathe(session)
  const terms = { overwrite, signal: session.signal, leaveOut: left.file }
  const paths = await library.writeFilesAtomically(out, files, terms)
  const say = sayIn(session.lang)
  session.terminal.note(say('wrote_to', { names: paths.map((path) => basename(path)).join(say('list')), path: out }))
}

/** Its GeoJSON files are in coordinates of Chinese maps. */
function isShifted({ notices }: AccessReport): boolean {
  return notices.some(({ code }) => code.startsWith('coordinates-'))
}
