// The options that say what to read and how to measure, shared by coverage, gaps, check and explain.
import { type Command, Option } from 'commander'
import { DEFAULT_MINUTES } from '../../foundation/limits.ts'
import { DEFAULT_PROFILE, WALK_PROFILES } from '../../network/profile.ts'
import type { ByRole } from '../library.ts'
import { UsageError } from '../usage-error.ts'
import { byRole } from './by-role.ts'
import { langOption } from './lang-option.ts'
import { boundedNumber, idList, numberList, wholeNumber } from './option-values.ts'

/** {@link addInputOptions} as values. */
export interface InputFlags {
  readonly facilities?: readonly string[]
  readonly facilitiesFrom?: 'osm' | 'files' | 'both'
  readonly blocks?: string
  readonly gates?: string
  readonly totals?: string
  readonly standard?: string
  readonly minutes?: readonly number[]
  readonly metres?: readonly number[]
  readonly profile?: string
  readonly category?: readonly string[]
  /** `wgs84`, `gcj02`, `bd09`, an EPSG code, or `auto`; for all tables or by role. */
  readonly crs?: ByRole
  readonly encoding?: ByRole
  readonly delimiter?: string
  readonly sheet?: string
  readonly mapping?: string
  readonly defaultCategory?: string
  readonly demand?: 'auto' | 'gates' | 'buildings' | 'grid' | 'point'
  readonly maxLinkMetres?: number
  readonly threads?: number
}

/** Adds the area argument and the input options. */
export function addInputOptions(command: Command): Command {
  return addQuestionOptions(
    command
      .argument('<area>', 'OpenStreetMap extract: .osm.pbf, .osm, .osm.gz or Overpass JSON')
      .option('--facilities <file...>', 'points beside or instead of those in OSM (CSV, XLSX, GeoJSON, shapefile …)')
      .addOption(
        new Option(
          '--facilities-from <where>',
          'where facilities come from (default: files where given, else osm)',
        ).choices(['osm', 'files', 'both']),
      )
      .option('--blocks <file>', 'residential blocks: CSV points or GeoJSON (default: residential areas in OSM)')
      .option('--gates <file>', 'gates of the blocks: points with block_id')
      .option('--totals <file>', 'people by community, shared out to its blocks by dwellings or residential floor area')
      .option(
        '--crs <system...>',
        'coordinates of the tables: wgs84, gcj02, bd09, EPSG:n or auto, for all or by role, e.g. blocks=EPSG:4527 (default: what the file says, else auto)',
        byRole('--crs'),
      )
      .option(
        '--encoding <name...>',
        'text encoding of the tables: auto, utf8, gb18030, big5, windows-1252 …, for all or by role (default: auto)',
        byRole('--encoding'),
      )
      .option('--delimiter <character>', 'what separates the columns of the CSV tables: , ; | or tab', delimiter)
      .option('--default-category <id>', 'kind of the facilities in rows that name none')
      .option('--mapping <file>', 'JSON file that says which column plays which role (see: check --save-mapping)')
      .option('--sheet <name>', 'sheet of an XLSX file, by name or number (default: the first)'),
  )
}

/** `,`, `;`, `|`, a tab, or `tab`. @throws UsageError */
function delimiter(text: string): string {
  const character = /^(?:tab|\\t)$/i.test(text) ? '\t' : text
  if ([',', ';', '|', '\t', ':', '^', '~'].includes(character)) return character
  throw new UsageError(
    `--delimiter "${text}" is no separator of columns.`,
    "Give one character, quoted: --delimiter ';' or --delimiter tab. Without it, the table is looked at.",
  )
}

const profileIds = WALK_PROFILES.map(({ id }) => id)
/** Who may walk, for the option `--profile`. */
export const PROFILE_HELP = `${profileIds.slice(0, -1).join(', ')} or ${profileIds.at(-1)} (default: ${DEFAULT_PROFILE.id})`

/** Adds the options that say what is asked. */
export function addQuestionOptions(command: Command): Command {
  return command
    .option('--standard <id|file>', 'rule pack to judge by (see: living-circle standards)')
    .option('--minutes <list>', `time limits (default: ${DEFAULT_MINUTES.join(',')})`, numberList('--minutes'))
    .option('--metres <list>', 'distance limits instead of times, e.g. 300,500,1000', numberList('--metres'))
    .option('--profile <who>', PROFILE_HELP)
    .option('--category <id...>', 'only these kinds (see: living-circle categories)', idList)
    .addOption(
      new Option('--demand <method>', 'points of a block where walks begin')
        .choices(['auto', 'gates', 'buildings', 'grid', 'point'])
        .default('auto'),
    )
    .option(
      '--max-link-metres <n>',
      'longest straight way to a street (default: 200)',
      boundedNumber('--max-link-metres', 0, 10_000),
    )
    .addOption(langOption('language of tables, names and notes'))
    .option('--threads <n>', 'worker threads (default: as many as help)', wholeNumber('--threads', 1, 256))
}

/** What no single option can tell. @throws UsageError */
export function checkInputFlags(flags: InputFlags): void {
  if (flags.minutes !== undefined && flags.metres !== undefined) {
    throw new UsageError(
      '--minutes and --metres cannot go together.',
      'Measure by time or by distance; run it twice for both.',
    )
  }
  const files = flags.facilities?.length ?? 0
  if (files === 0 && (flags.facilitiesFrom === 'files' || flags.facilitiesFrom === 'both')) {
    throw new UsageError(
      `--facilities-from ${flags.facilitiesFrom} needs --facilities FILE.`,
      'Name one or more files, or leave --facilities-from out.',
    )
  }
}
