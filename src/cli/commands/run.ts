// run: a project file, or the record of an earlier run, as the command line that it stands for.
import { Command } from 'commander'
import { examples } from '../examples.ts'
import { langOption } from '../inputs/lang-option.ts'
import { folderName } from '../inputs/option-values.ts'
import { asArguments } from '../project/project-commands.ts'
import { readProject } from '../project/project-file.ts'
import { changedProject, settings } from '../project/settings.ts'
import type { Session } from '../session.ts'

interface RunFlags {
  readonly set?: ReadonlyMap<string, unknown>
  readonly out?: string
  readonly overwrite?: boolean
  readonly json?: boolean
  readonly lang?: string
}

export function runCommand(session: Session): Command {
  const command = new Command('run')
    .description(
      'Run what a project file says: a command, its area and its options by their long names; or run.json of an earlier result again.',
    )
    .argument('<project>', 'JSON file (docs/project.schema.json), or run.json or summary.json of a result')
    .option(
      '--set <key=value...>',
      'another value for an option of the project, e.g. --set minutes=5,10; paths are from here on',
      settings,
    )
    .option('-o, --out <folder>', 'folder for the results, instead of the one in the project', folderName)
    .option('--overwrite', 'replace files in a folder that is not empty')
    .option('--json', 'print the summary as JSON instead of a table')
    .addOption(langOption('language of tables, names and notes, instead of the one in the project'))
    .action((path: string, flags: RunFlags) => runProject(session, path, flags))
  return examples(command, [
    'living-circle run project.json --out from-project',
    'living-circle run results/run.json --out again',
    'living-circle run project.json --set profile=frail minutes=5,10 --out frail',
  ])
}

async function runProject(session: Session, path: string, { set, ...flags }: RunFlags): Promise<void> {
  const library = await session.library()
  const project = await readProject(library, path)
  const own = Object.entries(flags).flatMap(([key, value]) => (value === undefined ? [] : [[key, value] as const]))
  const asked = changedProject(project, new Map([...(set ?? []), ...own]))
  const quiet = session.terminal.quiet ? ['--quiet'] : []
  const argv = [...quiet, ...asArguments(session, library, asked)]
  await session.line!.parse(argv)
}
