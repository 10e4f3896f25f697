// Fewer points for the same picture: Douglas–Peucker on flat integer coordinates. What enters: columns of x and y and a range.
// What leaves: which points to keep. It does not know what is drawn.

/**
 * Marks the points of a polyline that a drawing needs: no dropped point lies farther than the tolerance from the drawn line.
 * First and last point are always kept. O(n log n) as a rule, O(n²) at worst.
 *
 * @param x columns of coordinates, in any flat unit
 * @param y as `x`, in the same unit
 * @param from first index of the line
 * @param to index after its last point
 * @param tolerance greatest distance of a dropped point, in the unit of `x` and `y`
 * @param xScale multiplies x differences (degrees of longitude are shorter than degrees of latitude)
 * @returns indexes to keep, ascending
 */
export function simplifyLine(
  x: ArrayLike<number>,
  y: ArrayLike<number>,
  from: number,
  to: number,
  tolerance: number,
  xScale = 1,
): number[] {
  const kept: number[] = []
  if (to <= from) return kept
  const limit = tolerance * tolerance
  const stack: number[] = [to - 1]
  let start = from
  kept.push(from)
  while (stack.length > 0) {
    const end = stack[stack.length - 1]!
    const far = farthest(x, y, start, end, limit, xScale)
    if (far >= 0) {
      stack.push(far)
    } else {
      if (end > start) kept.push(end)
      start = end
      stack.pop()
    }
  }
  return kept
}

/** The point between start and end that lies farthest from their segment, or −1 where all lie within the limit. */
function farthest(
  x: ArrayLike<number>,
  y: ArrayLike<number>,
  start: number,
  end: number,
  squaredLimit: number,
  xScale: number,
): number {
  const ax = x[start]!
  const ay = y[start]!
  const dx = (x[end]! - ax) * xScale
  const dy = y[end]! - ay
  const squaredLength = dx * dx + dy * dy
  let best = -1
  let worst = squaredLimit
  for (let i = start + 1; i < end; i++) {
    const px = (x[i]! - ax) * xScale
    const py = y[i]! - ay
    const raw = squaredLength > 0 ? (px * dx + py * dy) / squaredLength : 0
    const along = Math.max(0, Math.min(1, raw))
    const ex = px - along * dx
    const ey = py - along * dy
    const squared = ex * ex + ey * ey
    if (squared > worst) {
      worst = squared
      best = i
    }
  }
  return best
}
