// The two pictures of a poster: a schematic of rings by walking time, and a map. Content in, SVG elements out.

import type { AccessReport } from '../../answer/access-report.ts'
import type { Basemap } from '../../answer/basemap.ts'
import { localScale, type PolygonRings } from '../../foundation/geo.ts'
import { farthestMetres } from '../../foundation/limits.ts'
import { type BoundingBox, RADIANS_PER_DEGREE } from '../../foundation/units.ts'
import type { Lang } from '../../words/words.ts'
import { drawGround, drawPlaceNames, drawScaleAndNorth } from '../drawing/drawing-basemap.ts'
import { INK, QUIET_INK } from '../drawing/drawing-colours.ts'
import { drawingFrame } from '../drawing/drawing-frame.ts'
import { polygonsPath } from '../drawing/drawing-path.ts'
import { textWidthEm } from '../drawing/drawing-text.ts'
import { limitWords } from '../pages/report-facts.ts'
import { escapeText } from '../text/html-text.ts'
import type { PosterContent, PosterItem } from './poster-content.ts'
import { glyphBadge } from './poster-glyphs.ts'

/** Area that can be reached within a limit, for drawing. */
export interface PosterRing {
  /** One of the report's limits. */
  readonly limit: number
  readonly polygons: readonly PolygonRings[]
}

const ACCENT = '#16425f'
const RING_FILLS = ['#b9d7ea', '#d3e6f2', '#e9f2f8', '#f3f8fb']
const BADGE = 48
const LABEL = 42

interface Placed {
  readonly item: PosterItem
  readonly x: number
  readonly y: number
}

/** Minutes (whole, rounded up: nobody is promised less) or metres in tens. */
export function lengthText(report: AccessReport, length: number): string {
  return String(
    report.options.basis === 'time' ? Math.max(1, Math.ceil(length - 1e-9)) : Math.max(10, Math.ceil(length / 10) * 10),
  )
}

/** Rings by walking time around "you are here"; every kind at its time and rough direction. */
export function schematicFigure(
  report: AccessReport,
  content: PosterContent,
  lang: Lang,
  centreX: number,
  centreY: number,
  radius: number,
): string {
  const { limits } = report.options
  const largest = limits[limits.length - 1]!
  let svg = ''
  for (let index = limits.length - 1; index >= 0; index--) {
    const r = Math.round((radius * limits[index]!) / largest)
    svg += `<circle cx="${centreX}" cy="${centreY}" r="${r}" fill="${RING_FILLS[Math.min(index, RING_FILLS.length - 1)]}" stroke="#fff" stroke-width="8"/>`
  }
  const placed = placeAround(content, centreX, centreY, radius, largest)
  for (const { x, y } of placed) {
    svg += `<path d="M${centreX} ${centreY}L${x} ${y}" stroke="${ACCENT}" stroke-width="4" stroke-dasharray="4 14" stroke-linecap="round" opacity=".55"/>`
  }
  const labels = ringLabels(report, placed, lang, centreX, centreY, radius)
  svg += labels.map((one) => one.svg).join('')
  svg += here(centreX, centreY)
  const taken: Box[] = [[centreX - 70, centreY - 70, centreX + 70, centreY + 70], ...labels.map((one) => one.box)]
  return svg + badgesAndLabels(report, placed, lang, taken, 2100)
}

