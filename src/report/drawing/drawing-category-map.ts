// One category's map: blocks by verdict, facilities, gap areas. What enters: a report and a frame. What leaves: SVG elements.
// It does not draw the ground: every map of a page uses the same one.

import type { AccessReport } from '../../answer/access-report.ts'
import type { Gap } from '../../answer/gap.ts'
import type { MeasuredBlock } from '../../answer/measured-places.ts'
import { type VerdictName, verdictOfShare } from '../../answer/verdict-share.ts'
import { boxAround } from '../../foundation/geo.ts'
import { GAP_LINE, INK, MET, NO_DATA, PAPER, PARTIAL, UNKNOWN, UNMET } from './drawing-colours.ts'
import { type DrawingFrame, UNITS_PER_PIXEL } from './drawing-frame.ts'
import { type MarkShape, markPath, polygonsPath } from './drawing-path.ts'

/** Blocks on a map: all of them, or where there are too many squares that sum them. */
export interface DrawnBlocks {
  /** Where each drawn thing is and what it stands for: block numbers. */
  readonly members: readonly (readonly number[])[]
  /** Path data of the thing as an area; empty for one that is drawn as a mark. */
  readonly areas: readonly string[]
  readonly centres: readonly (readonly [x: number, y: number])[]
  readonly isSummed: boolean
}

/** Paths of blocks, once for all maps of a page. Beyond `most` blocks they are summed in squares. */
export function drawnBlocks(blocks: readonly MeasuredBlock[], frame: DrawingFrame, most: number): DrawnBlocks {
  const centres = blocks.map((block) => [frame.xOf(block.lonLat[0]), frame.yOf(block.lonLat[1])] as const)
  if (blocks.length <= most) {
    return {
      members: blocks.map((_, index) => [index]),
      areas: blocks.map((block) => (block.polygons === null ? '' : polygonsPath(block.polygons, frame, 2))),
      centres,
      isSummed: false,
    }
  }
  const side = 10 * UNITS_PER_PIXEL
  const cells = new Map<string, number[]>()
  centres.forEach(([x, y], index) => {
    const key = `${Math.floor(x / side)},${Math.floor(y / side)}`
    const cell = cells.get(key)
    if (cell === undefined) cells.set(key, [index])
    else cell.push(index)
  })
  const corners = [...cells.keys()].map((key) => key.split(',').map((n) => Number(n) * side) as [number, number])
  const inner = side - UNITS_PER_PIXEL
  return {
    members: [...cells.values()],
    areas: corners.map(([x, y]) => `M${x} ${y}h${inner}v${inner}h-${inner}z`),
    centres: corners.map(([x, y]) => [x + side / 2, y + side / 2] as const),
    isSummed: true,
  }
}

const SHAPES: Readonly<Record<VerdictName, MarkShape>> = {
  met: 'circle',
  partial: 'diamond',
  unmet: 'square',
  unknown: 'triangle',
  'no-data': 'triangle',
}

const PIXEL = UNITS_PER_PIXEL
const AREA_STYLE: Readonly<Record<VerdictName, string>> = {
  met: `fill="${MET}" stroke="#5f93b8"`,
  partial: `fill="url(#lc-partial)" stroke="#a8650c"`,
  unmet: `fill="url(#lc-unmet)" stroke="#6f2705"`,
  unknown: `fill="${UNKNOWN}" fill-opacity=".7" stroke="#6b7680" stroke-dasharray="${2 * PIXEL} ${1.5 * PIXEL}"`,
  'no-data': `fill="${NO_DATA}" fill-opacity=".8" stroke="#8a949c"`,
}
const MARK_STYLE: Readonly<Record<VerdictName, string>> = {
  met: `fill="${MET}" stroke="#3f7ba6" stroke-width="${0.8 * PIXEL}"`,
  partial: `fill="${PARTIAL}" stroke="#7a4706" stroke-width="${PIXEL}"`,
  unmet: `fill="${UNMET}" stroke="#4f1b02" stroke-width="${0.8 * PIXEL}"`,
  unknown: `fill="${UNKNOWN}" stroke="#6b7680" stroke-width="${PIXEL}"`,
  'no-data': `fill="${NO_DATA}" stroke="#8a949c" stroke-width="${PIXEL}"`,
}

