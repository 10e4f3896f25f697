// How blocks meet duties at the worst and at the best: walkers a tenth slower or faster, any street that a point might as well link to.
// Duties as numbers in, shares of blocks out. It does not know which standard asks.
import type { Steps } from '../foundation/breath.ts'
import { type RunOptions, throwIfAborted } from '../foundation/progress.ts'
import type { LinkChoices } from '../locate/link-choices.ts'
import type { AccessStudy } from './access-study.ts'
import type { Duty, DutyAccess, DutyRoute } from './duties.ts'
import { sharesWithin } from './stability.ts'
import { type RangeSweeper, rangeSweeper } from './walk-range.ts'

/** Blocks × duties, as {@link DutyAccess}: what surely meets a duty, and what possibly does. */
export interface DutyShares {
  readonly share: Float64Array
  readonly possibleShare: Float64Array
}

/** The shares at the worst and at the best. */
export interface DutyRange {
  readonly worst: DutyShares
  readonly best: DutyShares
}

/** By origin: 0 where it meets a duty, else 1. */
type Lack = Uint32Array
/** At the worst and at the best. */
interface LackRange {
  readonly worst: Lack
  readonly best: Lack
}
/** By facilities that surely count, and by all. */
interface DutyLack {
  readonly sure: LackRange
  readonly possible: LackRange
}

/** Measures the range of every duty, in steps. A straight line depends neither on speed nor on streets: its range is what was measured. */
export function* measureDutyRange(
  study: AccessStudy,
  choices: LinkChoices,
  duties: readonly Duty[],
  access: DutyAccess,
  run: RunOptions = {},
): Steps<DutyRange> {
  const { dutyCount } = access
  const blank = () => ({ share: access.share.slice(), possibleShare: access.possibleShare.slice() })
  const range = { worst: blank(), best: blank() }
  for (const basis of ['time', 'distance'] as const) {
    if (!duties.some((duty) => duty.basis === basis)) continue
    const sweeper = rangeSweeper(study, choices, basis)
    const lackOfOne = createLackOfOne(study, sweeper)
    for (const [number, duty] of duties.entries()) {
      if (duty.basis !== basis) continue
      throwIfAborted(run.signal)
      const isOneEnough = duty.minFacilities <= 1 && duty.minKinds <= 1
      const { sure, possible } = yield* isOneEnough ? lackOfOne(duty.routes) : lackOfSeveral(study, sweeper, duty)
      for (const end of ['worst', 'best'] as const) {
        const { share, possibleShare } = range[end]
        const shares = sharesWithin(study, sure[end], 0)
        const possibleShares = possible[end] === sure[end] ? shares : sharesWithin(study, possible[end], 0)
        for (let block = 0; block < shares.length; block++) {
          share[block * dutyCount + number] = shares[block]!
          possibleShare[block * dutyCount + number] = possibleShares[block]!
        }
      }
    }
  }
  return range
}

/** Duties that one facility is enough for: the nearest decides. Routes that several duties have are swept once. */
function createLackOfOne(study: AccessStudy, sweeper: RangeSweeper): (routes: readonly DutyRoute[]) => Steps<DutyLack> {
  const held = new Map<string, LackRange>()
  const lackOf = function* (facilities: readonly number[], limit: number): Steps<LackRange> {
    const key = `${limit}:${facilities.join()}`
    const known = held.get(key)
    if (known !== undefined) return known
    const isChosen = new Uint8Array(study.facilities.length)
    for (const facility of facilities) isChosen[facility] = 1
    const { least, greatest } = yield* sweeper.sweep(isChosen, limit)
    const [slow, fast] = [sweeper.slowLimit(limit), sweeper.fastLimit(limit)]
    const lack = {
      worst: greatest.map((cost) => (cost <= slow ? 0 : 1)),
      best: least.map((cost) => (cost <= fast ? 0 : 1)),
    }
    held.set(key, lack)
    return lack
  }
  return function* (routes) {
    const all: LackRange[] = []
    for (const { facilities, limit } of routes) all.push(yield* lackOf(facilities, limit))
    const possible = lackOfAll(all)
    if (!routes.some(({ doubtful }) => (doubtful?.size ?? 0) > 0)) return { sure: possible, possible }
    const sure: LackRange[] = []
    for (const { facilities, doubtful, limit } of routes) {
      const known = facilities.filter((facility) => doubtful?.has(facility) !== true)
      sure.push(yield* lackOf(known, limit))
    }
    return { sure: lackOfAll(sure), possible }
  }
}

/** Who has none of several routes. */
function lackOfAll(routes: readonly LackRange[]): LackRange {
  const [first, ...others] = routes
  if (first === undefined || others.length === 0)
    return first ?? { worst: new Uint32Array(0), best: new Uint32Array(0) }
  const all = (end: 'worst' | 'best') =>
    first[end].map((lack, origin) => (lack === 1 && others.every((other) => other[end][origin] === 1) ? 1 : 0))
  return { worst: all('worst'), best: all('best') }
}

/** Duties that ask for several facilities or kinds: counted from every choice of street. At the worst all choices must do. */
function* lackOfSeveral(study: AccessStudy, sweeper: RangeSweeper, duty: Duty): Steps<DutyLack> {
  const { originOffset } = study.origins
  const origins = originOffset.length - 1
  const blank = () => ({ worst: new Uint32Array(origins).fill(1), best: new Uint32Array(origins).fill(1) })
  const lack = { sure: blank(), possible: blank() }
  for (let origin = 0; origin < origins; origin++) {
    if (origin % 8 === 7) yield
    for (let point = originOffset[origin]!; point < originOffset[origin + 1]!; point++) {
      const found = facilitiesOfChoices(sweeper, duty, point)
      if (found.length === 0) continue
      for (const certainty of ['sure', 'possible'] as const) {
        if (found.every(({ slow }) => isEnough(study, duty, slow[certainty]))) lack[certainty].worst[origin] = 0
        if (found.some(({ fast }) => isEnough(study, duty, fast[certainty]))) lack[certainty].best[origin] = 0
      }
    }
  }
  return lack
}

/** Facilities that surely and that possibly count. */
interface Found {
  readonly sure: Set<number>
  readonly possible: Set<number>
}

/** What counts for a duty from each choice of street of a point, to the slowest and to the fastest. */
function facilitiesOfChoices(
  sweeper: RangeSweeper,
  duty: Duty,
  point: number,
): { readonly slow: Found; readonly fast: Found }[] {
  const empty = (): Found => ({ sure: new Set(), possible: new Set() })
  const byChoice = new Map(sweeper.choicesOf(point).map((choice) => [choice, { slow: empty(), fast: empty() }]))
  for (const { facilities, doubtful, limit } of duty.routes) {
    const counted = new Set(facilities)
    sweeper.meet(point, limit, (facility, isFast, choice) => {
      if (!counted.has(facility)) return
      const found = byChoice.get(choice)![isFast ? 'fast' : 'slow']
      found.possible.add(facility)
      if (doubtful?.has(facility) !== true) found.sure.add(facility)
    })
  }
  return [...byChoice.values()]
}

function isEnough(study: AccessStudy, { minFacilities, minKinds }: Duty, facilities: ReadonlySet<number>): boolean {
  const kinds = new Set(Array.from(facilities, (facility) => study.categoryOfFacility[facility]!))
  return facilities.size >= minFacilities && (minKinds <= 1 || kinds.size >= minKinds)
}
