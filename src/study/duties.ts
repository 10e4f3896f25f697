// How blocks meet duties: enough of the right facilities within a limit, by walking time, walking distance or straight line.
// Facilities come as numbers; it does not know which standard asks, nor why a facility counts.

import { atOnce, type Steps } from '../foundation/breath.ts'
import { costLimits, costPerLimitUnit } from '../foundation/limits.ts'
import { type RunOptions, throwIfAborted } from '../foundation/progress.ts'
import type { Basis } from '../foundation/units.ts'
import { LINK_LINKED } from '../locate/linkage.ts'
import { placeTree } from '../locate/points/place-tree.ts'
import { OriginVisit } from '../search/origin-visit.ts'
import { rowsOfPoints } from '../search/place-legs.ts'
import { type AccessStudy, poseQuestion } from './access-study.ts'
import { weightedMedian } from './access-table.ts'

/** One way to meet a duty. */
export interface DutyRoute {
  /** Numbers of the study's facilities that count, or may count. */
  readonly facilities: readonly number[]
  /** Those of them that may count: what the route asks of them is not known. */
  readonly doubtful?: ReadonlySet<number> | undefined
  /** Minutes for basis `time`, else metres; inclusive. */
  readonly limit: number
}

/** Something that should be within reach. */
export interface Duty {
  readonly basis: Basis | 'straight-line'
  /** Any of them is enough. */
  readonly routes: readonly DutyRoute[]
  /** So many different facilities, of so many categories, over all routes. */
  readonly minFacilities: number
  readonly minKinds: number
}

/** Blocks × duties; row = block × dutyCount + duty. */
export interface DutyAccess {
  readonly dutyCount: number
  /** Weight of linked demand points that surely meet the duty, 0 to 1; NaN where the block is not linked. */
  readonly share: Float64Array
  /** The same where all doubtful facilities count: never less. */
  readonly possibleShare: Float64Array
  /** Nearest counting facility of the headline demand point: minutes (time) or metres; NaN beyond the limit. */
  readonly value: Float64Array
  /** Its number, −1 where none is within the limit. */
  readonly facility: Int32Array
  /** Whether one origin of the study meets a duty, or may meet it. */
  readonly mayBeMetFrom: (origin: number, duty: number) => boolean
}

/** What one demand origin finds for each duty. */
interface OriginFinding {
  readonly met: Uint8Array
  readonly possiblyMet: Uint8Array
  readonly value: Float64Array
  readonly facility: Int32Array
}

/**
 * Measures duties for every block of a study. One sweep per origin and basis that occurs, to that basis's largest limit.
 *
 * A straight-line duty is measured from demand point to entrance, whether or not there is a street.
 */
export function measureDuties(study: AccessStudy, duties: readonly Duty[], run: RunOptions = {}): DutyAccess {
  return atOnce(dutySteps(study, duties, run))
}

/** Origins between pauses. */
const ORIGINS_AT_ONCE = 16

/** {@link measureDuties} in steps. */
export function* dutySteps(study: AccessStudy, duties: readonly Duty[], run: RunOptions = {}): Steps<DutyAccess> {
  const dutyCount = duties.length
  const originCount = study.origins.originOffset.length - 1
  const findings: OriginFinding[] = Array.from({ length: originCount }, () => ({
    met: new Uint8Array(dutyCount),
    possiblyMet: new Uint8Array(dutyCount),
    value: new Float64Array(dutyCount).fill(Number.NaN),
    facility: new Int32Array(dutyCount).fill(-1),
  }))
  for (const basis of ['time', 'distance', 'straight-line'] as const) {
    const chosen = duties.flatMap((duty, number) => (duty.basis === basis ? [number] : []))
    if (chosen.length === 0) continue
    const visitor =
      basis === 'straight-line' ? straightVisitor(study, duties, chosen) : walkVisitor(study, basis, duties, chosen)
    const tally = new DutyTally(study, duties, chosen)
    for (let origin = 0; origin < originCount; origin++) {
      if (origin % 256 === 0) {
        throwIfAborted(run.signal)
        run.onProgress?.({ step: 'duties', done: origin, total: originCount })
      }
      if (origin % ORIGINS_AT_ONCE === 0) yield
      const places: number[] = []
      for (let p = study.origins.originOffset[origin]!; p < study.origins.originOffset[origin + 1]!; p++) {
        if (study.demandLinkage.status[p] === LINK_LINKED) places.push(p)
      }
      if (places.length > 0) visitor(places, tally)
      tally.settle(findings[origin]!)
    }
  }
  return yield* sumUp(study, dutyCount, findings)
}

/** Tells the tally of every facility within the largest limit, with its value in minutes or metres. */
type Visitor = (places: readonly number[], tally: DutyTally) => void

function walkVisitor(study: AccessStudy, basis: Basis, duties: readonly Duty[], chosen: readonly number[]): Visitor {
  const largest = Math.max(...chosen.flatMap((duty) => duties[duty]!.routes.map((route) => route.limit)))
  const limits = costLimits(basis, [largest])
  const { problem } = poseQuestion(study, basis, limits)
  const visit = new OriginVisit(problem)
  const perUnit = costPerLimitUnit(basis)
  return (places, tally) => {
    visit.run(rowsOfPoints(problem.origins, places), limits[0]!)
    for (let i = 0; i < visit.touchedCount; i++) {
      tally.offer(visit.touched[i]!, visit.cost(visit.touched[i]!) / perUnit)
    }
  }
}

