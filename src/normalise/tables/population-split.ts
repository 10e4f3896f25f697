// Totals of a community shared out to its blocks by a weight (dwellings, residential floor area), to the last person.
// In: totals and blocks. Out: blocks with people, and a log of what was shared and what could not be. It knows no file.

import type { Message } from '../../foundation/message.ts'
import { checkOptions, type OptionKeys } from '../../foundation/options.ts'
import { groupWord, message, spoken } from '../../words/problem.ts'
import type { BlockRecord, PeopleByGroup } from '../places/block-record.ts'
import type { Reject } from '../places/rejects.ts'

const KNOWN_SPLIT_OPTIONS: OptionKeys<SplitOptions> = { residentialFloorSquareMetres: true, level: true }

/** The known totals of one larger unit. */
export interface UnitTotals {
  /** Name of the community, as in the blocks' `community`. */
  readonly unit: string
  /** The street and district that it lies in, where the ledger says: two communities of one name are two. */
  readonly street?: string | null | undefined
  readonly district?: string | null | undefined
  /** People by group; `null` is unknown and stays unknown. */
  readonly people: PeopleByGroup
  readonly source: string
  readonly lineOrId: string
}

/** What was shared out for one unit and group. */
export interface SplitLog {
  readonly unit: string
  readonly group: string
  readonly total: number
  /** People whom blocks of the unit already had by the file's own word. */
  readonly alreadyKnown: number
  /** People shared out here. */
  readonly shared: number
  readonly blocks: number
  readonly basis: SplitBasis
}

/** What a block's share is in proportion to. */
export type SplitBasis = 'dwellings' | 'residential floor area'

export interface SplitOptions {
  /** Residential floor area by block id, square metres: the weight where not all blocks of a unit have dwellings. */
  readonly residentialFloorSquareMetres?: ReadonlyMap<string, number> | undefined
  /** Level of the blocks that totals belong to. Default `community`. */
  readonly level?: 'community' | 'street' | 'district' | undefined
}

/** Result of {@link splitPopulation}. */
export interface SplitPopulation {
  /** In the given order; blocks that got nothing are the same objects. */
  readonly blocks: readonly BlockRecord[]
  readonly log: readonly SplitLog[]
  /** Totals that could not be shared out, with the reason (a warning where another group of the same row could); their people stay unknown. */
  readonly rejects: readonly Reject[]
  /** Totals of which at least one group was shared out. */
  readonly used: number
}

/**
 * Shares totals out to blocks of the same unit in proportion to their dwellings, or to their residential floor area where some
 * block has no dwellings. A block that has a number of its own keeps it; the rest of the total goes to the others. Whole totals give
 * whole people, and the parts add up to the total (largest remainder; ties by id). O(blocks log blocks).
 *
 * @example
 * ```ts
 * import { splitPopulation, type BlockRecord } from 'living-circle/parts'
 * declare const blocks: BlockRecord[]
 * const totals = [{ unit: '红旗社区', people: { population: 4321, age_60_plus: 800 }, source: 'ledger.csv', lineOrId: '2' }]
 * const split = splitPopulation(blocks, totals)
 * split.log[0]?.basis // what it was shared by: 'dwellings' where the blocks of the community know theirs
 * ```
 */
export function splitPopulation(
  blocks: readonly BlockRecord[],
  totals: readonly UnitTotals[],
  options: SplitOptions = {},
): SplitPopulation {
  checkOptions('splitPopulation', options, KNOWN_SPLIT_OPTIONS)
  const level = options.level ?? 'community'
  const members = blocksByUnit(blocks, level)
  const people = new Map<string, Record<string, number | null>>()
  const log: SplitLog[] = []
  const rejects: Reject[] = []
  const seen = new Map<string, UnitTotals[]>()
  let used = 0
  for (const total of totals) {
    const problem = (said: Message, code: Reject['code'], severity: Reject['severity'] = 'rejected'): void => {
      rejects.push({ source: total.source, lineOrId: total.lineOrId, code, ...spoken(said), severity })
    }
    const inUnit = membersOf(total, members.get(total.unit) ?? [], level)
    const before = seen.get(total.unit) ?? []
    if (before.some((other) => mayBeSame(other, total, level))) {
      problem(message('totals.twice', { level: message(`level.${level}`), unit: total.unit }), 'duplicate-id')
      continue
    }
    seen.set(total.unit, [...before, total])
    if ('key' in inUnit) {
      problem(inUnit, 'unknown-block')
      continue
    }
    const failures: Message[] = []
    let shared = 0
    for (const [group, count] of Object.entries(total.people)) {
      if (count === null) continue
      const outcome = splitGroup(total.unit, group, count, inUnit, options.residentialFloorSquareMetres)
      if ('key' in outcome) {
        failures.push(outcome)
        continue
      }
      shared++
      log.push(outcome.log)
      for (const [id, share] of outcome.shares) {
        const entry = people.get(id) ?? (Object.create(null) as Record<string, number | null>)
        entry[group] = share
        people.set(id, entry)
      }
    }
    if (shared > 0) used++
    else if (failures.length === 0)
      failures.push(message('totals.no-number', { level: message(`level.${level}`), unit: total.unit }))
    for (const failure of failures) problem(failure, 'invalid-number', shared > 0 ? 'warning' : 'rejected')
  }
  const filled = blocks.map((block) => {
    const shares = people.get(block.id)
    return shares === undefined ? block : { ...block, people: { ...block.people, ...shares } }
  })
  return { blocks: filled, log, rejects, used }
}

