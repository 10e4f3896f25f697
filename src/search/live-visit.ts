// One sweep from a place over facilities that come and go: which are met within a limit, at what cost, and by which walk. Integers only; it
// knows no names and no coordinates.
import { UNREACHED } from '../foundation/units.ts'
import type { Impedance } from '../network/impedance.ts'
import type { WalkNetwork } from '../network/walk-network.ts'
import { BoundedSweep } from './bounded-sweep.ts'
import type { LiveTargets } from './live-targets.ts'
import { directWalkCost, legCost, type WalkTrace } from './origin-visit.ts'
import type { LegRows, PlaceLegs } from './place-legs.ts'
import { walkBack } from './walk-back.ts'

/** How a walk ends: at a row, straight along its edge from a row of the origin, or through one of the edge's ends. */
interface WalkEnding {
  readonly cost: number
  /** Row of the origin's legs of a direct walk, −1 for one through a vertex. */
  readonly place: number
  readonly row: number
  readonly side: number
}

/**
 * Sweeps from one place at a time. A search that need not go far goes only as far as a part of the limit: each part has a sweep of its own, whose
 * scratch memory is made when it is first needed (4 bytes a vertex).
 */
export class LiveVisit {
  /** Facilities met by the last run: `touched[0 … touchedCount)`. */
  touched = new Uint32Array(64)
  touchedCount = 0
  readonly #network: WalkNetwork
  readonly #impedance: Impedance
  readonly #sweeps: BoundedSweep[] = []
  #sweep: BoundedSweep
  #cost = new Uint32Array(0)
  #origin: PlaceLegs | null = null
  #seedVertex = new Uint32Array(4)
  #seedCost = new Uint32Array(4)

  constructor(network: WalkNetwork, impedance: Impedance) {
    this.#network = network
    this.#impedance = impedance
    this.#sweep = new BoundedSweep(network)
    this.#sweeps[0] = this.#sweep
  }

  /**
   * Sweeps from all rows of one place.
   *
   * @param limit whole limit, ms or mm
   * @param halvings how often it is halved for this run; 0 = the whole
   * @returns the limit that was used
   */
  run(origin: PlaceLegs, limit: number, halvings = 0): number {
    const rows = origin.edge.length
    this.#origin = origin
    if (this.#seedVertex.length < 2 * rows) {
      this.#seedVertex = new Uint32Array(2 * rows)
      this.#seedCost = new Uint32Array(2 * rows)
    }
    for (let row = 0; row < rows; row++) {
      this.#seedVertex[2 * row] = origin.vertexFrom[row]!
      this.#seedVertex[2 * row + 1] = origin.vertexTo[row]!
      this.#seedCost[2 * row] = origin.outFrom[row]!
      this.#seedCost[2 * row + 1] = origin.outTo[row]!
    }
    const bounded = limit >>> halvings
    this.#sweeps[halvings] ??= new BoundedSweep(this.#network)
    this.#sweep = this.#sweeps[halvings]!
    this.#sweep.run(this.#impedance.arcCost, this.#seedVertex, this.#seedCost, bounded, 2 * rows)
    return bounded
  }

