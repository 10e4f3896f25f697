// The flat drawing board of the sample town: metres east and north of its middle, seeded chance, small plane geometry.
// Knows no street and no file format.

/** Seeded chance: the same seed gives the same town (mulberry32). */
export function seededRandom(seed) {
  let state = seed >>> 0
  const next = () => {
    state = (state + 0x6d2b79f5) >>> 0
    let t = state
    t = Math.imul(t ^ (t >>> 15), t | 1)
    t ^= t + Math.imul(t ^ (t >>> 7), t | 61)
    return ((t ^ (t >>> 14)) >>> 0) / 4294967296
  }
  return {
    next,
    between: (low, high) => low + (high - low) * next(),
    whole: (low, high) => low + Math.floor((high - low + 1) * next()),
    chance: (probability) => next() < probability,
  }
}

const MIDDLE_LON = 113.6
const MIDDLE_LAT = 34.8
const METRES_PER_DEGREE = (6_371_008.8 * Math.PI) / 180

/** Bends the drawing board a little, so that no street of the town is ruler-straight over its whole length. */
function bend([x, y]) {
  return [x + 34 * Math.sin(y / 620) + 16 * Math.sin(x / 380), y + 38 * Math.sin(x / 830) + 18 * Math.sin(y / 410)]
}

/** Drawing-board metres to WGS-84 degrees. */
export function toLonLat(point) {
  const [x, y] = bend(point)
  return [
    MIDDLE_LON + x / (METRES_PER_DEGREE * Math.cos((MIDDLE_LAT * Math.PI) / 180)),
    MIDDLE_LAT + y / METRES_PER_DEGREE,
  ]
}

/** A list of places from text: `points('0,0 120,40')`. */
export const points = (text) => text.split(' ').map((pair) => pair.split(',').map(Number))

export const distance = ([ax, ay], [bx, by]) => Math.hypot(ax - bx, ay - by)

/** Foot of a point on a segment: the place, how far along (0 to 1), and the distance. */
export function footOn([px, py], [ax, ay], [bx, by]) {
  const dx = bx - ax
  const dy = by - ay
  const square = dx * dx + dy * dy
  const along = square === 0 ? 0 : Math.min(1, Math.max(0, ((px - ax) * dx + (py - ay) * dy) / square))
  const foot = [ax + along * dx, ay + along * dy]
  return { foot, along, metres: distance(foot, [px, py]) }
}

/** Where two segments cross, or undefined. */
export function crossingOf([ax, ay], [bx, by], [cx, cy], [dx, dy]) {
  const rx = bx - ax
  const ry = by - ay
  const sx = dx - cx
  const sy = dy - cy
  const denominator = rx * sy - ry * sx
  if (Math.abs(denominator) < 1e-9) return undefined
  const t = ((cx - ax) * sy - (cy - ay) * sx) / denominator
  const u = ((cx - ax) * ry - (cy - ay) * rx) / denominator
  return t >= 0 && t <= 1 && u >= 0 && u <= 1 ? [ax + t * rx, ay + t * ry] : undefined
}

/** A polyline moved sideways; positive is to the left of its direction. */
export function moveSideways(line, metres) {
  return line.map((point, i) => {
    const before = line[Math.max(0, i - 1)]
    const after = line[Math.min(line.length - 1, i + 1)]
    const length = distance(before, after)
    return [
      point[0] - ((after[1] - before[1]) / length) * metres,
      point[1] + ((after[0] - before[0]) / length) * metres,
    ]
  })
}

/** A rounder polyline through the same ends (two rounds of corner cutting). */
export function soften(ends, rounds = 1) {
  let line = ends
  for (let round = 0; round < rounds; round++) {
    const next = [line[0]]
    for (let i = 0; i + 1 < line.length; i++) {
      const [a, b] = [line[i], line[i + 1]]
      if (i > 0) next.push([a[0] * 0.75 + b[0] * 0.25, a[1] * 0.75 + b[1] * 0.25])
      if (i + 2 < line.length) next.push([a[0] * 0.25 + b[0] * 0.75, a[1] * 0.25 + b[1] * 0.75])
    }
    next.push(line.at(-1))
    line = next
  }
  return line
}

/** The corners of a rectangle, anticlockwise, not closed. */
export const rectangle = (west, south, east, north) => [
  [west, south],
  [east, south],
  [east, north],
  [west, north],
]

/** A rectangle of a width and depth around a middle, turned by an angle. */
export function turnedRectangle([x, y], width, depth, angle) {
  const cos = Math.cos(angle)
  const sin = Math.sin(angle)
  return rectangle(-width / 2, -depth / 2, width / 2, depth / 2).map(([u, v]) => [
    x + u * cos - v * sin,
    y + u * sin + v * cos,
  ])
}

/** A shore-like ellipse, anticlockwise, not closed. */
export function blob([x, y], radiusX, radiusY, corners, random, wobble = 0.12) {
  const [first, second, third] = [random.between(0, 6), random.between(0, 6), random.between(0, 6)]
  return Array.from({ length: corners }, (_, i) => {
    const angle = (2 * Math.PI * i) / corners
    const waves = Math.sin(2 * angle + first) + 0.7 * Math.sin(3 * angle + second) + 0.4 * Math.sin(7 * angle + third)
    const stretch = 1 + wobble * waves
    return [x + radiusX * stretch * Math.cos(angle), y + radiusY * stretch * Math.sin(angle)]
  })
}

/** Even-odd test against one open ring. */
export function insideRing([x, y], ring) {
  let inside = false
  for (let i = 0, j = ring.length - 1; i < ring.length; j = i++) {
    const [xi, yi] = ring[i]
    const [xj, yj] = ring[j]
    if (yi > y !== yj > y && x < ((xj - xi) * (y - yi)) / (yj - yi) + xi) inside = !inside
  }
  return inside
}

/** Smallest distance between a ring's edges and a segment; 0 where they cross. */
export function ringToSegment(ring, a, b) {
  let least = Infinity
  for (let i = 0; i < ring.length; i++) {
    const c = ring[i]
    const d = ring[(i + 1) % ring.length]
    if (crossingOf(a, b, c, d) !== undefined) return 0
    least = Math.min(
      least,
      footOn(a, c, d).metres,
      footOn(b, c, d).metres,
      footOn(c, a, b).metres,
      footOn(d, a, b).metres,
    )
  }
  return least
}
