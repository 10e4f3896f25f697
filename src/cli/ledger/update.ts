// ledger update: a ledger and the folder of a run → the ledger with what the run proves.
import { basename, dirname, join } from 'node:path'
import { Command, Option } from 'commander'
import { examples } from '../examples.ts'
import { langOption } from '../inputs/lang-option.ts'
import { wholeNumber } from '../inputs/option-values.ts'
import type { UpdatedLedger } from '../library.ts'
import type { Session } from '../session.ts'
import { ledgerText } from '../tables/ledger-table.ts'
import { sayIn } from '../words.ts'
import { type Heard, hearVoices } from './hear-voices.ts'
import { ledgerFiles } from './ledger-files.ts'
import { ledgerRun } from './ledger-run.ts'

interface UpdateFlags {
  readonly date?: string
  readonly output?: string
  readonly overwrite?: boolean
  readonly json?: boolean
  readonly voices?: string
  readonly voicesDays?: number
  readonly crs?: 'wgs84' | 'gcj02' | 'bd09'
  readonly privateOutput?: string
}

export function updateCommand(session: Session): Command {
  const command = new Command('update')
    .description(
      'Bring a ledger up to date by a result; it is made where there is none. The same result again changes nothing.',
    )
    .argument('<ledger>', 'ledger to update in place, .xlsx or .csv')
    .argument('<result>', 'folder that "living-circle coverage", "scenario" or "remedies" has written')
    .option('--date <day>', 'day of the update, as 2026-05-01 (default: today)')
    .option('-o, --output <file>', 'write the ledger here instead, of the same kind')
    .option('--overwrite', 'replace the file of --output where it exists')
    .option(
      '--voices <file>',
      'what residents said, a table id, lon, lat or block or community, category or text, date: beside it LEDGER.voices.csv',
    )
    .option(
      '--voices-days <n>',
      'count voices of so many days before --date (default: all)',
      wholeNumber('--voices-days', 1, 36_500),
    )
    .addOption(
      new Option('--crs <system>', 'coordinates of the voices: wgs84, gcj02 or bd09 (default: wgs84)').choices([
        'wgs84',
        'gcj02',
        'bd09',
      ]),
    )
    .option('--private-output <file>', 'for the office only: every voice with its text and gaps, CSV')
    .option('--json', 'print what has changed as JSON')
    .addOption(langOption('language of a new ledger, and of what is printed'))
    .action((path: string, result: string, flags: UpdateFlags) => runUpdate(session, path, result, flags))
  return examples(command, [
    'living-circle ledger update ledger.xlsx results',
    'living-circle ledger update ledger.xlsx results --date 2026-05-01 --lang zh',
  ])
}

async function runUpdate(session: Session, path: string, result: string, flags: UpdateFlags): Promise<void> {
  const library = await session.library()
  const target = flags.output ?? path
  if (flags.output !== undefined) library.checkOutputFile(flags.output, { overwrite: flags.overwrite })
  const { report, runId, closed } = await ledgerRun(library, result)
  const date = flags.date ?? new Date().toISOString().slice(0, 10)
  const updated = await library.updateLedgerFile(ledgerFiles(library, path, session.lang), report, {
    runId,
    date,
    closed,
  })
  await write(session, updated, { path, target, overwrite: flags.overwrite })
  const voices = await hearVoices(session, library, { report, ledger: updated.ledger, path: target, date }, flags)
  session.terminal.result(
    flags.json === true ? jsonOf(updated, voices) : ledgerText(updated, session.lang) + (voices?.text ?? ''),
  )
}

interface Places {
  readonly path: string
  readonly target: string
  readonly overwrite: boolean | undefined
}

/** A ledger is people's own file, updated where it lies: each file is the old or the new one at every moment. */
async function write(session: Session, { files }: UpdatedLedger, { path, target, overwrite }: Places): Promise<void> {
  const say = sayIn(session.lang)
  const isElsewhere = target !== path
  const name = (one: string) =>
    one.replace(basename(path).replace(/\.\w+$/, ''), basename(target).replace(/\.\w+$/, ''))
  for (const { name: own, content } of files) {
    const place = join(dirname(target), isElsewhere ? name(own) : own)
    await session.files!.writeInPlace(place, content, {
      overwrite: isElsewhere ? overwrite : true,
      signal: session.signal,
    })
    session.terminal.note(say('wrote', { path: place }))
  }
  if (files.length === 0) session.terminal.note(say('led_same', { path }))
}

function jsonOf({ run, conflicts, claimed, isChanged, ledger }: UpdatedLedger, heard: Heard | undefined): string {
  const rows = ledger.rows.flatMap(({ gap, human }) => {
    if (gap === null) return []
    const {
      id,
      state,
      unknownReason,
      methodChanged,
      parent,
      mergedInto,
      firstSeen,
      lastChecked,
      evidence,
      question,
      facts,
    } = gap
    const { people, unit, level } = facts
    const blocks = gap.blocks.map((block) => block.id)
    return [
      {
        id,
        state,
        status: human.status ?? null,
        unknownReason,
        methodChanged,
        parent,
        mergedInto,
        firstSeen,
        lastChecked,
        evidence,
        ...question,
        level,
        unit,
        people,
        blocks,
      },
    ]
  })
  return `${JSON.stringify({ schema: 'living-circle/ledger', isChanged, claimed, run, conflicts, rows, ...(heard === undefined ? {} : { voices: heard.json }) }, null, 2)}\n`
}
