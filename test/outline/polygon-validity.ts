// An independent judge of polygons: OGC simple features and RFC 7946, by brute force over hashed segments. Shares no
// code with src.
type Position = readonly [number, number]
type Rings = readonly (readonly Position[])[]

interface Segment {
  readonly a: Position
  readonly b: Position
  readonly polygon: number
  readonly ring: number
  readonly index: number
  readonly ringSize: number
}

/** Every fault found in a MultiPolygon's coordinates; an empty list means valid. */
export function polygonFaults(polygons: readonly Rings[]): string[] {
  const faults: string[] = []
  const segments: Segment[] = []
  polygons.forEach((rings, polygon) => {
    rings.forEach((positions, ring) => {
      const name = `polygon ${polygon} ring ${ring}`
      if (positions.length < 4) faults.push(`${name}: fewer than four positions`)
      const first = positions[0]!
      const last = positions.at(-1)!
      if (first[0] !== last[0] || first[1] !== last[1]) faults.push(`${name}: not closed`)
      const area = signedArea(positions)
      if (ring === 0 && !(area > 0)) faults.push(`${name}: outer ring is not anticlockwise`)
      if (ring > 0 && !(area < 0)) faults.push(`${name}: hole is not clockwise`)
      for (const [lon, lat] of positions) {
        if (!(Math.abs(lon) <= 180 && Math.abs(lat) <= 90)) faults.push(`${name}: position out of range`)
        if (decimals(lon) > 7 || decimals(lat) > 7) faults.push(`${name}: more than seven decimals`)
      }
      for (let index = 0; index + 1 < positions.length; index++) {
        const [a, b] = [positions[index]!, positions[index + 1]!]
        if (a[0] === b[0] && a[1] === b[1]) faults.push(`${name}: repeated position`)
        segments.push({ a, b, polygon, ring, index, ringSize: positions.length - 1 })
      }
    })
  })
  faults.push(...crossings(segments), ...misplaced(polygons))
  return faults
}

/** Even-odd test against all rings of all polygons. */
export function covers(polygons: readonly Rings[], lon: number, lat: number): boolean {
  return polygons.some((rings) => rings.reduce((inside, ring) => inside !== insideRing(ring, lon, lat), false))
}

const NEAR = [
  [0, 0],
  [2e-7, 0],
  [-2e-7, 0],
  [0, 2e-7],
  [0, -2e-7],
] as const

/** Where an outline does not lie within a later one, but for the rounding to 1e-7 degrees; they may share borders. */
export function nestingFaults(inner: readonly Rings[], outer: readonly Rings[]): string[] {
  const leaving = inner.flat(2).filter(([lon, lat]) => !NEAR.some(([x, y]) => covers(outer, lon + x, lat + y)))
  const entering = outer.flat(2).filter(([lon, lat]) => NEAR.every(([x, y]) => covers(inner, lon + x, lat + y)))
  return [
    ...leaving.map(([lon, lat]) => `${lon} ${lat} of the inner outline lies outside`),
    ...entering.map(([lon, lat]) => `${lon} ${lat} of the outer outline lies inside`),
  ]
}

function crossings(segments: readonly Segment[]): string[] {
  const faults: string[] = []
  if (segments.length === 0) return faults
  const size =
    Math.max(1e-9, ...segments.map(({ a, b }) => Math.max(Math.abs(a[0] - b[0]), Math.abs(a[1] - b[1])))) * 1.5
  const cells = new Map<string, Segment[]>()
  for (const segment of segments) {
    const { a, b } = segment
    for (let i = Math.floor(Math.min(a[0], b[0]) / size); i <= Math.floor(Math.max(a[0], b[0]) / size); i++) {
      for (let j = Math.floor(Math.min(a[1], b[1]) / size); j <= Math.floor(Math.max(a[1], b[1]) / size); j++) {
        const key = `${i},${j}`
        const list = cells.get(key) ?? []
        for (const other of list) {
          if (!areNeighbours(segment, other) && touch(segment, other)) {
            faults.push(
              `polygon ${segment.polygon} ring ${segment.ring} touches polygon ${other.polygon} ring ${other.ring}`,
            )
          }
        }
        list.push(segment)
        cells.set(key, list)
      }
    }
  }
  return faults
}

