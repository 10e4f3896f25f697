// What every document says first, in words: what was asked, the answer in two sentences, the places provided worst, the largest gaps with
// a first step, how sure it is. An answer in, sentences out. It counts nothing, and does not know how a page, sheet or terminal looks.
import type { AccessReport } from '../../answer/access-report.ts'
import type { ProvidedPlace } from '../../answer/first-facts.ts'
import { type Gap, gapCategories } from '../../answer/gap.ts'
import { summariseCompleteness } from '../../answer/standard-summary.ts'
import type { StandardReport, StandardRuleRecord } from '../../answer/verdicts.ts'
import { momentWords } from '../../words/moment-words.ts'
import { noticeText } from '../../words/notice.ts'
import { profileNames } from '../../words/profile-names.ts'
import {
  decimalText,
  joinWords,
  listWords,
  named,
  percentText,
  same,
  say,
  type Words,
  wordsBy,
} from '../../words/words.ts'
import { suggestedAction } from '../layers/suggested-action.ts'
import { blockWords, gapPlace } from './place-words.ts'
import {
  categoryWords,
  limitListWords,
  type ReportFacts,
  reportFacts,
  unitWords,
  walkLimitWords,
} from './report-facts.ts'

/** A place provided worst. */
export interface FirstPlace {
  readonly name: Words
  /** What its people have of what there could be. */
  readonly has: Words
  /** How many people live there, or how many blocks it has. */
  readonly who: Words
}

/** One of the largest gaps. */
export interface FirstGapWords {
  /** People without, else homes, else blocks. */
  readonly who: Words
  readonly what: Words
  readonly where: Words
  readonly remedy: Words
  /** The gap itself. */
  readonly gap: Gap
}

/** The first screen of a document, in words. */
export interface FirstScreen {
  /** What was asked: standard or kinds, limits, blocks, people. */
  readonly question: Words
  /** Who walks, who is counted, and of when the streets are. */
  readonly terms: Words
  /** One or two sentences; before them one that says so where it is of a scenario. */
  readonly answer: readonly Words[]
  readonly worstTitle: Words
  readonly worst: readonly FirstPlace[]
  readonly gapsTitle: Words
  readonly gaps: readonly FirstGapWords[]
  readonly sureTitle: Words
  readonly sure: readonly Words[]
}

/**
 * What every document says first of an answer, in every language.
 *
 * @example
 * ```ts
 * import type { AccessReport } from 'living-circle'
 * import { firstScreen } from 'living-circle/parts'
 * declare const report: AccessReport
 * const { question, answer } = firstScreen(report)
 * answer.map((sentence) => sentence.en)
 * ```
 */
export function firstScreen(report: AccessReport, facts: ReportFacts = reportFacts(report)): FirstScreen {
  const { first } = report.facts
  const { standard } = report
  const isOfStandard = standard !== undefined && standard !== null && first.subject === 'duties'
  return {
    question: isOfStandard ? standardQuestion(report, facts, standard) : questionWords(report, facts),
    terms: termWords(report, isOfStandard),
    answer: [
      ...scenarioSentence(report),
      ...(isOfStandard ? standardAnswer(report, standard) : answerSentences(report, facts)),
    ],
    worstTitle: say(`worst_${first.level}`),
    worst: first.worst.map((place) => placeOf(report, facts, place)),
    gapsTitle: say('gaps_top'),
    gaps: first.gaps.map(({ gap, more }) => gapOf(report, facts, report.gaps[gap]!, more)),
    sureTitle: say('sure'),
    sure: sureWords(report, facts),
  }
}

/** That an answer is of edits, not of what is there today: said before anything else, in every document. */
function scenarioSentence({ scenario }: AccessReport): Words[] {
  if (scenario === undefined) return []
  const { edits, name } = scenario
  const applied = edits.filter(({ status }) => status === 'applied').length
  return [say('scenario_line', { n: edits.length, applied, name: same(name) })]
}

/** More places and gaps than a first screen has room for, in the same words. */
export function longLists(report: AccessReport, facts: ReportFacts): Pick<FirstScreen, 'worst' | 'gaps'> {
  const { places, listedGaps } = report.facts.first
  return {
    worst: places.map((place) => placeOf(report, facts, place)),
    gaps: listedGaps.map(({ gap, more }) => gapOf(report, facts, report.gaps[gap]!, more)),
  }
}

