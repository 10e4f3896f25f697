// One question in memory that several threads see, and the steps in which they answer it. It starts no threads itself.
import type { Impedance } from '../network/impedance.ts'
import type { UnevenEdges } from '../network/uneven-edges.ts'
import type { WalkNetwork } from '../network/walk-network.ts'
import type { AlongsideProblem } from './alongside-walks.ts'
import type { FacilityCrowds } from './facility-crowds.ts'
import { FacilitySweeper, MeetingGatherer } from './facility-sweeper.ts'
import { type LogPages, MeetingLog } from './meeting-log.ts'
import { OriginSweeper } from './origin-sweeper.ts'
import type { OriginTargets } from './origin-targets.ts'
import { OriginMeetings, type PairRows, PairWriter } from './pair-rows.ts'
import type { PlaceLegs } from './place-legs.ts'
import type { ReachedRows } from './reached-rows.ts'
import { adoptSweepArcs, type SweepArcs, sweepArcs } from './sweep-arcs.ts'
import type { SweepBoard } from './sweep-board.ts'
import type { VisitPlan, VisitSweeper } from './visit-plan.ts'

/**
 * What is to be done of a question: visits of origins, and it is answered; or visits of facilities, whose meetings each thread notes,
 * and then the gathering of these, stretch by stretch. Where every meeting is wanted, not only the nearest: visits from either side,
 * and then the rows of pairs.
 */
export type SweepStep =
  | { readonly kind: 'origins'; readonly plan: VisitPlan; readonly rows: ReachedRows }
  | (MeetingStep & { readonly kind: 'facilities'; readonly targets: OriginTargets })
  | {
      readonly kind: 'gather'
      readonly plan: VisitPlan
      readonly rows: ReachedRows
      readonly logs: readonly LogPages[]
      readonly crowds: FacilityCrowds | null
      /** All facilities have been visited. */
      readonly isLast: boolean
    }
  | (MeetingStep & { readonly kind: 'meet-facilities' })
  | {
      readonly kind: 'pairs'
      readonly plan: VisitPlan
      readonly logs: readonly LogPages[]
      readonly pairs: PairRows
    }

/** Visits whose meetings are noted, stretch by stretch of the origins' plan. */
interface MeetingStep {
  readonly plan: VisitPlan
  /** Largest cost of interest, inclusive. */
  readonly limit: number
  readonly stretchCount: number
  readonly stretchShift: number
  /** Where all threads' logs are full together; default: each by itself. */
  readonly full?: { readonly pieces: number; readonly count: Int32Array } | undefined
}

/** Someone who takes part in a step. */
export interface StepWorker {
  readonly sweeper: VisitSweeper
  readonly plan: VisitPlan
  /** What was met; only of visits of facilities. */
  readonly log: MeetingLog | undefined
}

/**
 * One who takes part in a step; one per thread.
 *
 * @param isShared what is noted goes to other threads
 */
export function createStepWorker(problem: AlongsideProblem, step: SweepStep, isShared = true): StepWorker {
  const { plan } = step
  const log = 'stretchCount' in step ? logOf(step, isShared) : undefined
  return { sweeper: createSweeper(problem, step, log!), plan, log }
}

function logOf({ stretchCount, full }: MeetingStep, isShared: boolean): MeetingLog {
  return full === undefined
    ? new MeetingLog(stretchCount, isShared)
    : new MeetingLog(stretchCount, isShared, full.pieces, full.count)
}

function createSweeper(problem: AlongsideProblem, step: SweepStep, log: MeetingLog): VisitSweeper {
  switch (step.kind) {
    case 'origins':
      return new OriginSweeper(problem, step.rows)
    case 'facilities':
      return new FacilitySweeper(problem, step.targets, step.limit, step.stretchShift, log)
    case 'gather':
      return new MeetingGatherer(problem, step.rows, step.logs, step.crowds, step.isLast)
    case 'meet-facilities':
      return new OriginMeetings(problem, step.limit, step.stretchShift, log)
    case 'pairs':
      return new PairWriter(problem, step.pairs, step.logs)
  }
}

/** A step of a question that can be posted to another thread; nothing large is copied on the way. */
export interface SharedQuestion {
  readonly problem: AlongsideProblem
  readonly step: SweepStep
  readonly board: SweepBoard
  readonly arcs: SweepArcs
  readonly arcsReversed: SweepArcs
}

