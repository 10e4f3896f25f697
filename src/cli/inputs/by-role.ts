// `--crs gcj02`, `--crs facilities=gcj02 blocks=EPSG:4527`: one answer for all tables, or one for each role. Texts in, a ByRole out.
import type { ByRole, TableKind } from '../library.ts'
import { UsageError, usage } from '../usage-error.ts'

const ROLES: readonly TableKind[] = ['facilities', 'blocks', 'gates', 'totals', 'compounds', 'heights', 'candidates']

/**
 * A parser of one value after the other for commander. A value without a role is for every table that has none of its own.
 *
 * @throws UsageError for a role that is no table, or said twice
 */
export function byRole(option: string): (value: string, before: ByRole | undefined) => ByRole {
  let all: string | undefined
  const own = new Map<TableKind, string>()
  return (value, before) => {
    if (before === undefined) {
      all = undefined
      own.clear()
    }
    const [, word, rest] = /^([A-Za-z_]+)=(.+)$/s.exec(value) ?? []
    const role = ROLES.find((known) => known === word)
    if (word !== undefined && role === undefined) {
      throw new UsageError(
        usage('usage.no-table', { option, value, word: word! }),
        usage('hint.tables', { list: ROLES.join(', ') }),
      )
    }
    if (role === undefined ? all !== undefined : own.has(role)) {
      throw new UsageError(
        usage('usage.given-twice', { option, role: role ?? usage('role.all') }),
        usage('hint.once-or-by-role', { option }),
      )
    }
    if (role === undefined) all = value
    else own.set(role, rest!)
    if (own.size === 0) return all!
    return Object.fromEntries(
      ROLES.flatMap((one) => ((own.get(one) ?? all) === undefined ? [] : [[one, own.get(one) ?? all!]])),
    )
  }
}