type UnitLevel = 'community' | 'street' | 'district'

function blocksByUnit(blocks: readonly BlockRecord[], level: UnitLevel): Map<string, BlockRecord[]> {
  const members = new Map<string, BlockRecord[]>()
  for (const block of blocks) {
    const unit = block[level]
    if (unit === null) continue
    const list = members.get(unit)
    if (list === undefined) members.set(unit, [block])
    else list.push(block)
  }
  for (const list of members.values()) list.sort((a, b) => (a.id < b.id ? -1 : 1))
  return members
}

/** Units that contain others, by the level that they contain. */
const LARGER = { community: ['street', 'district'], street: ['district'], district: [] } as const

/** Whether two totals of one name may be of one unit. */
function mayBeSame(a: UnitTotals, b: UnitTotals, level: UnitLevel): boolean {
  return LARGER[level].every((kind) => (a[kind] ?? null) === null || (b[kind] ?? null) === null || a[kind] === b[kind])
}

/** The blocks of a total, or why it is not clear which they are. */
function membersOf(total: UnitTotals, named: readonly BlockRecord[], level: UnitLevel): BlockRecord[] | Message {
  const larger = LARGER[level]
  const own = named.filter((block) =>
    larger.every((kind) => (total[kind] ?? null) === null || block[kind] === null || block[kind] === total[kind]),
  )
  if (own.length === 0) return message('totals.no-block', { level: message(`level.${level}`), unit: total.unit })
  for (const kind of larger) {
    const names = [...new Set(own.map((block) => block[kind]).filter((name) => name !== null))].sort()
    if (names.length <= 1) continue
    return message('totals.ambiguous', {
      unit: total.unit,
      names: names.slice(0, 4).join(', '),
      kind: message(`level.${kind}`),
    })
  }
  return own
}

function splitGroup(
  unit: string,
  group: string,
  total: number,
  blocks: readonly BlockRecord[],
  floor: ReadonlyMap<string, number> | undefined,
): { readonly log: SplitLog; readonly shares: ReadonlyMap<string, number> } | Message {
  const named = { group: groupWord(group), unit }
  if (!Number.isFinite(total) || total < 0) return message('totals.bad-number', { ...named, total })
  let alreadyKnown = 0
  const open: BlockRecord[] = []
  for (const block of blocks) {
    const known = Object.hasOwn(block.people, group) ? block.people[group] : null
    if (known === null || known === undefined) open.push(block)
    else alreadyKnown += known
  }
  const rest = total - alreadyKnown
  if (rest < 0) return message('totals.more-known', { ...named, known: alreadyKnown, total })
  const found = weightsOf(open, floor)
  if (open.length > 0 && found === null) return message('totals.no-basis', { ...named, rest })
  if (open.length === 0 && rest > 0) return message('totals.left-over', { ...named, rest, total })
  const basis = found?.basis ?? 'dwellings'
  const parts = shareOut(rest, found?.weights ?? [])
  return {
    log: { unit, group, total, alreadyKnown, shared: rest, blocks: open.length, basis },
    shares: new Map(open.map((block, at) => [block.id, parts[at]!])),
  }
}

/** Weights that all of the blocks have and that are not all zero, or `null`. */
function weightsOf(
  blocks: readonly BlockRecord[],
  floor: ReadonlyMap<string, number> | undefined,
): { readonly weights: number[]; readonly basis: SplitBasis } | null {
  const usable = (weights: readonly (number | null | undefined)[]): weights is number[] =>
    weights.every((weight) => typeof weight === 'number' && weight >= 0) && weights.some((weight) => weight! > 0)
  const dwellings = blocks.map((block) => block.dwellings)
  if (usable(dwellings)) return { weights: dwellings, basis: 'dwellings' }
  const areas = blocks.map((block) => floor?.get(block.id))
  return usable(areas) ? { weights: areas, basis: 'residential floor area' } : null
}

/**
 * Parts of a total in proportion to weights. A whole total gives whole parts by the largest remainder (ties: the earlier one), so
 * that they add up exactly; a total with decimals gives plain proportions.
 *
 * @example
 * ```ts
 * import { shareOut } from 'living-circle/parts'
 * shareOut(10, [1, 1, 2]) // [ 3, 2, 5 ]
 * ```
 */
export function shareOut(total: number, weights: readonly number[]): number[] {
  const sum = weights.reduce((all, weight) => all + weight, 0)
  if (sum <= 0) return weights.map(() => 0)
  const exact = weights.map((weight) => (total * weight) / sum)
  if (!Number.isInteger(total)) return exact
  const parts = exact.map(Math.floor)
  let left = total - parts.reduce((all, part) => all + part, 0)
  const byRemainder = exact.map((value, at) => ({ at, remainder: value - parts[at]! }))
  byRemainder.sort((a, b) => b.remainder - a.remainder || a.at - b.at)
  for (let i = 0; left > 0; i = (i + 1) % byRemainder.length) {
    const { at } = byRemainder[i]!
    // A block without homes gets nobody, whatever rounding says.
    if (weights[at] === 0) continue
    parts[at]!++
    left--
  }
  // Rounding in weights with decimals may have given one too many.
  for (let i = byRemainder.length - 1; left < 0 && i >= 0; i--) {
    const { at } = byRemainder[i]!
    if (parts[at]! === 0) continue
    parts[at]!--
    left++
  }
  return parts
}
