// What a run says of one gap, as the ledger keeps it: whose it is, how many people, how far, by which clause. An answer and a gap in, facts out.
import type { AccessReport } from '../answer/access-report.ts'
import { type Gap, gapCategories } from '../answer/gap.ts'
import type { MeasuredBlock } from '../answer/measured-places.ts'
import { compareNaturally } from '../foundation/natural-order.ts'
import type { GapQuestion, LedgerFacts, SightedBlock } from './ledger-record.ts'

/** Sentences about a gap that others make: the ledger knows no words. */
export interface GapSentences {
  readonly causeEn: string | null
  readonly causeZh: string | null
  readonly measureEn: string | null
  readonly measureZh: string | null
}

export const NO_SENTENCES: GapSentences = { causeEn: null, causeZh: null, measureEn: null, measureZh: null }

/** What was asked where a gap was found. */
export function questionOfGap(gap: Gap, { options, standard }: AccessReport): GapQuestion {
  const basis = gap.basis ?? options.basis
  return gap.kind === 'category'
    ? { kind: 'category', subject: gap.category, standard: null, limit: gap.limit, basis }
    : { kind: 'rule', subject: gap.ruleId, standard: standard?.id ?? options.standard, limit: gap.limit, basis }
}

/** The blocks of a gap, in natural order of their ids. */
export function sightedBlocks(gap: Gap, blockOf: ReadonlyMap<string, MeasuredBlock>): SightedBlock[] {
  return gap.blockIds
    .map((id, at) => {
      const { people, demandPointCount } = blockOf.get(id)!
      return { id, part: gap.blockParts[at]!, people: people.population ?? null, demandPoints: demandPointCount }
    })
    .sort((a, b) => compareNaturally(a.id, b.id))
}

/** The facts of a gap. */
export function factsOfGap(
  report: AccessReport,
  gap: Gap,
  blockOf: ReadonlyMap<string, MeasuredBlock>,
  sentences: GapSentences = NO_SENTENCES,
): LedgerFacts {
  const blocks = gap.blockIds.map((id) => blockOf.get(id)!)
  const main = mainBlock(gap, blocks)
  const isTime = (gap.basis ?? report.options.basis) === 'time'
  const rule = gap.kind === 'rule' ? report.standard?.rules.find(({ id }) => id === gap.ruleId) : undefined
  return {
    ...unitOf(blocks, main),
    mainBlock: main.id,
    blocks: blocks.length,
    ...namesOf(report, gap, rule),
    value: isTime ? gap.nearestWalkMinutes : gap.nearestWalkMetres,
    shortfall: gap.groupPeople ?? gap.people,
    populationGroup: gap.groupPeople === null ? 'population' : gap.populationGroup,
    people: gap.people,
    age60Plus: peopleOf(gap, blocks, 'age_60_plus'),
    age0To3: peopleOf(gap, blocks, 'age_0_3'),
    clauseEn: rule?.clause ?? null,
    clauseZh: rule?.clauseZh ?? null,
    verified: rule?.verified ?? null,
    ...sentences,
    gain: gap.diagnosis?.remedies[0]?.people ?? null,
    edgeAffected: gap.edgeAffected,
  }
}

/** The block with most people of the gap; where nobody is known, with most demand points; else the first by id. */
function mainBlock(gap: Gap, blocks: readonly MeasuredBlock[]): MeasuredBlock {
  const weight = (block: MeasuredBlock, at: number) => gap.blockParts[at]! * (block.people.population ?? 0)
  const points = (block: MeasuredBlock, at: number) => gap.blockParts[at]! * block.demandPointCount
  const order = blocks.map((_, at) => at)
  order.sort(
    (a, b) =>
      weight(blocks[b]!, b) - weight(blocks[a]!, a) ||
      points(blocks[b]!, b) - points(blocks[a]!, a) ||
      compareNaturally(blocks[a]!.id, blocks[b]!.id),
  )
  return blocks[order[0]!]!
}

/** The smallest unit that all blocks lie in. */
function unitOf(blocks: readonly MeasuredBlock[], main: MeasuredBlock): Pick<LedgerFacts, 'level' | 'unit'> {
  if (blocks.length === 1) return { level: 'block', unit: main.name ?? main.id }
  for (const level of ['community', 'street', 'district'] as const) {
    const name = main[level]
    if (name !== null && blocks.every((block) => block[level] === name)) return { level, unit: name }
  }
  return { level: 'several', unit: main.name ?? main.id }
}

function namesOf(
  { categories }: AccessReport,
  gap: Gap,
  rule: { readonly nameEn: string; readonly nameZh: string } | undefined,
): Pick<LedgerFacts, 'nameEn' | 'nameZh'> {
  if (rule !== undefined) return { nameEn: rule.nameEn, nameZh: rule.nameZh }
  const kinds = gapCategories(gap).flatMap((id) => categories.find((category) => category.id === id) ?? [])
  if (kinds.length === 0) return { nameEn: gapCategories(gap).join(', '), nameZh: gapCategories(gap).join('、') }
  return { nameEn: kinds.map(({ nameEn }) => nameEn).join(', '), nameZh: kinds.map(({ nameZh }) => nameZh).join('、') }
}

/** People of a group in the gap, of the blocks that know it; `null` where none does. */
function peopleOf(gap: Gap, blocks: readonly MeasuredBlock[], group: string): number | null {
  const known = blocks.flatMap(({ people }, at) => {
    const number = Object.hasOwn(people, group) ? people[group] : null
    return number === null || number === undefined ? [] : [number * gap.blockParts[at]!]
  })
  return known.length === 0 ? null : known.reduce((sum, number) => sum + number, 0)
}
