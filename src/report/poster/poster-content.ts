// What a poster says about one block or gate: which kinds are within reach, how far, which are not. Report in, plain data out.

import type { AccessReport } from '../../answer/access-report.ts'
import { ACCESS_REACHED } from '../../answer/access-table.ts'
import type { MeasuredFacility } from '../../answer/measured-places.ts'
import type { LonLat } from '../../foundation/units.ts'
import { problem } from '../../words/problem.ts'
import type { Words } from '../../words/words.ts'
import { categoryWords } from '../pages/report-facts.ts'

/** One walk from a gate, where minutes are to be those of this gate and not the block's. */
export interface PosterWalk {
  readonly category: string
  readonly facilityId: string
  /** Minutes, or metres where the report measures by distance. */
  readonly length: number
}

/** The gate or place that a poster hangs at. */
export interface PosterPlace {
  readonly name: string
  readonly lonLat: LonLat
  /** Walks from here; without them the block's own. */
  readonly walks?: readonly PosterWalk[]
}

/** One kind of facility on a poster. */
export interface PosterItem {
  readonly category: string
  readonly theme: string
  readonly kind: Words
  readonly facility: MeasuredFacility
  /** Minutes or metres. */
  readonly length: number
}

/** Everything that a poster shows. */
export interface PosterContent {
  readonly name: string
  readonly lonLat: LonLat
  /** The nearest of each kind within the largest limit, nearest first; no more than the poster holds. */
  readonly items: readonly PosterItem[]
  /** Kinds within reach that found no room. */
  readonly leftOut: number
  readonly beyond: readonly Words[]
  /** Kinds that were looked at. */
  readonly kinds: number
  readonly isLinked: boolean
}

/** Collects a poster's content. */
export function posterContent(
  report: AccessReport,
  blockIndex: number,
  place: PosterPlace | null,
  categories: readonly string[] | null,
  most: number,
): PosterContent {
  const block = report.blocks[blockIndex]
  if (block === undefined) {
    throw problem(
      'invalid-option',
      'poster.no-block',
      { index: blockIndex, n: report.blocks.length },
      { details: { blockIndex, blocks: report.blocks.length } },
    )
  }
  const largest = report.options.limits[report.options.limits.length - 1] ?? 0
  const items: PosterItem[] = []
  const beyond: Words[] = []
  let kinds = 0
  report.categories.forEach((category, c) => {
    if (category.facilities === 0 || (categories !== null && !categories.includes(category.id))) return
    kinds++
    const kind = categoryWords(category)
    const walk =
      place?.walks === undefined
        ? blockWalk(report, blockIndex, c)
        : gateWalk(place.walks, category.id, facilitiesById(report))
    if (walk === null || walk.length > largest) beyond.push(kind)
    else items.push({ category: category.id, theme: category.theme, kind, ...walk })
  })
  const chosen = chooseItems(items, most)
  return {
    name: place?.name ?? block.name ?? block.id,
    lonLat: place?.lonLat ?? block.lonLat,
    items: chosen,
    leftOut: items.length - chosen.length,
    beyond,
    kinds,
    isLinked: place?.walks !== undefined || block.linkStatus === 'linked',
  }
}

const byReport = new WeakMap<AccessReport, ReadonlyMap<string, MeasuredFacility>>()

/** The facilities of a report by id, put together once for all its posters. */
function facilitiesById(report: AccessReport): ReadonlyMap<string, MeasuredFacility> {
  const held = byReport.get(report)
  if (held !== undefined) return held
  const byId = new Map(report.facilities.map((facility) => [facility.id, facility]))
  byReport.set(report, byId)
  return byId
}

function blockWalk(report: AccessReport, block: number, category: number) {
  const { status, walkSeconds, walkMetres, facility, categoryCount } = report.table
  const row = block * categoryCount + category
  const found = report.facilities[facility[row]!]
  if (status[row] !== ACCESS_REACHED || found === undefined) return null
  return { facility: found, length: report.options.basis === 'time' ? walkSeconds[row]! / 60 : walkMetres[row]! }
}

function gateWalk(walks: readonly PosterWalk[], category: string, byId: ReadonlyMap<string, MeasuredFacility>) {
  let best: { facility: MeasuredFacility; length: number } | null = null
  for (const walk of walks) {
    const facility = byId.get(walk.facilityId)
    if (walk.category !== category || facility === undefined || !(walk.length >= 0)) continue
    if (best === null || walk.length < best.length) best = { facility, length: walk.length }
  }
  return best
}

/** The nearest of every theme first, then the second of every theme, until the poster is full; then by length. */
function chooseItems(items: readonly PosterItem[], most: number): PosterItem[] {
  const byLength = [...items].sort((a, b) => a.length - b.length || (a.category < b.category ? -1 : 1))
  const round = new Map<string, number>()
  const ranked = byLength.map((item) => {
    const turn = round.get(item.theme) ?? 0
    round.set(item.theme, turn + 1)
    return { item, turn }
  })
  ranked.sort((a, b) => a.turn - b.turn || a.item.length - b.item.length)
  const chosen = new Set(ranked.slice(0, most).map((one) => one.item))
  return byLength.filter((item) => chosen.has(item))
}
