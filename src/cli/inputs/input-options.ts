// The options that say what to read and how to measure, as one table by role. coverage, gaps, check, explain and poster have them all;
// other commands take single lines of it. A new input option is a line here (a file that is read: in place-options.ts) and one in input-flags.ts.
import { type Command, Option } from 'commander'
import { DEFAULT_MINUTES } from '../../foundation/limits.ts'
import { DEFAULT_PROFILE, PROFILE_BOUNDS, WALK_PROFILES } from '../../network/profile-list.ts'
import { byRole } from './by-role.ts'
import { langOption } from './lang-option.ts'
import { boundedNumber, columnSeparator, idList, numberList, wholeNumber } from './option-values.ts'
import { type OptionLine, PLACES } from './place-options.ts'

const profileIds = WALK_PROFILES.map(({ id }) => id)
const profileHelp = `${profileIds.join(', ')}, or a JSON file with one of your own (default: ${DEFAULT_PROFILE.id})`

/** How these files are to be read. */
const TABLES = {
  crs: {
    flags: '--crs <system...>',
    help: 'coordinates of the tables: wgs84, gcj02, bd09, EPSG:n or auto, for all or by role, e.g. blocks=EPSG:4527 (default: what the file says, else auto)',
    parse: byRole('--crs'),
  },
  encoding: {
    flags: '--encoding <name...>',
    help: 'text encoding of the tables: auto, utf8, gb18030, big5, windows-1252 …, for all or by role (default: auto)',
    parse: byRole('--encoding'),
  },
  delimiter: {
    flags: '--delimiter <character>',
    help: 'what separates the columns of the CSV tables: , ; | or tab',
    parse: columnSeparator,
  },
  defaultCategory: { flags: '--default-category <id>', help: 'kind of the facilities in rows that name none' },
  categories: {
    flags: '--categories <file>',
    help: 'JSON file of own kinds, and of words for kinds and for open, closed, planned (see: check --save-mapping)',
  },
  mapping: {
    flags: '--mapping <file>',
    help: 'JSON file that says which column plays which role (see: check --save-mapping)',
  },
  sheet: {
    flags: '--sheet <name>',
    help: 'sheet or layer by name or number, or all (default: each that has a table of the role)',
  },
} satisfies Readonly<Record<string, OptionLine>>

/** What is asked: who walks, how far, to what, from where. */
const QUESTION = {
  standard: { flags: '--standard <id|file>', help: 'rule pack to judge by (see: living-circle standards)' },
  minutes: {
    flags: '--minutes <list>',
    help: `time limits (default: ${DEFAULT_MINUTES.join(',')})`,
    parse: numberList('--minutes'),
  },
  metres: {
    flags: '--metres <list>',
    help: 'distance limits instead of times, e.g. 300,500,1000',
    parse: numberList('--metres'),
  },
  profile: { flags: '--profile <who|file>', help: profileHelp },
  speed: {
    flags: '--speed <metres-per-second>',
    help: 'walking speed in m/s, instead of that of the profile',
    parse: boundedNumber('--speed', ...PROFILE_BOUNDS.walkMetresPerSecond, 1.1),
  },
  category: {
    flags: '--category <id...>',
    help: 'these kinds, essential or all (see: living-circle categories; default: the essential twenty and those of your own files, or the standard’s)',
    parse: idList,
  },
  at: {
    flags: '--at <moment>',
    help: 'a day and a time, e.g. "Tu 19:00" or "周二 19:00": what is closed then serves nobody (default: opening hours are not looked at)',
  },
  demand: {
    flags: '--demand <method>',
    help: 'points of a block where walks begin',
    choices: ['auto', 'gates', 'buildings', 'grid', 'point'],
    preset: 'auto',
  },
  maxLinkMetres: {
    flags: '--max-link-metres <n>',
    help: 'longest straight way to a street (default: 200)',
    parse: boundedNumber('--max-link-metres', 0, 10_000),
  },
} satisfies Readonly<Record<string, OptionLine>>

/** How the run is done. */
const RUN = {
  threads: {
    flags: '--threads <n>',
    help: 'worker threads (default: as many as help)',
    parse: wholeNumber('--threads', 1, 256),
  },
} satisfies Readonly<Record<string, OptionLine>>

const LINES: Readonly<Record<string, OptionLine>> = { ...PLACES, ...TABLES, ...QUESTION, ...RUN }

/** Names of the input options. */
export type InputOptionName = keyof typeof PLACES | keyof typeof TABLES | keyof typeof QUESTION | keyof typeof RUN

/** Adds the area argument and all input options, but for those that the command has in a way of its own. */
export function addInputOptions(command: Command, own: readonly (InputOptionName | 'area')[] = []): Command {
  const names = (group: Readonly<Record<string, OptionLine>>) => Object.keys(group) as InputOptionName[]
  if (!own.includes('area')) addAreaArgument(command)
  for (const name of [...names(PLACES), ...names(TABLES), ...names(QUESTION)]) {
    if (!own.includes(name)) command.addOption(inputOption(name))
  }
  command.addOption(langOption('language of tables, names and notes'))
  for (const name of names(RUN)) command.addOption(inputOption(name))
  return command
}

/** Adds the argument that names the streets. */
export function addAreaArgument(command: Command): Command {
  return command.argument(
    '<area>',
    'OpenStreetMap extract: .osm.pbf, .osm, .osm.gz or Overpass JSON; or a town made by prepare',
  )
}

/** One of the options, for a command that has some of them; with help of its own where it means something narrower. */
export function inputOption(name: InputOptionName, help?: string): Option {
  const line = LINES[name]!
  const option = new Option(line.flags, help ?? line.help)
  if (line.choices !== undefined) option.choices(line.choices)
  if (line.preset !== undefined) option.default(line.preset)
  if (line.parse !== undefined) option.argParser(line.parse as (text: string, before: unknown) => unknown)
  return option
}
