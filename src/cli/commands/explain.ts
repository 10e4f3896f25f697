// explain: the walk behind one number of coverage.csv, part by part.
import { Command } from 'commander'
import type { AccessReport, RawOsm, WalkExplanation, WalkPart } from '../../index.ts'
import { examples } from '../examples.ts'
import { rulesFor, rulesText } from '../explain-rules.ts'
import { addInputOptions, checkInputFlags, type InputFlags } from '../input-options.ts'
import { analyseInputs, loadInputs } from '../load-inputs.ts'
import { sayNotices } from '../say-notices.ts'
import { runOptions, type Session } from '../session.ts'
import { printable, textTable } from '../text-table.ts'
import { UsageError } from '../usage-error.ts'

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
  const category = report.categories.find(({ id }) => id === asked)!.id
  const walk = library.explainWalk(study, basis, limits.at(-1)!, flags.block, category)
  if (walk === undefined) {
    const ids = report.blocks.map(({ id }) => id)
    const near = library.suggest(flags.block, ids)
    throw new UsageError(
      `There is no block "${flags.block}" among ${ids.length}.`,
      near === undefined ? `Ids are such as ${ids.slice(0, 3).join(', ')}.` : `Did you mean "${near}"?`,
    )
  }
  runOptions(session).signal.throwIfAborted()
  const rules = rulesFor(report, flags.block, category)
  if (flags.json === true) session.terminal.result(`${JSON.stringify({ ...walk, rules }, null, 2)}\n`)
  else {
    const parts = partTable(walk.parts, library.sumParts(walk.parts), inputs.area.raw)
    const text = explanationText(report, walk, library.LINK_STATUS_NAMES, parts)
    const said = rulesText(report, rules)
    session.terminal.result(said === '' ? text : `${text.trimEnd()}\n\n${said}`)
  }
  sayNotices(session, report, flags.lang)
}

function explanationText(
  report: AccessReport,
  walk: WalkExplanation,
  linkStatusNames: readonly string[],
  parts: string,
): string {
  const block = report.blocks.find(({ id }) => id === walk.blockId)!
  const category = report.categories.find(({ id }) => id === walk.category)!
  const unit = walk.basis === 'time' ? 'minutes' : 'metres'
  const { profile } = report.options
  const lines = [
    `${printable(block.name ?? block.id)} (${printable(block.id)}) to ${category.nameEn} (${category.id})`,
    `profile ${profile.id}, ${profile.walkMetresPerSecond} m/s; limit ${walk.limit} ${unit}; demand points by ${block.demandMethod} (${block.demandPointCount})`,
    '',
  ]
  if (walk.status === 'unlinked') {
    const why = linkStatusNames[walk.from.linkStatus] ?? 'unlinked'
    lines.push(`Not linked to a street (${why}): no walk can be told, and the block is left out of every share.`)
  } else if (walk.to === null) {
    lines.push(`Unreached: no ${category.nameEn.toLowerCase()} within ${walk.limit} ${unit}.`)
  } else {
    const { to } = walk
    lines.push(`Nearest: ${printable(to.facilityName ?? to.facilityId)} (${printable(to.facilityId)})`)
    lines.push(`Walk: ${minutes(to.seconds)}, ${to.metres.toFixed(1)} m`, '', parts)
  }
  if (walk.nextBest.length > 0) {
    lines.push('Next best:')
    for (const next of walk.nextBest) {
      const name = printable(next.facilityName ?? next.facilityId)
      lines.push(`  ${name} (${printable(next.facilityId)}): ${minutes(next.seconds)}, ${next.metres.toFixed(1)} m`)
    }
  }
  return `${lines.join('\n')}\n`
}

const PART_NAMES: Readonly<Record<WalkPart['kind'], string>> = {
  access: 'straight to the street',
  street: 'along the street',
  steps: 'on steps',
  wait: 'waiting at a crossing',
  exit: 'straight to the facility',
}

function partTable(
  parts: readonly WalkPart[],
  sum: { readonly milliseconds: number; readonly millimetres: number },
  raw: RawOsm,
): string {
  const seconds = inTenths(parts.map(({ milliseconds }) => milliseconds))
  const metres = inTenths(parts.map(({ millimetres }) => millimetres))
  const rows = parts.map((part, index) => [
    String(index + 1),
    `${PART_NAMES[part.kind]}${part.restricted ? ' (private)' : ''}`,
    part.wayId === null ? '' : (streetName(raw, part.wayId) ?? ''),
    part.wayId === null ? '' : `way/${part.wayId}`,
    seconds[index]!,
    metres[index]!,
  ])
  rows.push(['', 'together', '', '', (sum.milliseconds / 1000).toFixed(1), (sum.millimetres / 1000).toFixed(1)])
  return textTable(
    [
      { title: '#', right: true },
      { title: 'part' },
      { title: 'street' },
      { title: 'OSM way' },
      { title: 'seconds', right: true },
      { title: 'metres', right: true },
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

function minutes(seconds: number): string {
  const whole = Math.round(seconds)
  return `${Math.floor(whole / 60)} min ${String(whole % 60).padStart(2, '0')} s (${seconds.toFixed(1)} s)`
}
