// What a row says of its gate beside its place: who may pass, which way, whether it is open, hours, steps. In: cells and a log.
// Out: one gate for each of its places. It does not know whose gate it is.
import type { LonLat } from '../../foundation/units.ts'
import { message } from '../../words/problem.ts'
import type { CompoundGate } from '../places/compound-record.ts'
import { gateDirectionOf, gateStateOf, gateUsersOf, stepFreeOf } from './gate-words.ts'
import type { RejectLog, RowNumber } from './reject-log.ts'
import type { RowCells } from './row-cells.ts'
import type { WordReader } from './word-table.ts'

/** Reads the gates of a row. */
export type GateReader = (row: readonly string[], number: RowNumber, places: readonly LonLat[]) => CompoundGate[]

/** What a blank says: a gate that is on the list lets everybody through both ways, unless it says otherwise. */
const UNSAID = { who: 'all', direction: 'both', state: 'open' } as const

/** A reader for the rows of one table. A word that is not known shuts its gate, with a warning: nothing is opened by a guess. */
export function createGateReader(
  cells: RowCells,
  headers: Readonly<Record<string, string>>,
  log: RejectLog,
): GateReader {
  function said<Meaning>(
    row: readonly string[],
    number: RowNumber,
    role: 'who' | 'direction' | 'state' | 'step_free',
    read: WordReader<Meaning>,
  ): Meaning | 'unsaid' | 'not-known' {
    const found = read(cells.text(row, role))
    if (found.kind === 'known') return found.meaning
    if (found.kind === 'nothing') return 'unsaid'
    const values = { column: headers[role]!, word: found.word.slice(0, 40) }
    const shuts = role !== 'step_free'
    log.warn(number, 'unknown-word', message(shuts ? 'row.gate-word-unknown' : 'row.word-unknown', values))
    return 'not-known'
  }

  return (row, number, places) => {
    const who = said(row, number, 'who', gateUsersOf)
    const direction = said(row, number, 'direction', gateDirectionOf)
    const state = said(row, number, 'state', gateStateOf)
    const stepFree = said(row, number, 'step_free', stepFreeOf)
    const isDoubtful = [who, direction, state].includes('not-known')
    const known = <Meaning extends string>(meaning: Meaning | 'unsaid' | 'not-known', unsaid: Meaning): Meaning =>
      meaning === 'unsaid' || meaning === 'not-known' ? unsaid : meaning
    return places.map((lonLat) => ({
      id: cells.text(row, 'id'),
      name: cells.text(row, 'name'),
      lonLat,
      who: known(who, UNSAID.who),
      direction: known(direction, UNSAID.direction),
      state: isDoubtful ? 'closed' : known(state, UNSAID.state),
      hours: cells.text(row, 'hours'),
      stepFree: typeof stepFree === 'boolean' ? stepFree : null,
    }))
  }
}