function straightVisitor(study: AccessStudy, duties: readonly Duty[], chosen: readonly number[]): Visitor {
  const largest = Math.max(...chosen.flatMap((duty) => duties[duty]!.routes.map((route) => route.limit)))
  const counting = new Set(chosen.flatMap((duty) => duties[duty]!.routes.flatMap((route) => route.facilities)))
  const entrances = [...counting].flatMap((facility) =>
    study.facilities[facility]!.entrances.map((lonLat) => ({ facility, lonLat })),
  )
  const tree = placeTree(entrances.map(({ lonLat }) => lonLat))
  return (places, tally) => {
    for (const place of places) {
      const lon = study.demand.lonLat[2 * place]!
      const lat = study.demand.lonLat[2 * place + 1]!
      tree.within(lon, lat, largest, (entrance, metres) => tally.offer(entrances[entrance]!.facility, metres))
    }
  }
}

/** Counts, for one origin at a time, the facilities and kinds within the limits of each duty. */
class DutyTally {
  readonly #study: AccessStudy
  readonly #duties: readonly Duty[]
  readonly #chosen: readonly number[]
  /** Duties and limits that a facility counts for, or may count for. */
  readonly #countsFor = new Map<number, { readonly duty: number; readonly limit: number; readonly sure: boolean }[]>()
  readonly #found: Map<number, number>[]
  /** Of those found, by duty, the ones that surely count. */
  readonly #sure: Set<number>[]

  constructor(study: AccessStudy, duties: readonly Duty[], chosen: readonly number[]) {
    this.#study = study
    this.#duties = duties
    this.#chosen = chosen
    this.#found = duties.map(() => new Map())
    this.#sure = duties.map(() => new Set())
    for (const duty of chosen) {
      for (const { facilities, limit, doubtful } of duties[duty]!.routes) {
        for (const facility of facilities) {
          const list = this.#countsFor.get(facility)
          const entry = { duty, limit, sure: doubtful?.has(facility) !== true }
          if (list === undefined) this.#countsFor.set(facility, [entry])
          else list.push(entry)
        }
      }
    }
  }

  offer(facility: number, value: number): void {
    for (const { duty, limit, sure } of this.#countsFor.get(facility) ?? []) {
      if (value > limit) continue
      if (sure) this.#sure[duty]!.add(facility)
      const known = this.#found[duty]!.get(facility)
      if (known === undefined || value < known) this.#found[duty]!.set(facility, value)
    }
  }

  /** Writes what was found and forgets it. */
  settle(finding: OriginFinding): void {
    for (const duty of this.#chosen) {
      const found = this.#found[duty]!
      if (found.size === 0) continue
      const { minFacilities, minKinds } = this.#duties[duty]!
      const sure = this.#sure[duty]!
      for (const [facility, value] of found) {
        const best = finding.value[duty]!
        if (!(best <= value) || (best === value && facility < finding.facility[duty]!)) {
          finding.value[duty] = value
          finding.facility[duty] = facility
        }
      }
      const isEnough = (facilities: ReadonlySet<number>) =>
        facilities.size >= minFacilities && (minKinds <= 1 || this.#kindsOf(facilities) >= minKinds)
      finding.met[duty] = isEnough(sure) ? 1 : 0
      finding.possiblyMet[duty] = isEnough(new Set(found.keys())) ? 1 : 0
      found.clear()
      sure.clear()
    }
  }

  #kindsOf(facilities: ReadonlySet<number>): number {
    return new Set(Array.from(facilities, (facility) => this.#study.categoryOfFacility[facility]!)).size
  }
}

function* sumUp(study: AccessStudy, dutyCount: number, findings: readonly OriginFinding[]): Steps<DutyAccess> {
  const { origins, originWeight, blocks } = study
  const share = new Float64Array(blocks.length * dutyCount).fill(Number.NaN)
  const possibleShare = new Float64Array(blocks.length * dutyCount).fill(Number.NaN)
  const value = new Float64Array(blocks.length * dutyCount).fill(Number.NaN)
  const facility = new Int32Array(blocks.length * dutyCount).fill(-1)
  for (let block = 0; block < blocks.length; block++) {
    if (block % ORIGINS_AT_ONCE === 0) yield
    const linked: number[] = []
    for (let o = origins.blockOrigin[block]!; o < origins.blockOrigin[block + 1]!; o++) {
      if (originWeight[o]! > 0) linked.push(o)
    }
    if (linked.length === 0) continue
    for (let duty = 0; duty < dutyCount; duty++) {
      const row = block * dutyCount + duty
      let total = 0
      let met = 0
      let possiblyMet = 0
      for (const origin of linked) {
        total += originWeight[origin]!
        if (findings[origin]!.met[duty] === 1) met += originWeight[origin]!
        if (findings[origin]!.possiblyMet[duty] === 1) possiblyMet += originWeight[origin]!
      }
      share[row] = met / total
      possibleShare[row] = possiblyMet / total
      const headline = weightedMedian(
        linked,
        (origin) => originWeight[origin]!,
        (origin) => (findings[origin]!.facility[duty]! < 0 ? Number.MAX_VALUE : findings[origin]!.value[duty]!),
      )
      value[row] = findings[headline]!.value[duty]!
      facility[row] = findings[headline]!.facility[duty]!
    }
  }
  const mayBeMetFrom = (origin: number, duty: number) => findings[origin]!.possiblyMet[duty] === 1
  return { dutyCount, share, possibleShare, value, facility, mayBeMetFrom }
}
