// capacity: places, who is served in fact, and how many places are missing; of tables of one's own, or on streets.
import { Command } from 'commander'
import { examples } from '../examples.ts'
import { analyseInputs } from '../inputs/analyse-inputs.ts'
import { addDemandRateOption, type DemandRateFlags, loadRates } from '../inputs/demand-rates.ts'
import { checkInputFlags, type InputFlags } from '../inputs/input-flags.ts'
import { loadInputs } from '../inputs/load-inputs.ts'
import { addServingOptions, checkServingFlags, type ServingFlags } from '../inputs/serving-options.ts'
import { addTableOptions, isOfTables, loadTables, streetFlags, type TableFlags } from '../inputs/table-options.ts'
import { refuseMistakes } from '../refusals.ts'
import { sayNotices } from '../say-notices.ts'
import { runOptions, type Session } from '../session.ts'
import { placesText } from '../tables/places-table.ts'
import { rowsText } from '../tables/rows-text.ts'
import { catchmentText, servedText } from '../tables/served-table.ts'
import { usage } from '../usage-error.ts'

type CapacityFlags = Omit<InputFlags, 'demand'> &
  TableFlags &
  ServingFlags &
  DemandRateFlags & {
    readonly json?: boolean
  }

export function capacityCommand(session: Session): Command {
  const command = addDemandRateOption(addServingOptions(addTableOptions(new Command('capacity'))), 'built-in')
    .description(
      'Count places against demand: who is served in fact within the limit, how many places are missing, who reaches full ones only.',
    )
    .option('--json', 'print everything as JSON')
    .action((area: string | undefined, flags: CapacityFlags) => runCapacity(session, area, flags))
  return examples(command, [
    'living-circle capacity town.osm --facilities facilities.csv --blocks blocks.geojson --category nursery elderly_day_care',
    'living-circle capacity town.osm --facilities facilities.csv --blocks blocks.geojson --category nursery --minutes 10 --json',
    'living-circle capacity --costs tables/costs.csv --demand tables/demand.csv --supply tables/supply.csv --limit 900 --json',
    'living-circle capacity --costs tables/costs.csv --demand tables/demand.csv --supply tables/supply.csv --measure e2sfca --steps 300:1,600:0.68,900:0.22',
  ])
}

async function runCapacity(session: Session, area: string | undefined, flags: CapacityFlags): Promise<void> {
  checkServingFlags(flags)
  if (isOfTables(area, flags)) await runOfTables(session, flags)
  else await runOnStreets(session, area!, flags)
}

async function runOnStreets(session: Session, area: string, given: CapacityFlags): Promise<void> {
  const flags = streetFlags(given)
  checkInputFlags(flags)
  const library = await session.library()
  const demandRates = await loadRates(session, library, flags.demandRate ?? 'built-in')
  const inputs = await loadInputs(session, area, flags)
  if (flags.measure !== undefined) {
    const { report, study } = await analyseInputs(session, inputs, flags)
    const results = await library.measureCatchments(study, {
      ...runOptions(session),
      rates: 'rates' in demandRates! ? demandRates.rates : demandRates!,
      measure: flags.measure,
      basis: report.options.basis,
      limit: report.options.limits.at(-1)!,
      steps: flags.steps,
      selection: flags.selection,
    })
    session.terminal.finish()
    const tables = results.map((one) => `${one.categories.join(' + ')}\n${catchmentText(one, session.lang)}`)
    session.terminal.result(flags.json === true ? library.toCatchmentsJson(results) : tables.join('\n'))
    sayNotices(session, report)
    return
  }
  const { report } = await analyseInputs(session, inputs, flags, { demandRates, servingRule: flags.rule })
  const text = `${rowsText(library, report.inputs, session.lang)}${placesText(report, session.lang)}`
  session.terminal.result(flags.json === true ? library.toCapacityJson(report, report.capacity!) : text)
  sayNotices(session, report)
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