/** Limits written on their rings, on that side of the middle where there is most room. */
function ringLabels(
  report: AccessReport,
  placed: readonly Placed[],
  lang: Lang,
  centreX: number,
  centreY: number,
  radius: number,
): { svg: string; box: Box }[] {
  const { limits } = report.options
  const largest = limits[limits.length - 1]!
  const at = (limit: number, side: readonly [number, number]) => {
    const r = (radius * limit) / largest
    return { x: Math.round(centreX + side[0] * r), y: Math.round(centreY + side[1] * r) }
  }
  const room = (side: readonly [number, number]) =>
    Math.min(
      ...limits.flatMap((limit) =>
        placed.map((one) => Math.hypot(one.x - at(limit, side).x, one.y - at(limit, side).y)),
      ),
    )
  const wordsOf = new Map(limits.map((limit) => [limit, limitWords(report, limit)[lang]]))
  const halfWidth = (limit: number) => Math.round((textWidthEm(wordsOf.get(limit)!) * 40) / 2 + 22)
  // Side by side the labels of near rings would cover each other.
  const fits = ([x]: readonly [number, number]) =>
    x === 0 ||
    limits.every(
      (limit, i) =>
        i === 0 || (radius * (limit - limits[i - 1]!)) / largest > halfWidth(limit) + halfWidth(limits[i - 1]!),
    )
  const sides: readonly (readonly [number, number])[] = [
    [0, 1],
    [-1, 0],
    [1, 0],
    [0, -1],
  ]
  const best = sides.filter(fits).reduce((a, b) => (room(b) > room(a) + 1e-9 ? b : a))
  return limits.map((limit) => {
    const { x, y } = at(limit, best)
    const words = wordsOf.get(limit)!
    const half = halfWidth(limit)
    return {
      svg: `<rect x="${x - half}" y="${y - 32}" width="${2 * half}" height="64" rx="32" fill="#fff"/><text x="${x}" y="${y + 14}" font-size="40" text-anchor="middle" fill="${ACCENT}" font-weight="600">${words}</text>`,
      box: [x - half, y - 32, x + half, y + 32],
    }
  })
}

function here(x: number, y: number): string {
  return `<circle cx="${x}" cy="${y}" r="56" fill="#c2410c" stroke="#fff" stroke-width="10"/><path d="M${x} ${y - 26}a20 20 0 0 1 20 20c0 14-12 24-20 34-8-10-20-20-20-34a20 20 0 0 1 20-20z" fill="#fff"/><circle cx="${x}" cy="${y - 6}" r="8" fill="#c2410c"/>`
}

/** Kinds around the middle: nearest first, turned aside a little where another one is in the way. */
function placeAround(
  content: PosterContent,
  centreX: number,
  centreY: number,
  radius: number,
  largest: number,
): Placed[] {
  const placed: Placed[] = []
  const [lon0, lat0] = content.lonLat
  const { metresPerDegreeLon, metresPerDegreeLat } = localScale(lat0)
  for (const item of content.items) {
    const dx = (item.facility.lonLat[0] - lon0) * metresPerDegreeLon
    const dy = (item.facility.lonLat[1] - lat0) * metresPerDegreeLat
    const r = Math.max(130, Math.min(radius - BADGE, (radius * item.length) / largest))
    const bearing = Math.atan2(dx, dy)
    let best = { x: 0, y: 0, room: -Infinity }
    for (let turn = 0; turn <= 180; turn += 5) {
      for (const sign of turn === 0 ? [1] : [1, -1]) {
        const angle = bearing + sign * turn * RADIANS_PER_DEGREE
        const x = Math.round(centreX + r * Math.sin(angle))
        const y = Math.round(centreY - r * Math.cos(angle))
        const room = Math.min(Infinity, ...placed.map((other) => Math.hypot(other.x - x, other.y - y)))
        if (room > best.room + 1e-9 && best.room < 2.3 * BADGE) best = { x, y, room }
      }
      if (best.room >= 2.3 * BADGE) break
    }
    placed.push({ item, x: best.x, y: best.y })
  }
  return placed
}

type Box = readonly [left: number, top: number, right: number, bottom: number]

/** Signs with the kind and its minutes beside them, where that does not hide another one. */
function badgesAndLabels(
  report: AccessReport,
  placed: readonly Placed[],
  lang: Lang,
  taken: readonly Box[],
  width: number,
): string {
  const boxes: Box[] = [...taken, ...placed.map(({ x, y }): Box => [x - BADGE, y - BADGE, x + BADGE, y + BADGE])]
  let badges = ''
  let labels = ''
  placed.forEach(({ item, x, y }, index) => {
    badges += glyphBadge(item.category, item.theme, x, y, BADGE, ACCENT)
    const text = `${item.kind[lang]} ${lengthText(report, item.length)}${report.options.basis === 'time' ? '′' : ' m'}`
    const w = textWidthEm(text) * LABEL
    const spots: readonly (readonly [Box, string, number])[] = [
      [[x + BADGE + 12, y - 26, x + BADGE + 12 + w, y + 26], 'start', x + BADGE + 12],
      [[x - BADGE - 12 - w, y - 26, x - BADGE - 12, y + 26], 'end', x - BADGE - 12],
      [[x - w / 2, y + BADGE + 4, x + w / 2, y + BADGE + 54], 'middle', x],
      [[x - w / 2, y - BADGE - 54, x + w / 2, y - BADGE - 4], 'middle', x],
    ]
    const own = taken.length + index
    const free = spots.find(
      ([box]) => box[0] > 60 && box[2] < width - 60 && !boxes.some((other, i) => i !== own && overlap(box, other)),
    )
    if (free === undefined) return
    boxes.push(free[0])
    const baseline = Math.round((free[0][1] + free[0][3]) / 2 + 14)
    labels += `<text x="${Math.round(free[2])}" y="${baseline}" text-anchor="${free[1]}">${escapeText(text)}</text>`
  })
  return `${badges}<g font-size="${LABEL}" fill="${INK}" font-weight="600" stroke="#fff" stroke-width="10" stroke-linejoin="round" paint-order="stroke">${labels}</g>`
}

