// The folder of a plan: made, run shard by shard, and read again. Files appear whole or not at all; what is done and still holds is not done again. It knows
// no engine: whoever runs shards needs only their folders. It does not know what shards measure.
import { createHash } from 'node:crypto'
import { existsSync, mkdirSync, readdirSync, rmSync } from 'node:fs'
import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { checkGiven, checkType } from '../foundation/arguments.ts'
import { isLivingCircleError } from '../foundation/errors.ts'
import { checkOptions, type OptionKeys } from '../foundation/options.ts'
import { throwIfAborted } from '../foundation/progress.ts'
import { MODEL_VERSION, TOOL_VERSION } from '../foundation/version.ts'
import { type MeasureShardOptions, measureShard, type ShardPlan } from '../parts.ts'
import { problem } from '../words/problem.ts'
import { removeLeftovers, removeQuietly } from './leftovers.ts'
import { cannotWrite } from './output-path.ts'
import {
  type DoneRecord,
  type HashedContent,
  PLAN_BYTES,
  PLAN_FILE,
  PLAN_SCHEMA_VERSION,
  readDoneRecord,
  readPlanRecord,
  readShardRecord,
  SHARD_FILES,
  SHARD_ID,
  type ShardPlanRecord,
  type ShardRecord,
  toRecordText,
} from './shard-records.ts'
import { isSystemError } from './stage-file.ts'
import { writeFileAtomically } from './write-files.ts'

/** What a plan was made from, beside the plan itself. */
export type PlannedRun = Pick<ShardPlanRecord, 'area' | 'options' | 'lang' | 'attribution' | 'inputs' | 'isPrepared'>

/** How a shard stands. `stale`: done, but of another plan or version. `damaged`: its rows are not what was written. */
export type ShardState = 'done' | 'missing' | 'stale' | 'damaged'

const shardsOf = (folder: string) => join(folder, 'shards')

/**
 * Where a shard lies.
 *
 * @example
 * ```ts
 * import { shardFolder } from 'living-circle/node'
 * declare const folder: string
 * const own = shardFolder(folder, '0001')
 * ```
 */
export function shardFolder(folder: string, id: string): string {
  checkType('shardFolder', 'folder', folder, 'string')
  checkType('shardFolder', 'id', id, 'string')
  return join(shardsOf(folder), id)
}

/**
 * Writes a plan into a folder, the list last: without it the folder is no plan. Rows that are there from a plan before, and still hold, stay.
 *
 * @returns the list
 * @throws LivingCircleError `io`, `aborted`
 */
export async function writeShardPlan(
  folder: string,
  plan: ShardPlan,
  run: PlannedRun,
  signal?: AbortSignal,
): Promise<ShardPlanRecord> {
  checkType('writeShardPlan', 'folder', folder, 'string')
  checkGiven('writeShardPlan', 'plan', plan, 'shardPlan')
  const write = (path: string, bytes: string | Uint8Array) =>
    writeFileAtomically(path, bytes, { overwrite: true, signal })
  try {
    mkdirSync(shardsOf(folder), { recursive: true })
    removeLeftovers(folder, new Set())
    rmSync(join(folder, PLAN_FILE), { force: true })
    const shards: ShardRecord[] = []
    for (const { bytes, ...counts } of plan.shards()) {
      throwIfAborted(signal)
      const own = shardFolder(folder, counts.id)
      const record: ShardRecord = { ...counts, part: contentOf(bytes) }
      mkdirSync(own, { recursive: true })
      removeLeftovers(own, new Set())
      if (partBefore(own) !== record.part.sha256) await write(join(own, SHARD_FILES.part), bytes)
      await write(join(own, SHARD_FILES.note), toRecordText(record))
      shards.push(record)
    }
    removeOthers(folder, new Set(shards.map(({ id }) => id)))
    await write(join(folder, PLAN_BYTES), plan.bytes)
    const record: ShardPlanRecord = {
      schema: 'living-circle/shards',
      ...{ schemaVersion: PLAN_SCHEMA_VERSION, toolVersion: TOOL_VERSION, modelVersion: MODEL_VERSION },
      haloMetres: plan.haloMetres,
      plan: contentOf(plan.bytes),
      ...run,
      shards: shards.sort((a, b) => b.expectedWork - a.expectedWork || (a.id < b.id ? -1 : 1)),
    }
    await write(join(folder, PLAN_FILE), toRecordText(record))
    return record
  } catch (error) {
    throw isLivingCircleError(error) || !isSystemError(error) ? error : cannotWrite(folder, error)
  }
}

/** The part that is there from a plan before, by its note; it is read when it is run. */
function partBefore(own: string): string | null {
  try {
    return existsSync(join(own, SHARD_FILES.part)) ? readShardRecord(join(own, SHARD_FILES.note)).part.sha256 : null
  } catch {
    return null
  }
}

/** Shards of a plan before that this one has not; nothing else. */
function removeOthers(folder: string, ids: ReadonlySet<string>): void {
  for (const name of readdirSync(shardsOf(folder))) {
    if (ids.has(name) || !SHARD_ID.test(name)) continue
    for (const file of Object.values(SHARD_FILES)) removeQuietly(join(shardsOf(folder), name, file))
    const own = join(shardsOf(folder), name)
    if (readdirSync(own).length === 0) removeQuietly(own)
  }
}

/**
 * The list of a plan. @throws LivingCircleError `input-unusable`, `input-format`
 * @example
 * ```ts
 * import { openShardPlan } from 'living-circle/node'
 * declare const folder: string
 * const list = openShardPlan(folder)
 * ```
 */
