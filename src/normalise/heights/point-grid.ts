// Points with heights → a grid of cells, so that the rules of rasters hold for them: no height is made up where nobody measured one. In: positions
// and heights. Out: a grid. It knows no files and no streets.
import { problem } from '../../words/problem.ts'
import type { HeightGrid } from './height-field.ts'

/** Points that are no raster written out are put into cells of this size, degrees: one arc second, some 30 m. */
const CELL = 1 / 3600
/** How far a point may lie from its place on a lattice, cells. */
const MOST_OFFSET = 0.02
/** A lattice has points in at least this share of its cells. */
const LEAST_FILLED = 0.2

/**
 * A grid of points. Where the points themselves lie on a lattice (a raster written out as a list), it is that raster; else cells of one arc
 * second, each with the mean of the points in it, and no value where there is none.
 *
 * @param position `[x0, y0, …]`: degrees, or another system where the points lie on a lattice in it
 * @throws LivingCircleError `input-too-large`
 */
export function gridOfPoints(position: readonly number[], metres: readonly number[], mostCells: number): HeightGrid {
  const { x, y } = columnsOf(position)
  const lattice = latticeOf(x, y)
  const stepX = lattice?.stepX ?? CELL
  const stepY = -(lattice?.stepY ?? CELL)
  const firstX = lattice === null ? Math.floor(least(x) / CELL) * CELL + CELL / 2 : least(x)
  const firstY = lattice === null ? Math.ceil(greatest(y) / CELL) * CELL - CELL / 2 : greatest(y)
  const columns = Math.round((greatest(x) - firstX) / stepX) + 1
  const rows = Math.round((least(y) - firstY) / stepY) + 1
  if (!(columns * rows <= mostCells)) {
    throw problem(
      'input-too-large',
      'heights.too-many-cells',
      { n: columns * rows, most: mostCells },
      { hint: 'hint.cut-heights' },
    )
  }
  const sum = new Float64Array(columns * rows)
  const count = new Uint32Array(columns * rows)
  for (let point = 0; point < metres.length; point++) {
    const column = Math.min(columns - 1, Math.max(0, Math.round((x[point]! - firstX) / stepX)))
    const row = Math.min(rows - 1, Math.max(0, Math.round((y[point]! - firstY) / stepY)))
    sum[row * columns + column]! += metres[point]!
    count[row * columns + column]!++
  }
  const values = Float32Array.from(sum, (total, at) => (count[at] === 0 ? Number.NaN : total / count[at]!))
  return { columns, rows, firstX, firstY, stepX, stepY, metres: values }
}

/** Whether all points lie on a lattice and fill a good part of it: a raster written out as a list. */
export function lieOnLattice(position: readonly number[]): boolean {
  const { x, y } = columnsOf(position)
  return latticeOf(x, y) !== null
}

function columnsOf(position: readonly number[]): { readonly x: Float64Array; readonly y: Float64Array } {
  const points = position.length / 2
  const x = new Float64Array(points)
  const y = new Float64Array(points)
  for (let point = 0; point < points; point++) {
    x[point] = position[2 * point]!
    y[point] = position[2 * point + 1]!
  }
  return { x, y }
}

/** The steps of a lattice that all points lie on; `null` where there is none. */
function latticeOf(x: Float64Array, y: Float64Array): { readonly stepX: number; readonly stepY: number } | null {
  const stepX = stepOf(x)
  const stepY = stepOf(y)
  if (stepX === null || stepY === null) return null
  const cells = (Math.round(spanOf(x) / stepX) + 1) * (Math.round(spanOf(y) / stepY) + 1)
  return x.length >= LEAST_FILLED * cells ? { stepX, stepY } : null
}

/** The step between the different values of a coordinate, where all are whole steps apart. */
function stepOf(values: Float64Array): number | null {
  const sorted = values.slice().sort()
  const span = spanOf(values)
  if (!(span > 0)) return null
  // Digits that a file cuts off make no new value.
  const same = (span / values.length) * MOST_OFFSET
  let step = Infinity
  for (let i = 1; i < sorted.length; i++) {
    const gap = sorted[i]! - sorted[i - 1]!
    if (gap > same && gap < step) step = gap
  }
  const steps = Math.round(span / step)
  if (!(steps >= 1)) return null
  const exact = span / steps
  const isOn = (value: number) => {
    const at = (value - sorted[0]!) / exact
    return Math.abs(at - Math.round(at)) <= MOST_OFFSET
  }
  return values.every(isOn) ? exact : null
}

const spanOf = (values: Float64Array) => greatest(values) - least(values)
const least = (values: Float64Array) => values.reduce((a, b) => Math.min(a, b), Infinity)
const greatest = (values: Float64Array) => values.reduce((a, b) => Math.max(a, b), -Infinity)
