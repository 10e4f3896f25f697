// explain: the walk behind one number of coverage.csv, part by part.
import { Command } from 'commander'
import { profileNames } from '../../words/profile-names.ts'
import { type BeyondLimit, beyondLimit, beyondText } from '../beyond-limit.ts'
import { examples } from '../examples.ts'
import { addInputOptions, checkInputFlags, type InputFlags } from '../inputs/input-options.ts'
import { analyseInputs, loadInputs } from '../inputs/load-inputs.ts'
import type { AccessReport, RawOsm, ReportCategory, WalkExplanation, WalkPart } from '../library.ts'
import { sayNotices } from '../say-notices.ts'
import { runOptions, type Session } from '../session.ts'
import { rulesFor, rulesText } from '../tables/explain-rules.ts'
import { printable, textTable } from '../tables/text-table.ts'
import { durationText, facilityCalled } from '../tables/walk-text.ts'
import { UsageError } from '../usage-error.ts'
import { type Say, sayData, sayIn } from '../words.ts'

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
    .requiredOption('--block <id>', 'block id, as in coverage.csv')
    .option('--json', 'print the walk as JSON, with its line')
    .action((area: string, flags: InputFlags & { block: string; json?: boolean }) => {
      const [category, ...more] = flags.category ?? []
      if (category === undefined || more.length > 0) {
        throw new UsageError('explain needs one --category ID.', 'List them with "living-circle categories".')
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
  const walk = library.explainWalk(study, basis, limits.at(-1)!, flags.block, category.id)
  if (walk === undefined) {
    const ids = report.blocks.map(({ id }) => id)
    const near = library.suggest(flags.block, ids)
    throw new UsageError(
      `There is no block "${flags.block}" among ${ids.length}.`,
      near === undefined ? `Ids are such as ${ids.slice(0, 3).join(', ')}.` : `Did you mean "${near}"?`,
    )
  }
  runOptions(session).signal.throwIfAborted()
  const rules = rulesFor(report, flags.block, category.id)
  const beyond = beyondLimit(library, study, walk, category)
  if (flags.json === true) session.terminal.result(`${JSON.stringify({ ...walk, beyond, rules }, null, 2)}\n`)
  else {
    const say = sayIn(session.lang)
    const why = library.LINK_STATUS_NAMES[walk.from.linkStatus] ?? 'unlinked'
    const parts = partTable(walk.parts, library.sumParts(walk.parts), inputs.area.raw, say)
    const text = explanationText(report, walk, { category, beyond, why, parts }, session)
    const said = rulesText(report, rules, session.lang)
    session.terminal.result(said === '' ? text : `${text.trimEnd()}\n\n${said}`)
  }
  sayNotices(session, report)
}

/** What an explanation says beside the walk itself. */
interface Surroundings {
  readonly category: ReportCategory
  readonly beyond: BeyondLimit | null
  /** Link status of the block. */
  readonly why: string
  /** The table of parts. */
  readonly parts: string
}

function explanationText(
  { blocks, options }: AccessReport,
  walk: WalkExplanation,
  { category, beyond, why, parts }: Surroundings,
  { lang }: Session,
): string {
  const say = sayIn(lang)
  const block = blocks.find(({ id }) => id === walk.blockId)!
  const limit = say(walk.basis === 'time' ? 'limit_minutes' : 'limit_metres', { n: walk.limit })
  const name = lang === 'zh' ? category.nameZh : category.nameEn
  const lines = [
    say('from_to', {
      block: printable(block.name ?? block.id),
      id: printable(block.id),
      category: name,
      categoryId: category.id,
    }),
    say('conditions', {
      profile: profileNames(options.profile)[lang],
      speed: String(options.profile.walkMetresPerSecond),
      limit,
      method: say(`method_${block.demandMethod}`),
      count: block.demandPointCount,
    }),
    '',
  ]
  if (walk.status === 'unlinked') lines.push(say('not_linked', { why: sayData(say, '', why) }))
  else if (walk.to === null) {
    lines.push(say('unreached', { category: lang === 'zh' ? name : name.toLowerCase(), limit }))
    if (beyond !== null) lines.push(beyondText(beyond, category, walk.basis, say))
  } else {
    const { facilityId, facilityName, seconds, metres } = walk.to
    lines.push(say('nearest_is', { facility: facilityCalled(facilityId, facilityName, say) }))
    lines.push(say('walk_is', { length: durationText(seconds, say), metres: metres.toFixed(1) }), '', parts)
  }
  if (walk.nextBest.length > 0) lines.push(say('next_best'))
  for (const { facilityId, facilityName, seconds, metres } of walk.nextBest) {
    const facility = facilityCalled(facilityId, facilityName, say)
    const length = durationText(seconds, say)
    lines.push(say('next_is', { facility, length, metres: metres.toFixed(1) }))
  }
  return `${lines.join('\n')}\n`
}

function partTable(
  parts: readonly WalkPart[],
  sum: { readonly milliseconds: number; readonly millimetres: number },
  raw: RawOsm,
  say: Say,
): string {
  const seconds = inTenths(parts.map(({ milliseconds }) => milliseconds))
  const metres = inTenths(parts.map(({ millimetres }) => millimetres))
  const rows = parts.map((part, index) => [
    String(index + 1),
    `${say(`part_${part.kind}`)}${part.restricted ? say('private') : ''}`,
    part.wayId === null ? '' : (streetName(raw, part.wayId) ?? ''),
    part.wayId === null ? '' : `way/${part.wayId}`,
    seconds[index]!,
    metres[index]!,
  ])
  rows.push(['', say('together'), '', '', (sum.milliseconds / 1000).toFixed(1), (sum.millimetres / 1000).toFixed(1)])
  return textTable(
    [
      { title: '#', right: true },
      { title: say('part') },
      { title: say('street') },
      { title: say('osm_way') },
      { title: say('seconds'), right: true },
      { title: say('metres'), right: true },
    ],
    rows,
  )
}

/** Thousandths → tenths that add up to their rounded sum: each is what it adds to the sum so far. */
function inTenths(thousandths: readonly number[]): string[] {
  let sum = 0
  let written = 0
  return thousandths.map((value) => {
    sum += value
    const tenths = Math.round(sum / 100) - written
    written += tenths
    return (tenths / 10).toFixed(1)
  })
}

/** The name of a way, by binary search among the ascending ids. */
function streetName(raw: RawOsm, wayId: number): string | undefined {
  let low = 0
  let high = raw.wayId.length
  while (low < high) {
    const middle = (low + high) >>> 1
    if (raw.wayId[middle]! < wayId) low = middle + 1
    else high = middle
  }
  if (raw.wayId[low] !== wayId) return undefined
  const { offset, key, value } = raw.wayTags
  for (let tag = offset[low]!; tag < offset[low + 1]!; tag++) {
    if (raw.strings[key[tag]!] === 'name') return raw.strings[value[tag]!]
  }
  return undefined
}
