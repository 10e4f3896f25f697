// Steps that could be replaced by a ramp, or get one beside them, for whom steps are a detour or a wall. A study in; for each public way of steps what
// walks would gain if it were level out: along it between any of its vertices, and from and to places on it. It knows no costs of building.
import { type Basis, E7, type LonLat, UNREACHED } from '../../foundation/units.ts'
import { buildImpedance, type Impedance } from '../../network/impedance.ts'
import { placeVerticesOf } from '../../network/walk-arcs.ts'
import { WAY_STEEP, WAY_STEPS } from '../../normalise/streets/walkable-ways-record.ts'
import { directCost, type PlaceLegs } from '../../search/place-legs.ts'
import type { SweepProblem } from '../../search/reached-times.ts'
import { type AccessStudy, poseQuestion } from '../../study/access-study.ts'
import type { CategoryGain, Contact, GateGains } from '../../study/gate-gains.ts'

/** A public way of steps, or one that is too steep. */
export interface StepFreeWay {
  readonly wayId: number
  readonly metres: number
  readonly line: readonly [LonLat, LonLat]
  readonly edges: readonly number[]
  readonly vertices: readonly number[]
}

/** A way with more vertices than this is left alone: it is no flight of steps. */
const MOST_VERTICES = 12

/** All of them, in order of way; none where the profile walks steps as it walks level ways. O(edges). */
export function stepFreeWays({ network, profile }: AccessStudy): StepFreeWay[] {
  const stops = profile.stepsTimeFactor === null
  if (!stops && profile.stepsTimeFactor! <= 1) return []
  const wanted = stops ? WAY_STEPS | WAY_STEEP : WAY_STEPS
  const edgesOfWay = new Map<number, number[]>()
  network.edgeFlags.forEach((flags, edge) => {
    if ((flags & wanted) === 0 || network.edgeRegion[edge] !== 0) return
    const way = network.edgeWayId[edge]!
    edgesOfWay.set(way, [...(edgesOfWay.get(way) ?? []), edge])
  })
  const place = (vertex: number): LonLat => [network.vertexLonE7[vertex]! / E7, network.vertexLatE7[vertex]! / E7]
  return [...edgesOfWay]
    .sort(([a], [b]) => a - b)
    .flatMap(([wayId, edges]) => {
      const vertices = [...new Set(edges.flatMap((edge) => [network.edgeFrom[edge]!, network.edgeTo[edge]!]))]
      if (vertices.length > MOST_VERTICES) return []
      const metres = edges.reduce((sum, edge) => sum + network.edgeLengthMm[edge]!, 0) / 1000
      return [{ wayId, metres, line: [place(vertices[0]!), place(vertices.at(-1)!)] as const, edges, vertices }]
    })
}

/** Says what level ways would bring under one basis. */
export class StepFreeJudge {
  readonly #study: AccessStudy
  readonly #known: GateGains
  /** The question as it is where no way has steps: what it costs to walk a way, and from and to places on it. */
  readonly #level: SweepProblem
  readonly #originOfRow: Uint32Array
  readonly #rowsOfEdge = new Map<number, number[]>()

  constructor(study: AccessStudy, basis: Basis, known: GateGains) {
    this.#study = study
    this.#known = known
    const { network, profile } = study
    const flags = network.edgeFlags.map((own) => own & ~(WAY_STEPS | WAY_STEEP))
    const impedance = buildImpedance({ ...network, edgeFlags: flags }, profile, basis)
    const other = { ...study, [basis]: impedance }
    this.#level = poseQuestion(other, basis, Uint32Array.of(known.limit)).problem
    const { origins, originOffset } = this.#level
    this.#originOfRow = new Uint32Array(origins.edge.length)
    for (let origin = 0; origin + 1 < originOffset.length; origin++) {
      this.#originOfRow.fill(origin, originOffset[origin], originOffset[origin + 1])
    }
    origins.edge.forEach((edge, row) => {
      if (edge >= 0) this.#rowsOfEdge.set(edge, [...(this.#rowsOfEdge.get(edge) ?? []), row])
    })
  }

