// Which gap of today is which gap of a former answer: ids are carried over by the people that both have in common. Two plain answers
// in, gaps with ids and where they come from out. It does not know how a gap was found, and keeps nothing itself.
import { freeGapId, type Gap } from '../answer/gap.ts'
import { compareNaturally } from '../foundation/natural-order.ts'
import type { Basis } from '../foundation/units.ts'
import { commonBlocks, type GapParts } from './common-blocks.ts'

/** What is read of an answer; an `AccessReport` is one. */
export interface GapsOfRun {
  readonly gaps: readonly Gap[]
  readonly blocks: readonly {
    readonly id: string
    readonly people: Readonly<Record<string, number | null>>
    readonly demandPointCount: number
  }[]
  readonly options: { readonly basis: Basis; readonly standard?: string | null | undefined }
}

/** Today's gaps by their former names, and what is no more. */
export interface CarriedGaps {
  /** In the order given, each with its `lineage`. */
  readonly gaps: readonly Gap[]
  /** Ids of former gaps of which no demand point is without cover any more, in natural order. */
  readonly closedIds: readonly string[]
}

/**
 * Carries ids over from a former answer. Gaps are compared that lack the same kind (or rule of the same standard) at the same limit
 * and basis. Of two that have blocks in common, the overlap is the people in both: of each common block the smaller of its two parts,
 * times its people as they are known today; where nobody is known, its demand points.
 *
 * The pair with the largest overlap comes first: that gap keeps its id. What is left of a gap that fell apart gets a new id and the
 * old one as `splitFrom`; a gap that others grew into keeps the id of the largest and lists the others as `merged`. A new id is never
 * one of the former answer's. The order of gaps and blocks has no influence. O(gaps × blocks of a gap + pairs log pairs).
 *
 * @param today an answer whose ids are those of a run without a former answer
 * @param former the answer before
 * @example
 * ```ts
 * import type { AccessReport } from 'living-circle'
 * import { carryGapIds } from 'living-circle/parts'
 * declare const report: AccessReport
 * const lastYears = report
 * const { gaps, closedIds } = carryGapIds(report, lastYears)
 * gaps.every(({ lineage }) => lineage?.isKnown) // true
 * closedIds // []
 * ```
 */
export function carryGapIds(today: GapsOfRun, former: GapsOfRun): CarriedGaps {
  const pairs = overlaps(today, former)
  const formerOf = new Map<number, number>()
  const heirOf = new Map<number, number>()
  for (const { gap, before } of pairs) {
    if (formerOf.has(gap) || heirOf.has(before)) continue
    formerOf.set(gap, before)
    heirOf.set(before, gap)
  }
  const splitFrom = new Map<number, number>()
  const merged = new Map<number, number[]>()
  const hasOverlap = new Set<number>()
  // The largest overlap of each comes first.
  for (const { gap, before } of pairs) {
    if (!formerOf.has(gap) && !splitFrom.has(gap)) splitFrom.set(gap, before)
    if (!heirOf.has(before) && !hasOverlap.has(before)) {
      const others = merged.get(gap)
      if (others === undefined) merged.set(gap, [before])
      else others.push(before)
    }
    hasOverlap.add(before)
  }
  const idOf = (before: number) => former.gaps[before]!.id
  const ids = newIds(today.gaps, former.gaps, formerOf)
  return {
    gaps: today.gaps.map((gap, number) => ({
      ...gap,
      id: ids[number]!,
      lineage: {
        isKnown: formerOf.has(number),
        splitFrom: splitFrom.has(number) ? idOf(splitFrom.get(number)!) : null,
        merged: (merged.get(number) ?? []).map(idOf).sort(compareNaturally),
      },
    })),
    closedIds: former.gaps.flatMap(({ id }, before) => (hasOverlap.has(before) ? [] : [id])).sort(compareNaturally),
  }
}

/** A gap of today and one of the former answer with blocks in common. */
interface Overlap {
  readonly gap: number
  readonly before: number
  readonly people: number
  readonly points: number
}

/** All pairs with something in common, the largest overlap first. */
function overlaps(today: GapsOfRun, former: GapsOfRun): readonly Overlap[] {
  const blockOf = new Map(today.blocks.map((block) => [block.id, block]))
  const found = commonBlocks(partsOf(today), partsOf(former)).map(({ gap, before, blocks }): Overlap => {
    let people = 0
    let points = 0
    for (const { id, part, partBefore } of blocks) {
      const { people: counts, demandPointCount } = blockOf.get(id)!
      const shared = Math.min(part, partBefore)
      people += shared * (counts.population ?? 0)
      points += shared * demandPointCount
    }
    return { gap, before, people, points }
  })
  const idOfGap = (number: number) => today.gaps[number]!.id
  const idBefore = (number: number) => former.gaps[number]!.id
  return found.sort(
    (a, b) =>
      b.people - a.people ||
      b.points - a.points ||
      compareNaturally(idBefore(a.before), idBefore(b.before)) ||
      compareNaturally(idOfGap(a.gap), idOfGap(b.gap)),
  )
}

function partsOf(run: GapsOfRun): GapParts[] {
  return run.gaps.map((gap) => ({
    question: questionOf(gap, run),
    blocks: gap.blockIds.map((id, at) => ({ id, part: gap.blockParts[at]! })),
  }))
}

/** What a gap lacks, at which limit: gaps of different questions are never the same. */
function questionOf(gap: Gap, { options }: GapsOfRun): string {
  const subject = gap.kind === 'category' ? [gap.category] : [options.standard ?? null, gap.ruleId]
  return JSON.stringify([gap.kind, ...subject, gap.limit, gap.basis ?? options.basis])
}

/** Ids of today's gaps: the former ones where carried over, else their own, with a number where a former gap was called so. */
function newIds(
  gaps: readonly Gap[],
  former: readonly Gap[],
  formerOf: ReadonlyMap<number, number>,
): readonly string[] {
  const taken = new Set(former.map(({ id }) => id))
  const ids = gaps.map((_, number) => (formerOf.has(number) ? former[formerOf.get(number)!]!.id : ''))
  const fresh = gaps.flatMap((_, number) => (formerOf.has(number) ? [] : [number]))
  for (const number of fresh.sort((a, b) => compareNaturally(gaps[a]!.id, gaps[b]!.id))) {
    ids[number] = freeGapId(gaps[number]!.id, (id) => taken.has(id))
    taken.add(ids[number])
  }
  return ids
}
