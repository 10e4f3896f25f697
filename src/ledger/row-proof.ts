// Whether an answer proves that a gap is no more: every block that it covered is there, linked, and has what it lacked. An answer and a row in, a
// proof or the reason why there is none out.
import type { AccessReport } from '../answer/access-report.ts'
import { ACCESS_NO_DATA, ACCESS_UNLINKED } from '../answer/access-table.ts'
import { MET_SHARE } from '../answer/verdict-share.ts'
import type { Verdict } from '../answer/verdicts.ts'
import type { GapQuestion, LedgerGap, UnknownReason } from './ledger-record.ts'

/** `met`: proved. `unmet`: some of its blocks lack it still. */
export type RowProof = 'met' | 'unmet' | UnknownReason

/** What is looked up for each block of each row. */
export interface ProofGround {
  readonly report: AccessReport
  readonly blockIndex: ReadonlyMap<string, number>
  /** Verdict of a block by a rule. */
  readonly verdictOf: (blockIndex: number, ruleId: string) => Verdict | undefined
}

/** Prepares an answer for {@link proveRow}. O(blocks + verdicts). */
export function proofGround(report: AccessReport): ProofGround {
  const blockIndex = new Map(report.blocks.map(({ id }, index) => [id, index]))
  const verdicts = new Map<string, Verdict>()
  for (const verdict of report.verdicts) verdicts.set(`${verdict.blockIndex} ${verdict.ruleId}`, verdict)
  return { report, blockIndex, verdictOf: (index, ruleId) => verdicts.get(`${index} ${ruleId}`) }
}

/** Whether this answer asks the question of a row at all; `method`: it asks of the same thing by another limit or measure. */
export function asksFor(
  { options, categories, standard }: AccessReport,
  question: GapQuestion,
): 'same' | 'method' | 'no' {
  const { kind, subject, limit, basis } = question
  if (kind === 'category') {
    if (!categories.some(({ id }) => id === subject)) return 'no'
    return options.basis === basis && options.limits.at(-1) === limit ? 'same' : 'method'
  }
  if (standard === null || standard === undefined) return 'no'
  if (standard.id !== question.standard) return 'method'
  const rule = standard.rules.find(({ id }) => id === subject)
  if (rule === undefined) return 'method'
  return rule.limit === limit && rule.basis === basis ? 'same' : 'method'
}

/** What this answer proves of a row whose question it asks. The first block without proof decides, those that are unmet before all. */
export function proveRow(ground: ProofGround, { question, blocks }: LedgerGap): RowProof {
  let missing: UnknownReason | null = null
  for (const { id } of blocks) {
    const proof = proveBlock(ground, question, id)
    if (proof === 'unmet') return 'unmet'
    if (proof !== 'met') missing ??= proof
  }
  return missing ?? 'met'
}

function proveBlock({ report, blockIndex, verdictOf }: ProofGround, question: GapQuestion, id: string): RowProof {
  const index = blockIndex.get(id)
  if (index === undefined) return 'blocks-missing'
  if (report.blocks[index]!.linkStatus !== 'linked') return 'blocks-unlinked'
  return question.kind === 'category'
    ? proveByTable(report, index, question.subject)
    : proveByRule(verdictOf(index, question.subject))
}

function proveByTable({ table, categories }: AccessReport, block: number, category: string): RowProof {
  const row = block * table.categoryCount + categories.findIndex(({ id }) => id === category)
  if (table.status[row] === ACCESS_NO_DATA) return 'no-data'
  if (table.status[row] === ACCESS_UNLINKED) return 'blocks-unlinked'
  const cell = row * table.limitCount + table.limitCount - 1
  // At a moment, only what is known to be open is proof.
  const share = (table.certainShare ?? table.share)[cell]!
  if (!(share >= MET_SHARE)) return 'unmet'
  return table.edgeAffected[row] === 1 ? 'edge' : 'met'
}

function proveByRule(verdict: Verdict | undefined): RowProof {
  if (verdict === undefined) return 'not-judged'
  switch (verdict.verdict) {
    case 'met':
      return verdict.edgeAffected ? 'edge' : 'met'
    case 'no-data':
      return 'no-data'
    case 'unknown':
      return verdict.unknownReason === 'not-linked' ? 'blocks-unlinked' : 'not-judged'
    default:
      return 'unmet'
  }
}
