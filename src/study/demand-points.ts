// Residential blocks → demand points: the places where walks begin, with weights that add up to 1 per block.
// It knows no streets, no categories and no files.

import { DEMAND_METHODS, type DemandMethod } from '../answer/measured-places.ts'
import { boxAround, insidePolygons, localScale, type PolygonRings } from '../foundation/geo.ts'
import type { LonLat } from '../foundation/units.ts'
import type { BlockRecord } from '../normalise/places/block-record.ts'
import { checkWord } from '../words/option-values.ts'
import { problem } from '../words/problem.ts'

/** Spacing of the demand grid in a polygon, metres. */
export const DEMAND_GRID_METRES = 50

/** A block may have at most this many demand points; a polygon that asks for more is drawn in degrees or by mistake. */
const MAX_POINTS_PER_BLOCK = 200_000

/** Demand points of n blocks; points of block b: `offset[b] … offset[b+1])`. */
export interface DemandPoints {
  readonly offset: Uint32Array
  /** `[lon0, lat0, lon1, lat1, …]` degrees. */
  readonly lonLat: Float64Array
  /** Weights add up to 1 in each block. For gates: the best gate counts, weights are equal and not used. */
  readonly weight: Float64Array
  readonly method: readonly DemandMethod[]
}

/**
 * Makes demand points by the first method that applies: gates, buildings, grid, point.
 *
 * @param method `auto`, or one method to prefer; a block it cannot serve falls back to `auto`
 * @throws LivingCircleError `input-unusable` for a polygon that asks for more than 200,000 grid points
 */
export function buildDemandPoints(
  blocks: readonly BlockRecord[],
  method: 'auto' | DemandMethod = 'auto',
): DemandPoints {
  checkWord('demand', method, ['auto', ...DEMAND_METHODS])
  const offset = new Uint32Array(blocks.length + 1)
  const lonLat: number[] = []
  const weight: number[] = []
  const methods: DemandMethod[] = []
  blocks.forEach((block, index) => {
    const chosen = block.demand?.method ?? chooseMethod(block, method)
    methods.push(chosen)
    const points = block.demand?.points ?? pointsOf(block, chosen)
    const total = points.reduce((sum, point) => sum + point.weight, 0)
    for (const point of points) {
      lonLat.push(point.lonLat[0], point.lonLat[1])
      weight.push(total > 0 ? point.weight / total : 1 / points.length)
    }
    offset[index + 1] = weight.length
  })
  return { offset, lonLat: Float64Array.from(lonLat), weight: Float64Array.from(weight), method: methods }
}

function chooseMethod(block: BlockRecord, wanted: 'auto' | DemandMethod): DemandMethod {
  const possible: DemandMethod[] = []
  if (block.gates.length > 0) possible.push('gates')
  if (block.polygons !== null && block.buildings.length > 0) possible.push('buildings')
  if (block.polygons !== null) possible.push('grid')
  possible.push('point')
  return wanted !== 'auto' && possible.includes(wanted) ? wanted : possible[0]!
}

interface WeightedPoint {
  readonly lonLat: LonLat
  readonly weight: number
}

function pointsOf(block: BlockRecord, method: DemandMethod): readonly WeightedPoint[] {
  switch (method) {
    case 'gates':
      return block.gates.map((lonLat) => ({ lonLat, weight: 1 }))
    case 'buildings':
      return block.buildings
    case 'grid':
      return gridPoints(block.id, block.polygons!, block.lonLat)
    case 'point':
      return [{ lonLat: block.lonLat, weight: 1 }]
  }
}

/** Centres of a 50 m grid that lie in the polygons; the grid hangs on the polygons' south-west corner. */
function gridPoints(id: string, polygons: readonly PolygonRings[], fallback: LonLat): readonly WeightedPoint[] {
  const box = boxAround(polygons.flatMap((rings) => rings[0] ?? []))
  if (box === null) return [{ lonLat: fallback, weight: 1 }]
  const [west, south, east, north] = box
  const scale = localScale((south + north) / 2)
  const stepLon = DEMAND_GRID_METRES / scale.metresPerDegreeLon
  const stepLat = DEMAND_GRID_METRES / scale.metresPerDegreeLat
  const columns = Math.ceil((east - west) / stepLon)
  const rows = Math.ceil((north - south) / stepLat)
  if (columns * rows > MAX_POINTS_PER_BLOCK) {
    throw problem(
      'input-unusable',
      'block.too-large',
      {
        id,
        width: Math.round((columns * DEMAND_GRID_METRES) / 1000),
        height: Math.round((rows * DEMAND_GRID_METRES) / 1000),
      },
      { hint: 'hint.split-districts', details: { block: id, columns, rows } },
    )
  }
  const points: WeightedPoint[] = []
  for (let row = 0; row < rows; row++) {
    const lat = south + (row + 0.5) * stepLat
    for (let column = 0; column < columns; column++) {
      const lon = west + (column + 0.5) * stepLon
      if (insidePolygons(lon, lat, polygons)) points.push({ lonLat: [lon, lat], weight: 1 })
    }
  }
  return points.length > 0 ? points : [{ lonLat: fallback, weight: 1 }]
}
