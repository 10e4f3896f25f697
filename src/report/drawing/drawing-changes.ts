// Who gains and who loses, as SVG: blocks by what becomes of them, edits as marks and lines. Changes and drawn blocks in, elements out. It does
// not draw the ground.
import type { AnswerChanges } from '../../answer/answer-changes.ts'
import type { EditEcho } from '../../answer/edit-echo.ts'
import type { MeasuredBlock } from '../../answer/measured-places.ts'
import type { DrawnBlocks } from './drawing-category-map.ts'
import { INK, MET, NO_DATA, PAPER, UNMET } from './drawing-colours.ts'
import { type DrawingFrame, UNITS_PER_PIXEL } from './drawing-frame.ts'
import { type MarkShape, markPath } from './drawing-path.ts'

/** What becomes of a block over all kinds and limits. */
export const CHANGE_NAMES = ['gains', 'loses', 'both', 'same'] as const

export type ChangeName = (typeof CHANGE_NAMES)[number]

const PIXEL = UNITS_PER_PIXEL
const LEAST = 1e-9

const AREA_STYLE: Readonly<Record<ChangeName, string>> = {
  gains: `fill="${MET}" stroke="#2f6d9a"`,
  loses: `fill="url(#lc-unmet)" stroke="#6f2705"`,
  both: `fill="url(#lc-partial)" stroke="#a8650c"`,
  same: `fill="${NO_DATA}" fill-opacity=".55" stroke="#b4bbc1"`,
}
const MARK_STYLE: Readonly<Record<ChangeName, string>> = {
  gains: `fill="${MET}" stroke="#2f6d9a" stroke-width="${PIXEL}"`,
  loses: `fill="${UNMET}" stroke="#4f1b02" stroke-width="${PIXEL}"`,
  both: `fill="#f2b35e" stroke="#7a4706" stroke-width="${PIXEL}"`,
  same: `fill="${NO_DATA}" stroke="#a5adb4" stroke-width="${0.6 * PIXEL}"`,
}
const SHAPES: Readonly<Record<ChangeName, MarkShape>> = {
  gains: 'circle',
  loses: 'square',
  both: 'diamond',
  same: 'circle',
}

/** What becomes of each block that changes, by id. */
export function changeNames(changes: AnswerChanges): ReadonlyMap<string, ChangeName> {
  const { changed, shareBefore, shareAfter } = changes
  const cells = changed.length === 0 ? 0 : shareBefore.length / changed.length
  return new Map(
    changed.map(({ id }, row) => {
      let gains = false
      let loses = false
      for (let cell = row * cells; cell < (row + 1) * cells; cell++) {
        const [before, after] = [shareBefore[cell]!, shareAfter[cell]!]
        // What was unknown and is served now is a gain on a map, what was served and is unknown a loss.
        const difference = (Number.isNaN(after) ? 0 : after) - (Number.isNaN(before) ? 0 : before)
        if (difference > LEAST) gains = true
        if (difference < -LEAST) loses = true
      }
      return [id, gains && loses ? 'both' : gains ? 'gains' : loses ? 'loses' : 'same']
    }),
  )
}

/** Blocks by what becomes of them. */
export function drawChanges(
  blocks: readonly MeasuredBlock[],
  drawn: DrawnBlocks,
  names: ReadonlyMap<string, ChangeName>,
): string {
  const areas: Record<ChangeName, string> = { gains: '', loses: '', both: '', same: '' }
  const marks: Record<ChangeName, string> = { gains: '', loses: '', both: '', same: '' }
  const radius = (drawn.members.length > 600 ? 2.5 : 4.5) * PIXEL
  drawn.members.forEach((members, index) => {
    const name = nameOfGroup(members.map((member) => names.get(blocks[member]!.id) ?? 'same'))
    const area = drawn.areas[index]!
    const [x, y] = drawn.centres[index]!
    if (area !== '') areas[name] += area
    else marks[name] += markPath(SHAPES[name], x, y, name === 'same' ? 0.7 * radius : radius)
  })
  const outline = (drawn.members.length > 800 ? 0.4 : 0.9) * PIXEL
  const order: readonly ChangeName[] = ['same', 'gains', 'both', 'loses']
  const path = (d: string, style: string) => (d === '' ? '' : `<path d="${d}" ${style}/>`)
  return (
    `<g stroke-width="${outline}">${order.map((name) => path(areas[name], AREA_STYLE[name])).join('')}</g>` +
    order.map((name) => path(marks[name], MARK_STYLE[name])).join('')
  )
}

/** Several blocks that are drawn as one. */
function nameOfGroup(names: readonly ChangeName[]): ChangeName {
  const gains = names.some((name) => name === 'gains' || name === 'both')
  const loses = names.some((name) => name === 'loses' || name === 'both')
  return gains && loses ? 'both' : gains ? 'gains' : loses ? 'loses' : 'same'
}

/** Edits that are applied: lines, and numbers in circles as the table beside the map has them. */
export function drawEdits(edits: readonly EditEcho[], frame: DrawingFrame): string {
  let lines = ''
  let marks = ''
  edits.forEach(({ status, line, lonLat }, at) => {
    if (status !== 'applied') return
    const place = ([lon, lat]: readonly [number, number]) =>
      [Math.round(frame.xOf(lon)), Math.round(frame.yOf(lat))] as const
    if (line !== null) lines += line.map((point, i) => `${i === 0 ? 'M' : 'L'}${place(point).join(' ')}`).join('')
    if (lonLat === null) return
    const [x, y] = place(lonLat)
    if (x < 0 || y < 0 || x > frame.width || y > frame.height) return
    marks +=
      `<circle cx="${x}" cy="${y}" r="${9 * PIXEL}" fill="${INK}" stroke="${PAPER}" stroke-width="${1.5 * PIXEL}"/>` +
      `<text x="${x}" y="${y + 4 * PIXEL}" text-anchor="middle" font-size="${11 * PIXEL}" font-weight="700" fill="${PAPER}">${at + 1}</text>`
  })
  const path =
    lines === ''
      ? ''
      : `<path d="${lines}" fill="none" stroke="${PAPER}" stroke-width="${7 * PIXEL}"/><path d="${lines}" fill="none" stroke="${INK}" stroke-width="${3.5 * PIXEL}" stroke-dasharray="${7 * PIXEL} ${4 * PIXEL}"/>`
  return path + marks
}

/** A sample for a legend. */
export function changeSwatch(name: ChangeName | 'edit'): string {
  const size = 18 * PIXEL
  const inside =
    name === 'edit'
      ? `<circle cx="${size / 2}" cy="${size / 2}" r="${7 * PIXEL}" fill="${INK}"/>`
      : `<rect x="${PIXEL}" y="${PIXEL}" width="${size - 2 * PIXEL}" height="${size - 2 * PIXEL}" stroke-width="${PIXEL}" ${AREA_STYLE[name]}/>`
  return `<svg class="swatch" viewBox="0 0 ${size} ${size}" aria-hidden="true">${inside}</svg>`
}
