// What lies in the folder of a plan, as plain values: the plan's list, each shard's note, what was done. Shapes in and out; it reads and writes nothing.
import { readFileSync } from 'node:fs'
import type { RunInput } from '../answer/run-record.ts'
import { runInputShape } from '../answer/run-record-shape.ts'
import * as is from '../answer/value-shape.ts'
import type { PlannedShard } from '../parts.ts'
import { problem } from '../words/problem.ts'

/** The list of a plan. */
export const PLAN_FILE = 'plan.json'
/** What the merge needs. */
export const PLAN_BYTES = 'plan.bin'
/** Of a shard: what it is, what it needs, what it found, and that it is done. */
export const SHARD_FILES = { note: 'shard.json', part: 'part.bin', rows: 'rows.bin', done: 'done.json' } as const

/** Ids of shards: names of folders, and nothing else. */
export const SHARD_ID = /^\d{4,12}$/

/** A file by its content. */
export interface HashedContent {
  readonly bytes: number
  /** SHA-256, hexadecimal. */
  readonly sha256: string
}

/** A shard as its plan lists it; `shard.json` in its own folder is the same. */
export interface ShardRecord extends Omit<PlannedShard, 'bytes'> {
  readonly part: HashedContent
}

/** plan.json. */
export interface ShardPlanRecord {
  readonly schema: 'living-circle/shards'
  readonly schemaVersion: string
  readonly toolVersion: string
  readonly modelVersion: string
  /** Farther from a block than this lies nothing that changes its numbers, metres. */
  readonly haloMetres: number
  readonly plan: HashedContent
  /** What was asked: the command that would give the same on one machine. Files by their absolute paths. */
  readonly area: string
  readonly options: Readonly<Record<string, unknown>>
  readonly lang: string
  readonly attribution: string
  /** The area was a town that had been prepared. */
  readonly isPrepared: boolean
  readonly inputs: readonly RunInput[]
  /** The most work first. */
  readonly shards: readonly ShardRecord[]
}

/** done.json: written last. */
export interface DoneRecord {
  readonly id: string
  /** What was measured. */
  readonly part: string
  readonly rows: HashedContent
  readonly toolVersion: string
  readonly modelVersion: string
}

export const PLAN_SCHEMA_VERSION = '1.0'

const content = is.record<HashedContent>({ bytes: is.count, sha256: is.text })

const shard = is.record<ShardRecord>({
  id: (value) => is.text(value) ?? (SHARD_ID.test(value as string) ? null : ' is no id of a shard'),
  part: content,
  ...{ blocks: is.count, points: is.count, vertices: is.count, edges: is.count, facilities: is.count },
  expectedWork: is.count,
})

const plan = is.record<ShardPlanRecord>({
  schema: is.oneOf(['living-circle/shards']),
  ...{ schemaVersion: is.text, toolVersion: is.text, modelVersion: is.text, haloMetres: is.number, plan: content },
  ...{ area: is.text, options: is.recordOf(is.anything), lang: is.text, attribution: is.text, isPrepared: is.flag },
  inputs: is.listOf(runInputShape),
  shards: is.listOf(shard),
})

const done = is.record<DoneRecord>({
  ...{ id: is.text, part: is.text, rows: content, toolVersion: is.text, modelVersion: is.text },
})

/** A text as JSON, one record a file. */
export const toRecordText = (record: object): string => `${JSON.stringify(record, null, 2)}\n`

/** @throws LivingCircleError `input-unusable` (no plan there), `input-format` */
export function readPlanRecord(path: string): ShardPlanRecord {
  return read<ShardPlanRecord>(path, plan, 'shards.no-plan')
}

/** @throws LivingCircleError `input-unusable` (no shard there), `input-format` */
export function readShardRecord(path: string): ShardRecord {
  return read<ShardRecord>(path, shard, 'shards.no-shard')
}

/** What was done, or `null` where nothing is: a record that is cut off is none. */
export function readDoneRecord(path: string): DoneRecord | null {
  try {
    const value: unknown = JSON.parse(readFileSync(path, 'utf8'))
    return done(value) === null ? (value as DoneRecord) : null
  } catch {
    return null
  }
}

function read<T>(path: string, check: is.Check, missing: 'shards.no-plan' | 'shards.no-shard'): T {
  let text: string
  try {
    text = readFileSync(path, 'utf8')
  } catch (cause) {
    throw problem('input-unusable', missing, { path }, { hint: 'hint.shards-plan-folder', cause })
  }
  let value: unknown
  try {
    value = JSON.parse(text)
  } catch {
    value = undefined
  }
  if (check(value) === null) return value as T
  throw problem('input-format', 'shards.damaged', { name: path }, { hint: 'hint.shards-plan-again' })
}
