// The slow truth's private streets: walls (2.1 of the page), and who owns what is not public (2.2).
import { metresBetween, unit } from './truth-geometry.ts'
import { naturalOrder, type TruthCompound, type TruthNetwork, type TruthSegment } from './truth-network.ts'

const NEAR_GATE_METRES = 25

export function segmentsAt(segments: readonly TruthSegment[]): Map<string, number[]> {
  const at = new Map<string, number[]>()
  segments.forEach(({ a, b }, number) => {
    for (const end of a === b ? [a] : [a, b]) {
      if (!at.has(end)) at.set(end, [])
      at.get(end)!.push(number)
    }
  })
  return at
}

/**
 * 2.1: where parts of a compound meet other streets and no gate opens that crossing, they end at a vertex of their own.
 *
 * @param vertexSets what is known of vertices, which holds for the new ones, too
 */
export function buildWalls(
  segments: TruthSegment[],
  compounds: readonly TruthCompound[],
  vertexSets: readonly Set<string>[],
): Pick<TruthNetwork, 'noLeaving' | 'noEntering'> {
  const noLeaving = new Set<string>()
  const noEntering = new Set<string>()
  for (const [vertex, touching] of segmentsAt(segments)) {
    const owners = new Set(touching.map((number) => segments[number]!.part))
    if (owners.size < 2) continue
    const first = segments[touching[0]!]!
    const here = unit(first.a === vertex ? first.atA : first.atB)
    for (const { id, gates } of compounds) {
      if (!owners.has(id) || gates.length === 0) continue
      const near = gates.filter(({ at, isOpen }) => isOpen && metresBetween(unit(at), here) <= NEAR_GATE_METRES)
      if (near.length > 0) {
        if (near.every(({ letsOut }) => !letsOut)) noLeaving.add(`${id} ${vertex}`)
        if (near.every(({ letsIn }) => !letsIn)) noEntering.add(`${id} ${vertex}`)
        continue
      }
      const own = `${vertex} wall of ${id}`
      // A traffic light or a gate for residents stands on both sides.
      for (const set of vertexSets) if (set.has(vertex)) set.add(own)
      for (const number of touching) {
        const segment = segments[number]!
        if (segment.part !== id) continue
        if (segment.a === vertex) segment.a = own
        if (segment.b === vertex) segment.b = own
      }
    }
  }
  return { noLeaving, noEntering }
}

/** Groups of segments that hang together at the vertices where they may. */
export function groups(
  segments: readonly TruthSegment[],
  isIn: (number: number) => boolean,
  joinsAt: (vertex: string) => boolean = () => true,
): number[][] {
  const at = segmentsAt(segments)
  const seen = new Set<number>()
  const found: number[][] = []
  segments.forEach((_, start) => {
    if (seen.has(start) || !isIn(start)) return
    const group = [start]
    seen.add(start)
    for (let i = 0; i < group.length; i++) {
      const { a, b } = segments[group[i]!]!
      for (const vertex of [a, b]) {
        if (!joinsAt(vertex)) continue
        for (const next of at.get(vertex)!) {
          if (seen.has(next) || !isIn(next)) continue
          seen.add(next)
          group.push(next)
        }
      }
    }
    found.push(group)
  })
  return found
}

/** Metres of street: chords and rings of relations add none. */
export const streetMetres = (segments: readonly TruthSegment[], group: readonly number[]) =>
  group.reduce((sum, number) => sum + (segments[number]!.kind === 'way' ? segments[number]!.metres : 0), 0)

/** 2.2: what is public, what joins a compound, what is a region of its own. */
export function nameRegions(segments: TruthSegment[], restrictedVertices: ReadonlySet<string>): void {
  const isOpen = (number: number) => !segments[number]!.restricted && segments[number]!.part === undefined
  const wholeOf = new Map<number, number>()
  groups(segments, () => true).forEach((group, whole) => {
    for (const number of group) wholeOf.set(number, whole)
  })
  const longest = new Map<number, { metres: number; group: readonly number[] }>()
  for (const group of groups(segments, isOpen, (vertex) => !restrictedVertices.has(vertex))) {
    const metres = streetMetres(segments, group)
    const whole = wholeOf.get(group[0]!)!
    if (metres > (longest.get(whole)?.metres ?? -1)) longest.set(whole, { metres, group })
  }
  const isPublic = new Set([...longest.values()].flatMap(({ group }) => group))
  const publicVertices = new Set([...isPublic].flatMap((number) => [segments[number]!.a, segments[number]!.b]))
  const isAway = (vertex: string) => !publicVertices.has(vertex)
  const isLeft = (number: number) => segments[number]!.part === undefined && !isPublic.has(number)
  const at = segmentsAt(segments)
  groups(segments, isLeft, isAway).forEach((group, name) => {
    const owners = new Set<string>()
    for (const number of group) {
      for (const vertex of [segments[number]!.a, segments[number]!.b].filter(isAway)) {
        for (const other of at.get(vertex)!) if (segments[other]!.part !== undefined) owners.add(segments[other]!.part!)
      }
    }
    const first = [...owners].sort(naturalOrder)[0]
    for (const number of group) segments[number]!.region = first ?? `private ${name}`
  })
}
