// Sums of what is gained and lost: by kind, limit and measure, by place, by rule. Cells side by side in, amounts out. Unknown is not zero: what
// was known in one answer only is kept apart.
import type { AccessReport } from '../../answer/access-report.ts'
import type { CategoryChange, ChangeShare, PlaceChange, RuleChange } from '../../answer/answer-changes.ts'
import { AREA_LEVELS } from '../../answer/area-level.ts'
import { blockAmount } from '../../answer/measured-places.ts'
import { type AnswerPair, type BlockPair, excess, type SharePair } from './block-pairs.ts'

/** Every kind at every limit. O(blocks × kinds × limits × measures). */
export function kindChanges(pair: AnswerPair, before: AccessReport, after: AccessReport): CategoryChange[] {
  const measures = measuresOf(before, after)
  return pair.kinds.flatMap(({ id, before: old, after: now }, kind) =>
    pair.limits.map((places, at): CategoryChange => {
      const limit = before.options.limits[places.before]!
      const known = pair.hasData(kind)
      const headline = headlineOf(after, now, places.after) ?? headlineOf(before, old, places.before)
      const shares = measures.map((measure) =>
        changeShare(measure, pair.blocks, (block) => pair.share(block, kind, at)),
      )
      return { category: id, limit, hadData: known.before, hasData: known.after, headline, shares }
    }),
  )
}

function measuresOf(...reports: readonly AccessReport[]): string[] {
  return [...new Set(reports.flatMap(({ coverage }) => coverage[0]?.shares.map(({ measure }) => measure) ?? []))]
}

function headlineOf({ coverage, options }: AccessReport, column: number, limit: number): string | null {
  return column < 0 ? null : (coverage[column * options.limits.length + limit]?.headline ?? null)
}

/** One measure of one kind at one limit. */
export function changeShare(
  measure: string,
  blocks: readonly BlockPair[],
  shareOf: (block: BlockPair) => SharePair,
): ChangeShare {
  const sum = { before: 0, after: 0, gained: 0, lost: 0, appeared: 0, vanished: 0, moved: 0 }
  const count = { blocksGained: 0, blocksLost: 0, blocksUnknown: 0 }
  for (const block of blocks) {
    const { before, after } = shareOf(block)
    const [old, now] = [blockAmount(block.blockBefore, measure), blockAmount(block.blockAfter, measure)]
    const [wasKnown, isKnown] = [!Number.isNaN(before), !Number.isNaN(after)]
    const [gain, loss] = wasKnown && isKnown ? [excess(after, before), excess(before, after)] : [0, 0]
    if (gain > 0 || loss > 0) {
      if (now === null) count.blocksUnknown++
      else if (gain > 0) count.blocksGained++
      else count.blocksLost++
    }
    if (wasKnown) sum.before += (old ?? 0) * before
    if (isKnown) sum.after += (now ?? 0) * after
    if (wasKnown && isKnown) {
      sum.gained += (now ?? 0) * gain
      sum.lost += (now ?? 0) * loss
      sum.moved += ((now ?? 0) - (old ?? 0)) * before
    } else if (isKnown) sum.appeared += (now ?? 0) * after
    else if (wasKnown) sum.vanished += (old ?? 0) * before
  }
  return { measure, ...sum, ...count }
}

/** Communities, streets and districts in which anybody gains or loses, in the order of the blocks. */
export function placeChanges(pair: AnswerPair, kinds: readonly CategoryChange[]): PlaceChange[] {
  const found: PlaceChange[] = []
  for (const level of AREA_LEVELS) {
    const members = new Map<string, BlockPair[]>()
    for (const block of pair.blocks) {
      const name = block.blockAfter[level]
      if (name === null) continue
      const held = members.get(name)
      if (held === undefined) members.set(name, [block])
      else held.push(block)
    }
    for (const [name, blocks] of members) {
      kinds.forEach(({ category, limit, headline }, at) => {
        if (headline === null) return
        const [kind, column] = [Math.floor(at / pair.limits.length), at % pair.limits.length]
        const share = changeShare(headline, blocks, (block) => pair.share(block, kind, column))
        const { gained, lost, blocksGained, blocksLost } = share
        if (blocksGained + blocksLost === 0) return
        found.push({ level, name, category, limit, measure: headline, gained, lost, blocksGained, blocksLost })
      })
    }
  }
  return found
}

/** Blocks that meet a rule in one answer only. O(verdicts). */
export function ruleChanges(pair: AnswerPair, before: AccessReport, after: AccessReport): RuleChange[] {
  const rules = (after.standard?.rules ?? []).filter(({ id }) => before.standard?.rules.some((rule) => rule.id === id))
  if (rules.length === 0) return []
  const [old, now] = [metBlocks(before), metBlocks(after)]
  return rules.map(({ id: ruleId, nameEn, nameZh }): RuleChange => {
    const sum = { blocksGained: 0, blocksLost: 0, peopleGained: 0, peopleLost: 0 }
    for (const block of pair.blocks) {
      const wasMet = old.get(ruleId)?.has(block.before) === true
      const isMet = now.get(ruleId)?.has(block.after) === true
      if (wasMet === isMet) continue
      sum[isMet ? 'blocksGained' : 'blocksLost']++
      sum[isMet ? 'peopleGained' : 'peopleLost'] += blockAmount(block.blockAfter, 'population') ?? 0
    }
    return { ruleId, nameEn, nameZh, ...sum }
  })
}

function metBlocks({ verdicts }: AccessReport): Map<string, Set<number>> {
  const met = new Map<string, Set<number>>()
  for (const { ruleId, blockIndex, verdict } of verdicts) {
    if (verdict !== 'met') continue
    const blocks = met.get(ruleId)
    if (blocks === undefined) met.set(ruleId, new Set([blockIndex]))
    else blocks.add(blockIndex)
  }
  return met
}
