// The first screen: what was asked, the answer in one sentence, bars with denominators, the largest gaps.
import type { AccessReport } from '../../answer/access-report.ts'
import type { Gap } from '../../answer/gap.ts'
import { BEYOND_LIMIT_FACTOR } from '../../foundation/limits.ts'
import { areAlike, decimalText, type Lang, listWords, percentText, same, say, type Words } from '../../words/words.ts'
import { coverageLegend, coverageTable } from './chart-coverage.ts'
import { both, languageButtons, nameHtml } from './page-shell.ts'
import {
  type CategoryFacts,
  categoryWords,
  gapPlace,
  limitListWords,
  limitWords,
  type ReportFacts,
  unitWords,
  walkLimitWords,
} from './report-facts.ts'

/** Gaps on the first screen. */
const TOP_GAPS = 6

/** Head and first screen. */
export function overviewHtml(report: AccessReport, facts: ReportFacts, lang: Lang, title: Words): string {
  const missing = facts.categories.filter((category) => category.facilities === 0)
  const note =
    missing.length === 0
      ? ''
      : `<p class="note">${both(say('no_facility_note', { list: listWords(missing.map((one) => one.name)) }))}</p>`
  return (
    `<header class="top"><div class="bar-top"><p class="eyebrow">${both(say('report'))}</p>${languageButtons(lang, say('language'))}</div>` +
    `<h1>${areAlike(title) ? nameHtml(title.en) : both(title)}</h1>` +
    `<p class="question"><span class="unseen">${both(say('asked'))}: </span>${both(questionWords(report, facts))}</p>` +
    `<p class="answer"><span class="unseen">${both(say('answer'))}: </span>${both(answerWords(report, facts))}</p></header>` +
    `<div class="columns"><section aria-labelledby="h-coverage"><h2 id="h-coverage">${both(say('coverage'))}</h2>` +
    `${coverageLegend(report)}${coverageTable(report, facts, lang)}<p class="note">${both(say('coverage_note'))}</p>${note}</section>` +
    `<section aria-labelledby="h-gaps"><h2 id="h-gaps">${both(say('gaps_top'))}</h2>${topGaps(report, facts)}</section></div>`
  )
}

/** What was asked, as a sentence. */
export function questionWords(report: AccessReport, facts: ReportFacts): Words {
  const count = report.categories.length
  const blocks = report.blocks.length
  const people =
    facts.people === null
      ? say('people_unknown')
      : facts.blocksUnknown > 0
        ? say('people_some', { n: facts.people, blocks: blockCount(facts.blocksUnknown) })
        : say('people_known', { n: facts.people })
  return say('question', {
    kinds: count === 1 ? say('kinds_one') : say('kinds', { n: count }),
    limits: limitListWords(report),
    blocks: blocks === 1 ? say('blocks_one') : say('blocks', { n: blocks }),
    people,
  })
}

function blockCount(n: number): Words {
  return n === 1 ? say('block_one') : say('blocks_short', { n })
}

/** The answer, as one or two sentences. */
export function answerWords(report: AccessReport, facts: ReportFacts): Words {
  const limit = walkLimitWords(report, facts.limit)
  const named = facts.ranking.flatMap((kind) => {
    const category = facts.categories[kind]!
    const whole = category.shares[facts.limitIndex] ?? null
    return whole === null || whole.share === null ? [] : [{ category, share: whole.share, whole }]
  })
  const weak = named[0]
  const strong = named[named.length - 1]
  if (weak === undefined || strong === undefined || facts.everything.total === 0) return say('answer_none')
  if (named.length === 1) {
    return say('answer_one', {
      percent: percentText(weak.share),
      covered: weak.whole.covered,
      total: weak.whole.total,
      unit: unitWords(weak.whole.measure),
      limit,
      kind: nameInSentence(weak.category.name),
    })
  }
  const first = everythingWords(facts, limit)
  const second = say('answer_range', {
    weak: nameInSentence(weak.category.name),
    weakPercent: percentText(weak.share),
    strong: nameInSentence(strong.category.name),
    strongPercent: percentText(strong.share),
  })
  return say('sentences', { first, second })
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

function topGaps(report: AccessReport, facts: ReportFacts): string {
  const gaps = facts.topGaps.slice(0, TOP_GAPS)
  if (gaps.length === 0) {
    return `<p>${both(say('gaps_none_all', { limit: walkLimitWords(report, facts.limit) }))}</p>`
  }
  const items = gaps.map(({ first, categories }) => {
    const lead = categories[0]!
    const kinds =
      categories.length === 1
        ? lead.name
        : say('gap_kinds', { first: lead.name, more: categories.length - 1, all: categories.length })
    return (
      `<li><a href="#k-${lead.category}"><span class="number">${gapPeople(first)}</span> ` +
      `<span class="what">${both(kinds)}</span>` +
      `<span class="where">${placeHtml(gapPlace(report, facts, first))}</span></a></li>`
    )
  })
  return `<ol class="gaps">${items.join('')}</ol>`
}

/** Words that hold a name from the data. */
export function placeHtml(words: Words): string {
  return areAlike(words) ? nameHtml(words.en) : both(words)
}

/** People of a gap; demand points where nobody's number is known. */
export function gapPeople(gap: Gap): string {
  return gap.people === null ? both(say('points', { n: gap.demandPoints })) : both(say('people_n', { n: gap.people }))
}

/** Shortest walk from a gap to any facility of its kind. */
export function gapWalk(report: AccessReport, gap: Gap): string {
  const isTime = report.options.basis === 'time'
  const walk = isTime ? gap.nearestWalkMinutes : gap.nearestWalkMetres
  if (walk !== null) {
    // Rounded up: a gap lies beyond its limit, and must not look as if it did not.
    const scale = isTime ? 10 : 1
    return both(say(isTime ? 'minutes' : 'metres', { n: decimalText(Math.ceil(walk * scale - 1e-9) / scale, 1) }))
  }
  if (gap.nearestStraightMetres === null) return both(say('none'))
  return both(say('gap_beyond', { limit: limitWords(report, gap.limit * BEYOND_LIMIT_FACTOR) }))
}

/** Name of a facility, or its id where it has none. */
export function facilityHtml(name: string | null, id: string | null): string {
  if (name !== null) return nameHtml(name)
  return id === null ? both(say('none')) : both(say('unnamed', { id }))
}

/** Names of categories for a list of links. */
export function categoryLinks(categories: readonly CategoryFacts[]): string {
  return categories.map((one) => `<li><a href="#k-${one.category}">${both(one.name)}</a></li>`).join('')
}

/** A category's words by its id; the id itself where the report does not list it. */
export function categoryNameOf(report: AccessReport, id: string): Words {
  const category = report.categories.find((one) => one.id === id)
  return category === undefined ? same(id) : categoryWords(category)
}
