// site: where new facilities would serve most; over streets, or on tables of one's own.
import { Command } from 'commander'
import { examples } from '../examples.ts'
import { addTableOptions, isOfTables, type TableFlags } from '../inputs/table-options.ts'
import { alsoHelp } from '../more-outputs.ts'
import { addOutCrsOption } from '../out-coordinates.ts'
import type { Session } from '../session.ts'
import { addSiteOptions, type SiteFlags } from '../site/site-flags.ts'
import { siteOverStreets } from '../site/site-over-streets.ts'
import { siteOverTables } from '../site/site-over-tables.ts'

export function siteCommand(session: Session): Command {
  const command = addSiteOptions(addOutCrsOption(addTableOptions(new Command('site'), ['standard'])))
    .description(
      'Where new facilities would serve most people on foot, or how many are needed: proved, or with a bound that nothing exceeds.',
    )
    .action((area: string | undefined, flags: SiteFlags & TableFlags) =>
      isOfTables(area, flags) ? siteOverTables(session, flags) : siteOverStreets(session, area!, flags),
    )
  command.addHelpText('after', () => alsoHelp(command, session.lang))
  return examples(command, [
    'living-circle site town.osm --facilities facilities.csv --blocks blocks.geojson --category nursery --sites 3',
    'living-circle site town.osm --blocks blocks.geojson --category clinic --problem minimise-facilities --target 85 --candidates-from streets',
    'living-circle site town.osm --facilities facilities.csv --blocks blocks.geojson --category elderly_day_care --candidates-from gaps --sites 2 --out sited --also html xlsx',
    'living-circle site --costs tables/costs.csv --demand tables/demand.csv --problem maximise-coverage --limit 900 --sites 2 --json',
  ])
}