/** Patterns that the areas of verdicts refer to; once per page. */
export function verdictPatterns(): string {
  const p = PIXEL
  return (
    `<pattern id="lc-partial" width="${6 * p}" height="${6 * p}" patternUnits="userSpaceOnUse" patternTransform="rotate(45)">` +
    `<rect width="${6 * p}" height="${6 * p}" fill="#fbe3bf"/><rect width="${2.6 * p}" height="${6 * p}" fill="${PARTIAL}"/></pattern>` +
    `<pattern id="lc-unmet" width="${4 * p}" height="${4 * p}" patternUnits="userSpaceOnUse">` +
    `<rect width="${4 * p}" height="${4 * p}" fill="${UNMET}"/><circle cx="${2 * p}" cy="${2 * p}" r="${0.8 * p}" fill="#ffd9c2"/></pattern>`
  )
}

/** Blocks of one category and limit by verdict, as SVG. */
export function drawVerdicts(
  report: AccessReport,
  drawn: DrawnBlocks,
  category: number,
  limit: number,
  frame: DrawingFrame,
): string {
  const areas = noPaths()
  const marks = noPaths()
  const radius = markRadius(drawn.members.length, frame)
  // Outlines must not outweigh what they surround.
  const outline = (drawn.members.length > 800 ? 0.4 : 0.9) * PIXEL
  const isDense = drawn.members.length > DENSE
  const isLacking = report.categories[category]!.facilities === 0
  drawn.members.forEach((members, index) => {
    const verdict = isLacking ? 'no-data' : verdictOfShare(meanShare(report, members, category, limit))
    const area = drawn.areas[index]!
    if (area !== '') areas[verdict] += area
    else {
      const [x, y] = drawn.centres[index]!
      marks[verdict] += isDense ? dotPath(verdict, x, y, radius) : markPath(SHAPES[verdict], x, y, radius)
    }
  })
  const order: readonly VerdictName[] = ['no-data', 'unknown', 'met', 'partial', 'unmet']
  const path = (d: string, style: string) => (d === '' ? '' : `<path d="${d}" ${style}/>`)
  return (
    `<g stroke-width="${outline}">${order.map((verdict) => path(areas[verdict], AREA_STYLE[verdict])).join('')}</g>` +
    order.map((verdict) => path(marks[verdict], isDense ? dotStyle(verdict, radius) : MARK_STYLE[verdict])).join('')
  )
}

function noPaths(): Record<VerdictName, string> {
  return { met: '', partial: '', unmet: '', unknown: '', 'no-data': '' }
}

/** Beyond so many marks they lose their outlines: a tenth of the bytes. */
const DENSE = 600

/** A mark without outline: where it is round or square, a line without length and with a broad end. */
function dotPath(verdict: VerdictName, x: number, y: number, radius: number): string {
  if (verdict === 'met' || verdict === 'unmet') return `M${Math.round(x)} ${Math.round(y)}h0`
  return markPath(SHAPES[verdict], x, y, radius)
}

function dotStyle(verdict: VerdictName, radius: number): string {
  if (verdict === 'met') return `stroke="#5e9ac6" stroke-width="${2 * radius}" stroke-linecap="round"`
  if (verdict === 'unmet') return `stroke="${UNMET}" stroke-width="${1.8 * radius}" stroke-linecap="square"`
  return MARK_STYLE[verdict]
}

/** Marks shrink where there are many. */
function markRadius(count: number, frame: DrawingFrame): number {
  const room = Math.sqrt((frame.width * frame.height) / Math.max(1, count))
  return Math.max(2, Math.min(5, (room * (count > DENSE ? 0.17 : 0.22)) / PIXEL)) * PIXEL
}

/** Share of a group of blocks weighted by people (by number where nobody's people are known); NaN where none is linked. */
export function meanShare(report: AccessReport, members: readonly number[], category: number, limit: number): number {
  const { share, categoryCount, limitCount } = report.table
  const cell = (block: number) => share[(block * categoryCount + category) * limitCount + limit]!
  if (members.length === 1) return cell(members[0]!)
  let weighted = 0
  let weight = 0
  let plain = 0
  let count = 0
  for (const block of members) {
    const value = cell(block)
    if (Number.isNaN(value)) continue
    const people = report.blocks[block]!.people.population ?? 0
    weighted += value * people
    weight += people
    plain += value
    count++
  }
  return weight > 0 ? weighted / weight : count > 0 ? plain / count : Number.NaN
}

