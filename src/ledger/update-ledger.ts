// The ledger after another run: which of its gaps are there still, which are proved to be no more, which are new. A ledger and an answer in, a ledger
// out. What people wrote is carried along untouched; nothing is ever removed. It does not know files, words, or how a gap was found.
import type { AccessReport } from '../answer/access-report.ts'
import type { Gap } from '../answer/gap.ts'
import { resolveOptions } from '../foundation/options.ts'
import { factsOfGap, type GapSentences, NO_SENTENCES, questionOfGap, sightedBlocks } from './gap-facts.ts'
import { newGapKey } from './gap-key.ts'
import type {
  GapQuestion,
  Ledger,
  LedgerGap,
  LedgerRow,
  LedgerRun,
  LedgerState,
  UnknownReason,
} from './ledger-record.ts'
import { type GapToMatch, matchGaps } from './match-gaps.ts'
import { methodOfRow, type RunOptionsKnown, unlikeParts } from './row-method.ts'
import { asksFor, type ProofGround, proofGround, proveRow } from './row-proof.ts'
import { summariseRun } from './run-summary.ts'

/** What is known of the run beside its answer. */
export interface UpdateOptions {
  /** Name of the run: the same one twice changes nothing. Of `run.json`. */
  readonly runId: string
  /** Day of this update, ISO: `2026-05-01`. */
  readonly date: string
  /** `--closed` of the run, which an answer does not say. */
  readonly closed?: string | undefined
  /** Cause and measure of a gap as sentences, where they are known. Default: none. */
  readonly sentencesOf?: ((gap: Gap) => GapSentences) | undefined
}

const DEFAULTS: UpdateOptions = { runId: '', date: '', closed: undefined, sentencesOf: () => NO_SENTENCES }

/**
 * Updates a ledger by an answer.
 *
 * A gap of today is a row of the ledger where it lacks the same thing by the same limit and measure, and the people in both are at least half of the
 * people in either; else where a row has most people in common with it and no other heir. `resolved` takes proof: every block that the row covered is
 * in the answer, linked, not at the data's edge, and has what it lacked, by the method that the row was measured by. Without that a row is `unknown` or
 * `method-changed`, never resolved. The order of rows, gaps and blocks has no influence. O(gaps × their blocks + pairs in common).
 *
 * @param ledger none: a new one is made
 * @returns rows in the order given, new ones behind them, those with most people first
 * @throws LivingCircleError `unknown-option`, `invalid-option`
 * @example
 * ```ts
 * import type { AccessReport } from 'living-circle'
 * import { updateLedger } from 'living-circle/parts'
 * declare const report: AccessReport
 * const made = updateLedger(null, report, { runId: 'run-a', date: '2025-05-01' })
 * const updated = updateLedger(made, report, { runId: 'run-b', date: '2026-05-01' })
 * updated.rows.every(({ gap }) => gap?.state === 'still-open') // true
 * ```
 */
export function updateLedger(ledger: Ledger | null, answer: AccessReport, options: UpdateOptions): Ledger {
  const { runId, date, closed, sentencesOf } = resolveOptions('updateLedger', options, DEFAULTS)
  const before: Ledger = ledger ?? { rows: [], deleted: [], runs: [] }
  if (before.runs.at(-1)?.runId === runId) return sameRun(before, answer)
  const seen = { runId, date }
  const rowGaps = before.rows.flatMap(({ gap }) => gap ?? [])
  const known = [...rowGaps, ...before.deleted]
  const blockOf = new Map(answer.blocks.map((block) => [block.id, block]))
  const gaps = answer.gaps.map((gap): TodaysGap => {
    const question = questionOfGap(gap, answer)
    const blocks = sightedBlocks(gap, blockOf)
    const facts = factsOfGap(answer, gap, blockOf, sentencesOf!(gap))
    const method = methodOfRow(answer, question, { closed })
    return { name: gap.id, question: JSON.stringify(question), asked: question, blocks, facts, method }
  })
  const rows = known.map(
    ({ id, question, blocks }): GapToMatch => ({ name: id, question: JSON.stringify(question), blocks }),
  )
  const { rowOf, parentOf, grownInto } = matchGaps(gaps, rows, (row) => known[row]!.state !== 'resolved')
  const gapOf = new Int32Array(known.length).fill(-1)
  rowOf.forEach((row, gap) => {
    if (row >= 0) gapOf[row] = gap
  })
  const ids = idsOf(gaps, known, rowOf)
  const ground = proofGround(answer)
  const after = known.map((gap, row) => {
    const [heir, into] = [gapOf[row]!, grownInto[row]!]
    if (heir >= 0) return seenAgain(gap, gaps[heir]!, seen)
    if (into >= 0) return grown(gap, ids[into]!, answer, { closed }, seen)
    return notSeen(gap, ground, { closed }, seen)
  })
  const fresh = gaps.flatMap((gap, at) => {
    if (rowOf[at]! >= 0) return []
    const parent = parentOf[at]! < 0 ? null : known[parentOf[at]!]!.id
    return [newGap(gap, ids[at]!, parent, seen)]
  })
  return assembled(before, after, fresh, summariseRun(answer, seen))
}

/** The run that the ledger knows last, once more: all is as it left it, but rows that were deleted since are back. */
function sameRun(before: Ledger, answer: AccessReport): Ledger {
  const { runId, date } = before.runs.at(-1)!
  const known = [...before.rows.flatMap(({ gap }) => gap ?? []), ...before.deleted]
  return assembled(before, known, [], summariseRun(answer, { runId, date }))
}

interface TodaysGap extends GapToMatch {
  readonly asked: GapQuestion
  readonly facts: LedgerGap['facts']
  readonly method: LedgerGap['method']
}

