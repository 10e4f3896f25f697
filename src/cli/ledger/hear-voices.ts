// `ledger update --voices`: what residents said beside the gaps of the ledger. A table in; lists for the public, and for the office where asked, out.

import type { AccessReport, Ledger } from '../library.ts'
import { type Library, runOptions, type Session } from '../session.ts'
import { sayCode, sayIn } from '../words.ts'

interface VoiceFlags {
  readonly voices?: string
  readonly voicesDays?: number
  readonly crs?: 'wgs84' | 'gcj02' | 'bd09'
  readonly privateOutput?: string
  readonly overwrite?: boolean
}

interface Ground {
  readonly report: AccessReport
  readonly ledger: Ledger
  readonly path: string
  readonly date: string
}

/** What is told of voices, to people and to programs. */
export interface Heard {
  readonly text: string
  readonly json: object
}

/** Reads, matches and writes voices; nothing where none were given. */
export async function hearVoices(
  session: Session,
  library: Library,
  { report, ledger, path, date }: Ground,
  { voices: file, voicesDays, crs, privateOutput, overwrite }: VoiceFlags,
): Promise<Heard | undefined> {
  if (file === undefined) return undefined
  if (privateOutput !== undefined) library.checkOutputFile(privateOutput, { overwrite })
  const { voices, counts, rejects } = await library.loadVoices(library.openFile(file), { ...runOptions(session), crs })
  session.terminal.finish()
  const heard = library.voicesOfLedger(
    voices,
    report,
    ledger,
    voicesDays === undefined ? {} : { days: voicesDays, until: date },
  )
  const say = sayIn(session.lang)
  const place = `${path.replace(/\.\w+$/, '')}.voices.csv`
  await session.files!.writeInPlace(place, heard.csv, { overwrite: true, signal: session.signal })
  session.terminal.note(say('wrote', { path: place }))
  if (privateOutput !== undefined) {
    await library.writeFileAtomically(privateOutput, heard.privateCsv(), { overwrite, signal: session.signal })
    session.terminal.note(say('wrote', { path: privateOutput }))
  }
  const { heardAndComputed, heardOnly, computedOnly, tooOld, notMeasured } = heard.lists
  const { rows, total } = heard.published
  const { read, used, rejected } = counts
  const withheld = rows.filter((row) => row.voices === null).length
  const lists = { heard: heardAndComputed.length, alone: heardOnly.length, silent: computedOnly.length }
  for (const { count, code } of library.rejectReasons(rejects)) {
    session.terminal.note(say('led_voices_reason', { n: count, code: sayCode(code, session.lang) }))
  }
  // Where the sum would tell what is withheld, so would the number of voices that are counted.
  const isTold = total !== null
  const lines = [
    ...(isTold ? [say('led_voices', { read, used, rejected, old: tooOld, other: notMeasured })] : []),
    say('led_voices_lists', lists),
    ...(withheld > 0 ? [say('led_voices_withheld', { n: withheld, least: library.LEAST_PUBLISHED })] : []),
  ]
  const sums = isTold ? { read, used, rejected, tooOld, notMeasured } : {}
  const json = { ...sums, total, rows }
  return { text: lines.map((line) => `${line}\n`).join(''), json }
}
