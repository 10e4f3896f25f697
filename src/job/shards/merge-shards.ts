// HALLWAY: rows of shards, in any order → the answer that one machine would give. The rows are put where they belong, then composed by the same steps. No
// logic of its own.

import type { AccessReport } from '../../answer/access-report.ts'
import type { WalkRoute } from '../../answer/walk-route.ts'
import { withPauses } from '../../foundation/breath.ts'
import { resolveOptions } from '../../foundation/options.ts'
import { type RunOptions, throwIfAborted } from '../../foundation/progress.ts'
import type { StudyPlaces } from '../../study/access-study.ts'
import { partOfBlocks, rowsOfItems, someLinks } from '../../study/study-part.ts'
import { notice } from '../../words/notice.ts'
import { problem } from '../../words/problem.ts'
import { composeAnswer } from '../compose-answer.ts'
import { type ShardRows, widthsOf } from './measure-shard.ts'
import type { PlanContent } from './plan-shards.ts'
import { fromShardBytes } from './shard-bytes.ts'
import { blankColumns, fitsColumn, type RowColumn, rowColumns, type ShardColumns } from './shard-rows.ts'
import { walksOfRows } from './walks-of-rows.ts'

/** How shards are merged. All optional. */
export interface MergeShardsOptions extends RunOptions {
  /** Leaves the blocks of missing shards out, and says so; default: an error. */
  readonly allowMissing?: boolean | undefined
}

/** An answer, and the walks that maps draw. */
export interface MergedShards {
  readonly report: AccessReport
  readonly routes: readonly WalkRoute[]
  /** Ids of shards without rows. */
  readonly missing: readonly string[]
}

const DEFAULTS = {
  allowMissing: false as boolean | undefined,
  signal: undefined as AbortSignal | undefined,
  onProgress: undefined as RunOptions['onProgress'],
}

/**
 * Puts the rows of shards together.
 *
 * @param plan the bytes of `planShards`
 * @param rows what `measureShard` gave, in any order
 * @throws LivingCircleError `input-format` (damaged), `input-unsupported` (another version), `disagreement` (missing, twice, of another plan), `aborted`
 */
export async function mergeShards(
  plan: Uint8Array,
  rows: Iterable<Uint8Array> | AsyncIterable<Uint8Array>,
  options: MergeShardsOptions = {},
): Promise<MergedShards> {
  const { allowMissing, ...run } = resolveOptions('mergeShards', options, DEFAULTS)
  const content = fromShardBytes<PlanContent>('plan', plan, 'plan.bin')
  const gathered = new GatheredRows(content)
  for await (const bytes of rows) {
    throwIfAborted(run.signal)
    run.onProgress?.({ step: 'shards', done: gathered.count, total: content.shardIds.length })
    gathered.add(fromShardBytes<ShardRows>('rows', bytes, 'rows.bin'))
  }
  const { missing } = gathered
  if (missing.length > 0 && allowMissing !== true) throw refuseMissing(missing, content.shardIds.length)
  const { study, columns } = gathered.present()
  const { terms, standard, isInside } = content
  const { basis, limits } = terms
  if (study.blocks.length === 0) throw refuseMissing(missing, content.shardIds.length)
  const composing = composeAnswer(
    study,
    content.setting,
    walksOfRows(study, terms, content.search, columns),
    {
      ...{ basis, limits, demand: content.demand, standard: standard ?? undefined, title: content.title ?? undefined },
      isInside: isInside ?? undefined,
    },
    run,
  )
  const whole = await withPauses(composing, run)
  const report = missing.length === 0 ? whole : withMissing(whole, content, study)
  return { report, routes: gathered.routes(), missing }
}

function refuseMissing(missing: readonly string[], all: number) {
  const values = { n: missing.length, all, ids: missing.slice(0, 10) }
  return problem('disagreement', 'shards.missing', values, { hint: 'hint.shards-run-missing', details: { missing } })
}

