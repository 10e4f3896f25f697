// The options of runs that write an answer to a folder: coverage and scenario have them all.
import { type Command, Option } from 'commander'
import { type FileKind, fileKinds } from '../file-kinds.ts'
import { ALSO } from '../more-outputs.ts'
import { addOutCrsOption, type OutCrsFlags } from '../out-coordinates.ts'
import { addDemandRateOption, type DemandRateFlags } from './demand-rates.ts'
import type { InputFlags } from './input-flags.ts'
import { addInputOptions } from './input-options.ts'
import { boundedNumber, folderName, idList, titleText } from './option-values.ts'

export interface CoverageFlags extends InputFlags, OutCrsFlags, DemandRateFlags {
  readonly out: string
  readonly overwrite?: boolean
  readonly json?: boolean
  readonly failUnder?: number
  readonly since?: string
  readonly title?: string
  readonly also?: readonly string[]
  readonly gzip?: boolean
  readonly files?: readonly FileKind[]
  readonly saveProject?: string
  /** No option: of the answer only what edits change is printed, for programs nothing (`demo` has printed the rest). */
  readonly changesOnly?: boolean
}

/** Adds the input options and those of the results. */
export function addCoverageOptions(command: Command): Command {
  return addDemandRateOption(addOutCrsOption(addInputOptions(command)), 'none')
    .requiredOption('-o, --out <folder>', 'folder for the results; made where it does not exist', folderName)
    .option('--overwrite', 'replace files in a folder that is not empty')
    .addOption(
      new Option('--also <document...>', 'further documents and map layers beside the usual files').choices(
        ALSO.map(({ id }) => id),
      ),
    )
    .addOption(
      new Option(
        '--files <kinds...>',
        'only these of the usual files: csv, geojson, json, answer; what only others need is not computed (default: all)',
      ).argParser(fileKinds),
    )
    .option('--gzip', 'write large tables and layers packed: coverage.csv.gz, verdicts.csv.gz, blocks.geojson.gz …')
    .option('--title <text>', 'heading of every document (default: the name of the extract)', titleText)
    .option(
      '--rest-metres <n>',
      'people who cannot walk farther without sitting down: two more columns of coverage.csv, by benches and the like in the OSM data',
      boundedNumber('--rest-metres', 10, 5000, 100),
    )
    .option('--save-project <file>', 'write these options as a project file, for: living-circle run FILE')
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
      '--levels [limit]',
      'every facility’s walk to the next level up, by columns level and parent, within a limit (default: the largest)',
      boundedNumber('--levels', 1, 100_000, 15),
    )
    .option(
      '--compare-profiles <list>',
      'several profiles in one run, e.g. adult,older,frail: who is served as the first but not as the others',
      idList,
    )
    .option('--edits <file>', 'what would be if: a list of edits, JSON or a table (see: docs/edits.md)')
    .option('--open-planned', 'what would be if: facilities whose status is planned are open')
}

/** Whether any file or line of a run says something of gaps: where none does, they are not looked for. */
export function asksForGaps({ files, also, json, since, edits, openPlanned, compareProfiles }: CoverageFlags): boolean {
  if (files === undefined || files.some((kind) => kind !== 'csv')) return true
  const more = [since, edits, openPlanned, compareProfiles, json].some((one) => one !== undefined && one !== false)
  return more || (also?.length ?? 0) > 0
}

/** Options of a run that further files come with. */
export function usedOptions({ compareProfiles, hours, at, levels, edits, openPlanned }: CoverageFlags): string[] {
  return [
    ...(compareProfiles === undefined ? [] : ['--compare-profiles']),
    ...(hours === undefined && at === undefined ? [] : ['--hours']),
    ...(levels === undefined ? [] : ['--levels']),
    ...(edits === undefined && openPlanned !== true ? [] : ['--edits']),
  ]
}
