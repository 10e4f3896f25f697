// One explained walk on the terminal. It knows explanations, not how they were made.
import type {
  AccessReport,
  Basis,
  BeyondLimit,
  NamedGate,
  ReportCategory,
  WalkExplanation,
  WalkPart,
} from '../library.ts'
import { type Lang, type Say, sayData, sayIn } from '../words.ts'
import { printable, textTable } from './text-table.ts'
import { groundLines } from './walk-ground.ts'
import { durationText, facilityCalled } from './walk-text.ts'

/** What an explanation says beside the walk itself. */
export interface Surroundings {
  readonly category: ReportCategory
  readonly beyond: BeyondLimit | null
  /** What the walker is called. */
  readonly profile: string
  /** Link status of the block. */
  readonly why: string
  /** The table of parts; see {@link partTable}. */
  readonly parts: string
  readonly gates: readonly NamedGate[]
}

/** One walk for people: from where to where, how far, part by part, and the next-best ones. */
export function explanationText(
  { blocks, options }: AccessReport,
  walk: WalkExplanation,
  { category, beyond, why, parts, profile, gates }: Surroundings,
  lang: Lang,
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
      profile,
      speed: String(options.profile.walkMetresPerSecond),
      limit,
      method: say(`method_${block.demandMethod}`),
      count: block.demandPointCount,
    }),
    '',
  ]
  if (walk.status === 'unlinked') lines.push(say('not_linked', { why: sayData(say, '', why) }))
  else if (walk.status === 'no-data') lines.push(say('beyond_no_data'))
  else if (walk.to === null) {
    lines.push(say('unreached', { category: lang === 'zh' ? name : name.toLowerCase(), limit }))
    if (beyond !== null) lines.push(beyondText(beyond, category, walk.basis, say))
  } else {
    const { facilityId, facilityName, seconds, metres } = walk.to
    lines.push(say('nearest_is', { facility: facilityCalled(facilityId, facilityName, say) }))
    lines.push(
      say('walk_is', { length: durationText(seconds, say), metres: metres.toFixed(1) }),
      ...groundLines(walk, options.profile, say),
      ...gates.map((gate) => gateLine(gate, say)),
      '',
      parts,
    )
  }
  if (walk.nextBest.length > 0) lines.push(say('next_best'))
  for (const { facilityId, facilityName, seconds, metres } of walk.nextBest) {
    const facility = facilityCalled(facilityId, facilityName, say)
    const length = durationText(seconds, say)
    lines.push(say('next_is', { facility, length, metres: metres.toFixed(1) }))
  }
  return `${lines.join('\n')}\n`
}

/** A gate that the walk passes, by name where there is one. */
function gateLine({ regionId, passed, lonLat, compoundName, gateName }: NamedGate, say: Say): string {
  const where = printable(compoundName ?? regionId)
  const place = lonLat.map((degrees) => degrees.toFixed(6)).join(', ')
  const key = passed === 'out' ? 'walk_leaves' : 'walk_enters'
  return say(key, { where, gate: gateName === null ? place : `${printable(gateName)} (${place})` })
}

/** A walk's parts, with the names of their streets; the last row is their sum. */
export function partTable(
  parts: readonly WalkPart[],
  sum: { readonly milliseconds: number; readonly millimetres: number },
  streetName: (wayId: number) => string | undefined,
  say: Say,
): string {
  const seconds = inTenths(parts.map(({ milliseconds }) => milliseconds))
  const metres = inTenths(parts.map(({ millimetres }) => millimetres))
  const rows = parts.map((part, index) => [
    String(index + 1),
    `${say(`part_${part.kind}`)}${part.restricted ? say('private') : ''}`,
    part.wayId === null ? '' : (streetName(part.wayId) ?? ''),
    part.wayId === null ? '' : part.wayId < 0 ? `relation/${-part.wayId}` : `way/${part.wayId}`,
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

/** How far the nearest beyond the limit is, as a sentence. */
function beyondText(
  { searchedLimit, nearest }: BeyondLimit,
  { facilities, linkedFacilities }: ReportCategory,
  basis: Basis,
  say: Say,
): string {
  if (facilities === 0) return say('beyond_no_data')
  if (linkedFacilities === 0) return say('beyond_not_linked', { n: facilities })
  if (nearest === null) {
    return say('beyond_none', { limit: say(basis === 'time' ? 'limit_minutes' : 'limit_metres', { n: searchedLimit }) })
  }
  const { facilityId, facilityName, seconds, metres } = nearest
  return say('beyond_nearest', {
    facility: facilityCalled(facilityId, facilityName, say),
    length: durationText(seconds, say),
    metres: metres.toFixed(1),
  })
}
