// What a standard says of the blocks on the map page, in columns: duties met, rule by rule the verdict, the walk and the facility that it
// rests on. Report in, plain data out. It does not know how a page looks.
import type { AccessReport } from '../../answer/access-report.ts'
import { summariseCompleteness } from '../../answer/standard-summary.ts'
import { type VerdictName, verdictOfShare } from '../../answer/verdict-share.ts'
import type { StandardReport, StandardRuleRecord, Verdict } from '../../answer/verdicts.ts'
import { decimalText, joinWords, percentText, same, say, type Words, wordsBy } from '../../words/words.ts'
import { BEYOND, NO_DATA, NOT_MEASURED, type PageBlocks, SIZE_UNKNOWN, UNLINKED } from './map-html-blocks.ts'
import { categoryWords, levelWords, unitWords } from './report-facts.ts'

/** Of the duties that could be judged of a block, from this share on "most" and "half" are met. */
const MOST_MET = 0.75
const HALF_MET = 0.5

/** A share as the page shows it: what stands large, the rest of the sentence, thousandths of the bar. */
export type PageShare = readonly [large: Words, rest: Words, thousandths: number]

/** What a standard says, ready for JSON. */
export interface PageStandard {
  readonly name: Words
  readonly duties: {
    /** A letter a block: m all that was judged is met, h most, p half, u fewer, k nothing was judged, n the data have nothing. */
    readonly letters: string
    readonly met: readonly number[]
    readonly judged: readonly number[]
    /** `null` where nothing of any block could be judged. */
    readonly share: PageShare | null
  }
  readonly rules: readonly PageRule[]
}

/** One rule; columns are empty where the data have nothing of its kinds. */
interface PageRule {
  readonly name: Words
  /** Level and duty. */
  readonly duty: Words
  readonly clause: Words
  /** With its basis: a walk, or a straight line. */
  readonly limit: Words
  readonly isTime: boolean
  readonly hasData: boolean
  readonly isRequired: boolean
  /** Indexes of its kinds among the categories. */
  readonly kinds: readonly number[]
  /** `null` where there is none. */
  readonly share: PageShare | null
  /** A letter a block: m, p, u, k not linked, s unknown because the size of what is near is. */
  readonly letters: string
  /** A letter a block: b for a verdict that is borderline. */
  readonly borderline: string
  /** Tenths of minutes or metres by the rule's basis, or what stands for none. */
  readonly walks: readonly number[]
  /** Index of the facility, −1 for none. */
  readonly places: readonly number[]
}

/** Packs what the standard says; `null` for a report without one. O(blocks × rules). */
export function packStandard(report: AccessReport, blocks: PageBlocks): PageStandard | null {
  const { standard } = report
  if (standard === undefined || standard === null || standard.rules.length === 0) return null
  const cells = verdictCells(report, standard)
  return {
    name: categoryWords(standard),
    duties: packDuties(standard, blocks),
    rules: standard.rules.map((rule, index) => packRule(report, rule, blocks, (block) => cells(block, index))),
  }
}

/** Where the verdict of a block on a rule is. */
function verdictCells({ verdicts, blocks }: AccessReport, { rules }: StandardReport) {
  const cells = new Int32Array(blocks.length * rules.length).fill(-1)
  verdicts.forEach(({ blockIndex, ruleIndex }, at) => {
    cells[blockIndex * rules.length + ruleIndex] = at
  })
  return (block: number, rule: number): Verdict | undefined => verdicts[cells[block * rules.length + rule]!]
}

function packDuties(standard: StandardReport, { members }: PageBlocks): PageStandard['duties'] {
  const counts = new Map(standard.completeness.map((one) => [one.blockIndex, one]))
  const sums = members.map((own) => {
    const sum = { met: 0, judged: 0, required: 0, noData: 0 }
    for (const block of own) {
      const one = counts.get(block)
      if (one === undefined) continue
      sum.met += one.met
      sum.judged += one.judged
      sum.required += one.required
      sum.noData += one.noData
    }
    return sum
  })
  return {
    letters: sums.map(dutyLetter).join(''),
    met: sums.map(({ met }) => met),
    judged: sums.map(({ judged }) => judged),
    share: dutyShare(standard),
  }
}

function dutyLetter(sum: { met: number; judged: number; required: number; noData: number }): string {
  if (sum.judged === 0) return sum.noData === sum.required ? 'n' : 'k'
  const share = sum.met / sum.judged
  return share === 1 ? 'm' : share >= MOST_MET ? 'h' : share >= HALF_MET ? 'p' : 'u'
}

