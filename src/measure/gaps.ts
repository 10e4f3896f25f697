// People without cover, joined into areas where their demand points are near each other. Knows no files.

import { greatCircleMetres, localScale } from '../foundation/geo.ts'
import { compareNaturally } from '../foundation/natural-order.ts'
import { type Basis, type LonLat, UNREACHED } from '../foundation/units.ts'
import { BoundedSweep } from '../search/bounded-sweep.ts'
import { directWalkCost, legCost } from '../search/origin-visit.ts'
import type { ReachedTimes } from '../search/reached-times.ts'
import { walkBack } from '../search/walk-back.ts'
import type { Gap } from './access-report.ts'
import { type AccessStudy, costLimits, poseQuestion } from './access-study.ts'
import { outlineOfPoints } from './outline.ts'

/** Demand points without cover belong to one gap where they are within this many metres of each other. */
export const GAP_JOIN_METRES = 150

/** The outline of a gap is drawn this far around its demand points: half the joining distance, so that joined points touch. */
const OUTLINE_RADIUS_METRES = GAP_JOIN_METRES / 2 + 1

/** The nearest facility of a gap is looked for on foot up to this many times the limit. */
const SEARCH_FACTOR = 4

/** What a gap's numbers are for. */
export interface GapQuestion {
  readonly category: string
  readonly limit: number
  readonly populationGroup: string
  /** 1 for blocks that the limit makes edge-affected. */
  readonly edgeAffected: (block: number) => boolean
}

/** An uncovered place with the people it stands for. */
interface Uncovered {
  readonly block: number
  readonly origin: number
  readonly lonLat: LonLat
  /** Its part of the block's linked weight, 0 to 1. */
  readonly part: number
}

/**
 * Gap areas of one category at one limit, largest number of people first (unknown last).
 * A category without any linked facility has no gaps here: that is a lack of data, and the report says so.
 */
export function measureGaps(study: AccessStudy, times: ReachedTimes, basis: Basis, question: GapQuestion): Gap[] {
  const category = study.categories.indexOf(question.category)
  const limitCost = costLimits(basis, [question.limit])[0]!
  const uncovered = uncoveredPlaces(study, times, category, limitCost)
  if (uncovered.length === 0) return []
  const nearest = nearestOnFoot(study, basis, category, limitCost)
  if (nearest === undefined) return []
  const gaps = joinNear(uncovered).map((places) => describeGap(study, question, basis, places, nearest))
  const known = (gap: Gap) => gap.people ?? -1
  gaps.sort(
    (a, b) =>
      known(b) - known(a) || b.demandPoints - a.demandPoints || compareNaturally(a.blockIds[0]!, b.blockIds[0]!),
  )
  return nameGaps(gaps, question, basis)
}

function uncoveredPlaces(study: AccessStudy, times: ReachedTimes, category: number, limitCost: number): Uncovered[] {
  const { demand, origins, originWeight, blocks } = study
  const places: Uncovered[] = []
  blocks.forEach((record, block) => {
    let linked = 0
    for (let o = origins.blockOrigin[block]!; o < origins.blockOrigin[block + 1]!; o++) linked += originWeight[o]!
    for (let o = origins.blockOrigin[block]!; o < origins.blockOrigin[block + 1]!; o++) {
      if (originWeight[o] === 0 || times.nearestCost[o * times.categoryCount + category]! <= limitCost) continue
      const point = origins.originOffset[o]!
      const lonLat: LonLat =
        demand.method[block] === 'gates' ? record.lonLat : [demand.lonLat[2 * point]!, demand.lonLat[2 * point + 1]!]
      places.push({ block, origin: o, lonLat, part: originWeight[o]! / linked })
    }
  })
  return places
}

