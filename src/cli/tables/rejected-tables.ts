// `check --rejects FILE`: the rows of the user's tables that were not used, to be mended and loaded again. One table with such
// rows goes to FILE itself; several to one file each, FILE with the table's name before its ending.
import { extname } from 'node:path'
import type { LoadedInputs } from '../inputs/loaded-inputs.ts'
import type { InputRecord, Reject, TableKind } from '../library.ts'
import { deliver } from '../output-file.ts'
import type { Session } from '../session.ts'
import { UsageError, usage } from '../usage-error.ts'
import { sayIn, sayReject } from '../words.ts'
import { printable } from './text-table.ts'

/** The role of a table among all that inputs can be. */
function tableRole(role: InputRecord['role'] | undefined): TableKind | undefined {
  const roles: readonly unknown[] = [undefined, 'area', 'standard', 'heights', 'within', 'edits', 'demand-rates']
  return roles.includes(role) ? undefined : (role as TableKind)
}

/** Writes the rows; without tables of the user's own, the list of what was rejected in the extract. */
export async function writeRejectedTables(
  session: Session,
  { library, tables, facilities, blocks, reading }: LoadedInputs,
  allRejects: readonly Reject[],
  path: string,
  overwrite: boolean | undefined,
): Promise<void> {
  const say = sayIn(session.lang)
  const byTable = [...new Set(tables.map(({ name }) => name))]
  if (byTable.length === 0) {
    await deliver(session, path, () => [library.toRejectsCsv(allRejects, { bom: path !== '-', lang: session.lang })], {
      overwrite,
    })
    return
  }
  const rejects = [...facilities.rejects, ...blocks.rejects].map((reject) => ({
    ...reject,
    message: sayReject(reject, session.lang),
  }))
  const rejected = new Set(rejects.filter(({ severity }) => severity === 'rejected').map(({ source }) => source))
  const wanted = byTable.filter((name) => rejected.has(name))
  if (wanted.length > 1 && path === '-') {
    throw new UsageError(
      usage('usage.rejects-stream', { n: wanted.length, list: wanted.join(', ') }),
      usage('hint.rejects-file'),
    )
  }
  const systems = new Map(
    [...facilities.coordinates, ...blocks.coordinates].map(({ source, system }) => [source, system]),
  )
  for (const name of wanted.length > 0 ? wanted : byTable.slice(0, 1)) {
    const file = tables.find((table) => table.name === name)!
    const role = [...facilities.inputs, ...blocks.inputs].find((input) => input.name === name)?.role
    const rows = await library.loadRejectedRows(file, rejects, { ...reading, role: tableRole(role) })
    const target = wanted.length > 1 ? withName(path, name) : path
    await deliver(session, target, () => [library.toRejectedRowsCsv(rows, { bom: path !== '-' })], { overwrite })
    const system = systems.get(name)
    const isPlain = system === undefined || system.id === 'wgs84'
    const crs = isPlain
      ? ''
      : system.id === 'custom'
        ? say('rejects_system', { name: printable(system.name) })
        : say('rejects_crs', { id: system.id })
    const where = path === '-' ? '' : say('rejects_where', { path: target })
    session.terminal.note(say('rejects_written', { name: printable(name), n: rows.rows.length, where, crs }))
  }
}

/** `rejects.csv` and `设施.xlsx` → `rejects.设施.xlsx.csv`. */
function withName(path: string, name: string): string {
  const ending = extname(path)
  return `${path.slice(0, path.length - ending.length)}.${name.replace(/[/\\:]/g, '_')}${ending}`
}
