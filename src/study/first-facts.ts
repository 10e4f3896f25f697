// What the first screen says, counted from a whole answer: places provided worst, the largest gaps, how sure it is. Numbers in, numbers
// and indexes out; it does not know any word.
import type { AnswerWithoutFacts } from '../answer/access-report.ts'
import type { AccessFacts } from '../answer/answer-facts.ts'
import type { FirstFacts, FirstGap, PartOf, ProvidedPlace, Sureness } from '../answer/first-facts.ts'
import { blockAmount } from '../answer/measured-places.ts'
import { STABILITY_BORDERLINE, STABILITY_NONE } from '../answer/stability.ts'
import type { Steps } from '../foundation/breath.ts'
import { membersOf } from './area-shares.ts'
import { largerFirst } from './gap-groups.ts'

/** Places and gaps on a first screen, and in a list. */
const FIRST = 3
const MOST_PLACES = 40
const MOST_GAPS = 25

/** Counts what the first screen says, in steps. O(blocks × (categories + rules) + gaps log gaps). */
export function* firstFactSteps(answer: AnswerWithoutFacts, facts: Omit<AccessFacts, 'first'>): Steps<FirstFacts> {
  const isOfDuties = (answer.standard?.rules.length ?? 0) > 0
  const { level, places } = placesOf(answer, facts, isOfDuties ? dutiesOfBlocks(answer) : kindsOfBlocks(answer))
  yield
  const worst = worstOf(places)
  const gaps = isOfDuties ? ruleGaps(answer) : kindGaps(facts)
  yield
  const rules = rankRules(answer)
  yield
  return {
    subject: isOfDuties ? 'duties' : 'kinds',
    level,
    worst: worst.slice(0, FIRST),
    places: worst,
    gaps: gaps.slice(0, FIRST),
    listedGaps: gaps,
    rules,
    sure: surenessOf(answer, facts),
  }
}

/** By block: how many kinds or duties it has within the limits, and of how many that is known. */
interface Provision {
  readonly has: Float64Array
  readonly of: Float64Array
}

function kindsOfBlocks({ table, categories }: AnswerWithoutFacts): Provision {
  const { share, blockCount, categoryCount, limitCount } = table
  const has = new Float64Array(blockCount)
  const of = new Float64Array(blockCount)
  for (let block = 0; block < blockCount; block++) {
    for (let category = 0; category < categoryCount; category++) {
      if (categories[category]!.facilities === 0) continue
      const cell = share[(block * categoryCount + category + 1) * limitCount - 1]!
      if (Number.isNaN(cell)) continue
      has[block]! += cell
      of[block]!++
    }
  }
  return { has, of }
}

function dutiesOfBlocks({ verdicts, blocks }: AnswerWithoutFacts): Provision {
  const has = new Float64Array(blocks.length)
  const of = new Float64Array(blocks.length)
  for (const { blockIndex, mandatory, share, unknownShare } of verdicts) {
    if (!mandatory || share === null) continue
    has[blockIndex]! += share
    of[blockIndex]! += 1 - unknownShare
  }
  return { has, of }
}

function placesOf(
  answer: AnswerWithoutFacts,
  { areas, measure }: Omit<AccessFacts, 'first'>,
  provision: Provision,
): { level: FirstFacts['level']; places: ProvidedPlace[] } {
  const { blocks } = answer
  const placeOf = (name: string, members: readonly number[], block: number | null) => {
    const isKnown = members.some((member) => (blockAmount(blocks[member]!, measure) ?? 0) > 0)
    const weightOf = (member: number) => (isKnown ? (blockAmount(blocks[member]!, measure) ?? 0) : 1)
    let has = 0
    let of = 0
    let weight = 0
    let people: number | null = null
    for (const member of members) {
      const known = blocks[member]!.people.population ?? null
      if (known !== null) people = (people ?? 0) + known
      if (provision.of[member] === 0) continue
      has += provision.has[member]! * weightOf(member)
      of += provision.of[member]! * weightOf(member)
      weight += weightOf(member)
    }
    return weight === 0 || of === 0
      ? []
      : [{ name, block, blocks: members.length, people, has: has / weight, of: of / weight }]
  }
  if (areas === null) {
    return { level: 'block', places: blocks.flatMap(({ id, name }, block) => placeOf(name ?? id, [block], block)) }
  }
  const members = [...membersOf(answer, areas.level)]
  return { level: areas.level, places: members.flatMap(([name, own]) => placeOf(name, own, null)) }
}

