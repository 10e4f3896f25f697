// equity: how fairly values are shared among people: of a table of one's own, or of the answer that a folder of results holds.
import { Command, Option } from 'commander'
import { examples } from '../examples.ts'
import { langOption } from '../inputs/lang-option.ts'
import { idList } from '../inputs/option-values.ts'
import { savedAnswer } from '../inputs/saved-answer.ts'
import { tellRows } from '../inputs/table-options.ts'
import type { AnswerFairness, Fairness } from '../library.ts'
import { deliver } from '../output-file.ts'
import { refuseMistakes } from '../refusals.ts'
import { type Library, runOptions, type Session } from '../session.ts'
import { answerEquityText, equityText } from '../tables/equity-table.ts'
import { UsageError, usage } from '../usage-error.ts'

interface EquityFlags {
  readonly values?: string
  readonly category?: readonly string[]
  readonly of?: AnswerFairness['subject']
  readonly by?: 'community' | 'street' | 'district'
  readonly palmaCuts?: { readonly low: number; readonly high: number }
  readonly lorenz?: string
  readonly overwrite?: boolean
  readonly json?: boolean
}

export function equityCommand(session: Session): Command {
  const command = new Command('equity')
    .description(
      'Measure how fairly something is shared: Gini, Palma, Theil between and within groups, concentration; of a table, or of walks and served shares of a result.',
    )
    .argument('[folder]', 'folder that "living-circle coverage" has written; none with --values')
    .option('--values <file>', 'a table of your own: id, value, population and, where known, group, rank')
    .option('--category <id...>', 'only these kinds (default: all that the data have)', idList)
    .addOption(
      new Option(
        '--of <what>',
        'only of this: the walk, the part within the limit, or served in fact (default: all)',
      ).choices(['walk', 'within', 'served']),
    )
    .addOption(
      new Option('--by <level>', 'areas that Theil is split by (default: those of the overview)').choices([
        'community',
        'street',
        'district',
      ]),
    )
    .option(
      '--palma-cuts <low,high>',
      'ranks up to and above which Palma compares, of a larger area (default: 40 % and 90 % quantiles of the table’s own people)',
      twoRanks,
    )
    .option('--lorenz <file>', 'draw the Lorenz curve as SVG, or - for stdout')
    .option('--overwrite', 'replace the file where it exists')
    .option('--json', 'print everything as JSON')
    .addOption(langOption('language of tables and notes'))
    .action((folder: string | undefined, flags: EquityFlags) => runEquity(session, folder, flags))
  return examples(command, [
    'living-circle equity --values tables/values.csv --lorenz walks.svg',
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
    {
      isMade: ({ values, category, of, by }) => values !== undefined && (category ?? of ?? by) !== undefined,
      message: usage('usage.values-options'),
      hint: usage('hint.values-options'),
    },
    {
      isMade: ({ lorenz, json }) => lorenz === '-' && json === true,
      message: usage('usage.stdout-one', { list: '--json and --lorenz -' }),
      hint: usage('hint.other-to-file'),
    },
  ])
  const library = await session.library()
  if (flags.lorenz !== undefined && flags.lorenz !== '-') {
    library.checkOutputFile(flags.lorenz, { overwrite: flags.overwrite })
  }
  await (folder === undefined ? ofTable(session, library, flags) : ofAnswer(session, library, folder, flags))
}

async function ofTable(session: Session, library: Library, flags: EquityFlags): Promise<void> {
  const { cells, counts, rejects } = await library.loadValues(library.openFile(flags.values!), runOptions(session))
  session.terminal.finish()
  tellRows(session, library, [counts], rejects)
  const found = library.measureFairness(cells, { palmaCuts: flags.palmaCuts })
  tell(session, flags, library.toEquityJson(found), equityText(found, session.lang))
  await draw(session, library, [found], flags)
}

async function ofAnswer(session: Session, library: Library, folder: string, flags: EquityFlags): Promise<void> {
  const { report } = await savedAnswer(library, folder)
  const categories = flags.category?.map((word) => library.resolveCategoryWord(word).category?.id ?? word)
  const all = library.answerFairness(report, { level: flags.by, categories })
  const results = flags.of === undefined ? all : all.filter(({ subject }) => subject === flags.of)
  tell(session, flags, library.toAnswerEquityJson(results), answerEquityText(report, results, session.lang))
  const first = results.filter(({ populationGroup }) => populationGroup === results[0]!.populationGroup)
  await draw(
    session,
    library,
    first.map(({ fairness }) => fairness),
    flags,
  )
}

function tell({ terminal }: Session, { json, lorenz }: EquityFlags, asJson: string, asText: string): void {
  if (json === true) terminal.result(asJson)
  else if (lorenz === '-') terminal.note(asText.trimEnd())
  else terminal.result(asText)
}

/** One curve: of several the reader could not tell which is which. */
async function draw(
  session: Session,
  library: Library,
  found: readonly Fairness[],
  { lorenz, overwrite }: EquityFlags,
): Promise<void> {
  if (lorenz === undefined) return
  if (found.length !== 1) throw new UsageError(usage('usage.lorenz-many'), usage('hint.lorenz-many'))
  const svg = library.lorenzSvg(found[0]!, { lang: session.lang })
  if (svg === null) {
    const why = found[0]!.reasons.gini!
    throw new UsageError(usage('usage.lorenz-none', { why }), usage('hint.lorenz-many'))
  }
  await deliver(session, lorenz, () => [svg], { overwrite })
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
