// What a ledger file remembers for the program beside the cells that people see: gaps as they were last seen, and runs, as lines of text that a
// cell can hold. Gaps and runs in, lines out, and back. It trusts nothing that it reads.

import * as is from '../../answer/value-shape.ts'
import {
  type GapQuestion,
  LEDGER_STATES,
  type LedgerFacts,
  type LedgerGap,
  type LedgerRun,
  type SightedBlock,
} from '../../ledger/ledger-record.ts'
import { ROW_METHOD_PARTS } from '../../ledger/row-method.ts'

/** What is remembered. */
export interface LedgerMemory {
  readonly gaps: ReadonlyMap<string, LedgerGap>
  readonly runs: readonly LedgerRun[]
}

/** Characters of a cell; a spreadsheet holds 32,767. */
const CELL_CHARACTERS = 30_000

/** `kind, id, text, text …`: the JSON of a gap or a run, cut where a cell is full. */
export function memoryLines({ gaps, runs }: LedgerMemory): string[][] {
  const lines = [...gaps.values()].map((gap) => ['gap', gap.id, ...pieces(JSON.stringify(gap))])
  return [...lines, ...runs.map((run) => ['run', run.runId, ...pieces(JSON.stringify(run))])]
}

/** Reads what {@link memoryLines} wrote; lines that are not, or were changed into something else, are left out. */
export function readMemory(lines: readonly (readonly string[])[]): LedgerMemory {
  const gaps = new Map<string, LedgerGap>()
  const runs: LedgerRun[] = []
  for (const [kind, id, ...texts] of lines) {
    const value = parsed(texts.join(''))
    if (kind === 'gap' && gapShape(value) === null && (value as LedgerGap).id === id) gaps.set(id!, value as LedgerGap)
    if (kind === 'run' && runShape(value) === null) runs.push(value as LedgerRun)
  }
  return { gaps, runs }
}

function pieces(text: string): string[] {
  const list: string[] = []
  for (let at = 0; at < text.length; ) {
    // Never through the middle of a character.
    const cut = at + CELL_CHARACTERS
    const end = /[\ud800-\udbff]/.test(text.charAt(cut - 1)) ? cut - 1 : cut
    list.push(text.slice(at, end))
    at = end
  }
  return list
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return undefined
  }
}

const textOrNull = is.orNull(is.text)
const amount = is.orNull(is.number)

const question = is.record<GapQuestion>({
  kind: is.oneOf(['category', 'rule']),
  subject: is.text,
  standard: textOrNull,
  limit: is.number,
  basis: is.oneOf(['time', 'distance']),
})

const facts = is.record<LedgerFacts>({
  level: is.oneOf(['block', 'community', 'street', 'district', 'several']),
  unit: is.text,
  mainBlock: is.text,
  blocks: is.count,
  nameEn: is.text,
  nameZh: is.text,
  value: amount,
  shortfall: amount,
  populationGroup: is.text,
  people: amount,
  age60Plus: amount,
  age0To3: amount,
  clauseEn: textOrNull,
  clauseZh: textOrNull,
  verified: is.orNull(is.flag),
  causeEn: textOrNull,
  causeZh: textOrNull,
  measureEn: textOrNull,
  measureZh: textOrNull,
  gain: amount,
  edgeAffected: is.flag,
})

const gapShape = is.record<LedgerGap>({
  id: is.text,
  question,
  method: is.recordOf(is.text),
  methodChanged: is.listOf(is.oneOf(ROW_METHOD_PARTS)),
  blocks: is.listOf(is.record<SightedBlock>({ id: is.text, part: is.number, people: amount, demandPoints: is.count })),
  facts,
  state: is.oneOf(LEDGER_STATES),
  unknownReason: is.orNull(
    is.oneOf(['blocks-missing', 'blocks-unlinked', 'no-data', 'edge', 'not-measured', 'not-judged']),
  ),
  parent: textOrNull,
  mergedInto: textOrNull,
  firstSeen: is.text,
  lastChecked: is.text,
  evidence: is.text,
  cameBack: is.flag,
})

const runShape = is.record<LedgerRun>({
  runId: is.text,
  date: is.text,
  toolVersion: is.text,
  modelVersion: is.text,
  osmDate: textOrNull,
  standard: textOrNull,
  method: is.text,
  counts: is.recordOf(is.count),
  peopleOpen: is.number,
  peopleResolved: is.number,
})
