// One remedy on a small map: the gaps that gain, the compound in the way, and the gate, crossing or site itself. A remedy and a basemap in, one SVG out.
// It does not know what a remedy brings.
import type { Basemap } from '../../answer/basemap.ts'
import type { CompoundShape } from '../../answer/compound-shapes.ts'
import type { DiagnosedGap, Remedy } from '../../answer/remedies-report.ts'
import { greatCircleMetres, localScale } from '../../foundation/geo.ts'
import type { BoundingBox, LonLat } from '../../foundation/units.ts'
import { drawGround, drawScaleAndNorth } from './drawing-basemap.ts'
import { COMPOUND, GAP_LINE, INK, PAPER, UNMET } from './drawing-colours.ts'
import { drawingFrame, UNITS_PER_PIXEL } from './drawing-frame.ts'
import { markPath, polygonsPath } from './drawing-path.ts'

/** Metres around a remedy that are shown: so many at least, so many at most, and else as far as the gap that gains most. */
const NEAR_METRES = 350
const FAR_METRES = 1100
/** Beyond the middle of that gap. */
const BESIDE_METRES = 150

/** Height over width. */
const SHAPE = 0.6

const PIXEL = UNITS_PER_PIXEL

/** The drawing, 480 pixels wide; `label` is read aloud in its place. */
export function drawRemedy(
  remedy: Pick<Remedy, 'lonLat' | 'line' | 'kind' | 'compoundId'>,
  gaps: readonly Pick<DiagnosedGap, 'polygons' | 'centre'>[],
  compounds: readonly CompoundShape[],
  basemap: Basemap,
  labelAttribute: string,
): string {
  const toGap =
    gaps[0] === undefined ? 0 : greatCircleMetres(...remedy.lonLat, ...gaps[0].centre) / SHAPE + BESIDE_METRES
  const isSite = remedy.kind === 'new-site' || remedy.kind === 'open-planned'
  const metres = isSite ? FAR_METRES : Math.min(FAR_METRES, Math.max(NEAR_METRES, toGap))
  const frame = drawingFrame(boxAround(remedy.lonLat, metres), {
    width: 480 * PIXEL,
    lowest: SHAPE,
    highest: SHAPE,
    margin: 0,
  })
  const gapPath = gaps.map(({ polygons }) => polygonsPath(polygons, frame, 2)).join('')
  const own = compounds.filter(({ id }) => id === remedy.compoundId)
  const wall = own.map(({ outline }) => polygonsPath(outline, frame, 2)).join('')
  const parts = [
    drawGround(basemap, frame),
    gapPath === ''
      ? ''
      : `<path d="${gapPath}" fill="${UNMET}" fill-opacity=".25" stroke="${GAP_LINE}" stroke-width="${1.2 * PIXEL}" stroke-dasharray="${4 * PIXEL} ${2 * PIXEL}"/>`,
    wall === '' ? '' : `<path d="${wall}" fill="none" stroke="${COMPOUND}" stroke-width="${2.4 * PIXEL}"/>`,
    lineOf(remedy.line, frame.xOf, frame.yOf),
    markOf(remedy, frame.xOf, frame.yOf),
    drawScaleAndNorth(frame),
  ]
  return `<svg class="remedy" role="img"${labelAttribute} viewBox="0 0 ${frame.width} ${frame.height}">${parts.join('')}</svg>`
}

type Axis = (degrees: number) => number

function lineOf(line: readonly LonLat[], xOf: Axis, yOf: Axis): string {
  if (line.length < 2) return ''
  const path = line.map(([lon, lat], at) => `${at === 0 ? 'M' : 'L'}${Math.round(xOf(lon))} ${Math.round(yOf(lat))}`)
  const d = path.join('')
  return `<path d="${d}" fill="none" stroke="${PAPER}" stroke-width="${8 * PIXEL}" stroke-linecap="round"/><path d="${d}" fill="none" stroke="${INK}" stroke-width="${4 * PIXEL}" stroke-linecap="round"/>`
}

/** Gates are squares, sites diamonds, crossings rings around their ends. */
function markOf({ kind, lonLat, line }: Pick<Remedy, 'lonLat' | 'line' | 'kind'>, xOf: Axis, yOf: Axis): string {
  const mark = (shape: 'circle' | 'square' | 'diamond', [lon, lat]: LonLat, radius: number) =>
    `<path d="${markPath(shape, xOf(lon), yOf(lat), radius * PIXEL)}" fill="${PAPER}" stroke="${INK}" stroke-width="${2.5 * PIXEL}"/>`
  if (line.length > 1) return line.map((end) => mark('circle', end, 4)).join('')
  return kind === 'new-site' || kind === 'open-planned' ? mark('diamond', lonLat, 10) : mark('square', lonLat, 8)
}

function boxAround([lon, lat]: LonLat, metres: number): BoundingBox {
  const scale = localScale(lat)
  const halfLon = metres / scale.metresPerDegreeLon
  const halfLat = (metres * SHAPE) / scale.metresPerDegreeLat
  return [lon - halfLon, lat - halfLat, lon + halfLon, lat + halfLat]
}
