// Verdicts of blocks → verdicts of communities, streets and districts. Sums and their denominators; it does not know how a
// share was measured.

import { countVerdicts } from '../answer/verdict-share.ts'
import type { UnitKind, UnitVerdict, Verdict } from '../answer/verdicts.ts'
import { compareNaturally } from '../foundation/natural-order.ts'
import type { StandardPack } from './standard-pack.ts'

/** What a roll-up looks at of a block. */
export interface RollUpBlock {
  readonly community: string | null
  readonly street: string | null
  readonly district: string | null
  readonly people: Readonly<Record<string, number | null>>
}

/** Roll-ups, and how many blocks name no unit of a kind. */
export interface RollUp {
  readonly units: readonly UnitVerdict[]
  readonly blocksWithout: Readonly<Record<'community' | 'street' | 'district', number>>
}

/**
 * Sums verdicts by community, street, district and over everything. Blocks that name no unit of a kind are left out there and
 * counted. What is summed is exact: the communities of a street add up to the street where every block names its community.
 *
 * @param verdicts of {@link judgeBlocks}, blocks × rules
 * @returns by kind of unit from small to large, then natural order of names, then the order of the rules
 * @example
 * ```ts
 * import { standardPack } from 'living-circle'
 * import { type RollUpBlock, type Verdict, rollUpVerdicts } from 'living-circle/parts'
 * declare const verdicts: readonly Verdict[]
 * declare const blocks_: readonly RollUpBlock[]
 * const sums = rollUpVerdicts(standardPack('gb50180-2018'), verdicts, blocks_)
 * ```
 */
export function rollUpVerdicts(
  pack: StandardPack,
  verdicts: readonly Verdict[],
  blocks: readonly RollUpBlock[],
): RollUp {
  const groups = pack.rules.map(({ populationGroup }) =>
    blocks.some((block) => (block.people[populationGroup] ?? null) !== null) ? populationGroup : 'population',
  )
  const units: UnitVerdict[] = []
  const blocksWithout = { community: 0, street: 0, district: 0 }
  for (const kind of ['community', 'street', 'district', 'all'] as const) {
    const members = new Map<string, number[]>()
    blocks.forEach((block, index) => {
      const key = unitKey(kind, block)
      if (key === null) {
        if (kind !== 'all') blocksWithout[kind]++
        return
      }
      const held = members.get(key)
      if (held === undefined) members.set(key, [index])
      else held.push(index)
    })
    const sorted = [...members.values()].sort((a, b) => compareUnits(kind, blocks[a[0]!]!, blocks[b[0]!]!))
    for (const indexes of sorted) {
      pack.rules.forEach((_, ruleIndex) => {
        units.push(unitVerdict(kind, indexes, ruleIndex, groups[ruleIndex]!, pack, verdicts, blocks))
      })
    }
  }
  return { units, blocksWithout }
}

function unitKey(kind: UnitKind, { community, street, district }: RollUpBlock): string | null {
  if (kind === 'all') return ''
  const names =
    kind === 'community' ? [district, street, community] : kind === 'street' ? [district, street] : [district]
  return names[names.length - 1] === null ? null : JSON.stringify(names)
}

function compareUnits(kind: UnitKind, a: RollUpBlock, b: RollUpBlock): number {
  const by = (x: string | null, y: string | null) => compareNaturally(x ?? '', y ?? '')
  if (kind === 'all') return 0
  const district = by(a.district, b.district)
  if (kind === 'district') return district
  const street = district || by(a.street, b.street)
  return kind === 'street' ? street : street || by(a.community, b.community)
}

function unitVerdict(
  kind: UnitKind,
  indexes: readonly number[],
  ruleIndex: number,
  populationGroup: string,
  pack: StandardPack,
  verdicts: readonly Verdict[],
  blocks: readonly RollUpBlock[],
): UnitVerdict {
  let coveredPeople = 0
  let knownPeople = 0
  let blocksUnknownPeople = 0
  let blocksUnlinked = 0
  let peopleSizeUnknown = 0
  const verdictOf = (index: number) => verdicts[index * pack.rules.length + ruleIndex]!
  for (const index of indexes) {
    const { verdict, share, unknownShare } = verdictOf(index)
    // Of a rule without data no block is in any denominator, and none is left out of one.
    if (verdict === 'no-data') continue
    const people = blocks[index]!.people[populationGroup] ?? null
    if (people === null) blocksUnknownPeople++
    else if (share === null) blocksUnlinked++
    else {
      knownPeople += people * (1 - unknownShare)
      peopleSizeUnknown += people * unknownShare
      coveredPeople += people * share
    }
  }
  const first = blocks[indexes[0]!]!
  return {
    unitKind: kind,
    unit: kind === 'all' ? '' : first[kind]!,
    street: kind === 'community' ? first.street : null,
    district: kind === 'community' || kind === 'street' ? first.district : null,
    ruleId: pack.rules[ruleIndex]!.id,
    ...countVerdicts(indexes.map((index) => verdictOf(index).verdict)),
    populationGroup,
    coveredPeople,
    knownPeople,
    share: knownPeople > 0 ? coveredPeople / knownPeople : null,
    blocksUnknownPeople,
    blocksUnlinked,
    peopleSizeUnknown,
  }
}
