// Measures of fairness on the terminal, each with its number or why there is none, and what was left out.
import type { Fairness } from '../library.ts'
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
