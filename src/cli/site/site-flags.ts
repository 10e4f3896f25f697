// The options of `site` over streets: what is to be opened, how much, where it may be.
import { type Command, Option } from 'commander'
import { SITING_PROBLEMS } from '../../plan/siting/siting-problem.ts'
import type { InputFlags } from '../inputs/input-flags.ts'
import { boundedNumber, folderName, titleText, wholeNumber } from '../inputs/option-values.ts'
import { ALSO } from '../more-outputs.ts'
import type { OutCrsFlags } from '../out-coordinates.ts'
import { type Refusal, refuseMistakes } from '../refusals.ts'
import { usage } from '../usage-error.ts'

/** What the options give. */
export interface SiteFlags extends Omit<InputFlags, 'demand'>, OutCrsFlags {
  /** A way of making demand points; on tables a file. */
  readonly demand?: string
  readonly problem: (typeof SITING_PROBLEMS)[number]
  readonly sites?: number
  readonly budget?: number
  readonly target?: number
  readonly candidates?: string
  readonly candidatesFrom?: 'blocks' | 'gaps' | 'streets'
  readonly candidatesEvery?: number
  readonly group?: string
  /** Demand per person, `built-in`, or a file of rates. */
  readonly demandRate?: string
  readonly places?: number
  readonly alternatives?: number
  readonly timeLimit?: number
  readonly out?: string
  readonly also?: readonly string[]
  readonly title?: string
  readonly overwrite?: boolean
  readonly json?: boolean
}

/** Adds them. */
export function addSiteOptions(command: Command): Command {
  return command
    .addOption(
      new Option('--problem <name>', 'what is asked').choices(SITING_PROBLEMS).default('maximise-coverage' as const),
    )
    .option('--sites <n>', 'so many new sites at most', wholeNumber('--sites', 0, 100_000))
    .option('--budget <amount>', 'sum of the build costs of new sites', boundedNumber('--budget', 0, 1e15, 100))
    .option('--target <percent>', 'the fewest sites that cover so much', boundedNumber('--target', 0, 100, 85))
    .option(
      '--candidates <file>',
      'where sites may be: a table or layer with id, lon, lat, and optionally name, status (existing, required, candidate, excluded), category, places, build_cost',
    )
    .addOption(
      new Option('--candidates-from <what>', 'where sites may be (default: blocks)').choices([
        'blocks',
        'gaps',
        'streets',
      ]),
    )
    .option(
      '--candidates-every <n>',
      'metres between candidates along streets (default: 250)',
      boundedNumber('--candidates-every', 20, 10_000, 250),
    )
    .option('--group <name>', 'whose walks count: population, age_60_plus …, dwellings or blocks')
    .option(
      '--demand-rate <built-in|file|n>',
      'places that people ask for, where places count: built-in (default), a table of rates, or so many per person',
    )
    .option('--places <n>', 'places of a new site whose row does not say', boundedNumber('--places', 0, 1e9, 120))
    .option('--alternatives <n>', 'so many of the next best choices, too', wholeNumber('--alternatives', 0, 20))
    .option(
      '--time-limit <seconds>',
      'with --costs: seconds for the solver; where it strikes, another run may say otherwise (default: none)',
      boundedNumber('--time-limit', 0.1, 1e6, 60),
    )
    .option('-o, --out <folder>', 'folder for the answer, the sites and who gains', folderName)
    .option('--overwrite', 'replace files in a folder that is not empty')
    .addOption(
      new Option('--also <document...>', 'further documents and map layers beside the usual files').choices(
        ALSO.map(({ id }) => id),
      ),
    )
    .option('--title <text>', 'heading of every document (default: the name of the extract)', titleText)
    .option('--json', 'print the plan as JSON instead of a table')
}

const REFUSALS: readonly Refusal<SiteFlags>[] = [
  {
    isMade: ({ candidates, candidatesFrom }) => candidates !== undefined && candidatesFrom !== undefined,
    message: usage('usage.candidates-twice'),
    hint: usage('hint.candidates-one'),
  },
  {
    isMade: ({ candidatesFrom, candidatesEvery }) => candidatesEvery !== undefined && candidatesFrom !== 'streets',
    message: usage('usage.candidates-every'),
    hint: usage('hint.candidates-streets'),
  },
  {
    isMade: ({ category }) => (category ?? []).length === 0,
    message: usage('usage.site-category'),
    hint: usage('hint.list-categories'),
  },
  {
    isMade: ({ out, also }) => out === undefined && also !== undefined,
    message: usage('usage.also-out'),
    hint: usage('hint.give-out'),
  },
]

/** @throws UsageError */
export function checkSiteFlags(flags: SiteFlags): void {
  refuseMistakes(flags, REFUSALS)
}