/** Groups of places within GAP_JOIN_METRES of each other, directly or through others (union-find over a grid of that size). */
function joinNear(places: readonly Uncovered[]): Uncovered[][] {
  let highest = 0
  for (const { lonLat } of places) highest = Math.max(highest, Math.abs(lonLat[1]))
  // Cells are at least the joining distance wide at every latitude that occurs.
  const scale = localScale(Math.min(highest, 89.9))
  const cellLon = GAP_JOIN_METRES / scale.metresPerDegreeLon
  const cellLat = GAP_JOIN_METRES / scale.metresPerDegreeLat
  // Places of a cell as a list: the last one, and for each the one before it.
  const lastOfCell = new Map<number, number>()
  const before = new Int32Array(places.length).fill(-1)
  const parent = Int32Array.from(places, (_, i) => i)
  const rootOf = (i: number): number => {
    let root = i
    while (parent[root] !== root) root = parent[root] = parent[parent[root]!]!
    return root
  }
  const rowsOfWorld = Math.ceil(180 / cellLat) + 3
  for (let i = 0; i < places.length; i++) {
    const [lon, lat] = places[i]!.lonLat
    const column = Math.floor((lon + 180) / cellLon) + 1
    const row = Math.floor((lat + 90) / cellLat) + 1
    for (let c = column - 1; c <= column + 1; c++) {
      for (let r = row - 1; r <= row + 1; r++) {
        for (let other = lastOfCell.get(c * rowsOfWorld + r) ?? -1; other >= 0; other = before[other]!) {
          const mine = rootOf(i)
          const theirs = rootOf(other)
          if (mine === theirs) continue
          const [otherLon, otherLat] = places[other]!.lonLat
          if (greatCircleMetres(lon, lat, otherLon, otherLat) > GAP_JOIN_METRES) continue
          parent[Math.max(mine, theirs)] = Math.min(mine, theirs)
        }
      }
    }
    const cell = column * rowsOfWorld + row
    before[i] = lastOfCell.get(cell) ?? -1
    lastOfCell.set(cell, i)
  }
  const groups = new Map<number, Uncovered[]>()
  places.forEach((place, i) => {
    const root = rootOf(i)
    const group = groups.get(root)
    if (group === undefined) groups.set(root, [place])
    else group.push(place)
  })
  return [...groups.values()]
}

/** The facilities of one category as a gap asks for them. */
interface NearestOnFoot {
  /** The walk from an origin to the nearest facility; cost `UNREACHED` beyond the search. */
  walkFrom(origin: number): WalkOut
  /** The facility at the end of a walk. */
  facilityOf(walk: WalkOut): number
}

/** A walk to the nearest facility: straight along a shared edge to an entrance (−1 where not), else through a vertex. */
interface WalkOut {
  readonly cost: number
  readonly vertex: number
  readonly entrance: number
}

function nearestOnFoot(
  study: AccessStudy,
  basis: Basis,
  category: number,
  limitCost: number,
): NearestOnFoot | undefined {
  const limit = Math.min(UNREACHED - 1, limitCost * SEARCH_FACTOR)
  const { problem } = poseQuestion(study, basis, Uint32Array.of(limit))
  const { network, impedance, origins, targets } = problem
  const toFacility = study.direction === 'toFacility'
  const seedVertex: number[] = []
  const seedCost: number[] = []
  const seedEntrance: number[] = []
  const entrancesOfEdge = new Map<number, number[]>()
  study.facilityOfEntrance.forEach((facility, entrance) => {
    const edge = targets.legs.edge[entrance]!
    if (edge < 0 || study.categoryOfFacility[facility] !== category) return
    entrancesOfEdge.set(edge, [...(entrancesOfEdge.get(edge) ?? []), entrance])
    for (const end of [0, 1]) {
      seedVertex.push(end === 0 ? network.edgeFrom[edge]! : network.edgeTo[edge]!)
      seedCost.push(legCost(targets.legs, entrance, end, toFacility))
      seedEntrance.push(entrance)
    }
  })
  if (seedVertex.length === 0) return undefined
  // From the facilities outwards, so against the walk.
  const { arcCost, arcCostReversed } = impedance
  const costs = toFacility ? { arcCost: arcCostReversed, arcCostReversed: arcCost } : { arcCost, arcCostReversed }
  const seedsOfVertex = new Map<number, number[]>()
  seedVertex.forEach((vertex, seed) => {
    const seeds = seedsOfVertex.get(vertex)
    if (seeds === undefined) seedsOfVertex.set(vertex, [seed])
    else seeds.push(seed)
  })
  const seedAt = (vertex: number, cost: number) =>
    seedsOfVertex.get(vertex)?.find((seed) => seedCost[seed] === cost) ?? -1
  const sweep = new BoundedSweep(network)
  sweep.run(costs.arcCost, seedVertex, seedCost, limit)
  return {
    walkFrom: (origin) => {
      let cost = limit + 1
      let vertex = -1
      let entrance = -1
      for (let place = problem.originOffset[origin]!; place < problem.originOffset[origin + 1]!; place++) {
        const edge = origins.edge[place]!
        if (edge < 0) continue
        for (let end = 0; end < 2; end++) {
          const candidate = end === 0 ? network.edgeFrom[edge]! : network.edgeTo[edge]!
          const sum = legCost(origins, place, end, !toFacility) + sweep.label(candidate)
          if (sum < cost) {
            cost = sum
            vertex = candidate
            entrance = -1
          }
        }
        for (const other of entrancesOfEdge.get(edge) ?? []) {
          const direct = directWalkCost(impedance, origins, place, targets.legs, other, toFacility)
          if (direct < cost) {
            cost = direct
            vertex = -1
            entrance = other
          }
        }
      }
      return { cost: vertex < 0 && entrance < 0 ? UNREACHED : cost, vertex, entrance }
    },
    facilityOf: ({ vertex, entrance }) => {
      if (entrance >= 0) return study.facilityOfEntrance[entrance]!
      const seed = walkBack(network, costs, sweep, seedAt, vertex, () => {})
      return study.facilityOfEntrance[seedEntrance[seed]!]!
    },
  }
}

