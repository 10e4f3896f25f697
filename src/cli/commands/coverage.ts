// coverage: who can walk to what, written to a folder.
import { Command, Option } from 'commander'
import { checkTarget } from '../coverage-target.ts'
import { examples } from '../examples.ts'
import { analyseInputs } from '../inputs/analyse-inputs.ts'
import { checkInputFlags, type InputFlags } from '../inputs/input-flags.ts'
import { addInputOptions } from '../inputs/input-options.ts'
import { loadInputs } from '../inputs/load-inputs.ts'
import type { LoadedInputs } from '../inputs/loaded-inputs.ts'
import { boundedNumber, folderName, idList, titleText } from '../inputs/option-values.ts'
import { savedAnswer } from '../inputs/saved-answer.ts'
import type { AccessAnalysis, AccessReport, OutCoordinates } from '../library.ts'
import { ALSO, alsoHelp, olderOutputs, outputNames, outputsOf, refuseShifted, tellOlder } from '../more-outputs.ts'
import { addOutCrsOption, type OutCrsFlags, outCoordinates } from '../out-coordinates.ts'
import { sayNotices } from '../say-notices.ts'
import { breathe, type Library, type Session } from '../session.ts'
import { coverageTable, denominators } from '../tables/coverage-table.ts'
import { hoursTable } from '../tables/hours-table.ts'
import { lossTable } from '../tables/loss-table.ts'
import { rowsText } from '../tables/rows-text.ts'
import { standardTable } from '../tables/standard-table.ts'
import { printable } from '../tables/text-table.ts'
import { sayIn } from '../words.ts'

export interface CoverageFlags extends InputFlags, OutCrsFlags {
  readonly out: string
  readonly overwrite?: boolean
  readonly json?: boolean
  readonly failUnder?: number
  readonly since?: string
  readonly title?: string
  readonly also?: readonly string[]
}

export function coverageCommand(session: Session): Command {
  const command = addOutCrsOption(addInputOptions(new Command('coverage')))
    .description('Measure who can walk to what, and write tables and layers to a folder.')
    .requiredOption('-o, --out <folder>', 'folder for the results; made where it does not exist', folderName)
    .option('--overwrite', 'replace files in a folder that is not empty')
    .addOption(
      new Option('--also <document...>', 'further documents and map layers beside the usual files').choices(
        ALSO.map(({ id }) => id),
      ),
    )
    .option('--title <text>', 'heading of every document (default: the name of the extract)', titleText)
    .option(
      '--rest-metres <n>',
      'people who cannot walk farther without sitting down: two more columns of coverage.csv, by benches and the like in the OSM data',
      boundedNumber('--rest-metres', 10, 5000, 100),
    )
    .option('--json', 'print the summary as JSON instead of a table')
    .option(
      '--fail-under <percent>',
      'exit with 4 where a category covers less at the largest limit',
      boundedNumber('--fail-under', 0, 100),
    )
    .option(
      '--since <folder>',
      'folder of an earlier result: gaps that it has, too, keep their ids, and what became of the others is told',
      folderName,
    )
    .option(
      '--hours',
      'coverage on a weekday, an evening and a weekend besides, by opening hours: hours.csv and a table',
    )
    .option(
      '--compare-profiles <list>',
      'several profiles in one run, e.g. adult,older,frail: who is served as the first but not as the others',
      idList,
    )
    .action((area: string, flags: CoverageFlags) => runCoverage(session, area, flags))
  command.addHelpText('after', () => alsoHelp(command, session.lang))
  return examples(command, [
    'living-circle coverage town.osm --facilities facilities.csv --blocks blocks.geojson --out results --also html xlsx',
    'living-circle coverage town.osm --blocks blocks.geojson --metres 300,500,1000 --category clinic nursery --out metres',
    'living-circle coverage town.osm --facilities facilities.csv --blocks blocks.geojson --standard gb50180-2018 --out gb',
  ])
}

/** Reads, measures, writes, prints. */
export async function runCoverage(session: Session, areaPath: string, flags: CoverageFlags): Promise<void> {
  checkInputFlags(flags)
  if (flags.outCrs !== undefined && flags.outCrs !== 'wgs84') refuseShifted(flags.also ?? [])
  const library = await session.library()
  const names = outputNames(flags.also ?? [], optionsWithOutputs(flags))
  library.checkOutputFolder(flags.out, { overwrite: flags.overwrite, names })
  const former = flags.since === undefined ? undefined : (await savedAnswer(library, flags.since)).report
  const inputs = await loadInputs(session, areaPath, flags)
  const { study, report: plain } = await analyseInputs(session, inputs, flags, { former, title: flags.title })
  const { report, coordinates } = outCoordinates(session, library, plain, flags)
  await writeReport(session, inputs, { study, report }, coordinates, flags)
  sayNotices(session, report)
  if (flags.json !== true) tellAnswer(session, library, report)
  if (flags.failUnder !== undefined) checkTarget(session, report, flags.failUnder)
}

const optionsWithOutputs = ({ compareProfiles, hours, at }: CoverageFlags) => [
  ...(compareProfiles === undefined ? [] : ['--compare-profiles']),
  ...(hours === undefined && at === undefined ? [] : ['--hours']),
]

async function writeReport(
  session: Session,
  inputs: LoadedInputs,
  analysis: AccessAnalysis,
  coordinates: OutCoordinates | undefined,
  flags: CoverageFlags,
): Promise<void> {
  const { library } = inputs
  const { report } = analysis
  const { also = [] } = flags
  const notOfThisRun = olderOutputs(library, flags.out, outputNames(also, optionsWithOutputs(flags)))
  const files = await outputsOf(inputs, analysis, { also, lang: session.lang, coordinates, notOfThisRun })
  await breathe(session)
  await library.writeFilesAtomically(flags.out, files, { overwrite: flags.overwrite, signal: session.signal })
  const { terminal, lang } = session
  const verdicts = standardTable(report, library.summariseStandard(report), lang)
  const head = `${rowsText(library, report.inputs, lang)}${coverageTable(report, lang)}${denominators(report, lang)}`
  terminal.result(
    flags.json === true
      ? library.toSummaryJson(report, { notOfThisRun })
      : `${head}${verdicts}${lossTable(report, lang)}${hoursTable(report, lang)}`,
  )
  if (flags.since !== undefined && flags.json !== true) tellSince(session, library, report, flags.since)
  const names = files.map(({ name }) => name).join(sayIn(lang)('list'))
  terminal.note(sayIn(lang)('wrote_to', { names, path: flags.out }))
  tellOlder(session, notOfThisRun, flags.out)
}

/** The answer, last: what stands at the foot of a terminal is what one reads. */
function tellAnswer({ terminal, lang }: Session, library: Library, report: AccessReport): void {
  const lines = library.firstScreenLines(library.firstScreen(report), lang)
  terminal.result(`\n${lines.map(printable).join('\n')}\n`)
}

/** What became of the gaps of the earlier result. */
function tellSince({ terminal, lang }: Session, library: Library, report: AccessReport, folder: string): void {
  const { known, part, new: fresh, merged, closed } = library.gapsSince(report)!
  const values = { folder, known, part, new: fresh, merged, closed: closed.length }
  terminal.result(`${sayIn(lang)('since_former', values)}\n`)
}