function overlap(a: Box, b: Box): boolean {
  return a[0] < b[2] && b[0] < a[2] && a[1] < b[3] && b[1] < a[3]
}

/** A true map around the place with the rings that the walking network gave. */
export function mapFigure(
  report: AccessReport,
  basemap: Basemap,
  content: PosterContent,
  rings: readonly PosterRing[],
  lang: Lang,
  at: { readonly x: number; readonly y: number; readonly width: number; readonly height: number },
): string {
  const frame = drawingFrame(mapBox(report, content, rings), {
    width: at.width,
    lowest: at.height / at.width,
    highest: at.height / at.width,
    margin: 0.08,
  })
  const { limits } = report.options
  let svg = drawGround(basemap, frame)
  const ordered = [...rings].sort((a, b) => b.limit - a.limit)
  for (const ring of ordered) {
    const index = Math.max(0, limits.indexOf(ring.limit))
    svg += `<path d="${polygonsPath(ring.polygons, frame, 2)}" fill="#4a88b3" fill-opacity="${index === 0 ? 0.26 : 0.16}" stroke="${ACCENT}" stroke-width="5" stroke-opacity=".7"/>`
  }
  const placed = content.items.map((item) => ({
    item,
    x: Math.round(frame.xOf(item.facility.lonLat[0])),
    y: Math.round(frame.yOf(item.facility.lonLat[1])),
  }))
  const x = Math.round(frame.xOf(content.lonLat[0]))
  const y = Math.round(frame.yOf(content.lonLat[1]))
  svg += drawPlaceNames(basemap.places, frame, lang, 6)
  svg += here(x, y)
  svg += badgesAndLabels(report, placed, lang, [[x - 60, y - 60, x + 60, y + 60]], at.width)
  svg += drawScaleAndNorth(frame)
  return (
    `<svg x="${at.x}" y="${at.y}" width="${at.width}" height="${at.height}" viewBox="0 0 ${frame.width} ${frame.height}" preserveAspectRatio="xMidYMid slice">${svg}</svg>` +
    `<rect x="${at.x}" y="${at.y}" width="${at.width}" height="${at.height}" fill="none" stroke="${QUIET_INK}" stroke-opacity=".35" stroke-width="3"/>`
  )
}

/** The place, the facilities named and the rings, all in one box around the place. */
function mapBox(report: AccessReport, content: PosterContent, rings: readonly PosterRing[]): BoundingBox {
  const [lon0, lat0] = content.lonLat
  const { metresPerDegreeLon, metresPerDegreeLat } = localScale(lat0)
  let reach = 250
  const take = (lon: number, lat: number) => {
    reach = Math.max(reach, Math.abs(lon - lon0) * metresPerDegreeLon, Math.abs(lat - lat0) * metresPerDegreeLat)
  }
  for (const { facility } of content.items) take(facility.lonLat[0], facility.lonLat[1])
  for (const ring of rings)
    for (const polygon of ring.polygons) for (const [lon, lat] of polygon[0] ?? []) take(lon, lat)
  const { basis, limits, profile } = report.options
  const largest = limits[limits.length - 1]!
  // Nothing beyond a straight walk can matter.
  reach = Math.min(reach, farthestMetres(basis, largest, profile, report.network.slopes !== undefined))
  const dLon = reach / metresPerDegreeLon
  const dLat = reach / metresPerDegreeLat
  return [lon0 - dLon, lat0 - dLat, lon0 + dLon, lat0 + dLat]
}