  /** What a way brings by subject if it is level. */
  gains(way: StepFreeWay): CategoryGain[] {
    const costs = this.#alongWay(way)
    const columns = Array.from({ length: this.#known.columns }, (_, column) => column)
    const homes = way.edges.flatMap((edge) => this.#rowsOfEdge.get(edge) ?? [])
    const doors = way.edges.flatMap((edge) => this.#doorsOn(edge))
    const { origins, targets } = this.#level
    const atVertex = way.vertices.map((vertex) =>
      columns.map((column) => {
        let least = this.#known.toFacility(vertex, column)
        for (const door of doors) {
          if (!this.#known.counts(targets.facilityOfEntrance[door]!, column)) continue
          least = Math.min(least, legTo(targets.legs, door, vertex))
        }
        return least
      }),
    )
    const places = placeVerticesOf(this.#study.network)
    const contacts = way.vertices.map((vertex, at) => {
      const stands = [vertex, ...places.others(vertex)]
      const others = homes.flatMap((row) => {
        const cost = legFrom(origins, row, vertex)
        return cost === UNREACHED ? [] : [{ origin: this.#originOfRow[row]!, cost }]
      })
      const beyond = columns.map((column) => {
        let least = UNREACHED
        for (let to = 0; to < way.vertices.length; to++) {
          const more = atVertex[to]![column]!
          if (more !== UNREACHED) least = Math.min(least, costs[at]![to]! + more)
        }
        return least
      })
      return { contact: { vertex: stands, cost: stands.map(() => 0), others } satisfies Contact, beyond }
    })
    return this.#known.ofPlaces([...contacts, ...this.#straightAlong(homes, doors, columns)])
  }

  /** From homes to doors on the same street piece. */
  #straightAlong(homes: readonly number[], doors: readonly number[], columns: readonly number[]) {
    const { impedance, origins, targets } = this.#level
    return homes.flatMap((home) =>
      doors.flatMap((door) => {
        if (origins.edge[home] !== targets.legs.edge[door]) return []
        const cost = directCost(impedance, origins, home, targets.legs, door)
        if (cost === UNREACHED) return []
        const others = [{ origin: this.#originOfRow[home]!, cost }]
        const facility = targets.facilityOfEntrance[door]!
        const beyond = columns.map((column) => (this.#known.counts(facility, column) ? 0 : UNREACHED))
        return [{ contact: { vertex: [], cost: [], others } satisfies Contact, beyond }]
      }),
    )
  }

  #doorsOn(edge: number): number[] {
    const { edgeOffset, edgeEntrance } = this.#level.targets
    return [...edgeEntrance.subarray(edgeOffset[edge]!, edgeOffset[edge + 1]!)]
  }

  /** Costs between the vertices of a way along it. */
  #alongWay({ edges, vertices }: StepFreeWay): Float64Array[] {
    const { network } = this.#study
    const { edgeForwardCost, edgeBackwardCost, vertexWaitCost }: Impedance = this.#level.impedance
    const at = new Map(vertices.map((vertex, index) => [vertex, index]))
    const costs = vertices.map((_, own) => Float64Array.from(vertices, (__, to) => (own === to ? 0 : UNREACHED)))
    for (const edge of edges) {
      const [from, to] = [network.edgeFrom[edge]!, network.edgeTo[edge]!]
      const [a, b] = [at.get(from)!, at.get(to)!]
      costs[a]![b] = Math.min(costs[a]![b]!, edgeForwardCost[edge]! + vertexWaitCost[to]!)
      costs[b]![a] = Math.min(costs[b]![a]!, edgeBackwardCost[edge]! + vertexWaitCost[from]!)
    }
    for (let via = 0; via < vertices.length; via++) {
      for (const own of costs) {
        for (let to = 0; to < vertices.length; to++) own[to] = Math.min(own[to]!, own[via]! + costs[via]![to]!)
      }
    }
    return costs
  }
}

function legTo({ vertexFrom, vertexTo, inFrom, inTo }: PlaceLegs, row: number, vertex: number): number {
  const byFrom = vertexFrom[row] === vertex ? inFrom[row]! : UNREACHED
  return Math.min(byFrom, vertexTo[row] === vertex ? inTo[row]! : UNREACHED)
}

function legFrom({ vertexFrom, vertexTo, outFrom, outTo }: PlaceLegs, row: number, vertex: number): number {
  const byFrom = vertexFrom[row] === vertex ? outFrom[row]! : UNREACHED
  return Math.min(byFrom, vertexTo[row] === vertex ? outTo[row]! : UNREACHED)
}
