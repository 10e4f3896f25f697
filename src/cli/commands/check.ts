// check: what the inputs are, what of them can be used, what was dropped and why. Writes nothing but, on request, the rejects.
import { Command } from 'commander'
import { examples } from '../examples.ts'
import { columnMappingsText } from '../inputs/column-mappings.ts'
import { addInputOptions, checkInputFlags, type InputFlags } from '../inputs/input-options.ts'
import { analyseInputs, loadInputs } from '../inputs/load-inputs.ts'
import { deliver } from '../output-file.ts'
import type { Session } from '../session.ts'
import { allRejects, type CheckFindings, checkAsJson, checkAsText } from '../tables/check-findings.ts'
import { writeRejectedTables } from '../tables/rejected-tables.ts'
import { tellError } from '../tell-error.ts'
import { UsageError } from '../usage-error.ts'

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
      'write the rejected rows to a CSV file, to be mended and loaded again (several tables: one file each)',
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
  const inputs = await loadInputs(session, areaPath, flags)
  let findings: CheckFindings
  try {
    const { report } = await analyseInputs(session, inputs, flags)
    findings = { inputs, report, problem: undefined }
  } catch (error) {
    // Nothing to measure is what a check is there to tell, not a reason to say nothing else.
    if (!library.isLivingCircleError(error) || error.code !== 'input-unusable') throw error
    findings = { inputs, report: undefined, problem: error }
  }
  const text = flags.json === true ? checkAsJson(findings) : checkAsText(findings, session.lang)
  if (rejects === '-' || saveMapping === '-') session.terminal.note(text.trimEnd())
  else session.terminal.result(text)
  if (rejects !== undefined) {
    await writeRejectedTables(session, inputs, allRejects(findings), rejects, overwrite)
  }
  if (saveMapping !== undefined) await deliver(session, saveMapping, () => [columnMappingsText(inputs)], { overwrite })
  if (findings.problem === undefined) return
  session.exitCode = await tellError(session, findings.problem)
}

/** stdout takes one thing that a program reads. @throws UsageError */
function checkStdout({ rejects, saveMapping, json }: CheckFlags): void {
  const asked = [
    ...(json === true ? ['--json'] : []),
    ...(rejects === '-' ? ['--rejects -'] : []),
    ...(saveMapping === '-' ? ['--save-mapping -'] : []),
  ]
  if (asked.length < 2) return
  throw new UsageError(`stdout takes one of ${asked.join(' and ')}.`, 'Write the other one to a file.')
}
