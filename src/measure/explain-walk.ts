// One walk, part by part: the access leg, each street, each wait, the last leg; the parts add up to the walk's number.
// It knows streets by way id and flags, not by name.
import { type Basis, E7, type LonLat } from '../foundation/units.ts'
import { LINK_LINKED } from '../locate/linkage.ts'
import { WAY_RESTRICTED, WAY_STEPS } from '../normalise/walkable-ways-record.ts'
import { OriginVisit, traceCost, type WalkTrace } from '../search/origin-visit.ts'
import type { PlaceLegs } from '../search/place-legs.ts'
import type { SweepProblem } from '../search/reached-times.ts'
import { type AccessStudy, costLimits, poseQuestion, sweepStudy } from './access-study.ts'
import { medianOrigin } from './access-table.ts'

/** A part of a walk. Costs are exact integers: ms under both bases' time, mm under distance. */
export interface WalkPart {
  readonly kind: 'access' | 'street' | 'steps' | 'wait' | 'exit'
  /** OSM way, `null` for the straight legs and waits. */
  readonly wayId: number | null
  readonly restricted: boolean
  readonly milliseconds: number
  readonly millimetres: number
}

/** A facility that a block can walk to. */
export interface FacilityWalk {
  readonly facilityId: string
  readonly facilityName: string | null
  readonly seconds: number
  readonly metres: number
}

/** How one block reaches one category, or why not. */
export interface WalkExplanation {
  readonly blockId: string
  readonly category: string
  readonly basis: Basis
  readonly limit: number
  readonly status: 'reached' | 'unreached' | 'unlinked'
  /** Of the block's headline demand point (or best gate). */
  readonly from: {
    readonly lonLat: LonLat
    readonly linkStatus: number
    readonly linkMetres: number
    readonly wayId: number | null
  }
  readonly to: (FacilityWalk & { readonly lonLat: LonLat; readonly linkMetres: number }) | null
  readonly parts: readonly WalkPart[]
  /** The line to draw, `[lon, lat]` from the block to the facility. */
  readonly line: readonly LonLat[]
  /** Further facilities of the category within the limit, nearest first, at most five. */
  readonly nextBest: readonly FacilityWalk[]
}

/**
 * Explains the headline walk of a block to a category, as in the coverage table under the same basis and limits.
 *
 * @param limit the largest limit of the analysis, minutes or metres
 */
export function explainWalk(
  study: AccessStudy,
  basis: Basis,
  limit: number,
  blockId: string,
  category: string,
): WalkExplanation | undefined {
  const block = study.blocks.findIndex((record) => record.id === blockId)
  const column = study.categories.indexOf(category)
  if (block < 0 || column < 0) return undefined
  const only = studyOfBlock(study, block)
  const times = sweepStudy(only, basis, [limit])
  const origin = medianOrigin(times, only.origins, only.originWeight, 0, column)
  const { problem } = poseQuestion(only, basis, costLimits(basis, [limit]))
  const points = pointsOfOrigin(only, Math.max(0, origin))
  const linked = points.filter((point) => only.demandLinkage.status[point] === LINK_LINKED)
  const shared = { blockId, category, basis, limit }
  const start = (point: number) => describeStart(only, point)
  if (origin < 0 || linked.length === 0) {
    return { ...shared, status: 'unlinked', from: start(points[0]!), to: null, parts: [], line: [], nextBest: [] }
  }
  const visit = new OriginVisit(problem)
  visit.run(linked, problem.limits[0]!)
  const facility = times.nearestFacility[origin * times.categoryCount + column]!
  const nextBest = othersOf(only, problem, visit, column, facility, basis)
  if (facility < 0) {
    return { ...shared, status: 'unreached', from: start(linked[0]!), to: null, parts: [], line: [], nextBest }
  }
  const trace = visit.trace(facility)
  const record = only.facilities[facility]!
  const entrance = entrancePosition(only, trace.entrance)
  return {
    ...shared,
    status: 'reached',
    from: start(trace.place),
    to: {
      ...facilityWalk(only, problem, visit, facility, basis),
      facilityId: record.id,
      lonLat: entrance,
      linkMetres: only.entranceLinkage.metres[trace.entrance]!,
    },
    parts: partsOf(only, problem, trace),
    line: [positionOf(only, trace.place), ...streetLine(only, trace), entrance],
    nextBest,
  }
}

