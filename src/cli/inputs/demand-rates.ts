// `--demand-rate`: the rates that come with the package, or a table of one's own over them.
import type { Command } from 'commander'
import type { DemandRate, LoadedRates } from '../library.ts'
import { type Library, runOptions, type Session } from '../session.ts'
import { tellRows } from './table-options.ts'

/** The word for the rates of the package. */
const BUILT_IN = 'built-in'

export interface DemandRateFlags {
  readonly demandRate?: string
}

/** @param preset what holds where the option is not given */
export function addDemandRateOption(command: Command, preset: string): Command {
  return command.option(
    '--demand-rate <built-in|file>',
    `places asked for per 1,000 people: built-in, or a table category, group, rate, unit, source, date, verified over them (default: ${preset})`,
  )
}

/** The rates that were asked for; `undefined` where none were. */
export async function loadRates(
  session: Session,
  library: Library,
  path: string | undefined,
): Promise<LoadedRates | readonly DemandRate[] | undefined> {
  if (path === undefined) return undefined
  if (path === BUILT_IN) return library.builtInRates()
  const loaded = await library.loadDemandRates(library.openFile(path), runOptions(session))
  const { name: source, read, used, rejected } = loaded.input!
  tellRows(session, library, [{ source, read, used, rejected }], loaded.rejects)
  return loaded
}
