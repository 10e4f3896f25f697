// An analysis in shards and on one machine, for tests that compare them.
import {
  type AnalyseOptions,
  analyseAccess,
  type LoadedArea,
  type LoadedBlocks,
  type LoadedFacilities,
} from '../../src/index.ts'
import {
  measureShard,
  mergeShards,
  outputContext,
  type PlanShardsOptions,
  planShards,
  saveAnswer,
} from '../../src/parts.ts'

/** Everything that was loaded. */
export interface Town {
  readonly area: LoadedArea
  readonly facilities: LoadedFacilities
  readonly blocks: LoadedBlocks
}

/** The saved answer of one machine. */
export async function onOneMachine({ area, facilities, blocks }: Town, options: AnalyseOptions): Promise<Uint8Array> {
  const analysis = await analyseAccess(area, facilities, blocks, options)
  const routes = (await outputContext(analysis, area, { lang: 'en' }).routes?.()) ?? []
  return saveAnswer(analysis.report, { basemap: null, routes })
}

/** The saved answer of shards, their rows in some other order. */
export async function inShards({ area, facilities, blocks }: Town, options: PlanShardsOptions): Promise<Uint8Array> {
  const plan = await planShards(area, facilities, blocks, options)
  return mergedAnswer(plan.bytes, plan.shards())
}

/** The saved answer of shards that are there. */
export async function mergedAnswer(
  plan: Uint8Array,
  shards: Iterable<{ readonly bytes: Uint8Array }>,
): Promise<Uint8Array> {
  const rows: Uint8Array[] = []
  for (const { bytes } of shards) rows.push(await measureShard(bytes))
  const { report, routes } = await mergeShards(plan, shuffled(rows))
  return saveAnswer(report, { basemap: null, routes })
}

/** The same things in another order, always the same one. */
export function shuffled<T>(things: readonly T[]): T[] {
  const left = [...things]
  return things.map((_, i) => left.splice((i * 7919 + 3) % left.length, 1)[0]!)
}

/** The first byte that differs, −1 where none does. */
export function firstDifference(a: Uint8Array, b: Uint8Array): number {
  for (let i = 0; i < Math.max(a.length, b.length); i++) if (a[i] !== b[i]) return i
  return -1
}
