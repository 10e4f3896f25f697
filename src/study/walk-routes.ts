// The walks of a table as lines, for maps. A study in, one line per block and category that is reached out.
import type { WalkRoute } from '../answer/walk-route.ts'
import type { Basis } from '../foundation/units.ts'
import type { AccessStudy } from './access-study.ts'
import { createWalkExplainer } from './explain-walk.ts'

/**
 * The headline walk of every block to every category.
 *
 * @param limit the largest limit of the analysis, minutes or metres
 * @param most with more pairs of block and category there are none: each costs a sweep's tenth, and a page has to hold them
 * @example
 * ```ts
 * import { type AccessStudy, walkRoutes } from 'living-circle/parts'
 * declare const study: AccessStudy
 * const lines = walkRoutes(study, 'time', 15, 50_000)
 * ```
 */
export function walkRoutes(study: AccessStudy, basis: Basis, limit: number, most: number): WalkRoute[] {
  const { blocks, categories } = study
  if (blocks.length * categories.length > most) return []
  const explain = createWalkExplainer(study, basis, limit)
  return blocks.flatMap(({ id: blockId }) =>
    categories.flatMap((category) => {
      const line = explain(blockId, category)?.line ?? []
      return line.length > 1 ? [{ blockId, category, line }] : []
    }),
  )
}
