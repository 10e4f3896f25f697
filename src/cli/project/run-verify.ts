// What `verify` does: inputs, options, versions and files of a result against its run.json, and the same files made again.
import { resolve } from 'node:path'
import { EXIT_DISAGREES } from '../exit-codes.ts'
import type { FileSource, FoundInput, RunDifference, RunRecord } from '../library.ts'
import type { Library, Session } from '../session.ts'
import { differenceLines } from '../tables/difference-lines.ts'
import { UsageError, usage } from '../usage-error.ts'
import { sayIn } from '../words.ts'
import { runAgain } from './run-again.ts'

export interface VerifyFlags {
  readonly inputs?: string
  readonly json?: boolean
}

export async function runVerify(session: Session, folder: string, flags: VerifyFlags): Promise<void> {
  const library = await session.library()
  const record = await library.readRunRecord(folder)
  const piped = record.inputs.some(({ path }) => path === '-') ? pipedAgain(session, library) : null
  const hash = piped === null ? null : await piped.sha256()
  const found = await library.findInputs(record, folder, { elsewhere: flags.inputs, piped: hash })
  const differences = await differencesOf(session, library, { record, folder, found, piped })
  const first = differences[0]
  if (flags.json === true) {
    const { runId, inputs, outputs } = record
    const told = { agrees: first === undefined, runId, inputs: inputs.length, files: outputs.length, differences }
    session.terminal.result(`${JSON.stringify(told, null, 2)}\n`)
  } else if (first === undefined) {
    const values = { folder, files: record.outputs.length, inputs: record.inputs.length, run: record.runId }
    session.terminal.result(`${sayIn(session.lang)('verified_result', values)}\n`)
  } else {
    session.terminal.result(differenceLines(folder, differences, session.lang))
  }
  if (first !== undefined) session.exitCode = EXIT_DISAGREES
}

interface Verified {
  readonly record: RunRecord
  readonly folder: string
  readonly found: readonly FoundInput[]
  readonly piped: FileSource | null
}

/** Inputs first, then options and versions, then files: made again only where all before is as it was. */
async function differencesOf(
  session: Session,
  library: Library,
  { record, folder, found, piped }: Verified,
): Promise<RunDifference[]> {
  const before = [
    ...library.inputDifferences(found),
    ...(library.isRecordWhole(record)
      ? []
      : [{ what: 'option' as const, name: await changedOption(library, record, folder) }]),
    ...library.versionDifferences(record),
  ]
  const changed = await library.fileDifferences(record, folder)
  if (before.length > 0) return [...before, ...changed]
  const remade = await runAgain(session, library, { record, folder, found, piped })
  const differing = await library.remadeDifferences(record, folder, remade)
  const own = new Set(differing.map(({ name }) => name))
  const later = await Promise.all(
    changed.flatMap(async (one) => {
      if (one.what !== 'file' || one.state !== 'changed' || own.has(one.name)) return one
      return { ...one, ...(await library.firstDifference(resolve(folder, one.name), resolve(remade, one.name))) }
    }),
  )
  return [...differing, ...later.filter(({ name }) => !own.has(name))]
}

/** The option that run.json does not have as the answer was made; `run.json` where that is not told by the answer. */
async function changedOption(library: Library, record: RunRecord, folder: string): Promise<string> {
  try {
    const { report } = library.loadAnswer(await library.readAllBytes(library.openResult(folder, 'answer.bin')))
    return library.unlikeOption(record, report.options) ?? 'run.json'
  } catch {
    return 'run.json'
  }
}

/** What is piped this time. @throws UsageError where a keyboard is */
function pipedAgain(session: Session, library: Library): FileSource {
  if (session.files === undefined || process.stdin.isTTY === true) {
    throw new UsageError(usage('verify.pipe-again'), usage('hint.pipe-again'))
  }
  return library.openFile('-')
}
