// What a plan keeps of its command line, so that the merge can write the run.json that "coverage" would have written. Parsed options in, plain data out;
// and back, as files of a result.
import { resolve } from 'node:path'
import type { Command } from 'commander'
import type { AccessReport, FileToWrite, PlannedRun, ShardPlanRecord } from '../library.ts'
import { lastingOptions, mayNameFile, namesFile, optionName } from '../project/option-kinds.ts'
import { namedFiles, recordedOptions } from '../project/recorded-options.ts'
import type { Library, Session } from '../session.ts'

type Flags = Readonly<Record<string, unknown>>

/** The command that does the same on one machine. */
function coverageOf(session: Session): Command {
  return session.line!.commands().find((command) => command.name() === 'coverage')!
}

/** What was asked, with the files that were read. */
export async function plannedRun(
  session: Session,
  library: Library,
  area: string,
  flags: Flags,
  about: Pick<AccessReport, 'inputs' | 'licence'>,
  isPrepared: boolean,
): Promise<PlannedRun> {
  const coverage = coverageOf(session)
  const named = new Map(namedFiles(library, coverage, flags).map(([option, path]) => [path, option]))
  const absolute = (path: string) => (path === '-' ? path : resolve(path))
  named.set(absolute(area), 'area')
  const sources = session.files!.sources()
  const inputs = await library.runInputs({
    sources,
    optionOf: (path) => named.get(absolute(path)) ?? null,
    inputs: about.inputs,
    folder: '/',
  })
  const opened = new Set(sources.map(({ path }) => absolute(path)))
  const options = Object.fromEntries(
    lastingOptions(coverage).flatMap((option) => {
      const given = flags[option.attributeName()]
      if (given === undefined || optionName(option) === 'lang') return []
      return [[option.attributeName(), namesFile(option) ? absolutePaths(library, option, given, opened) : given]]
    }),
  )
  return {
    area: absolute(area),
    options,
    lang: session.lang,
    isPrepared,
    attribution: library.licenceOf(about).attribution,
    inputs: inputs.map((input) => ({ ...input, path: input.path === '-' ? '-' : resolve('/', input.path) })),
  }
}

function absolutePaths(
  library: Library,
  option: Parameters<typeof mayNameFile>[0],
  given: unknown,
  opened: ReadonlySet<string>,
): unknown {
  const one = (text: string) =>
    text !== '-' && (!mayNameFile(option) || opened.has(resolve(text))) ? resolve(text) : text
  if (Array.isArray(given)) return given.flatMap((text) => library.matchingFiles(String(text))).map(one)
  return typeof given === 'string' ? one(given) : given
}

/** The files of a result with the run.json of `coverage` as the last of them. */
export function withPlannedRecord(
  session: Session,
  library: Library,
  { area, options, lang, attribution, inputs, isPrepared }: ShardPlanRecord,
  asked: { readonly out: string; readonly flags: Flags; readonly notOfThisRun: readonly string[] },
  files: readonly FileToWrite[],
): FileToWrite[] {
  const { out: folder, flags, notOfThisRun } = asked
  const known = new Set(inputs.map(({ path }) => path))
  const path = (one: string) => library.recordedPath(folder, one)
  const names = { isFile: (one: string) => known.has(resolve(one)), path }
  const recorded = recordedOptions(library, coverageOf(session), { ...options, ...flags }, names, lang, isPrepared)
  const hashed = library.hashedFiles(files)
  const record = function* () {
    const run = { command: 'coverage', area, options: recorded, attribution, folder, notOfThisRun }
    const moved = inputs.map((input) => ({ ...input, path: path(input.path) }))
    yield library.toRunJson(library.recordOfRun({ ...run, inputs: moved }, hashed.written()))
  }
  return [...hashed.files, { name: library.RUN_RECORD_FILE, content: record }]
}