/** Facilities of one category: filled diamonds, hollow where they are not linked to the streets. */
export function drawFacilities(report: AccessReport, category: number, frame: DrawingFrame): string {
  const id = report.categories[category]!.id
  let linked = ''
  let unlinked = ''
  const own = report.facilities.filter((facility) => facility.category === id)
  const radius = (own.length > 300 ? 3 : own.length > 80 ? 4 : 5) * PIXEL
  for (const facility of own) {
    const x = frame.xOf(facility.lonLat[0])
    const y = frame.yOf(facility.lonLat[1])
    if (x < 0 || y < 0 || x > frame.width || y > frame.height) continue
    if (facility.linkStatus === 'linked') linked += markPath('diamond', x, y, radius)
    else unlinked += markPath('diamond', x, y, radius)
  }
  return (
    (unlinked === '' ? '' : `<path d="${unlinked}" fill="${PAPER}" stroke="${INK}" stroke-width="${1.2 * PIXEL}"/>`) +
    (linked === '' ? '' : `<path d="${linked}" fill="${INK}" stroke="${PAPER}" stroke-width="${1.4 * PIXEL}"/>`)
  )
}

/** Outlines smaller than this in both directions would only hide what they surround, pixels. */
const LEAST_GAP = 16

function isLargeEnough(gap: Gap, frame: DrawingFrame): boolean {
  const box = boxAround(gap.polygons.flatMap((rings) => rings[0] ?? []))
  if (box === null) return false
  const wide = frame.xOf(box[2]) - frame.xOf(box[0])
  const tall = frame.yOf(box[1]) - frame.yOf(box[3])
  return Math.max(wide, tall) >= LEAST_GAP * PIXEL
}

/** Outlines of gap areas, with the numbers of those that the table beside the map lists. */
export function drawGaps(gaps: readonly Gap[], numbered: readonly Gap[], frame: DrawingFrame): string {
  let path = ''
  for (const gap of gaps) {
    if (isLargeEnough(gap, frame) || numbered.includes(gap)) path += polygonsPath(gap.polygons, frame, 3)
  }
  let badges = ''
  numbered.forEach((gap, index) => {
    const x = Math.round(frame.xOf(gap.centre[0]))
    const y = Math.round(frame.yOf(gap.centre[1]))
    if (x < 0 || y < 0 || x > frame.width || y > frame.height) return
    badges +=
      `<g class="badge"><circle cx="${x}" cy="${y}" r="${9 * PIXEL}" fill="${PAPER}" stroke="${GAP_LINE}" stroke-width="${1.6 * PIXEL}"/>` +
      `<text x="${x}" y="${y + 4.2 * PIXEL}">${index + 1}</text></g>`
  })
  if (path === '') return ''
  return (
    `<path d="${path}" fill="none" stroke="${PAPER}" stroke-width="${3.6 * PIXEL}" stroke-opacity=".8"/>` +
    `<path d="${path}" fill="none" stroke="${GAP_LINE}" stroke-width="${1.8 * PIXEL}" stroke-dasharray="${6 * PIXEL} ${3 * PIXEL}" stroke-linejoin="round"/>` +
    (badges === ''
      ? ''
      : `<g font-size="${12 * PIXEL}" font-weight="700" text-anchor="middle" fill="${GAP_LINE}">${badges}</g>`)
  )
}

/** The sign of a verdict or thing as it stands in a legend. */
export function verdictSwatch(
  kind: VerdictName | 'facility' | 'facility_unlinked' | 'facility_dot' | 'gap_area',
): string {
  const p = PIXEL
  const box = `<svg class="swatch" viewBox="0 0 ${22 * p} ${14 * p}" aria-hidden="true">`
  if (kind === 'facility' || kind === 'facility_unlinked') {
    const style = kind === 'facility' ? `fill="${INK}"` : `fill="${PAPER}" stroke="${INK}" stroke-width="${1.2 * p}"`
    return `${box}<path d="${markPath('diamond', 11 * p, 7 * p, 5 * p)}" ${style}/></svg>`
  }
  if (kind === 'facility_dot') return `${box}<circle cx="${11 * p}" cy="${7 * p}" r="${4.5 * p}" fill="${INK}"/></svg>`
  if (kind === 'gap_area') {
    return `${box}<rect x="${2 * p}" y="${2 * p}" width="${18 * p}" height="${10 * p}" rx="${4 * p}" fill="none" stroke="${GAP_LINE}" stroke-width="${1.8 * p}" stroke-dasharray="${5 * p} ${2.5 * p}"/></svg>`
  }
  return `${box}<rect x="${p}" y="${p}" width="${20 * p}" height="${12 * p}" stroke-width="${0.9 * p}" ${AREA_STYLE[kind]}/></svg>`
}
