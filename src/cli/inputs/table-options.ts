// Options of commands that work on streets, or on tables of one's own (`capacity`, `site`): costs, demand, supply. `--demand` is a file beside
// `--costs`, and elsewhere what it is for every command: the points of a block where walks begin.
import { type Command, Option } from 'commander'
import type { FileSource, LoadedPlanningTables, SourceCounts } from '../library.ts'
import { refuseMistakes } from '../refusals.ts'
import { type Library, runOptions, type Session } from '../session.ts'
import { UsageError, usage } from '../usage-error.ts'
import { sayIn, sayReject } from '../words.ts'
import type { InputFlags } from './input-flags.ts'
import { addInputOptions } from './input-options.ts'
import { refuseTwoStreams } from './one-stream.ts'
import { boundedNumber } from './option-values.ts'
import { tellApart } from './source-names.ts'

/** What they give. */
export interface TableFlags {
  readonly costs?: string
  /** A file beside `costs`, else a way to make demand points. */
  readonly demand?: string
  readonly supply?: string
  readonly limit?: number
}

const METHODS = ['auto', 'gates', 'buildings', 'grid', 'point'] as const

/** All input options but the command's own, with the area as an argument that may be left out, and those of tables. */
export function addTableOptions(command: Command, own: Parameters<typeof addInputOptions>[1] = []): Command {
  command.argument('[area]', 'OpenStreetMap extract: .osm.pbf, .osm, .osm.gz or Overpass JSON; none with --costs')
  addInputOptions(command, ['area', 'demand', ...own])
  return command
    .option(
      '--costs <file>',
      'a table of your own instead of streets: demand_id, site_id, cost; a missing pair is out of reach',
    )
    .addOption(
      new Option(
        '--demand <file|method>',
        `with --costs a table demand_id, weight; else the points of a block where walks begin: ${METHODS.join(', ')}`,
      ),
    )
    .option('--supply <file>', 'with --costs: a table site_id, places and, where known, status, build_cost')
    .option(
      '--limit <cost>',
      'with --costs: largest cost that is within reach, inclusive',
      boundedNumber('--limit', 0, 1e12, 900),
    )
}

/** Whether a run is of tables; refuses what does not go together. @throws UsageError */
export function isOfTables(area: string | undefined, flags: TableFlags): boolean {
  refuseMistakes({ ...flags, area }, [
    {
      isMade: (given) => given.costs !== undefined && given.area !== undefined,
      message: usage('usage.costs-and-area'),
      hint: usage('hint.costs-or-area'),
    },
    {
      isMade: (given) => given.costs === undefined && given.area === undefined,
      message: usage('usage.no-area-no-costs'),
      hint: usage('hint.costs-or-area'),
    },
    {
      isMade: (given) => given.costs !== undefined && given.demand === undefined,
      message: usage('usage.costs-no-demand'),
      hint: usage('hint.costs-demand'),
    },
    {
      isMade: (given) => given.costs === undefined && (given.supply !== undefined || given.limit !== undefined),
      message: usage('usage.table-option-alone'),
      hint: usage('hint.costs-or-area'),
    },
  ])
  return flags.costs !== undefined
}

/** The input options of a run on streets. @throws UsageError for a way to make demand points that is none */
export function streetFlags<Flags extends TableFlags>(flags: Flags): Flags & InputFlags {
  const { demand = 'auto' } = flags
  const method = METHODS.find((one) => one === demand)
  if (method === undefined) {
    throw new UsageError(usage('usage.demand-method', { text: demand, list: [...METHODS] }), usage('hint.costs-demand'))
  }
  return { ...flags, demand: method }
}

/** Reads the tables, with a line of narration for each file. */
export async function loadTables(
  session: Session,
  library: Library,
  { costs, demand, supply, encoding, delimiter }: TableFlags & Pick<InputFlags, 'encoding' | 'delimiter'>,
): Promise<LoadedPlanningTables> {
  const paths = [costs!, demand!, ...(supply === undefined ? [] : [supply])]
  refuseTwoStreams(paths)
  const [costFile, demandFile, supplyFile] = tellApart(paths.map((path) => library.openFile(path))) as [
    FileSource,
    FileSource,
    FileSource | undefined,
  ]
  const tables = await library.loadPlanningTables(
    { costs: costFile, demand: demandFile, supply: supplyFile },
    { ...runOptions(session), encoding: typeof encoding === 'string' ? encoding : undefined, delimiter },
  )
  session.terminal.finish()
  tellRows(session, library, tables.counts, tables.rejects)
  return tables
}

/** Rows read, used and rejected, and the reasons. */
export function tellRows(
  { terminal, lang }: Session,
  library: Library,
  counts: readonly SourceCounts[],
  rejects: LoadedPlanningTables['rejects'],
): void {
  const say = sayIn(lang)
  for (const { source, read, used, rejected } of counts) {
    terminal.note(say('table_rows', { name: source, read, used, rejected }))
  }
  for (const reason of library.rejectReasons(rejects)) {
    terminal.note(say('table_reason', { name: reason.source, n: reason.count, example: sayReject(reason.first, lang) }))
  }
}