function describeGap(
  study: AccessStudy,
  question: GapQuestion,
  basis: Basis,
  places: readonly Uncovered[],
  nearest: NearestOnFoot,
): Omit<Gap, 'id'> & { id: string } {
  const sum = (amountOf: (block: number) => number | null): number | null => {
    let total: number | null = null
    for (const { block, part } of places) {
      const value = amountOf(block)
      if (value !== null) total = (total ?? 0) + value * part
    }
    return total
  }
  const points = places.map((place) => place.lonLat)
  const centre: LonLat = [
    points.reduce((s, p) => s + p[0], 0) / points.length,
    points.reduce((s, p) => s + p[1], 0) / points.length,
  ]
  let walk = nearest.walkFrom(places[0]!.origin)
  for (let i = 1; i < places.length; i++) {
    const candidate = nearest.walkFrom(places[i]!.origin)
    if (candidate.cost < walk.cost) walk = candidate
  }
  const { cost } = walk
  const facility = cost === UNREACHED ? nearestStraight(study, question.category, centre) : nearest.facilityOf(walk)
  const record = study.facilities[facility]
  const blockNumbers = [...new Set(places.map((place) => place.block))].sort((a, b) => a - b)
  return {
    id: '',
    category: question.category,
    limit: question.limit,
    people: sum((block) => study.blocks[block]!.people.population ?? null),
    groupPeople: sum((block) => study.blocks[block]!.people[question.populationGroup] ?? null),
    populationGroup: question.populationGroup,
    dwellings: sum((block) => study.blocks[block]!.dwellings),
    blockIds: blockNumbers.map((block) => study.blocks[block]!.id),
    demandPoints: places.length,
    centre,
    polygons: points.length === 1 ? [[circleAround(points[0]!)]] : outlineOfPoints(points, OUTLINE_RADIUS_METRES),
    nearestFacilityId: record?.id ?? null,
    nearestFacilityName: record?.name ?? null,
    nearestStraightMetres:
      record === undefined ? null : greatCircleMetres(centre[0], centre[1], record.lonLat[0], record.lonLat[1]),
    nearestWalkMinutes: basis === 'time' && cost !== UNREACHED ? cost / 60_000 : null,
    nearestWalkMetres: basis === 'distance' && cost !== UNREACHED ? cost / 1000 : null,
    edgeAffected: blockNumbers.some((block) => question.edgeAffected(block)),
  }
}

/** A ring of twelve corners around one place: the outline of a gap of one demand point. */
function circleAround([lon, lat]: LonLat): LonLat[] {
  const scale = localScale(lat)
  const ring: LonLat[] = []
  for (let corner = 0; corner < 12; corner++) {
    const angle = (corner / 12) * 2 * Math.PI
    ring.push([
      lon + (OUTLINE_RADIUS_METRES * Math.cos(angle)) / scale.metresPerDegreeLon,
      lat + (OUTLINE_RADIUS_METRES * Math.sin(angle)) / scale.metresPerDegreeLat,
    ])
  }
  ring.push(ring[0]!)
  return ring
}

function nearestStraight(study: AccessStudy, category: string, [lon, lat]: LonLat): number {
  let best = -1
  let bestMetres = Infinity
  study.facilities.forEach((facility, number) => {
    if (facility.category !== category) return
    const metres = greatCircleMetres(lon, lat, facility.lonLat[0], facility.lonLat[1])
    if (metres < bestMetres) {
      bestMetres = metres
      best = number
    }
  })
  return best
}

/** Ids from category, limit and the first block, so that a gap keeps its id from run to run. */
function nameGaps(gaps: readonly Gap[], question: GapQuestion, basis: Basis): Gap[] {
  const unit = basis === 'time' ? 'min' : 'm'
  const seen = new Map<string, number>()
  return gaps.map((gap) => {
    const base = `${question.category}-${question.limit}${unit}-${gap.blockIds[0]}`
    const repeat = (seen.get(base) ?? 0) + 1
    seen.set(base, repeat)
    return { ...gap, id: repeat === 1 ? base : `${base}-${repeat}` }
  })
}
