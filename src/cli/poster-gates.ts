// The gates of blocks as places for posters: each with its name and the walks from that gate alone.

import type { LoadedInputs } from './inputs/loaded-inputs.ts'
import type { AccessAnalysis, BlockRecord, LonLat, PosterPlace, PosterWalk } from './library.ts'

/** A gate's page. */
export interface GatePage {
  /** `<block>-gate-<n>`: n counts from 1, from west to east. */
  readonly id: string
  /** Which side of its block the gate is on, such as "north gate". */
  readonly side: string
  /** `null` where the gate is not linked to a street: nothing can be said from there. */
  readonly place: PosterPlace | null
}

const SIDES = {
  en: ['east', 'north-east', 'north', 'north-west', 'west', 'south-west', 'south', 'south-east'],
  zh: ['东', '东北', '北', '西北', '西', '西南', '南', '东南'],
} as const

/** Pages for the gates of some blocks (indexes into the report), in order; none for a block without gates. */
export function gatePages(
  { library, area, facilities, blocks }: LoadedInputs,
  { report, study }: AccessAnalysis,
  chosen: readonly number[],
  lang: 'en' | 'zh',
): ReadonlyMap<number, readonly GatePage[]> {
  const recordOf = new Map(blocks.blocks.map((block) => [block.id, block]))
  const gates = chosen.flatMap((index) => {
    const record = recordOf.get(report.blocks[index]!.id)!
    // Ids that no block can have twice, whatever the blocks are called.
    return record.gates.map((lonLat, gate) => ({ index, gate, lonLat, record, key: `${index}/${gate}` }))
  })
  const pages = new Map<number, GatePage[]>()
  if (gates.length === 0) return pages
  const gateBlocks = gates.map(({ record, lonLat, key }) => {
    return { ...record, id: key, lonLat, polygons: null, landSquareMetres: null, gates: [], buildings: [] }
  })
  const { profile, maxLinkMetres, direction, categories } = study
  const gateStudy = library.prepareStudy(area.network, facilities.facilities, gateBlocks, {
    profile,
    maxLinkMetres,
    direction,
    categories,
    demand: 'point',
  })
  const { basis, limits } = report.options
  const explain = library.createWalkExplainer(gateStudy, basis, limits.at(-1)!)
  for (const { index, gate, lonLat, record, key } of gates) {
    const walks: PosterWalk[] = []
    let isLinked = true
    for (const category of categories) {
      const walk = explain(key, category)
      if (walk === undefined || walk.status === 'unlinked') isLinked = false
      else if (walk.to !== null) {
        const { facilityId, seconds, metres } = walk.to
        walks.push({ category, facilityId, length: basis === 'time' ? seconds / 60 : metres })
      }
    }
    const held = pages.get(index) ?? []
    pages.set(index, held)
    const side = sideName(record, lonLat, lang)
    const name = lang === 'zh' ? `${record.name ?? record.id} ${side}` : `${record.name ?? record.id}, ${side}`
    held.push({ id: `${record.id}-gate-${gate + 1}`, side, place: isLinked ? { name, lonLat, walks } : null })
  }
  for (const held of pages.values()) numberAlike(held, lang)
  return pages
}

/** A gate that is this far towards both sides, measured in halves of the block, is at its corner. */
const CORNER = 0.8
/** The same for a block without an outline: half of a quarter turn, as a slope. */
const CORNER_SLOPE = Math.SQRT2 - 1

/** The side of the block, one of eight: of the box around its outline; without one, seen from its point. */
function sideName({ lonLat, polygons }: BlockRecord, [lon, lat]: LonLat, lang: 'en' | 'zh'): string {
  let [lon0, lat0] = lonLat
  let halfEast = 1 / Math.cos((lat0 * Math.PI) / 180)
  let halfNorth = 1
  const corners = polygons?.flatMap((rings) => rings[0] ?? []) ?? []
  if (corners.length > 0) {
    let [west, south, east, north] = [Infinity, Infinity, -Infinity, -Infinity]
    for (const [x, y] of corners) {
      west = Math.min(west, x)
      south = Math.min(south, y)
      east = Math.max(east, x)
      north = Math.max(north, y)
    }
    ;[lon0, lat0, halfEast, halfNorth] = [
      (west + east) / 2,
      (south + north) / 2,
      (east - west) / 2,
      (north - south) / 2,
    ]
  }
  const x = (lon - lon0) / halfEast
  const y = (lat - lat0) / halfNorth
  const least = Math.min(Math.abs(x), Math.abs(y))
  const most = Math.max(Math.abs(x), Math.abs(y))
  const atCorner = least > 0 && (corners.length > 0 ? least >= CORNER : least >= CORNER_SLOPE * most)
  const toEast = atCorner || Math.abs(x) > Math.abs(y) ? Math.sign(x) : 0
  const toNorth = atCorner || Math.abs(y) >= Math.abs(x) ? Math.sign(y) : 0
  const side = SIDES[lang][((Math.round(Math.atan2(toNorth, toEast) / (Math.PI / 4)) + 8) % 8) as 0]
  return lang === 'zh' ? `${side}门` : `${side} gate`
}

/** Two gates on the same side get numbers. */
function numberAlike(pages: GatePage[], lang: 'en' | 'zh'): void {
  const count = new Map<string, number>()
  for (const { side } of pages) count.set(side, (count.get(side) ?? 0) + 1)
  const next = new Map<string, number>()
  pages.forEach((page, at) => {
    if (count.get(page.side) === 1) return
    const number = (next.get(page.side) ?? 0) + 1
    next.set(page.side, number)
    const more = lang === 'zh' ? `（${number}）` : ` ${number}`
    const place = page.place === null ? null : { ...page.place, name: page.place.name + more }
    pages[at] = { ...page, side: page.side + more, place }
  })
}