/** An answer of some of the blocks says so before anything else. */
function withMissing(
  report: AccessReport,
  { study: { blocks: all } }: PlanContent,
  { blocks }: StudyPlaces,
): AccessReport {
  const said = notice('missing-shards', 'missing-shards', { n: all.length - blocks.length, all: all.length })
  return { ...report, notices: [said, ...report.notices] }
}

/** Rows as they come, each in its place. */
class GatheredRows {
  readonly #plan: PlanContent
  readonly #columns: readonly RowColumn[]
  /** Rows of the whole. */
  readonly #rows: ReturnType<typeof blankColumns>
  readonly #blocksOf: readonly Uint32Array[]
  readonly #routes = new Map<string, readonly WalkRoute[]>()

  constructor(plan: PlanContent) {
    const { study, terms, shardIds, shardOfBlock } = plan
    this.#plan = plan
    this.#columns = rowColumns(widthsOf(study, terms))
    this.#rows = blankColumns(this.#columns, study.originWeight.length, study.blocks.length)
    const lists: number[][] = shardIds.map(() => [])
    shardOfBlock.forEach((shard, block) => {
      lists[shard]!.push(block)
    })
    this.#blocksOf = lists.map((list) => Uint32Array.from(list))
  }

  get count(): number {
    return this.#routes.size
  }

  get missing(): string[] {
    return this.#plan.shardIds.filter((id) => !this.#routes.has(id))
  }

  add({ id, columns, routes }: ShardRows): void {
    const number = this.#plan.shardIds.indexOf(id)
    if (number < 0) throw problem('disagreement', 'shards.other-plan', { id }, { hint: 'hint.shards-one-plan' })
    if (this.#routes.has(id)) throw problem('disagreement', 'shards.twice', { id }, { hint: 'hint.shards-one-plan' })
    const blocks = this.#blocksOf[number]!
    const origins = rowsOfItems(blocks, this.#plan.study.origins.blockOrigin).rows
    for (const column of this.#columns) {
      if (!fitsColumn(column, columns[column.name], origins.length, blocks.length)) {
        throw problem('disagreement', 'shards.other-plan', { id }, { hint: 'hint.shards-one-plan' })
      }
      place(column, columns, column.of === 'origin' ? origins : blocks, this.#rows)
    }
    this.#routes.set(id, routes)
  }

  /** The blocks whose rows are there, with these. */
  present(): { readonly study: StudyPlaces; readonly columns: ShardColumns } {
    const { study, shardIds, shardOfBlock } = this.#plan
    if (this.#routes.size === shardIds.length) return { study, columns: this.#rows }
    const isThere = shardIds.map((id) => this.#routes.has(id))
    const blocks = Uint32Array.from(study.blocks, (_, block) => block).filter((block) => isThere[shardOfBlock[block]!])
    const { points, originNumbers, ...part } = partOfBlocks(study, blocks)
    const columns = blankColumns(this.#columns, originNumbers.length, blocks.length)
    for (const { name, of, width } of this.#columns) {
      const rows = of === 'origin' ? originNumbers : blocks
      rows.forEach((row, at) => {
        columns[name]!.set(this.#rows[name]!.subarray(row * width, (row + 1) * width), at * width)
      })
    }
    return { study: { ...study, ...part, demandLinkage: someLinks(study.demandLinkage, points) }, columns }
  }

  /** In the order of the blocks. */
  routes(): WalkRoute[] {
    const { study, shardIds, shardOfBlock } = this.#plan
    const next = shardIds.map(() => 0)
    return study.blocks.flatMap(({ id: blockId }, block) => {
      const shard = shardOfBlock[block]!
      const routes = this.#routes.get(shardIds[shard]!) ?? []
      const first = next[shard]!
      let end = first
      while (routes[end]?.blockId === blockId) end++
      next[shard] = end
      return routes.slice(first, end)
    })
  }
}

function place(
  { name, width }: RowColumn,
  from: ShardColumns,
  rows: Uint32Array,
  to: ReturnType<typeof blankColumns>,
): void {
  rows.forEach((row, at) => {
    for (let i = 0; i < width; i++) to[name]![row * width + i] = from[name]![at * width + i]!
  })
}
