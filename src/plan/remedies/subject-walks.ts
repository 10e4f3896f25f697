// Walks from demand points to what counts for one subject, in some study: the one at hand, or the same with gates open, steps gone. It also knows the
// straight line. It does not know why it is asked.
import { costPerLimitUnit } from '../../foundation/limits.ts'
import { UNREACHED } from '../../foundation/units.ts'
import { type PlaceTree, placeTree } from '../../locate/points/place-tree.ts'
import { type AccessStudy, poseQuestion } from '../../study/access-study.ts'
import { NearestOnFoot } from '../../study/nearest-on-foot.ts'
import type { GapSubject } from './gap-subjects.ts'

/** A walk that was found. */
export interface FoundWalk {
  /** Minutes or metres. */
  readonly length: number
  readonly facility: number
}

/** Who is looked for: the routes of a subject, or facilities and limits of one's own. */
export type WalkRoutes = readonly { readonly counts: (facility: number) => boolean; readonly limit: number }[]

/** Walks under the basis of a subject. */
export class SubjectWalks {
  readonly #routes: readonly { readonly nearest: NearestOnFoot; readonly isThere: boolean; readonly limit: number }[]
  readonly #perUnit: number

  /** @param times how many times the limits are searched */
  constructor(study: AccessStudy, basis: GapSubject['basis'], routes: WalkRoutes, times = 1) {
    this.#perUnit = costPerLimitUnit(basis)
    const largest = Math.max(0, ...routes.map(({ limit }) => limit))
    const { problem } = poseQuestion(study, basis, Uint32Array.of(largest))
    this.#routes = routes.map(({ counts, limit }) => {
      const kinds = problem.targets.categoryOfFacility.map((_, facility) => (counts(facility) ? 0 : 1))
      const nearest = new NearestOnFoot({
        ...problem,
        targets: { ...problem.targets, categoryOfFacility: kinds, categoryCount: 2 },
      })
      const isThere = nearest.sweep(0, Math.min(UNREACHED - 1, limit * times))
      return { nearest, isThere, limit }
    })
  }

  /** Whether some route is within its own limit. */
  isMet(origin: number): boolean {
    return this.#routes.some(({ nearest, isThere, limit }) => isThere && nearest.cost(origin) <= limit)
  }

  /** The shortest walk of any route; `null` where none was found. */
  walk(origin: number): FoundWalk | null {
    let best: FoundWalk | null = null
    for (const { nearest, isThere } of this.#routes) {
      if (!isThere) continue
      const cost = nearest.cost(origin)
      if (cost === UNREACHED || (best !== null && cost / this.#perUnit >= best.length)) continue
      best = { length: cost / this.#perUnit, facility: nearest.facility(origin) }
    }
    return best
  }
}

/** Straight lines from demand points to entrances of some facilities. */
export class StraightLines {
  readonly #study: AccessStudy
  readonly #facilityOf: number[] = []
  readonly #tree: PlaceTree | null

  constructor(study: AccessStudy, counts: (facility: number, entrance: number) => boolean) {
    this.#study = study
    const places: (readonly [number, number])[] = []
    let entrance = 0
    study.facilities.forEach((facility, number) => {
      for (const lonLat of facility.entrances) {
        if (counts(number, entrance++)) {
          places.push(lonLat)
          this.#facilityOf.push(number)
        }
      }
    })
    this.#tree = places.length === 0 ? null : placeTree(places)
  }

  /** The nearest from any place of an origin, within some metres. */
  nearest(origin: number, metres: number): { readonly metres: number; readonly facility: number } | null {
    if (this.#tree === null) return null
    const { origins, demand } = this.#study
    let best: { readonly metres: number; readonly facility: number } | null = null
    for (let point = origins.originOffset[origin]!; point < origins.originOffset[origin + 1]!; point++) {
      const found = this.#tree.nearest(demand.lonLat[2 * point]!, demand.lonLat[2 * point + 1]!, best?.metres ?? metres)
      if (found === null || (best !== null && found.metres >= best.metres)) continue
      best = { metres: found.metres, facility: this.#facilityOf[found.place]! }
    }
    return best
  }
}
