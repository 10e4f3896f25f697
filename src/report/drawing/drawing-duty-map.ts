// Blocks by the part of their duties that they meet, on one map. Completeness and a frame in, SVG out. It does not draw the ground.
import type { MeasuredBlock } from '../../answer/measured-places.ts'
import type { BlockCompleteness } from '../../answer/verdicts.ts'
import type { DrawnBlocks } from './drawing-category-map.ts'
import { BANDS, UNKNOWN } from './drawing-colours.ts'
import { type DrawingFrame, UNITS_PER_PIXEL } from './drawing-frame.ts'
import { markPath } from './drawing-path.ts'

/** Steps of the part of judged duties that are met, from none to all; the upper end belongs to the last one only. */
export const DUTY_STEPS = [
  { from: 0, to: 0.25 },
  { from: 0.25, to: 0.5 },
  { from: 0.5, to: 0.75 },
  { from: 0.75, to: 1 },
] as const

/** Few duties are pale, many are dark. */
const COLOURS = [...BANDS.slice(0, DUTY_STEPS.length)].reverse()
const PIXEL = UNITS_PER_PIXEL
const NOT_JUDGED = `fill="${UNKNOWN}" fill-opacity=".7" stroke="#6b7680" stroke-dasharray="${2 * PIXEL} ${1.5 * PIXEL}"`

/** The step of a share; `null` where nothing was judged. */
export function dutyStep(share: number | null): number | null {
  return share === null ? null : Math.min(DUTY_STEPS.length - 1, Math.floor(share * DUTY_STEPS.length))
}

/** Blocks in the colour of their step, as SVG. */
export function drawDuties(
  blocks: readonly MeasuredBlock[],
  completeness: readonly BlockCompleteness[],
  drawn: DrawnBlocks,
  frame: DrawingFrame,
): string {
  const areas = new Map<number | null, string>()
  const radius =
    Math.max(
      2,
      Math.min(9, (Math.sqrt((frame.width * frame.height) / Math.max(1, drawn.members.length)) * 0.22) / PIXEL),
    ) * PIXEL
  drawn.members.forEach((members, index) => {
    const step = dutyStep(meanOf(blocks, completeness, members))
    const [x, y] = drawn.centres[index]!
    const path = drawn.areas[index] === '' ? markPath('circle', x, y, radius) : drawn.areas[index]!
    areas.set(step, (areas.get(step) ?? '') + path)
  })
  const order = [null, ...DUTY_STEPS.map((_, step) => step)]
  return order
    .map((step) => {
      const path = areas.get(step) ?? ''
      return path === '' ? '' : `<path d="${path}" ${styleOf(step)} stroke-width="${0.9 * PIXEL}"/>`
    })
    .join('')
}

/** The sign of a step as it stands in a legend. */
export function dutySwatch(step: number | null): string {
  return `<svg class="swatch" viewBox="0 0 ${22 * PIXEL} ${14 * PIXEL}" aria-hidden="true"><rect x="${PIXEL}" y="${PIXEL}" width="${20 * PIXEL}" height="${12 * PIXEL}" stroke-width="${0.9 * PIXEL}" ${styleOf(step)}/></svg>`
}

function styleOf(step: number | null): string {
  return step === null ? NOT_JUDGED : `fill="${COLOURS[step]}" stroke="#3d6c8f"`
}

/** Share of duties met, by people (by number where nobody's people are known); `null` where no block was judged. */
function meanOf(
  blocks: readonly MeasuredBlock[],
  completeness: readonly BlockCompleteness[],
  members: readonly number[],
): number | null {
  let sum = 0
  let weight = 0
  let plain = 0
  let count = 0
  for (const member of members) {
    const share = completeness[member]!.share
    if (share === null) continue
    const people = blocks[member]!.people.population ?? 0
    sum += share * people
    weight += people
    plain += share
    count++
  }
  return weight > 0 ? sum / weight : count > 0 ? plain / count : null
}
