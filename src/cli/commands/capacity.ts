// capacity: places, who is served in fact, and how many places are missing; of tables of one's own, or on streets.
import { Command } from 'commander'
import { examples } from '../examples.ts'
import type { InputFlags } from '../inputs/input-flags.ts'
import { addServingOptions, checkServingFlags, type ServingFlags } from '../inputs/serving-options.ts'
import { addTableOptions, isOfTables, loadTables, type TableFlags } from '../inputs/table-options.ts'
import { refuseMistakes } from '../refusals.ts'
import type { Session } from '../session.ts'
import { catchmentText, servedText } from '../tables/served-table.ts'
import { usage } from '../usage-error.ts'

type CapacityFlags = Omit<InputFlags, 'demand'> &
  TableFlags &
  ServingFlags & {
    readonly json?: boolean
  }

export function capacityCommand(session: Session): Command {
  const command = addServingOptions(addTableOptions(new Command('capacity')))
    .description(
      'Count places against demand: who is served in fact within the limit, how many places are missing, who reaches full ones only.',
    )
    .option('--json', 'print everything as JSON')
    .action((area: string | undefined, flags: CapacityFlags) => runCapacity(session, area, flags))
  return examples(command, [
    'living-circle capacity --costs tables/costs.csv --demand tables/demand.csv --supply tables/supply.csv --limit 900 --json',
    'living-circle capacity --costs tables/costs.csv --demand tables/demand.csv --supply tables/supply.csv --measure e2sfca --steps 300:1,600:0.68,900:0.22',
  ])
}

async function runCapacity(session: Session, area: string | undefined, flags: CapacityFlags): Promise<void> {
  checkServingFlags(flags)
  isOfTables(area, flags)
  await runOfTables(session, flags)
}

async function runOfTables(session: Session, flags: CapacityFlags): Promise<void> {
  const { limit, rule, measure, steps, selection, json } = flags
  refuseMistakes(flags, [
    {
      isMade: ({ supply }) => supply === undefined,
      message: usage('usage.capacity-no-supply'),
      hint: usage('hint.capacity-supply'),
    },
  ])
  const library = await session.library()
  const tables = await loadTables(session, library, flags)
  if (measure === undefined) {
    const found = library.capacityOfTables(tables, { limit, rule })
    session.terminal.result(json === true ? library.toServedJson(found) : servedText(found, session.lang))
    return
  }
  const found = library.catchmentOfTables(tables, measure, { limit, steps, selection })
  session.terminal.result(json === true ? library.toCatchmentJson(found) : catchmentText(found, session.lang))
}
