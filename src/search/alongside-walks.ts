// The walks of one visit measured by the other basis: a time search asks for metres, too. Walks share their beginnings, so what
// was measured up to a vertex is kept until the next visit. Integers only.
import { UNREACHED } from '../foundation/units.ts'
import type { Impedance } from '../network/impedance.ts'
import { directWalkCost, legCost, type OriginVisit, type VisitProblem } from './origin-visit.ts'
import type { PlaceLegs } from './place-legs.ts'
import { groupRows } from './row-groups.ts'
import { sweepArcs } from './sweep-arcs.ts'

/** The other basis, and the legs under it. */
export interface AlongsideProblem extends VisitProblem {
  readonly alongside: Impedance
  readonly alongsideOrigins: PlaceLegs
  readonly alongsideEntrances: PlaceLegs
}

/** Words of an entrance: its row, its edge, and for either end of the edge the vertex, the leg's cost, the leg by the other basis. */
const ENTRANCE = 8

/** Measures the walks that a visit found; the same walks that {@link OriginVisit.trace} tells. */
export class AlongsideWalks {
  readonly #problem: AlongsideProblem
  readonly #visit: OriginVisit
  /** What is asked of an entrance lies in one place in memory; entrances of facility f: `#offset[f] … #offset[f+1])`. */
  readonly #offset: Uint32Array
  readonly #entrances: Int32Array
  /** From the origin to a vertex by the other basis; `UNREACHED` = not measured in this visit. */
  readonly #along: Uint32Array
  /** Vertices measured in this visit. */
  #known = new Uint32Array(256)
  #knownCount = 0
  /** The way back that is being walked: vertices, and the arc each was left by. */
  #backVertex = new Uint32Array(256)
  #backArc = new Uint32Array(256)

  constructor(problem: AlongsideProblem, visit: OriginVisit) {
    this.#problem = problem
    this.#visit = visit
    this.#along = new Uint32Array(problem.network.arcOffset.length - 1).fill(UNREACHED)
    const { offset, row } = groupRows(problem.targets.facilityOfEntrance, problem.targets.facilityCount)
    this.#offset = offset
    this.#entrances = describeEntrances(problem, row)
  }

