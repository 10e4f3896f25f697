// Where the walks of a block begin, for drawings around it: its gates; else its middle, or all its demand points. It knows no files.
import type { LonLat } from '../foundation/units.ts'
import { linkPoints } from '../locate/link-points.ts'
import { LINK_LINKED } from '../locate/linkage.ts'
import type { AccessStudy } from './access-study.ts'

/**
 * Where the walks of a block begin: its gates; else its middle, and where no street is near that, all its demand points.
 *
 * @param block index of the block in the study (and its report)
 * @example
 * ```ts
 * import { type AccessStudy, walkStarts } from 'living-circle/parts'
 * declare const study: AccessStudy
 * const starts = walkStarts(study, 0)
 * ```
 */
export function walkStarts({ demand, blocks, locator, maxLinkMetres }: AccessStudy, block: number): readonly LonLat[] {
  const method = demand.method[block]
  const middle = blocks[block]!.lonLat
  if (method === 'point') return [middle]
  if (method !== 'gates') {
    const { status } = linkPoints(locator, Float64Array.from(middle), maxLinkMetres)
    if (status[0] === LINK_LINKED) return [middle]
  }
  const points: LonLat[] = []
  for (let at = demand.offset[block]!; at < demand.offset[block + 1]!; at++) {
    points.push([demand.lonLat[2 * at]!, demand.lonLat[2 * at + 1]!])
  }
  return points
}
