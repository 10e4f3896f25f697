// merge-shards: the rows of all shards → the files that coverage writes on one machine.
import { basename } from 'node:path'
import { Command, Option } from 'commander'
import { checkTarget } from '../coverage-target.ts'
import { examples } from '../examples.ts'
import { langOption } from '../inputs/lang-option.ts'
import { boundedNumber, folderName } from '../inputs/option-values.ts'
import type { MergedShards, ShardPlanRecord } from '../library.ts'
import { usualAndFurther } from '../make-outputs.ts'
import { ALSO, olderOutputs, outputNames, refusePacked, refuseShifted } from '../more-outputs.ts'
import { addOutCrsOption, type OutCrsFlags, outCoordinates } from '../out-coordinates.ts'
import { sayNotices } from '../say-notices.ts'
import { breathe, type Library, runOptions, type Session } from '../session.ts'
import { withPlannedRecord } from '../shards/planned-run.ts'
import { coverageTable, denominators } from '../tables/coverage-table.ts'
import { rowsText } from '../tables/rows-text.ts'
import { standardTable } from '../tables/standard-table.ts'
import { printable } from '../tables/text-table.ts'
import { sayIn } from '../words.ts'
import { leavingOut, tellOlder } from '../write-outputs.ts'

interface MergeFlags extends OutCrsFlags {
  readonly out: string
  readonly overwrite?: boolean
  readonly also?: readonly string[]
  readonly gzip?: boolean
  readonly json?: boolean
  readonly failUnder?: number
  readonly allowMissing?: boolean
}

/** What is drawn over streets needs the extract: that is for `report`. */
const ALSO_OF_ROWS = ALSO.filter(({ needs }) => !needs.includes('basemap'))

export function mergeShardsCommand(session: Session): Command {
  const command = addOutCrsOption(new Command('merge-shards'))
    .description(
      'Put the rows of all shards together: the same files as coverage writes on one machine, byte for byte.',
    )
    .argument('<plan>', 'folder of the plan, with every shard done')
    .requiredOption('-o, --out <folder>', 'folder for the results; made where it does not exist', folderName)
    .option('--overwrite', 'replace files in a folder that is not empty')
    .addOption(
      new Option('--also <document...>', 'further tables and layers beside the usual files').choices(
        ALSO_OF_ROWS.map(({ id }) => id),
      ),
    )
    .option('--gzip', 'write large tables and layers packed: coverage.csv.gz, verdicts.csv.gz, blocks.geojson.gz …')
    .option('--json', 'print the summary as JSON instead of a table')
    .option(
      '--fail-under <percent>',
      'exit with 4 where a category covers less at the largest limit',
      boundedNumber('--fail-under', 0, 100),
    )
    .option('--allow-missing', 'leave the blocks of shards out that are missing, stale or damaged, and say so')
    .addOption(langOption('language of what is printed; files are in that of the plan'))
    .action((folder: string, flags: MergeFlags) => runMerge(session, folder, flags))
  return examples(command, [
    'living-circle merge-shards shards --out merged',
    'living-circle merge-shards shards --out merged-layers --also geoparquet xlsx --gzip',
  ])
}

async function runMerge(session: Session, folder: string, flags: MergeFlags): Promise<void> {
  const { also = [], gzip, out, overwrite } = flags
  if (gzip === true) refusePacked(also)
  if (flags.outCrs !== undefined && flags.outCrs !== 'wgs84') refuseShifted(also)
  const library = await session.library()
  const plan = library.openShardPlan(folder)
  const names = outputNames(also, [], gzip)
  library.checkOutputFolder(out, { overwrite, names })
  const done = await doneShards(library, folder, plan, flags)
  const rows = library.shardRows(folder, done)
  const terms = { ...runOptions(session), allowMissing: flags.allowMissing }
  const merged = await library.mergeShards(await library.planBytes(folder, plan), rows, terms)
  session.terminal.finish()
  await breathe(session)
  await writeMerged(session, library, plan, merged, flags, names)
}

/** Ids of the shards that are done and hold. @throws LivingCircleError `disagreement` where others are not, unless that is allowed */
async function doneShards(library: Library, folder: string, plan: ShardPlanRecord, { allowMissing }: MergeFlags) {
  const states = [...(await library.shardStates(folder, plan))]
  const others = states.filter(([, state]) => state !== 'done')
  if (others.length > 0 && allowMissing !== true) {
    const count = (wanted: string) => others.filter(([, state]) => state === wanted).length
    const [id] = others[0]!
    throw library.problem(
      'disagreement',
      'shards.not-done',
      {
        ...{ n: others.length, all: states.length, id },
        ...{ missing: count('missing'), stale: count('stale'), damaged: count('damaged') },
      },
      { hint: 'hint.shards-run-missing', details: { shards: Object.fromEntries(others) } },
    )
  }
  return states.filter(([, state]) => state === 'done').map(([id]) => id)
}

async function writeMerged(
  session: Session,
  library: Library,
  plan: ShardPlanRecord,
  { report: plain, routes, missing }: MergedShards,
  flags: MergeFlags,
  names: readonly string[],
): Promise<void> {
  const { terminal, lang } = session
  const { also = [], gzip, out, overwrite, outCrs } = flags
  const { report, coordinates } = outCoordinates(session, library, plain, flags)
  const left = leavingOut(session, library)
  const notOfThisRun = olderOutputs(library, out, names)
  const settings = {
    also,
    gzip,
    coordinates,
    lang: plan.lang === 'zh' ? 'zh' : 'en',
    notOfThisRun,
    leaveOut: left.output,
  } as const
  const files = await usualAndFurther(library, report, routes, settings)
  const asked = { out, flags: { also: flags.also, gzip, outCrs }, notOfThisRun }
  // What is not whole is no run that could be made again.
  const recorded = missing.length > 0 ? files : withPlannedRecord(session, library, plan, asked, files)
  const terms = { overwrite, signal: session.signal, leaveOut: left.file }
  const paths = (await library.writeFilesAtomically(out, recorded, terms)).map((path) => basename(path))
  const say = sayIn(lang)
  terminal.note(say('wrote_to', { names: paths.join(say('list')), path: out }))
  tellOlder(session, olderOutputs(library, out, paths), out)
  sayNotices(session, report)
  const verdicts = standardTable(report, library.summariseStandard(report), lang)
  const lines = library.firstScreenLines(library.firstScreen(report), lang).map(printable)
  terminal.result(
    flags.json === true
      ? library.toSummaryJson(report, { notOfThisRun })
      : `${rowsText(library, report.inputs, lang)}${coverageTable(report, lang)}${denominators(report, lang)}${verdicts}\n${lines.join('\n')}\n`,
  )
  if (flags.failUnder !== undefined) checkTarget(session, report, flags.failUnder)
}
