// Where one crossing, bridge or short path between two public streets would bring somebody within the limit. Two fields decide that before
// anything is tried: from those who lack something to every street, and from every street to what they lack. A study and what is lacking
// in, candidates out. It does not know what lies between the two streets: water, rails, a fence, a house.
import type { Steps } from '../../foundation/breath.ts'
import { greatCircleMetres, insidePolygons } from '../../foundation/geo.ts'
import { type RunOptions, throwIfAborted } from '../../foundation/progress.ts'
import { type Basis, type LonLat, UNREACHED } from '../../foundation/units.ts'
import { PlaceTree } from '../../locate/points/place-tree.ts'
import type { CompoundRecord } from '../../normalise/places/compound-record.ts'
import { BoundedSweep } from '../../search/bounded-sweep.ts'
import { directCost } from '../../search/place-legs.ts'
import type { SweepProblem } from '../../search/reached-times.ts'
import { type AccessStudy, poseQuestion } from '../../study/access-study.ts'
import type { CategoryGain, GainTerms, GateGains } from '../../study/gate-gains.ts'
import { type StreetPoints, streetPoints } from './street-points.ts'

/** The longest crossing that is looked for, straight. */
export const MOST_CROSSING_METRES = 60
/** Where the walk between its ends is shorter than this today, nothing is built. */
export const LEAST_WALK_METRES = 400
/** Crossings whose ends lie in the same two cells of this size are one idea: the one with most time to spare is tried. */
const SAME_IDEA_METRES = 60

/** A pair of street points, by number. */
export interface Crossing {
  readonly a: number
  readonly b: number
  /** Straight. */
  readonly metres: number
}

/** A crossing with the time (or metres) to spare that it would leave, added up. */
interface Pair extends Crossing {
  readonly score: number
}

/** Finds crossings for what is lacking under one basis, and says what any crossing brings. */
export class CrossingJudge {
  readonly #points: StreetPoints
  readonly #problem: SweepProblem
  readonly #terms: GainTerms
  readonly #known: GateGains

  /**
   * @param points {@link streetPoints} of the problem's network and impedance: the same numbers under every basis
   * @param known gains of this study, basis and terms
   */
  constructor(problem: SweepProblem, points: StreetPoints, terms: GainTerms, known: GateGains) {
    this.#problem = problem
    this.#points = points
    this.#terms = terms
    this.#known = known
  }

  /** A judge of a study, in steps. */
  static *of(study: AccessStudy, basis: Basis, terms: GainTerms, known: GateGains): Steps<CrossingJudge> {
    const { problem } = poseQuestion(study, basis, Uint32Array.of(known.limit))
    return new CrossingJudge(problem, yield* streetPoints(study.network, problem.impedance), terms, known)
  }

