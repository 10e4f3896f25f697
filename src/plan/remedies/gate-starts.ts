// Blocks whose walks begin at their gates: a gate that opens is a place more to set out from. A study and gates in; for each the cost to go on from it out. It
// does not know which gates are worth asking.

import { greatCircleMetres } from '../../foundation/geo.ts'
import { type Basis, E7, type LonLat, UNREACHED } from '../../foundation/units.ts'
import { linkPoints } from '../../locate/link-points.ts'
import type { Impedance } from '../../network/impedance.ts'
import { type CompoundGate, opensWall } from '../../normalise/places/compound-record.ts'
import { BoundedSweep } from '../../search/bounded-sweep.ts'
import { buildPlaceLegs, type PlaceLegs } from '../../search/place-legs.ts'
import type { AccessStudy } from '../../study/access-study.ts'
import type { AddedStep } from '../../study/gate-candidates.ts'
import type { GateGains, GoingOn } from '../../study/gate-gains.ts'

/** Gates so near to each other are one. */
const SAME_METRES = 0.5

/** A gate from which a block's walks would begin if it were open. */
export interface GateStart {
  readonly block: number
  readonly lonLat: LonLat
  /** On the block's own list; `null` for one that would be made. */
  readonly gate: CompoundGate | null
}

/** Shut gates on the lists of blocks that are measured from their gates, in the order of blocks. */
export function shutGates({ blocks, demand }: AccessStudy): GateStart[] {
  return blocks.flatMap(({ knownGates = [] }, block) =>
    demand.method[block] !== 'gates'
      ? []
      : knownGates
          .filter((gate) => !opensWall(gate) && gate.direction !== 'in')
          .map((gate) => ({ block, lonLat: gate.lonLat, gate })),
  )
}

export function isSameGate(a: LonLat, b: LonLat): boolean {
  return greatCircleMetres(...a, ...b) <= SAME_METRES
}

/** Walks from such gates under one basis. */
export class GateStarts {
  readonly #study: AccessStudy
  readonly #known: GateGains
  readonly #impedance: Impedance
  readonly #legs: PlaceLegs
  readonly #sweep: BoundedSweep

  constructor(study: AccessStudy, basis: Basis, known: GateGains, places: readonly LonLat[]) {
    this.#study = study
    this.#known = known
    this.#impedance = basis === 'time' ? study.time : study.distance
    const lonLat = Float64Array.from(places.flat(), (degrees) => Math.round(degrees * E7) / E7)
    const linkage = linkPoints(study.locator, lonLat, study.maxLinkMetres)
    this.#legs = buildPlaceLegs(study.network, this.#impedance, linkage, 'start')
    this.#sweep = new BoundedSweep(study.network)
  }

  /**
   * The block as somebody who sets out at a place.
   *
   * @param steps what the gate adds to the streets at the same time
   */
  goingOn(block: number, place: number, steps: readonly AddedStep[]): GoingOn[] {
    const { rowOffset, edge, vertexFrom, vertexTo, outFrom, outTo } = this.#legs
    const rows = Array.from({ length: rowOffset[place + 1]! - rowOffset[place]! }, (_, at) => rowOffset[place]! + at)
    if (edge[rows[0]!]! < 0) return []
    const origin = this.#study.origins.blockOrigin[block]!
    const vertex = rows.flatMap((row) => [vertexFrom[row]!, vertexTo[row]!])
    const cost = rows.flatMap((row) => [outFrom[row]!, outTo[row]!])
    this.#sweep.run(this.#impedance.arcCost, vertex, cost, this.#known.limit)
    const toStep = steps.map(({ from }) => this.#sweep.label(from))
    const beyond = Array.from({ length: this.#known.columns }, (_, column) => {
      let least = UNREACHED
      for (const row of rows) least = Math.min(least, this.#known.fromPlace(this.#legs, row, column))
      steps.forEach((step, at) => {
        const more = this.#known.toFacility(step.to, column)
        if (toStep[at] !== UNREACHED && more !== UNREACHED) least = Math.min(least, toStep[at]! + step.cost + more)
      })
      return least
    })
    return [{ contact: { vertex: [], cost: [], others: [{ origin, cost: 0 }] }, beyond }]
  }
}
