// One walk, part by part: the access leg, each street, each wait, the last leg; the parts add up to the walk's number.
// It knows streets by way id and flags, not by name.

import type { AccessStatusName } from '../answer/access-table.ts'
import { checkGiven } from '../foundation/arguments.ts'
import { costLimits } from '../foundation/limits.ts'
import type { Basis, LonLat } from '../foundation/units.ts'
import { LINK_LINKED } from '../locate/linkage.ts'
import { regionIds } from '../network/build-network.ts'
import { WAY_CHORD, WAY_RESTRICTED, WAY_STEPS } from '../normalise/streets/walkable-ways-record.ts'
import { OriginVisit, traceCost, type WalkTrace } from '../search/origin-visit.ts'
import { isAtVertex, type PlaceLegs, rowsOfPoints } from '../search/place-legs.ts'
import type { SweepProblem } from '../search/reached-times.ts'
import { type AccessStudy, kindsWithData, poseQuestion } from './access-study.ts'
import { weightedMedian } from './access-table.ts'
import { type PassedGate, passedGates } from './passed-gates.ts'
import { streetLine } from './walk-line.ts'
import { climbOf, type StepFreeMetres, stepFreeMetres, type WalkClimb, walkStretches } from './walk-stretches.ts'

/** A part of a walk. Costs are exact integers: ms under both bases' time, mm under distance. */
export interface WalkPart {
  readonly kind: 'access' | 'street' | 'steps' | 'square' | 'wait' | 'exit'
  /** OSM way, `null` for the straight legs and waits; below zero for a square that is a relation: minus its id. */
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
  readonly status: AccessStatusName
  /** Of the block's headline demand point (or best gate). */
  readonly from: {
    readonly lonLat: LonLat
    readonly linkStatus: number
    readonly linkMetres: number
    readonly wayId: number | null
  }
  readonly to: (FacilityWalk & { readonly lonLat: LonLat; readonly linkMetres: number }) | null
  readonly parts: readonly WalkPart[]
  /** Gates of compounds, and ends of private streets, in the order in which the walk passes them. */
  readonly gates: readonly PassedGate[]
  /** What the walk climbs; `null` where it is none or no heights are known. */
  readonly climb: WalkClimb | null
  /** What the map knows of wheels on the walk; `null` where it is none. */
  readonly stepFree: StepFreeMetres | null
  /** The line to draw, `[lon, lat]` from the block to the facility. */
  readonly line: readonly LonLat[]
  /** Further facilities of the category within the limit, nearest first, at most five. */
  readonly nextBest: readonly FacilityWalk[]
}

/**
 * Explains the headline walk of a block to a category, as in the coverage table under the same basis and limits.
 *
 * @param limit the largest limit of the analysis, minutes or metres
 * @returns `undefined` for a block or category that the study does not have
 * @param basis `time` (the limit is in minutes) or `distance` (in metres)
 * @example
 * ```ts
 * import { type AccessReport, explainWalk } from 'living-circle'
 * import type { AccessStudy } from 'living-circle/parts'
 * declare const report: AccessReport
 * declare const study: AccessStudy
 * const walk = explainWalk(study, 'time', 15, report.blocks[0]!.id, report.categories[0]!.id)
 * walk?.blockId === report.blocks[0]!.id // true
 * walk?.parts.map(({ kind, millimetres }) => `${kind}: ${millimetres / 1000} m`)
 * ```
 */
export function explainWalk(
  study: AccessStudy,
  basis: Basis,
  limit: number,
  blockId: string,
  category: string,
): WalkExplanation | undefined {
  checkGiven('explainWalk', 'study', study, 'study')
  return createWalkExplainer(study, basis, limit)(blockId, category)
}

/**
 * Explains many walks of one study: what they share is prepared once. Ask block by block.
 *
 * @example
 * ```ts
 * import { type AccessStudy, createWalkExplainer } from 'living-circle/parts'
 * declare const study: AccessStudy
 * const explain = createWalkExplainer(study, 'time', 15)
 * explain('b1', 'clinic')?.parts
 * ```
 */
