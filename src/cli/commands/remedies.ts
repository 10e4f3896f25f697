// remedies: why each gap is one, and what would mend it, tried in fact.
import { basename } from 'node:path'
import { Command, Option } from 'commander'
import { examples } from '../examples.ts'
import { analyseInputs } from '../inputs/analyse-inputs.ts'
import { addDemandRateOption, type DemandRateFlags, loadRates } from '../inputs/demand-rates.ts'
import { checkInputFlags, type InputFlags } from '../inputs/input-flags.ts'
import { addInputOptions } from '../inputs/input-options.ts'
import { loadInputs } from '../inputs/load-inputs.ts'
import { boundedNumber, folderName, titleText, wholeNumber } from '../inputs/option-values.ts'
import { ALSO, alsoHelp, alsoNames } from '../more-outputs.ts'
import { withRunRecord } from '../project/record-run.ts'
import { sayNotices } from '../say-notices.ts'
import { breathe, runOptions, type Session } from '../session.ts'
import { remediesText } from '../tables/remedies-table.ts'
import { rowsText } from '../tables/rows-text.ts'
import { sayIn } from '../words.ts'
import { leavingOut } from '../write-outputs.ts'

interface RemediesFlags extends InputFlags, DemandRateFlags {
  readonly out: string
  readonly costs?: string
  readonly budget?: number
  readonly most?: number
  readonly title?: string
  readonly also?: readonly string[]
  readonly overwrite?: boolean
  readonly json?: boolean
}

export function remediesCommand(session: Session): Command {
  const command = addDemandRateOption(addInputOptions(new Command('remedies')), 'none')
    .description(
      'Say why each gap is one, try what would mend it (gates, crossings, ways without steps, planned facilities, new sites), and choose the best together.',
    )
    .requiredOption('-o, --out <folder>', 'folder for the results; made where it does not exist', folderName)
    .option('--costs <file>', 'what remedies cost: JSON or a table with kind, category, each, per_metre, per_place')
    .option('--budget <amount>', 'money for those chosen together; needs --costs', boundedNumber('--budget', 0, 1e15))
    .option('--most <n>', 'choose so many together at most (default: 10)', wholeNumber('--most', 1, 1000))
    .addOption(
      new Option('--also <document...>', 'documents and map layers whose gaps say their causes and remedies').choices(
        ALSO.map(({ id }) => id),
      ),
    )
    .option('--title <text>', 'heading of every document (default: the name of the extract)', titleText)
    .option('--overwrite', 'replace files in a folder that is not empty')
    .option('--json', 'print everything as JSON instead of tables')
    .action((area: string, flags: RemediesFlags) => runRemedies(session, area, flags))
  command.addHelpText('after', () => alsoHelp(command, session.lang))
  return examples(command, [
    'living-circle remedies town.osm --facilities facilities.csv --blocks blocks.geojson --gates gates.csv --out remedies',
    'living-circle remedies town.osm --facilities facilities.csv --blocks blocks.geojson --costs costs.csv --budget 500000 --also html xlsx --out remedies-with-costs',
  ])
}

async function runRemedies(session: Session, areaPath: string, flags: RemediesFlags): Promise<void> {
  checkInputFlags(flags)
  const { terminal, lang } = session
  const library = await session.library()
  const { also = [], out, overwrite } = flags
  library.checkOutputFolder(out, {
    overwrite,
    names: [...library.REMEDY_FILE_NAMES, library.RUN_RECORD_FILE, ...alsoNames(also)],
  })
  const costs = flags.costs === undefined ? undefined : await library.loadRemedyCosts(library.openFile(flags.costs))
  const demandRates = await loadRates(session, library, flags.demandRate)
  const inputs = await loadInputs(session, areaPath, flags)
  const analysis = await analyseInputs(session, inputs, flags, { title: flags.title, demandRates, usesPlanned: true })
  const { area, facilities, standard } = inputs
  const { budget, most } = flags
  const found = await library.findRemedies(area, facilities, analysis, {
    ...runOptions(session),
    costs,
    budget,
    most,
    standard,
  })
  terminal.finish()
  await breathe(session)
  const { remedies, report } = found
  const left = leavingOut(session, library)
  const context = library.outputContext({ ...analysis, report }, area, {
    lang,
    leaveOut: left.output,
    maplibre: library.readMaplibreAssets,
  })
  const own = await library.remedyFiles(remedies, context)
  const names = own.map(({ name }) => name)
  const further = await library.makeOutputs(also as Parameters<typeof library.makeOutputs>[0], context)
  const files = [...own, ...further.filter(({ name }) => !names.includes(name))]
  const terms = { overwrite, signal: session.signal, leaveOut: left.file }
  const isPrepared = area.prepared !== undefined
  const run = { area: areaPath, flags, report, out, notOfThisRun: [], isPrepared }
  const recorded = withRunRecord(session, library, run, files)
  const written = (await library.writeFilesAtomically(out, recorded, terms)).map((path) => basename(path))
  const text = `${rowsText(library, remedies.inputs, lang)}${remediesText(library, remedies, lang)}`
  terminal.result(flags.json === true ? library.toRemediesJson(remedies) : text)
  terminal.note(sayIn(lang)('wrote_to', { names: written.join(sayIn(lang)('list')), path: out }))
  sayNotices(session, remedies)
}
