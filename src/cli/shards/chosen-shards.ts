// Which shards of a plan a run is about: an id, a place in the plan, all, or ids from standard input. Options in, ids out.

import { type Refusal, refuseMistakes } from '../refusals.ts'
import type { Library } from '../session.ts'
import { usage } from '../usage-error.ts'

/** The options that choose. */
export interface ShardChoice {
  readonly index?: number
  readonly all?: boolean
  readonly stdin?: boolean
}

interface Asked extends ShardChoice {
  readonly id: string | undefined
}

const countOf = ({ id, index, all, stdin }: Asked) => [id, index, all, stdin].filter((one) => one !== undefined).length

const REFUSALS: readonly Refusal<Asked>[] = [
  { isMade: (asked) => countOf(asked) !== 1, message: usage('usage.shards-which'), hint: usage('hint.shards-which') },
]

/** @throws UsageError, LivingCircleError where the plan has no such shard */
export async function chosenShards(library: Library, folder: string, asked: Asked): Promise<readonly string[]> {
  refuseMistakes(asked, REFUSALS)
  if (asked.id !== undefined) return [asked.id]
  if (asked.stdin === true) return idsOf(await library.readAllBytes(library.openFile('-')))
  const ids = library.openShardPlan(folder).shards.map(({ id }) => id)
  if (asked.index === undefined) return ids
  const id = ids[asked.index]
  if (id !== undefined) return [id]
  throw library.problem('input-unusable', 'shards.no-such', { id: String(asked.index) })
}

function idsOf(bytes: Uint8Array): string[] {
  const lines = new TextDecoder().decode(bytes).split(/\r?\n/)
  return lines.map((line) => line.trim()).filter((line) => line !== '')
}
