// HALLWAY: places against demand, for an analysis that was given rates of demand. No logic of its own.
import type { CapacityReport, ServingRuleName } from '../answer/capacity-report.ts'
import type { RunOptions } from '../foundation/progress.ts'
import type { Basis } from '../foundation/units.ts'
import { categoryById } from '../normalise/categories/categories.ts'
import { type DemandRate, unitOfText } from '../normalise/places/demand-rate.ts'
import type { AccessStudy } from '../study/access-study.ts'
import { measureCapacity } from '../study/capacity-on-foot.ts'
import { walkMatrix } from '../study/walk-matrix.ts'

/** Who is served in fact within the largest limit. One more sweep. */
export async function measurePlaces(
  study: AccessStudy,
  rates: readonly DemandRate[],
  rule: ServingRuleName,
  basis: Basis,
  limit: number,
  run: RunOptions,
): Promise<CapacityReport> {
  const { categories } = study
  const counted = categories.filter((id) => rates.some((rate) => rate.categories.includes(id)))
  const reach = basis === 'time' ? { minutes: limit } : { metres: limit }
  const matrix = await walkMatrix(study, { ...run, ...reach, categories: counted })
  return measureCapacity(study, matrix, {
    rates,
    rule,
    unitOfKind: (category) => categoryById(category)?.capacityUnit ?? null,
    unitOfText,
  })
}
