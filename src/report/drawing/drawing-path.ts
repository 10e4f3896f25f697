// Path data of SVG, short: whole drawing units, relative moves, simplified to what can be seen. Knows no colour.
import type { PolygonRings } from '../../foundation/geo.ts'
import type { ShapeColumns } from '../../foundation/shape-columns.ts'
import { simplifyLine } from '../../foundation/simplify-line.ts'
import { E7 } from '../../foundation/units.ts'
import type { DrawingFrame } from './drawing-frame.ts'

/** Writes numbers as SVG wants them: a space only where there is no minus sign. */
function joined(first: number, second: number): string {
  return second < 0 ? `${first}${second}` : `${first} ${second}`
}

/** One line or ring of whole units as relative path data; empty where nothing of it is left. */
function linePath(x: readonly number[], y: readonly number[], tolerance: number, close: boolean): string {
  const kept = simplifyLine(x, y, 0, x.length, tolerance)
  let px = x[0]!
  let py = y[0]!
  let path = `M${joined(px, py)}`
  let steps = ''
  const last = close ? kept.length - 1 : kept.length
  for (let k = 1; k < last; k++) {
    const dx = x[kept[k]!]! - px
    const dy = y[kept[k]!]! - py
    if (dx === 0 && dy === 0) continue
    steps += `${steps === '' || dx < 0 ? '' : ' '}${joined(dx, dy)}`
    px += dx
    py += dy
  }
  if (steps === '') return ''
  path += `l${steps}`
  return close ? `${path}z` : path
}

/** How shapes become a path. */
export interface PathDetail {
  /** Greatest distance between drawing and shape, units. */
  readonly tolerance: number
  /** Shapes smaller than this in both directions are left out, units. */
  readonly leastSize: number
}

/** Path data of those shapes that the frame shows. O(positions). */
export function shapesPath(shapes: ShapeColumns, frame: DrawingFrame, close: boolean, detail: PathDetail): string {
  const { offset, lonE7, latE7 } = shapes
  const parts: string[] = []
  for (let s = 0; s + 1 < offset.length; s++) {
    const x: number[] = []
    const y: number[] = []
    for (let i = offset[s]!; i < offset[s + 1]!; i++) {
      x.push(Math.round(frame.xOf(lonE7[i]! / E7)))
      y.push(Math.round(frame.yOf(latE7[i]! / E7)))
    }
    if (isShown(x, y, frame, detail.leastSize)) parts.push(linePath(x, y, detail.tolerance, close))
  }
  return parts.join('')
}

/**
 * Path data of polygons in degrees. Outer rings turn one way and holes the other, so that with the nonzero rule (SVG's own)
 * holes stay open and polygons that overlap do not cancel each other.
 */
export function polygonsPath(polygons: readonly PolygonRings[], frame: DrawingFrame, tolerance: number): string {
  let path = ''
  for (const rings of polygons) {
    for (const [index, ring] of rings.entries()) {
      const x = ring.map((position) => Math.round(frame.xOf(position[0])))
      const y = ring.map((position) => Math.round(frame.yOf(position[1])))
      if (twiceArea(x, y) < 0 !== index > 0) {
        x.reverse()
        y.reverse()
      }
      if (x.length > 2 && isShown(x, y, frame, 0)) path += linePath(x, y, tolerance, true)
    }
  }
  return path
}

function twiceArea(x: readonly number[], y: readonly number[]): number {
  let twice = 0
  for (let i = 0; i + 1 < x.length; i++) twice += x[i]! * y[i + 1]! - x[i + 1]! * y[i]!
  return twice
}

function isShown(x: readonly number[], y: readonly number[], frame: DrawingFrame, leastSize: number): boolean {
  let minX = Infinity
  let minY = Infinity
  let maxX = -Infinity
  let maxY = -Infinity
  for (let i = 0; i < x.length; i++) {
    if (x[i]! < minX) minX = x[i]!
    if (x[i]! > maxX) maxX = x[i]!
    if (y[i]! < minY) minY = y[i]!
    if (y[i]! > maxY) maxY = y[i]!
  }
  if (maxX < 0 || maxY < 0 || minX > frame.width || minY > frame.height) return false
  return Math.max(maxX - minX, maxY - minY) >= leastSize
}

/** Small marks of four kinds, centred, as path data: told apart by their shape alone. */
export type MarkShape = 'circle' | 'square' | 'diamond' | 'triangle'

/** Path data of one mark. */
export function markPath(shape: MarkShape, x: number, y: number, radius: number): string {
  const r = Math.round(radius)
  const cx = Math.round(x)
  const cy = Math.round(y)
  if (shape === 'circle') return `M${joined(cx - r, cy)}a${r} ${r} 0 1 0 ${2 * r} 0a${r} ${r} 0 1 0-${2 * r} 0z`
  if (shape === 'square') return `M${joined(cx - r, cy - r)}h${2 * r}v${2 * r}h-${2 * r}z`
  if (shape === 'diamond') return `M${joined(cx, cy - r)}l${r} ${r}-${r} ${r}-${r}-${r}z`
  return `M${joined(cx, cy - r)}l${r} ${Math.round(r * 1.8)}h-${2 * r}z`
}