/**
 * A whole first screen as lines of plain text in one language, headings before their lists.
 *
 * @example
 * ```ts
 * import { type FirstScreen, firstScreenLines } from 'living-circle/parts'
 * declare const screen: FirstScreen
 * for (const line of firstScreenLines(screen, 'en')) console.log(line)
 * ```
 */
export function firstScreenLines(screen: FirstScreen, lang: keyof Words & string): string[] {
  const item = (text: string) => `  ${text}`
  const section = (title: Words, items: readonly Words[]) =>
    items.length === 0
      ? []
      : [wordsBy((one) => say('title_line', { title })[one])[lang], ...items.map((words) => item(words[lang]))]
  return [
    screen.question[lang],
    screen.terms[lang],
    wordsBy((one) => joinWords(screen.answer, say('sentence_gap'))[one])[lang],
    ...section(screen.worstTitle, screen.worst.map(placeLine)),
    ...section(screen.gapsTitle, screen.gaps.map(gapLine)),
    ...section(screen.sureTitle, screen.sure),
  ]
}

/** A place provided worst in one line. */
export function placeLine({ name, has, who }: FirstPlace): Words {
  return say('worst_line', { name, has, who })
}

/** A gap in one line. */
export function gapLine({ who, what, where, remedy }: FirstGapWords): Words {
  return say('gap_line', { who, what, where, remedy })
}

function standardQuestion(report: AccessReport, facts: ReportFacts, standard: StandardReport): Words {
  const duties = standard.rules.filter(({ mandatory }) => mandatory)
  return say('question_standard', {
    standard: named(standard.nameEn, standard.nameZh),
    n: duties.length,
    limits: dutyLimits(duties),
    blocks: blocksWords(report),
    people: peopleWords(facts),
  })
}

/** The duties' own limits, from the smallest to the largest, each unit by itself. */
function dutyLimits(duties: readonly StandardRuleRecord[]): Words {
  const spans = (['time', 'distance', 'straight-line'] as const).flatMap((basis) => {
    const limits = duties.filter((rule) => rule.basis === basis).map(({ limit }) => limit)
    if (limits.length === 0) return []
    const [least, most] = [Math.min(...limits), Math.max(...limits)]
    const span = least === most ? decimalText(most, 2) : `${decimalText(least, 2)}–${decimalText(most, 2)}`
    return [
      say(basis === 'time' ? 'minutes_walk' : basis === 'distance' ? 'metres_walk' : 'metres_straight', { n: span }),
    ]
  })
  return listWords(spans)
}

/** Who walks, who is counted, and of when the data are. */
function termWords(report: AccessReport, isOfStandard: boolean): Words {
  const { profile } = report.options
  const area = report.inputs.find(({ role }) => role === 'area')
  const groups = isOfStandard
    ? (report.standard?.units ?? []).filter(({ unitKind }) => unitKind === 'all').map((unit) => unit.populationGroup)
    : report.coverage.flatMap(({ headline }) => (headline === null ? [] : [headline]))
  const counted = [...new Set(groups)]
  const date = area?.date ?? null
  const terms = say('terms', {
    profile: profileNames(profile),
    speed: decimalText(profile.walkMetresPerSecond * 3.6, 2),
    groups: counted.length === 0 ? say('none') : listWords(counted.map(unitWords)),
    date: date === null ? say('date_unknown') : say('date_of', { date: date.slice(0, 10) }),
  })
  const { at } = report.options
  return at === undefined ? terms : say('terms_at', { terms, at: momentWords(at.minute) })
}

