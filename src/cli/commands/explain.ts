// explain: the walk behind one number of coverage.csv, part by part.
import { Command } from 'commander'
import { examples } from '../examples.ts'
import { analyseInputs } from '../inputs/analyse-inputs.ts'
import { checkInputFlags, type InputFlags } from '../inputs/input-flags.ts'
import { addInputOptions } from '../inputs/input-options.ts'
import { loadInputs } from '../inputs/load-inputs.ts'
import { namedBlock } from '../inputs/named-block.ts'
import { sayNotices } from '../say-notices.ts'
import { runOptions, type Session } from '../session.ts'
import { rulesText, ruleWithRemark } from '../tables/explain-rules.ts'
import { explanationText, partTable } from '../tables/explain-table.ts'
import { UsageError, usage } from '../usage-error.ts'
import { sayIn } from '../words.ts'

interface ExplainFlags extends Omit<InputFlags, 'category'> {
  readonly block: string
  readonly category: string
  readonly json?: boolean
}

export function explainCommand(session: Session): Command {
  const command = addInputOptions(new Command('explain'))
    .description(
      'Show the walk from one block to the nearest facility of a kind, part by part, and the next-best ones.',
    )
    .requiredOption('--block <id>', 'id or name of a block, as in coverage.csv')
    .option('--json', 'print the walk as JSON, with its line')
    .action((area: string, flags: InputFlags & { block: string; json?: boolean }) => {
      const [category, ...more] = flags.category ?? []
      if (category === undefined || more.length > 0) {
        throw new UsageError(usage('usage.explain-category'), usage('hint.list-categories'))
      }
      return runExplain(session, area, { ...flags, category })
    })
  return examples(command, [
    'living-circle explain town.osm --facilities facilities.csv --blocks blocks.geojson --block BY-01 --category clinic',
    'living-circle explain town.osm --blocks blocks.geojson --block BY-01 --category clinic --profile older --json',
    'living-circle explain town.osm --facilities facilities.csv --blocks blocks.geojson --block BY-01 --category kindergarten --standard gb50180-2018',
  ])
}

async function runExplain(session: Session, areaPath: string, flags: ExplainFlags): Promise<void> {
  const inputFlags: InputFlags = { ...flags, category: [flags.category] }
  checkInputFlags(inputFlags)
  const inputs = await loadInputs(session, areaPath, inputFlags)
  const { library } = inputs
  const { report, study } = await analyseInputs(session, inputs, inputFlags)
  const { basis, limits } = report.options
  // With a standard there are more categories than the one asked for.
  const asked = library.resolveCategoryWord(flags.category).category?.id ?? flags.category
  const category = report.categories.find(({ id }) => id === asked)!
  const block = report.blocks[namedBlock(library, report.blocks, flags.block)]!.id
  const walk = library.explainWalk(study, basis, limits.at(-1)!, block, category.id)!
  runOptions(session).signal.throwIfAborted()
  const rules = library.rulesOfBlock(report, block, category.id)
  const beyond = library.beyondLimit(study, walk)
  const gates = library.nameGates(walk.gates, inputs.area.compounds)
  if (flags.json === true) {
    const value = { ...walk, gates, beyond, rules: rules.map(ruleWithRemark) }
    session.terminal.result(`${JSON.stringify(value, null, 2)}\n`)
  } else {
    const say = sayIn(session.lang)
    const why = library.LINK_STATUS_NAMES[walk.from.linkStatus] ?? 'unlinked'
    const streetName = (wayId: number) => library.wayName(inputs.area.raw, wayId)
    const parts = partTable(walk.parts, library.sumParts(walk.parts), streetName, say)
    const profile = library.profileNames(report.options.profile)[session.lang]
    const text = explanationText(report, walk, { category, beyond, why, parts, profile, gates }, session.lang)
    const said = rulesText(report, rules, session.lang)
    session.terminal.result(said === '' ? text : `${text.trimEnd()}\n\n${said}`)
  }
  sayNotices(session, report)
}