function areNeighbours(p: Segment, q: Segment): boolean {
  if (p.polygon !== q.polygon || p.ring !== q.ring) return false
  const apart = Math.abs(p.index - q.index)
  if (apart === 1 || apart === p.ringSize - 1) {
    // They share an end; they may not fold back onto each other.
    const [from, middle, to] =
      p.b === q.a || (p.b[0] === q.a[0] && p.b[1] === q.a[1]) ? [p.a, p.b, q.b] : [q.a, q.b, p.b]
    const isStraight = side(from, middle, to) === 0
    const isBack = (to[0] - middle[0]) * (from[0] - middle[0]) + (to[1] - middle[1]) * (from[1] - middle[1]) > 0
    return !(isStraight && isBack)
  }
  return apart === 0
}

function touch(p: Segment, q: Segment): boolean {
  const d1 = side(p.a, p.b, q.a)
  const d2 = side(p.a, p.b, q.b)
  const d3 = side(q.a, q.b, p.a)
  const d4 = side(q.a, q.b, p.b)
  if (d1 * d2 < 0 && d3 * d4 < 0) return true
  return (
    (d1 === 0 && within(p, q.a)) ||
    (d2 === 0 && within(p, q.b)) ||
    (d3 === 0 && within(q, p.a)) ||
    (d4 === 0 && within(q, p.b))
  )
}

/** Exact for coordinates in 1e-7 degrees: integers up to 3.6e9, products by BigInt where doubles could not tell. */
function side(a: Position, b: Position, c: Position): number {
  const [ax, ay, bx, by, cx, cy] = [a[0], a[1], b[0], b[1], c[0], c[1]].map((value) =>
    Math.round(value * 1e7),
  ) as number[]
  const value = (bx! - ax!) * (cy! - ay!) - (by! - ay!) * (cx! - ax!)
  return Number.isSafeInteger(value)
    ? Math.sign(value)
    : Number(BigInt(bx! - ax!) * BigInt(cy! - ay!) - BigInt(by! - ay!) * BigInt(cx! - ax!))
}

function within({ a, b }: Segment, [x, y]: Position): boolean {
  return (
    Math.min(a[0], b[0]) <= x && x <= Math.max(a[0], b[0]) && Math.min(a[1], b[1]) <= y && y <= Math.max(a[1], b[1])
  )
}

/**
 * Holes outside their outer ring, holes inside holes, parts inside parts (rings are known not to cross when this
 * matters).
 */
function misplaced(polygons: readonly Rings[]): string[] {
  const faults: string[] = []
  polygons.forEach((rings, polygon) => {
    rings.forEach((ring, index) => {
      if (index === 0) return
      if (!insideRing(rings[0]!, ...ring[0]!)) faults.push(`polygon ${polygon} hole ${index} lies outside`)
      rings.forEach((other, otherIndex) => {
        if (otherIndex > 0 && otherIndex !== index && insideRing(other, ...ring[0]!))
          faults.push(`polygon ${polygon}: hole in hole`)
      })
    })
    polygons.forEach((other, otherIndex) => {
      if (otherIndex !== polygon && covers([other], ...rings[0]![0]!))
        faults.push(`polygon ${polygon} lies in ${otherIndex}`)
    })
  })
  return faults
}

function insideRing(ring: readonly Position[], x: number, y: number): boolean {
  let inside = false
  for (let i = 0; i + 1 < ring.length; i++) {
    const [ax, ay] = ring[i]!
    const [bx, by] = ring[i + 1]!
    if (ay > y !== by > y && x < ax + ((y - ay) / (by - ay)) * (bx - ax)) inside = !inside
  }
  return inside
}

function signedArea(ring: readonly Position[]): number {
  const [x0, y0] = ring[0]!
  let twice = 0
  for (let i = 0; i + 1 < ring.length; i++) {
    twice += (ring[i]![0] - x0) * (ring[i + 1]![1] - y0) - (ring[i + 1]![0] - x0) * (ring[i]![1] - y0)
  }
  return twice
}

function decimals(value: number): number {
  return Math.abs(Math.round(value * 1e7) / 1e7 - value) === 0 ? 7 : 8
}
