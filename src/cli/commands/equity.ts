// equity: how fairly values are shared among people: of a table of one's own, or of the answer that a folder of results holds.
import { Command } from 'commander'
import { examples } from '../examples.ts'
import { langOption } from '../inputs/lang-option.ts'
import { tellRows } from '../inputs/table-options.ts'
import { refuseMistakes } from '../refusals.ts'
import { runOptions, type Session } from '../session.ts'
import { equityText } from '../tables/equity-table.ts'
import { UsageError, usage } from '../usage-error.ts'

interface EquityFlags {
  readonly values?: string
  readonly palmaCuts?: { readonly low: number; readonly high: number }
  readonly json?: boolean
}

export function equityCommand(session: Session): Command {
  const command = new Command('equity')
    .description(
      'Measure how fairly something is shared: Gini, Palma, Theil between and within groups, concentration; of a table, or of walks and served shares of a result.',
    )
    .argument('[folder]', 'folder that "living-circle coverage" has written; none with --values')
    .option('--values <file>', 'a table of your own: id, value, population and, where known, group, rank')
    .option(
      '--palma-cuts <low,high>',
      'ranks up to and above which Palma compares, of a larger area (default: 40 % and 90 % quantiles of the table’s own people)',
      twoRanks,
    )
    .option('--json', 'print everything as JSON')
    .addOption(langOption('language of tables and notes'))
    .action((folder: string | undefined, flags: EquityFlags) => runEquity(session, folder, flags))
  return examples(command, [
    'living-circle equity --values tables/values.csv',
    'living-circle equity --values tables/values.csv --json',
  ])
}

async function runEquity(session: Session, folder: string | undefined, flags: EquityFlags): Promise<void> {
  refuseMistakes({ ...flags, folder }, [
    {
      isMade: (given) => (given.values === undefined) === (given.folder === undefined),
      message: usage('usage.values-or-folder'),
      hint: usage('hint.values-or-folder'),
    },
  ])
  const library = await session.library()
  const { cells, counts, rejects } = await library.loadValues(library.openFile(flags.values!), runOptions(session))
  session.terminal.finish()
  tellRows(session, library, [counts], rejects)
  const found = library.measureFairness(cells, { palmaCuts: flags.palmaCuts })
  session.terminal.result(flags.json === true ? library.toEquityJson(found) : equityText(found, session.lang))
}

/** `1208.6,3741.6` → two ranks. @throws UsageError */
function twoRanks(text: string): { low: number; high: number } {
  const parts = text.split(',')
  const [low, high] = parts.map((part) => (/^\s*-?\d+(\.\d+)?\s*$/.test(part) ? Number(part) : Number.NaN))
  if (parts.length === 2 && low! <= high!) return { low: low!, high: high! }
  throw new UsageError(
    usage('usage.two-ranks', { option: '--palma-cuts', text }),
    usage('hint.write-like', { example: '--palma-cuts 1200,3700' }),
  )
}
