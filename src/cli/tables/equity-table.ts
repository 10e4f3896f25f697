// Measures of fairness on the terminal, each with its number or why there is none, and what was left out.
import type { AccessReport, AnswerFairness, Fairness } from '../library.ts'
import { type Lang, type Say, sayData, sayIn } from '../words.ts'
import { groupDigits, textTable } from './text-table.ts'

/** One list of cells. */
export function equityText(found: Fairness, lang: Lang): string {
  const say = sayIn(lang)
  const rows = Object.entries(found.measures).map(([name, value]) => [
    sayData(say, 'equity_', name),
    value === null ? '–' : value.toFixed(4),
    value === null ? sayData(say, 'equity_why_', found.reasons[name as keyof Fairness['measures']]!) : '',
  ])
  const table = textTable(
    [{ title: say('equity_measure') }, { title: say('equity_value'), right: true }, { title: say('equity_reason') }],
    rows,
  )
  return `${table}${say('equity_counted', { n: found.counted, all: found.cells, people: groupDigits(Math.round(found.population)) })}\n${droppedText(found, say)}`
}

function droppedText({ dropped }: Fairness, say: Say): string {
  return Object.entries(dropped)
    .filter(([, count]) => count > 0)
    .map(([why, count]) => `${sayData(say, 'equity_dropped_', why)}${say('colon')}${groupDigits(count)}\n`)
    .join('')
}

/** A row for each kind and subject, by the people that speak for the kind. */
export function answerEquityText(report: AccessReport, results: readonly AnswerFairness[], lang: Lang): string {
  const say = sayIn(lang)
  const number = (value: number | null) => (value === null ? '–' : value.toFixed(4))
  const right = (key: Parameters<Say>[0]) => ({ title: say(key), right: true })
  const shown = results.filter(
    ({ category, populationGroup }) => populationGroup === speaksFor(report, category, results),
  )
  const table = textTable(
    [
      { title: say('category') },
      { title: say('equity_subject') },
      { title: say('equity_group') },
      right('equity_gini'),
      right('equity_theil'),
      right('equity_theil_between'),
      right('equity_theil_within'),
      right('equity_blocks'),
      right('equity_left_out'),
    ],
    shown.map(({ category, subject, populationGroup, fairness: { measures, counted, cells } }) => [
      kindName(report, category, lang),
      sayData(say, 'equity_of_', subject),
      populationGroup,
      number(measures.gini),
      number(measures.theil),
      number(measures.theil_between),
      number(measures.theil_within),
      groupDigits(counted),
      groupDigits(cells - counted),
    ]),
  )
  const level = results[0]?.level ?? null
  const split = level === null ? '' : `${say('equity_split', { level: sayData(say, 'equity_by_', level) })}\n`
  return `${table}${split}${say('equity_no_rank')}\n`
}

/** The group of the kind's headline where it was measured, else the first. */
function speaksFor({ coverage }: AccessReport, category: string, results: readonly AnswerFairness[]): string {
  const headline = coverage.findLast((one) => one.category === category)?.headline
  const groups = results.map(({ populationGroup }) => populationGroup)
  return groups.find((group) => group === headline) ?? groups[0]!
}

function kindName(report: AccessReport, id: string, lang: Lang): string {
  const known = report.categories.find((one) => one.id === id)
  return known === undefined ? id : lang === 'zh' ? known.nameZh : known.nameEn
}
