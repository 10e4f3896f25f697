// What the interactive map is made of, packed for a page: numbers in columns, positions as differences. Report in, plain data out.
// It does not know how a page looks.

import type { AccessReport } from '../../answer/access-report.ts'
import { ACCESS_REACHED, ACCESS_UNLINKED } from '../../answer/access-table.ts'
import type { Basemap } from '../../answer/basemap.ts'
import type { CompoundShapes } from '../../answer/compound-shapes.ts'
import { blockAmount } from '../../answer/measured-places.ts'
import { STABILITY_BORDERLINE } from '../../answer/stability.ts'
import { VERDICT_NAMES, verdictOfShare } from '../../answer/verdict-share.ts'
import type { WalkRoute } from '../../answer/walk-route.ts'
import type { PolygonRings } from '../../foundation/geo.ts'
import type { ShapeColumns } from '../../foundation/shape-columns.ts'
import { E7, type LonLat } from '../../foundation/units.ts'
import { named, percentText, say, type Words } from '../../words/words.ts'
import { shapesAreClosed } from '../drawing/drawing-basemap.ts'
import { meanShare } from '../drawing/drawing-category-map.ts'
import { isolateName } from '../text/html-text.ts'
import { BEYOND, NO_DATA, type PageBlocks, pageBlocks, UNLINKED } from './map-html-blocks.ts'
import { PLACES_SAID, packPlaces } from './map-html-places.ts'
import { packPlan } from './map-html-plan.ts'
import { packScenario } from './map-html-scenario.ts'
import { packStandard } from './map-html-standard.ts'
import { categoryWords, creditWords, limitWords, unitWords } from './report-facts.ts'

/** Positions in a page: 1e-6 degrees. */
const PAGE_E6 = 1e6
/** Lines or rings as differences of whole 1e-6 degrees: first position, then steps. */
type PackedShapes = readonly (readonly number[])[]

/** All data of the map page, ready for JSON. */
export function mapPageData(
  report: AccessReport,
  basemap: Basemap,
  routes: readonly WalkRoute[],
  mostBlocks: number,
  studyArea: readonly PolygonRings[] | null = null,
): Record<string, unknown> {
  const blocks = pageBlocks(report, mostBlocks)
  const { categories, options } = report
  const groups = groupsOf(report)
  const standard = packStandard(report, blocks)
  return {
    time: options.basis === 'time',
    credit: creditWords(report),
    limits: options.limits,
    limitWords: options.limits.map((limit) => limitWords(report, limit)),
    categories: categories.map(categoryWords),
    open: standard === null ? String(openingKind(report)) : 'd',
    standard,
    groups: groups.map(unitWords),
    own: ownGroups(report, groups),
    summed: blocks.isSummed ? report.blocks.length : 0,
    blocks: {
      names: blocks.names,
      ids: blocks.ids,
      centres: packLine(blocks.centres),
      rings: blocks.polygons.map((polygons) => (polygons === null ? 0 : packPolygons(polygons))),
      people: groups.map((group) => blocks.members.map((members) => sumOf(report, members, group))),
      walks: categories.map((_, c) => blocks.members.map((members) => walkOf(report, members, c)[0])),
      nearest: categories.map((_, c) => blocks.members.map((members) => walkOf(report, members, c)[1])),
      verdicts: categories.map((_, c) =>
        options.limits.map((_, l) => blocks.members.map((members) => verdictLetter(report, members, c, l)).join('')),
      ),
      borderline: categories.map((_, c) =>
        options.limits.map((_, l) => blocks.members.map((members) => borderlineLetter(report, members, c, l)).join('')),
      ),
    },
    facilities: {
      names: report.facilities.map((facility) => (facility.name === null ? 0 : isolateName(facility.name))),
      ids: report.facilities.map((facility) => isolateName(facility.id)),
      category: report.facilities.map((facility) => categories.findIndex((one) => one.id === facility.category)),
      places: packLine(report.facilities.map((facility) => facility.lonLat)),
      linked: report.facilities.map((facility) => (facility.linkStatus === 'linked' ? 1 : 0)),
    },
    ...packPlaces(report, blocks),
    coverage: coverageCells(report, groups),
    compounds: packCompounds(report.compoundShapes),
    compoundsLeftOut: report.compoundShapes?.leftOut ?? 0,
    plan: packPlan(report, blocks) ?? packScenario(report, blocks),
    studyArea: packPolygons(studyArea ?? []),
    routes: packRoutes(report, blocks, routes),
    ground: packGround(basemap),
    words: pageWords(report),
  }
}

