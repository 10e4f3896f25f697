// The slow truth's geometry: great circles as vectors, and areas in a flat metric plane around a place. Doubles; nothing is quick.

export const RADIUS_METRES = 6_371_008.8
const DEGREE = Math.PI / 180

export type LonLat = readonly [lon: number, lat: number]
export type Vector = readonly [number, number, number]
type Flat = readonly [x: number, y: number]

/** Rings, first point not repeated; what lies inside an odd number of them is inside. */
export type Rings = readonly (readonly LonLat[])[]

export function unit([lon, lat]: LonLat): Vector {
  const c = Math.cos(lat * DEGREE)
  return [c * Math.cos(lon * DEGREE), c * Math.sin(lon * DEGREE), Math.sin(lat * DEGREE)]
}
const dot = (u: Vector, v: Vector) => u[0] * v[0] + u[1] * v[1] + u[2] * v[2]
const cross = (u: Vector, v: Vector): Vector => [
  u[1] * v[2] - u[2] * v[1],
  u[2] * v[0] - u[0] * v[2],
  u[0] * v[1] - u[1] * v[0],
]
const norm = (u: Vector) => Math.sqrt(dot(u, u))
export const metresBetween = (u: Vector, v: Vector) => RADIUS_METRES * Math.atan2(norm(cross(u, v)), dot(u, v))

/** Nearest point of a great-circle arc: the fraction along it and the metres to it. */
export function nearestOnArc(p: Vector, from: Vector, to: Vector): { fraction: number; metres: number } {
  const length = metresBetween(from, to)
  const pole = cross(from, to)
  const size = norm(pole)
  if (size > 0 && length > 0) {
    const n: Vector = [pole[0] / size, pole[1] / size, pole[2] / size]
    const height = dot(p, n)
    const shadow: Vector = [p[0] - height * n[0], p[1] - height * n[1], p[2] - height * n[2]]
    const far = norm(shadow)
    const foot: Vector = [shadow[0] / far, shadow[1] / far, shadow[2] / far]
    const along = metresBetween(from, foot)
    if (dot(cross(from, foot), n) >= 0 && along <= length) {
      return { fraction: along / length, metres: metresBetween(p, foot) }
    }
  }
  const [atFrom, atTo] = [metresBetween(p, from), metresBetween(p, to)]
  return atFrom <= atTo ? { fraction: 0, metres: atFrom } : { fraction: 1, metres: atTo }
}

/** A flat plane in metres around a place. */
export function planeAround([lon0, lat0]: LonLat): (at: LonLat) => Flat {
  const perDegree = RADIUS_METRES * DEGREE
  const narrow = Math.cos(lat0 * DEGREE)
  return ([lon, lat]) => [(lon - lon0) * perDegree * narrow, (lat - lat0) * perDegree]
}

function flatDistance([px, py]: Flat, [ax, ay]: Flat, [bx, by]: Flat): number {
  const [dx, dy] = [bx - ax, by - ay]
  const square = dx * dx + dy * dy
  const t = square === 0 ? 0 : Math.max(0, Math.min(1, ((px - ax) * dx + (py - ay) * dy) / square))
  return Math.hypot(px - (ax + t * dx), py - (ay + t * dy))
}

function eachEdge(rings: Rings, see: (a: LonLat, b: LonLat) => void) {
  for (const ring of rings) for (let i = 0; i < ring.length; i++) see(ring[i]!, ring[(i + 1) % ring.length]!)
}

/** Even-odd. */
export function isInside([x, y]: LonLat, rings: Rings): boolean {
  let inside = false
  eachEdge(rings, ([ax, ay], [bx, by]) => {
    if (ay > y !== by > y && x < ax + ((y - ay) / (by - ay)) * (bx - ax)) inside = !inside
  })
  return inside
}

export function metresToOutline(at: LonLat, rings: Rings): number {
  const flat = planeAround(at)
  let least = Infinity
  eachEdge(rings, (a, b) => {
    least = Math.min(least, flatDistance([0, 0], flat(a), flat(b)))
  })
  return least
}

const signedArea = (points: readonly Flat[]) =>
  points.reduce((sum, [x, y], i) => {
    const [nx, ny] = points[(i + 1) % points.length]!
    return sum + (x * ny - nx * y) / 2
  }, 0)

/** Square metres of a ring, positive where it runs against the clock. */
export const ringArea = (ring: readonly LonLat[]) => signedArea(ring.map(planeAround(ring[0]!)))