function dutyShare(standard: StandardReport): PageShare | null {
  const summary = summariseCompleteness(standard)
  if (summary === null) return null
  const { required, withData, blocks, complete, middleMet, middleJudged } = summary
  return [
    say('map_duties_share', { met: middleMet, judged: middleJudged }),
    say('map_duties_rest', { complete, blocks, withData, required }),
    Math.round((1000 * middleMet) / middleJudged),
  ]
}

function packRule(
  report: AccessReport,
  rule: StandardRuleRecord,
  { members }: PageBlocks,
  verdictOf: (block: number) => Verdict | undefined,
): PageRule {
  const isTime = rule.basis === 'time'
  const own = rule.hasData ? members.map((blocks) => blocks.flatMap((block) => verdictOf(block) ?? [])) : []
  const middles = own.map(middleOf)
  return {
    name: categoryWords(rule),
    duty: joinWords(
      [...(rule.level === 'none' ? [] : [levelWords(rule.level)]), say(`duty_${rule.duty}`)],
      same(' · '),
    ),
    clause: wordsBy((lang) => (lang === 'zh' ? rule.clauseZh : rule.clause)),
    limit: ruleLimit(rule),
    isTime,
    hasData: rule.hasData,
    isRequired: rule.mandatory,
    kinds: rule.categories.map((id) => report.categories.findIndex((one) => one.id === id)).filter((c) => c >= 0),
    share: ruleShare(report.standard!, rule),
    letters: own.map((verdicts) => letterOf(report, verdicts)).join(''),
    borderline: own
      .map((verdicts) => (verdicts.length === 1 && verdicts[0]!.stability === 'borderline' ? 'b' : '-'))
      .join(''),
    walks: middles.map((verdict) => (verdict === null ? UNLINKED : walkOf(verdict, isTime))),
    places: middles.map((verdict) => verdict?.facilityIndex ?? -1),
  }
}

function ruleLimit({ basis, limit }: StandardRuleRecord): Words {
  const words = say(basis === 'time' ? 'minutes' : 'metres', { n: decimalText(limit, 2) })
  return basis === 'straight-line'
    ? say('rule_limit_basis', { limit: words, basis: say('basis_straight-line') })
    : words
}

function ruleShare({ units }: StandardReport, rule: StandardRuleRecord): PageShare | null {
  const unit = units.find(({ unitKind, ruleId }) => unitKind === 'all' && ruleId === rule.id)
  if (unit === undefined || unit.share === null || !rule.hasData) return null
  const rest = say('map_covered', {
    covered: Math.round(unit.coveredPeople),
    total: Math.round(unit.knownPeople),
    unit: unitWords(unit.populationGroup),
    limit: ruleLimit(rule),
  })
  return [same(percentText(unit.share)), rest, Math.round(unit.share * 1000)]
}

/** First letter of the verdict, `k` or `s` where it is unknown; of squares by the mean of their blocks, by people. */
function letterOf(report: AccessReport, verdicts: readonly Verdict[]): string {
  const name = verdicts.length === 1 ? verdicts[0]!.verdict : verdictOfShare(meanShareOf(report, verdicts))
  const isSize = name === 'unknown' && verdicts.some(({ unknownReason }) => unknownReason === 'size-unknown')
  return isSize ? 's' : letter(name)
}

function letter(name: VerdictName): string {
  return name === 'unknown' ? 'k' : name === 'no-data' ? 'n' : name[0]!
}

/** NaN where nothing of them could be judged. */
function meanShareOf({ blocks }: AccessReport, verdicts: readonly Verdict[]): number {
  let [weighted, weight, plain, count] = [0, 0, 0, 0]
  for (const { verdict, share, blockIndex } of verdicts) {
    if (share === null || verdict === 'unknown') continue
    const people = blocks[blockIndex]!.people.population ?? 0
    weighted += share * people
    weight += people
    plain += share
    count++
  }
  return weight > 0 ? weighted / weight : count > 0 ? plain / count : Number.NaN
}

/** The verdict of the block with the middle walk; `null` where none is linked. */
function middleOf(verdicts: readonly Verdict[]): Verdict | null {
  const known = verdicts.filter(({ unknownReason }) => unknownReason !== 'not-linked')
  known.sort((a, b) => (a.value ?? Infinity) - (b.value ?? Infinity) || a.blockIndex - b.blockIndex)
  return known[(known.length - 1) >> 1] ?? null
}

function walkOf({ verdict, value, unknownReason }: Verdict, isTime: boolean): number {
  if (verdict === 'no-data') return NO_DATA
  if (value !== null) return Math.round(isTime ? value * 10 : value)
  if (verdict === 'met') return NOT_MEASURED
  return unknownReason === 'size-unknown' ? SIZE_UNKNOWN : BEYOND
}