  /**
   * In steps: every crossing by which somebody comes within a limit, near-identical ones once, in order of place.
   * O(columns × vertices within the limit + pairs × columns).
   */
  *find(closed: readonly CompoundRecord[], run: RunOptions = {}): Steps<Crossing[]> {
    const perMetre = this.#problem.impedance.accessCostPerMetre
    const fields = new LackFields(this.#problem, this.#terms, this.#points)
    throwIfAborted(run.signal)
    yield
    const pairs = yield* usefulPairs(this.#points, fields, this.#known, perMetre, closed)
    const apart = new FarApart(this.#problem, this.#points)
    const found: Crossing[] = []
    for (const pair of pairs) {
      yield
      if (apart.test(pair)) found.push({ a: pair.a, b: pair.b, metres: pair.metres })
    }
    return found
  }

  /** What it brings, by subject. O(vertices within the time that is left). */
  gains(crossing: Crossing): CategoryGain[] {
    return this.#known.ofPlaces(
      bothWays(this.#points, crossing, this.#known, this.#problem.impedance.accessCostPerMetre),
    )
  }

  endsOf({ a, b }: Crossing): readonly [LonLat, LonLat] {
    return [lonLatOf(this.#points, a), lonLatOf(this.#points, b)]
  }
}

/** The contacts of a crossing: who comes to one end goes on from the other. */
function bothWays(points: StreetPoints, { a, b, metres }: Crossing, known: GateGains, perMetre: number) {
  const cost = Math.max(1, Math.round(metres * perMetre))
  return [
    [a, b],
    [b, a],
  ].flatMap(([near, far]) => {
    const beyond = Array.from({ length: known.columns }, (_, column) => {
      const more = fromPoint(points, far!, known, column)
      return more === UNREACHED ? UNREACHED : more + cost
    })
    const rows = rowsOf(points.ends, near!)
    const vertex = rows.flatMap((row) => [points.ends.vertexFrom[row]!, points.ends.vertexTo[row]!])
    const costs = rows.flatMap((row) => [points.ends.inFrom[row]!, points.ends.inTo[row]!])
    return [{ contact: { vertex, cost: costs, legs: points.ends, row: rows[0]! }, beyond }]
  })
}

function fromPoint({ starts }: StreetPoints, point: number, known: GateGains, column: number): number {
  let least = UNREACHED
  for (const row of rowsOf(starts, point)) least = Math.min(least, known.fromPlace(starts, row, column))
  return least
}

function rowsOf({ rowOffset }: { readonly rowOffset: Uint32Array }, point: number): number[] {
  return Array.from({ length: rowOffset[point + 1]! - rowOffset[point]! }, (_, at) => rowOffset[point]! + at)
}

function lonLatOf({ lonLat }: StreetPoints, point: number): LonLat {
  return [lonLat[2 * point]!, lonLat[2 * point + 1]!]
}

/** From whoever lacks something to the street points, by column. */
class LackFields {
  readonly #fields: readonly Uint32Array[]
  readonly #problem: SweepProblem
  readonly #points: StreetPoints
  readonly #rowsOnEdge: ReadonlyMap<number, readonly number[]>
  readonly #lacks: (column: number, row: number) => boolean

  constructor(problem: SweepProblem, { columns, subjects }: GainTerms, points: StreetPoints) {
    const { network, impedance, origins, originOffset } = problem
    this.#problem = problem
    this.#points = points
    const originOfRow = new Uint32Array(origins.edge.length)
    for (let origin = 0; origin + 1 < originOffset.length; origin++) {
      originOfRow.fill(origin, originOffset[origin], originOffset[origin + 1])
    }
    this.#lacks = (column, row) => subjects[columns[column]!.subject]!.lacks[originOfRow[row]!] === 1
    const rowsOnEdge = new Map<number, number[]>()
    origins.edge.forEach((edge, row) => {
      if (edge >= 0 && subjects.some(({ lacks }) => lacks[originOfRow[row]!] === 1)) {
        rowsOnEdge.set(edge, [...(rowsOnEdge.get(edge) ?? []), row])
      }
    })
    this.#rowsOnEdge = rowsOnEdge
    const sweep = new BoundedSweep(network)
    this.#fields = columns.map(({ limit }, column) => {
      const vertex: number[] = []
      const cost: number[] = []
      origins.edge.forEach((edge, row) => {
        if (edge < 0 || !this.#lacks(column, row)) return
        vertex.push(origins.vertexFrom[row]!, origins.vertexTo[row]!)
        cost.push(origins.outFrom[row]!, origins.outTo[row]!)
      })
      sweep.run(impedance.arcCost, vertex, cost, limit)
      const label = new Uint32Array(network.arcOffset.length - 1).fill(UNREACHED)
      for (let i = 0; i < sweep.reachedCount; i++) label[sweep.reached[i]!] = sweep.label(sweep.reached[i]!)
      return label
    })
  }

  /** The least cost from anybody who lacks a column's subject to a point; `UNREACHED` beyond its limit. */
  to(point: number, column: number): number {
    const { ends } = this.#points
    const field = this.#fields[column]!
    let least = UNREACHED
    for (let row = ends.rowOffset[point]!; row < ends.rowOffset[point + 1]!; row++) {
      for (const [vertex, leg] of [
        [ends.vertexFrom[row]!, ends.inFrom[row]!],
        [ends.vertexTo[row]!, ends.inTo[row]!],
      ] as const) {
        if (leg !== UNREACHED && field[vertex] !== UNREACHED) least = Math.min(least, field[vertex]! + leg)
      }
      for (const home of this.#rowsOnEdge.get(ends.edge[row]!) ?? []) {
        if (!this.#lacks(column, home)) continue
        const { impedance, origins } = this.#problem
        least = Math.min(least, directCost(impedance, origins, home, ends, row))
      }
    }
    return least
  }
}

/** Points between pauses. */
const POINTS_AT_ONCE = 64

/** Pairs of points that somebody would gain by, in steps: best of each idea, in order of place. */
function* usefulPairs(
  points: StreetPoints,
  fields: LackFields,
  known: GateGains,
  perMetre: number,
  closed: readonly CompoundRecord[],
): Steps<Pair[]> {
  const count = points.lonLat.length / 2
  const columns = known.columns
  const tree = new PlaceTree(points.lonLat)
  tree.markAll()
  const limits = known.limits
  /** Costs to a point, and from it, by column; made when first asked for. */
  const to = lazyRows(count, columns, (point, column) => fields.to(point, column))
  const from = lazyRows(count, columns, (point, column) => fromPoint(points, point, known, column))
  const best = new Map<string, Pair>()
  for (let a = 0; a < count; a++) {
    if (a % POINTS_AT_ONCE === 0) yield
    const mine = to(a)
    if (mine === null) continue
    const place = lonLatOf(points, a)
    tree.within(place[0], place[1], MOST_CROSSING_METRES, (b, metres) => {
      if (b === a || metres <= 0) return
      const theirs = from(b)
      if (theirs === null) return
      const cost = Math.max(1, Math.round(metres * perMetre))
      let score = 0
      for (let column = 0; column < columns; column++) {
        if (mine[column] === UNREACHED || theirs[column] === UNREACHED) continue
        const spare = limits[column]! - mine[column]! - theirs[column]! - cost
        if (spare >= 0) score += 1 + spare
      }
      if (score === 0) return
      const key = ideaOf(place, lonLatOf(points, b))
      const former = best.get(key)
      if (former !== undefined && (former.score > score || (former.score === score && (former.a < a || former.b < b))))
        return
      best.set(key, { a, b, metres, score })
    })
  }
  return [...best.values()].filter(({ a, b }) => !leadsThrough(points, a, b, closed))
}

/** Rows of numbers by point, made when first asked for; `null` where all are unreached. */
function lazyRows(count: number, columns: number, value: (point: number, column: number) => number) {
  const rows = new Map<number, Uint32Array | null>()
  const isMade = new Uint8Array(count)
  return (point: number): Uint32Array | null => {
    if (isMade[point] === 1) return rows.get(point) ?? null
    isMade[point] = 1
    const row = Uint32Array.from({ length: columns }, (_, column) => value(point, column))
    if (row.every((cost) => cost === UNREACHED)) return null
    rows.set(point, row)
    return row
  }
}

/** Both ends' cells, whichever is first. */
function ideaOf(a: LonLat, b: LonLat): string {
  const cell = ([lon, lat]: LonLat) => {
    const row = Math.floor((lat * 111_195) / SAME_IDEA_METRES)
    const width = Math.cos((row * SAME_IDEA_METRES * Math.PI) / 180 / 111_195) * 111_195
    return `${row} ${Math.floor((lon * width) / SAME_IDEA_METRES)}`
  }
  const [one, other] = [cell(a), cell(b)]
  return one < other ? `${one}|${other}` : `${other}|${one}`
}

/** Whether the straight line passes a closed compound: that is for gates to mend. */
function leadsThrough(points: StreetPoints, a: number, b: number, closed: readonly CompoundRecord[]): boolean {
  if (closed.length === 0) return false
  const [from, to] = [lonLatOf(points, a), lonLatOf(points, b)]
  const near = closed.filter(({ outline }) => {
    const first = outline[0]?.[0]?.[0]
    return first !== undefined && greatCircleMetres(...first, ...from) < 5000
  })
  return [0.1, 0.3, 0.5, 0.7, 0.9].some((part) => {
    const lon = from[0] + part * (to[0] - from[0])
    const lat = from[1] + part * (to[1] - from[1])
    return near.some(({ outline }) => insidePolygons(lon, lat, outline))
  })
}

/** Whether two points are far apart on foot today. */
class FarApart {
  readonly #sweep: BoundedSweep
  readonly #problem: SweepProblem
  readonly #points: StreetPoints

  constructor(problem: SweepProblem, points: StreetPoints) {
    this.#sweep = new BoundedSweep(problem.network)
    this.#problem = problem
    this.#points = points
  }

  test({ a, b }: Pair): boolean {
    const { impedance } = this.#problem
    const { starts, ends } = this.#points
    const limit = Math.round(LEAST_WALK_METRES * impedance.accessCostPerMetre) - 1
    const rows = rowsOf(starts, a)
    const vertex = rows.flatMap((row) => [starts.vertexFrom[row]!, starts.vertexTo[row]!])
    const cost = rows.flatMap((row) => [starts.outFrom[row]!, starts.outTo[row]!])
    this.#sweep.run(impedance.arcCost, vertex, cost, limit)
    return rowsOf(ends, b).every((row) => {
      if (starts.edge[rows[0]!] === ends.edge[row] && directCost(impedance, starts, rows[0]!, ends, row) <= limit) {
        return false
      }
      return [
        [ends.vertexFrom[row]!, ends.inFrom[row]!],
        [ends.vertexTo[row]!, ends.inTo[row]!],
      ].every(
        ([end, leg]) =>
          leg === UNREACHED || this.#sweep.label(end!) === UNREACHED || this.#sweep.label(end!) + leg! > limit,
      )
    })
  }
}
