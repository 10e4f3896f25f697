// Cuts polygons with holes along one vertical line. What enters: open rings (outer anticlockwise, holes clockwise).
// What leaves: the polygons on one side, with new borders along the line. It does not know what the line is.
import { insideRings, type PolygonRings } from '../foundation/geo.ts'
import type { LonLat } from '../foundation/units.ts'

/** A ring whose first position is not repeated. */
export type FlatRing = readonly LonLat[]

/** The parts of a polygon west of a line x = `at`. O(n log n). */
export function clipWest(rings: readonly FlatRing[], at: number): FlatRing[][] {
  const mirror = (ring: FlatRing): FlatRing => ring.map(([x, y]): LonLat => [-x, y]).reverse()
  return clipEast(rings.map(mirror), -at).map((part) => part.map(mirror))
}

/**
 * The parts of a polygon east of a line x = `at`. Positions on the line count as east of it.
 * Chains of positions east of the line begin and end on it; going up the line, the polygon lies between the 1st and 2nd
 * crossing, the 3rd and 4th and so on, so each chain's end is joined to the other crossing of its pair.
 */
export function clipEast(rings: readonly FlatRing[], at: number): FlatRing[][] {
  const whole: FlatRing[] = []
  const chains: Chain[] = []
  for (const ring of rings) {
    const first = ring.findIndex(([x], index) => x >= at && ring[(index || ring.length) - 1]![0] < at)
    if (first >= 0) collectChains(ring, first, at, chains)
    else if (ring[0]![0] >= at) whole.push(ring)
  }
  const joined = joinChains(chains)
  const parts = [...joined, ...whole.filter(isAnticlockwise)].map((outer) => [outer])
  for (const hole of whole) {
    if (isAnticlockwise(hole)) continue
    const [lon, lat] = hole[0]!
    parts.find((part) => insideRings(lon, lat, closed(part[0]!)))?.push(hole)
  }
  return parts
}

/** Positions from where a ring comes over the line to where it goes back, both crossings included. */
interface Chain {
  readonly positions: LonLat[]
  readonly enterY: number
  readonly leaveY: number
}

function collectChains(ring: FlatRing, first: number, at: number, chains: Chain[]): void {
  let positions: LonLat[] | null = null
  for (let step = 0; step < ring.length; step++) {
    const index = (first + step) % ring.length
    const here = ring[index]!
    const before = ring[(index || ring.length) - 1]!
    if (here[0] >= at) {
      if (positions === null) positions = here[0] === at ? [] : [[at, yOnLine(before, here, at)]]
      positions.push(here)
    }
    const next = ring[(index + 1) % ring.length]!
    if (positions !== null && next[0] < at) {
      if (here[0] > at) positions.push([at, yOnLine(here, next, at)])
      if (positions.length > 1) chains.push({ positions, enterY: positions[0]![1], leaveY: positions.at(-1)![1] })
      positions = null
    }
  }
}

function yOnLine(from: LonLat, to: LonLat, at: number): number {
  return from[1] + ((at - from[0]) / (to[0] - from[0])) * (to[1] - from[1])
}

/**
 * With the inside on the left, a chain that leaves at y goes on along the line downwards, to the next entering crossing
 * below.
 */
function joinChains(chains: readonly Chain[]): FlatRing[] {
  const ascending = [...chains].sort((a, b) => a.enterY - b.enterY)
  const used = new Set<Chain>()
  const rings: FlatRing[] = []
  for (const start of ascending) {
    if (used.has(start)) continue
    const ring: LonLat[] = []
    let chain: Chain | undefined = start
    while (chain !== undefined && !used.has(chain)) {
      used.add(chain)
      ring.push(...chain.positions)
      const leaveY: number = chain.leaveY
      chain = ascending.findLast((candidate) => candidate.enterY < leaveY)
    }
    rings.push(ring)
  }
  return rings
}

function isAnticlockwise(ring: FlatRing): boolean {
  let twice = 0
  for (let i = 0, j = ring.length - 1; i < ring.length; j = i++) {
    twice += ring[j]![0] * ring[i]![1] - ring[i]![0] * ring[j]![1]
  }
  return twice > 0
}

function closed(ring: FlatRing): PolygonRings {
  return [[...ring, ring[0]!]]
}
