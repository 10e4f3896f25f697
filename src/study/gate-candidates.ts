// Where one gate, one short path or one open compound would let people through: walls across streets, inner streets that end near
// public ones, compounds that could be walked through. In: a network, its compounds and crossings. Out: candidates with the steps that
// they would add. It knows no people and no facilities.
import { greatCircleMetres } from '../foundation/geo.ts'
import { E7, type LonLat, UNREACHED } from '../foundation/units.ts'
import { GATE_METRES } from '../network/street-regions.ts'
import { type PlaceVertices, placeVerticesOf } from '../network/walk-arcs.ts'
import type { WalkNetwork } from '../network/walk-network.ts'
import { opensWall } from '../normalise/places/compound-record.ts'
import { NODE_BLOCKED, NODE_WALL } from '../normalise/streets/walkable-ways-record.ts'
import type { AppliedCompounds } from './compound-summary.ts'

/** A step that a candidate would add: from where a walk stands to where it goes on; vertices of the network, cost in ms or mm. */
export interface AddedStep {
  readonly from: number
  readonly to: number
  readonly cost: number
}

/** What could be done. */
export type CandidateKind = 'open-gate' | 'new-gate' | 'new-path' | 'open-compound'

/** One thing that could be done, at one place. */
export interface GateCandidate {
  readonly kind: CandidateKind
  /** Place in the list of closed compounds. */
  readonly compound: number
  readonly lonLat: LonLat
  /** Gates on the list that are shut and stand here, by place in the compound's list. */
  readonly gates: readonly number[]
  /** Straight metres of a new path; 0 for others. */
  readonly pathMetres: number
  /** A walk takes one of these at most. */
  readonly steps: readonly AddedStep[]
}

/** A street vertex at an outline, and what meets it there. */
export interface CrossingVertices {
  readonly compound: number
  readonly lonLat: LonLat
  readonly isWall: boolean
  /** The compound's own street vertex. */
  readonly inner: number
  /** Street vertices of others at the same place that no wall shuts off. */
  readonly outer: readonly number[]
}

/** The vertices of every crossing. O(vertices). */
export function crossingVertices(network: WalkNetwork, { crossings }: AppliedCompounds): CrossingVertices[] {
  const wanted = new Map<string, number[]>(crossings.map(({ lonE7, latE7 }) => [placeKey(lonE7, latE7), []]))
  if (wanted.size === 0) return []
  const { vertexLonE7, vertexLatE7, streetVertices } = network
  for (let vertex = 0; vertex < streetVertices; vertex++) {
    wanted.get(placeKey(vertexLonE7[vertex]!, vertexLatE7[vertex]!))?.push(vertex)
  }
  const places = placeVerticesOf(network)
  return crossings.flatMap(({ compound, lonE7, latE7, state }): CrossingVertices[] => {
    const here = wanted.get(placeKey(lonE7, latE7))!
    const isWall = state === 'wall'
    const hasWall = (vertex: number) => (network.vertexFlags[vertex]! & NODE_WALL) !== 0
    const inner = here.find((vertex) => places.regionOf(vertex) === compound + 1 && hasWall(vertex) === isWall)
    if (inner === undefined) return []
    const outer = here.filter(
      (vertex) =>
        places.regionOf(vertex) !== compound + 1 &&
        !hasWall(vertex) &&
        (network.vertexFlags[vertex]! & NODE_BLOCKED) === 0,
    )
    return [{ compound, lonLat: [lonE7 / E7, latE7 / E7], isWall, inner, outer }]
  })
}

function placeKey(lonE7: number, latE7: number): string {
  return `${lonE7},${latE7}`
}

/** Cost of walks from a vertex to others, `UNREACHED` beyond the limit. */
export type CostsFrom = (vertex: number, targets: readonly number[]) => number[]

/**
 * A gate at every wall across a street, and every gate of the list that is shut. One gate opens all crossings of its compound that are near
 * enough, as in the walking model.
 */
export function wallCandidates(
  network: WalkNetwork,
  { closed }: AppliedCompounds,
  crossings: readonly CrossingVertices[],
  costsFrom: CostsFrom,
): GateCandidate[] {
  const places = placeVerticesOf(network)
  const candidates: GateCandidate[] = []
  const wallsOf = new Map<number, CrossingVertices[]>()
  for (const crossing of crossings) {
    if (!crossing.isWall || crossing.outer.length === 0) continue
    const known = wallsOf.get(crossing.compound)
    if (known === undefined) wallsOf.set(crossing.compound, [crossing])
    else known.push(crossing)
  }
  for (const [compound, walls] of [...wallsOf].sort(([a], [b]) => a - b)) {
    const nearTo = (lonLat: LonLat) =>
      walls.filter((wall) => greatCircleMetres(...lonLat, ...wall.lonLat) <= GATE_METRES)
    const add = (kind: CandidateKind, lonLat: LonLat, gates: readonly number[], near: readonly CrossingVertices[]) => {
      const steps = [...near.flatMap((wall) => stepsThrough(places, wall)), ...stepsRound(places, near, costsFrom)]
      candidates.push({ kind, compound, lonLat, gates, pathMetres: 0, steps })
    }
    const { gates } = closed[compound]!
    gates.forEach((gate, at) => {
      const near = opensWall(gate) ? [] : nearTo(gate.lonLat)
      if (near.length > 0) add('open-gate', gate.lonLat, [at], near)
    })
    for (const wall of walls) {
      const hasGate = gates.some(({ lonLat }) => greatCircleMetres(...lonLat, ...wall.lonLat) <= GATE_METRES)
      if (!hasGate) add('new-gate', wall.lonLat, [], nearTo(wall.lonLat))
    }
  }
  return candidates
}

/** Out: from home onto whatever lies outside. In: from public streets, or from another home, onto the compound's. */
function stepsThrough(places: PlaceVertices, { inner, outer }: CrossingVertices): AddedStep[] {
  return outer.flatMap((vertex) => [
    { from: places.leaving(inner), to: vertex, cost: 0 },
    { from: places.leaving(vertex), to: inner, cost: 0 },
  ])
}

/** Out by one crossing that the gate opens and in by another: from one part of a compound to another that it does not hang together with. */
function stepsRound(places: PlaceVertices, walls: readonly CrossingVertices[], costsFrom: CostsFrom): AddedStep[] {
  if (walls.length < 2) return []
  return walls.flatMap((wall, at) =>
    wall.outer.flatMap((vertex) => {
      const others = walls.flatMap(({ inner, outer }, other) =>
        other === at ? [] : outer.map((end) => ({ inner, end: places.leaving(end) })),
      )
      const costs = costsFrom(
        vertex,
        others.map(({ end }) => end),
      )
      return others.flatMap(({ inner }, other): AddedStep[] =>
        costs[other] === UNREACHED ? [] : [{ from: places.leaving(wall.inner), to: inner, cost: costs[other]! }],
      )
    }),
  )
}
