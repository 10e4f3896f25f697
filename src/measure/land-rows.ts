// Land as rows: polygons cut along parallel lines, so that areas of unions and intersections become sums of intervals.
// Exact along each row, sampled from row to row. What enters: polygons or circles and capsules in local metres. What leaves:
// intervals. It does not know land use, facilities or limits.

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

/** A polygon with holes, by the even-odd rule. */
export function polygonShape(rings: readonly FlatRing[]): RowShape {
  let minY = Infinity
  let maxY = -Infinity
  for (const ring of rings) {
    for (let at = 1; at < ring.length; at += 2) {
      minY = Math.min(minY, ring[at]!)
      maxY = Math.max(maxY, ring[at]!)
    }
  }
  return {
    minY,
    maxY,
    addTo(row, into) {
      const crossings: number[] = []
      for (const ring of rings) {
        for (let at = 0; at + 3 < ring.length; at += 2) {
          const ay = ring[at + 1]!
          const by = ring[at + 3]!
          if (ay > row === by > row) continue
          crossings.push(ring[at]! + ((row - ay) / (by - ay)) * (ring[at + 2]! - ring[at]!))
        }
      }
      crossings.sort((a, b) => a - b)
      for (const x of crossings) into.push(x)
    },
  }
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
