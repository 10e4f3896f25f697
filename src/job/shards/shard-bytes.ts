// HALLWAY: what is kept of a plan and its shards, as bytes: plain values with typed arrays, of one kind, under a checksum. No logic of its own.
import { fromAnswerBytes, toAnswerBytes } from '../../answer/answer-bytes.ts'
import { packValue } from '../../answer/pack-value.ts'
import { unpackValue } from '../../answer/unpack-value.ts'
import { isLivingCircleError } from '../../foundation/errors.ts'
import { MODEL_VERSION, TOOL_VERSION } from '../../foundation/version.ts'
import { problem } from '../../words/problem.ts'

/** What bytes of shards hold. */
export type ShardKind = 'plan' | 'part' | 'rows'

/** Bumped whenever bytes of before cannot be read any more. */
const SHARD_FORMAT = 1

/** A value as bytes. The same value gives the same bytes. */
export function toShardBytes(kind: ShardKind, value: object): Uint8Array {
  const { json, arrays } = packValue({ kind, format: SHARD_FORMAT, tool: TOOL_VERSION, model: MODEL_VERSION, value })
  return toAnswerBytes(json, arrays)
}

/**
 * The value of {@link toShardBytes}.
 *
 * @param name what the bytes are called, for errors
 * @throws LivingCircleError `input-format` (damaged, other bytes), `input-unsupported` (another version)
 */
export function fromShardBytes<T extends object>(kind: ShardKind, bytes: Uint8Array, name: string): T {
  const held = unpacked(bytes, name)
  if (held.kind !== kind) throw damaged(name)
  if (held.format !== SHARD_FORMAT || held.tool !== TOOL_VERSION || held.model !== MODEL_VERSION) {
    const found = `${String(held.tool)}, ${String(held.model)}`
    const values = { name, found, here: `${TOOL_VERSION}, ${MODEL_VERSION}` }
    throw problem('input-unsupported', 'shards.version', values, { hint: 'hint.shards-one-version' })
  }
  return held.value as T
}

function unpacked(bytes: Uint8Array, name: string): Readonly<Record<string, unknown>> {
  try {
    const { json, arrays } = fromAnswerBytes(bytes)
    const value = unpackValue(json, arrays)
    if (typeof value === 'object' && value !== null) return value as Readonly<Record<string, unknown>>
  } catch (error) {
    if (!isLivingCircleError(error)) throw error
    throw damaged(name, error)
  }
  throw damaged(name)
}

function damaged(name: string, cause?: unknown) {
  return problem('input-format', 'shards.damaged', { name }, { hint: 'hint.shards-plan-again', cause })
}
