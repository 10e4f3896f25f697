// HALLWAY: places per head on streets. No logic of its own.
import type { CatchmentTables } from '../answer/served-tables.ts'
import type { RunOptions } from '../foundation/progress.ts'
import type { Basis } from '../foundation/units.ts'
import { categoryById } from '../normalise/categories/categories.ts'
import { type DemandRate, unitOfText } from '../normalise/places/demand-rate.ts'
import type { AccessStudy } from '../study/access-study.ts'
import type { FloatingMeasure, FloatingOptions } from '../study/capacity/floating-catchment.ts'
import { catchmentsOnFoot } from '../study/catchments-on-foot.ts'
import { walkMatrix } from '../study/walk-matrix.ts'

/** How places per head are measured. */
export interface CatchmentMeasureOptions extends RunOptions, FloatingOptions {
  readonly measure: FloatingMeasure
  readonly rates: readonly DemandRate[]
  /** What `limit` and `steps` are in: minutes for `time`, metres for `distance`. */
  readonly basis: Basis
  /** Largest walk; steps end at it. */
  readonly limit: number
}

/** Places per head of the kinds of one rate, by block. */
export interface CategoryCatchment extends CatchmentTables {
  readonly categories: readonly string[]
  readonly populationGroup: string
}

/**
 * Floating catchment measures of a study's kinds that have a rate, whose group and unit say who shares which places. See `floatingCatchment` for the
 * formulas. Blocks whose people are unknown, or that no street is near, have no value and are left out; facilities of unknown places are named.
 *
 * @throws LivingCircleError `invalid-option` (limit, weights), `aborted`
 */
export async function measureCatchments(
  study: AccessStudy,
  { rates, measure, basis, limit, signal, onProgress, ...weights }: CatchmentMeasureOptions,
): Promise<readonly CategoryCatchment[]> {
  const categories = study.categories.filter((id) => rates.some((rate) => rate.categories.includes(id)))
  const reach = basis === 'time' ? { minutes: limit } : { metres: limit }
  const matrix = await walkMatrix(study, { ...reach, categories, signal, onProgress })
  const found = catchmentsOnFoot(study, matrix, {
    rates,
    measure,
    options: { limit, ...weights },
    unitOfKind: (category) => categoryById(category)?.capacityUnit ?? null,
    unitOfText,
  })
  return found.map(({ rate, access, placesUnreached, leftOut }) => ({
    measure,
    categories: rate.categories,
    populationGroup: rate.group,
    access: study.blocks.flatMap(({ id }, block) => {
      const value = access[block]!
      return Number.isNaN(value) ? [] : [{ id, value }]
    }),
    placesUnreached,
    sitesUnknown: leftOut.map((facility) => study.facilities[facility]!.id),
    sitesNotOpen: [],
  }))
}
