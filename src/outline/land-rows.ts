// Land as rows: polygons cut along parallel lines, so that areas of unions and intersections become sums of intervals.
// Exact along each row, sampled from row to row. What enters: polygons or circles and capsules in local metres. What
// leaves: intervals. It does not know land use, facilities or limits.

/** Disjoint intervals in ascending order: `[from0, to0, from1, to1, …]`. */
export type Intervals = readonly number[]

/** A closed ring in local metres: `[x0, y0, x1, y1, …]`, first position repeated last. */
export type FlatRing = Float64Array

/** Something that covers one interval (or none) of each row it meets. */
export interface RowShape {
  readonly minY: number
  readonly maxY: number
  /** Adds what it covers of row y to `into`, as unsorted pairs. */
  addTo(y: number, into: number[]): void
}

/** A disc. */
export function discShape(x: number, y: number, radius: number): RowShape {
  return {
    minY: y - radius,
    maxY: y + radius,
    addTo(row, into) {
      const dy = row - y
      const half = Math.sqrt(Math.max(0, radius * radius - dy * dy))
      if (half > 0) into.push(x - half, x + half)
    },
  }
}

/** Everything within a radius of a segment, without the discs at its ends: a turned rectangle. */
export function sideShape(ax: number, ay: number, bx: number, by: number, radius: number): RowShape {
  const length = Math.hypot(bx - ax, by - ay) || 1
  const nx = (-(by - ay) / length) * radius
  const ny = ((bx - ax) / length) * radius
  const corners = [ax + nx, ay + ny, bx + nx, by + ny, bx - nx, by - ny, ax - nx, ay - ny, ax + nx, ay + ny]
  return polygonShape([Float64Array.from(corners)])
}

/** A polygon with holes, by the even-odd rule. Its rows must be asked in ascending order, as {@link RowSweep} does. */
export function polygonShape(rings: readonly FlatRing[]): RowShape {
  const edges = risingEdges(rings)
  let next = 0
  let active: RisingEdge[] = []
  return {
    minY: edges[0]?.fromY ?? Infinity,
    maxY: edges.reduce((most, { toY }) => Math.max(most, toY), -Infinity),
    addTo(row, into) {
      while (next < edges.length && edges[next]!.fromY <= row) active.push(edges[next++]!)
      active = active.filter(({ toY }) => toY > row)
      const crossings = active.map(({ fromX, fromY, slope }) => fromX + (row - fromY) * slope).sort((a, b) => a - b)
      for (const x of crossings) into.push(x)
    },
  }
}

/** One side of a polygon, on its way up. Level sides play no part: no row crosses them. */
interface RisingEdge {
  readonly fromX: number
  readonly fromY: number
  readonly toY: number
  readonly slope: number
}

function risingEdges(rings: readonly FlatRing[]): RisingEdge[] {
  const edges: RisingEdge[] = []
  for (const ring of rings) {
    for (let at = 0; at + 3 < ring.length; at += 2) {
      const [ax, ay, bx, by] = [ring[at]!, ring[at + 1]!, ring[at + 2]!, ring[at + 3]!]
      if (ay < by) edges.push({ fromX: ax, fromY: ay, toY: by, slope: (bx - ax) / (by - ay) })
      else if (by < ay) edges.push({ fromX: bx, fromY: by, toY: ay, slope: (ax - bx) / (ay - by) })
    }
  }
  return edges.sort((a, b) => a.fromY - b.fromY)
}

/** Shapes by the rows they meet. Build once, then ask rows in ascending order. */
export class RowSweep {
  readonly #waiting: readonly RowShape[]
  #next = 0
  #active: RowShape[] = []

  constructor(shapes: readonly RowShape[]) {
    this.#waiting = [...shapes].sort((a, b) => a.minY - b.minY)
  }

  /** The union of all shapes along row y; y may not fall from call to call. */
  row(y: number): Intervals {
    while (this.#next < this.#waiting.length && this.#waiting[this.#next]!.minY <= y) {
      this.#active.push(this.#waiting[this.#next++]!)
    }
    this.#active = this.#active.filter((shape) => shape.maxY >= y)
    const pairs: number[] = []
    for (const shape of this.#active) shape.addTo(y, pairs)
    return unionOfPairs(pairs)
  }
}

function unionOfPairs(pairs: readonly number[]): Intervals {
  const order = Array.from({ length: pairs.length / 2 }, (_, i) => i).sort((a, b) => pairs[2 * a]! - pairs[2 * b]!)
  const result: number[] = []
  for (const pair of order) {
    const from = pairs[2 * pair]!
    const to = pairs[2 * pair + 1]!
    const last = result.length - 1
    if (last > 0 && from <= result[last]!) result[last] = Math.max(result[last]!, to)
    else result.push(from, to)
  }
  return result
}

/** Total length. */
export function lengthOf(intervals: Intervals): number {
  let sum = 0
  for (let at = 0; at < intervals.length; at += 2) sum += intervals[at + 1]! - intervals[at]!
  return sum
}

/** Length of what two sets of intervals share. O(n + m). */
export function sharedLength(a: Intervals, b: Intervals): number {
  let sum = 0
  for (let i = 0, j = 0; i < a.length && j < b.length; ) {
    const from = Math.max(a[i]!, b[j]!)
    const to = Math.min(a[i + 1]!, b[j + 1]!)
    if (to > from) sum += to - from
    if (a[i + 1]! < b[j + 1]!) i += 2
    else j += 2
  }
  return sum
}

/** What is left of the first intervals without the second. O(n + m). */
export function withoutIntervals(from: Intervals, taken: Intervals): number[] {
  const rest: number[] = []
  let next = 0
  for (let at = 0; at < from.length; at += 2) {
    let start = from[at]!
    const end = from[at + 1]!
    while (next < taken.length && taken[next + 1]! <= start) next += 2
    for (let i = next; i < taken.length && taken[i]! < end; i += 2) {
      if (taken[i]! > start) rest.push(start, taken[i]!)
      start = Math.max(start, taken[i + 1]!)
    }
    if (start < end) rest.push(start, end)
  }
  return rest
}
