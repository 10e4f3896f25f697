// What `ledger update` does: reads a ledger and a result, writes what is new, and tells of it.
import { basename, dirname, join } from 'node:path'
import type { UpdatedLedger } from '../library.ts'
import type { Session } from '../session.ts'
import { ledgerText } from '../tables/ledger-table.ts'
import { sayIn } from '../words.ts'
import { type Heard, hearVoices } from './hear-voices.ts'
import { ledgerFiles } from './ledger-files.ts'
import { ledgerRun } from './ledger-run.ts'

export interface UpdateFlags {
  readonly date?: string
  readonly output?: string
  readonly overwrite?: boolean
  readonly json?: boolean
  readonly voices?: string
  readonly voicesDays?: number
  readonly crs?: 'wgs84' | 'gcj02' | 'bd09'
  readonly privateOutput?: string
}

export async function runUpdate(session: Session, path: string, result: string, flags: UpdateFlags): Promise<void> {
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