function standardAnswer(report: AccessReport, standard: StandardReport): Words[] {
  const completeness = summariseCompleteness(standard)
  const required = standard.rules.filter(({ mandatory }) => mandatory).length
  if (completeness === null) return [say('answer_duties_none', { n: required })]
  const { withData, middleMet, middleJudged } = completeness
  const first = say('answer_duties', { required, withData, met: middleMet, judged: middleJudged })
  const { rules } = report.facts.first
  const [weak, strong] = [rules[0], rules.at(-1)]
  if (weak === undefined || strong === undefined) return [first]
  const units = new Map(standard.units.filter(({ unitKind }) => unitKind === 'all').map((unit) => [unit.ruleId, unit]))
  const partsOf = (index: number) => {
    const rule = standard.rules[index]!
    const { share, populationGroup } = units.get(rule.id)!
    return { name: nameInSentence(categoryWords(rule)), percent: percentText(share), unit: unitWords(populationGroup) }
  }
  const [worst, best] = [partsOf(weak), partsOf(strong)]
  const second = say(weak === strong ? 'answer_duty_one' : 'answer_duty_range', {
    ...{ weak: worst.name, weakPercent: worst.percent, weakUnit: worst.unit },
    ...{ strong: best.name, strongPercent: best.percent, strongUnit: best.unit },
  })
  return [first, second]
}

function placeOf(report: AccessReport, facts: ReportFacts, place: ProvidedPlace): FirstPlace {
  const { subject } = report.facts.first
  const { name, block, blocks, people, has, of } = place
  return {
    name: block === null ? same(name) : blockWords(report.blocks[block]!),
    has: say(subject === 'duties' ? 'has_duties' : 'has_kinds', { has: decimalText(has, 1), of: decimalText(of, 1) }),
    who:
      people === null || (facts.measure !== 'population' && people === 0)
        ? say('blocks_counted', { n: blocks })
        : say('people_n', { n: people }),
  }
}

function gapOf(report: AccessReport, facts: ReportFacts, gap: Gap, more: number): FirstGapWords {
  const rule = gap.kind === 'rule' ? report.standard?.rules.find(({ id }) => id === gap.ruleId) : undefined
  const kinds = gapCategories(gap).map((id) => report.categories.find((category) => category.id === id))
  const name = rule ?? kinds[0]
  const first = name === undefined ? same(gap.id) : nameInSentence(categoryWords(name))
  return {
    gap,
    who: gapWho(gap),
    what: more === 0 ? first : say(gap.kind === 'rule' ? 'gap_rules' : 'gap_kinds', { first, more, all: more + 1 }),
    where: gapPlace(report, facts, gap),
    remedy: wordsBy((lang) => noticeText(suggestedAction(gap).said, lang)),
  }
}

/** People of a gap; where nobody's number is known its homes, else its blocks. */
export function gapWho({ people, dwellings, blockIds }: Gap): Words {
  if (people !== null) return say('people_n', { n: people })
  if (dwellings !== null && dwellings > 0) return say('homes_n', { n: dwellings })
  return say('blocks_counted', { n: blockIds.length })
}

/** From this part on the edge of the data is told first. */
const TELLING_EDGE = 0.1

function sureWords(report: AccessReport, { measure }: ReportFacts): Words[] {
  const { linked, unknownPeople, edge, kindsWithoutData, rulesWithoutData, sizeUnknown, borderline } =
    report.facts.first.sure
  const shareOf = ({ part, all }: { readonly part: number; readonly all: number }) => (all === 0 ? null : part / all)
  const lines: Words[] = []
  if (linked.all > 0) {
    const key = linked.part === linked.all ? 'sure_linked_all' : 'sure_linked'
    lines.push(say(key, { percent: percentText(shareOf(linked)), unit: unitWords(measure), n: linked.all }))
  }
  if (unknownPeople.part > 0) lines.push(say('sure_unknown', { n: unknownPeople.part, all: unknownPeople.all }))
  if ((shareOf(edge) ?? 0) > TELLING_EDGE) lines.push(say('sure_edge', { percent: percentText(shareOf(edge)) }))
  if (rulesWithoutData.part > 0) {
    lines.push(say('sure_rules', { n: rulesWithoutData.part, all: rulesWithoutData.all }))
  } else if (kindsWithoutData.part > 0) {
    lines.push(say('sure_kinds', { n: kindsWithoutData.part, all: kindsWithoutData.all }))
  }
  lines.push(...hoursWords(report))
  if (borderline !== undefined && borderline.all > 0) {
    const key = borderlineKey(report, borderline.part > 0)
    lines.push(say(key, { percent: percentText(shareOf(borderline)), n: borderline.all }))
  }
  if (sizeUnknown.part > 0) lines.push(say('sure_size', { n: sizeUnknown.part, all: sizeUnknown.all }))
  const rules = report.standard?.rules ?? []
  const recalled = rules.filter(({ verified, mark }) => !verified && mark !== 'own').length
  if (recalled > 0) lines.push(say('sure_figures', { n: recalled, all: rules.length }))
  return lines
}

