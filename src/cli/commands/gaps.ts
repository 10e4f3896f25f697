// gaps: where people live who reach nothing of a kind within the largest limit.
import { Command } from 'commander'
import type { AccessReport } from '../../index.ts'
import { examples } from '../examples.ts'
import { addInputOptions, checkInputFlags, type InputFlags } from '../input-options.ts'
import { analyseInputs, loadInputs } from '../load-inputs.ts'
import { deliver } from '../output-file.ts'
import type { Session } from '../session.ts'
import { groupDigits, textTable } from '../text-table.ts'

interface GapsFlags extends InputFlags {
  readonly output: string
  readonly overwrite?: boolean
}

/** Rows of the table on the terminal; the file has all gaps. */
const SHOWN_GAPS = 20

export function gapsCommand(session: Session): Command {
  const command = addInputOptions(new Command('gaps'))
    .description(
      'Find the areas without cover within the largest limit, with people and the nearest facility, as GeoJSON.',
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
  const { report } = await analyseInputs(session, inputs, flags)
  const file = library.reportFiles(report).find(({ name }) => name === 'gaps.geojson')!
  await deliver(session, flags.output, file.bytes, { overwrite: flags.overwrite })
  if (flags.output !== '-') session.terminal.result(gapTable(report, flags.lang))
}

function gapTable(report: AccessReport, lang: 'en' | 'zh'): string {
  if (report.gaps.length === 0) return 'No gaps: every linked demand point is within the largest limit.\n'
  const gaps = [...report.gaps].sort((a, b) => (b.people ?? -1) - (a.people ?? -1) || (a.id < b.id ? -1 : 1))
  const names = new Map(
    report.categories.map((category) => [category.id, lang === 'zh' ? category.nameZh : category.nameEn]),
  )
  const table = textTable(
    [
      { title: 'gap' },
      { title: 'category' },
      { title: 'people', right: true },
      { title: 'blocks', right: true },
      { title: 'nearest' },
      { title: 'walk', right: true },
    ],
    gaps
      .slice(0, SHOWN_GAPS)
      .map((gap) => [
        gap.id,
        names.get(gap.category) ?? gap.category,
        gap.people === null ? 'unknown' : groupDigits(Math.round(gap.people)),
        groupDigits(gap.blockIds.length),
        gap.nearestFacilityName ?? gap.nearestFacilityId ?? '–',
        gap.nearestWalkMinutes === null ? '–' : `${gap.nearestWalkMinutes.toFixed(1)} min`,
      ]),
  )
  const more = gaps.length - SHOWN_GAPS
  return more > 0 ? `${table}… and ${groupDigits(more)} more in the file.\n` : table
}