/** The run that looks at the ledger. */
interface Seen {
  readonly runId: string
  readonly date: string
}

/** Ids of today's gaps: of their rows, else new ones in order of the blocks' names, so that the order of gaps has no influence. */
function idsOf(gaps: readonly TodaysGap[], known: readonly LedgerGap[], rowOf: Int32Array): string[] {
  const taken = new Set(known.map(({ id }) => id))
  const ids = gaps.map((_, at) => (rowOf[at]! < 0 ? '' : known[rowOf[at]!]!.id))
  const order = gaps.flatMap((_, at) => (rowOf[at]! < 0 ? [at] : []))
  const nameOf = ({ question, blocks }: TodaysGap) => `${question} ${blocks.map(({ id }) => id).join(' ')}`
  for (const at of order.sort((a, b) => (nameOf(gaps[a]!) < nameOf(gaps[b]!) ? -1 : 1))) {
    const blockIds = gaps[at]!.blocks.map(({ id }) => id)
    ids[at] = newGapKey(gaps[at]!.asked, blockIds, (key) => taken.has(key))
    taken.add(ids[at]!)
  }
  return ids
}

function newGap(gap: TodaysGap, id: string, parent: string | null, { runId, date }: Seen): LedgerGap {
  const { asked: question, method, blocks, facts } = gap
  return {
    ...{
      id,
      question,
      method,
      methodChanged: [],
      blocks,
      facts,
      state: 'open',
      unknownReason: null,
      parent,
      mergedInto: null,
    },
    ...{ firstSeen: date, lastChecked: date, evidence: runId, cameBack: false },
  }
}

/** It is there: by the same method still, by another one it cannot be said to be the same. */
function seenAgain(gap: LedgerGap, today: TodaysGap, seen: Seen): LedgerGap {
  const methodChanged = unlikeParts(gap.method, today.method)
  const state = stateAgain(gap, methodChanged)
  const { method, blocks, facts } = today
  return { ...gap, ...stamp(seen), state, method, methodChanged, blocks, facts, unknownReason: null, mergedInto: null }
}

function stateAgain({ state }: LedgerGap, methodChanged: readonly string[]): LedgerState {
  if (methodChanged.length > 0) return 'method-changed'
  return state === 'resolved' ? 'reopened' : 'still-open'
}

/** Its blocks lie in a gap of another row: it is there, but counted with that one. */
function grown(gap: LedgerGap, mergedInto: string, answer: AccessReport, run: RunOptionsKnown, seen: Seen): LedgerGap {
  const methodChanged = unlikeParts(gap.method, methodOfRow(answer, gap.question, run))
  return {
    ...gap,
    ...stamp(seen),
    state: stateAgain(gap, methodChanged),
    methodChanged,
    mergedInto,
    unknownReason: null,
  }
}

/** No gap of today is this one: proved, or not. What was resolved stays so until its blocks lack it again. */
function notSeen(gap: LedgerGap, ground: ProofGround, run: RunOptionsKnown, seen: Seen): LedgerGap {
  const asks = asksFor(ground.report, gap.question)
  if (gap.state === 'resolved') return gap
  const changed = (methodChanged: readonly string[]): LedgerGap => ({
    ...gap,
    ...stamp(seen),
    state: 'method-changed',
    methodChanged,
    unknownReason: null,
    mergedInto: null,
  })
  const open = (state: LedgerState, unknownReason: UnknownReason | null): LedgerGap => ({
    ...gap,
    ...stamp(seen),
    state,
    unknownReason,
    methodChanged: [],
    mergedInto: null,
  })
  if (asks === 'method') return changed(['question'])
  if (asks === 'no') return open('unknown', 'not-measured')
  const unlike = unlikeParts(gap.method, methodOfRow(ground.report, gap.question, run))
  if (unlike.length > 0) return changed(unlike)
  const proof = proveRow(ground, gap)
  if (proof === 'met') return open('resolved', null)
  // A block that lacks it lies in a gap; where gaps were left out of an answer, it is not proved that it is mended.
  return proof === 'unmet' ? open('still-open', null) : open('unknown', proof)
}

function stamp({ runId, date }: Seen): Pick<LedgerGap, 'evidence' | 'lastChecked' | 'cameBack'> {
  return { evidence: runId, lastChecked: date, cameBack: false }
}

/** Rows as they were with what is known now; deleted ones come back where their gap is there; new ones behind, most people first. */
function assembled(
  before: Ledger,
  after: readonly LedgerGap[],
  fresh: readonly LedgerGap[],
  run: (gaps: readonly LedgerGap[]) => LedgerRun,
): Ledger {
  let at = 0
  const rows: LedgerRow[] = before.rows.map((row) => (row.gap === null ? row : { ...row, gap: after[at++]! }))
  const deleted = after.slice(at)
  const isThere = ({ state }: LedgerGap) => state !== 'resolved' && state !== 'unknown'
  const back = deleted.filter(isThere).map((gap): LedgerGap => ({ ...gap, state: 'open', cameBack: true }))
  const weight = ({ facts }: LedgerGap) => facts.people ?? -1
  const behind = [...back, ...fresh].sort((a, b) => weight(b) - weight(a) || (a.id < b.id ? -1 : 1))
  const all = [...rows, ...behind.map((gap): LedgerRow => ({ gap, human: {} }))]
  const own = run(all.flatMap(({ gap }) => gap ?? []))
  const isSame = before.runs.at(-1)?.runId === own.runId
  return {
    rows: all,
    deleted: deleted.filter((gap) => !isThere(gap)),
    runs: isSame ? [...before.runs.slice(0, -1), own] : [...before.runs, own],
  }
}
