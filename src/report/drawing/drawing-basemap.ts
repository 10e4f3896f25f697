// The ground of a map as SVG: water, green, streets. Drawn once per page, used by every map. Knows no verdict.

import type { Basemap, BasemapPlace } from '../../answer/basemap.ts'
import type { ShapeColumns } from '../../foundation/shape-columns.ts'
import type { Lang } from '../../words/words.ts'
import { clipText, escapeText, isolateName } from '../text/html-text.ts'
import {
  BUILDING,
  GREEN,
  INK,
  MAJOR_STREET,
  MAP_GROUND,
  MINOR_STREET,
  PAPER,
  QUIET_INK,
  RAILWAY,
  WATER,
} from './drawing-colours.ts'
import { type DrawingFrame, UNITS_PER_PIXEL } from './drawing-frame.ts'
import { shapesPath } from './drawing-path.ts'
import { textWidthEm } from './drawing-text.ts'

/** How much of the ground is drawn. */
export interface GroundDetail {
  /** Tolerance of lines, drawing units. */
  readonly tolerance: number
  /** Paths and steps are drawn where a pixel is at most so many metres; buildings at a quarter of it. */
  readonly pathMetresPerPixel: number
}

/** What is drawn unless a page has to be kept small. */
export const FULL_GROUND: GroundDetail = { tolerance: 2, pathMetresPerPixel: 14 }

/** The ground as SVG elements that fill the frame. */
export function drawGround(basemap: Basemap, frame: DrawingFrame, detail: GroundDetail = FULL_GROUND): string {
  const metresPerPixel = UNITS_PER_PIXEL / frame.unitsPerMetre
  const close = metresPerPixel <= detail.pathMetresPerPixel
  // Streets grow with the scale, between a hairline and five pixels.
  const width = (metres: number, least: number, most: number) =>
    Math.round(Math.min(most, Math.max(least, metres / metresPerPixel)) * UNITS_PER_PIXEL * 10) / 10
  const area = (shapes: ShapeColumns, fill: string, leastPixels = 1.5) =>
    element(
      shapesPath(shapes, frame, true, { tolerance: detail.tolerance, leastSize: leastPixels * UNITS_PER_PIXEL }),
      `fill="${fill}"`,
    )
  const line = (shapes: ShapeColumns, colour: string, strokeWidth: number, more = '') =>
    element(
      shapesPath(shapes, frame, false, { tolerance: detail.tolerance, leastSize: close ? 0 : 3 * UNITS_PER_PIXEL }),
      `fill="none" stroke="${colour}" stroke-width="${strokeWidth}" stroke-linejoin="round"${more}`,
    )
  const { streets } = basemap
  const dash = ` stroke-dasharray="${3 * UNITS_PER_PIXEL} ${2 * UNITS_PER_PIXEL}"`
  const majorWidth = width(12, 1, 4)
  return [
    `<rect width="${frame.width}" height="${frame.height}" fill="${MAP_GROUND}"/>`,
    seaOf(basemap, frame, detail),
    area(basemap.green, GREEN),
    area(basemap.water, WATER),
    line(basemap.waterway, WATER, width(6, 0.8, 4)),
    metresPerPixel <= detail.pathMetresPerPixel / 4 ? area(basemap.buildings, BUILDING, 2) : '',
    line(
      basemap.railway,
      RAILWAY,
      width(3, 0.6, 1.6),
      ` stroke-dasharray="${6 * UNITS_PER_PIXEL} ${2 * UNITS_PER_PIXEL}"`,
    ),
    close ? line(streets.path, MINOR_STREET, width(2, 0.6, 1.4), dash) : '',
    close
      ? line(streets.steps, MAJOR_STREET, width(2, 0.8, 2), ` stroke-dasharray="${UNITS_PER_PIXEL} ${UNITS_PER_PIXEL}"`)
      : '',
    line(streets.minor, MINOR_STREET, width(7, 0.5, 3.2)),
    line(streets.major, MAJOR_STREET, majorWidth),
    close ? line(streets.bridge, PAPER, width(11, 1.4, 4)) : '',
    close ? line(streets.bridge, MAJOR_STREET, width(7, 0.8, 2.6)) : '',
  ].join('')
}

function element(path: string, attributes: string): string {
  return path === '' ? '' : `<path d="${path}" ${attributes}/>`
}

