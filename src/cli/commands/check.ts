// check: what the inputs are, what of them can be used, what was dropped and why. Writes nothing but, on request, the rejects.
import { Command } from 'commander'
import { examples } from '../examples.ts'
import { analyseInputs } from '../inputs/analyse-inputs.ts'
import { columnMappingsText } from '../inputs/column-mappings.ts'
import { checkInputFlags, type InputFlags } from '../inputs/input-flags.ts'
import { addInputOptions } from '../inputs/input-options.ts'
import { loadInputs } from '../inputs/load-inputs.ts'
import type { LoadedInputs } from '../inputs/loaded-inputs.ts'
import type { CheckFindings } from '../library.ts'
import { deliver } from '../output-file.ts'
import type { Library, Session } from '../session.ts'
import { checkText } from '../tables/check-text.ts'
import { writePlaceTemplate } from '../tables/place-template.ts'
import { writeRejectedTables } from '../tables/rejected-tables.ts'
import { rowsText } from '../tables/rows-text.ts'
import { tellError } from '../tell-error.ts'
import { UsageError, usage } from '../usage-error.ts'

interface CheckFlags extends InputFlags {
  readonly rejects?: string
  readonly saveMapping?: string
  readonly overwrite?: boolean
  readonly json?: boolean
}

export function checkCommand(session: Session): Command {
  const command = addInputOptions(new Command('check'))
    .description(
      'Say what the inputs are, what of them is usable, what was dropped and why. Writes nothing unless --rejects.',
    )
    .option(
      '--rejects <file>',
      'write the rejected rows to a CSV file, to be mended and loaded again (several tables: one file each); of a table with addresses and no coordinates: all rows, with columns lon and lat to fill',
    )
    .option(
      '--save-mapping <file>',
      'write which column plays which role to a JSON file, to be edited and given as --mapping',
    )
    .option('--overwrite', 'replace these files where they exist')
    .option('--json', 'print the findings as JSON')
    .action((area: string, flags: CheckFlags) => runCheck(session, area, flags))
  return examples(command, [
    'living-circle check town.osm --facilities facilities.csv --blocks blocks.geojson',
    'living-circle check town.osm --blocks blocks.geojson --rejects rejects.csv --json',
  ])
}

async function runCheck(session: Session, areaPath: string, flags: CheckFlags): Promise<void> {
  checkInputFlags(flags)
  checkStdout(flags)
  const library = await session.library()
  const { rejects, saveMapping, overwrite } = flags
  for (const path of [rejects, saveMapping]) {
    if (path !== undefined && path !== '-') library.checkOutputFile(path, { overwrite })
  }
  const inputs = await loadInputs(session, areaPath, flags).catch(async (error: unknown) => {
    if (rejects !== undefined) await writePlaceTemplate(session, library, flags, error, rejects, overwrite)
    throw error
  })
  const findings = await findingsOf(session, inputs, flags)
  const rows = rowsText(library, findings.inputs, session.lang)
  const text = flags.json === true ? jsonOf(library, findings) : `${rows}${textOf(session, library, findings)}`
  if (rejects === '-' || saveMapping === '-') session.terminal.note(text.trimEnd())
  else session.terminal.result(text)
  if (rejects !== undefined) await writeRejectedTables(session, inputs, findings.rejects, rejects, overwrite)
  if (saveMapping !== undefined) await deliver(session, saveMapping, () => [columnMappingsText(inputs)], { overwrite })
  if (findings.problem !== null) session.exitCode = await tellError(session, findings.problem)
}

/** Nothing to measure is what a check is there to tell, not a reason to say nothing else. */
async function findingsOf(session: Session, inputs: LoadedInputs, flags: CheckFlags): Promise<CheckFindings> {
  const { library } = inputs
  try {
    const { report } = await analyseInputs(session, inputs, flags)
    return library.checkInputs(inputs, report)
  } catch (error) {
    if (!library.isLivingCircleError(error) || error.code !== 'input-unusable') throw error
    return library.checkInputs(inputs, undefined, error)
  }
}

function jsonOf(library: Library, findings: CheckFindings): string {
  return `${JSON.stringify(library.checkRecord(findings), null, 2)}\n`
}

function textOf({ lang }: Session, library: Library, findings: CheckFindings): string {
  return checkText(findings, library.allCategories().length, lang)
}

/** stdout takes one thing that a program reads. @throws UsageError */
function checkStdout({ rejects, saveMapping, json }: CheckFlags): void {
  const asked = [
    ...(json === true ? ['--json'] : []),
    ...(rejects === '-' ? ['--rejects -'] : []),
    ...(saveMapping === '-' ? ['--save-mapping -'] : []),
  ]
  if (asked.length < 2) return
  throw new UsageError(usage('usage.stdout-one', { list: asked.join(' and ') }), usage('hint.other-to-file'))
}