/** How much of the moment asked for is known. */
function hoursWords({ options, hours }: AccessReport): Words[] {
  const [moment] = hours ?? []
  if (options.at === undefined || moment === undefined) return []
  const { open, closed, unknown } = moment.facilities
  const all = open + closed + unknown
  return [say('sure_hours', { at: momentWords(options.at.minute), all, open, closed, unknown })]
}

/** Limits in metres do not depend on how fast people walk. */
function borderlineKey({ options, standard }: AccessReport, isAny: boolean) {
  const inTime = standard ? standard.rules.some(({ basis }) => basis === 'time') : options.basis === 'time'
  return isAny ? (inTime ? 'sure_borderline' : 'sure_borderline_metres') : 'sure_borderline_none'
}

/** What was asked, as a sentence. */
function questionWords(report: AccessReport, facts: ReportFacts): Words {
  const count = report.categories.length
  return say('question', {
    kinds: count === 1 ? say('kinds_one') : say('kinds', { n: count }),
    limits: limitListWords(report),
    blocks: blocksWords(report),
    people: peopleWords(facts),
  })
}

function blocksWords({ blocks }: AccessReport): Words {
  return blocks.length === 1 ? say('blocks_one') : say('blocks', { n: blocks.length })
}

function peopleWords({ people, blocksUnknown }: ReportFacts): Words {
  if (people === null) return say('people_unknown')
  if (blocksUnknown === 0) return say('people_known', { n: people })
  return say('people_some', { n: people, blocks: blockCount(blocksUnknown) })
}

function blockCount(n: number): Words {
  return n === 1 ? say('block_one') : say('blocks_short', { n })
}

/** The answer of a run without a standard, as one or two sentences. */
function answerSentences(report: AccessReport, facts: ReportFacts): Words[] {
  const limit = walkLimitWords(report, facts.limit)
  const named = facts.ranking.flatMap((kind) => {
    const category = facts.categories[kind]!
    const whole = category.shares[facts.limitIndex] ?? null
    return whole === null || whole.share === null ? [] : [{ category, share: whole.share, whole }]
  })
  const weak = named[0]
  const strong = named[named.length - 1]
  if (weak === undefined || strong === undefined || facts.everything.total === 0) return [say('answer_none')]
  if (named.length === 1) {
    return [
      say('answer_one', {
        percent: percentText(weak.share),
        covered: weak.whole.covered,
        total: weak.whole.total,
        unit: unitWords(weak.whole.measure),
        limit,
        kind: nameInSentence(weak.category.name),
      }),
    ]
  }
  const first = everythingWords(facts, limit)
  const second = say('answer_range', {
    weak: nameInSentence(weak.category.name),
    weakPercent: percentText(weak.share),
    strong: nameInSentence(strong.category.name),
    strongPercent: percentText(strong.share),
  })
  return [first, second]
}

/** Below this share of everybody, how many kinds half of them have says more than who has all. */
const FEW = 0.1

function everythingWords(facts: ReportFacts, limit: Words): Words {
  const { covered, total, kinds } = facts.everything
  const unit = unitWords(facts.measure)
  const percent = percentText(covered / total)
  if (covered / total < FEW && facts.medianKinds !== null && facts.medianKinds > 0) {
    return say('answer_median', {
      unit,
      n: facts.medianKinds,
      kinds,
      limit,
      percent: covered === 0 ? say('nobody') : percent,
    })
  }
  if (covered === 0 && facts.measure !== 'blocks') return say('answer_all_none', { n: kinds, limit })
  const key = facts.measure === 'blocks' ? 'answer_all_blocks' : 'answer_all'
  return say(key, { percent, covered, total, unit, n: kinds, limit })
}

/** English names begin with a small letter inside a sentence, unless they look like a proper name. */
export function nameInSentence(name: Words): Words {
  const small = /^[A-Z][a-z]/.test(name.en) ? name.en[0]!.toLowerCase() + name.en.slice(1) : name.en
  return { ...name, en: small }
}