/** The sea: where every coastline closes to a ring (islands), all that is not land; else the coastline alone. */
function seaOf(basemap: Basemap, frame: DrawingFrame, detail: GroundDetail): string {
  const { coastline } = basemap
  if (coastline.offset.length < 2) return ''
  const closed = shapesAreClosed(coastline)
  const path = shapesPath(coastline, frame, closed, { tolerance: detail.tolerance, leastSize: 0 })
  if (path === '') return ''
  if (!closed) return `<path d="${path}" fill="none" stroke="${WATER}" stroke-width="${2 * UNITS_PER_PIXEL}"/>`
  return `<rect width="${frame.width}" height="${frame.height}" fill="${WATER}"/><path d="${path}" fill="${MAP_GROUND}"/>`
}

/** True where every shape ends where it began. */
export function shapesAreClosed(shapes: ShapeColumns): boolean {
  const { offset, lonE7, latE7 } = shapes
  for (let s = 0; s + 1 < offset.length; s++) {
    const first = offset[s]!
    const last = offset[s + 1]! - 1
    if (lonE7[first] !== lonE7[last] || latE7[first] !== latE7[last]) return false
  }
  return offset.length > 1
}

/** Names of places in one language, as many as do not touch each other. */
export function drawPlaceNames(places: readonly BasemapPlace[], frame: DrawingFrame, lang: Lang, most = 14): string {
  const taken: (readonly [number, number, number, number])[] = []
  const size = 12 * UNITS_PER_PIXEL
  let svg = ''
  const ordered = [...places].sort((a, b) => a.rank - b.rank || (a.name < b.name ? -1 : a.name > b.name ? 1 : 0))
  for (const place of ordered) {
    if (taken.length >= most) break
    const name = isolateName(clipText((lang === 'zh' ? place.nameZh : place.nameEn) ?? place.name, 24))
    const x = Math.round(frame.xOf(place.lonLat[0]))
    const y = Math.round(frame.yOf(place.lonLat[1]))
    const half = textWidthEm(name) * size * 0.5
    const box = [x - half - size, y - size, x + half + size, y + size] as const
    if (box[0] < 0 || box[2] > frame.width || box[1] < 0 || box[3] > frame.height) continue
    if (taken.some((other) => box[0] < other[2] && other[0] < box[2] && box[1] < other[3] && other[1] < box[3]))
      continue
    taken.push(box)
    svg += `<text x="${x}" y="${y}">${escapeText(name)}</text>`
  }
  if (svg === '') return ''
  return `<g font-size="${size}" text-anchor="middle" fill="${QUIET_INK}" stroke="${PAPER}" stroke-width="${3 * UNITS_PER_PIXEL}" stroke-linejoin="round" paint-order="stroke" font-weight="600">${svg}</g>`
}

const NICE = [1, 2, 5]

/** A scale bar with its length in round metres, bottom left, and an arrow to the north, top right. */
export function drawScaleAndNorth(frame: DrawingFrame): string {
  const target = frame.width * 0.2
  let metres = 1
  for (let power = 1; power < 1e6; power *= 10) {
    for (const nice of NICE) if (nice * power * frame.unitsPerMetre <= target) metres = nice * power
  }
  const length = Math.round(metres * frame.unitsPerMetre)
  const label = metres >= 1000 ? `${metres / 1000} km` : `${metres} m`
  const u = UNITS_PER_PIXEL
  const x = 16 * u
  const y = frame.height - 16 * u
  const north = frame.width - 26 * u
  const halo = `stroke="${PAPER}" stroke-width="${3 * u}" paint-order="stroke"`
  return (
    `<g fill="none" stroke="${PAPER}" stroke-width="${5 * u}"><path d="M${x} ${y - 5 * u}v${5 * u}h${length}v-${5 * u}"/></g>` +
    `<path d="M${x} ${y - 5 * u}v${5 * u}h${length}v-${5 * u}" fill="none" stroke="${INK}" stroke-width="${1.5 * u}"/>` +
    `<text x="${x + length / 2}" y="${y - 8 * u}" text-anchor="middle" font-size="${12 * u}" fill="${INK}" ${halo}>${label}</text>` +
    `<path d="M${north} ${14 * u}l${7 * u} ${22 * u}-${7 * u}-${5 * u}-${7 * u} ${5 * u}z" fill="${INK}" stroke="${PAPER}" stroke-width="${1.5 * u}"/>` +
    `<text x="${north}" y="${50 * u}" text-anchor="middle" font-size="${12 * u}" font-weight="600" fill="${INK}" ${halo}>N</text>`
  )
}
