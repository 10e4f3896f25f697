// New sites of a plan on a map: numbered in the order of its steps. A plan and a frame in, SVG out. It does not draw the ground.
import type { SitingPlan } from '../../answer/siting-plan.ts'
import { PAPER, SITE_MARK } from './drawing-colours.ts'
import { type DrawingFrame, UNITS_PER_PIXEL } from './drawing-frame.ts'
import { markPath } from './drawing-path.ts'

const PIXEL = UNITS_PER_PIXEL
/** More sites than these are drawn without numbers: they would hide each other. */
const MOST_NUMBERED = 40

/** The sites of one kind. */
export function drawSites({ sites, steps }: SitingPlan, category: string, frame: DrawingFrame): string {
  const own = sites.filter(({ categories }) => categories.includes(category))
  const isNumbered = own.length <= MOST_NUMBERED
  const marks = own.map(({ id, lonLat: [lon, lat] }) => {
    const x = Math.round(frame.xOf(lon))
    const y = Math.round(frame.yOf(lat))
    if (x < 0 || y < 0 || x > frame.width || y > frame.height) return ''
    const radius = (isNumbered ? 17 : 8) * PIXEL
    const mark = `<path d="${markPath('diamond', x, y, radius)}" fill="${SITE_MARK}" stroke="${PAPER}" stroke-width="${1.6 * PIXEL}"/>`
    const number = steps.findIndex(({ siteId }) => siteId === id) + 1
    if (!isNumbered || number === 0) return mark
    return `${mark}<text x="${x}" y="${y + 6 * PIXEL}">${number}</text>`
  })
  const all = marks.join('')
  if (all === '') return ''
  return `<g class="sites" font-size="${17 * PIXEL}" font-weight="700" text-anchor="middle" fill="${PAPER}">${all}</g>`
}

/** The sign of a new site as it stands in a legend. */
export function siteSwatch(): string {
  const p = PIXEL
  return `<svg class="swatch" viewBox="0 0 ${22 * p} ${14 * p}" aria-hidden="true"><path d="${markPath('diamond', 11 * p, 7 * p, 6 * p)}" fill="${SITE_MARK}"/></svg>`
}