/** `b` for a verdict that is borderline; squares that sum several blocks have none. */
function borderlineLetter(
  { table }: AccessReport,
  members: readonly number[],
  category: number,
  limit: number,
): string {
  const cell = (members[0]! * table.categoryCount + category) * table.limitCount + limit
  return members.length === 1 && table.stability?.[cell] === STABILITY_BORDERLINE ? 'b' : '-'
}

/** The kind that the map opens on where no standard was asked for: the weakest that the data have. */
function openingKind({ facts }: AccessReport): number {
  return facts.limits.at(-1)?.ranking[0] ?? 0
}

/** Population groups that any block knows, people first, and whatever else speaks for a kind. */
function groupsOf(report: AccessReport): string[] {
  const groups = new Set<string>()
  for (const block of report.blocks) {
    for (const [group, value] of Object.entries(block.people)) if (value !== null) groups.add(group)
  }
  const sorted = [...groups].sort((a, b) => Number(b === 'population') - Number(a === 'population') || (a < b ? -1 : 1))
  const spoken = report.coverage.flatMap(({ headline }) => (headline === null ? [] : [headline]))
  const all = new Set([...sorted, ...spoken])
  return all.size === 0 ? ['blocks'] : [...all]
}

/** By category: number of the group whose share speaks for it; the first where none does. */
function ownGroups({ categories, coverage, options }: AccessReport, groups: readonly string[]): number[] {
  const largest = options.limits.at(-1)
  const headlines = new Map(coverage.flatMap((one) => (one.limit === largest ? [[one.category, one.headline]] : [])))
  return categories.map(({ id }) => Math.max(0, groups.indexOf(headlines.get(id) ?? '')))
}

function sumOf(report: AccessReport, members: readonly number[], group: string): number {
  let sum = -1
  for (const block of members) {
    const value = blockAmount(report.blocks[block]!, group)
    if (value !== null) sum = Math.max(0, sum) + value
  }
  return sum < 0 ? -1 : Math.round(sum)
}

/** Walk (tenths of minutes, or metres) and nearest facility; of the middle one where blocks are summed. */
function walkOf(report: AccessReport, members: readonly number[], category: number): [walk: number, facility: number] {
  const { status, walkSeconds, walkMetres, facility, categoryCount } = report.table
  if (report.categories[category]!.facilities === 0) return [NO_DATA, -1]
  const isTime = report.options.basis === 'time'
  const lengths = members
    .map((block) => block * categoryCount + category)
    .filter((row) => status[row] !== ACCESS_UNLINKED)
    .map((row) => ({
      row,
      length: status[row] === ACCESS_REACHED ? (isTime ? walkSeconds[row]! / 6 : walkMetres[row]!) : Infinity,
    }))
    .sort((a, b) => a.length - b.length || a.row - b.row)
  const middle = lengths[Math.floor((lengths.length - 1) / 2)]
  if (middle === undefined) return [UNLINKED, -1]
  return middle.length === Infinity ? [BEYOND, -1] : [Math.round(middle.length), facility[middle.row]!]
}

/** First letter of the verdict (`n`: no data), `k` where it is unknown; of squares by the mean of their blocks. */
function verdictLetter(report: AccessReport, members: readonly number[], category: number, limit: number): string {
  const { categoryCount, limitCount } = report.table
  if (report.categories[category]!.facilities === 0) return 'n'
  const cell = (members[0]! * categoryCount + category) * limitCount + limit
  const name =
    members.length === 1
      ? VERDICT_NAMES[report.facts.verdict[cell]!]!
      : verdictOfShare(meanShare(report, members, category, limit))
  return name === 'unknown' ? 'k' : name[0]!
}

/**
 * `[category][limit][group]` = covered, total, per cent as text, share in thousandths; `0` where there is no share, `-1` where the
 * data have no facility of the kind.
 */
function coverageCells(report: AccessReport, groups: readonly string[]): unknown {
  const cells = new Map(report.coverage.map((one) => [`${one.category} ${one.limit}`, one.shares]))
  return report.categories.map((category) =>
    report.options.limits.map((limit) =>
      groups.map((group) => {
        if (category.facilities === 0) return -1
        const share = cells.get(`${category.id} ${limit}`)?.find((one) => one.measure === group)
        if (share === undefined || share.total <= 0) return 0
        // What the report says in words is said here in the same words.
        return [
          Math.round(share.covered),
          Math.round(share.total),
          percentText(share.share),
          Math.round((share.share ?? 0) * 1000),
        ]
      }),
    ),
  )
}

