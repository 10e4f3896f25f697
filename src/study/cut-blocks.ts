// Blocks by a study area: those outside leave, those that the border cuts keep the people of their demand points inside. Blocks and a
// test in, blocks out. It knows no files and no streets.
import type { DemandMethod } from '../answer/measured-places.ts'
import { type PolygonRings, polygonsSquareMetres } from '../foundation/geo.ts'
import type { LonLat } from '../foundation/units.ts'
import type { BlockRecord } from '../normalise/places/block-record.ts'
import { buildDemandPoints } from './demand-points.ts'

/** What a border leaves of the blocks. */
export interface CutBlocks {
  readonly blocks: readonly BlockRecord[]
  /** Blocks of which no demand point lies inside. */
  readonly outside: number
  /** Blocks of which some do and some do not. */
  readonly cut: number
}

/** How a border cuts. */
export interface Border {
  readonly inside: (lon: number, lat: number) => boolean
  /** What of an outline lies inside; `null` where the border does not pass it, or where that cannot be told: it then stays whole. */
  readonly clip: (polygons: readonly PolygonRings[]) => readonly PolygonRings[] | null
}

/**
 * What of the blocks lies within a border. A block belongs to it by the weight of its demand points inside: that share of its people and
 * dwellings stays, walks begin at those points only, its outline and its land end at the border.
 *
 * @param method how demand points are made, as for the study itself
 */
export function cutBlocks(blocks: readonly BlockRecord[], method: 'auto' | DemandMethod, border: Border): CutBlocks {
  const demand = buildDemandPoints(blocks, method)
  const kept: BlockRecord[] = []
  let outside = 0
  let cut = 0
  blocks.forEach((block, index) => {
    const [from, to] = [demand.offset[index]!, demand.offset[index + 1]!]
    const points: { lonLat: LonLat; weight: number }[] = []
    let share = 0
    for (let at = from; at < to; at++) {
      const [lon, lat] = [demand.lonLat[2 * at]!, demand.lonLat[2 * at + 1]!]
      if (!border.inside(lon, lat)) continue
      points.push({ lonLat: [lon, lat], weight: demand.weight[at]! })
      share += demand.weight[at]!
    }
    if (points.length === 0) outside++
    else if (points.length === to - from)
      kept.push(withOutline(block, { method: demand.method[index]!, points }, border))
    else {
      cut++
      kept.push(partOf(block, share, { method: demand.method[index]!, points }, border))
    }
  })
  return { blocks: kept, outside, cut }
}

/** A block whose demand points all lie inside: only its outline may end at the border. */
function withOutline(block: BlockRecord, demand: NonNullable<BlockRecord['demand']>, border: Border): BlockRecord {
  const polygons = block.polygons === null ? null : border.clip(block.polygons)
  if (polygons === null || polygons.length === 0) return block
  const [land, whole] = [polygonsSquareMetres(polygons), polygonsSquareMetres(block.polygons!)]
  // One that the border does not touch stays as it was, to the last digit.
  if (Math.abs(land - whole) <= 0.01 + whole * 1e-9) return block
  return { ...block, polygons, landSquareMetres: land, demand }
}

function partOf(
  block: BlockRecord,
  share: number,
  demand: NonNullable<BlockRecord['demand']>,
  border: Border,
): BlockRecord {
  const clipped = block.polygons === null ? null : border.clip(block.polygons)
  const polygons = clipped === null || clipped.length === 0 ? block.polygons : clipped
  const part = (amount: number | null) => (amount === null ? null : amount * share)
  return {
    ...block,
    lonLat: border.inside(...block.lonLat) ? block.lonLat : demand.points[0]!.lonLat,
    polygons,
    people: Object.fromEntries(Object.entries(block.people).map(([group, people]) => [group, part(people)])),
    dwellings: part(block.dwellings),
    landSquareMetres: polygons === null ? part(block.landSquareMetres) : polygonsSquareMetres(polygons),
    demand,
  }
}
