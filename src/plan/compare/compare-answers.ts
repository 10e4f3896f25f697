// Two answers → who gains and who loses, and why nobody does. Pure: answers in, an answer about them out. It knows no file and no street.

import type { AccessReport } from '../../answer/access-report.ts'
import { type AnswerChanges, type ChangedBlock, METHOD_PARTS, type MethodPart } from '../../answer/answer-changes.ts'
import type { EditEcho } from '../../answer/edit-echo.ts'
import { methodDifferences } from '../../answer/method-differences.ts'
import { checkGiven } from '../../foundation/arguments.ts'
import { checkOptions, type OptionKeys, resolveOptions } from '../../foundation/options.ts'
import { message, problem, spoken } from '../../words/problem.ts'
import { type AnswerPair, type BlockPair, excess, pairAnswers } from './block-pairs.ts'
import { kindChanges, placeChanges, ruleChanges } from './change-sums.ts'
import { whyNoDifference } from './why-no-difference.ts'

/** Options of {@link compareAnswers}. */
export interface CompareOptions {
  /** Parts of the method that may be unlike; what only one answer has is then left out. Default: none. */
  readonly allow?: readonly MethodPart[] | undefined
  /** What was edited between the two. Default: the edits that the later answer names. */
  readonly edits?: readonly EditEcho[] | undefined
}

const KNOWN_COMPARE_OPTIONS: OptionKeys<CompareOptions> = { allow: true, edits: true }

/** Walks that differ by less than this, in seconds or metres, are the same: a street that is cut is rounded anew. */
const SAME_WALK = 0.0105

/**
 * What differs between two answers of one method: people and blocks gained and lost by kind, limit, group of people, place and rule; where nobody
 * gains or loses, why. O(blocks × kinds × limits × measures).
 *
 * @param before the earlier answer, or the one without edits
 * @throws LivingCircleError `disagreement` where the method is unlike in parts that are not allowed, naming each; `unknown-option`, `invalid-option`
 * @example
 * ```ts
 * import { type AccessReport, compareAnswers } from 'living-circle'
 * declare const report: AccessReport
 * const { blocks, kinds, why } = compareAnswers(report, report)
 * blocks.gaining // 0
 * kinds[0]?.shares[0]?.gained // 0
 * ```
 */
export function compareAnswers(before: AccessReport, after: AccessReport, options: CompareOptions = {}): AnswerChanges {
  checkOptions('compareAnswers', options, KNOWN_COMPARE_OPTIONS)
  checkGiven('compareAnswers', 'before', before, 'report')
  checkGiven('compareAnswers', 'after', after, 'report')
  const { allow, edits } = resolveOptions('compareAnswers', options, {
    allow: [] as readonly MethodPart[],
    edits: editsBetween(before, after),
  })
  const unlike = methodDifferences(before, after)
  refuseUnlike(unlike, allow)
  const pair = pairAnswers(before, after, edits.length > 0)
  if (pair.blocks.length === 0) throw problem('disagreement', 'compare.no-blocks', {}, { hint: 'hint.compare-blocks' })
  const kinds = kindChanges(pair, before, after)
  const changed = changedBlocks(pair)
  const walks = walkChanges(pair)
  const isSame = changed.gaining + changed.losing === 0 && kinds.every(({ shares }) => shares.every(isUnchanged))
  return {
    basis: before.options.basis,
    limits: pair.limits.map((places) => before.options.limits[places.before]!),
    categories: pair.kinds.map(({ id, before: old, after: now }) => {
      const { nameEn, nameZh } = now < 0 ? before.categories[old]! : after.categories[now]!
      return { id, nameEn, nameZh }
    }),
    allowed: unlike,
    blocks: {
      compared: pair.blocks.length,
      onlyBefore: pair.onlyBefore,
      onlyAfter: pair.onlyAfter,
      gaining: changed.gaining,
      losing: changed.losing,
    },
    walks,
    kinds,
    rules: ruleChanges(pair, before, after),
    places: placeChanges(pair, kinds),
    changed: changed.blocks,
    shareBefore: changed.shareBefore,
    shareAfter: changed.shareAfter,
    why: isSame ? whyNoDifference(pair, { before, after, edits }, walks).map(spoken) : [],
  }
}

/** Edits that only the later answer names. */
function editsBetween(before: AccessReport, after: AccessReport): readonly EditEcho[] {
  const known = new Set((before.scenario?.edits ?? []).map((edit) => JSON.stringify(edit)))
  return (after.scenario?.edits ?? []).filter((edit) => !known.has(JSON.stringify(edit)))
}

function refuseUnlike(unlike: ReturnType<typeof methodDifferences>, allow: readonly MethodPart[]): void {
  for (const part of allow) {
    if (METHOD_PARTS.includes(part)) continue
    throw problem(
      'invalid-option',
      'compare.no-part',
      { part: String(part) },
      { hint: message('hint.compare-parts', { list: METHOD_PARTS }) },
    )
  }
  const refused = unlike.filter(({ part }) => !allow.includes(part))
  if (refused.length === 0) return
  const list = refused.map(({ part, before, after }) =>
    message('compare.part', { part: { key: `compare.${part}` }, before, after }),
  )
  throw problem(
    'disagreement',
    'compare.unlike',
    { list },
    {
      hint: message('hint.compare-allow', { list: refused.map(({ part }) => part).join(',') }),
      details: { unlike: refused },
    },
  )
}

function isUnchanged({
  gained,
  lost,
  appeared,
  vanished,
  moved,
}: AnswerChanges['kinds'][number]['shares'][number]): boolean {
  return gained === 0 && lost === 0 && appeared === 0 && vanished === 0 && moved === 0
}

/** Blocks of which a share differs or is known in one answer only, with all their shares. */
function changedBlocks(pair: AnswerPair) {
  const blocks: ChangedBlock[] = []
  const shareBefore: number[] = []
  const shareAfter: number[] = []
  let gaining = 0
  let losing = 0
  for (const block of pair.blocks) {
    const cells = cellsOf(pair, block)
    const gains = cells.some(({ before, after }) => excess(after, before) > 0)
    const loses = cells.some(({ before, after }) => excess(before, after) > 0)
    const becomesKnown = cells.some(({ before, after }) => Number.isNaN(before) !== Number.isNaN(after))
    if (gains) gaining++
    if (loses) losing++
    if (!gains && !loses && !becomesKnown) continue
    const { id, name, lonLat, polygons, people, community, street, district } = block.blockAfter
    blocks.push({ id, name, lonLat, polygons, population: people.population ?? null, community, street, district })
    for (const { before, after } of cells) {
      shareBefore.push(before)
      shareAfter.push(after)
    }
  }
  return {
    blocks,
    gaining,
    losing,
    shareBefore: Float64Array.from(shareBefore),
    shareAfter: Float64Array.from(shareAfter),
  }
}

function cellsOf(pair: AnswerPair, block: BlockPair) {
  return pair.kinds.flatMap((_, kind) => pair.limits.map((_, limit) => pair.share(block, kind, limit)))
}

function walkChanges(pair: AnswerPair): AnswerChanges['walks'] {
  const sum = { shorter: 0, longer: 0 }
  for (const block of pair.blocks) {
    pair.kinds.forEach((_, kind) => {
      const { before, after } = pair.walk(block, kind)
      const change = (Number.isNaN(after) ? Infinity : after) - (Number.isNaN(before) ? Infinity : before)
      if (change < -SAME_WALK) sum.shorter++
      if (change > SAME_WALK) sum.longer++
    })
  }
  return sum
}
