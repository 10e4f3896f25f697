// Tables of places for new facilities (id, lon, lat, and what is known of them) → candidates. In: raw tables. Out: records, rejects,
// counts, and what was understood. It knows no file format and no street.

import type { RawTable } from '../../read/tables/raw-table.ts'
import { message, problem } from '../../words/problem.ts'
import { resolveCategoryWord } from '../categories/categories.ts'
import type { Reject, SourceCounts } from '../places/rejects.ts'
import type { CandidateStatus, SiteCandidate } from '../places/site-candidate.ts'
import { CANDIDATE_STATUS_WORDS, candidateStatusOf } from './candidate-words.ts'
import { contentId } from './content-ids.ts'
import { createIdBook } from './id-book.ts'
import { createRejectLog, type RowNumber } from './reject-log.ts'
import { eachRow, type RowAtHand, readingOf, type TableReading } from './row-reading.ts'
import type { TableIntake, TableIntakeOptions, TableWay, UnderstoodTable } from './table-intake.ts'

/** Candidates of a file. */
export interface CandidateTable {
  /** In order of their ids. */
  readonly candidates: readonly SiteCandidate[]
  readonly rejects: readonly Reject[]
  readonly counts: SourceCounts
  /** Of each table. */
  readonly tables: readonly UnderstoodTable[]
}

/**
 * Takes in the tables of one file. An area is taken by a place inside it. A blank status is `candidate`; `counts.read = used + rejected`.
 *
 * @param source the file's name
 * @throws LivingCircleError `input-unusable` (no coordinates; a word of status or kind that means nothing: to guess here would build
 *   or forbid what nobody asked for), `invalid-option` (mapping)
 */
export function createCandidateIntake(source: string, options: TableIntakeOptions = {}): TableIntake<CandidateTable> {
  const log = createRejectLog(source)
  const book = createIdBook<SiteCandidate>(({ lineOrId: _, ...content }) => JSON.stringify(content))
  const tables: UnderstoodTable[] = []
  let reading: TableReading | null = null

  function begin(first: RawTable, way: TableWay = {}): void {
    reading = readingOf(first, 'candidates', options, way)
    tables.push(reading.understood)
    log.beginTable(first, way.sheet ?? null)
  }

  function addRow({ row, geometry, number }: RowAtHand, { cells, place }: TableReading): void {
    const placed = place(row, geometry)
    if (placed.kind === 'not-placed') {
      log.reject(number, placed.code, placed.said)
      return
    }
    if (placed.outline !== null) log.warn(number, 'invalid-geometry', placed.outline)
    const amount = (role: string): number | null | undefined => {
      let isNegative = false
      const value = cells.amount(row, role, (said, trouble) => {
        isNegative ||= trouble === 'negative'
        log.warn(number, 'invalid-number', said)
      })
      return isNegative ? undefined : value
    }
    const buildCost = amount('build_cost')
    const places = amount('capacity')
    if (buildCost === undefined || places === undefined) {
      log.reject(number, 'invalid-number', message('candidates.negative'))
      return
    }
    const name = cells.text(row, 'name')
    const record = {
      name,
      lonLat: placed.lonLat,
      status: statusOf(cells.text(row, 'status'), number),
      categories: kindsOf(cells.text(row, 'category'), number),
      ...{ buildCost, places, source, lineOrId: log.reference(number) },
    }
    book.add(
      cells.text(row, 'id'),
      number,
      (id) => ({ id, ...record }),
      () => contentId(null, name, placed.lonLat, 'site'),
    )
  }

  function statusOf(text: string | null, number: RowNumber): CandidateStatus {
    const said = candidateStatusOf(text)
    if (said.kind === 'known') return said.meaning
    if (said.kind === 'nothing') return 'candidate'
    const values = { source, line: log.reference(number), word: said.word.slice(0, 40) }
    const hint = message('hint.candidate-status', { list: CANDIDATE_STATUS_WORDS })
    throw problem('input-unusable', 'candidates.status', values, { hint, details: values })
  }

  function kindsOf(text: string | null, number: RowNumber): readonly string[] | null {
    if (text === null) return null
    const whole = resolveCategoryWord(text).category
    const words = whole === null ? text.split(/[;；,，、|/]+/).filter((word) => word.trim() !== '') : [text]
    const ids = words.map((word) => {
      const { category, suggestions } = resolveCategoryWord(word.trim())
      if (category !== null) return category.id
      const values = { source, line: log.reference(number), word: word.trim().slice(0, 40) }
      const [near] = suggestions
      const hint = near === undefined ? 'hint.list-categories' : message('hint.did-you-mean', { word: near })
      throw problem('input-unusable', 'candidates.kind', values, { hint, details: values })
    })
    return ids.length === 0 ? null : [...new Set(ids)].sort()
  }

  return {
    begin,
    add(table) {
      const read = reading!
      eachRow(table, read, log, (row) => addRow(row, read))
    },
    finish() {
      const candidates = book.finish(log)
      return { candidates, rejects: log.rejects(), counts: log.counts(candidates.length), tables }
    },
  }
}
