// coverage: who can walk to what, written to a folder.
import { Command } from 'commander'
import { checkTarget } from '../coverage-target.ts'
import { examples } from '../examples.ts'
import { analyseInputs } from '../inputs/analyse-inputs.ts'
import { addCoverageOptions, asksForGaps, type CoverageFlags, usedOptions } from '../inputs/coverage-options.ts'
import { loadRates } from '../inputs/demand-rates.ts'
import { checkInputFlags } from '../inputs/input-flags.ts'
import { loadInputs } from '../inputs/load-inputs.ts'
import type { LoadedInputs } from '../inputs/loaded-inputs.ts'
import { savedAnswer } from '../inputs/saved-answer.ts'
import type { AccessAnalysis, AccessReport, OutCoordinates } from '../library.ts'
import { alsoHelp, outputNames, refusePacked, refuseShifted } from '../more-outputs.ts'
import { outCoordinates } from '../out-coordinates.ts'
import { saveProject } from '../project/save-project.ts'
import { sayNotices } from '../say-notices.ts'
import type { Library, Session } from '../session.ts'
import { coverageTable, denominators } from '../tables/coverage-table.ts'
import { hoursTable } from '../tables/hours-table.ts'
import { levelsTable } from '../tables/levels-table.ts'
import { lossTable } from '../tables/loss-table.ts'
import { placesText } from '../tables/places-table.ts'
import { rowsText } from '../tables/rows-text.ts'
import { scenarioTable } from '../tables/scenario-table.ts'
import { standardTable } from '../tables/standard-table.ts'
import { printable } from '../tables/text-table.ts'
import { sayIn } from '../words.ts'
import { writeOutputs } from '../write-outputs.ts'

export function coverageCommand(session: Session): Command {
  const command = addCoverageOptions(new Command('coverage'))
    .description('Measure who can walk to what, and write tables and layers to a folder.')
    .action((area: string, flags: CoverageFlags) => runCoverage(session, area, flags))
  command.addHelpText('after', () => alsoHelp(command, session.lang))
  return examples(command, [
    'living-circle coverage town.osm --facilities facilities.csv --blocks blocks.geojson --out results --also html xlsx',
    'living-circle coverage town.osm --blocks blocks.geojson --metres 300,500,1000 --category clinic nursery --out metres',
    'living-circle coverage town.osm --facilities facilities.csv --blocks blocks.geojson --standard gb50180-2018 --out gb',
    'living-circle coverage town.osm --blocks blocks.geojson --out from-osm --save-project project.json',
  ])
}

/** Reads, measures, writes, prints. */
export async function runCoverage(session: Session, areaPath: string, flags: CoverageFlags): Promise<void> {
  checkInputFlags(flags)
  if (flags.gzip === true) refusePacked(flags.also ?? [])
  if (flags.outCrs !== undefined && flags.outCrs !== 'wgs84') refuseShifted(flags.also ?? [])
  const library = await session.library()
  const names = outputNames(flags.also ?? [], usedOptions(flags), flags.gzip, flags.files)
  library.checkOutputFolder(flags.out, { overwrite: flags.overwrite, names })
  await saveProject(session, library, areaPath, flags)
  const former = flags.since === undefined ? undefined : (await savedAnswer(library, flags.since)).report
  const edits = flags.edits === undefined ? undefined : await library.loadEdits(library.openFile(flags.edits))
  const demandRates = await loadRates(session, library, flags.demandRate)
  const inputs = await loadInputs(session, areaPath, flags)
  const { area, blocks } = inputs
  if (library.nearsOneMachine(area, blocks)) session.terminal.note(sayIn(session.lang)('shards_hint'))
  const more = {
    former,
    title: flags.title,
    edits,
    openPlanned: flags.openPlanned,
    demandRates,
    gaps: asksForGaps(flags),
  }
  const { study, report: plain } = await analyseInputs(session, inputs, flags, more)
  const { report, coordinates } = outCoordinates(session, library, plain, flags)
  await writeReport(session, inputs, { study, report }, coordinates, areaPath, flags)
  if (flags.changesOnly !== true) sayNotices(session, report)
  if (flags.json !== true && flags.changesOnly !== true && asksForGaps(flags)) tellAnswer(session, library, report)
  if (flags.failUnder !== undefined) checkTarget(session, report, flags.failUnder)
}

async function writeReport(
  session: Session,
  inputs: LoadedInputs,
  analysis: AccessAnalysis,
  coordinates: OutCoordinates | undefined,
  area: string,
  flags: CoverageFlags,
): Promise<void> {
  const { library } = inputs
  const { report } = analysis
  const { also = [] } = flags
  const { out, overwrite, gzip, files: only } = flags
  const names = outputNames(also, usedOptions(flags), gzip, only)
  const { notOfThisRun, tell } = await writeOutputs(session, inputs, analysis, {
    ...{ also, gzip, only, coordinates, out, overwrite, names, asked: { area, flags } },
  })
  const { terminal, lang } = session
  if (flags.changesOnly === true) {
    if (flags.json !== true) terminal.result(scenarioTable(library, report, lang))
    return tell()
  }
  const verdicts = standardTable(report, library.summariseStandard(report), lang)
  const head = `${rowsText(library, report.inputs, lang)}${coverageTable(report, lang, asksForGaps(flags))}${denominators(report, lang)}`
  terminal.result(
    flags.json === true
      ? library.toSummaryJson(report, { notOfThisRun })
      : `${head}${verdicts}${lossTable(report, lang)}${hoursTable(library, report, lang)}${levelsTable(report, lang)}${placesText(report, lang)}${scenarioTable(library, report, lang)}`,
  )
  if (flags.since !== undefined && flags.json !== true) tellSince(session, library, report, flags.since)
  tell()
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
