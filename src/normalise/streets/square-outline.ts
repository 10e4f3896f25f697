// The outline of a square: is it sound, on which side does the square lie, what is inside? In: rings in whole 1e-7 degrees. All answers but
// the place of a crossing are exact: products of such whole numbers are, within a square. It knows neither tags nor nodes.

/** A ring, its first position not repeated; whole numbers. */
export interface OutlineRing {
  readonly x: Float64Array
  readonly y: Float64Array
  /** `none` where nobody says. */
  readonly role: 'outer' | 'inner' | 'none'
}

/** Twice the area that a ring goes round; positive where it goes anticlockwise. */
export function ringDoubleArea({ x, y }: OutlineRing): number {
  let sum = 0
  for (let at = 0; at < x.length; at++) {
    const next = at + 1 < x.length ? at + 1 : 0
    sum += (x[at]! - x[0]!) * (y[next]! - y[0]!) - (x[next]! - x[0]!) * (y[at]! - y[0]!)
  }
  return sum
}

/** How many other rings each ring lies in: even for outlines, odd for holes. Rings that cross have no true answer. O(rings × positions). */
export function ringDepths(rings: readonly OutlineRing[]): number[] {
  return rings.map((ring) => rings.filter((other) => other !== ring && liesIn(ring, other)).length)
}

/** Where a position lies. */
export const OUTSIDE = 0
export const ON_BOUNDARY = 1
export const INSIDE = 2

/** Whether a position lies inside rings (by the even-odd rule), on one, or outside. O(positions). */
export function placeInRings(rings: readonly OutlineRing[], px: number, py: number): number {
  let odd = false
  for (const { x, y } of rings) {
    let last = x.length - 1
    for (let at = 0; at < x.length; last = at++) {
      const ay = y[last]!
      const by = y[at]!
      if ((ay > py && by > py) || (ay < py && by < py)) continue
      const ax = x[last]!
      const bx = x[at]!
      const side = (bx - ax) * (py - ay) - (by - ay) * (px - ax)
      if (side === 0 && between(ax, px, bx) && between(ay, py, by)) return ON_BOUNDARY
      if (ay > py !== by > py && side > 0 === by > ay) odd = !odd
    }
  }
  return odd ? INSIDE : OUTSIDE
}

function between(a: number, middle: number, b: number): boolean {
  return a < b ? a <= middle && middle <= b : b <= middle && middle <= a
}

/** Whether a ring lies in another one: by its first position, or middle of a side, that is not on that one. */
function liesIn({ x, y }: OutlineRing, other: OutlineRing): boolean {
  for (let at = 0; at < x.length; at++) {
    const place = placeInRings([other], x[at]!, y[at]!)
    if (place !== ON_BOUNDARY) return place === INSIDE
  }
  return middlesOf({ x, y }).some(([mx, my]) => placeInRings([other], mx, my) === INSIDE)
}

function middlesOf({ x, y }: Pick<OutlineRing, 'x' | 'y'>): [number, number][] {
  return Array.from(x, (ax, at) => {
    const next = at + 1 < x.length ? at + 1 : 0
    return [(ax + x[next]!) / 2, (y[at]! + y[next]!) / 2]
  })
}

/** A side of a ring. */
interface Side {
  readonly ring: number
  readonly at: number
  readonly ax: number
  readonly ay: number
  readonly bx: number
  readonly by: number
}

/**
 * Whether an outline is sound: rings of three positions and more that meet neither themselves nor one another, but may touch one another in
 * single places, nested as their roles say. O(sides log sides + pairs of sides that overlap from west to east).
 */
