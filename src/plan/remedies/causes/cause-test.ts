// What a cause is asked, and what it may look at. A cause is a file beside this one; `causes.ts` lists them in order.
import type { CauseEvidence, GapCause } from '../../../answer/gap-cause.ts'
import { BEYOND_LIMIT_FACTOR, limitInMetres } from '../../../foundation/limits.ts'
import { LINK_LINKED } from '../../../locate/linkage.ts'
import type { AccessStudy } from '../../../study/access-study.ts'
import type { GapSubject } from '../gap-subjects.ts'
import { StraightLines, SubjectWalks } from '../subject-walks.ts'

/** The same study under other conditions, made when first asked for; `null` where the condition changes nothing. */
export interface OtherStudies {
  /** All crossings of closed compounds are open. */
  readonly openGates: () => AccessStudy | null
  /** Steps cost what level ways do. */
  readonly withoutSteps: () => AccessStudy | null
  /** The ground is level. */
  readonly withoutSlopes: () => AccessStudy | null
  readonly withoutBoth: () => AccessStudy | null
  /** Everybody walks as an adult does. */
  readonly asAdult: () => AccessStudy | null
  /** Facilities and gates are open at every hour; `null` where the run is of no moment. */
  readonly atSomeHour: () => AccessStudy | null
}

/** What every cause may look at for one subject. */
export class CauseContext {
  readonly study: AccessStudy
  readonly subject: GapSubject
  readonly others: OtherStudies
  /** Metres of each block to the data's edge. */
  readonly edgeMetres: Float64Array
  /** Whether a block's numbers may be those of the data's edge. */
  readonly isAtEdge: (block: number) => boolean
  readonly blockOfOrigin: Uint32Array
  readonly #made = new Map<string, unknown>()

  constructor(given: {
    readonly study: AccessStudy
    readonly subject: GapSubject
    readonly others: OtherStudies
    readonly edgeMetres: Float64Array
    readonly isAtEdge: (block: number) => boolean
    readonly blockOfOrigin: Uint32Array
  }) {
    this.study = given.study
    this.subject = given.subject
    this.others = given.others
    this.edgeMetres = given.edgeMetres
    this.isAtEdge = given.isAtEdge
    this.blockOfOrigin = given.blockOfOrigin
  }

  /** The limit as metres of level walking. */
  get limitMetres(): number {
    return limitInMetres(this.subject.basis, this.subject.limit, this.study.profile)
  }

  /** Walks today, searched far beyond the limit. */
  get today(): SubjectWalks {
    return this.#once(
      'today',
      () => new SubjectWalks(this.study, this.subject.basis, this.subject.routes, BEYOND_LIMIT_FACTOR),
    )
  }

  /** Walks of another study, within the limits. */
  walksIn(name: keyof OtherStudies): SubjectWalks | null {
    return this.#once(name, () => {
      const study = this.others[name]()
      if (study === null) return null
      const routes = this.subject.routes.map((route) =>
        name === 'atSomeHour' ? { ...route, counts: route.countsAtSomeHour } : route,
      )
      return new SubjectWalks(study, this.subject.basis, routes)
    })
  }

  /** Straight lines to entrances that count and are linked to a street. */
  get straightToLinked(): StraightLines {
    return this.#once(
      'straight',
      () =>
        new StraightLines(
          this.study,
          (facility, entrance) => this.counts(facility) && this.isLinked(this.study, entrance),
        ),
    )
  }

  counts(facility: number): boolean {
    return this.subject.routes.some((route) => route.counts(facility))
  }

  isLinked(study: AccessStudy, entrance: number): boolean {
    return study.entranceLinkage.status[entrance] === LINK_LINKED
  }

  /** Evidence in which everything is open but what is told. */
  evidence(origin: number, told: Partial<CauseEvidence> & { readonly facility?: number | null }): CauseEvidence {
    const { facility = null, ...more } = told
    const record = facility === null ? undefined : this.study.facilities[facility]
    return {
      reason: null,
      facilityId: record?.id ?? null,
      facilityName: record?.name ?? null,
      straightMetres: null,
      walk: this.today.walk(origin)?.length ?? null,
      walkWithout: null,
      metres: null,
      compoundIds: [],
      ...more,
    }
  }

  #once<T>(name: string, make: () => T): T {
    if (!this.#made.has(name)) this.#made.set(name, make())
    return this.#made.get(name) as T
  }
}

/** What one cause says of the demand points that lack one subject. */
export interface CauseTest {
  readonly holds: (origin: number) => boolean
  /** Of the origins for whom it holds, the one with the least of this is shown. */
  readonly plainness: (origin: number) => number
  readonly evidence: (origin: number) => CauseEvidence
}

/** One cause. */
export interface CauseOfGaps {
  readonly cause: GapCause
  /** `null`: the facts that it needs are not there. */
  readonly test: (context: CauseContext) => CauseTest | null
}
