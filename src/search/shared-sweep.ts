// One question worked on by several threads: who takes which visits, and the question in memory that all of them see. Rows of
// different visits do not touch, so neither the number of threads nor their order has any influence. It starts no threads itself.
import type { Impedance } from '../network/impedance.ts'
import type { WalkNetwork } from '../network/walk-network.ts'
import type { AlongsideProblem } from './alongside-walks.ts'
import { OriginSweeper } from './origin-sweeper.ts'
import type { PlaceLegs } from './place-legs.ts'
import type { ReachedRows } from './reached-rows.ts'
import { adoptSweepArcs, type SweepArcs, sweepArcs } from './sweep-arcs.ts'
import type { VisitPlan } from './visit-plan.ts'

/** Most visits taken at once: some milliseconds of work, so that threads end together and notice soon when they are to stop. */
const MOST_VISITS_AT_ONCE = 256

const IS_STOPPED = 0
const VISITS_DONE = 1
/** From here on: the next visit of each thread's own stretch. */
const NEXT_VISIT = 2

/** Words per thread in `work`: visits, vertices reached, expansions. */
const WORK = 3

/** Who does what, in memory that all threads see. */
export interface SweepBoard {
  readonly visitCount: number
  readonly threads: number
  readonly visitsAtOnce: number
  readonly control: Int32Array
  readonly work: Float64Array
}

/** A board for visits that nobody has taken yet. */
export function createBoard(visitCount: number, threads: number): SweepBoard {
  const control = new Int32Array(new SharedArrayBuffer((NEXT_VISIT + threads) * 4))
  for (let thread = 0; thread < threads; thread++)
    control[NEXT_VISIT + thread] = stretchStart(visitCount, threads, thread)
  return {
    visitCount,
    threads,
    visitsAtOnce: Math.min(MOST_VISITS_AT_ONCE, Math.max(1, Math.ceil(visitCount / (threads * 32)))),
    control,
    work: new Float64Array(new SharedArrayBuffer(threads * WORK * 8)),
  }
}

/** Each thread begins with a stretch of its own, so that what it reads is near what it read last. */
function stretchStart(visitCount: number, threads: number, thread: number): number {
  return Math.floor((visitCount * thread) / threads)
}

/**
 * Takes the next visits, if there are any, and makes them: of the thread's own stretch, then of others'. False when there is nothing
 * left to take.
 */
export function takeVisits(board: SweepBoard, thread: number, sweeper: OriginSweeper, plan: VisitPlan): boolean {
  const { control, visitCount, threads, visitsAtOnce, work } = board
  for (let turn = 0; turn < threads; turn++) {
    if (Atomics.load(control, IS_STOPPED) !== 0) return false
    const stretch = (thread + turn) % threads
    const stretchEnd = stretchStart(visitCount, threads, stretch + 1)
    if (Atomics.load(control, NEXT_VISIT + stretch) >= stretchEnd) continue
    const first = Atomics.add(control, NEXT_VISIT + stretch, visitsAtOnce)
    if (first >= stretchEnd) continue
    const end = Math.min(first + visitsAtOnce, stretchEnd)
    sweeper.sweep(plan, first, end)
    work[thread * WORK]! += end - first
    work[thread * WORK + 1] = sweeper.verticesReached
    work[thread * WORK + 2] = sweeper.expansions
    Atomics.add(control, VISITS_DONE, end - first)
    return true
  }
  return false
}

/** Visits made so far by all threads. */
export function visitsDone({ control }: SweepBoard): number {
  return Atomics.load(control, VISITS_DONE)
}

/** Lets no thread take further visits. */
export function stopBoard({ control }: SweepBoard): void {
  Atomics.store(control, IS_STOPPED, 1)
}

/** What all threads did, and the visits of each. */
export function workOnBoard({ work }: SweepBoard): {
  readonly verticesReached: number
  readonly expansions: number
  readonly visitsByThread: readonly number[]
} {
  const column = (word: number) =>
    Array.from({ length: work.length / WORK }, (_, thread) => work[thread * WORK + word]!)
  const sum = (numbers: readonly number[]) => numbers.reduce((total, number) => total + number, 0)
  return { verticesReached: sum(column(1)), expansions: sum(column(2)), visitsByThread: column(0) }
}

/** A question that can be posted to another thread; nothing large is copied on the way. */
export interface SharedQuestion {
  readonly problem: AlongsideProblem
  readonly plan: VisitPlan
  readonly rows: ReachedRows
  readonly board: SweepBoard
  readonly arcs: SweepArcs
  readonly arcsReversed: SweepArcs
}

/** The question in shared memory: columns that are there already stay where they are, others are copied once. O(arcs) the first time. */
export function shareQuestion(
  problem: AlongsideProblem,
  plan: VisitPlan,
  rows: ReachedRows,
  board: SweepBoard,
): SharedQuestion {
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
    plan: shareColumns(plan),
    rows,
    board,
    arcs: sweepArcs(network, impedance.arcCost),
    arcsReversed: sweepArcs(network, impedance.arcCostReversed),
  }
}

/** In another thread: the one who makes visits of a question that was posted there. */
export function openQuestion({ problem, rows, arcs, arcsReversed }: SharedQuestion): OriginSweeper {
  const { network, impedance } = problem
  adoptSweepArcs(network, impedance.arcCostReversed, arcsReversed)
  adoptSweepArcs(network, impedance.arcCost, arcs)
  return new OriginSweeper(problem, rows)
}

/** What a sweep does not read is left empty. */
function shareNetwork(network: WalkNetwork): WalkNetwork {
  const { words, integers, doubles, bytes } = noColumns()
  return {
    arcOffset: shareColumn(network.arcOffset),
    arcTarget: shareColumn(network.arcTarget),
    edgeFrom: shareColumn(network.edgeFrom),
    edgeTo: shareColumn(network.edgeTo),
    box: network.box,
    boxIsDeclared: network.boxIsDeclared,
    buffer: new ArrayBuffer(0),
    vertexLonE7: integers,
    vertexLatE7: integers,
    vertexFlags: bytes,
    arcEdge: words,
    edgeLengthMm: words,
    edgeFlags: bytes,
    edgeWayId: doubles,
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
    edgePassable: bytes,
    edgeLinkable: bytes,
    edgeOnIsland: bytes,
  }
}

function noColumns() {
  return {
    words: new Uint32Array(0),
    integers: new Int32Array(0),
    doubles: new Float64Array(0),
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

function shareColumns<T extends PlaceLegs | VisitPlan | AlongsideProblem['targets']>(record: T): T {
  const entries = Object.entries(record).map(([name, value]) => [
    name,
    ArrayBuffer.isView(value) ? shareColumn(value as Column) : value,
  ])
  return Object.fromEntries(entries) as T
}
