// site: where new facilities would serve most.
import { Command, Option } from 'commander'
import { examples } from '../examples.ts'
import { addInputOptions } from '../inputs/input-options.ts'
import { alsoHelp } from '../more-outputs.ts'
import { addOutCrsOption } from '../out-coordinates.ts'
import type { Session } from '../session.ts'
import { addSiteOptions, type SiteFlags } from '../site/site-flags.ts'
import { siteOverStreets } from '../site/site-over-streets.ts'

export function siteCommand(session: Session): Command {
  const command = addSiteOptions(addOutCrsOption(addInputOptions(new Command('site'), ['demand', 'standard'])))
    .description(
      'Where new facilities would serve most people on foot, or how many are needed: proved, or with a bound that nothing exceeds.',
    )
    .addOption(
      new Option('--demand <method>', 'points of a block where walks begin (auto, gates, buildings, grid, point)'),
    )
    .action((area: string, flags: SiteFlags) => siteOverStreets(session, area, flags))
  command.addHelpText('after', () => alsoHelp(command, session.lang))
  return examples(command, [
    'living-circle site town.osm --facilities facilities.csv --blocks blocks.geojson --category nursery --sites 3',
    'living-circle site town.osm --blocks blocks.geojson --category clinic --problem minimise-facilities --target 85 --candidates-from streets',
    'living-circle site town.osm --facilities facilities.csv --blocks blocks.geojson --category elderly_day_care --candidates-from gaps --sites 2 --out plan --also html xlsx',
  ])
}
