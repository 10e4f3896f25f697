// From a table, shares and gaps to what documents say first. Counted once, so that no two of them can say different numbers.

import type { AnswerWithoutFacts } from '../answer/access-report.ts'
import type { AccessFacts, LimitFacts } from '../answer/answer-facts.ts'
import { headlineShare } from '../answer/coverage-share.ts'
import { blockAmount } from '../answer/measured-places.ts'
import { MET_SHARE, VERDICT_NAMES, verdictBetween, verdictOfShare } from '../answer/verdict-share.ts'
import { atOnce, type Steps } from '../foundation/breath.ts'
import { measureAreas } from './area-shares.ts'
import { firstFactSteps } from './first-facts.ts'
import { groupGaps, orderGaps } from './gap-groups.ts'

/**
 * Counts the facts of an answer. O(blocks × categories × limits + gaps log gaps).
 *
 * @example
 * ```ts
 * import { type AnswerWithoutFacts, gatherFacts } from 'living-circle/parts'
 * declare const answer: AnswerWithoutFacts
 * const facts = gatherFacts(answer)
 * ```
 */
export function gatherFacts(answer: AnswerWithoutFacts): AccessFacts {
  return atOnce(factSteps(answer))
}

/** {@link gatherFacts} in steps. */
export function* factSteps(answer: AnswerWithoutFacts): Steps<AccessFacts> {
  const people = answer.blocks.map((block) => block.people.population ?? null)
  const isKnown = people.some((value) => value !== null)
  const measure = commonMeasure(answer)
  const limits: LimitFacts[] = []
  for (let limit = 0; limit < answer.options.limits.length; limit++) {
    yield
    limits.push(yield* limitFacts(answer, measure, limit))
  }
  yield
  const facts = {
    people: isKnown ? people.reduce<number>((sum, value) => sum + (value ?? 0), 0) : null,
    blocksUnknown: people.filter((value) => value === null).length,
    measure,
    verdict: verdictsOf(answer),
    limits,
    areas: measureAreas(answer),
  }
  yield
  return { ...facts, first: yield* firstFactSteps(answer, facts) }
}

/** What all kinds together are counted in. */
function commonMeasure({ blocks }: AnswerWithoutFacts): string {
  const isKnown = (measure: string) => blocks.some((block) => (blockAmount(block, measure) ?? 0) > 0)
  return ['population', 'dwellings'].find(isKnown) ?? 'blocks'
}

function verdictsOf({ table, categories }: AnswerWithoutFacts): Uint8Array {
  const { share, certainShare, categoryCount, limitCount } = table
  const verdict = new Uint8Array(share.length)
  for (let cell = 0; cell < share.length; cell++) {
    const category = Math.floor(cell / limitCount) % categoryCount
    verdict[cell] = VERDICT_NAMES.indexOf(
      categories[category]!.facilities === 0
        ? 'no-data'
        : certainShare === undefined
          ? verdictOfShare(share[cell]!)
          : verdictBetween(certainShare[cell]!, share[cell]!),
    )
  }
  return verdict
}

function* limitFacts(answer: AnswerWithoutFacts, measure: string, limit: number): Steps<LimitFacts> {
  const kinds = answer.categories.flatMap(({ facilities }, category) => (facilities > 0 ? [category] : []))
  const missingKinds = countMissing(answer, kinds, limit)
  yield
  const order = orderGaps(answer, answer.options.limits[limit]!)
  yield
  return {
    everything: reachEverything(answer, kinds, limit, measure),
    medianKinds: medianKinds(answer, kinds, missingKinds, measure),
    ranking: rankKinds(answer, kinds, limit),
    missingKinds,
    ...order,
    largestGaps: groupGaps(answer, kinds, order),
  }
}

function countMissing({ table }: AnswerWithoutFacts, kinds: readonly number[], limit: number): Uint16Array {
  const { share, blockCount, categoryCount, limitCount } = table
  const missing = new Uint16Array(blockCount)
  for (let block = 0; block < blockCount; block++) {
    for (const kind of kinds) {
      if (share[(block * categoryCount + kind) * limitCount + limit]! < MET_SHARE) missing[block]!++
    }
  }
  return missing
}

function reachEverything(
  { blocks, table }: AnswerWithoutFacts,
  kinds: readonly number[],
  limit: number,
  measure: string,
): LimitFacts['everything'] {
  const { share, categoryCount, limitCount } = table
  let covered = 0
  let total = 0
  blocks.forEach((record, block) => {
    const amount = blockAmount(record, measure)
    if (amount === null || kinds.length === 0) return
    let least = Infinity
    for (const kind of kinds) {
      const cell = share[(block * categoryCount + kind) * limitCount + limit]!
      if (Number.isNaN(cell)) return
      least = Math.min(least, cell)
    }
    total += amount
    if (least >= MET_SHARE) covered += amount
  })
  return { covered, total, kinds: kinds.length }
}

/** Weighted median over linked blocks of how many kinds each reaches. */
function medianKinds(
  { blocks }: AnswerWithoutFacts,
  kinds: readonly number[],
  missingKinds: Uint16Array,
  measure: string,
): number | null {
  const weightByKinds = new Float64Array(kinds.length + 1)
  let total = 0
  blocks.forEach((record, block) => {
    const amount = blockAmount(record, measure)
    if (amount === null || record.linkedShare <= 0) return
    weightByKinds[kinds.length - missingKinds[block]!]! += amount
    total += amount
  })
  if (total === 0) return null
  let running = 0
  for (let reached = kinds.length; reached >= 0; reached--) {
    running += weightByKinds[reached]!
    if (running * 2 >= total) return reached
  }
  return 0
}

function rankKinds({ categories, coverage, options }: AnswerWithoutFacts, kinds: readonly number[], at: number) {
  const limit = options.limits[at]!
  const shareOf = new Map(
    coverage
      .filter((entry) => entry.limit === limit)
      .map((entry) => [entry.category, headlineShare(entry)?.share ?? null]),
  )
  return kinds
    .flatMap((kind) => {
      const share = shareOf.get(categories[kind]!.id) ?? null
      return share === null ? [] : [{ kind, share }]
    })
    .sort((a, b) => a.share - b.share || a.kind - b.kind)
    .map(({ kind }) => kind)
}
