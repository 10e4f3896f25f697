// What a run leaves behind of itself: run.json. What enters: the command, its options, the files that it opened, what it found and what it wrote;
// what leaves: the record and its text. It does not know what an option means, only which files it names.
import { createHash } from 'node:crypto'
import { isAbsolute, relative, resolve, sep } from 'node:path'
import {
  type OptionValues,
  RUN_SCHEMA_VERSION,
  type RunInput,
  type RunOutput,
  type RunRecord,
} from '../answer/run-record.ts'
import type { InputRecord } from '../answer/sources.ts'
import { checkGiven, checkType } from '../foundation/arguments.ts'
import { MODEL_VERSION, TOOL_VERSION } from '../foundation/version.ts'
import type { FileSource } from './open-file.ts'
import { packageVersions } from './package-versions.ts'

/** The file of a result that says how it was made. */
export const RUN_RECORD_FILE = 'run.json'

/** Options that say how a result is shown or where it goes, not what it is. */
const SHOWN_ONLY = new Set(['also', 'gzip', 'lang', 'out-crs', 'title'])

/** A run as it is known once its answer is there. */
export interface RunGround {
  readonly command: string
  /** As given. */
  readonly area: string
  /** Without those that say where results go. Files as the record's `path` says them. */
  readonly options: OptionValues
  /** Which option a file was opened for; `null` where it is no input of the run's own. */
  readonly optionOf: (path: string) => string | null
  readonly sources: readonly FileSource[]
  /** What the answer says of its inputs. */
  readonly inputs: readonly InputRecord[]
  /** Whose map it is. */
  readonly attribution: string
  /** Where results go. */
  readonly folder: string
  readonly notOfThisRun: readonly string[]
}

/**
 * A path as a record says it: from a folder on, with `/` on every system; where no way leads there (another drive), the path itself.
 *
 * @example
 * ```ts
 * import { recordedPath } from 'living-circle/node'
 * declare const folder: string
 * const way = recordedPath(folder, `${folder}/../town.osm.pbf`) // '../town.osm.pbf'
 * ```
 */
export function recordedPath(folder: string, path: string): string {
  checkType('recordedPath', 'folder', folder, 'string')
  checkType('recordedPath', 'path', path, 'string')
  if (path === '-') return path
  const way = relative(resolve(folder), resolve(path))
  return (isAbsolute(way) ? path : way).split(sep).join('/')
}

/** The record of a run that has written its files. Sources are read again only where nobody has read them to their end. */
export async function runRecord(ground: RunGround, outputs: readonly RunOutput[]): Promise<RunRecord> {
  checkType('runRecord', 'ground', ground, 'object')
  checkType('runRecord', 'sources', ground.sources, 'array')
  checkType('runRecord', 'outputs', outputs, 'array')
  return recordOfRun({ ...ground, inputs: await runInputs(ground) }, outputs)
}

/** The files that a run read for its options. */
export async function runInputs(
  ground: Pick<RunGround, 'sources' | 'optionOf' | 'inputs' | 'folder'>,
): Promise<RunInput[]> {
  checkType('runInputs', 'ground', ground, 'object')
  checkType('runInputs', 'sources', ground.sources, 'array')
  checkType('runInputs', 'inputs', ground.inputs, 'array')
  return Promise.all(
    ground.sources.flatMap((source) => {
      const option = ground.optionOf(source.path)
      return option === null ? [] : [runInput(ground, source, option)]
    }),
  )
}

/** A run whose inputs were looked at before. */
export type KnownRun = Pick<RunGround, 'command' | 'area' | 'options' | 'attribution' | 'folder' | 'notOfThisRun'> & {
  readonly inputs: readonly RunInput[]
}

/** The record of a run whose inputs are known. */
export function recordOfRun(run: KnownRun, outputs: readonly RunOutput[]): RunRecord {
  checkGiven('recordOfRun', 'run', run, 'knownRun')
  checkType('recordOfRun', 'outputs', outputs, 'array')
  const { command, options, folder, inputs } = run
  const made = { modelVersion: MODEL_VERSION, toolVersion: TOOL_VERSION, packages: packageVersions() }
  return {
    schema: 'living-circle/run',
    schemaVersion: RUN_SCHEMA_VERSION,
    runId: runIdOf({ ...made, command, options, inputs }),
    ...made,
    command,
    area: recordedPath(folder, run.area),
    options,
    attribution: run.attribution,
    osmDate: inputs.find(({ option }) => option === 'area')?.date ?? null,
    inputs,
    outputs,
    notOfThisRun: run.notOfThisRun,
  }
}

/**
 * The name of a run: what its answer follows from, hashed. Runs of the same inputs, options and versions have the same name, wherever their
 * files lie and in whatever language and formats their results are written.
 *
 * @example
 * ```ts
 * import { runIdOf } from 'living-circle/node'
 * import type { RunRecord } from 'living-circle/parts'
 * declare const record: RunRecord
 * const id = runIdOf(record)
 * ```
 */
export function runIdOf(
  record: Pick<RunRecord, 'modelVersion' | 'toolVersion' | 'packages' | 'command' | 'options' | 'inputs'>,
): string {
  checkGiven('runIdOf', 'record', record, 'runGround')
  const { modelVersion, toolVersion, packages, command, options, inputs } = record
  const isFileOf = new Set(inputs.map(({ option }) => option))
  const decisive = Object.entries(options)
    .filter(([name]) => !SHOWN_ONLY.has(name) && !isFileOf.has(name))
    .sort(([a], [b]) => (a < b ? -1 : 1))
  const files = inputs.map(({ option, sha256 }) => [option, sha256])
  const versions = Object.entries(packages).sort(([a], [b]) => (a < b ? -1 : 1))
  const text = JSON.stringify([modelVersion, toolVersion, versions, command, decisive, files])
  return `run-${createHash('sha256').update(text).digest('hex').slice(0, 12)}`
}

/**
 * The text of run.json.
 *
 * @example
 * ```ts
 * import { toRunJson } from 'living-circle/node'
 * import type { RunRecord } from 'living-circle/parts'
 * declare const record: RunRecord
 * const text = toRunJson(record)
 * ```
 */
export function toRunJson(record: RunRecord): string {
  return `${JSON.stringify(record, null, 2)}\n`
}

const ROLE_OF: Readonly<Record<string, InputRecord['role']>> = { dem: 'heights', 'demand-rate': 'demand-rates' }

async function runInput(
  { folder, inputs }: Pick<RunGround, 'folder' | 'inputs'>,
  source: FileSource,
  option: string,
): Promise<RunInput> {
  const sha256 = await source.sha256()
  const role = ROLE_OF[option] ?? option
  const found = inputs.find((input) => input.role === role && input.sha256 === sha256)
  return {
    option,
    path: recordedPath(folder, source.path),
    name: found?.name ?? source.name,
    bytes: source.byteLength ?? (await lengthOf(source)),
    sha256,
    date: found?.date ?? null,
    counts: found === undefined ? null : countsOf(found),
  }
}

function countsOf({ read, used, rejected, outside = 0, notAsked = 0 }: InputRecord): RunInput['counts'] {
  return { read, used, rejected, outside, notAsked }
}

/** Of what came through a pipe: it is kept, so this costs nothing. */
async function lengthOf(source: FileSource): Promise<number> {
  let length = 0
  for await (const piece of source.stream()) length += piece.length
  return length
}