/** The same study with one block only, so that one block costs one sweep. */
function studyOfBlock(study: AccessStudy, block: number): AccessStudy {
  const { demand, origins, demandLinkage } = study
  const firstPoint = demand.offset[block]!
  const endPoint = demand.offset[block + 1]!
  const firstOrigin = origins.blockOrigin[block]!
  const endOrigin = origins.blockOrigin[block + 1]!
  return {
    ...study,
    blocks: [study.blocks[block]!],
    demand: {
      offset: Uint32Array.of(0, endPoint - firstPoint),
      lonLat: demand.lonLat.subarray(2 * firstPoint, 2 * endPoint),
      weight: demand.weight.subarray(firstPoint, endPoint),
      method: [demand.method[block]!],
    },
    origins: {
      originOffset: origins.originOffset.slice(firstOrigin, endOrigin + 1).map((point) => point - firstPoint),
      blockOrigin: Uint32Array.of(0, endOrigin - firstOrigin),
    },
    demandLinkage: {
      status: demandLinkage.status.subarray(firstPoint, endPoint),
      edge: demandLinkage.edge.subarray(firstPoint, endPoint),
      fraction: demandLinkage.fraction.subarray(firstPoint, endPoint),
      metres: demandLinkage.metres.subarray(firstPoint, endPoint),
    },
    originWeight: study.originWeight.subarray(firstOrigin, endOrigin),
  }
}

function pointsOfOrigin(study: AccessStudy, origin: number): number[] {
  const points: number[] = []
  for (let p = study.origins.originOffset[origin]!; p < study.origins.originOffset[origin + 1]!; p++) points.push(p)
  return points
}

function positionOf(study: AccessStudy, point: number): LonLat {
  return [study.demand.lonLat[2 * point]!, study.demand.lonLat[2 * point + 1]!]
}

function entrancePosition(study: AccessStudy, entrance: number): LonLat {
  const facility = study.facilityOfEntrance[entrance]!
  const first = study.facilityOfEntrance.indexOf(facility)
  return study.facilities[facility]!.entrances[entrance - first]!
}

function describeStart(study: AccessStudy, point: number): WalkExplanation['from'] {
  const { status, metres, edge } = study.demandLinkage
  return {
    lonLat: positionOf(study, point),
    linkStatus: status[point]!,
    linkMetres: metres[point]!,
    wayId: edge[point]! < 0 ? null : study.network.edgeWayId[edge[point]!]!,
  }
}

function facilityWalk(
  study: AccessStudy,
  problem: SweepProblem,
  visit: OriginVisit,
  facility: number,
  basis: Basis,
): FacilityWalk {
  const toFacility = study.direction === 'toFacility'
  const trace = visit.trace(facility)
  const cost = visit.cost(facility)
  const other = traceCost(trace, problem.alongside, problem.alongsideOrigins, problem.alongsideEntrances, toFacility)
  const record = study.facilities[facility]!
  return {
    facilityId: record.id,
    facilityName: record.name,
    seconds: (basis === 'time' ? cost : other) / 1000,
    metres: (basis === 'time' ? other : cost) / 1000,
  }
}

function othersOf(
  study: AccessStudy,
  problem: SweepProblem,
  visit: OriginVisit,
  column: number,
  nearest: number,
  basis: Basis,
): FacilityWalk[] {
  const others = [...visit.touched.subarray(0, visit.touchedCount)].filter(
    (facility) => facility !== nearest && study.categoryOfFacility[facility] === column,
  )
  others.sort((a, b) => visit.cost(a) - visit.cost(b) || a - b)
  return others.slice(0, 5).map((facility) => facilityWalk(study, problem, visit, facility, basis))
}