/** The question in shared memory: columns that are there already stay where they are, others are copied once. O(arcs) the first time. */
export function shareQuestion(problem: AlongsideProblem, step: SweepStep, board: SweepBoard): SharedQuestion {
  const { network, impedance, alongside, targets } = problem
  const isToFacility = targets.direction === 'toFacility'
  return {
    problem: {
      network: shareNetwork(network),
      impedance: shareImpedance(impedance),
      alongside: {
        ...shareImpedance(alongside),
        // Walks are measured against the sweep.
        arcCost: isToFacility ? new Uint32Array(0) : shareColumn(alongside.arcCost),
        arcCostReversed: isToFacility ? shareColumn(alongside.arcCostReversed) : new Uint32Array(0),
      },
      origins: shareColumns(problem.origins),
      alongsideOrigins: shareColumns(problem.alongsideOrigins),
      alongsideEntrances: shareColumns(problem.alongsideEntrances),
      targets: { ...shareColumns(targets), legs: shareColumns(targets.legs) },
    },
    step: shareStep(step),
    board,
    arcs: sweepArcs(network, impedance.arcCost),
    arcsReversed: sweepArcs(network, impedance.arcCostReversed),
  }
}

function shareStep(step: SweepStep): SweepStep {
  const plan = shareColumns(step.plan)
  if (step.kind === 'facilities') return { ...step, plan, targets: shareColumns(step.targets) }
  if (step.kind === 'gather') return { ...step, plan, crowds: step.crowds === null ? null : shareColumns(step.crowds) }
  return { ...step, plan }
}

/** In another thread: one who takes part in a step that was posted there. */
export function openQuestion({ problem, step, arcs, arcsReversed }: SharedQuestion): StepWorker {
  const { network, impedance } = problem
  adoptSweepArcs(network, impedance.arcCostReversed, arcsReversed)
  adoptSweepArcs(network, impedance.arcCost, arcs)
  return createStepWorker(problem, step)
}

/** What a sweep does not read is left empty. */
function shareNetwork(network: WalkNetwork): WalkNetwork {
  const { words, integers, doubles, floats, bytes } = noColumns()
  return {
    arcOffset: shareColumn(network.arcOffset),
    arcTarget: shareColumn(network.arcTarget),
    arcDirection: bytes,
    edgeFrom: shareColumn(network.edgeFrom),
    edgeTo: shareColumn(network.edgeTo),
    edgeRegion: words,
    streetVertices: network.streetVertices,
    leavingStreetVertex: words,
    sharedOffset: words,
    sharedVertex: words,
    regionNames: bytes,
    ringRegion: words,
    ringOffset: words,
    ringLonE7: integers,
    ringLatE7: integers,
    box: network.box,
    boxIsDeclared: network.boxIsDeclared,
    buffer: new ArrayBuffer(0),
    vertexLonE7: integers,
    vertexLatE7: integers,
    vertexFlags: bytes,
    arcEdge: words,
    edgeLengthMm: words,
    edgeFlags: new Uint16Array(0),
    edgeWayId: doubles,
    slopeOffset: words,
    slopeEndMm: words,
    slopeGrade: floats,
    shapeOffset: words,
    shapeLonE7: integers,
    shapeLatE7: integers,
    component: words,
    componentMetres: doubles,
  }
}

/** What a sweep does not read is left empty. Arcs come laid out; empty columns only stand for their costs. */
function shareImpedance(impedance: Impedance): Impedance {
  const { words, bytes } = noColumns()
  const arcCost = new Uint32Array(0)
  return {
    basis: impedance.basis,
    profile: impedance.profile,
    accessCostPerMetre: impedance.accessCostPerMetre,
    edgeForwardCost: shareColumn(impedance.edgeForwardCost),
    edgeBackwardCost: shareColumn(impedance.edgeBackwardCost),
    vertexWaitCost: words,
    arcCost,
    arcCostReversed: impedance.arcCost === impedance.arcCostReversed ? arcCost : new Uint32Array(0),
    uneven: impedance.uneven === null ? null : shareColumns(impedance.uneven),
    edgePassable: bytes,
    edgeLinkable: bytes,
    edgeLinkableMinor: bytes,
    edgeOnIsland: bytes,
  }
}

function noColumns() {
  return {
    words: new Uint32Array(0),
    integers: new Int32Array(0),
    doubles: new Float64Array(0),
    floats: new Float32Array(0),
    bytes: new Uint8Array(0),
  }
}

type Column = Int32Array | Uint32Array | Float64Array

const sharedOf = new WeakMap<Column, Column>()

/** The column itself where threads share its memory, else a copy that they do; the same copy each time. */
function shareColumn<T extends Column>(column: T): T {
  if (column.buffer instanceof SharedArrayBuffer) return column
  const known = sharedOf.get(column) as T | undefined
  if (known !== undefined) return known
  const Type = column.constructor as new (memory: SharedArrayBuffer) => T
  const shared = new Type(new SharedArrayBuffer(column.byteLength))
  shared.set(column as never)
  sharedOf.set(column, shared)
  return shared
}

function shareColumns<
  T extends PlaceLegs | UnevenEdges | VisitPlan | OriginTargets | FacilityCrowds | AlongsideProblem['targets'],
>(record: T): T {
  const entries = Object.entries(record).map(([name, value]) => [
    name,
    ArrayBuffer.isView(value) ? shareColumn(value as Column) : value,
  ])
  return Object.fromEntries(entries) as T
}
