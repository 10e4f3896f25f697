// gaps: where people live who reach nothing of a kind within the largest limit.
import { Command } from 'commander'
import { examples } from '../examples.ts'
import { analyseInputs } from '../inputs/analyse-inputs.ts'
import { checkInputFlags, type InputFlags } from '../inputs/input-flags.ts'
import { addInputOptions } from '../inputs/input-options.ts'
import { loadInputs } from '../inputs/load-inputs.ts'
import { addOutCrsOption, type OutCrsFlags, outCoordinates } from '../out-coordinates.ts'
import { deliver } from '../output-file.ts'
import { sayNotices } from '../say-notices.ts'
import type { Session } from '../session.ts'
import { gapTable } from '../tables/gap-table.ts'

interface GapsFlags extends InputFlags, OutCrsFlags {
  readonly output: string
  readonly overwrite?: boolean
}

export function gapsCommand(session: Session): Command {
  const command = addOutCrsOption(addInputOptions(new Command('gaps')))
    .description(
      'Find the areas without cover within the largest limit (and by the rules of a standard at their own limits), as GeoJSON.',
    )
    .option('-o, --output <file>', 'GeoJSON file, or - for stdout', '-')
    .option('--overwrite', 'replace the file where it exists')
    .action((area: string, flags: GapsFlags) => runGaps(session, area, flags))
  return examples(command, [
    'living-circle gaps town.osm --facilities facilities.csv --blocks blocks.geojson -o gaps.geojson',
    'living-circle gaps town.osm --blocks blocks.geojson --minutes 5 --category clinic -o -',
  ])
}

async function runGaps(session: Session, areaPath: string, flags: GapsFlags): Promise<void> {
  checkInputFlags(flags)
  const library = await session.library()
  if (flags.output !== '-') library.checkOutputFile(flags.output, { overwrite: flags.overwrite })
  const inputs = await loadInputs(session, areaPath, flags)
  const analysis = await analyseInputs(session, inputs, flags)
  const { report, coordinates } = outCoordinates(session, library, analysis.report, flags)
  const file = library.reportFiles(report, { coordinates }).find(({ name }) => name === 'gaps.geojson')!
  await deliver(session, flags.output, file.bytes, { overwrite: flags.overwrite })
  if (flags.output !== '-') session.terminal.result(gapTable(library, report, session.lang))
  sayNotices(session, report)
}