export function isSoundOutline(rings: readonly OutlineRing[], depths: readonly number[]): boolean {
  if (rings.length === 0 || rings.some(({ x }) => x.length < 3)) return false
  if (rings.some(({ role }, ring) => role !== 'none' && (role === 'inner') !== (depths[ring]! % 2 === 1))) return false
  const sides = rings.flatMap((ring, number) => sidesOf(ring, number))
  sides.sort((a, b) => Math.min(a.ax, a.bx) - Math.min(b.ax, b.bx))
  const touching = new Set<number>()
  for (let first = 0; first < sides.length; first++) {
    const a = sides[first]!
    if (a.ax === a.bx && a.ay === a.by) return false
    const east = Math.max(a.ax, a.bx)
    const [south, north] = a.ay < a.by ? [a.ay, a.by] : [a.by, a.ay]
    for (let second = first + 1; second < sides.length; second++) {
      const b = sides[second]!
      if (Math.min(b.ax, b.bx) > east) break
      if ((b.ay < south && b.by < south) || (b.ay > north && b.by > north)) continue
      if (a.ring === b.ring) {
        if (sidesClash(a, b, rings[a.ring]!.x.length)) return false
        continue
      }
      const meeting = meetingOf(a, b)
      if (meeting === ACROSS || meeting === ALONG) return false
      if (meeting === TOUCH) touching.add(a.ring * rings.length + b.ring).add(b.ring * rings.length + a.ring)
    }
  }
  return [...touching].every((pair) =>
    staysOnOneSide(rings[Math.floor(pair / rings.length)]!, rings[pair % rings.length]!),
  )
}

function sidesOf({ x, y }: OutlineRing, ring: number): Side[] {
  return Array.from(x, (ax, at) => {
    const next = at + 1 < x.length ? at + 1 : 0
    return { ring, at, ax, ay: y[at]!, bx: x[next]!, by: y[next]! }
  })
}

/** Whether two sides of one ring meet where they should not: anywhere, or beyond the position that they share. */
function sidesClash(a: Side, b: Side, sides: number): boolean {
  const meeting = meetingOf(a, b)
  if (meeting === APART) return false
  const follow = (a.at + 1) % sides === b.at || (b.at + 1) % sides === a.at
  return !follow || meeting !== TOUCH
}

const APART = 0
const TOUCH = 1
const ACROSS = 2
const ALONG = 3

/** How two sides meet: not, in one place that is an end of one of them, across each other, or along a line. */
function meetingOf(a: Side, b: Side): number {
  const a1 = sideOf(b, a.ax, a.ay)
  const a2 = sideOf(b, a.bx, a.by)
  const b1 = sideOf(a, b.ax, b.ay)
  const b2 = sideOf(a, b.bx, b.by)
  if (a1 * a2 > 0 || b1 * b2 > 0) return APART
  if (a1 === 0 && a2 === 0) return meetingOnLine(a, b)
  return a1 * a2 < 0 && b1 * b2 < 0 ? ACROSS : TOUCH
}

/** −1, 0 or 1: on which side of a line a position lies. */
function sideOf({ ax, ay, bx, by }: Side, px: number, py: number): number {
  return Math.sign((bx - ax) * (py - ay) - (by - ay) * (px - ax))
}

function meetingOnLine(a: Side, b: Side): number {
  const onX = Math.abs(a.bx - a.ax) >= Math.abs(a.by - a.ay)
  const [a1, a2, b1, b2] = onX ? [a.ax, a.bx, b.ax, b.bx] : [a.ay, a.by, b.ay, b.by]
  const overlap = Math.min(Math.max(a1, a2), Math.max(b1, b2)) - Math.max(Math.min(a1, a2), Math.min(b1, b2))
  return overlap > 0 ? ALONG : overlap === 0 ? TOUCH : APART
}

/** Whether a ring that touches another one does not pass through it. */
function staysOnOneSide(ring: OutlineRing, other: OutlineRing): boolean {
  let inside = false
  let outside = false
  const look = (px: number, py: number) => {
    const place = placeInRings([other], px, py)
    if (place === INSIDE) inside = true
    if (place === OUTSIDE) outside = true
  }
  for (let at = 0; at < ring.x.length; at++) look(ring.x[at]!, ring.y[at]!)
  for (const [mx, my] of middlesOf(ring)) look(mx, my)
  return !(inside && outside)
}
