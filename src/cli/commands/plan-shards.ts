// plan-shards: an analysis cut into parts that any engine can run, written to a folder.
import { Command, type Command as Commander, Option } from 'commander'
import { examples } from '../examples.ts'
import { chosenKinds } from '../inputs/analyse-inputs.ts'
import { checkInputFlags, type InputFlags } from '../inputs/input-flags.ts'
import { addInputOptions } from '../inputs/input-options.ts'
import { loadInputs } from '../inputs/load-inputs.ts'
import { folderName, titleText, wholeNumber } from '../inputs/option-values.ts'
import { refuseStrangers, refuseUseless } from '../inputs/refuse-inputs.ts'
import { breathe, runOptions, type Session } from '../session.ts'
import { plannedRun } from '../shards/planned-run.ts'
import { shardTable } from '../shards/shard-table.ts'
import { UsageError, usage } from '../usage-error.ts'
import { sayIn } from '../words.ts'

interface PlanFlags extends InputFlags {
  readonly out: string
  readonly overwrite?: boolean
  readonly json?: boolean
  readonly title?: string
  readonly shards?: number
}

/** What `coverage` has and shards have not. */
const NOT_IN_SHARDS = [
  ...['--at <moment>', '--hours', '--levels [limit]', '--rest-metres <n>', '--compare-profiles <list>'],
  ...['--edits <file>', '--open-planned', '--since <folder>', '--demand-rate [file]'],
].map((flags) => new Option(flags).hideHelp())

export function planShardsCommand(session: Session): Command {
  const command = addInputOptions(new Command('plan-shards'), ['at', 'threads'])
    .description('Cut an analysis that is too large for one machine into shards, which any engine can run.')
    .requiredOption('-o, --out <folder>', 'folder for the plan; made where it does not exist', folderName)
    .option('--overwrite', 'replace a plan that is there; rows of shards that stay the same are kept')
    .option('--title <text>', 'heading of every document (default: the name of the extract)', titleText)
    .option(
      '--shards <n>',
      'so many shards (default: one for every 20,000 demand points)',
      wholeNumber('--shards', 1, 1_000_000),
    )
    .option('--json', 'print the list of shards as JSON')
    .action((area: string, flags: PlanFlags) => runPlan(session, area, flags, command))
  for (const option of NOT_IN_SHARDS) command.addOption(option)
  return examples(command, [
    'living-circle plan-shards town.osm --facilities facilities.csv --blocks blocks.geojson --shards 4 --out shards',
    'living-circle plan-shards town.osm --blocks blocks.geojson --standard gb50180-2018 --out shards-gb',
  ])
}

async function runPlan(session: Session, areaPath: string, flags: PlanFlags, command: Commander): Promise<void> {
  checkInputFlags(flags)
  const unable = NOT_IN_SHARDS.find((option) => command.getOptionValue(option.attributeName()) !== undefined)
  if (unable !== undefined) {
    throw new UsageError(usage('shards.option', { option: unable.long! }), usage('hint.shards-option'))
  }
  const library = await session.library()
  const names = [library.PLAN_FILE, library.PLAN_BYTES]
  library.checkOutputFolder(flags.out, { overwrite: flags.overwrite, names })
  const inputs = await loadInputs(session, areaPath, flags)
  refuseUseless(inputs, flags)
  const { area, facilities, blocks, standard, within, profile } = inputs
  const { minutes, metres, maxLinkMetres, demand, title, shards } = flags
  const plan = await library.planShards(area, facilities, blocks, {
    ...{ ...runOptions(session), minutes, metres, profile, categories: chosenKinds(library, flags) },
    ...{ maxLinkMetres, demand, standard, within, title, shards },
  })
  await breathe(session)
  refuseStrangers(library, plan.about)
  const run = await plannedRun(session, library, areaPath, { ...flags }, plan.about, area.prepared !== undefined)
  const record = await library.writeShardPlan(flags.out, plan, run, session.signal)
  session.terminal.finish()
  const { terminal, lang } = session
  terminal.result(flags.json === true ? `${JSON.stringify(record.shards, null, 2)}\n` : shardTable(record, lang))
  terminal.note(sayIn(lang)('shards_next', { folder: flags.out }))
}
