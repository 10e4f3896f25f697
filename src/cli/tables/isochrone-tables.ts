// What a drawing shows, on the terminal: metres of street per place and limit, or per place that is the nearest.
import type { AllocationArea, Basis } from '../library.ts'
import type { Say } from '../words.ts'
import { textTable } from './text-table.ts'

/** Rows of the table on the terminal; the file has all. */
export const SHOWN_ROWS = 20

/** Streets within each limit. */
export function bandTable(rows: readonly string[][], basis: Basis, places: number, say: Say): string {
  const columns = [
    { title: say('place') },
    { title: say(basis === 'time' ? 'minutes' : 'metres'), right: true },
    { title: say('km_streets'), right: true },
    { title: '' },
  ]
  return `${textTable(columns, rows)}${rows.length < SHOWN_ROWS ? '' : moreRows(places, 0, say)}`
}

/** Streets that are nearest to each facility, most first. */
export function allocationTable(areas: readonly AllocationArea[], within: string, say: Say): string {
  const longest = [...areas].sort((a, b) => b.streetMetres - a.streetMetres).slice(0, SHOWN_ROWS)
  const columns = [{ title: say('facility') }, { title: say('km_within', { limit: within }), right: true }]
  const rows = longest.map(({ id, name, streetMetres }) => [name ?? id, (streetMetres / 1000).toFixed(1)])
  return `${textTable(columns, rows)}${moreRows(areas.length, rows.length, say)}`
}

function moreRows(all: number, shown: number, say: Say): string {
  return all <= shown ? '' : `${say('places_more', { n: all })}\n`
}
