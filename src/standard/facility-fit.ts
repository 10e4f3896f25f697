// Which facilities a rule accepts: by category and by size, where the size is known. It does not know where they are.
import { type PolygonRings, polygonsSquareMetres } from '../foundation/geo.ts'
import type { RuleRoute, StandardPack, StandardRule } from './standard-pack.ts'

/** What a rule looks at of a facility. */
export interface FitFacility {
  readonly category: string
  readonly capacity: number | null
  readonly floorAreaSquareMetres: number | null
  readonly polygons: readonly PolygonRings[] | null
}

/** `size-unknown`: of the right kind, but a size that the rule asks for is not known. */
export type FacilityFit = 'fits' | 'size-unknown' | 'wrong-size' | 'wrong-kind'

/**
 * Whether a facility satisfies one route of a rule, distance apart.
 *
 * @example
 * ```ts
 * import { type FitFacility, type RuleRoute, facilityFit } from 'living-circle/parts'
 * declare const route: RuleRoute
 * declare const facility: FitFacility
 * const fit = facilityFit(route, facility)
 * ```
 */
export function facilityFit(route: RuleRoute, facility: FitFacility): FacilityFit {
  if (!route.categories.includes(facility.category)) return 'wrong-kind'
  let unknown = false
  const judge = (value: () => number | null, min: number | null, max: number | null): boolean => {
    if (min === null && max === null) return true
    const known = value()
    if (known === null) {
      unknown = true
      return true
    }
    return known >= (min ?? -Infinity) && known <= (max ?? Infinity)
  }
  const right =
    judge(() => facility.floorAreaSquareMetres, route.minFloorSquareMetres, null) &&
    judge(() => facility.capacity, route.minCapacity, null) &&
    judge(
      () => (facility.polygons === null ? null : polygonsSquareMetres(facility.polygons)),
      route.minLandSquareMetres,
      route.maxLandSquareMetres,
    )
  return !right ? 'wrong-size' : unknown ? 'size-unknown' : 'fits'
}

/** Facilities that count for one route of a rule. */
export interface RouteFacilities {
  /** Indexes into the facilities given, ascending: those that fit, and those of unknown size unless the route forbids it. */
  readonly counted: readonly number[]
  /** Those of them whose size is not known: they may count. */
  readonly doubtful: ReadonlySet<number>
  readonly fits: number
  readonly sizeUnknown: number
  readonly wrongSize: number
}

/**
 * The facilities that count for a route. O(facilities + their corners where land is asked for).
 *
 * @example
 * ```ts
 * import { type FitFacility, type RuleRoute, facilitiesOfRoute } from 'living-circle/parts'
 * declare const route: RuleRoute
 * declare const facilities: readonly FitFacility[]
 * const { counted } = facilitiesOfRoute(route, facilities)
 * ```
 */
export function facilitiesOfRoute(route: RuleRoute, facilities: readonly FitFacility[]): RouteFacilities {
  const counted: number[] = []
  const doubtful = new Set<number>()
  const numbers = { fits: 0, 'size-unknown': 0, 'wrong-size': 0, 'wrong-kind': 0 }
  facilities.forEach((facility, index) => {
    const fit = facilityFit(route, facility)
    numbers[fit]++
    if (fit === 'fits' || (fit === 'size-unknown' && !route.sizeMustBeKnown)) counted.push(index)
    if (fit === 'size-unknown' && !route.sizeMustBeKnown) doubtful.add(index)
  })
  return {
    counted,
    doubtful,
    fits: numbers.fits,
    sizeUnknown: numbers['size-unknown'],
    wrongSize: numbers['wrong-size'],
  }
}

/**
 * All category ids that a pack looks at, sorted.
 *
 * @example
 * ```ts
 * import { standardPack } from 'living-circle'
 * import { categoriesOfPack } from 'living-circle/parts'
 * categoriesOfPack(standardPack('gb50180-2018')).length > 0 // true
 * ```
 */
export function categoriesOfPack(pack: StandardPack): readonly string[] {
  const ids = new Set<string>()
  for (const rule of pack.rules) for (const id of categoriesOfRule(rule)) ids.add(id)
  for (const rule of pack.adequacy) for (const id of rule.categories) ids.add(id)
  return [...ids].sort()
}

/**
 * The category ids of a rule, over all its routes, each once, in the order given.
 *
 * @example
 * ```ts
 * import { type StandardRule, categoriesOfRule } from 'living-circle/parts'
 * declare const rule: StandardRule
 * const kinds = categoriesOfRule(rule)
 * ```
 */
export function categoriesOfRule(rule: StandardRule): readonly string[] {
  return [...new Set(rule.routes.flatMap((route) => route.categories))]
}

/**
 * The pack as it is printed: rules whose text means a straight-line radius are judged by straight line instead of by walking.
 * Judging both shows who is covered on paper, not on foot.
 *
 * @example
 * ```ts
 * import { standardPack } from 'living-circle'
 * import { packOnPaper } from 'living-circle/parts'
 * packOnPaper(standardPack('gb50180-2018')).id // 'gb50180-2018'
 * ```
 */
export function packOnPaper(pack: StandardPack): StandardPack {
  const rules = pack.rules.map((rule) =>
    rule.printedAsRadius && rule.basis === 'distance' ? { ...rule, basis: 'straight-line' as const } : rule,
  )
  return { ...pack, rules }
}