/** Closed compounds: outlines, and gates by whether somebody can pass them today. */
function packCompounds(compounds: CompoundShapes | undefined) {
  return (compounds?.shapes ?? []).map(({ id, name, outline, gates }) => ({
    name: isolateName(name ?? id),
    rings: packPolygons(outline),
    gates: packLine(gates.map(({ lonLat }) => lonLat)),
    open: gates.map(({ state, who }) => (state === 'open' && who !== 'none' ? 1 : 0)),
  }))
}

function packPolygons(polygons: readonly PolygonRings[]) {
  return polygons.map((rings) => rings.map(packLine))
}

function packLine(positions: readonly LonLat[]): number[] {
  const packed: number[] = []
  let lon = 0
  let lat = 0
  for (const position of positions) {
    const x = Math.round(position[0] * PAGE_E6)
    const y = Math.round(position[1] * PAGE_E6)
    packed.push(x - lon, y - lat)
    lon = x
    lat = y
  }
  return packed
}

/** Lines of a basemap, near pieces only as fine as a screen shows. */
function packShapes(shapes: ShapeColumns): PackedShapes {
  const { offset, lonE7, latE7 } = shapes
  const packed: number[][] = []
  for (let s = 0; s + 1 < offset.length; s++) {
    const line: LonLat[] = []
    for (let i = offset[s]!; i < offset[s + 1]!; i++) line.push([lonE7[i]! / E7, latE7[i]! / E7])
    packed.push(packLine(line))
  }
  return packed
}

/** Buildings are left out of a page where there are more. */
const MOST_BUILDINGS = 12_000

function packGround(basemap: Basemap): Record<string, unknown> {
  const { streets } = basemap
  return {
    box: basemap.box,
    major: packShapes(streets.major),
    minor: packShapes(streets.minor),
    path: packShapes(streets.path),
    steps: packShapes(streets.steps),
    railway: packShapes(basemap.railway),
    waterway: packShapes(basemap.waterway),
    water: packShapes(basemap.water),
    green: packShapes(basemap.green),
    buildings: basemap.buildings.offset.length - 1 > MOST_BUILDINGS ? [] : packShapes(basemap.buildings),
    coast: packShapes(basemap.coastline),
    island: shapesAreClosed(basemap.coastline),
    places: basemap.places.map(({ lonLat, name, nameZh, nameEn, rank }) => ({
      at: lonLat,
      rank,
      ...named(isolateName(nameEn ?? name), isolateName(nameZh ?? name)),
    })),
  }
}

function packRoutes(report: AccessReport, blocks: PageBlocks, routes: readonly WalkRoute[]): Record<string, number[]> {
  const packed: Record<string, number[]> = Object.create(null) as Record<string, number[]>
  if (blocks.isSummed) return packed
  const blockIndex = new Map(report.blocks.map((block, index) => [block.id, index]))
  const categoryIndex = new Map(report.categories.map((category, index) => [category.id, index]))
  for (const { blockId, category, line } of routes) {
    const b = blockIndex.get(blockId)
    const c = categoryIndex.get(category)
    if (b !== undefined && c !== undefined && line.length > 1) packed[`${b} ${c}`] = packLine(line)
  }
  return packed
}

/** Sentences that the page's script says, with the places that they leave open. */
const SAID = [
  ...(['map_pick', 'map_walks', 'map_lines', 'map_close', 'map_nogl', 'map_no_result', 'unknown'] as const),
  ...(['met', 'partial', 'unmet', 'unknown_verdict', 'minutes', 'metres', 'over', 'within', 'map_serves'] as const),
  ...([
    'map_covered',
    'block',
    'facility',
    'left_unlinked',
    'no_data',
    'no_facility',
    'facility_unlinked',
    'map_borderline',
  ] as const),
  ...(['blocks_short', 'unnamed', 'none', 'map_served_by', 'map_people', 'map_clauses', 'map_without_data'] as const),
  ...(['map_size_unknown', 'map_compound', 'map_compound_gates', 'map_gates_unknown', 'map_nothing_judged'] as const),
  ...(['map_coloured'] as const),
]

/** Words that the page's script writes. */
function pageWords({ capacity }: AccessReport): Record<string, Words> {
  // Without parts a sentence keeps its placeholders; the script fills plain ones, so that these sentences have no forms ({n|…|…}).
  const said = capacity === undefined ? SAID : [...SAID, ...PLACES_SAID]
  return Object.fromEntries(said.map((key) => [key, say(key)]))
}
