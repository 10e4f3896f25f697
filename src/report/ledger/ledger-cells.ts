// One gap of the ledger as the cells of its row: numbers as numbers, sentences in the language of the file. A gap in, cells by key out.
import {
  HUMAN_STATES,
  type HumanState,
  type LedgerConflict,
  type LedgerGap,
  type LedgerRun,
} from '../../ledger/ledger-record.ts'
import { LIVE_STATES } from '../../ledger/run-summary.ts'
import { GRAMMARS, LANGUAGES, type Lang } from '../../words/languages.ts'
import { type Say, type WordKey, wordsIn } from '../../words/xlsx-words.ts'
import { roundTo } from '../text/written-numbers.ts'
import { wholeText } from '../text/written-text.ts'
import type { SheetCell } from '../workbook/xlsx-sheet.ts'
import type { LedgerKey } from './ledger-columns.ts'

/** Ids of blocks that a cell lists; a cell holds 32,767 characters. */
const MOST_BLOCK_CHARACTERS = 30_000

/** Longer texts are cut. */
const MOST_CELL_CHARACTERS = 32_000

/** What a run writes into the row of a gap; `null` is an empty cell. Columns of people are not in it. */
export type ComputedCells = Readonly<Partial<Record<LedgerKey, SheetCell>>>

/** The cells of a gap. What names bring along that no cell should hold, control characters and endless texts, is not in them. */
export function computedCells(gap: LedgerGap, status: string | undefined, lang: Lang): ComputedCells {
  const cells = Object.entries(rawCells(gap, status, lang))
  return Object.fromEntries(cells.map(([key, cell]) => [key, typeof cell === 'string' ? plainCell(cell) : cell]))
}

function plainCell(text: string): string {
  const plain = wholeText(text)
    .replace(/[\p{Cc}\u2028\u2029\ufffe\uffff]+/gu, ' ')
    .trim()
  return plain.length > MOST_CELL_CHARACTERS ? `${wholeText(plain.slice(0, MOST_CELL_CHARACTERS))}…` : plain
}

function rawCells(gap: LedgerGap, status: string | undefined, lang: Lang): ComputedCells {
  const say = wordsIn(lang)
  const { facts, question } = gap
  const zh = lang === 'zh'
  const name = zh ? facts.nameZh : facts.nameEn
  const whole = (value: number | null) => (value === null ? null : roundTo(value, 0))
  return {
    id: gap.id,
    level: say(`ledlevel_${facts.level}`),
    unit:
      facts.level === 'several'
        ? say('ledUnitSeveral', { unit: facts.unit, n: facts.blocks - (zh ? 0 : 1) })
        : facts.unit,
    problem: say(`ledproblem_${question.kind}`),
    indicator: say(`ledindicator_${question.basis}`, { name }),
    value: facts.value === null ? say('ledBeyond') : roundTo(facts.value, 1),
    standard_value: question.limit,
    shortfall: whole(facts.shortfall),
    people: whole(facts.people),
    age_60_plus: whole(facts.age60Plus),
    age_0_3: whole(facts.age0To3),
    cause: zh ? facts.causeZh : facts.causeEn,
    measure: zh ? facts.measureZh : facts.measureEn,
    gain: whole(facts.gain),
    clause: zh ? facts.clauseZh : facts.clauseEn,
    verified: facts.verified === null ? null : say(facts.verified ? 'ledVerified' : 'ledUnverified'),
    state: gap.state,
    first_seen: gap.firstSeen,
    last_checked: gap.lastChecked,
    evidence: gap.evidence,
    finding: findingText(gap, say, lang),
    flag: isClaimedButThere(gap, status) ? say('ledFlag_claimed') : null,
    parent: gap.parent,
    merged_into: gap.mergedInto,
    blocks: blockList(gap),
    subject: question.standard === null ? question.subject : `${question.standard}/${question.subject}`,
    limit: question.limit,
    basis: question.basis,
  }
}

/** Claimed to be done, and there still. */
export function isClaimedButThere({ state }: Pick<LedgerGap, 'state'>, status: string | undefined): boolean {
  return status !== undefined && humanStateOf(status) === 'done-claimed' && LIVE_STATES.includes(state)
}

/** The state that people's words stand for, in either language or as its code; `null` for other words. */
export function humanStateOf(text: string): HumanState | null {
  const plain = text.trim().toLowerCase()
  const isWord = (state: HumanState) =>
    LANGUAGES.some((lang) => wordsIn(lang)(`ledstatus_${state}`).toLowerCase() === plain)
  return HUMAN_STATES.find((state) => state === plain || isWord(state)) ?? null
}

/** What people may choose as their state. */
export function humanStateWords(lang: Lang): string[] {
  return HUMAN_STATES.map((state) => wordsIn(lang)(`ledstatus_${state}`))
}

function findingText(gap: LedgerGap, say: Say, lang: Lang): string {
  const { state, unknownReason, mergedInto, methodChanged } = gap
  if (state === 'unknown') return say(`ledfinding_${unknownReason ?? 'not-measured'}`)
  if (state === 'method-changed') {
    const parts = methodChanged.map((part) => say(`ledpart_${part}` as WordKey)).join(GRAMMARS[lang].comma)
    return say('ledfinding_method', { parts })
  }
  if (mergedInto !== null) return say('ledfinding_merged', { id: mergedInto })
  if (gap.cameBack) return say('ledfinding_back')
  return say(`ledfinding_${state}`)
}

function blockList({ blocks }: LedgerGap): string {
  let text = ''
  for (const { id } of blocks) {
    const one = text === '' ? id : `; ${id}`
    if (text.length + one.length > MOST_BLOCK_CHARACTERS) return `${text}; …`
    text += one
  }
  return text
}

/** One line of the history. */
export function runCells(run: LedgerRun): Readonly<Record<string, SheetCell>> {
  const { runId, date, modelVersion, toolVersion, osmDate, standard, method, counts, peopleOpen, peopleResolved } = run
  return {
    ...{ run_id: runId, date, model: modelVersion, tool: toolVersion, osm_date: osmDate, standard, method, ...counts },
    ...{ people_open: roundTo(peopleOpen, 0), people_resolved: roundTo(peopleResolved, 0) },
  }
}

/** One line of the list of conflicts. */
export function conflictCells(
  runId: string,
  { code, id, column, text }: LedgerConflict,
  lang: Lang,
): Readonly<Record<string, SheetCell>> {
  return { run_id: runId, id, code, column, text, about: wordsIn(lang)(`ledabout_${code}`) }
}