/** Costs of a trace's legs, under one impedance: [place leg, entrance leg] split into straight access and street. */
function partsOf(study: AccessStudy, problem: SweepProblem, trace: WalkTrace): WalkPart[] {
  const isTime = problem.impedance.basis === 'time'
  const timeSide = isTime
    ? { impedance: problem.impedance, origins: problem.origins, entrances: problem.targets.legs }
    : { impedance: problem.alongside, origins: problem.alongsideOrigins, entrances: problem.alongsideEntrances }
  const lengthSide = isTime
    ? { impedance: problem.alongside, origins: problem.alongsideOrigins, entrances: problem.alongsideEntrances }
    : { impedance: problem.impedance, origins: problem.origins, entrances: problem.targets.legs }
  const ms = legPieces(study, timeSide, trace)
  const mm = legPieces(study, lengthSide, trace)
  const parts: WalkPart[] = []
  const add = (kind: WalkPart['kind'], edge: number, milliseconds: number, millimetres: number) => {
    if (milliseconds === 0 && millimetres === 0) return
    const flags = edge < 0 ? 0 : study.network.edgeFlags[edge]!
    const wayId = edge < 0 ? null : study.network.edgeWayId[edge]!
    const restricted = (flags & WAY_RESTRICTED) !== 0
    const street = kind === 'street' && (flags & WAY_STEPS) !== 0 ? 'steps' : kind
    const last = parts.at(-1)
    if (last !== undefined && last.kind === street && last.wayId === wayId && street !== 'wait') {
      parts[parts.length - 1] = {
        ...last,
        milliseconds: last.milliseconds + milliseconds,
        millimetres: last.millimetres + millimetres,
      }
    } else parts.push({ kind: street, wayId, restricted, milliseconds, millimetres })
  }
  const placeEdge = problem.origins.edge[trace.place]!
  add('access', -1, ms.placeAccess, mm.placeAccess)
  add('street', placeEdge, ms.placeStreet, mm.placeStreet)
  add('wait', -1, ms.placeWait, 0)
  for (const arc of trace.arcs) {
    const edge = study.network.arcEdge[arc]! >>> 1
    const walked = (side: typeof timeSide) =>
      (study.direction === 'toFacility' ? side.impedance.arcCostReversed : side.impedance.arcCost)[arc]!
    const wait = arcWait(study, timeSide.impedance, arc)
    add('street', edge, walked(timeSide) - wait, walked(lengthSide))
    add('wait', -1, wait, 0)
  }
  add('street', problem.targets.legs.edge[trace.entrance]!, ms.entranceStreet, mm.entranceStreet)
  add('wait', -1, ms.entranceWait, 0)
  add('exit', -1, ms.entranceAccess, mm.entranceAccess)
  return parts
}

/** The wait that is part of a traced arc's cost: at the vertex that the walk enters. */
function arcWait(study: AccessStudy, time: { readonly vertexWaitCost: Uint32Array }, arc: number): number {
  const { arcEdge, arcTarget, edgeFrom, edgeTo } = study.network
  const edge = arcEdge[arc]! >>> 1
  const owner = (arcEdge[arc]! & 1) === 1 ? edgeTo[edge]! : edgeFrom[edge]!
  return time.vertexWaitCost[study.direction === 'toFacility' ? owner : arcTarget[arc]!]!
}

function legPieces(
  study: AccessStudy,
  side: { impedance: SweepProblem['impedance']; origins: PlaceLegs; entrances: PlaceLegs },
  trace: WalkTrace,
) {
  const { impedance, origins, entrances } = side
  const toFacility = study.direction === 'toFacility'
  const placeAccess = origins.access[trace.place]!
  const entranceAccess = entrances.access[trace.entrance]!
  if (trace.direct) {
    const total = traceCost(trace, impedance, origins, entrances, toFacility)
    return {
      placeAccess,
      placeStreet: total - placeAccess - entranceAccess,
      placeWait: 0,
      entranceStreet: 0,
      entranceWait: 0,
      entranceAccess,
    }
  }
  const leg = (legs: PlaceLegs, row: number, end: number, inward: boolean) =>
    inward ? (end === 0 ? legs.inFrom[row]! : legs.inTo[row]!) : end === 0 ? legs.outFrom[row]! : legs.outTo[row]!
  const waitAt = (legs: PlaceLegs, row: number, end: number) => {
    const edge = legs.edge[row]!
    return impedance.vertexWaitCost[end === 0 ? study.network.edgeFrom[edge]! : study.network.edgeTo[edge]!]!
  }
  // Only the leg that enters a vertex waits there: the one that leads out of its place.
  const placeWait = toFacility ? waitAt(origins, trace.place, trace.placeEnd) : 0
  const entranceWait = toFacility ? 0 : waitAt(entrances, trace.entrance, trace.entranceEnd)
  return {
    placeAccess,
    placeStreet: leg(origins, trace.place, trace.placeEnd, !toFacility) - placeAccess - placeWait,
    placeWait,
    entranceStreet: leg(entrances, trace.entrance, trace.entranceEnd, toFacility) - entranceAccess - entranceWait,
    entranceWait,
    entranceAccess,
  }
}