  /**
   * Meets the facilities that hang at what the last run reached.
   *
   * @param legs those of the targets under this visit's impedance
   * @param facilityCount facilities are numbers below this
   * @param counts whether a facility is one that is looked for, and that people from this place may walk to
   */
  meet(
    targets: LiveTargets,
    legs: LegRows,
    limit: number,
    facilityCount: number,
    counts: (facility: number) => boolean,
  ): void {
    this.#forget(facilityCount)
    const { reached, reachedCount } = this.#sweep
    const { rowFacility } = targets
    const { inFrom, inTo } = legs
    for (let i = 0; i < reachedCount; i++) {
      const vertex = reached[i]!
      let entry = targets.firstAt(vertex)
      if (entry < 0) continue
      const label = this.#sweep.label(vertex)
      for (; entry >= 0; entry = targets.after(entry)) {
        const row = targets.rowOf(entry)
        const leg = targets.isAtFirstEnd(entry) ? inFrom[row]! : inTo[row]!
        if (leg !== UNREACHED) this.#offer(rowFacility[row]!, label + leg, limit, counts)
      }
    }
    const origin = this.#origin!
    for (let place = 0; place < origin.edge.length; place++) {
      for (let entry = targets.firstOn(origin.edge[place]!); entry >= 0; entry = targets.after(entry)) {
        const row = targets.rowOf(entry)
        const cost = directWalkCost(this.#impedance, origin, place, legs, row, true)
        if (cost !== UNREACHED) this.#offer(rowFacility[row]!, cost, limit, counts)
      }
    }
  }

  /**
   * Meets some facilities, one by one: for a few of many this is quicker than {@link LiveVisit.meet}, and finds the same.
   *
   * @param rowsOf rows of a facility
   */
  meetEach(
    legs: LegRows,
    limit: number,
    facilityCount: number,
    facilities: Iterable<number>,
    rowsOf: (facility: number) => readonly number[],
    counts: (facility: number) => boolean,
  ): void {
    this.#forget(facilityCount)
    for (const facility of facilities) {
      const ending = this.#endingAt(legs, rowsOf(facility))
      if (ending !== null) this.#offer(facility, ending.cost, limit, counts)
    }
  }

  /** How many vertices the last run reached. */
  get reachedCount(): number {
    return this.#sweep.reachedCount
  }

  /** Cost of a facility that was met. */
  cost(facility: number): number {
    return this.#cost[facility]!
  }

  /**
   * The shortest walk of the last run to any of some rows, and how it went; of equally short ones always the same one.
   *
   * @returns `null` where none is within the run's limit
   */
  traceTo(
    legs: LegRows,
    rows: readonly number[],
    limit: number,
  ): { readonly cost: number; readonly trace: WalkTrace } | null {
    const ending = this.#endingAt(legs, rows)
    if (ending === null || ending.cost > limit) return null
    const { cost, place, row, side } = ending
    if (place >= 0) {
      return { cost, trace: { place, entrance: row, direct: true, placeEnd: 0, entranceEnd: 0, arcs: [] } }
    }
    const arcs: number[] = []
    const vertex = side === 0 ? legs.vertexFrom[row]! : legs.vertexTo[row]!
    const seed = walkBack(this.#network, this.#impedance, this.#sweep, this.#seedAt, vertex, (arc) => {
      arcs.push(arc)
    })
    const trace = { place: seed >> 1, entrance: row, direct: false, placeEnd: seed & 1, entranceEnd: side }
    return { cost, trace: { ...trace, arcs: arcs.reverse() } }
  }

  #endingAt(legs: LegRows, rows: readonly number[]): WalkEnding | null {
    const origin = this.#origin!
    let best: WalkEnding | null = null
    const offer = (cost: number, place: number, row: number, side: number) => {
      if (cost < (best?.cost ?? UNREACHED)) best = { cost, place, row, side }
    }
    for (let place = 0; place < origin.edge.length; place++) {
      for (const row of rows) {
        if (legs.edge[row] !== origin.edge[place]) continue
        offer(directWalkCost(this.#impedance, origin, place, legs, row, true), place, row, 0)
      }
    }
    for (const row of rows) {
      for (let side = 0; side < 2; side++) {
        const label = this.#sweep.label(side === 0 ? legs.vertexFrom[row]! : legs.vertexTo[row]!)
        const leg = legCost(legs, row, side, true)
        if (label !== UNREACHED && leg !== UNREACHED) offer(label + leg, -1, row, side)
      }
    }
    return best
  }

  #offer(facility: number, cost: number, limit: number, counts: (facility: number) => boolean): void {
    if (cost > limit) return
    const known = this.#cost[facility]!
    if (cost >= known) return
    if (known === UNREACHED) {
      if (!counts(facility)) return
      if (this.touchedCount === this.touched.length) {
        const larger = new Uint32Array(2 * this.touched.length)
        larger.set(this.touched)
        this.touched = larger
      }
      this.touched[this.touchedCount++] = facility
    }
    this.#cost[facility] = cost
  }

  #forget(facilityCount: number): void {
    if (this.#cost.length < facilityCount) this.#cost = new Uint32Array(2 * facilityCount).fill(UNREACHED)
    else for (let i = 0; i < this.touchedCount; i++) this.#cost[this.touched[i]!] = UNREACHED
    this.touchedCount = 0
  }

  /** The first seed of the last run at a vertex with a cost, −1 where there is none. */
  readonly #seedAt = (vertex: number, cost: number): number => {
    for (let seed = 0; seed < 2 * this.#origin!.edge.length; seed++) {
      if (this.#seedVertex[seed] === vertex && this.#seedCost[seed] === cost) return seed
    }
    return -1
  }
}
