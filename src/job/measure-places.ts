// HALLWAY: places against demand, for an analysis that was given rates of demand. No logic of its own.
import type { CapacityReport, ServingRuleName } from '../answer/capacity-report.ts'
import type { RunOptions } from '../foundation/progress.ts'
import type { Basis } from '../foundation/units.ts'
import { categoryById } from '../normalise/categories/categories.ts'
import { type DemandRate, unitOfText } from '../normalise/places/demand-rate.ts'
import type { AccessStudy } from '../study/access-study.ts'
import { measureCapacity } from '../study/capacity-on-foot.ts'
import { type WalkMatrix, walkMatrix } from '../study/walk-matrix.ts'

/** Who is served in fact within the largest limit. One more sweep. */
export async function measurePlaces(
  study: AccessStudy,
  rates: readonly DemandRate[],
  rule: ServingRuleName,
  basis: Basis,
  limit: number,
  run: RunOptions,
): Promise<CapacityReport> {
  const matrix = await placesMatrix(study, rates, basis, limit, run)
  return measureCapacity(study, matrix, { rates, rule, ...PLACE_UNITS })
}

/** What places of a kind are counted in, and what a text says of that. */
export const PLACE_UNITS = {
  unitOfKind: (category: string) => categoryById(category)?.capacityUnit ?? null,
  unitOfText,
}

/** Walks to all facilities of the rates' kinds. */
export function placesMatrix(
  study: AccessStudy,
  rates: readonly DemandRate[],
  basis: Basis,
  limit: number,
  run: RunOptions,
): Promise<WalkMatrix> {
  const counted = study.categories.filter((id) => rates.some((rate) => rate.categories.includes(id)))
  const reach = basis === 'time' ? { minutes: limit } : { metres: limit }
  return walkMatrix(study, { ...run, ...reach, categories: counted })
}