/** Positions along the streets of a trace, from the place's foot to the entrance's foot. */
function streetLine(study: AccessStudy, trace: WalkTrace): LonLat[] {
  const { demandLinkage, entranceLinkage, network } = study
  const start = { edge: demandLinkage.edge[trace.place]!, at: demandLinkage.fraction[trace.place]! }
  const end = { edge: entranceLinkage.edge[trace.entrance]!, at: entranceLinkage.fraction[trace.entrance]! }
  if (trace.direct) return edgeLine(network, start.edge, start.at, end.at)
  const line = edgeLine(network, start.edge, start.at, trace.placeEnd)
  for (const arc of trace.arcs) {
    // The walk runs against each traced arc.
    const against = (network.arcEdge[arc]! & 1) === 1
    line.push(...edgeLine(network, network.arcEdge[arc]! >>> 1, against ? 0 : 1, against ? 1 : 0))
  }
  line.push(...edgeLine(network, end.edge, trace.entranceEnd, end.at))
  return line
}

/** Positions of an edge between two places on it (fractions of its length), in that order. */
function edgeLine(network: AccessStudy['network'], edge: number, from: number, to: number): LonLat[] {
  const corners: LonLat[] = [vertexPosition(network, network.edgeFrom[edge]!)]
  for (let i = network.shapeOffset[edge]!; i < network.shapeOffset[edge + 1]!; i++) {
    corners.push([network.shapeLonE7[i]! / E7, network.shapeLatE7[i]! / E7])
  }
  corners.push(vertexPosition(network, network.edgeTo[edge]!))
  const along = [0]
  for (let i = 1; i < corners.length; i++) {
    const [aLon, aLat] = corners[i - 1]!
    const [bLon, bLat] = corners[i]!
    along.push(along[i - 1]! + Math.hypot((bLon - aLon) * Math.cos((aLat * Math.PI) / 180), bLat - aLat))
  }
  const total = along.at(-1)!
  const low = Math.min(from, to) * total
  const high = Math.max(from, to) * total
  const line: LonLat[] = [placeAt(corners, along, low)]
  corners.forEach((corner, i) => {
    if (along[i]! > low && along[i]! < high) line.push(corner)
  })
  line.push(placeAt(corners, along, high))
  return from <= to ? line : line.reverse()
}

function placeAt(corners: readonly LonLat[], along: readonly number[], distance: number): LonLat {
  for (let i = 1; i < corners.length; i++) {
    if (along[i]! < distance && i + 1 < corners.length) continue
    const length = along[i]! - along[i - 1]!
    const part = length > 0 ? Math.min(1, Math.max(0, (distance - along[i - 1]!) / length)) : 0
    const [aLon, aLat] = corners[i - 1]!
    const [bLon, bLat] = corners[i]!
    return [aLon + part * (bLon - aLon), aLat + part * (bLat - aLat)]
  }
  return corners[0]!
}

function vertexPosition(network: AccessStudy['network'], vertex: number): LonLat {
  return [network.vertexLonE7[vertex]! / E7, network.vertexLatE7[vertex]! / E7]
}

/** Sum of a walk's parts in ms and mm; equals the walk's number. */
export function sumParts(parts: readonly WalkPart[]): { readonly milliseconds: number; readonly millimetres: number } {
  return {
    milliseconds: parts.reduce((sum, part) => sum + part.milliseconds, 0),
    millimetres: parts.reduce((sum, part) => sum + part.millimetres, 0),
  }
}
