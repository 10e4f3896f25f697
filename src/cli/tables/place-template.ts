// `check --rejects FILE` of a table that has addresses and no coordinates: the table with columns to be filled in goes to FILE.
import type { InputFlags } from '../inputs/input-flags.ts'
import type { TableKind } from '../library.ts'
import { deliver } from '../output-file.ts'
import type { Library, Session } from '../session.ts'
import { sayIn } from '../words.ts'
import { printable } from './text-table.ts'

/** Writes it where an error says that coordinates are all that lacks; standard input cannot be read twice. */
export async function writePlaceTemplate(
  session: Session,
  library: Library,
  flags: InputFlags,
  error: unknown,
  path: string,
  overwrite: boolean | undefined,
): Promise<void> {
  if (!library.isLivingCircleError(error) || error.details.lacks !== 'coordinates') return
  const { source, kind } = error.details as { source: string; kind: TableKind }
  const given = [...(flags.facilities ?? []).flatMap((one) => library.matchingFiles(one)), flags.blocks, flags.gates]
  const file = given
    .filter((one) => one !== undefined && one !== '-')
    .map((one) => library.openFile(one!))
    .find(({ name, path: own }) => name === source || own === source)
  if (file === undefined) return
  const { encoding, sheet } = flags
  const rows = await library.loadPlaceTemplate(file, { encoding, sheet, delimiter: flags.delimiter, role: kind })
  await deliver(session, path, () => [library.toRejectedRowsCsv(rows, { bom: path !== '-' })], { overwrite })
  const say = sayIn(session.lang)
  const where = path === '-' ? '' : say('rejects_where', { path })
  session.terminal.note(say('template_written', { name: printable(source), n: rows.rows.length, where }))
}