  /** Must be called after each new run of the visit. */
  begin(): void {
    for (let i = 0; i < this.#knownCount; i++) this.#along[this.#known[i]!] = UNREACHED
    this.#knownCount = 0
    const { alongsideOrigins, targets } = this.#problem
    const visit = this.#visit
    this.#makeRoom(2 * visit.placeCount)
    // Of equally near seeds at a vertex the first one counts, as in OriginVisit.seedAt.
    for (let seed = 0; seed < 2 * visit.placeCount; seed++) {
      const vertex = visit.seedVertex(seed)
      if (!visit.seedHolds(seed) || this.#along[vertex] !== UNREACHED) continue
      this.#along[vertex] = legCost(
        alongsideOrigins,
        visit.places[seed >> 1]!,
        seed & 1,
        targets.direction !== 'toFacility',
      )
      this.#known[this.#knownCount++] = vertex
    }
  }

  /** The walk to a facility that the visit met, by the other basis. */
  measure(facility: number): number {
    const entrances = this.#entrances
    const { sweep } = this.#visit
    const cost = this.#visit.cost(facility)
    const first = this.#offset[facility]! * ENTRANCE
    const end = this.#offset[facility + 1]! * ENTRANCE
    const direct = this.#measureDirect(cost, first, end)
    if (direct !== UNREACHED) return direct
    for (let at = first; at < end; at += ENTRANCE) {
      if (entrances[at + 1]! < 0) continue
      for (let side = at + 2; side < at + ENTRANCE; side += 3) {
        // As in OriginVisit.findEnd: the first entrance and end that explains the cost. Ends that are closed explain none.
        if (sweep.label(entrances[side]!) + (entrances[side + 1]! >>> 0) !== cost) continue
        return this.#toVertex(entrances[side]!) + (entrances[side + 2]! >>> 0)
      }
    }
    throw new Error(`AlongsideWalks: no walk explains the cost ${cost} of facility ${facility}`)
  }

  #measureDirect(cost: number, first: number, end: number): number {
    const { impedance, origins, alongside, alongsideOrigins, alongsideEntrances, targets } = this.#problem
    const { places, placeCount } = this.#visit
    const toFacility = targets.direction === 'toFacility'
    for (let i = 0; i < placeCount; i++) {
      const edge = origins.edge[places[i]!]!
      for (let at = first; at < end; at += ENTRANCE) {
        if (this.#entrances[at + 1] !== edge) continue
        const entrance = this.#entrances[at]!
        if (directWalkCost(impedance, origins, places[i]!, targets.legs, entrance, toFacility) !== cost) continue
        return directWalkCost(alongside, alongsideOrigins, places[i]!, alongsideEntrances, entrance, toFacility)
      }
    }
    return UNREACHED
  }

  /** Goes back to a vertex that is measured, and forward again, measuring. */
  #toVertex(vertex: number): number {
    const { network, impedance, alongside, targets } = this.#problem
    const { arcOffset } = network
    const toFacility = targets.direction === 'toFacility'
    // A walk back crosses each arc against its direction.
    const { targetCost } = sweepArcs(network, toFacility ? impedance.arcCostReversed : impedance.arcCost)
    const walked = toFacility ? alongside.arcCostReversed : alongside.arcCost
    const { sweep } = this.#visit
    const along = this.#along
    let depth = 0
    let at = vertex
    while (along[at] === UNREACHED) {
      const label = sweep.label(at)
      const end = arcOffset[at + 1]! << 1
      let arc = arcOffset[at]! << 1
      // The first arc that explains the label, as in walkBack; a vertex that was not reached explains none.
      while (arc < end && sweep.label(targetCost[arc]! >>> 1) + targetCost[arc + 1]! !== label) arc += 2
      if (arc === end) throw new Error(`AlongsideWalks: no arc explains the label ${label} of vertex ${at}`)
      if (depth === this.#backVertex.length) this.#growBack()
      this.#backVertex[depth] = at
      this.#backArc[depth++] = arc >>> 1
      at = targetCost[arc]! >>> 1
    }
    let sum = along[at]!
    this.#makeRoom(depth)
    while (depth > 0) {
      const next = this.#backVertex[--depth]!
      sum += walked[this.#backArc[depth]!]!
      along[next] = sum
      this.#known[this.#knownCount++] = next
    }
    return sum
  }

  #makeRoom(vertices: number): void {
    if (this.#knownCount + vertices <= this.#known.length) return
    const grown = new Uint32Array(2 * (this.#knownCount + vertices))
    grown.set(this.#known.subarray(0, this.#knownCount))
    this.#known = grown
  }

  #growBack(): void {
    const vertices = new Uint32Array(this.#backVertex.length * 2)
    const arcs = new Uint32Array(vertices.length)
    vertices.set(this.#backVertex)
    arcs.set(this.#backArc)
    this.#backVertex = vertices
    this.#backArc = arcs
  }
}

function describeEntrances({ targets, alongsideEntrances }: AlongsideProblem, rows: Uint32Array): Int32Array {
  const { legs } = targets
  const toFacility = targets.direction === 'toFacility'
  const words = new Int32Array(rows.length * ENTRANCE)
  rows.forEach((entrance, i) => {
    const edge = legs.edge[entrance]!
    const at = i * ENTRANCE
    words[at] = entrance
    words[at + 1] = edge
    if (edge < 0) return
    for (let end = 0; end < 2; end++) {
      const side = at + 2 + 3 * end
      words[side] = end === 0 ? legs.vertexFrom[entrance]! : legs.vertexTo[entrance]!
      words[side + 1] = legCost(legs, entrance, end, toFacility)
      words[side + 2] = legCost(alongsideEntrances, entrance, end, toFacility)
    }
  })
  return words
}