/** The worst first; of equals those with more people, then in the order of the places. None where nobody lacks anything. */
function worstOf(places: readonly ProvidedPlace[]): ProvidedPlace[] {
  const lack = ({ has, of }: ProvidedPlace) => 1 - has / of
  return places
    .filter((place) => lack(place) > 1e-9)
    .sort((a, b) => lack(b) - lack(a) || (b.people ?? -1) - (a.people ?? -1))
    .slice(0, MOST_PLACES)
}

function kindGaps({ limits }: Omit<AccessFacts, 'first'>): FirstGap[] {
  const groups = limits.at(-1)?.largestGaps ?? []
  return groups.slice(0, MOST_GAPS).map(({ gap, categories }) => ({ gap, more: categories.length - 1 }))
}

/** The largest gaps of duties; those of the same blocks are one. */
function ruleGaps({ gaps }: AnswerWithoutFacts): FirstGap[] {
  const order = gaps.flatMap(({ kind }, index) => (kind === 'rule' ? [index] : []))
  order.sort((a, b) => largerFirst(gaps[a]!, gaps[b]!))
  const groups = new Map<string, { gap: number; rules: Set<string> }>()
  for (const index of order) {
    const gap = gaps[index]!
    const key = gap.blockIds.join('\n')
    const rule = gap.kind === 'rule' ? gap.ruleId : ''
    const held = groups.get(key)
    if (held === undefined) groups.set(key, { gap: index, rules: new Set([rule]) })
    else held.rules.add(rule)
  }
  return [...groups.values()].slice(0, MOST_GAPS).map(({ gap, rules }) => ({ gap, more: rules.size - 1 }))
}

function rankRules({ standard }: AnswerWithoutFacts): number[] {
  if (standard === undefined || standard === null) return []
  const units = standard.units.filter(({ unitKind }) => unitKind === 'all')
  const shareOf = new Map(units.map(({ ruleId, share }) => [ruleId, share]))
  return standard.rules
    .flatMap(({ id, mandatory, hasData }, index) => {
      const share = shareOf.get(id) ?? null
      return mandatory && hasData && share !== null ? [{ index, share }] : []
    })
    .sort((a, b) => a.share - b.share || a.index - b.index)
    .map(({ index }) => index)
}

function surenessOf(
  { blocks, categories, table, verdicts, standard }: AnswerWithoutFacts,
  { measure, blocksUnknown }: Omit<AccessFacts, 'first'>,
): Sureness {
  const linked = { part: 0, all: 0 }
  for (const block of blocks) {
    const amount = blockAmount(block, measure) ?? 0
    linked.all += amount
    if (block.linkStatus === 'linked') linked.part += amount
  }
  const rules = standard?.rules ?? []
  const judged = verdicts.filter(({ verdict }) => verdict !== 'no-data')
  return {
    linked,
    unknownPeople: { part: blocksUnknown, all: blocks.length },
    edge:
      rules.length > 0
        ? { part: judged.filter(({ edgeAffected }) => edgeAffected).length, all: judged.length }
        : edgeRows(table, categories),
    kindsWithoutData: { part: categories.filter(({ facilities }) => facilities === 0).length, all: categories.length },
    rulesWithoutData: { part: rules.filter(({ hasData }) => !hasData).length, all: rules.length },
    ...borderlineOf(table, judged),
    sizeUnknown: {
      part: judged.filter(({ unknownReason }) => unknownReason === 'size-unknown').length,
      all: judged.length,
    },
  }
}

/** Verdicts that are borderline: of rules where there are any, else of kinds at every limit. */
function borderlineOf(
  { stability }: AnswerWithoutFacts['table'],
  judged: AnswerWithoutFacts['verdicts'],
): Pick<Sureness, 'borderline'> {
  if (stability === undefined) return {}
  const count = { part: 0, all: 0 }
  const add = (isBorderline: boolean) => {
    count.all++
    if (isBorderline) count.part++
  }
  if (judged.length > 0) {
    for (const { stability: of } of judged) if (of !== null && of !== undefined) add(of === 'borderline')
  } else for (const of of stability) if (of !== STABILITY_NONE) add(of === STABILITY_BORDERLINE)
  return { borderline: count }
}

function edgeRows(
  { edgeAffected, categoryCount }: AnswerWithoutFacts['table'],
  categories: AnswerWithoutFacts['categories'],
): PartOf {
  const edge = { part: 0, all: 0 }
  for (let row = 0; row < edgeAffected.length; row++) {
    if (categories[row % categoryCount]!.facilities === 0) continue
    edge.all++
    edge.part += edgeAffected[row]!
  }
  return edge
}
