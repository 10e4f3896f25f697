// Times from stations on the terminal: sums, and the places that are reached last.
import type { ResponseReport, ResponseRow } from '../library.ts'
import type { Library } from '../session.ts'
import { type Lang, type Say, sayData, sayIn } from '../words.ts'
import { groupDigits, textTable } from './text-table.ts'

const SHOWN = 15

/** The whole text. */
export function responseText(library: Library, report: ResponseReport, lang: Lang): string {
  const say = sayIn(lang)
  const { times, stations, rows } = report
  const lines = [
    say('response_conditions', { n: stations, ready: report.readySeconds, speed: String(report.metresPerSecond) }),
    say('response_blocks', { n: times.blocks, reached: times.reached, places: rows.length, unlinked: times.unlinked }),
    say('response_median', { median: within(times.medianSeconds, say), p90: within(times.p90Seconds, say) }),
  ]
  if (times.people > 0) {
    const values = { median: within(times.medianSecondsByPeople, say), p90: within(times.p90SecondsByPeople, say) }
    lines.push(say('response_median_people', { ...values, people: groupDigits(Math.round(times.people)) }))
  }
  for (const { minutes: limit, blocks, people } of times.late) {
    const values = { limit, n: blocks, all: times.blocks, people: groupDigits(Math.round(people)) }
    lines.push(say(times.people > 0 ? 'response_late_people' : 'response_late', values))
  }
  return `${lines.join('\n')}\n\n${slowTable(library.slowestRows(report, SHOWN), say)}`
}

function within(seconds: number | null, say: Say): string {
  return seconds === null ? say('response_not_reached') : say('response_within', { time: minutes(seconds, say) })
}

/** Rounded up: what is beyond a limit must not read as on it. */
function minutes(seconds: number | null, say: Say): string {
  return seconds === null
    ? say('response_not_reached')
    : say('min', { n: (Math.ceil(seconds / 6 - 1e-6) / 10).toFixed(1) })
}

function slowTable(rows: readonly ResponseRow[], say: Say): string {
  const named = (name: string | null, id: string | null) =>
    name === null ? (id ?? '') : id === null ? name : `${name} (${id})`
  const table = textTable(
    [
      { title: say('response_block') },
      { title: say('response_place') },
      { title: say('people'), right: true },
      { title: say('response_time'), right: true },
      { title: say('response_station') },
    ],
    rows.map((row) => [
      named(row.blockName, row.blockId),
      row.place === 'gate'
        ? named(row.gateName, row.gateId) || say('response_gate')
        : sayData(say, 'response_', row.place),
      row.people === null ? say('unknown') : groupDigits(Math.round(row.people)),
      minutes(row.seconds, say),
      row.stationId === null ? '–' : named(row.stationName, row.stationId),
    ]),
  )
  return `${say('response_slowest')}\n${table}`
}