export function createWalkExplainer(
  study: AccessStudy,
  basis: Basis,
  limit: number,
): (blockId: string, category: string) => WalkExplanation | undefined {
  const { problem } = poseQuestion(study, basis, costLimits(basis, [limit]))
  const visit = new OriginVisit(problem)
  const numberOfBlock = new Map(study.blocks.map((block, number) => [block.id, number]))
  const hasData = kindsWithData(study)
  const regions = regionIds(study.network)
  const walkLegs = { origins: problem.origins, entrances: problem.targets.legs }
  let known: BlockWalks | undefined
  return (blockId, category) => {
    const block = numberOfBlock.get(blockId)
    const column = study.categories.indexOf(category)
    if (block === undefined || column < 0) return undefined
    if (known?.block !== block) known = walksOfBlock(study, problem, visit, block)
    const { origin, facility } = headlineOf(study, known, column)
    const points = pointsOfOrigin(study, Math.max(study.origins.blockOrigin[block]!, origin))
    const linked = points.filter((point) => study.demandLinkage.status[point] === LINK_LINKED)
    const shared = {
      blockId,
      category,
      basis,
      limit,
      to: null,
      parts: [],
      gates: [],
      line: [],
      nextBest: [],
      climb: null,
      stepFree: null,
    }
    if (origin < 0 && hasData[column] === 1) {
      return { ...shared, status: 'unlinked', from: describeStart(study, points[0]!) }
    }
    if (facility < 0) {
      const status = hasData[column] === 0 ? 'no-data' : 'unreached'
      return { ...shared, status, from: describeStart(study, linked[0] ?? points[0]!) }
    }
    visit.run(rowsOfPoints(problem.origins, linked), problem.limits[0]!)
    const trace = visit.trace(facility)
    const start = problem.origins.link[trace.place]!
    const end = problem.targets.legs.link[trace.entrance]!
    const entrance = entrancePosition(study, end)
    const nearest = facilityWalk(study, problem, visit, facility, basis)
    const stretches = walkStretches(study, trace, start, end)
    return {
      ...shared,
      status: 'reached',
      from: describeStart(study, start),
      to: {
        ...nearest,
        lonLat: entrance,
        linkMetres: study.entranceLinkage.metres[end]!,
      },
      parts: partsOf(study, problem, trace),
      gates: passedGates(study.network, regions, trace, walkLegs, study.direction === 'toFacility'),
      climb: climbOf(study.network, stretches),
      stepFree: stepFreeMetres(study.network, stretches, nearest.metres),
      line: [positionOf(study, start), ...streetLine(study, trace, start, end), entrance],
      nextBest: othersOf(study, problem, visit, column, facility, basis),
    }
  }
}

/** Nearest cost and facility of each linked origin of a block, per category. */
interface BlockWalks {
  readonly block: number
  readonly origins: readonly number[]
  readonly cost: readonly Float64Array[]
  readonly facility: readonly Int32Array[]
}

function walksOfBlock(study: AccessStudy, problem: SweepProblem, visit: OriginVisit, block: number): BlockWalks {
  const origins: number[] = []
  const cost: Float64Array[] = []
  const facility: Int32Array[] = []
  const { blockOrigin } = study.origins
  for (let origin = blockOrigin[block]!; origin < blockOrigin[block + 1]!; origin++) {
    const linked = pointsOfOrigin(study, origin).filter((point) => study.demandLinkage.status[point] === LINK_LINKED)
    if (linked.length === 0) continue
    visit.run(rowsOfPoints(problem.origins, linked), problem.limits[0]!)
    const costs = new Float64Array(study.categories.length).fill(Infinity)
    const facilities = new Int32Array(study.categories.length).fill(-1)
    for (let i = 0; i < visit.touchedCount; i++) {
      const candidate = visit.touched[i]!
      const column = study.categoryOfFacility[candidate]!
      const value = visit.cost(candidate)
      if (value < costs[column]! || (value === costs[column] && candidate < facilities[column]!)) {
        costs[column] = value
        facilities[column] = candidate
      }
    }
    origins.push(origin)
    cost.push(costs)
    facility.push(facilities)
  }
  return { block, origins, cost, facility }
}

/** The headline origin of a block for a category and its nearest facility; −1 for none. */
function headlineOf(study: AccessStudy, walks: BlockWalks, column: number): { origin: number; facility: number } {
  const items = walks.origins.map((_, item) => item)
  const item = weightedMedian(
    items,
    (i) => study.originWeight[walks.origins[i]!]!,
    (i) => walks.cost[i]![column]!,
  )
  return item < 0
    ? { origin: -1, facility: -1 }
    : { origin: walks.origins[item]!, facility: walks.facility[item]![column]! }
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
    const street = kind === 'street' ? streetKind(flags) : kind
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

function streetKind(flags: number): WalkPart['kind'] {
  if ((flags & WAY_STEPS) !== 0) return 'steps'
  return (flags & WAY_CHORD) !== 0 ? 'square' : 'street'
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
    if (isAtVertex(legs, row)) return 0
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

/**
 * Sum of a walk's parts in ms and mm; equals the walk's number.
 *
 * @example
 * ```ts
 * import { sumParts } from 'living-circle/parts'
 * sumParts([]) // { milliseconds: 0, millimetres: 0 }
 * ```
 */
export function sumParts(parts: readonly WalkPart[]): { readonly milliseconds: number; readonly millimetres: number } {
  return {
    milliseconds: parts.reduce((sum, part) => sum + part.milliseconds, 0),
    millimetres: parts.reduce((sum, part) => sum + part.millimetres, 0),
  }
}