export function openShardPlan(folder: string): ShardPlanRecord {
  checkType('openShardPlan', 'folder', folder, 'string')
  return readPlanRecord(join(folder, PLAN_FILE))
}

/**
 * The bytes of a plan for the merge. @throws LivingCircleError `input-unusable`, `input-format` (not those that its list names)
 * @example
 * ```ts
 * import { openShardPlan, planBytes } from 'living-circle/node'
 * declare const folder: string
 * const plan = await planBytes(folder, openShardPlan(folder))
 * ```
 */
export async function planBytes(folder: string, list: ShardPlanRecord): Promise<Uint8Array> {
  checkType('planBytes', 'folder', folder, 'string')
  checkGiven('planBytes', 'list', list, 'shardList')
  return readWhole(join(folder, PLAN_BYTES), list.plan.sha256)
}

const KNOWN_RUN_OPTIONS: OptionKeys<MeasureShardOptions> = { sweep: true, signal: true, onProgress: true }

/** What came of running a shard. */
export interface RanShard {
  readonly id: string
  /** `kept`: it was done before, and nothing has changed since. */
  readonly state: 'done' | 'kept'
  readonly seconds: number
}

/**
 * Measures a shard of a plan, unless that is done. It reads the folder of the shard and nothing else; the same shard may be run twice at once, anywhere.
 *
 * @throws LivingCircleError `input-unusable`, `input-format`, `input-unsupported`: running it again does not help; `io`, `aborted`
 * @example
 * ```ts
 * import { runShard } from 'living-circle/node'
 * declare const folder: string
 * await runShard(folder, '0001')
 * ```
 */
export async function runShard(folder: string, id: string, options: MeasureShardOptions = {}): Promise<RanShard> {
  checkOptions('runShard', options, KNOWN_RUN_OPTIONS)
  checkType('runShard', 'folder', folder, 'string')
  const began = performance.now()
  if (!SHARD_ID.test(id)) throw problem('input-unusable', 'shards.no-such', { id }, { hint: 'hint.shards-plan-folder' })
  const own = shardFolder(folder, id)
  const seconds = () => Math.round(performance.now() - began) / 1000
  const { part, ...record } = readShardRecord(join(own, SHARD_FILES.note))
  removeLeftovers(own, new Set())
  if ((await stateOf(own, part.sha256)) === 'done') return { id, state: 'kept', seconds: seconds() }
  const rows = await measureShard(await readWhole(join(own, SHARD_FILES.part), part.sha256), options)
  const done: DoneRecord = {
    ...{ id: record.id, part: part.sha256, rows: contentOf(rows) },
    ...{ toolVersion: TOOL_VERSION, modelVersion: MODEL_VERSION },
  }
  const terms = { overwrite: true, signal: options.signal }
  // A record without its rows, or with those of before, is found out by their hash.
  await writeFileAtomically(join(own, SHARD_FILES.rows), rows, terms)
  await writeFileAtomically(join(own, SHARD_FILES.done), toRecordText(done), terms)
  return { id, state: 'done', seconds: seconds() }
}

/**
 * How each shard of a plan stands, in the order of its list.
 *
 * @example
 * ```ts
 * import { openShardPlan, shardStates } from 'living-circle/node'
 * declare const folder: string
 * const states = await shardStates(folder, openShardPlan(folder))
 * ```
 */
export async function shardStates(folder: string, list: ShardPlanRecord): Promise<ReadonlyMap<string, ShardState>> {
  checkType('shardStates', 'folder', folder, 'string')
  checkGiven('shardStates', 'list', list, 'shardList')
  const states = new Map<string, ShardState>()
  for (const { id, part } of list.shards) states.set(id, await stateOf(shardFolder(folder, id), part.sha256))
  return states
}

/**
 * The rows of shards, one after the other. @throws LivingCircleError `input-format` where they changed since they were looked at
 * @example
 * ```ts
 * import { shardRows } from 'living-circle/node'
 * declare const folder: string
 * for await (const rows of shardRows(folder, ['0001', '0002'])) console.log(rows.length)
 * ```
 */
export async function* shardRows(folder: string, ids: readonly string[]): AsyncGenerator<Uint8Array> {
  checkType('shardRows', 'folder', folder, 'string')
  checkType('shardRows', 'ids', ids, 'array')
  for (const id of ids) {
    const own = shardFolder(folder, id)
    yield await readWhole(join(own, SHARD_FILES.rows), readDoneRecord(join(own, SHARD_FILES.done))?.rows.sha256 ?? '')
  }
}

async function stateOf(own: string, part: string): Promise<ShardState> {
  const done = readDoneRecord(join(own, SHARD_FILES.done))
  if (done === null) return 'missing'
  if (done.part !== part || done.toolVersion !== TOOL_VERSION || done.modelVersion !== MODEL_VERSION) return 'stale'
  try {
    const found = contentOf(await readFile(join(own, SHARD_FILES.rows)))
    return found.sha256 === done.rows.sha256 ? 'done' : 'damaged'
  } catch {
    return 'missing'
  }
}

function contentOf(bytes: Uint8Array): HashedContent {
  return { bytes: bytes.length, sha256: createHash('sha256').update(bytes).digest('hex') }
}

async function readWhole(path: string, sha256: string): Promise<Uint8Array> {
  let bytes: Uint8Array
  try {
    bytes = await readFile(path)
  } catch (cause) {
    throw problem('input-unusable', 'shards.no-shard', { path }, { hint: 'hint.shards-plan-folder', cause })
  }
  if (contentOf(bytes).sha256 === sha256) return bytes
  throw problem('input-format', 'shards.damaged', { name: path }, { hint: 'hint.shards-plan-again' })
}