/** Square metres of what is inside: each ring counts for or against by how many others hold its first point. */
export function areaOf(rings: Rings): number {
  return rings.reduce((sum, ring, i) => {
    const depth = rings.filter((other, j) => j !== i && isInside(ring[0]!, [other])).length
    return sum + (depth % 2 === 0 ? 1 : -1) * Math.abs(ringArea(ring))
  }, 0)
}

/** Where the straight line from `a` to `b` meets edges of rings: fractions along it, strictly between the ends, ascending. */
export function meetings(a: LonLat, b: LonLat, rings: Rings): number[] {
  const found: number[] = []
  const flat = planeAround(a)
  const [dx, dy] = flat(b)
  eachEdge(rings, (c, d) => {
    const [cx, cy] = flat(c)
    const [ex, ey] = [flat(d)[0] - cx, flat(d)[1] - cy]
    const turn = dx * ey - dy * ex
    if (turn === 0) return
    const t = (cx * ey - cy * ex) / turn
    const s = (cx * dy - cy * dx) / turn
    if (t > 0 && t < 1 && s >= 0 && s <= 1) found.push(t)
  })
  return found.sort((one, other) => one - other)
}

export const between = (a: LonLat, b: LonLat, t: number): LonLat => [a[0] + t * (b[0] - a[0]), a[1] + t * (b[1] - a[1])]

/** Metres of the straight line that lie outside. A place on the outline itself is not outside. */
export function metresOutside(a: LonLat, b: LonLat, rings: Rings): number {
  const cuts = [0, ...meetings(a, b, rings), 1]
  const length = Math.hypot(...planeAround(a)(b))
  let outside = 0
  for (let i = 1; i < cuts.length; i++) {
    const middle = between(a, b, (cuts[i - 1]! + cuts[i]!) / 2)
    if (!isInside(middle, rings) && metresToOutline(middle, rings) > 1e-6) outside += (cuts[i]! - cuts[i - 1]!) * length
  }
  return outside
}

/** True where no two edges of the rings meet but neighbours at their common end. */
export function isValidOutline(rings: Rings): boolean {
  const edges: { ring: number; i: number; count: number; a: LonLat; b: LonLat }[] = []
  rings.forEach((ring, number) => {
    ring.forEach((a, i) => {
      edges.push({ ring: number, i, count: ring.length, a, b: ring[(i + 1) % ring.length]! })
    })
  })
  if (rings.length === 0 || rings.some((ring) => ring.length < 3)) return false
  const flat = planeAround(rings[0]![0]!)
  const side = (a: Flat, b: Flat, c: Flat) => Math.sign((b[0] - a[0]) * (c[1] - a[1]) - (b[1] - a[1]) * (c[0] - a[0]))
  const between2 = (a: Flat, b: Flat, p: Flat) =>
    Math.min(a[0], b[0]) <= p[0] &&
    p[0] <= Math.max(a[0], b[0]) &&
    Math.min(a[1], b[1]) <= p[1] &&
    p[1] <= Math.max(a[1], b[1])
  for (let i = 0; i < edges.length; i++) {
    for (let j = i + 1; j < edges.length; j++) {
      const [e, f] = [edges[i]!, edges[j]!]
      const [a, b, c, d] = [flat(e.a), flat(e.b), flat(f.a), flat(f.b)]
      const sides = [side(a, b, c), side(a, b, d), side(c, d, a), side(c, d, b)]
      const neighbours = e.ring === f.ring && ((e.i + 1) % e.count === f.i || (f.i + 1) % f.count === e.i)
      if (neighbours) {
        // A spike: the next edge runs back over this one.
        const [tip, before, after] = (e.i + 1) % e.count === f.i ? [b, a, d] : [a, b, c]
        const back = (before[0] - tip[0]) * (after[0] - tip[0]) + (before[1] - tip[1]) * (after[1] - tip[1]) > 0
        if (side(tip, before, after) === 0 && back) return false
        continue
      }
      if (sides[0]! * sides[1]! < 0 && sides[2]! * sides[3]! < 0) return false
      const touches =
        (sides[0] === 0 && between2(a, b, c)) ||
        (sides[1] === 0 && between2(a, b, d)) ||
        (sides[2] === 0 && between2(c, d, a)) ||
        (sides[3] === 0 && between2(c, d, b))
      if (touches) return false
    }
  }
  return true
}
