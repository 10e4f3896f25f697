// Is a place of a table open? By its status, remarks in its name and kind, dates of closing and opening, and OSM's lifecycle keys.
// In: the texts of a row. Out: its state, why, and its kind without the remark. It knows no coordinates.
import type { Message } from '../../foundation/message.ts'
import { message } from '../../words/problem.ts'
import { ownStateOf } from '../categories/categories.ts'
import type { UnderstoodColumns } from './column-names.ts'
import { dateOfText, isAfter } from './date-text.ts'
import { type PlaceState, stateOfWord, stateRemark } from './status-words.ts'

/** A word of status that is not known. */
export interface UnknownStatus {
  readonly word: string
  readonly count: number
}

/** What a row says of its state. */
export interface SaidState {
  readonly row: readonly string[]
  readonly status: string | null
  readonly name: string | null
  readonly category: string | null
}

/** What was made of it. */
export interface JudgedState {
  readonly state: PlaceState
  /** `null` where nothing speaks against its being open. */
  readonly why: Message | null
  /** A status that is not known, with which the place is taken as open; else `null`. */
  readonly unknown: string | null
  /** The category word without a remark on the state. */
  readonly category: string | null
}

export type StatusJudge = (said: SaidState) => JudgedState

/** OSM's keys of places that are no more, or not yet. */
const LIFECYCLE =
  /^(disused|abandoned|demolished|removed|razed|was|closed|ruins|vacant|proposed|planned|construction):(?:amenity|shop|leisure|office|healthcare|tourism|building|public_transport|highway)$/i
const NOT_YET = /^(?:proposed|planned|construction):/i
/** Texts of a date column that mean "for ever". */
const FOR_EVER = /^(?:9999|2099|2999)/
/** Different words of one column that are remembered. */
const REMEMBERED = 20_000

/** @param asOf the date of the data, or `null` where it is not known */
export function createStatusJudge(
  columns: readonly string[],
  { index, mapping }: UnderstoodColumns,
  asOf: string | null,
): StatusJudge {
  const columnsOf = (pattern: RegExp) =>
    columns.flatMap((header, at) => (pattern.test(header.trim()) ? [{ header, at }] : []))
  const lifecycle = columnsOf(LIFECYCLE)
  const yesNo = columnsOf(/^(?:disused|abandoned|demolished)$/i)
  const statusHeader = mapping.status ?? ''
  const isQuestion = /是否|有无|是不是|^(?:in[ _]?use|is[ _]|active)/i.test(statusHeader)
  const [closedAt, openedAt] = [index.get('closed_on'), index.get('opened_on')]
  const answers = new Map<string, PlaceState | null>()
  const inColumn = (column: string, text: string) => message('status.column', { column, text: text.slice(0, 40) })

  function stateOf(status: string): PlaceState | null {
    const known = answers.get(status)
    if (known !== undefined) return known
    // A digit answers a question; as a code of its own nobody knows which way round it is meant.
    const answer = status === '1' ? 'open' : 'closed'
    const said = /^[01]$/.test(status) ? (isQuestion ? answer : null) : stateOfWord(status)
    const state = ownStateOf(status) ?? said
    if (answers.size < REMEMBERED) answers.set(status, state)
    return state
  }

  function byDates(row: readonly string[]): Pick<JudgedState, 'state' | 'why'> | null {
    const closed = closedAt === undefined ? null : dateOfText(row[closedAt]!)
    if (closed !== null && !FOR_EVER.test(closed) && (asOf === null || !isAfter(closed, asOf))) {
      return { state: 'closed', why: inColumn(mapping.closed_on!, row[closedAt!]!) }
    }
    const opened = openedAt === undefined || asOf === null ? null : dateOfText(row[openedAt]!)
    if (opened === null || !isAfter(opened, asOf!)) return null
    const why = inColumn(mapping.opened_on!, row[openedAt!]!)
    return { state: 'planned', why: message('status.later', { why, date: asOf! }) }
  }

  function byKeys(row: readonly string[]): Pick<JudgedState, 'state' | 'why'> | null {
    const gone = lifecycle.find(({ at }) => !/^(?:no)?$/.test(row[at]!.trim()))
    const key = gone ?? yesNo.find(({ at }) => row[at]!.trim() === 'yes')
    if (key === undefined) return null
    return { state: NOT_YET.test(key.header) ? 'planned' : 'closed', why: inColumn(key.header, row[key.at]!) }
  }

  /** Closed by its status, but on a day that has not come: `2030 年关停`. */
  const closesLater = (status: string) => {
    const date = asOf === null ? null : dateOfText(status)
    return date !== null && isAfter(date, asOf!)
  }

  return ({ row, status, name, category }) => {
    const inKind = category === null ? null : stateRemark(category, true)
    const kind = inKind === null ? category : inKind.rest
    const judged = (state: PlaceState, why: Message | null, unknown: string | null = null) => ({
      state,
      why,
      unknown,
      category: kind,
    })
    const state = status === null ? null : stateOf(status)
    if (state === 'planned' || (state === 'closed' && !closesLater(status!))) {
      return judged(state, inColumn(statusHeader, status!))
    }
    const found = byDates(row) ?? byKeys(row)
    if (found !== null) return judged(found.state, found.why)
    // What the column of status says plainly goes before a remark elsewhere.
    const remark = state === 'open' ? null : (inKind ?? (name === null ? null : stateRemark(name, false)))
    if (remark !== null && remark.state !== 'open') {
      return judged(remark.state, message('status.remark', { text: remark.remark }))
    }
    return judged('open', null, state === null ? status : null)
  }
}
