// Columns that are not understood but look like people or ids: told to whoever runs an analysis, so that nobody is lost silently.
// In: what was understood of a table. Out: headers with the role that they may play. It does not look at the rows.
import type { Message } from '../../foundation/message.ts'
import { message } from '../../words/problem.ts'
import type { UnderstoodTable } from './table-intake.ts'

/** A column that may be worth a mapping. */
export interface GuessedColumn {
  readonly header: string
  readonly role: 'population' | 'dwellings' | 'id'
}

const PEOPLE =
  /人口|人数|人數|居民|常住|户籍|popul|poblaci|habitant|einwohner|bevölk|bevolk|inhabit|resident|people|persons|abitanti|população|populacao|moradores|väest|väki|invånare|befolk|ludno|lakos|obyvat|насел|жител|人$/i
const HOMES =
  /户数|戶數|套数|viviend|hogar|haushalt|wohnung|logement|ménage|dwelling|household|domic|moradias|abitazion/i

/**
 * Columns of a table of people that are not used and look like people or homes, where nothing else plays that role.
 *
 * @example
 * ```ts
 * import { type UnderstoodTable, guessedColumns } from 'living-circle/parts'
 * declare const understood: UnderstoodTable
 * const guesses = guessedColumns(understood)
 * ```
 */
export function guessedColumns({ kind, columns, idLike }: UnderstoodTable): GuessedColumn[] {
  const ids = kind === 'blocks' || kind === 'facilities' ? idLike : []
  const guessed = ids.map((header): GuessedColumn => ({ header, role: 'id' }))
  if (kind !== 'blocks' && kind !== 'totals') return guessed
  const people = columns.notUnderstood.flatMap((header): GuessedColumn[] => {
    const plain = header.normalize('NFKC')
    const role = HOMES.test(plain) ? 'dwellings' : PEOPLE.test(plain) ? 'population' : null
    if (role === null || /^column \d+$/.test(header)) return []
    return ids.includes(header) ? [] : [{ header, role }]
  })
  return [...guessed, ...people]
}

/** The sentence about such a column. */
export function guessedSaid(source: string, { header, role }: GuessedColumn): Message {
  return message('columns.guessed', { source, header: header.slice(0, 80), role })
}
